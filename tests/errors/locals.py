"""Local variables: annotations, and types that do not fit."""

# raises: TypeCheckError

from pyexec import float32, int8, int32, uint8, uint64


def literal(n: int) -> int:
    result = 0  # error: local variable 'result' needs a type annotation @ 'result'
    # help: write `result: int = 0`, or compile with infer=True
    return result


def float_literal(n: int) -> float:
    result = 1.5  # error: local variable 'result' needs a type annotation @ 'result'
    return result


def literals_alone(n: int) -> int:
    result = 2 * 3 + 1  # error: local variable 'result' needs a type annotation @ 'result'
    return result


def truth(n: int) -> bool:
    found = False  # error: local variable 'found' needs a type annotation @ 'found'
    return found


def each_of_two(n: int) -> int:
    a, b = 0, 1  # error: local variable 'a' needs a type annotation @ 'a' # error: local variable 'b' needs a type annotation @ 'b'
    return a + b


def chain(n: int) -> int:
    a = b = 0  # error: local variable 'a' needs a type annotation @ 'a' # error: local variable 'b' needs a type annotation @ 'b'
    return a + b


def several(n: int) -> int:
    a = 1  # error: local variable 'a' needs a type annotation @ 'a'
    b = 2  # error: local variable 'b' needs a type annotation @ 'b'
    c: int = 3
    return a + b + c


def long_literal(n: int) -> int:
    result = 1000000000000 + 1000000000000 + 1000000000000 + 1000000000000  # error: local variable 'result' needs a type annotation @ 'result'
    # help: write `result: int = ...`, or compile with infer=True
    return result


def float_in_int(n: float) -> int:
    m: int = n  # error: 'm' is int, but the value is float @ 'n'
    # help: write `int(...)` around it to convert it
    return m


def narrowing(n: int32) -> int8:
    m: int8 = n  # error: 'm' is int8, but the value is int32 @ 'n'
    return m


def second_value(n: int) -> int:
    m = n
    m = 1.5  # error: 'm' is int, but the value is float @ '1.5'
    return m


def augmented(n: int) -> int:
    m = n
    m += 1.5  # error: 'm' is int, but the value is float @ 'm += 1.5'
    return m


def parameter(n: int) -> int:
    n = 1.5  # error: 'n' is int, but the value is float @ '1.5'
    return n


def divided(n: int) -> int:
    n /= 2  # error: 'n' is int, but the value is float @ 'n /= 2'
    return n


def two_types(n: int) -> int:
    x: int = 1
    x: float = 2.0  # error: 'x' is int already, and cannot be float too @ 'float'
    return x


def parameter_again(n: int) -> int:
    n: float = 2.0  # error: 'n' is int already, and cannot be float too @ 'float'
    return 0


def literal_too_large(n: int) -> int:
    x: uint8 = 256  # error: 256 does not fit in uint8 @ '256'
    return n


def literal_negative(n: int) -> int:
    x: uint64 = -1  # error: -1 does not fit in uint64 @ '-1'
    # help: 'x' is uint64, from 0 to 18446744073709551615
    return n


def float_too_large(n: int) -> int:
    x: float32 = 1e300  # error: 1e+300 does not fit in float32 @ '1e300'
    return n


def none(n: int) -> int:
    x = None  # error: local variable 'x' needs a type annotation @ 'x'
    # help: write `x: int | None = None`, or compile with infer=True
    return n


def used_before(n: int) -> int:
    x += 1  # error: 'x' is read, but nothing before tells its type @ 'x'
    return x


def never_assigned(n: int) -> int:
    return x
    x: list = 3  # error: 'list' does not tell what is in it @ 'list'


def complex_in_float(z: complex) -> float:
    x: float = z  # error: 'x' is float, but the value is complex @ 'z'
    # help: take its .real part, or abs() of it
    return x


def bool_in_name_of_loop(n: int) -> int:
    i: bool = True
    for i in range(n):  # error: 'i' is bool, and range() gives int @ 'i'
        pass
    return n


def loop_variable_too_narrow(n: uint64) -> int:
    i: int8 = 0
    for i in range(n):  # error: the loop variable is int8, but the value is uint64 @ 'n'
        pass
    return i


def reads_it_afterwards(n: int) -> int:
    try:
        n = 10 // n
    except ZeroDivisionError as error:
        n = 1
    return error  # error: 'error' is read, but nothing before tells its type @ 'error'
