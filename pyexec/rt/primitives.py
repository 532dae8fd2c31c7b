"""The machine's operations as the runtime calls them.

Inside `rt/`, `quotient(a, b)` is the `div` of `ops.OPERATIONS`: no check, no
rounding down.  `c.sin(x)` is the C library's `sin`.  `T` stands for the type that a
generic function is instantiated with.  None of these can be called from CPython.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar


class Primitive:
    """An operation by its row's name, and the type of its result if it is not T."""

    def __init__(self, operation: str, result: str | None = None) -> None:
        self.operation = operation
        self.result = result

    def __call__(self, *operands: Any) -> Any:
        raise TypeError(f"{self.operation} is a primitive: only compiled code can call it")


class CLibrary:
    """The C library's mathematics: `c.name(x)` for functions of doubles."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        raise TypeError(f"c.{name} is a primitive: only compiled code can call it")


T = TypeVar("T", int, float, complex)

c: Final = CLibrary()

quotient: Final = Primitive("div")  # of integers, toward zero
divide: Final = Primitive("div")  # of floats, IEEE
remainder: Final = Primitive("rem")
shift_left: Final = Primitive("shl")
shift_right: Final = Primitive("shr")
square_root: Final = Primitive("sqrt")
floor: Final = Primitive("floor")
ceil: Final = Primitive("ceil")
trunc: Final = Primitive("trunc")
nearest: Final = Primitive("nearest")
fabs: Final = Primitive("fabs")
copysign: Final = Primitive("copysign")
clz: Final = Primitive("clz")
ctz: Final = Primitive("ctz")
popcount: Final = Primitive("popcount")
multiply_high: Final = Primitive("mulhi")
bits: Final = Primitive("bits", "uint64")
from_bits: Final = Primitive("from_bits", "float64")
truncate_signed: Final = Primitive("truncate", "int64")
truncate_unsigned: Final = Primitive("truncate", "uint64")

# make_like(a, re, im) is the complex number of two parts in the type of a.
make_like: Final = Primitive("make_like")

# The number of bits in its operand's type, a constant.
width: Final = Primitive("width")

# cast(a, b) is b in the type of a.
cast: Final = Primitive("cast")

# The exact floating remainder: the C library's, or in its absence `floats.exact_fmod`.
fmod: Final = Primitive("fmod")


Function = TypeVar("Function", bound=Callable[..., Any])


def always_inline(function: Function) -> Function:
    """Mark a function that is copied into its callers, whatever its size."""
    function.__pyexec_inline__ = "always"  # type: ignore[attr-defined]
    return function


def never_inline(function: Function) -> Function:
    """Mark the slow half of an operation, so that the fast half stays small."""
    function.__pyexec_inline__ = "never"  # type: ignore[attr-defined]
    return function
