import pyexec
import numpy as np


@pyexec.jit
def matrix_multiply(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    return A @ B


result = matrix_multiply(np.ones((3, 3)), np.eye(3))
print((result == np.ones((3, 3))).all())  # True
