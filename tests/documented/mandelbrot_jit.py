from pyexec import jit, complex128


@jit
def mandelbrot(c: complex128, max_iter: int) -> int:
    z: complex128 = 0j
    for i in range(max_iter):
        if abs(z) > 2.0:
            return i
        z = z * z + c
    return max_iter


mandelbrot(0j, 100)  # 100
mandelbrot(1 + 1j, 100)  # 2
