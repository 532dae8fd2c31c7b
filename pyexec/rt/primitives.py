"""The machine's operations as the runtime calls them.

Inside `rt/`, `quotient(a, b)` is the `div` of `ops.OPERATIONS`: no check, no
rounding down.  `c.sin(x)` is the C library's `sin`.  `T` stands for the type that a
generic function is instantiated with.  None of these can be called from CPython.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NoReturn, TypeVar

T = TypeVar("T", int, float, complex)
V = TypeVar("V", int, float, complex)


class Primitive:
    """An operation by its row's name, and the type of its result if it is not its operands'."""

    def __init__(self, operation: str, result: str | None = None) -> None:
        self.operation = operation
        self.result = result

    def refuse(self) -> NoReturn:
        raise TypeError(f"{self.operation} is a primitive: only compiled code can call it")


class Same(Primitive):
    """A primitive whose result has the type of its operands."""

    def __call__(self, *operands: V) -> V:
        self.refuse()


class ToInteger(Primitive):
    """A primitive that gives an integer."""

    def __call__(self, *operands: complex) -> int:
        self.refuse()


class ToFloat(Primitive):
    """A primitive that gives a float."""

    def __call__(self, *operands: complex) -> float:
        self.refuse()


class Like(Primitive):
    """A primitive whose result has the type of its first operand."""

    def __call__(self, first: V, *others: complex) -> V:
        self.refuse()


class CLibrary:
    """The C library's mathematics: `c.name(x)` for functions of doubles."""

    def __getattr__(self, name: str) -> Callable[..., float]:
        raise TypeError(f"c.{name} is a primitive: only compiled code can call it")


c: Final = CLibrary()

quotient: Final = Same("div")  # of integers, toward zero
divide: Final = Same("div")  # of floats, IEEE
remainder: Final = Same("rem")
shift_left: Final = Same("shl")
shift_right: Final = Same("shr")
square_root: Final = Same("sqrt")
floor: Final = Same("floor")
ceil: Final = Same("ceil")
trunc: Final = Same("trunc")
nearest: Final = Same("nearest")
fabs: Final = Same("fabs")
copysign: Final = Same("copysign")
clz: Final = Same("clz")
ctz: Final = Same("ctz")
popcount: Final = Same("popcount")
multiply_high: Final = Same("mulhi")
bits: Final = ToInteger("bits", "uint64")
from_bits: Final = ToFloat("from_bits", "float64")
truncate_signed: Final = ToInteger("truncate", "int64")
truncate_unsigned: Final = ToInteger("truncate", "uint64")

# make_like(a, re, im) is the complex number of two parts in the type of a.
make_like: Final = Like("make_like")

# `if unlikely(test):` compiles a branch, to be predicted, where LLVM would compute both sides.
unlikely: Final = Like("unlikely")

# The bits of an integer as the unsigned type of the same width.
unsigned: Final = ToInteger("unsigned")

# The number of bits in its operand's type, a constant.
width: Final = ToInteger("width")

# cast(a, b) is b in the type of a.
cast: Final = Like("cast")

# The exact floating remainder: the C library's, or in its absence `floats.exact_fmod`.
fmod: Final = Same("fmod")

# The length of a vector: the C library's hypot, or `mathematics.hypot`.
hypot: Final = Primitive("hypot")


Function = TypeVar("Function", bound=Callable[..., Any])


def always_inline(function: Function) -> Function:
    """Mark a function that is copied into its callers, whatever its size."""
    function.__pyexec_inline__ = "always"  # type: ignore[attr-defined]
    return function


def never_inline(function: Function) -> Function:
    """Mark the slow half of an operation, so that the fast half stays small."""
    function.__pyexec_inline__ = "never"  # type: ignore[attr-defined]
    return function
