"""What a compiled function looks like from outside: all that bindings need to know.

The frontend makes these from the user's functions; the Python callable, the C
header, the JavaScript and the pages are made from them alone.
"""

from __future__ import annotations

import builtins

from .record import changed, value
from .types import Type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Constant = bool | int | float | complex | None


@value
class Parameter:
    """A parameter of a compiled function."""

    name: str
    type: Type
    default: Constant | str = None  # of a container, its repr
    has_default: bool = False
    keyword_only: bool = False
    positional_only: bool = False
    variadic: bool = False  # it takes all further arguments, as a tuple

    @property
    def number(self) -> Constant:
        """The default of a parameter that is a number."""
        assert not isinstance(self.default, str)
        return self.default


@value
class Signature:
    """What a compiled function looks like from outside, in every backend."""

    name: str
    parameters: tuple[Parameter, ...]
    result: Type
    doc: str | None = None

    def __str__(self) -> str:
        inner = ", ".join(f"{p.name}: {p.type}" for p in self.parameters)
        return f"{self.name}({inner}) -> {self.result}"

    @property
    def has_objects(self) -> bool:
        """Whether a parameter or the result is an object, which lives in a heap."""
        return self.result.is_object or any(p.type.is_object for p in self.parameters)


@value
class RaisedError:
    """An exception that compiled code can raise: its class and its message.

    None stands for a message that is computed: what raises has left a text in the heap's
    field `MESSAGE`, whose reference whoever ends the error takes over.  That of a KeyError
    is the `repr` of the key.
    """

    exception: str  # the built-in class's name
    message: str | None

    def __str__(self) -> str:
        return f"{self.exception}: {self.message}" if self.message else self.exception

    @property
    def text(self) -> str | None:
        """What `str` gives of the exception; None where that is computed."""
        quoted = self.exception == "KeyError" and self.message
        return repr(self.message) if quoted else self.message

    def is_caught_by(self, classes: Iterable[str]) -> bool:
        """Whether an `except` clause with these built-in classes catches it."""
        raised: type = getattr(builtins, self.exception)
        return any(issubclass(raised, getattr(builtins, name)) for name in classes)


def key_of(text: str) -> object:
    """The key that a KeyError is about, by its `repr`; that text for what is no literal."""
    from ast import literal_eval  # which most programs never need

    try:
        return literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text


@value
class Entry:
    """A function that a backend makes callable from outside.

    `symbol` is the LLVM name of its body, an internal function with these
    conventions.  Values: `bool` is `i1`, integers `iN`, `float` `double`,
    `complex` `{double, double}`.  Natively, a body that can raise returns
    `{value, i32}` (for `None` just `i32`), where the i32 is an error code, 0 for
    none; one that cannot returns the value (or void).  A `recursive` body takes a
    first parameter `ptr`, the lowest stack address that it may use, below which it
    answers with the code of RecursionError.  In WebAssembly a body returns the
    plain value, and traps after recording the error code.  A memory, the first parameter
    of a native method alone, is two: a base pointer, and the extent in bytes as `i64`.
    One that `uses_heap` natively takes the base pointer of a heap behind the stack address
    and before its own parameters, which the signature does not tell of.

    An object is the address of its block, counted from that base, as `i64`: a parameter's is
    borrowed, a result's is the caller's.  Of each parameter `changes` tells whether the body
    may change what can be reached from it, `shares` whether the result may be or contain
    something of it; without them, all may be so.  One that is not `stateful` takes no room in
    the heap and leaves nothing there: where no argument lives in a heap, any base does.
    """

    signature: Signature
    symbol: str
    raises: bool
    recursive: bool
    uses_heap: bool = False
    changes: tuple[bool, ...] = ()
    shares: tuple[bool, ...] = ()
    stateful: bool = True

    @property
    def needs_heap(self) -> bool:
        """Whether a call needs a heap: for the body, or for objects that cross over."""
        return self.uses_heap or self.signature.has_objects


def joined(entries: Sequence[Entry]) -> Entry:
    """The entry that stands for several, one after the other; of one, that itself."""
    first, *others = entries
    if not others:
        return first
    symbol = "+".join(entry.symbol for entry in entries)
    return changed(first, symbol=symbol, raises=any(entry.raises for entry in entries))


@value
class Required:
    """A function of `rt/` that a backend's entry point calls for types, such as
    `objects.dicts.set_item` for `(STR, INT)`.

    `RELEASE` for a type is what gives up a reference to an object of it, or to none.
    """

    target: str
    types: tuple[Type, ...]


RELEASE = "release"


@value
class Callee:
    """A function of the program that an entry point calls, in the conventions of `Entry`."""

    name: str  # in the program
    symbol: str
    raises: bool
