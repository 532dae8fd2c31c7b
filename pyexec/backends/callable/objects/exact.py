"""What machine code asks Python for, where an object is not of the usual sort.

    exact_value((0, 1), "list[int]") == [0, 1]     # what list accepts besides lists
    exact_value(numpy.int8(4), "int") == 4
    exact_value("3", "int")                        # WrongType: must be int, not str
    refill([1, 2], [3])                            # the list is [3] now
    place_error(error, function, 0, [3])           # TypeError: f() argument 'xs[3]' must ...

Objects come with the name of the type that they should have.  The errors do not know where
the object stands: that comes from `place_error`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from functools import cache
from typing import Any, Final

from ....types import INT, SCALARS
from ..conversion import Place, about, exact_number


class WrongType(TypeError):
    """A value of the wrong sort; the message begins with "must be"."""


class OutOfRange(OverflowError):
    """A number that does not fit; the message begins with "must fit"."""


class _ElementPlace(Place):
    """A place in an argument."""

    __slots__ = ()

    def type_error(self, fault: str) -> TypeError:
        return WrongType(fault)

    def range_error(self, fault: str) -> OverflowError:
        return OutOfRange(fault)


def exact_value(value: object, kind: str) -> object:
    """A value as an object of exactly the built-in type that a type of ours stands for.

    Raises:
        WrongType: if it is of another sort.
        OutOfRange: if a number does not fit.
    """
    place = _places().get(kind)
    if place is not None:
        return exact_number(value, place)
    return _KINDS[kind.partition("[")[0]](value, kind)


@cache
def _places() -> dict[str, Place]:
    return {t.name: _ElementPlace(t) for t in SCALARS}


def _wrong(value: object, kind: str) -> WrongType:
    return WrongType(f"must be {kind}, not {type(value).__name__}")


def _to_list(value: Any, kind: str) -> object:
    """Annotations such as `Iterable[int]` mean lists, so all that can be iterated over is one."""
    if not hasattr(type(value), "__iter__"):
        raise _wrong(value, kind)
    return list(value)


def _to_tuple(value: object, kind: str) -> object:
    if not isinstance(value, tuple):
        raise _wrong(value, kind)
    exact = tuple(value)
    if not kind.endswith(", ...]") and len(exact) != _size(kind):
        raise WrongType(f"must be {kind}, not a tuple of {len(exact)}")
    return exact


def _size(kind: str) -> int:
    """The number of elements of a type of tuples: of commas that are in no inner brackets."""
    inner = kind[len("tuple[") : -1]
    if inner == "()":
        return 0
    depth, size = 0, 1
    for character in inner:
        depth += (character == "[") - (character == "]")
        size += character == "," and depth == 0
    return size


def _to_dict(value: Any, kind: str) -> object:
    if not isinstance(value, Mapping):
        raise _wrong(value, kind)
    return dict(value.items())  # an OrderedDict has an order of its own


def _to_set(value: object, kind: str) -> object:
    if not isinstance(value, Set):
        raise _wrong(value, kind)
    return set(value)


def _to_text(value: object, kind: str) -> object:
    if not isinstance(value, str):
        raise _wrong(value, kind)
    return str.__str__(value)


def _to_range(value: object, kind: str) -> object:
    if not isinstance(value, range):
        raise _wrong(value, kind)
    for number in (value.start, value.stop, value.step):
        if not INT.holds(number):
            raise OutOfRange(f"must have numbers that fit int, not {value}")
    return value


_KINDS: Final[dict[str, Callable[[Any, str], object]]] = {
    "list": _to_list,
    "tuple": _to_tuple,
    "dict": _to_dict,
    "set": _to_set,
    "frozenset": _to_set,
    "str": _to_text,
    "range": _to_range,
}


def refill(target: Any, contents: Any) -> None:
    """Let a list, dict or set hold what another one holds; it stays the same object."""
    if isinstance(target, list):
        target[:] = contents
    else:
        target.clear()
        target.update(contents)


def place_error(
    error: BaseException, function: Any, number: int, path: list[int | list[object]] | None
) -> BaseException:
    """Raise an error of `exact_value` once more, with the place in an argument.

    Others are given back: what else went wrong while an argument was read, such as in a
    generator, is no fault of the argument's type.

    Args:
        error: what went wrong.
        function: what was called.
        number: of the parameter.
        path: from inside out the place in it: an index; -1 - index for the key of an entry,
            or an element of a set; a list with the key for the value that it has.
    """
    if not isinstance(error, WrongType | OutOfRange):
        return error
    signature = function.signature
    place: str = signature.parameters[number].name
    for step in reversed(path or ()):
        if isinstance(step, list):
            place = f"{place}[{step[0]!r}]"
        else:
            place = f"{place}[{step}]" if step >= 0 else f"list({place})[{-1 - step}]"
    kind = TypeError if isinstance(error, WrongType) else OverflowError
    raise kind(about(signature.name, place, str(error))) from None
