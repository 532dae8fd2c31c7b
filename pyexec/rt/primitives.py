"""The machine's operations as the runtime calls them.

Inside `rt/`, `quotient(a, b)` is the `div` of `ops.OPERATIONS`: no check, no
rounding down.  `c.sin(x)` is the C library's `sin`.  `T`, `S`, `K` and `V` stand for the
types that a generic function is instantiated with, `Address` for the target's unsigned
integer that counts bytes of a `Memory`.  None of these can be called from CPython.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

T = TypeVar("T", int, float, complex)
S = TypeVar("S")
K = TypeVar("K")
V = TypeVar("V")
Number = TypeVar("Number", int, float, complex)


class Primitive:
    """An operation by its row's name, and the type of its result if it is not its operands'."""

    def __init__(self, operation: str, result: str | None = None) -> None:
        self.operation = operation
        self.result = result

    def refuse(self) -> NoReturn:
        raise TypeError(f"{self.operation} is a primitive: only compiled code can call it")


class Same(Primitive):
    """A primitive whose result has the type of its operands."""

    def __call__(self, *operands: Number) -> Number:
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

    def __call__(self, first: Number, *others: complex) -> Number:
        self.refuse()


class Memory:
    """The annotation of what addresses count from: a base pointer, or a linear memory."""


if TYPE_CHECKING:
    Address = int
else:

    class Address:
        """The annotation of an address: `uint64`, or `uint32` where memory has 4 GiB."""


class Read(Primitive):
    """`read_i32(memory, address)`: the bytes from there on as a number; any alignment."""

    def __init__(self, result: str) -> None:
        super().__init__("load", result)

    def __call__(self, memory: Memory, address: int) -> Any:
        self.refuse()


class Write(Primitive):
    """`write_i32(memory, address, value)`."""

    def __init__(self, kind: str) -> None:
        super().__init__("store", kind)

    def __call__(self, memory: Memory, address: int, value: complex) -> None:
        self.refuse()


class OfMemory(Primitive):
    """`grow_memory(memory, pages)`."""

    def __call__(self, memory: Memory, number: int) -> int:
        self.refuse()


class OfType(Primitive):
    """A primitive whose first operand is a type: `T`, or one made of it such as `list[T]`."""

    def __call__(self, kind: Any, *operands: Any) -> Any:
        self.refuse()


class OfObject(Primitive):
    """A primitive that takes a value of any type."""

    def __call__(self, value: Any) -> Any:
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

# guarded() is whether the target checks each access to memory, a constant.
guarded: Final = Same("guarded")

# grows() is whether the target's memory can become longer, a constant.  There,
# grow_memory(memory, pages) makes it so, and gives the pages that there were before; the
# highest number where there is no more.
grows: Final = Same("grows")
grow_memory: Final = OfMemory("grow")

# streams() is whether the program writes by itself what is printed, a constant.  There,
# drain(memory, now) lets it do so: whether it is much or not if `now` is not 0.
streams: Final = Same("streams")
drain: Final = OfMemory("drain")

# The address in memory that an integer stands for.
address: Final = ToInteger("address")

read_i8: Final = Read("int8")
read_i16: Final = Read("int16")
read_i32: Final = Read("int32")
read_i64: Final = Read("int64")
read_u8: Final = Read("uint8")
read_u16: Final = Read("uint16")
read_u32: Final = Read("uint32")
read_u64: Final = Read("uint64")
read_f32: Final = Read("float32")
read_f64: Final = Read("float64")
write_i8: Final = Write("int8")
write_i16: Final = Write("int16")
write_i32: Final = Write("int32")
write_i64: Final = Write("int64")
write_u8: Final = Write("uint8")
write_u16: Final = Write("uint16")
write_u32: Final = Write("uint32")
write_u64: Final = Write("uint64")
write_f32: Final = Write("float32")
write_f64: Final = Write("float64")

# The heap that the program has: the first operand of all that reads or writes it.
memory: Final = Memory()

# pointer(x) is the address of an object, which has to stay alive by itself.
pointer: Final = OfObject("pointer")

# adopt(T, at) is the object at an address; the reference to it was counted already.
adopt: Final = OfType("adopt")

# fetch(T, at) is what stands at an address; of an object it counts a reference more.
fetch: Final = OfType("fetch")

# borrow(T, at) is the same without counting: memory's reference has to last longer.
borrow: Final = OfType("borrow")

# take(T, at) moves it out: a reference that memory held is the taker's now.
take: Final = OfType("take")

# put(T, at, value) writes it; of an object it counts the memory's reference.
put: Final = OfType("put")

# size_of(T) is the number of bytes that a T takes in a container, a constant Address.
size_of: Final = OfType("size_of")

# Constants: whether T is a reference to a block, a float, a signed integer.
is_object: Final = OfType("is_object")
is_float: Final = OfType("is_float")
is_signed: Final = OfType("is_signed")

# hash_of(value) is a uint32, mixed in its upper bits: a row of `objects.hashing.HASHES`,
# or what `combined` makes of a tuple's parts.
hash_of: Final = OfObject("hash_of")

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
