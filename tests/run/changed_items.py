"""Numbers in dicts that are changed in their places, keys that are not there included."""

# options: infer=True
# numba: no

from pyexec import uint8


def counted(keys: list[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return counts
# run: counted([3, 1, 3, 3]) == {3: 3, 1: 1}
# run: counted([]) == {}


def begun_at(keys: list[str], first: int, step: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for key in keys:
        counts[key] = counts.get(key, first) - step
    return counts
# run: begun_at(["a", "b", "a"], 10, 3) == {"a": 4, "b": 7}
# run: begun_at(["a", "a"], -9223372036854775807, 1) raises OverflowError  # not Python: int has 64 bits


def added(counts: dict[str, int], keys: list[str], more: int) -> dict[str, int]:
    for key in keys:
        counts[key] += more
    return counts
# run: added({"a": 1, "b": 2}, ["b", "a", "b"], 5) == {"a": 6, "b": 12}
# run: added({"a": 1}, ["a", "c"], 5) raises KeyError: 'c'


def until_missing(counts: dict[int, int], keys: list[int]) -> tuple[dict[int, int], int]:
    done = 0
    try:
        for key in keys:
            counts[key] *= 3
            done += 1
    except KeyError:
        done += 100
    return counts, done
# run: until_missing({1: 2, 2: 3}, [1, 2, 1, 7, 2]) == ({1: 18, 2: 9}, 103)


def until_too_large(counts: dict[int, int], n: int) -> dict[int, int]:
    try:
        for key in range(n):
            counts[key] += 1
    except OverflowError:
        counts[-1] = 0
    return counts
# run: until_too_large({0: 1, 1: 9223372036854775807, 2: 5}, 3) == {0: 2, 1: 9223372036854775807, 2: 5, -1: 0}  # not Python: int has 64 bits
# run: until_too_large({0: 1, 1: 4}, 2) == {0: 2, 1: 5}


def not_a_number(times: int) -> tuple[int, float]:
    nan = float("nan")
    sums: dict[float, float] = {}
    for _ in range(times):
        sums[nan] = sums.get(nan, 0.5) + 1.0
        sums[-0.0] = sums.get(0.0, 0.0) + 0.25
        sums[0.0] = sums.get(0.0, 0.0) + 0.25
    return (1 if len(sums) > 1 else 0), sums[0.0]
# run: not_a_number(3) == (1, 1.5)


def while_iterated(counts: dict[int, int]) -> dict[int, int]:
    for key in counts:
        counts[key] += key
        counts[key] = counts.get(key, 0) * 2
    return counts
# run: while_iterated({1: 1, 5: 2}) == {1: 4, 5: 14}


def grows_while_iterated(counts: dict[int, int]) -> int:
    total = 0
    for key in counts:
        other = key + 10
        counts[other] = counts.get(other, 0) + 1
        total += 1
    return total
# run: grows_while_iterated({1: 1}) raises RuntimeError: dictionary changed size during iteration
# run: grows_while_iterated({}) == 0


def the_same_twice(a: dict[int, int], b: dict[int, int]) -> dict[int, int]:
    for key in range(3):
        a[key] = b.get(key, 7) + 1
        b[key] += 1
    return a
# run: the_same_twice({0: 1}, {0: 5, 1: 6, 2: 0}) == {0: 6, 1: 7, 2: 1}


def of_itself(counts: dict[int, int]) -> dict[int, int]:
    again = counts
    for key in range(3):
        counts[key] = again.get(key, 7) + 1
        counts[key] = counts[key] + counts[key]
    return counts
# run: of_itself({0: 1}) == {0: 4, 1: 16, 2: 16}


def wrapping(keys: list[int]) -> list[int]:
    sums: dict[int, uint8] = {}
    for key in keys:
        sums[key] = sums.get(key, uint8(200)) + uint8(30)
    return [int(x) for x in sums.values()]
# run: wrapping([1, 1, 2]) == [4, 230]  # not Python: uint8 wraps around


def unassigned(n: int) -> dict[int, int]:
    counts = {1: 1}
    if n > 0:
        more = n
    counts[1] += more
    return counts
# run: unassigned(4) == {1: 5}
# run: unassigned(0) raises UnboundLocalError: cannot access local variable 'more' where it is not associated with a value


def pairs(n: int) -> dict[tuple[int, int], int]:
    counts: dict[tuple[int, int], int] = {}
    for i in range(n):
        key = (i % 2, i % 3)
        counts[key] = counts.get(key, 0) + i
        counts[i % 2, i % 3] += 1
    return counts
# run: pairs(8) == {(0, 0): 8, (1, 1): 10, (0, 2): 3, (1, 0): 4, (0, 1): 5, (1, 2): 6}
