"""What cannot cross over to C: everything else in `tests/run/` does."""

# raises: UnsupportedError
# entry: compile_llvm
# options: infer=True

from collections.abc import Callable

from pyexec import int8


def dict_parameter(counts: dict[str, int]) -> int:  # error: a C library cannot take dict[str, int] as a parameter yet @ 'dict[str, int]'
    # help: take numbers, texts, lists of these, or a tuple of numbers; aot() takes it from Python
    return len(counts)


def set_result(n: int) -> set[int]:  # error: a C library cannot give set[int] as a result yet @ 'set[int]'
    # help: return numbers, texts, lists of these, or a tuple of such; aot() gives it to Python
    return {n}


def nested_lists(rows: list[list[int]]) -> list[tuple[int, int]]:  # error: a C library cannot take list[list[int]] as a parameter yet @ 'list[list[int]]' # error: a C library cannot give list[tuple[int, int]] as a result yet @ 'list[tuple[int, int]]'
    return [(len(row), 0) for row in rows]


def function_value(f: Callable[[int], int]) -> int:  # error: a function cannot cross the boundary of compiled code yet @ 'Callable[[int], int]'
    return f(1)


def fixed_tuple(point: tuple[int, str]) -> int:  # error: a C library cannot take tuple[int, str] as a parameter yet @ 'tuple[int, str]'
    return point[0]


def nested_tuples(n: int) -> tuple[int, tuple[int, int]]:  # error: a C library cannot give tuple[int, tuple[int, int]] as a result yet @ 'tuple[int, tuple[int, int]]'
    return n, (n, n)


def no_members() -> tuple[()]:  # error: a C library cannot give tuple[()] as a result yet @ 'tuple[()]'
    return ()


def longer(xs: list[int], x: int) -> None:
    xs.append(x)  # error: a C library cannot take 'xs', whose length changes here @ 'xs.append(x)'
    # help: change a copy that has another name, and return it


def shorter(xs: list[int], ys: list[int8] | None) -> None:
    if ys is not None:
        ys.clear()  # error: a C library cannot take 'ys', whose length changes here @ 'ys.clear()'
    del xs[0]  # error: a C library cannot take 'xs', whose length changes here @ 'xs[0]'


def grow(values: list[float]) -> None:
    values += [0.0]  # error: a C library cannot take 'values', whose length changes here @ 'values += [0.0]'


def longer_in_a_call(xs: list[float]) -> int:
    xs[0] = 1.0
    ys = xs
    grow(ys)  # error: a C library cannot take 'xs', whose length changes here @ 'grow(ys)'
    return len(xs)


def other_texts(names: list[str]) -> None:
    names[0] = "first"  # error: a C library cannot take 'names', whose elements change here @ 'names[0]'


def in_place(xs: list[int], ys: list[complex] | None) -> list[int]:
    xs.sort()
    xs.reverse()
    xs[0], xs[1] = xs[1], xs[0]
    if ys is not None:
        ys[0] *= 2j
    copied = xs[:]
    copied.append(1)
    return copied
