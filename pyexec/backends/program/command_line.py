"""The part of a program that reads its command line: blocks of `@program.run`.

    blocks(signature, line, texts)     # from the label `next` to the label `call`

The words are looked at by `rt/command_line.py`; a text that is for an argument is converted
here, by what of `rt/` its type asks for.  What cannot be is told as `programs/arguments.py`
tells it, with exit code 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...interface import Signature
from ...object_types import STR, ListType
from ...programs.arguments import CommandLine
from ...rt import command_line as rt
from ...types import Type
from ..llvm.text import body_symbol
from . import values
from .table import Table
from .texts import Texts, constant

# The answers of `next_value` that are no argument, and the blocks that they lead to.
_ANSWERS: Final = {
    rt.DONE: "call",
    rt.HELP: "help",
    rt.MISSING: "missing",
    rt.UNRECOGNIZED: "unrecognized",
    rt.VALUE_EXPECTED: "value.expected",
    rt.VALUE_REFUSED: "value.refused",
}


def size_of_line(line: CommandLine) -> int:
    """The bytes of what `rt/command_line.py` keeps while it reads."""
    return rt.VALUES + rt.SIZE_OF_VALUE * len(line.arguments)


def runtime(signature: Signature) -> list[str]:
    """The functions of `rt/` that are called here, besides those that read values."""
    if not signature.parameters:
        return []
    names = ["command_line.next_value", "command_line.next_missing"]
    if any(values.read_as(p.type).is_integer for p in signature.parameters):
        names += ["characters.skip_spaces", "characters.drop_spaces"]
    return names


def place_of(number: int) -> str:
    """The name of the place where an argument's value is kept."""
    return f"%argument.{number}"


def is_given(number: int, name: str) -> Iterator[str]:
    """Whether an argument is on the command line."""
    yield f"{name}.at = getelementptr i8, ptr {place_of(number)}, i64 {rt.GIVEN}"
    yield f"{name}.count = load i64, ptr {name}.at, align 8"
    yield f"{name} = icmp ne i64 {name}.count, 0"


class Reader:
    """Writes the blocks for one program."""

    def __init__(self, signature: Signature, line: CommandLine, texts: Texts) -> None:
        self.parameters = signature.parameters[: len(line.arguments)]
        self.read_as = [values.read_as(p.type) for p in self.parameters]
        self.elements = [values.element_of(p.type) for p in self.parameters]
        self.line = line
        self.texts = texts
        self.table = Table(line)

    def definitions(self) -> str:
        """The table, and the functions that begin and continue a complaint."""
        complaint = self.texts.argument(f"{self.line.usage}{self.line.program}: error: ")
        table = constant("@program.table", self.table.content, alignment=4)
        word = self.texts.argument("argument ")
        return table + _COMPLAIN.format(complaint=complaint, argument=word)

    def blocks(self) -> Iterator[str]:
        """The lines from the begin of `@program.run` to the label `call`."""
        yield from self._begin()
        yield from self._next()
        for t in dict.fromkeys(self.read_as):
            yield from _read_text() if t is STR else self._read(t)
        yield from self._keep()
        yield from self._help()
        yield from self._missing()
        yield from self._unrecognized()
        yield "value.expected:"
        yield from self._complaint_of_argument(": expected a value\n")
        yield "value.refused:"
        yield from self._complaint_of_argument(": takes no value\n")
        yield "call:"

    def _begin(self) -> Iterator[str]:
        """Lay out the line, with the defaults as values."""
        size = size_of_line(self.line)
        yield "%line.address = ptrtoint ptr %line to i64"
        yield "%table.address = ptrtoint ptr @program.table to i64"
        yield f"call void @llvm.memset.p0.i64(ptr align 8 %line, i8 0, i64 {size}, i1 false)"
        yield "%first = getelementptr i8, ptr %words, i64 8"
        yield "%first.address = ptrtoint ptr %first to i64"
        # A process can be started without even its name.
        yield "%words.behind = call i64 @llvm.usub.sat.i64(i64 %count, i64 1)"
        yield "store i64 %first.address, ptr %line, align 8"
        yield "%line.count = getelementptr i8, ptr %line, i64 8"
        yield "store i64 %words.behind, ptr %line.count, align 8"
        for number, parameter in enumerate(self.parameters):
            place = place_of(number)
            offset = rt.VALUES + rt.SIZE_OF_VALUE * number
            yield f"{place} = getelementptr i8, ptr %line, i64 {offset}"
            element = self.elements[number]
            if parameter.has_default:
                yield from values.kept(parameter.type, parameter.number, place)
            elif isinstance(parameter.type, ListType) and element is not None:
                yield from _new_list(element, number, f"begun.{number}")
        yield "br label %next"

    def _next(self) -> Iterator[str]:
        """Ask for the next text, and go where it is converted."""
        name = body_symbol("command_line.next_value")
        places = "i64 %line.address, i64 %table.address"
        yield "next:"
        yield f'%answer = call i64 @"{name}"(ptr %memory, {places}, i64 {self.table.rows})'
        for field, offset in (("row", rt.ROW), ("text", rt.TEXT), ("end", rt.END)):
            yield f"%{field}.place = getelementptr i8, ptr %line, i64 {offset}"
            yield f"%{field} = load i64, ptr %{field}.place, align 8"
        if STR in self.read_as:
            yield "%text.near = sub i64 %text, %heap.base"
            yield "%end.near = sub i64 %end, %heap.base"
        yield "switch i64 %answer, label %call ["
        for answer, label in _ANSWERS.items():
            yield f"  i64 {answer}, label %{label}"
        for number, t in enumerate(self.read_as):
            yield f"  i64 {number}, label %read.{t}"
        yield "]"

    def _read(self, t: Type) -> Iterator[str]:
        """Convert a text, or tell why it cannot be."""
        yield f"read.{t}:"
        yield f"%status.{t} = {values.reading(t)}"
        if t.is_integer:
            yield f"switch i64 %status.{t}, label %range.{t} ["
            yield "  i64 0, label %keep"
            yield f"  i64 1, label %kind.{t}"
            yield "]"
            yield f"range.{t}:"
            yield from self._begin_complaint()
            yield from self._say(": ")
            yield from _say_stripped(f"%{t}")
            yield from self._say(f" is out of range for {t} ({t.minimum} to {t.maximum})\n")
            yield "br label %usage.exit"
        else:
            yield f"br i1 %status.{t}, label %keep, label %kind.{t}"
        article = "an" if t.name[0] == "i" else "a"
        yield f"kind.{t}:"
        yield from self._begin_complaint()
        yield from self._say(": '")
        yield "call void @program.say_range(i64 %text, i64 %end)"
        yield from self._say(f"' is not {article} {t}\n")
        yield "br label %usage.exit"

    def _keep(self) -> Iterator[str]:
        """Keep the value that stands in `%room`, as an argument's or as one of several."""
        yield "keep:"
        yield "switch i64 %answer, label %keep.one ["
        for number, element in enumerate(self.elements):
            if element is not None:
                yield f"  i64 {number}, label %keep.{number}"
        yield "]"
        yield from _KEEP_ONE
        for number, element in enumerate(self.elements):
            if element is not None:
                yield from _keep_element(element, number)

    def _help(self) -> Iterator[str]:
        yield "help:"
        yield f"call void @program.output({self.texts.argument(self.line.help)})"
        yield "unreachable"

    def _missing(self) -> Iterator[str]:
        name = body_symbol("command_line.next_missing")
        places = "ptr %memory, i64 %line.address, i64 %table.address"
        yield "missing:"
        yield "call void @program.complain()"
        yield from self._say("the following arguments are required: ")
        yield f'%missing.first = call i64 @"{name}"({places}, i64 {self.table.rows}, i64 0)'
        yield "br label %missing.one"
        yield "missing.one:"
        yield "%lacking = phi i64 [ %missing.first, %missing ], [ %missing.next, %missing.more ]"
        yield "call void @program.say_spelling(i64 %lacking)"
        yield "%missing.behind = add i64 %lacking, 1"
        yield (
            f'%missing.next = call i64 @"{name}"({places}, i64 {self.table.rows}, '
            "i64 %missing.behind)"
        )
        yield f"%missing.last = icmp eq i64 %missing.next, {self.table.rows}"
        yield "br i1 %missing.last, label %missing.end, label %missing.more"
        yield "missing.more:"
        yield from self._say(", ")
        yield "br label %missing.one"
        yield "missing.end:"
        yield from self._say("\n")
        yield "br label %usage.exit"

    def _unrecognized(self) -> Iterator[str]:
        yield "unrecognized:"
        yield "call void @program.complain()"
        yield from self._say("unrecognized argument: ")
        yield "call void @program.say_range(i64 %text, i64 %end)"
        yield from self._say("\n")
        yield "br label %usage.exit"
        yield "usage.exit:"
        yield "call void @program.exit(i64 2)"
        yield "unreachable"

    def _complaint_of_argument(self, text: str) -> Iterator[str]:
        yield from self._begin_complaint()
        yield from self._say(text)
        yield "br label %usage.exit"

    def _begin_complaint(self) -> Iterator[str]:
        yield "call void @program.complain_of(i64 %row)"

    def _say(self, text: str) -> Iterator[str]:
        yield f"call void @program.say({self.texts.argument(text)})"


def _say_stripped(prefix: str) -> Iterator[str]:
    """Say the text without the space around it."""
    skip, drop = body_symbol("characters.skip_spaces"), body_symbol("characters.drop_spaces")
    yield f'{prefix}.start = call i64 @"{skip}"(ptr %memory, i64 %text, i64 %end)'
    yield f'{prefix}.end = call i64 @"{drop}"(ptr %memory, i64 {prefix}.start, i64 %end)'
    yield f"call void @program.say_range(i64 {prefix}.start, i64 {prefix}.end)"


def _read_text() -> Iterator[str]:
    """Make a `str` of a text."""
    yield "read.str:"
    yield f"%read.text = {values.reading(STR)}"
    yield "%no.text = icmp eq i64 %read.text, 0"
    yield "br i1 %no.text, label %no.memory, label %have.text"
    yield "have.text:"
    yield "store i64 %read.text, ptr %room, align 8"
    yield "br label %keep"


def _new_list(element: Type, number: int, behind: str) -> Iterator[str]:
    """Begin the list that is an argument's value; where there is room, go on behind."""
    name = f"%made.{behind}"
    symbol = body_symbol(values.NEW_LIST)
    yield f'{name} = call i64 @"{symbol}"(ptr %heap, i64 0, i64 {element.bits // 8})'
    yield f"{name}.not = icmp eq i64 {name}, 0"
    yield f"br i1 {name}.not, label %no.memory, label %{behind}"
    yield f"{behind}:"
    yield f"store i64 {name}, ptr {place_of(number)}, align 8"


def _keep_element(element: Type, number: int) -> Iterator[str]:
    """Add the value that stands in `%room` to a list, which is begun where there is none."""
    yield f"keep.{number}:"
    yield f"%list.{number} = load i64, ptr {place_of(number)}, align 8"
    yield f"%list.{number}.not = icmp eq i64 %list.{number}, 0"
    yield f"br i1 %list.{number}.not, label %new.{number}, label %add.{number}"
    yield f"new.{number}:"
    yield from _new_list(element, number, f"newly.{number}")
    yield f"br label %add.{number}"
    yield f"add.{number}:"
    yield f"%items.{number} = load i64, ptr {place_of(number)}, align 8"
    yield from values.placed(element, f"%element.{number}")
    added = f'call i1 @"{body_symbol(values.ADD)}"(ptr %heap, i64 %items.{number}, i64 %room.near)'
    yield f"%added.{number} = {added}"
    yield f"br i1 %added.{number}, label %next, label %no.memory"


# A value of any type has 16 bytes at most.
_KEEP_ONE: Final = (
    "keep.one:",
    f"%kept.offset = mul i64 %answer, {rt.SIZE_OF_VALUE}",
    f"%kept.behind = add i64 %kept.offset, {rt.VALUES}",
    "%kept.place = getelementptr i8, ptr %line, i64 %kept.behind",
    "%kept = load [2 x i64], ptr %room, align 8",
    "store [2 x i64] %kept, ptr %kept.place, align 8",
    "br label %next",
)

_COMPLAIN: Final = """\
define internal void @program.complain() noinline #0 {{
  call void @program.say({complaint})
  ret void
}}

define internal void @program.complain_of(i64 %row) noinline #0 {{
  call void @program.complain()
  call void @program.say({argument})
  call void @program.say_spelling(i64 %row)
  ret void
}}

define internal void @program.say_spelling(i64 %row) noinline #0 {{
  %fields = getelementptr [4 x i32], ptr @program.table, i64 %row
  %start = load i32, ptr %fields, align 4
  %length.place = getelementptr i8, ptr %fields, i64 4
  %length = load i32, ptr %length.place, align 4
  %offset = zext i32 %start to i64
  %spelling = getelementptr i8, ptr @program.table, i64 %offset
  %size = zext i32 %length to i64
  call void @program.say(ptr %spelling, i64 %size)
  ret void
}}

define internal void @program.say_range(i64 %start, i64 %end) noinline #0 {{
  %text = inttoptr i64 %start to ptr
  %length = sub i64 %end, %start
  call void @program.say(ptr %text, i64 %length)
  ret void
}}
"""
