const fib = await loadFib();
fib.fibonacci(10);  // 55
fib.fibonacci(90);  // 2880067194370816120n
