import pyexec

@pyexec.aot
def power(base: int, exp: int) -> int:
    result: int = 1
    for i in range(exp):
        result = result * base
    return result

result = power(2, 10)  # 1024
