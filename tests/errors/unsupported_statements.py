"""Statements that are Python but not in the language yet, each in words of its own."""

# raises: UnsupportedError

total = 0


def coroutine(n: int) -> int:
    async def inner(x: int) -> int:  # error: a coroutine cannot be compiled yet @ 'async def inner(x: int) -> int:'
        return x
    return n


def class_(n: int) -> int:
    class Point:  # error: a class cannot be compiled yet @ 'class Point:'
        x = 1
    return n


def delete(n: int) -> int:
    m: int = n
    del m.real  # error: 'del' of this cannot be compiled yet @ 'm.real'
    return n


def with_(n: int) -> int:
    with open("file"):  # error: 'with' cannot be compiled yet @ 'with open("file"):'
        return n


def match(n: int) -> int:
    match n:
        case int():  # error: a class pattern cannot be compiled yet @ 'int()'
            return 2
    return n


class Own(ValueError):
    pass


def catches_own(n: int) -> int:
    try:
        return 10 // n
    except Own:  # error: 'Own' is not a built-in exception that can be caught @ 'Own'
        # help: catch ValueError, ArithmeticError, Exception, ...
        return 0


def catches_one_of_two(n: int) -> int:
    try:
        return 10 // n
    except (ZeroDivisionError, Own):  # error: 'Own' is not a built-in exception that can be caught @ 'Own'
        return missing  # error: name 'missing' is not defined @ 'missing'


def cause(n: int) -> int:
    try:
        return 10 // n
    except ZeroDivisionError:
        raise ValueError("bad") from n  # error: 'n' is not a built-in exception that can be raised @ 'n'


def try_star(n: int) -> int:
    try:  # error: 'try' with 'except*' cannot be compiled yet @ 'try:'
        return n
    except* ValueError:
        pass
    return n


def import_in_block(n: int) -> float:
    if n > 0:
        import math  # error: an import in a block of a function cannot be compiled yet @ 'import math'
        return math.sqrt(n)
    return 0.0


def import_from(n: int) -> float:
    from math import squareroot  # error: this import fails: cannot import name 'squareroot' from 'math' @ 'from math import squareroot'
    return squareroot(n)


def import_late(n: int) -> float:
    found = sqrt(n)
    from math import sqrt  # error: 'sqrt' is read before it is imported @ 'from math import sqrt'
    return found


def import_assigned(n: int) -> int:
    import math  # error: 'math' is imported and assigned @ 'import math'
    math = n
    return math


def global_(n: int) -> int:
    global total  # error: a function cannot change global variables @ 'global total'
    total = n
    return n


def enclosing():
    count = 0

    def nonlocal_(n: int) -> int:
        nonlocal count  # error: a function cannot change variables of an enclosing function @ 'nonlocal count'
        count = n
        return n

    return nonlocal_


def attribute(n: complex) -> complex:
    n.real = 3.0  # error: attributes cannot be assigned in compiled code @ 'n.real'
    return n


def augmented_attribute(n: int) -> int:
    n.x += 3  # error: attributes cannot be assigned in compiled code @ 'n.x'
    return n


def annotated_attribute(n: int) -> int:
    n.x: int = 3  # error: attributes cannot be assigned in compiled code @ 'n.x'
    return n


def loop_target(n: int) -> int:
    for n.x in range(3):  # error: attributes cannot be assigned in compiled code @ 'n.x'
        pass
    return n


def bare_raise(n: int) -> int:
    raise  # error: a bare 'raise' needs an 'except' around it @ 'raise'


def raise_number(n: int) -> int:
    raise 3  # error: '3' is not a built-in exception that can be raised @ '3'


def raise_variable(n: int) -> int:
    raise n  # error: 'n' is not a built-in exception that can be raised @ 'n'


def raise_exit(n: int) -> int:
    raise SystemExit  # error: 'SystemExit' is not a built-in exception that can be raised @ 'SystemExit'


def raise_interrupt(n: int) -> int:
    raise KeyboardInterrupt  # error: 'KeyboardInterrupt' is not a built-in exception that can be raised @ 'KeyboardInterrupt'


class Trouble(Exception):
    pass


def raise_own(n: int) -> int:
    raise Trouble("bad")  # error: 'Trouble' is not a built-in exception that can be raised @ 'Trouble'


def two_faults(n: int) -> int:
    del n.real  # error: 'del' of this cannot be compiled yet @ 'n.real'
    global total  # error: a function cannot change global variables @ 'global total'
    return 0


def the_rest_is_checked(n: int) -> int:
    with open("file"):  # error: 'with' cannot be compiled yet @ 'with open("file"):'
        pass
    x = {1: 2}  # error: local variable 'x' needs a type annotation @ 'x'
    return y  # error: name 'y' is not defined @ 'y'


def raise_keyword(n: int) -> int:
    raise ValueError(message="bad")  # error: an exception takes one message @ 'ValueError(message="bad")'


def raise_two(n: int) -> int:
    raise ValueError("bad", "worse")  # error: an exception takes one message @ 'ValueError("bad", "worse")'
