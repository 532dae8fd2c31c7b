import pyexec


@pyexec.jit
def func(x: int) -> int:
    return x * x


func(7)  # 49
