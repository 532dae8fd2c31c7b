const fib = await loadFib();
fib.fib_wasm(10);  // 55
