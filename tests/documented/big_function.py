from pyexec import aot

@aot
def big_function(n: int) -> int:  # error: 'big_function' can end without a return
    # 100 lines of code...
    pass
