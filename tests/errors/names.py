"""Names that stand for nothing, or for what compiled code cannot use."""

# raises: TypeCheckError

import math

LENGTH = 3
enormous = 1 << 20000


def unknown(n: int) -> int:
    return n + qqqq  # error: name 'qqqq' is not defined @ 'qqqq'


def misspelt_local(count: int) -> int:
    return cuont  # error: name 'cuont' is not defined @ 'cuont'


def misspelt_global(n: int) -> int:
    return LENGHT  # error: name 'LENGHT' is not defined @ 'LENGHT'
    # help: did you mean 'LENGTH'?


def misspelt_builtin(n: int) -> int:
    return mnax(n, 2)  # error: name 'mnax' is not defined @ 'mnax'


def unknown_function(n: int) -> int:
    return qqqq(n)  # error: name 'qqqq' is not defined @ 'qqqq'


def unknown_module(n: int) -> float:
    return qqqq.sqrt(n)  # error: name 'qqqq' is not defined @ 'qqqq'


def unknown_member(n: int) -> float:
    return math.sqroot(n)  # error: module 'math' has no 'sqroot' @ 'math.sqroot'


def unlike_any_member(n: int) -> float:
    return math.qqqq  # error: module 'math' has no 'qqqq' @ 'math.qqqq'


def module_as_value(n: int) -> int:
    return math  # error: 'math' is a module @ 'math'


def unknown_attribute(n: int) -> int:
    return n.size  # error: int has no attribute 'size' @ 'n.size'


def unknown_exception(n: int) -> int:
    raise Qqqq("bad")  # error: name 'Qqqq' is not defined @ 'Qqqq'


def called_variable(n: int) -> int:
    return n(3)  # error: 'n' is a variable, not a function @ 'n'


def called_result(n: int) -> int:
    return (n + 1)(3)  # error: only a function that has a name can be called @ 'n + 1'


def enormous_global(n: int) -> int:
    return enormous  # error: an integer of 20001 bits does not fit in int @ 'enormous'


def enormous_local(n: int) -> int:
    return 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff  # error: an integer of 292 bits does not fit in int @ '0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'


def twice_the_same(n: int) -> int:
    return qqqq + qqqq  # error: name 'qqqq' is not defined @ 'qqqq'
