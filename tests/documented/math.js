// math.js
const wasm = await loadMath();

wasm.add(10, 5);  // 15
wasm.subtract(10, 5);  // 5
wasm.multiply(10, 5);  // 50
wasm.divide(10, 5);  // 2
