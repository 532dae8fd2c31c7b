"""Threads that really run at once: `nogil=True` releases the lock while a function runs.

python examples/threads.py
"""

from concurrent.futures import ThreadPoolExecutor

from pyexec import aot


@aot(nogil=True)
def primes_between(low: int, high: int) -> int:
    count: int = 0
    for n in range(max(low, 2), high):
        divisor: int = 2
        while divisor * divisor <= n and n % divisor != 0:
            divisor += 1
        if divisor * divisor > n:
            count += 1
    return count


if __name__ == "__main__":
    step = 50_000
    starts = range(0, 400_000, step)
    with ThreadPoolExecutor() as pool:
        counts = pool.map(primes_between, starts, (start + step for start in starts))
    print("primes below 400000:", sum(counts))
