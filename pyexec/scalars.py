"""The thirteen type names that user code imports: `int32`, `float32`, `bool_`, ...

    def clamp(value: int32) -> uint8: ...
    uint8(300) == 44

To a type checker each is an alias of `int`, `float`, `complex` or `bool`.  At run
time they are classes that convert: a number is wrapped around or rounded as the
type does it, and comes back as an ordinary Python number.
"""

from __future__ import annotations

# What type checkers take for True, without the time to import `typing`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    int8: TypeAlias = int
    int16: TypeAlias = int
    int32: TypeAlias = int
    int64: TypeAlias = int
    uint8: TypeAlias = int
    uint16: TypeAlias = int
    uint32: TypeAlias = int
    uint64: TypeAlias = int
    float32: TypeAlias = float
    float64: TypeAlias = float
    complex64: TypeAlias = complex
    complex128: TypeAlias = complex
    bool_: TypeAlias = bool
else:

    class _Scalar(type):
        """The class of the type names: calling one converts a number."""

        def __repr__(cls):
            return f"pyexec.{cls.__name__}"

        def __instancecheck__(cls, value):
            return isinstance(value, cls.python)

    class _Integer(metaclass=_Scalar):
        """A fixed-width integer: wraps around modulo 2**bits, truncates floats."""

        python = int
        bits = 64
        signed = True

        def __new__(cls, value=0):
            if isinstance(value, str | bytes | bytearray):
                raise TypeError(f"{cls.__name__}() takes a number, not {type(value).__name__}")
            number = int(value)
            low = -(1 << (cls.bits - 1)) if cls.signed else 0
            if isinstance(value, float) and not low <= number < low + (1 << cls.bits):
                raise OverflowError("float value does not fit in the integer type")
            return (number - low) % (1 << cls.bits) + low

    class _Float(metaclass=_Scalar):
        """A float, rounded to the type's precision."""

        python = float
        bits = 64

        def __new__(cls, value=0.0):
            if isinstance(value, str | bytes | bytearray):
                raise TypeError(f"{cls.__name__}() takes a number, not {type(value).__name__}")
            from .ops import round_float, round_integer
            from .types import by_name

            t = by_name(cls.__name__)
            if isinstance(value, int):
                return round_integer(t, value)
            return round_float(t, float(value))

    class _Complex(metaclass=_Scalar):
        """A complex number, its parts rounded to the type's precision."""

        python = complex
        part = "float64"

        def __new__(cls, real=0.0, imag=0.0):
            if isinstance(real, str) or isinstance(imag, str):
                raise TypeError(f"{cls.__name__}() takes numbers, not a str")
            from .ops import round_float
            from .types import by_name

            value = complex(real, imag)
            part = by_name(cls.part)
            return complex(round_float(part, value.real), round_float(part, value.imag))

    class _Bool(metaclass=_Scalar):
        """A truth value."""

        python = bool

        def __new__(cls, value=False):
            return bool(value)

    def _named(name, base, doc, **facts):
        return _Scalar(name, (base,), {"__module__": "pyexec", "__doc__": doc, **facts})

    def _integer(name, bits, signed):
        low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
        kind = "A signed" if signed else "An unsigned"
        doc = f"{kind} integer of {bits} bits, {low} to {high}; wraps around."
        return _named(name, _Integer, doc, bits=bits, signed=signed)

    int8 = _integer("int8", 8, True)
    int16 = _integer("int16", 16, True)
    int32 = _integer("int32", 32, True)
    int64 = _integer("int64", 64, True)
    uint8 = _integer("uint8", 8, False)
    uint16 = _integer("uint16", 16, False)
    uint32 = _integer("uint32", 32, False)
    uint64 = _integer("uint64", 64, False)
    float32 = _named("float32", _Float, "A float of 32 bits, some 7 decimal digits.", bits=32)
    float64 = _named("float64", _Float, "A float of 64 bits: another name of `float`.")
    complex64 = _named("complex64", _Complex, "A complex number of two `float32`.", part="float32")
    complex128 = _named("complex128", _Complex, "Another name of `complex`: two `float64`.")
    bool_ = _named("bool_", _Bool, "Another name of `bool`.")

NAMES = (
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float32", "float64", "complex64", "complex128", "bool_",
)  # fmt: skip
