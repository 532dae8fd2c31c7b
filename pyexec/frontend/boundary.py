"""What callers outside of Python can hand over to compiled functions, and take from them.

    check_boundary(users, C_LIBRARY, unit.changes)   # raises for `def f(names: set[str]) -> int:`

Compiled functions give each other any objects.  What the others have for them differs: a
row of `Surface` for each, with what it takes as an argument and gives as a result.  Functions
of this process, which take and give all objects, are not checked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ..errors import Diagnostic, UnsupportedError
from ..object_types import (
    STR,
    CallableType,
    ListType,
    OptionalType,
    SequenceType,
    TupleType,
    parts,
)
from ..record import value
from ..types import NONE, Type
from .changes import Change, Changes
from .unit import UserFunction, merge_errors


def is_number(t: Type) -> bool:
    """Whether a type is one of numbers, or None."""
    return not t.is_object


def is_data(t: Type) -> bool:
    """Whether there is no function in values of a type."""
    return not isinstance(t, CallableType) and all(map(is_data, parts(t)))


def allows_all(t: Type, change: Change) -> str | None:
    """No change is refused."""
    return None


@value
class Surface:
    """Where functions are called from outside of Python, and what can cross over there."""

    name: str  # in messages, such as "a C library"
    takes: Callable[[Type], bool] = is_number
    gives: Callable[[Type], bool] = is_number
    # What changes in a message about an argument that must not be changed like this, or None.
    refuses: Callable[[Type, Change], str | None] = allows_all
    take_instead: str = "take numbers, and make it of them inside"
    give_instead: str = "return a number"
    change_instead: str = ""


def is_text(t: Type) -> bool:
    """Whether a type is `str`."""
    return t is STR


def is_row(t: Type) -> bool:
    """Whether values of a type are numbers or texts side by side."""
    if not isinstance(t, ListType | SequenceType):
        return False
    return is_number(t.element) or is_text(t.element)


def is_numbers(t: Type) -> bool:
    """Whether a type is a tuple of so many numbers."""
    return isinstance(t, TupleType) and t.elements != () and all(map(is_number, t.elements))


def c_takes(t: Type) -> bool:
    """Numbers; pointers, some of them with lengths, where a null pointer is None."""
    base = t.base if isinstance(t, OptionalType) else t
    return is_number(t) or is_text(base) or is_row(base) or is_numbers(base)


def c_gives(t: Type) -> bool:
    """What arrives there as well, and structures of it."""
    base = t.base if isinstance(t, OptionalType) else t
    if isinstance(base, TupleType):
        return bool(base.elements) and all(map(_is_member, base.elements))
    return is_number(base) or c_takes(base)


def _is_member(t: Type) -> bool:
    """Whether a type is one of a structure's members."""
    base = t.base if isinstance(t, OptionalType) else t
    return not isinstance(base, TupleType) and base is not NONE and c_gives(t)


def c_refuses(t: Type, change: Change) -> str | None:
    """The caller's memory has a fixed length, and no room for other texts."""
    if change.length:
        return "length changes"
    base = t.base if isinstance(t, OptionalType) else t
    return None if any(map(is_number, parts(base))) else "elements change"


C_LIBRARY: Final = Surface(
    "a C library",
    c_takes,
    c_gives,
    c_refuses,
    "take numbers, texts, lists of these, or a tuple of numbers",
    "return numbers, texts, lists of these, or a tuple of such",
    "change a copy that has another name, and return it",
)
WEB_MODULE: Final = Surface("a WebAssembly module", is_data, is_data)
INTERPRETER: Final = Surface("the interpreter", is_data, is_data)
# What its command line cannot give is for `programs/specification.py` to say.
NATIVE_PROGRAM: Final = Surface(
    "a native program",
    lambda t: True,
    is_data,
    give_instead="return what it gives, or print it",
)


def check_boundary(users: Sequence[UserFunction], surface: Surface, changes: Changes) -> None:
    """Refuse functions whose parameters or result cannot cross over.

    Args:
        users: the functions that are called from outside.
        surface: where they are called from.
        changes: what they do to what their parameters lead to.

    Raises:
        UnsupportedError: with every such parameter, result and change.
    """
    faults = [fault for user in users for fault in boundary_faults(user, surface, changes)]
    if faults:
        raise merge_errors([UnsupportedError([fault]) for fault in faults])


def boundary_faults(user: UserFunction, surface: Surface, changes: Changes) -> Iterator[Diagnostic]:
    """What of a function cannot cross over."""
    source = user.checker.source
    arguments = source.node.args
    star = [] if arguments.vararg is None else [arguments.vararg]
    nodes = [*arguments.posonlyargs, *arguments.args, *star, *arguments.kwonlyargs]
    parameters = user.signature.parameters
    for node, parameter, change in zip(nodes, parameters, changes[user.name], strict=True):
        if not surface.takes(parameter.type):
            yield Diagnostic(
                f"{surface.name} cannot take {parameter.type} as a parameter yet",
                source.span(node.annotation or node),
                f"{surface.take_instead}; aot() takes it from Python",
            )
        elif change is not None and (what := surface.refuses(parameter.type, change)):
            yield Diagnostic(
                f"{surface.name} cannot take '{parameter.name}', whose {what} here",
                change.span or source.span(node),
                surface.change_instead,
            )
    result = user.signature.result
    if not surface.gives(result):
        yield Diagnostic(
            f"{surface.name} cannot give {result} as a result yet",
            source.span(source.node.returns or source.node),
            f"{surface.give_instead}; aot() gives it to Python",
        )
