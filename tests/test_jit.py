"""`pyexec.jit`: what it takes, what it gives, and that calls cost what Numba's cost."""

from __future__ import annotations

import math
import threading
from collections import namedtuple
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numba
import numpy
import pytest

import pyexec
from pyexec import complex128, float32, int32, int64, uint8, uint64

ROOT = Path(__file__).parent.parent

Point = namedtuple("Point", "x y")

SCALE = 3


@pyexec.jit
def matrix_product(a: Any, b: Any) -> Any:
    return a @ b


@pyexec.jit
def fibonacci(n: int) -> int:
    if n <= 1:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


@pyexec.jit
def mandelbrot(c: complex128, most: int) -> int:
    z: complex128 = 0j
    for i in range(most):
        if abs(z) > 2.0:
            return i
        z = z * z + c
    return most


@pyexec.jit
def total(values):  # type: ignore[no-untyped-def]
    result = 0.0
    for value in values:
        result += value
    return result


@pyexec.jit
def swapped(point):  # type: ignore[no-untyped-def]
    return Point(point.y, point.x), (point.x, str(point.y))


def plain_helper(n: int) -> int:
    return n * SCALE


@pyexec.aot
def aot_helper(n: int) -> int:
    return n + 1


@pyexec.jit
def calls_helpers(n: int) -> int:
    return plain_helper(n) + aot_helper(n) + fibonacci(n)


def test_numpy_complex_tuples_recursion() -> None:
    a, b = numpy.arange(9.0).reshape(3, 3), numpy.eye(3)
    assert (matrix_product(a, b) == a).all()
    assert fibonacci(20) == 6765
    assert [mandelbrot(0j, 50), mandelbrot(2 + 2j, 50), mandelbrot(-1, 50)] == [50, 1, 50]
    assert total(numpy.arange(5.0)) == 10.0 and total((1.0, 2.5)) == 3.5
    assert swapped(Point(1, 2)) == (Point(2, 1), (1, "2"))


@pytest.mark.filterwarnings("ignore:.*is faster on contiguous arrays")
@pytest.mark.parametrize(
    ("a_type", "b_type"), [("int64", "int16"), ("uint8", "float64"), ("complex64", "float32")]
)
def test_matrix_product_of_any_types(a_type: str, b_type: str) -> None:
    @pyexec.jit
    def product(a, b):  # type: ignore[no-untyped-def]
        return a @ b

    square, vector = numpy.arange(16).reshape(4, 4) - 7, numpy.arange(4) - 1
    for a in (square, vector, square[::-1, ::2].T):
        for b in (square, vector) if a.shape[-1] == 4 else ():
            left, right = a.astype(a_type), b.astype(b_type)
            wanted, given = left @ right, product(left, right)
            assert numpy.array_equal(wanted, given)
            assert (
                given.dtype == wanted.dtype if wanted.ndim else type(given) is type(wanted.item())
            )
    with pytest.raises(ValueError, match="incompatible array sizes"):
        product(square.astype(a_type), numpy.ones(3, b_type))


def test_annotations_of_texts_and_containers_are_left_to_numba() -> None:
    @pyexec.jit
    def shout(text: str, times: int = 2) -> str:
        result: str = text
        for _ in range(times):
            result += "!"
        return result

    @pyexec.jit
    def spread(pair: tuple[int, float], numbers: list[float]) -> float:
        squares: list[float] = [x * x for x in numbers]
        return pair[0] * pair[1] + sum(squares)

    assert shout("hé") == "hé!!"
    assert shout("a", times=1) == "a!"
    assert spread((3, 0.5), numba.typed.List([1.0, 2.0])) == 6.5


def test_what_numba_has_no_text_for_is_refused() -> None:
    """It would make "<object type:...>" of it."""

    def shown(value: Any) -> str:
        return f"<{value}>"

    jitted = pyexec.jit(shown)
    for value in (7, -1, True, "a"):
        assert jitted(value) == shown(value)
    for wrong in (2.5, None, (1, 2), numpy.zeros(3)):
        with pytest.raises(pyexec.UnsupportedError, match="cannot be written as text"):
            jitted(wrong)


@pytest.mark.filterwarnings("ignore:unsafe cast")  # of Numba, before it gives up
def test_what_numba_refuses_is_compiled_ahead_of_time_where_that_can_be() -> None:
    @pyexec.jit
    def texts(n: int) -> int:
        return len(f"{[i / 2 for i in range(n)]} {None}")

    @pyexec.jit
    def groups(words: list[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for word in words:
            found[word] = found.get(word, 0) + 1
        return found

    assert texts(3) == len("[0.0, 0.5, 1.0] None")
    assert groups(["a", "b", "a"]) == {"a": 2, "b": 1}


def test_functions_of_every_kind_can_be_called() -> None:
    assert calls_helpers(7) == 21 + 8 + 13


def test_every_entry_point_takes_what_another_has_wrapped(tmp_path: Path) -> None:
    assert pyexec.aot(fibonacci)(10) == 55
    assert pyexec.jit(aot_helper)(2) == 3
    assert pyexec.jit(pyexec.jit(plain_helper))(2) == 6
    assert pyexec.jit(numba.njit(plain_helper))(2) == 6
    assert pyexec.compile(aot_helper)(2) == 3
    files = pyexec.wasm(pyexec.jit(plain_helper), tmp_path / "helper.wasm")
    assert files["wasm"].exists()
    library = pyexec.compile_llvm(fibonacci, "fibonacci", tmp_path)
    assert "int64_t fibonacci(int64_t n);" in library["header"].read_text()


@pyexec.aot
def calls_jitted(n: int) -> int:
    return fibonacci(n) + 1


def test_aot_calls_a_jitted_function() -> None:
    assert calls_jitted(10) == 56


def test_closures_and_functions_as_arguments() -> None:
    def scaled(by: int) -> Callable[[int], int]:
        @pyexec.jit
        def scale(n: int) -> int:
            return n * by

        return scale

    assert [scaled(2)(5), scaled(3)(5)] == [10, 15]

    @pyexec.jit
    def applied(f, x):  # type: ignore[no-untyped-def]
        def twice(y: Any) -> Any:
            return f(f(y))

        return twice(x)

    assert applied(fibonacci, 7) == 233


def test_it_looks_like_the_function() -> None:
    assert (fibonacci.__name__, fibonacci.__module__) == ("fibonacci", __name__)
    assert fibonacci.__wrapped__.__code__.co_name == "fibonacci"
    assert fibonacci.py_func(1) == 1
    fibonacci(3)
    assert fibonacci.signatures


# Numbers


@pyexec.jit
def names_of_types(n):  # type: ignore[no-untyped-def]
    return uint8(n), int32(n), int64(n), float32(n), complex128(n), pyexec.bool_(n), uint8(-1)


@pyexec.jit
def declared(n: int) -> uint64:
    narrow: uint8 = 200
    narrow += uint8(n)
    wide: int64 = 2**62
    wide = wide * 4
    single: float32 = 0.1
    return uint64(narrow) + uint64(wide) + (uint64(1000) if float(single) == 0.1 else uint64(0))


def test_names_of_types_convert_and_count() -> None:
    n = 2**32 + 300
    assert names_of_types(n) == (44, 300, n, float(numpy.float32(n)), complex(n), True, 255)
    assert names_of_types(2.75) == (2, 2, 2, 2.75, 2.75 + 0j, True, 255)
    with pytest.raises(OverflowError, match="does not fit"):
        names_of_types(1e300)
    with pytest.raises(ValueError, match="NaN"):
        names_of_types(math.nan)
    assert declared(100) == 44


def test_arguments_as_every_backend_takes_them() -> None:
    @pyexec.jit
    def half(x: float) -> float:
        return x // 2

    @pyexec.jit
    def next_byte(n: uint8) -> uint8:
        return n + 1

    @pyexec.jit
    def next_word(n: uint64) -> uint64:
        return n + 1

    byte: Any = next_byte
    assert repr(half(3)) == "1.0"
    assert [byte(255), byte(numpy.uint8(7))] == [0, 8]
    for wrong in (256, -1):
        with pytest.raises(OverflowError, match=r"'n' must fit uint8 \(0 to 255\)"):
            byte(wrong)
    for other, name in (("a", "str"), (None, "NoneType"), ([1], "list"), (0.5, "float")):
        with pytest.raises(TypeError, match=f"'n' must be uint8, not {name}"):
            byte(other)
    with pytest.raises(OverflowError):
        next_byte(2**70)
    assert [next_word(1), next_word(2**64 - 2), next_word(2**63)] == [2, 2**64 - 1, 2**63 + 1]
    for number in (-1, 2**64):
        with pytest.raises(OverflowError):
            next_word(number)


def test_unbound_locals_in_any_function() -> None:
    @pyexec.jit
    def last(values):  # type: ignore[no-untyped-def]
        for value in values:
            found = value
        return found

    assert last(numpy.arange(3)) == 2
    with pytest.raises(UnboundLocalError, match="local variable 'found'"):
        last(numpy.arange(0))


def test_overflow_can_wrap() -> None:
    def doubled(n: int) -> int:
        return n * 2

    with pytest.raises(OverflowError):
        pyexec.jit(doubled)(2**62)
    assert pyexec.jit(overflow="wrap")(doubled)(2**62) == -(2**63)


# Recursion


@pyexec.jit
def depth(n: int) -> int:
    return 0 if n == 0 else depth(n - 1) + 1


@pyexec.jit
def untyped_depth(n):  # type: ignore[no-untyped-def]
    if n == 0:
        return 0
    return untyped_depth(n - 1) + 1


@pyexec.jit
def is_even(n):  # type: ignore[no-untyped-def]
    return True if n == 0 else is_odd(n - 1)


@pyexec.jit
def is_odd(n):  # type: ignore[no-untyped-def]
    return False if n == 0 else is_even(n - 1)


@pytest.mark.parametrize("function", [depth, untyped_depth, is_even, is_odd])
def test_too_deep_recursion_raises(function: Callable[[int], int]) -> None:
    function(10_000)
    for _ in range(2):
        with pytest.raises(RecursionError):
            function(10**9)
    function(10_000)


def test_the_limit_of_recursion_is_that_of_each_thread() -> None:
    threading.stack_size(1 << 20)
    try:
        found: list[object] = []

        def run() -> None:
            with pytest.raises(RecursionError):
                depth(10**8)
            found.append(depth(500))

        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [500] * 4
        assert depth(10_000) == 10_000
    finally:
        threading.stack_size(0)


# Options


def test_parallel_sums() -> None:
    @pyexec.jit(parallel=True, fastmath=True, nogil=True)
    def parallel_sum(values):  # type: ignore[no-untyped-def]
        result = 0.0
        for i in numba.prange(len(values)):
            result += values[i]
        return result

    assert parallel_sum(numpy.ones(100_000)) == 100_000.0


def test_bounds_can_be_checked() -> None:
    @pyexec.jit(boundscheck=True)
    def at(values, i):  # type: ignore[no-untyped-def]
        return values[i]

    with pytest.raises(IndexError):
        at(numpy.arange(3), 3)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"parallel": 1}, "parallel is 1\nhelp: parallel is True or False"),
        ({"cache": None}, "cache is None\nhelp: cache is True or False"),
        ({"overflow": "no"}, "overflow is 'no'\nhelp: overflow is one of 'raise', 'wrap'"),
        ({"paralel": True}, "there is no option 'paralel'\nhelp: did you mean 'parallel'? "),
        ({"nopython": True}, "there is no option 'nopython'\nhelp: the options are parallel, "),
    ],
)
def test_wrong_options(options: dict[str, Any], message: str) -> None:
    with pytest.raises(pyexec.OptionError) as refusal:
        pyexec.jit(**options)
    assert str(refusal.value).startswith(message)


class Method:
    def method(self) -> int:
        return 1


async def coroutine() -> None: ...


def generator():  # type: ignore[no-untyped-def]
    yield 1


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (3, "an object of type 'int' is not a function"),
        ("int64(int64)", "an object of type 'str' is not a function"),
        (Method, "'Method' is a class"),
        (Method().method, "'method' is a bound method"),
        (len, "'len' is a builtin, which has no Python source"),
        (lambda n: n, "a lambda cannot be compiled"),
        (generator, "'generator' is a generator"),
        (coroutine, "'coroutine' is a coroutine"),
        (partial(plain_helper, 1), "this is a functools.partial object"),
    ],
)
def test_what_is_no_function_is_refused(target: Any, message: str) -> None:
    with pytest.raises(pyexec.SourceError) as refusal:
        pyexec.jit(target)
    assert refusal.value.message.startswith(message)


def test_keyword_only_parameters() -> None:
    @pyexec.jit
    def scaled(n: int, by: int = 2, *, plus: int = 1) -> int:
        return n * by + plus

    assert [scaled(5), scaled(5, 3), scaled(5, plus=0), scaled(plus=2, n=1)] == [11, 16, 10, 4]
    with pytest.raises(pyexec.SourceError, match="keyword-only"):

        @pyexec.jit
        def refused(n: int, by: int = 2, *, plus: int) -> int:
            return n * by + plus


# Cost


def test_a_call_goes_the_way_of_numbas_own() -> None:
    """Numba's C code takes a call: `python -m benchmarks calls` measures that it costs no more."""

    def add(a, b):  # type: ignore[no-untyped-def]
        return a + b

    ours, theirs = pyexec.jit(add), numba.njit(add)
    assert type(ours).__call__ is type(theirs).__call__
    assert ours(1, 2) == theirs(1, 2) == 3


# try


def test_exception_is_caught() -> None:
    @pyexec.jit
    def guarded(n: int) -> int:
        try:
            return 10 // n
        except Exception:
            return -1

    assert (guarded(5), guarded(0)) == (2, -1)


def both(n):  # type: ignore[no-untyped-def]
    try:
        return 10 // n
    except (ZeroDivisionError, ValueError):
        return -1
    finally:
        n += 1


def raises(n):  # type: ignore[no-untyped-def]
    try:
        return 10 // n
    except Exception:
        raise KeyError("other") from None


def computes(n):  # type: ignore[no-untyped-def]
    try:
        return 10 // n
    except Exception:
        n = n + 1
    return n


def names(n):  # type: ignore[no-untyped-def]
    try:
        return 10 // n
    except Exception as error:  # noqa: F841
        return -1


def unbound(n):  # type: ignore[no-untyped-def]
    try:
        quotient = 10 // n
    except Exception:
        return quotient
    return quotient


RAISING = "what may raise in an 'except' clause"
UNKNOWN_TO_NUMBA: list[tuple[Any, list[tuple[str, str]]]] = [
    (both, [("'except (ZeroDivisionError, ValueError)'", "(Zero"), ("'finally'", "n += 1")]),
    (raises, [(RAISING, "raise")]),
    (computes, [(RAISING, "n + 1")]),
    (names, [("'as error'", "except")]),
    (unbound, [(RAISING, "quotient")]),
]


@pytest.mark.parametrize(("function", "pieces"), UNKNOWN_TO_NUMBA)
def test_what_numba_makes_otherwise_of_try_is_refused(
    function: Any, pieces: list[tuple[str, str]]
) -> None:
    with pytest.raises(pyexec.UnsupportedError) as refused:
        pyexec.jit(function)
    for found, (what, underlined) in zip(refused.value.diagnostics, pieces, strict=True):
        assert found.message == f"{what} cannot be compiled by Numba"
        assert found.span is not None and found.help is not None
        assert found.span.text[found.span.column :].startswith(underlined)


def outcome(function: Any, *arguments: Any) -> Any:
    try:
        return function(*arguments)
    except Exception as error:
        return type(error), str(error)


def caller(n: int) -> int:
    return number_both(n) + 1


def number_both(n: int) -> int:
    try:
        return 10 // n
    except (ZeroDivisionError, ValueError):
        return -1
    finally:
        n += 1


def number_raises(n: int) -> int:
    try:
        return 10 // n
    except Exception:
        raise KeyError("other") from None


def number_unbound(n: int) -> int:
    try:
        quotient = 10 // n
    except Exception:
        return quotient
    return quotient


def number_names(n: int) -> int:
    try:
        return 10 // n
    except Exception as error:  # noqa: F841
        return n - 1


@pytest.mark.parametrize(
    "function", [caller, number_both, number_raises, number_unbound, number_names]
)
def test_such_a_try_of_numbers_is_compiled_ahead_of_time(function: Any) -> None:
    several: list[dict[str, Any]] = [{}, {"nogil": True}, {"fastmath": True, "cache": False}]
    for options in (*several, {"cache": True}):
        compiled: Any = pyexec.jit(**options)(function)
        assert compiled.__wrapped__ is function
        assert f"func {function.__name__}(" in compiled.inspect_ir()
        for n in (0, 5, -3):
            assert outcome(compiled, n) == outcome(function, n)
    with pytest.raises(pyexec.UnsupportedError, match="by Numba"):
        pyexec.jit(parallel=True)(function)(0)


def test_a_function_with_such_a_try_may_be_defined_later() -> None:
    @pyexec.jit
    def first(n: int) -> int:
        return second(n) + 1

    @pyexec.jit
    def before_first(n: int) -> int:
        return first(n) * 2

    def second(n: int) -> int:
        try:
            return 10 // n
        except ZeroDivisionError:
            return -1

    for n in (0, 5, 0):
        assert (first(n), before_first(n)) == (second(n) + 1, second(n) * 2 + 2)


def test_cache_false_keeps_such_a_function_out_of_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYEXEC_CACHE_DIR", str(tmp_path))
    pyexec.aot(fibonacci)  # what all functions share is in the cache
    before = {*tmp_path.rglob("*")}
    assert pyexec.jit(cache=False)(number_both)(0) == -1
    assert {*tmp_path.rglob("*")} == before
    assert pyexec.jit(number_both)(0) == -1
    assert {*tmp_path.rglob("*")} > before


def test_what_neither_compiles_names_both_reasons() -> None:
    def text(n: int) -> int:
        try:
            return id(n)
        except ValueError:
            return -1

    with pytest.raises(pyexec.UnsupportedError, match="'except ValueError'") as refused:
        pyexec.jit(text)
    assert isinstance(refused.value.__cause__, pyexec.CompileError)


def test_what_cannot_raise_may_stand_in_an_except_clause() -> None:
    @pyexec.jit
    def nested(n: int) -> int:
        for i in range(3):
            try:
                n = 10 // n
            except Exception:
                if not i or n == 5:
                    n = -1
                    continue
                try:
                    n = n // i
                except Exception:
                    return n if n > 2 else -2
        return n

    for n in (0, 5, 100, -3):
        assert nested(n) == nested.__wrapped__(n)
