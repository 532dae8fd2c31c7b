"""Programs, what is written on their command lines, and what they answer.

    Case(add, ["2", "3"], "5\\n")
    Case(add, ["2"], usage="the following arguments are required: B")

Each case holds for every backend that can build its function: `native` tells whether
the ahead-of-time compiler can, where parameters have types and an `int` has 64 bits.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Optional

from pyexec import complex64, float32, int8, int64, uint8, uint64


@dataclass(frozen=True)
class Case:
    """One run of a program: what it prints, and how it ends."""

    function: Callable[..., Any]
    words: list[str]
    out: str = ""
    usage: str = ""  # the message of a usage error, which ends with exit code 2
    raises: str = ""  # the last line of an uncaught exception, which ends with exit code 1

    @property
    def code(self) -> int:
        return 2 if self.usage else 1 if self.raises else 0

    @property
    def native(self) -> bool:
        return self.function in NATIVE

    def __str__(self) -> str:
        return " ".join([self.function.__name__, *self.words])


# What the ahead-of-time compiler can build


def add(a: int, b: int) -> int:
    """The sum of two numbers."""
    return a + b


def divide(dividend: int, divisor: int) -> int:
    return dividend // divisor


def scale(value: float, factor: float = 2.0) -> float:
    return value * factor


def conjugate(number: complex) -> complex:
    return number.conjugate()


def both(left: bool, right: bool) -> bool:
    return left and right


def nothing(count: int) -> None:
    pass


def clamp(value: uint8, low: int8 = -128, _high_: int64 = 100, high_limit: uint64 = 7) -> uint64:
    return uint64(value) + high_limit if low < _high_ else uint64(0)


def third(part: float32) -> float32:
    return part


def rounded(number: complex64) -> complex64:
    return number


def switch(count: int = 1, loud: bool = False, bare_option: bool = True) -> int:
    return count * 4 + (2 if loud else 0) + (1 if bare_option else 0)


def required(*, first_name: int, second: bool, third: float = 0.5) -> float:
    return first_name + (1.0 if second else 0.0) + third


def seven() -> int:
    return 7


def welcome(name: str, greeting: str = "Hello", *, mark: str = "!") -> str:
    """Greet somebody."""
    return f"{greeting}, {name}{mark}"


def show(value: Optional[int], other: "float | None" = None) -> str:  # noqa: UP037, UP045
    return f"{value!r} {other!r}"


def between(first: str, middle: list[float], last: int) -> str:
    return f"{first!r} {middle!r} {last!r}"


def many(files: list[str]) -> int:
    return len(files)


def complain(text: str) -> None:
    raise ValueError(text)


def miss(key: str) -> int:
    return {"a": 1}[key]


def gathered(
    flags: list[bool],
    *,
    small: list[uint8] | None = None,
    parts: list[float32] | None = None,
    corners: list[complex] | None = None,
    narrow: list[complex64] | None = None,
    tag: str | None = None,
) -> str:
    sums = [float(part) * 2 for part in parts] if parts is not None else None
    twice = [complex(c) * 2 for c in narrow] if narrow is not None else None
    return f"{flags} {small} {sums} {corners} {twice} {tag!r}"


def words(text: str, number: int = 2) -> dict[str, list[tuple[int, float]]]:
    return {word: [(i, i / 3) for i in range(number)] for word in text.split()}


def first_word(text: str) -> str | None:
    found = text.split()
    return found[0] if found else None


def half(number: int) -> float | None:
    return number / 2 if number % 2 else None


def count_down(start: int, step: int | None = None, quick: bool | None = None) -> int:
    left = start
    while left > 0:
        print(left, "...", sep="", end=" " if quick else "\n")
        left -= 1 if step is None else step
    print("é\N{SNOWMAN}\N{GRINNING FACE}", [left], ("a", {1.5}), quick)
    return left


def collected(*numbers: int, start: int = 0, tag: list[str] = ["none"]) -> str:  # noqa: B006
    return f"{numbers!r} {start!r} {tag!r}"


def behind(first: int, second: int = 2, /, third: int = 3, *rest: int) -> str:
    return f"{first} {second} {third} {rest!r}"


NATIVE = (
    add, divide, scale, conjugate, both, nothing, clamp, third, rounded, switch, required, seven,
    welcome, show, between, many, complain, miss, gathered, words, first_word, half, count_down,
    collected, behind,
)  # fmt: skip

# What takes Python


def greet(name, greeting="Hello", *, mark: str = "!"):  # type: ignore[no-untyped-def]
    """Greet somebody."""
    return f"{greeting}, {name}{mark}"


def large(number: int) -> int:
    return number * number


def arguments() -> None:
    print(sys.argv[1:])


def leave(code: int) -> None:
    sys.exit(code)


CASES = [
    Case(add, ["2", "3"], "5\n"),
    Case(add, ["-2", "+3"], "1\n"),
    Case(add, [" 1_000 ", "0012"], "1012\n"),
    Case(add, ["--", "-2", "3"], "1\n"),
    Case(add, ["2", "--", "3"], "5\n"),
    Case(add, [], usage="the following arguments are required: A, B"),
    Case(add, ["2"], usage="the following arguments are required: B"),
    Case(add, ["2", "--"], usage="the following arguments are required: B"),
    Case(add, ["1", "2", "x", "y"], usage="unrecognized argument: x"),
    Case(add, ["1", "x"], usage="argument B: 'x' is not an int"),
    Case(add, ["1", ""], usage="argument B: '' is not an int"),
    Case(add, ["1", "-"], usage="argument B: '-' is not an int"),
    Case(add, ["1.0", "2"], usage="argument A: '1.0' is not an int"),
    Case(add, ["-1e3", "2"], usage="argument A: '-1e3' is not an int"),
    Case(add, ["0x10", "2"], usage="argument A: '0x10' is not an int"),
    Case(add, ["1__0", "2"], usage="argument A: '1__0' is not an int"),
    Case(add, ["_1", "2"], usage="argument A: '_1' is not an int"),
    Case(add, ["--a", "2"], usage="unrecognized argument: --a"),
    Case(add, ["--a=1", "2"], usage="unrecognized argument: --a=1"),
    Case(add, ["-x", "1", "2"], usage="unrecognized argument: -x"),
    Case(add, ["x", "2", "-x"], usage="unrecognized argument: -x"),
    Case(divide, ["-7", "2"], "-4\n"),
    Case(divide, ["1", "0"], raises="ZeroDivisionError: integer division or modulo by zero"),
    Case(scale, ["1.5"], "3.0\n"),
    Case(scale, ["1.5", "--factor", "-2"], "-3.0\n"),
    Case(scale, ["--factor=-.5", "-1e3"], "500.0\n"),
    Case(scale, ["-inf"], "-inf\n"),
    Case(scale, ["-NaN"], "nan\n"),
    Case(scale, ["1e400"], "inf\n"),
    Case(scale, ["0.1", "--factor", "3"], "0.30000000000000004\n"),
    Case(scale, ["1e16", "--factor", "1"], "1e+16\n"),
    Case(scale, ["5e-324", "--factor", "1"], "5e-324\n"),
    Case(scale, ["1_0.5"], "21.0\n"),
    Case(scale, ["1", "--factor"], usage="argument --factor: expected a value"),
    Case(scale, ["--factor", "--", "1"], usage="argument --factor: expected a value"),
    Case(scale, ["--factor", "-x", "1"], usage="argument --factor: expected a value"),
    Case(scale, ["--factor=", "1"], usage="argument --factor: '' is not a float"),
    Case(scale, ["1", "--factor", "1,5"], usage="argument --factor: '1,5' is not a float"),
    Case(scale, ["1", "--factor=1", "--factor=4"], "4.0\n"),
    Case(scale, ["--factor=x", "--bad"], usage="argument --factor: 'x' is not a float"),
    Case(conjugate, ["1+2j"], "(1-2j)\n"),
    Case(conjugate, ["-2+1j"], "(-2-1j)\n"),
    Case(conjugate, ["(3-4j)"], "(3+4j)\n"),
    Case(conjugate, ["-inf"], "(-inf-0j)\n"),
    Case(conjugate, ["1 + 2j"], usage="argument NUMBER: '1 + 2j' is not a complex"),
    Case(both, ["true", "YES"], "True\n"),
    Case(both, ["1", "Off"], "False\n"),
    Case(both, ["1", "2"], usage="argument RIGHT: '2' is not a bool"),
    Case(nothing, ["1"], ""),
    Case(clamp, ["200"], "207\n"),
    Case(clamp, ["200", "--high=-1", "--low", "5"], "0\n"),
    Case(clamp, ["200", "--high_limit", "0"], "200\n"),
    Case(clamp, ["256"], usage="argument VALUE: 256 is out of range for uint8 (0 to 255)"),
    Case(clamp, ["-1"], usage="argument VALUE: -1 is out of range for uint8 (0 to 255)"),
    Case(clamp, ["x"], usage="argument VALUE: 'x' is not a uint8"),
    Case(
        clamp,
        ["1", "--low=128"],
        usage="argument --low: 128 is out of range for int8 (-128 to 127)",
    ),
    Case(
        clamp,
        ["1", "--high-limit= 18446744073709551616 "],
        usage="argument --high-limit: 18446744073709551616 is out of range for uint64 "
        "(0 to 18446744073709551615)",
    ),
    Case(
        clamp,
        ["1", "--high=-9223372036854775809"],
        usage="argument --high: -9223372036854775809 is out of range for int64 "
        "(-9223372036854775808 to 9223372036854775807)",
    ),
    Case(third, ["0.1"], "0.10000000149011612\n"),
    Case(third, ["1e300"], "inf\n"),
    Case(rounded, ["0.1-1e300j"], "(0.10000000149011612-infj)\n"),
    Case(switch, [], "5\n"),
    Case(switch, ["--loud"], "7\n"),
    Case(switch, ["--loud", "--no-loud", "--no-bare-option"], "4\n"),
    Case(switch, ["--no_bare_option", "--count", "2"], "8\n"),
    Case(switch, ["--loud=yes"], usage="argument --loud: takes no value"),
    Case(switch, ["--no-loud="], usage="argument --no-loud: takes no value"),
    Case(switch, ["--no-count"], usage="unrecognized argument: --no-count"),
    Case(switch, ["5"], usage="unrecognized argument: 5"),
    Case(switch, ["--lou"], usage="unrecognized argument: --lou"),
    Case(required, ["--first-name", "3", "--no-second"], "3.5\n"),
    Case(required, ["--first_name=3", "--second", "--third=0"], "4.0\n"),
    Case(
        required,
        ["--third=1"],
        usage="the following arguments are required: --first-name, --second",
    ),
    Case(seven, [], "7\n"),
    Case(seven, ["--help", "anything"], "7\n"),
    Case(greet, ["Alice"], "Hello, Alice!\n"),
    Case(greet, ["Bob", "--greeting", "Hi", "--mark=?"], "Hi, Bob?\n"),
    Case(greet, ["Ä ö", "--mark="], "Hello, Ä ö\n"),
    Case(greet, ["-5", "--mark", "-"], "Hello, -5-\n"),
    Case(greet, ["--mark", "--x", "y"], usage="argument --mark: expected a value"),
    Case(greet, ["--", "--help"], "Hello, --help!\n"),
    Case(show, ["3"], "3 None\n"),
    Case(show, ["-3", "--other=2"], "-3 2.0\n"),
    Case(between, ["a", "3"], "'a' [] 3\n"),
    Case(between, ["a", "1", "-2", "3"], "'a' [1.0, -2.0] 3\n"),
    Case(between, ["a"], usage="the following arguments are required: LAST"),
    Case(between, ["a", "b", "3"], usage="argument MIDDLE: 'b' is not a float"),
    Case(collected, [], "() 0 ['none']\n"),
    Case(collected, ["1", "-2", "--start", "3"], "(1, -2) 3 ['none']\n"),
    Case(collected, ["--tag", "a", "7", "--tag=b"], "(7,) 0 ['a', 'b']\n"),
    Case(behind, ["1"], "1 2 3 ()\n"),
    Case(behind, ["1", "--third=5", "8", "9"], "1 2 5 (8, 9)\n"),
    Case(welcome, ["Alice"], "Hello, Alice!\n"),
    Case(welcome, ["Bob", "--greeting", "Hi", "--mark=?"], "Hi, Bob?\n"),
    Case(welcome, ["Ä ö\N{GRINNING FACE}", "--mark="], "Hello, Ä ö\N{GRINNING FACE}\n"),
    Case(welcome, ["-5", "--mark", "-", "--greeting="], ", -5-\n"),
    Case(welcome, ["x", "--mark=1", "--mark=2"], "Hello, x2\n"),
    Case(welcome, ["--mark", "--x", "y"], usage="argument --mark: expected a value"),
    Case(welcome, ["x", "y"], usage="unrecognized argument: y"),
    Case(welcome, [], usage="the following arguments are required: NAME"),
    Case(gathered, [], "[] None None None None None\n"),
    Case(gathered, ["yes", "0"], "[True, False] None None None None None\n"),
    Case(
        gathered,
        ["--small", "255", "--tag", "", "on", "--small=0"],
        "[True] [255, 0] None None None ''\n",
    ),
    Case(
        gathered,
        ["--parts=0.1", "--parts", "-1e39"],
        "[] None [0.20000000298023224, -inf] None None None\n",
    ),
    Case(
        gathered,
        ["--corners=1+2j", "--narrow=-.5j", "--corners", "-2", "--tag", "é"],
        "[] None None [(1+2j), (-2+0j)] [-1j] 'é'\n",
    ),
    Case(gathered, ["1", "2"], usage="argument FLAGS: '2' is not a bool"),
    Case(
        gathered,
        ["--small=1", "--small=256"],
        usage="argument --small: 256 is out of range for uint8 (0 to 255)",
    ),
    Case(
        words,
        ["a b"],
        "{'a': [(0, 0.0), (1, 0.3333333333333333)], 'b': [(0, 0.0), (1, 0.3333333333333333)]}\n",
    ),
    Case(words, ["", "--number=0"], "{}\n"),
    Case(first_word, [" it's  so "], "it's\n"),
    Case(first_word, [" "], ""),
    Case(half, ["3"], "1.5\n"),
    Case(half, ["2"], ""),
    Case(count_down, ["2"], "2...\n1...\né\N{SNOWMAN}\N{GRINNING FACE} [0] ('a', {1.5}) None\n0\n"),
    Case(
        count_down,
        ["3", "--step=2", "--quick"],
        "3... 1... é\N{SNOWMAN}\N{GRINNING FACE} [-1] ('a', {1.5}) True\n-1\n",
    ),
    Case(miss, ["a"], "1\n"),
    Case(miss, ["it's"], raises='KeyError: "it\'s"'),
    Case(complain, ["é\N{SNOWMAN}"], raises="ValueError: é\N{SNOWMAN}"),
    Case(large, ["100000000000000000000"], f"{10**40}\n"),
    Case(arguments, ["--help", "a b", "-1"], "['--help', 'a b', '-1']\n"),
    Case(complain, ["because"], raises="ValueError: because"),
    Case(many, [], "0\n"),
    Case(many, ["a", "-1", "--", "-x", "--"], "4\n"),
]
