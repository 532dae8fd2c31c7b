from pyexec import aot, int64

@aot
def good_example(n: int) -> int:
    result: int = 0  # with a type annotation
    for i in range(n):
        result = result + i
    return result

good_example(5)  # 10

@aot
def good(n: int) -> int:
    result: int = 0  # Add type
    return result

good(5)  # 0

@aot
def specific(n: int) -> int:
    result: int64 = 0
    return int(result + n)

specific(5)  # 5

@aot
def add(a: int, b: int) -> int:
    return a + b

add(3, 4)  # 7
