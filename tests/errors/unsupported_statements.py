"""Statements that are Python but not in the language yet, each in words of its own."""

# raises: UnsupportedError

total = 0


def nested_function(n: int) -> int:
    def inner(x: int) -> int:  # error: a nested function cannot be compiled yet @ 'def inner(x: int) -> int:'
        return x
    return inner(n)


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
    del m  # error: 'del' cannot be compiled yet @ 'del m'
    return n


def with_(n: int) -> int:
    with open("file"):  # error: 'with' cannot be compiled yet @ 'with open("file"):'
        return n


def match(n: int) -> int:
    match n:  # error: 'match' cannot be compiled yet @ 'match n:'
        case 1:
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


def reads_exception(n: int) -> int:
    try:
        return 10 // n
    except ZeroDivisionError as error:
        return error  # error: the exception 'error' can only be raised again, for now @ 'error'
        # help: write `raise error`, or tell exceptions apart by their classes


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


def import_(n: int) -> float:
    import math  # error: an import inside a function cannot be compiled yet @ 'import math'
    return math.sqrt(n)


def import_from(n: int) -> float:
    from math import sqrt  # error: an import inside a function cannot be compiled yet @ 'from math import sqrt'
    return sqrt(n)


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


def index(n: int) -> int:
    n[0] = 3  # error: assignment to an index cannot be compiled yet @ 'n[0]'
    return n


def augmented_index(n: int) -> int:
    n[0] += 3  # error: assignment to an index cannot be compiled yet @ 'n[0]'
    return n


def augmented_attribute(n: int) -> int:
    n.x += 3  # error: attributes cannot be assigned in compiled code @ 'n.x'
    return n


def annotated_attribute(n: int) -> int:
    n.x: int = 3  # error: attributes cannot be assigned in compiled code @ 'n.x'
    return n


def starred_target(n: int) -> int:
    first, *rest = n, n  # error: '*' unpacking cannot be compiled yet @ '*rest'
    return first


def nested_target(n: int) -> int:
    (a, b), c = n, n  # error: nested unpacking cannot be compiled yet @ '(a, b)'
    return a


def loop_target(n: int) -> int:
    for n.x in range(3):  # error: attributes cannot be assigned in compiled code @ 'n.x'
        pass
    return n


def loop_over_list(n: int) -> int:
    for i in [1, 2, 3]:  # error: a for loop runs over range(...) only, for now @ '[1, 2, 3]'
        n += i
    return n


def loop_over_number(n: int) -> int:
    for i in n:  # error: a for loop runs over range(...) only, for now @ 'n'
        n += i
    return n


def loop_over_enumerate(n: int) -> int:
    for i in enumerate(range(n)):  # error: a for loop runs over range(...) only, for now @ 'enumerate(range(n))'
        n += 1
    return n


def loop_over_string(n: int) -> int:
    for i in "abc":  # error: a for loop runs over range(...) only, for now @ '"abc"'
        n += 1
    return n


def bare_raise(n: int) -> int:
    raise  # error: a bare 'raise' needs an 'except' around it @ 'raise'


def raise_two(n: int) -> int:
    raise ValueError("bad", "worse")  # error: an exception takes one constant message @ 'ValueError("bad", "worse")'


def raise_keyword(n: int) -> int:
    raise ValueError(message="bad")  # error: an exception takes one constant message @ 'ValueError(message="bad")'


def raise_value(n: int) -> int:
    raise ValueError(n)  # error: the message of an exception has to be a constant string @ 'n'


def raise_formatted(n: int) -> int:
    raise ValueError(f"bad {n}")  # error: the message of an exception has to be a constant string @ 'f"bad {n}"'


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


def assert_formatted(n: int) -> int:
    assert n > 0, f"bad {n}"  # error: the message of an exception has to be a constant string @ 'f"bad {n}"'
    return n


def assert_number(n: int) -> int:
    assert n > 0, n  # error: the message of an exception has to be a constant string @ 'n'
    return n


def two_faults(n: int) -> int:
    del n  # error: 'del' cannot be compiled yet @ 'del n'
    global total  # error: a function cannot change global variables @ 'global total'
    return 0


def the_rest_is_checked(n: int) -> int:
    with open("file"):  # error: 'with' cannot be compiled yet @ 'with open("file"):'
        pass
    x = {1: 2}  # error: a dict cannot be compiled yet @ '{1: 2}'
    return y  # error: name 'y' is not defined @ 'y'
