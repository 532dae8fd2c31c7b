import pyexec
@pyexec.jit
def func(x: int) -> int:
    return x * x
from pyexec import aot_compile
aot_compile(func, "app.exe")  # Windows
aot_compile(func, "app")  # Linux/Mac
# $ ./app.exe 5
# 25
# $ ./app -100000000000
# 10000000000000000000000
