"""The conversions of a module: one LLVM function for each type and direction, where needed.

    conversions = Conversions(layout, callees, changing=False)
    conversions.arriving(list_of(INT))     # '@"arriving.list[int]"', to be called
    conversions.leaving(STR)               # '@"leaving.str"'
    conversions.kind(list_of(INT))         # '@"kind.list[int]"', for records
    conversions.text()                     # the text of these, and of those that they call

    arriving   {value, i1} (ptr heap, ptr crossing, ptr object, i1 alone)
    leaving    ptr (ptr heap, ptr crossing, value)
    same       i1 (ptr heap, ptr crossing, value, ptr object)
    updating   i1 (ptr heap, ptr crossing, ptr object, i64 block)

What arrives is borrowed, and a block is new, or has a reference more; where the i1 is false,
Python's exception is set.  `alone` is true where no other place of the arguments can hold the
same object.  What leaves is a new reference, or null with an exception; the block is borrowed.
`same` tells whether a value is what an object became, as far as that can be told without
running Python code that fails.  `updating` changes an object so that it holds what its block
holds.  The texts are in the modules of these names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from ....interface import RELEASE, Callee, Required
from ....object_types import PLACE, OptionalType, is_mutable, places_of
from ....types import Type
from ...llvm.text import llvm_bytes, llvm_name, llvm_type
from ..boxing import fill
from ..layout import ObjectLayout

# Where the functions of `rt/` for these types are.
DICTS: Final = "objects.dicts"
SETS: Final = "objects.sets"


class Conversions:
    """Collects the functions that a module needs."""

    def __init__(
        self, layout: ObjectLayout, callees: Mapping[Required, Callee], changing: bool
    ) -> None:
        self.layout = layout
        self._callees = callees
        self._changing = changing  # whether objects are changed after calls
        self._texts: dict[str, str] = {}

    def text(self) -> str:
        """The functions and constants asked for so far."""
        return "\n".join(self._texts.values())

    def arriving(self, t: Type) -> str:
        """The function that makes a value of an object."""
        from .arriving import arriving

        return self._function("arriving", t, arriving)

    def leaving(self, t: Type) -> str:
        """The function that makes an object of a value."""
        from .leaving import leaving

        return self._function("leaving", t, leaving)

    def making(self, t: Type) -> str:
        """The part of `leaving` that makes a new object of a block in any case."""
        self.leaving(t)
        return _name("leaving", t, ".new")

    def same(self, t: Type) -> str:
        """The function that compares a value with an object."""
        from .updating import same

        return self._function("same", t, same)

    def kind(self, t: Type) -> str:
        """The constant that tells records what a block of a type is."""
        name = _name("kind", t)
        if name not in self._texts:
            self._texts[name] = ""
            release = self.symbol(Required(RELEASE, (t,)))
            update = self._updating(t)
            self._texts[name] = (
                f"{name} = internal constant {{ ptr, ptr }} {{ ptr {update}, ptr {release} }}\n"
            )
        return name

    def _updating(self, t: Type) -> str:
        from .updating import updating

        if not self._changing or not is_mutable(t):
            return "null"
        return self._function("updating", t, updating)

    def _function(self, verb: str, t: Type, make: Callable[[Conversions, Type], str]) -> str:
        name = _name(verb, t)
        if name not in self._texts:
            self._texts[name] = ""  # it may ask for itself
            text = fill(make(self, t), self.layout)
            self._texts[name] = _PLACEHOLDER.sub(lambda part: _name(verb, t, part[1]), text)
        return name

    def type_name(self, t: Type) -> str:
        """The arguments for a pointer to a type's name and its length."""
        name = _name("name", t)
        content = str(t).encode()
        if name not in self._texts:
            array = f"[{len(content)} x i8] {llvm_bytes(content)}"
            self._texts[name] = f"{name} = private unnamed_addr constant {array}\n"
        return f"ptr {name}, i64 {len(content)}"

    # Functions of `rt/`

    def symbol(self, required: Required) -> str:
        """A function of the program, to be called."""
        return f"@{llvm_name(self._callees[required].symbol)}"

    def release(self, t: Type, value: str, heap: str = "%heap") -> str:
        """The instruction that gives up a reference, or nothing for a number."""
        if not t.is_object:
            return ""
        return f"  call void {self.symbol(Required(RELEASE, (t,)))}(ptr {heap}, i64 {value})\n"

    def call(self, required: Required, arguments: str, result: Type, name: str) -> str:
        """The instructions that call a function of the program, as `%name`.

        Where it raises, which is for want of memory, they go to the block `full`.
        """
        own = llvm_type(result)
        raises = self._callees[required].raises
        symbol = self.symbol(required)
        if not raises:
            given = "" if own == "void" else f"%{name} = "
            return f"  {given}call {own} {symbol}(ptr %heap, {arguments})\n"
        pair = "i32" if own == "void" else f"{{ {own}, i32 }}"
        text = f"  %{name}.returned = call {pair} {symbol}(ptr %heap, {arguments})\n"
        if own == "void":
            text += f"  %{name}.code = add i32 %{name}.returned, 0\n"
        else:
            text += f"  %{name}.code = extractvalue {pair} %{name}.returned, 1\n"
        text += (
            f"  %{name}.fine = icmp eq i32 %{name}.code, 0\n"
            f"  br i1 %{name}.fine, label %{name}.done, label %full, <likely>\n"
            f"{name}.done:\n"
        )
        if own != "void":
            text += f"  %{name} = extractvalue {pair} %{name}.returned, 0\n"
        return text


# In the texts, a function's own name, and those of its parts.
_PLACEHOLDER: Final = re.compile(r"NAME((?:\.[a-z]+)*)")


def _name(verb: str, t: Type, part: str = "") -> str:
    return f"@{llvm_name(f'{verb}.{t}{part}')}"


def filled(text: str, words: dict[str, str]) -> str:
    """A text with its placeholders replaced, in the order of the words."""
    for word, replacement in words.items():
        text = text.replace(word, replacement)
    return text


def bytes_of(t: Type) -> int:
    """The bytes that a value takes in a container."""
    return t.bits // 8


def size_of_pack(types: tuple[Type, ...]) -> int:
    """The bytes of values side by side."""
    return PLACE * sum(map(places_of, types))


def stored(t: Type) -> str:
    """LLVM's type of a value in memory."""
    return "i8" if llvm_type(t) == "i1" else llvm_type(t)


def load(t: Type, name: str, at: str) -> str:
    """The instructions that read a value from memory."""
    if stored(t) == "i8" and llvm_type(t) == "i1":
        return f"  %{name}.byte = load i8, ptr {at}\n  %{name} = icmp ne i8 %{name}.byte, 0\n"
    align = ", align 8" if t.is_complex else ""
    return f"  %{name} = load {llvm_type(t)}, ptr {at}{align}\n"


def store(t: Type, name: str, at: str) -> str:
    """The instructions that write a value to memory."""
    if stored(t) == "i8" and llvm_type(t) == "i1":
        return f"  %{name}.byte = zext i1 %{name} to i8\n  store i8 %{name}.byte, ptr {at}\n"
    align = ", align 8" if t.is_complex else ""
    return f"  store {llvm_type(t)} %{name}, ptr {at}{align}\n"


def is_optional_number(t: Type) -> bool:
    """Whether a type is a number or None, which is a block with the number."""
    return isinstance(t, OptionalType) and not t.base.is_object
