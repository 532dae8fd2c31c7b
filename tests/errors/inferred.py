"""With infer=True, bare locals take their types; what cannot be is still an error."""

# raises: TypeCheckError
# options: infer=True

from pyexec import int8, uint64


def no_common_type(n: uint64, m: int8) -> int:
    x = n
    if n > 3:
        x = m  # error: 'x' is uint64, but the value is int8 @ 'm'
    return int(x)


def float_result(n: int) -> int:
    x = 0
    for i in range(n):
        x = x + 0.5
    return x  # error: the function returns int, but the value is float @ 'x'


def annotated_stays(n: int) -> int:
    x: int = 0
    x = 1.5  # error: 'x' is int, but the value is float @ '1.5'
    return x


def complex_condition(n: int) -> float:
    x = 1
    x = 2j
    return x  # error: the function returns float, but the value is complex @ 'x'


def unhashable_that_is_added(n: int) -> int:
    groups = set()
    groups.add({"a": n})  # error: unhashable type: 'dict' @ 'groups.add({"a": n})'
    return len(groups)


def unhashable_within_a_tuple(n: int) -> int:
    known = {}
    known[n, [n]] = 1  # error: unhashable type: 'list' @ 'known[n, [n]]'
    return len(known)


def holds_itself(n: int) -> int:
    xs = []
    xs.append(xs)  # error: a container cannot come to hold itself @ 'xs'
    return len(xs) + n


def holds_itself_by_another(n: int) -> int:
    xs = []
    ys = [xs]
    xs.append(ys)  # error: a container cannot come to hold itself @ 'ys'
    return len(xs) + n


def is_a_value_of_itself(n: int) -> int:
    found = {}
    found["all"] = found  # error: a container cannot come to hold itself @ 'found'
    return len(found) + n
