"""PyExec measured side by side with C, Numba and CPython: `python -m benchmarks`."""
