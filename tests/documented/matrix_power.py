import pyexec
import numpy as np


@pyexec.jit
def matrix_power(A: np.ndarray, n: int) -> np.ndarray:
    """Compute matrix to the power of n."""
    result = np.eye(A.shape[0])
    for i in range(n):
        result = result @ A
    return result


A = np.array([[1, 1], [1, 0]])
print(matrix_power(A, 10).tolist())  # [[89.0, 55.0], [55.0, 34.0]]
