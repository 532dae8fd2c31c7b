// Runs the exports of WebAssembly modules for another process, as server.py does:
// `node server.mjs kernels.wasm`.  A line with `!` in front of the name asks for `NAME$n`.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { WASI } from "node:wasi";

const module = await WebAssembly.compile(readFileSync(process.argv[2]));
const wasi = new WASI({ version: "preview1" });
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
if (instance.exports._initialize) wasi.initialize(instance);
for await (const line of createInterface({ input: process.stdin })) {
  const [name, size] = line.split(" ");
  const start = process.cpuUsage();
  const answer = instance.exports[name](BigInt(size));
  const spent = process.cpuUsage(start);
  console.log(String(answer), (spent.user + spent.system) / 1e6);
}
