"""Classes that are their fields: what `dataclasses` does, without its time at import.

    @value
    class Point:            # compared and hashed by its fields, not to be changed
        x: int
        y: int = 0

    @record
    class Block:            # compared by identity
        name: str
        lines: list[str] = field(factory=list)

    changed(Point(1, 2), y=3) == Point(1, 3)

`dataclasses` compiles methods for each class, which takes about 0.3 ms; the some
hundred classes on the way to a compiled function would make that most of the time that
a first compilation takes.  Here one `__init__` serves all.  Type checkers see through
both decorators.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar, dataclass_transform

    C = TypeVar("C", bound=type)
    R = TypeVar("R")
else:

    def dataclass_transform(**_):
        return lambda decorator: decorator


class _Factory:
    """Stands for a default that is made anew for each object."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def field(*, factory: Callable[[], R]) -> R:
    """A field's default that `factory` makes anew for each object."""
    return _Factory(factory)  # type: ignore[return-value]


def _init(self: Any, *values: Any, **named: Any) -> None:
    names = self.__match_args__
    own = self.__dict__
    if len(values) == len(names) and not named:
        own.update(zip(names, values, strict=True))
        return
    if len(values) > len(names):
        raise TypeError(f"{type(self).__name__} has {len(names)} fields, not {len(values)}")
    own.update(zip(names, values, strict=False))
    for name in names[len(values) :]:
        if name in named:
            own[name] = named.pop(name)
        else:
            default = getattr(type(self), name, named)
            if default is named:
                raise TypeError(f"{type(self).__name__} needs the field {name!r}")
            own[name] = default.make() if isinstance(default, _Factory) else default
    if named:
        raise TypeError(f"{type(self).__name__} cannot take {', '.join(named)}")


def _repr(self: Any) -> str:
    inner = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self.__match_args__)
    return f"{type(self).__name__}({inner})"


def _values(self: Any) -> tuple[Any, ...]:
    own = self.__dict__
    return tuple([own[name] for name in self.__match_args__])


def _eq(self: object, other: object) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return self is other or _values(self) == _values(other)


def _hash(self: Any) -> int:
    return hash(_values(self))


def _frozen(self: Any, name: str, value: object = None) -> None:
    raise AttributeError(f"a {type(self).__name__} cannot be changed")


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def record(cls: C) -> C:
    """Make a class its fields: the annotated names, those of its bases first."""
    fields: dict[str, None] = {}
    for base in reversed(cls.__mro__):
        fields.update(dict.fromkeys(vars(base).get("__annotations__", ())))
    attributes = {"__match_args__": tuple(fields), "__init__": _init, "__repr__": _repr}
    for name, attribute in attributes.items():
        if name == "__match_args__" or name not in vars(cls):
            setattr(cls, name, attribute)
    return cls


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: C) -> C:
    """`record`, with equality and hash by the fields, which cannot be set later."""
    record(cls)
    methods = {"__eq__": _eq, "__hash__": _hash, "__setattr__": _frozen, "__delattr__": _frozen}
    for name, method in methods.items():
        setattr(cls, name, method)
    return cls


def changed(original: R, **fields: Any) -> R:
    """A copy of an object of one of these classes with other values in some fields."""
    own = {name: original.__dict__[name] for name in type(original).__match_args__}  # type: ignore[attr-defined]
    return type(original)(**{**own, **fields})
