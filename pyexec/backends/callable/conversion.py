"""What an argument becomes: any Python object -> an exact value of a parameter's type.

The native wrapper takes exact `int`, `float`, `bool` and `complex` objects that
fit; for everything else it calls what this module makes.

    bind = binder(python_function, signature)
    bind(3, b=4)                      # (3, 4), or CPython's own TypeError
    convert = converter(signature)
    convert(True, numpy.int8(4))      # (1, 4)
    convert("3", 4)                   # TypeError: add() argument 'a' must be int, not str
"""

from __future__ import annotations

import math
import operator
import struct
from collections.abc import Callable
from types import FunctionType
from typing import Any, Final

from ...interface import Parameter, Signature
from ...types import Kind, Type
from .memory_owner import MemoryOwner, extent

Arguments = tuple[Any, ...]

# What the value of a longer int would add to a message is noise.
_SHOWN_BITS: Final = 256

_LARGEST_FLOAT32: Final = struct.unpack("<f", b"\xff\xff\x7f\x7f")[0]

# From here on a double rounds to infinity as a float32: half a step past the largest.
_FLOAT32_OVERFLOW: Final = _LARGEST_FLOAT32 + math.ldexp(1.0, 103)


def binder(function: FunctionType, signature: Signature) -> Callable[..., Arguments]:
    """A Python function with the parameters of `function` that gives them as a tuple.

    CPython itself then does what it would do for `function`: defaults, keywords,
    and the texts of its errors.
    """
    source = f"def bind({_parameter_list(signature)}): return {_tuple_of(signature)}"
    namespace: dict[str, FunctionType] = {}
    # The source holds the names of parameters and nothing else of the user's.
    exec(compile(source, f"<arguments of {signature.name}>", "exec"), namespace)
    bind = namespace["bind"]
    bind.__name__ = function.__name__
    bind.__qualname__ = function.__qualname__
    bind.__defaults__ = function.__defaults__
    bind.__kwdefaults__ = function.__kwdefaults__
    return bind


def _parameter_list(signature: Signature) -> str:
    words: list[str] = []
    parameters = signature.parameters
    for index, parameter in enumerate(parameters):
        if parameter.keyword_only and "*" not in words:
            words.append("*")
        words.append(parameter.name)
        following = parameters[index + 1] if index + 1 < len(parameters) else None
        if parameter.positional_only and not (following and following.positional_only):
            words.append("/")
    return ", ".join(words)


def _tuple_of(signature: Signature) -> str:
    return "(" + "".join(f"{parameter.name}, " for parameter in signature.parameters) + ")"


def exact_values(
    signature: Signature, owner: type[MemoryOwner] | None = None
) -> Callable[..., Arguments]:
    """A function from the first arguments, in order, to exact values of their types.

    It raises TypeError for a value of the wrong sort, and OverflowError for one
    out of its type's range; both name the parameter.
    """
    steps = [
        (_CONVERSIONS[p.type.kind], _ArgumentPlace(signature.name, p, owner))
        for p in signature.parameters
    ]

    def convert(*values: object) -> Arguments:
        # The last parameters may have been left to their defaults.
        pairs = zip(values, steps, strict=False)
        return tuple([step(value, place) for value, (step, place) in pairs])

    return convert


def converter(
    signature: Signature, owner: type[MemoryOwner] | None = None
) -> Callable[..., Arguments]:
    """`exact_values`, for the wrapper, which asks for it where a value is not exact yet."""
    exact_of = exact_values(signature, owner)

    def convert(*values: object) -> Arguments:
        exact = exact_of(*values)
        # An owner may have got its memory just now, from another thread.
        if owner is None and all(map(operator.is_, exact, values)):
            # The wrapper takes exact values itself; calling it again would never end.
            raise SystemError(f"{signature.name}() cannot take arguments of its own types")
        return exact

    return convert


class Place:
    """Where a value goes, and the errors that say so."""

    __slots__ = ("maximum", "minimum", "single", "type")

    def __init__(self, t: Type) -> None:
        self.type = t
        self.minimum, self.maximum = (t.minimum, t.maximum) if t.is_integer else (0, 0)
        self.single = (t.is_float and t.bits == 32) or (t.is_complex and t.bits == 64)

    def type_error(self, fault: str) -> TypeError:
        """The error of a value that is of no use here: "must be ..."."""
        return TypeError(fault)

    def range_error(self, fault: str) -> OverflowError:
        """The error of a number that does not fit."""
        return OverflowError(fault)

    def wrong_type(self, value: object) -> TypeError:
        return self.type_error(f"must be {self.type}, not {type(value).__name__}")

    def out_of_range(self, value: object) -> OverflowError:
        long = isinstance(value, int) and value.bit_length() > _SHOWN_BITS
        shown = "such a large int" if long else str(value)
        kind = self.type
        bounds = f" ({self.minimum} to {self.maximum})" if kind.is_integer else ""
        return self.range_error(f"must fit {kind}{bounds}, not {shown}")

    def check_owner(self, value: MemoryOwner) -> None:
        """A method's first argument: of the class whose method this is, and with memory."""
        raise AssertionError("only a method's first argument has memory")


class _ArgumentPlace(Place):
    """A parameter of a function."""

    __slots__ = ("_function", "_owner", "_parameter")

    def __init__(
        self, function: str, parameter: Parameter, owner: type[MemoryOwner] | None
    ) -> None:
        super().__init__(parameter.type)
        self._function = function
        self._owner = owner
        self._parameter = parameter.name

    def type_error(self, fault: str) -> TypeError:
        return TypeError(about(self._function, self._parameter, fault))

    def range_error(self, fault: str) -> OverflowError:
        return OverflowError(about(self._function, self._parameter, fault))

    def check_owner(self, value: MemoryOwner) -> None:
        assert self._owner is not None, "a function with a memory is a method"
        if self._owner not in type(value).__mro__:
            raise TypeError(
                f"descriptor {self._function.rpartition('.')[2]!r} for "
                f"{self._owner.__name__!r} objects doesn't apply to a "
                f"{type(value).__name__!r} object"
            )
        if extent(value) is None:
            raise ValueError(f"this {type(value).__name__} has no memory")


def about(function: str, place: str, fault: str) -> str:
    """The message of an error about an argument, or what stands at a place in it."""
    return f"{function}() argument {place!r} {fault}"


def exact_number(value: object, place: Place) -> object:
    """The value as an exact bool, int, float or complex for a place.

    Raises:
        TypeError: if it is of another sort.
        OverflowError: if it does not fit the type.
    """
    return _CONVERSIONS[place.type.kind](value, place)


def _has(value: object, method: str) -> bool:
    """Whether the value's type defines a method, which is where Python looks for it."""
    return hasattr(type(value), method)


def _to_int(value: object, place: Place) -> int:
    if type(value) is int:
        number = value
    elif _has(value, "__index__"):
        # A subclass may give itself; int's own method makes an exact int of it.
        number = int.__index__(operator.index(value))  # type: ignore[arg-type]
    else:
        raise place.wrong_type(value)
    if not place.minimum <= number <= place.maximum:
        raise place.out_of_range(number)
    return number


def _to_double(value: object, place: Place) -> float:
    if type(value) is float:
        return value
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, int) or not _has(value, "__float__"):
        if not _has(value, "__index__"):
            raise place.wrong_type(value)
        whole = operator.index(value)  # type: ignore[arg-type]
        try:
            return int.__float__(whole)
        except OverflowError:
            raise place.out_of_range(whole) from None
    return float.__float__(float(value))  # type: ignore[arg-type]


def _check_part(number: float, whole: object, place: Place) -> None:
    if place.single and math.isfinite(number) and abs(number) >= _FLOAT32_OVERFLOW:
        raise place.out_of_range(whole)


def _to_float(value: object, place: Place) -> float:
    number = _to_double(value, place)
    _check_part(number, number, place)
    return number


def _to_complex(value: object, place: Place) -> complex:
    if isinstance(value, complex):
        number = complex.__complex__(value)
    elif _has(value, "__complex__"):
        number = complex.__complex__(complex(value))  # type: ignore[call-overload]
    else:
        number = complex(_to_double(value, place), 0.0)
    for part in (number.real, number.imag):
        _check_part(part, number, place)
    return number


def _to_bool(value: object, place: Place) -> bool:
    kind = type(value)
    # NumPy's is no subclass of bool, and looking for it must not load NumPy.
    if kind.__module__ == "numpy" and kind.__name__ in ("bool_", "bool"):
        return bool(value)
    if kind is bool:
        return bool(value)
    raise place.wrong_type(value)


def _to_itself(value: object, place: Place) -> object:
    """An object is converted by the wrapper, as it is: it may be changed there."""
    return value


def _to_memory(value: MemoryOwner, place: Place) -> MemoryOwner:
    place.check_owner(value)
    return value


_CONVERSIONS: Final[dict[Kind, Callable[[Any, Place], Any]]] = {
    Kind.BOOL: _to_bool,
    Kind.SIGNED: _to_int,
    Kind.UNSIGNED: _to_int,
    Kind.FLOAT: _to_float,
    Kind.COMPLEX: _to_complex,
    Kind.MEMORY: _to_memory,
    Kind.OBJECT: _to_itself,
}
