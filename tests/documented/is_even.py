from pyexec import bool_
from pyexec import aot, bool_

@aot
def is_even(n: int) -> bool_:
    return bool_(n % 2 == 0)

is_even(10)  # True
is_even(-7)  # False
