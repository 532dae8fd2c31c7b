// Usage:
const wasm = await loadSquare();
const result = wasm.square(5);  // 25
