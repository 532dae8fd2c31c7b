"""A heap that Python has built is a WebAssembly module's initial memory, and goes back.

The module works on it under wasmtime and under Node: it reads, appends, allocates, frees.
What it leaves is again a heap of Python's.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from answers import Raised
from heaps import Web, WebManager, adapted, web_module
from scripts import SCRIPTS

from pyexec.rt import layout
from pyexec.wasm_memory import PAGE_SIZE, WasmMemoryManager

PAGES = 6
SECONDS = 60


class Built:
    """A heap of Python's with something of each kind."""

    def __init__(self) -> None:
        self.wmm = wmm = WasmMemoryManager(PAGES)
        self.numbers = wmm.alloc_list()
        for value in range(100):
            wmm.list_append(self.numbers, value * value)
        self.name = wmm.alloc_string("Zoë")
        self.ages = wmm.alloc_dict(string_keys=True)
        wmm.dict_set(self.ages, self.name, 42)
        self.large = wmm.alloc(20_000)
        wmm.memory[self.large : self.large + 20_000] = 7
        self.freed = wmm.alloc(64)
        wmm.free(self.freed, 64)


def from_image(image: bytes) -> WasmMemoryManager:
    """A manager of the heap whose bytes a module has left."""
    wmm = WasmMemoryManager(len(image) // PAGE_SIZE)
    wmm.memory[:] = bytearray(image)
    wmm.check()
    return wmm


def work(built: Built) -> list[tuple[str, list[int], Any]]:
    """What the module does: a function, its arguments, and what that gives or raises."""
    return [
        ("audit", [PAGES * PAGE_SIZE], 0),
        ("list_length", [built.numbers], 100),
        ("list_get", [built.numbers, 99], 99 * 99),
        ("dict_get", [built.ages, built.name], 42),
        ("alloc", [64], built.freed),
        ("list_append", [built.numbers, -1], None),
        ("list_delete", [built.numbers, 0], None),
        ("dict_set", [built.ages, built.name, 43], None),
        ("free", [built.large, 20_000], None),
        ("free", [built.large, 20_000], "ValueError"),
        ("decref", [built.freed], None),
    ]


def compare(built: Built, image: bytes) -> None:
    """The heap that a module has left, beside the one that Python does the same to."""
    found = from_image(image)
    assert list(found.list_items(built.numbers)) == [n * n for n in range(1, 100)] + [-1]
    assert found.dict_get(built.ages, built.name) == 43
    assert found.read_string(built.name) == "Zoë"
    wmm = built.wmm
    assert wmm.alloc(64) == built.freed
    wmm.list_append(built.numbers, -1)
    wmm.list_delete(built.numbers, 0)
    wmm.dict_set(built.ages, built.name, 43)
    wmm.free(built.large, 20_000)
    wmm.decref(built.freed)
    assert found.get_usage() == wmm.get_usage()
    assert bytes(found.memory[layout.HEAP :]) == bytes(wmm.memory[layout.HEAP :])
    for pointer in (built.numbers, built.ages):  # the dict has the last reference to the name
        found.decref(pointer)
    assert found.get_usage()[0] == 0
    found.check()


def test_under_wasmtime() -> None:
    built = Built()
    module = Web(PAGES, bytes(built.wmm.memory))
    for name, arguments, expected in work(built):
        outcome = module.call(name, *arguments)
        assert (outcome.exception if isinstance(outcome, Raised) else outcome) == expected
    compare(built, module.read(0, PAGES * PAGE_SIZE))


_NODE = """\
import { readFileSync, writeFileSync } from 'node:fs';
const { calls, errors, pages } = JSON.parse(readFileSync('calls.json'));
const { instance } = await WebAssembly.instantiate(readFileSync('heap.wasm'));
const { memory, $error: error, ...functions } = instance.exports;
memory.grow(pages - memory.buffer.byteLength / 65536);
const heap = new Uint8Array(memory.buffer);
const image = new Uint8Array(readFileSync('before.bin'));
heap.set(image.subarray(65536), 65536);
const outcomes = calls.map(([name, given]) => {
  try {
    const result = functions[name](...given.map(([kind, v]) => kind === 64 ? BigInt(v) : v));
    return result === undefined ? null : String(result);
  } catch (trap) {
    const code = error.value;
    error.value = 0;
    return errors[code - 1] ?? String(trap);
  }
});
writeFileSync('after.bin', new Uint8Array(memory.buffer));
console.log(JSON.stringify(outcomes));
"""


def run_in_node(
    folder: Path, image: bytes, calls: list[tuple[str, list[int]]]
) -> tuple[list[str | None], bytes]:
    """What calls give under Node on a heap's image, and the memory afterwards."""
    built = web_module()
    typed = [
        (name, [(p.type.bits, str(a) if p.type.bits == 64 else a) for p, a in
                zip(built.signatures[name].parameters, given, strict=True)])
        for name, given in calls
    ]  # fmt: skip
    errors = [str(error) for error in built.errors]
    facts = {"calls": typed, "errors": errors, "pages": len(image) // PAGE_SIZE}
    (folder / "calls.json").write_text(json.dumps(facts))
    (folder / "heap.wasm").write_bytes(built.content)
    (folder / "before.bin").write_bytes(image)
    (folder / "main.mjs").write_text(_NODE)
    done = subprocess.run(
        ["node", "main.mjs"], cwd=folder, capture_output=True, text=True, timeout=SECONDS,
        check=True,
    )  # fmt: skip
    return json.loads(done.stdout), (folder / "after.bin").read_bytes()


def test_under_node(tmp_path: Path) -> None:
    built = Built()
    calls = work(built)
    outcomes, image = run_in_node(
        tmp_path, bytes(built.wmm.memory), [(name, given) for name, given, _ in calls]
    )
    for (name, _, expected), outcome in zip(calls, outcomes, strict=True):
        if expected == "ValueError":
            assert outcome is not None and outcome.startswith("ValueError: ")
        else:
            assert outcome == (None if expected is None else str(expected)), name
    compare(built, image)


@pytest.mark.parametrize("name", ["large", "exhaustion", "lists", "dicts", "nested", "deep"])
def test_scripts_under_node(name: str, tmp_path: Path) -> None:
    """A script's calls, one after the other, leave the same bytes as in Python."""
    heap = WebManager(PAGES)
    image = heap.read(0, heap.end)
    SCRIPTS[name](heap)
    calls = [(called, adapted(called, given)) for called, given, _ in heap.log]
    outcomes, left = run_in_node(tmp_path, image, calls)
    for (called, given, expected), outcome in zip(heap.log, outcomes, strict=True):
        if isinstance(expected, Raised):
            assert outcome == f"{expected.exception}: {expected.message}", (called, given)
        else:
            assert outcome == (None if expected is None else str(int(expected))), (called, given)
    assert left[layout.HEAP :] == heap.image()
