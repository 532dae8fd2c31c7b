import numpy as np
import pyexec


@pyexec.jit
def array_sum(arr):
    total = 0.0
    for i in range(len(arr)):
        total += arr[i]
    return total


array_sum(np.arange(1000.0))  # 499500.0
