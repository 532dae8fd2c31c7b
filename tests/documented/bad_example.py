from pyexec import aot

@aot
def bad_example(n: int) -> int:
    result = 0  # error: local variable 'result' needs a type annotation
    return result
