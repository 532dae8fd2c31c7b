"""The entry points of functions that take or give texts and containers, as LLVM text.

    text = object_entry_point(entry, "total", calling, codes, callees)

    define double @total(i64 %p0, i64 %p1) {       pointer and length
      %list.0 = alloca ...                         the block of a list: its elements stay with
      ...                                          the caller
      %value = call ... @py.total(%heap, %object.0)
      ...                                          what arrived is given up; result or error
    }

A list of numbers is a block in the entry point's frame whose storage is the caller's memory:
nothing is copied, and what is changed is changed for the caller.  Its count of references is
one that never ends, and its length stays (`frontend/boundary.py`).  A tuple of so many numbers
is copied into such a block, texts and other tuples into the heap.  A result is copied into
blocks that the caller owns (`rt/lending.py`), but for the elements of a list that nobody else
has: these are handed over.

A function that is not `stateful`, and whose arguments and result need no heap, is given none:
addresses count from 0 then, calls need no lock, and the library has no allocator.

Whatever fails stores its code in `%code` and goes to `end`, where all that arrived is given
up.  The result is made in `%result`, C's structure, which is zeroes where a call failed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ...interface import RELEASE, Callee, Entry, Required
from ...object_types import PLACE, STR, ListType, OptionalType, TupleType, places_of
from ...record import value
from ...rt.layout import HEADER, LIST, TUPLE
from ...types import BOOL, Type
from ..c_abi import Convention, receive, returned, returned_structure
from ..llvm.text import llvm_type
from . import needs, stack
from .structures import base_of, crossing, element_of, is_run, layout, owned, size_of

Callees = Mapping[Required, Callee]

# Where things stand in the block of a list, `rt/lists.py`, and of a tuple of any length.
_CAPACITY, _ELEMENTS, _ELEMENT_SIZE, _LIST_BYTES = 4, 8, 16, 24
_ITEMS: Final = 8
_MOST: Final = (1 << 32) - 1

# So many references that they are never given up, with room for more.
_FOR_EVER: Final = 1 << 30

# A base of addresses where there is no heap, of which LLVM is not to know that it is null.
NO_ADDRESS: Final = 'call ptr asm "", "=r,0"(ptr null)'


@value
class Codes:
    """Error codes that entry points end with by themselves."""

    no_room: int  # MemoryError
    computed: bool  # whether the message of an error may stand in the heap
    prints: bool = False  # whether something that is printed may stand there


def object_entry_point(
    entry: Entry,
    name: str,
    calling: Convention,
    codes: Codes,
    callees: Callees,
    report: Callable[[str, str], list[str]],
) -> str:
    """The function of an entry that takes or gives objects.

    Args:
        entry: what is called; its body is in the text that this is appended to.
        name: its name in C.
        calling: the platform's convention.
        codes: the errors of entry points.
        callees: what `required` asks for.
        report: the lines that keep an error code for the thread, behind a label.
    """
    return _EntryPoint(entry, name, calling, codes, callees, report).text()


class _EntryPoint:
    """The text of one entry point, written from top to bottom."""

    def __init__(
        self,
        entry: Entry,
        name: str,
        calling: Convention,
        codes: Codes,
        callees: Callees,
        report: Callable[[str, str], list[str]],
    ) -> None:
        self.entry, self.name, self.calling = entry, name, calling
        self.codes, self.callees, self.report = codes, callees, report
        self.parameters = entry.signature.parameters
        self.result = entry.signature.result
        self.has_heap = needs.takes_heap(entry)
        self.allocas: list[str] = []
        self.lines: list[str] = []
        self.count = 0

    def text(self) -> str:
        numbers = [number for p in self.parameters for number in crossing(p.type)]
        received = receive(numbers, self.calling)
        parameters = list(received.parameters)
        self.lines += received.lines
        self.open_result(parameters)
        self.open_heap()
        arguments, place = [], 0
        for index, p in enumerate(self.parameters):
            given = received.arguments[place : place + len(crossing(p.type))]
            place += len(given)
            names = [argument.rpartition(" ")[2] for argument in given]
            arguments.append(self.arrive(index, *names) if p.type.is_object else given[0])
        self.leave(self.call(arguments))
        self.close()
        self.answer()
        opening = [*self.allocas, *self.lines]
        body = "\n".join(line if line.endswith(":") else f"  {line}" for line in opening)
        head = f"define {self.type} @{self.name}({', '.join(parameters)}) nounwind"
        return f"{head} {{\n{body}\n}}\n"

    # Lines

    def emit(self, line: str) -> str:
        """A line that gives a value, whose name is given."""
        self.count += 1
        name = f"%t{self.count}"
        self.lines.append(f"{name} = {line}")
        return name

    def store(self, t: str, name: str, to: str, at: int = 0) -> None:
        place = self.emit(f"getelementptr i8, ptr {to}, i64 {at}") if at else to
        self.lines.append(f"store {t} {name}, ptr {place}")

    def fail_if(self, condition: str, code: str) -> None:
        """Go to the end with an error's code where a condition holds."""
        self.count += 1
        fails, on = f"fails.{self.count}", f"on.{self.count}"
        self.lines += [
            f"br i1 {condition}, label %{fails}, label %{on}",
            f"{fails}:",
            f"store i32 {code}, ptr %code",
            "br label %end",
            f"{on}:",
        ]

    def invoke(self, required: Required, *arguments: str) -> str:
        """Call a function of `rt/` that gives an address, or 0 where there is no room."""
        callee = self.callees[required]
        given = ", ".join(["ptr %heap", *(f"i64 {argument}" for argument in arguments)])
        call = f'@"{callee.symbol}"({given})'
        if not callee.raises:
            return self.emit(f"call i64 {call}")
        pair = self.emit(f"call {{ i64, i32 }} {call}")
        code = self.emit(f"extractvalue {{ i64, i32 }} {pair}, 1")
        self.fail_if(self.emit(f"icmp ne i32 {code}, 0"), code)
        return self.emit(f"extractvalue {{ i64, i32 }} {pair}, 0")

    def made(self, required: Required, *arguments: str) -> str:
        """The same, with MemoryError for 0."""
        at = self.invoke(required, *arguments)
        self.fail_if(self.emit(f"icmp eq i64 {at}, 0"), str(self.codes.no_room))
        return at

    # Opening

    def open_result(self, parameters: list[str]) -> None:
        """Make room for the result and the error, and say how the result travels."""
        self.allocas.append("%code = alloca i32, align 4")
        self.lines.append("store i32 0, ptr %code")
        self.type = "void"
        if self.result.is_object:
            known = layout(self.result)
            carrier = returned_structure(known.pieces, known.size, self.calling)
            self.room = f"[{known.size} x i8]"
            if carrier is None:
                parameters.insert(0, f"ptr sret({self.room}) align {known.alignment} %result")
            else:
                self.type = carrier
                self.allocas.append(f"%result = alloca [{max(16, known.size)} x i8], align 16")
            self.lines.append(f"store {self.room} zeroinitializer, ptr %result, align 1")
            return
        self.plain = returned(self.result, self.calling)
        self.type = self.plain.type
        self.room = llvm_type(self.result)
        if self.plain.in_memory:
            parameters.insert(0, f"ptr sret({self.room}) align 8 %result")
        elif self.room != "void":
            self.allocas.append(f"%result = alloca {self.room}, align 16")
        if self.room != "void":
            self.lines.append(f"store {self.room} zeroinitializer, ptr %result, align 1")

    def open_heap(self) -> None:
        if self.has_heap:
            self.lines.append("%heap = call ptr @clib.take_heap()")
            missing = self.emit("icmp eq ptr %heap, null")
            self.lines += [
                f"br i1 {missing}, label %missing, label %ready",
                "missing:",
                f"store i32 {self.codes.no_room}, ptr %code",
                "br label %answer",
                "ready:",
            ]
        else:
            self.lines.append(f"%heap = {NO_ADDRESS}")
        self.lines.append("%base = ptrtoint ptr %heap to i64")
        for index, p in enumerate(self.parameters):
            if needs.in_heap(p.type):
                self.allocas.append(f"%own.{index} = alloca i64, align 8")
                self.lines.append(f"store i64 0, ptr %own.{index}")

    # Arguments

    def arrive(self, index: int, data: str, length: str = "") -> str:
        """The object of a pointer, and a length if there is one, as an argument of the body."""
        t = self.parameters[index].type
        make = self.lend if needs.is_lent(t) else self.copy if is_run(t) else self.pack
        if not isinstance(t, OptionalType):
            return f"i64 {make(index, data, length)}"
        self.allocas.append(f"%found.{index} = alloca i64, align 8")
        self.lines += [f"store i64 0, ptr %found.{index}"]
        none = self.emit(f"icmp eq i64 {data}, 0")
        self.lines += [
            f"br i1 {none}, label %none.{index}, label %some.{index}",
            f"some.{index}:",
        ]
        self.store("i64", make(index, data, length), f"%found.{index}")
        self.lines += [f"br label %none.{index}", f"none.{index}:"]
        return f"i64 {self.emit(f'load i64, ptr %found.{index}')}"

    def copy(self, index: int, data: str, length: str) -> str:
        """An object in the heap, which is given up at the end."""
        t = base_of(self.parameters[index].type)
        needed = needs.arriving(t)
        start = self.emit(f"sub i64 {data}, %base")
        more: tuple[str, ...] = ()
        if needed in (needs.TAKEN_LIST, needs.TAKEN_TUPLE):
            more = ("%base",)
        elif needed is needs.TAKEN_NUMBERS:
            element = element_of(t)
            assert element is not None
            more = (str(size_of(element)),)
        at = self.made(needed, start, length, *more)
        self.store("i64", at, f"%own.{index}")
        return at

    def lend(self, index: int, data: str, length: str) -> str:
        """A list in this frame, whose elements are the caller's."""
        element = element_of(self.parameters[index].type)
        assert element is not None
        block = f"%list.{index}"
        self.allocas.append(f"{block} = alloca [{HEADER + _LIST_BYTES} x i8], align 8")
        self.fail_if(self.emit(f"icmp ugt i64 {length}, {_MOST}"), str(self.codes.no_room))
        short = self.emit(f"trunc i64 {length} to i32")
        elements = self.emit(f"sub i64 {data}, %base")
        self.store("i64", str(LIST << 32 | _FOR_EVER), block)
        self.store("i32", short, block, HEADER)
        self.store("i32", short, block, HEADER + _CAPACITY)
        self.store("i64", elements, block, HEADER + _ELEMENTS)
        self.store("i64", str(size_of(element)), block, HEADER + _ELEMENT_SIZE)
        return self.same_list(index, data, length, self.address_of(block))

    def address_of(self, block: str) -> str:
        """The address of an object whose block stands in this frame.

        LLVM is not to know what it is an address of: it is counted from something else.
        """
        there = self.emit(f"getelementptr i8, ptr {block}, i64 {HEADER}")
        hidden = self.emit(f'call ptr asm "", "=r,0"(ptr {there})')
        return self.emit(f"sub i64 {self.emit(f'ptrtoint ptr {hidden} to i64')}, %base")

    def pack(self, index: int, data: str, length: str) -> str:
        """A tuple in this frame, with the members of the caller's structure."""
        t = base_of(self.parameters[index].type)
        assert isinstance(t, TupleType)
        block = f"%pack.{index}"
        size = HEADER + PLACE * sum(map(places_of, t.elements))
        self.allocas.append(f"{block} = alloca [{size} x i8], align 8")
        self.store("i64", str(TUPLE << 32 | _FOR_EVER), block)
        given = self.emit(f"inttoptr i64 {data} to ptr")
        at = HEADER
        for member in layout(t).members:
            form = "i8" if member.type is BOOL else llvm_type(member.type)
            place = self.emit(f"getelementptr i8, ptr {given}, i64 {member.at}")
            loaded = self.emit(f"load {form}, ptr {place}, align {layout(member.type).alignment}")
            self.store(form, loaded, block, at)
            at += PLACE * places_of(member.type)
        return self.address_of(block)

    def same_list(self, index: int, data: str, length: str, at: str) -> str:
        """The list of an earlier argument, where that is the same."""
        t = self.parameters[index].type
        place = 0
        for other, p in enumerate(self.parameters[:index]):
            if base_of(p.type) is base_of(t) and not isinstance(p.type, OptionalType):
                pointer, size = f"%p{place}", f"%p{place + 1}"
                here = self.emit(f"icmp eq i64 {data}, {pointer}")
                alike = self.emit(f"icmp eq i64 {length}, {size}")
                both = self.emit(f"and i1 {here}, {alike}")
                at = self.emit(f"select i1 {both}, i64 %object.{other}, i64 {at}")
            place += len(crossing(p.type))
        self.lines.append(f"%object.{index} = add i64 {at}, 0")
        return f"%object.{index}"

    # The call

    def call(self, arguments: list[str]) -> str:
        """Call the body; its value."""
        entry, own = self.entry, llvm_type(self.result)
        if self.result.is_object:
            own = "i64"
        given = [*arguments]
        if entry.uses_heap:
            given.insert(0, "ptr %heap")
        if entry.recursive:
            self.lines.append(f"%limit = call ptr {stack.LIMIT}()")
            given.insert(0, "ptr %limit")
        inlining = "" if entry.recursive else " alwaysinline"
        call = f'@"{entry.symbol}"({", ".join(given)}){inlining}'
        if not entry.raises:
            if own == "void":
                self.lines.append(f"call void {call}")
                return ""
            return self.emit(f"call {own} {call}")
        if own == "void":
            code = self.emit(f"call i32 {call}")
            self.fail_if(self.emit(f"icmp ne i32 {code}, 0"), code)
            return ""
        pair = self.emit(f"call {{ {own}, i32 }} {call}")
        code = self.emit(f"extractvalue {{ {own}, i32 }} {pair}, 1")
        self.fail_if(self.emit(f"icmp ne i32 {code}, 0"), code)
        return self.emit(f"extractvalue {{ {own}, i32 }} {pair}, 0")

    # The result

    def leave(self, value: str) -> None:
        """Put the value of the body into the result."""
        if not self.result.is_object:
            if value:
                self.store(self.room, value, "%result")
            return
        self.allocas.append("%answer.own = alloca i64, align 8")
        self.lines.insert(0, "store i64 0, ptr %answer.own")
        self.store("i64", value, "%answer.own")
        self.give(self.result, value, 0)

    def give(self, t: Type, at: str, to: int) -> None:
        """What a caller gets of an object, at a place of the result."""
        if isinstance(t, OptionalType):
            null = self.emit(f"icmp eq i64 {at}, 0")
            self.count += 1
            some, none = f"given.{self.count}", f"null.{self.count}"
            self.lines += [f"br i1 {null}, label %{none}, label %{some}", f"{some}:"]
            if is_run(t):
                self.give(t.base, at, to)
            else:
                self.store("i8", "1", "%result", to)
                self.give_part(t.base, at, to + layout(t).members[1].at)
            self.lines += [f"br label %{none}", f"{none}:"]
        elif isinstance(t, TupleType):
            place = 0
            for element, member in zip(t.elements, layout(t).members, strict=True):
                source = self.emit(f"add i64 {at}, {place}") if place else at
                if element.is_object:
                    address = self.emit(f"getelementptr i8, ptr %heap, i64 {source}")
                    source = self.emit(f"load i64, ptr {address}")
                self.give_part(element, source, to + member.at)
                place += PLACE * places_of(element)
        else:
            data, length = self.run(t, at)
            self.store("i64", self.emit(f"add i64 {data}, %base"), "%result", to)
            self.store("i64", length, "%result", to + 8)

    def give_part(self, t: Type, at: str, to: int) -> None:
        """The same of an object, or of a number that stands in the heap."""
        if t.is_object:
            self.give(t, at, to)
            return
        form = "i8" if t is BOOL else llvm_type(t)
        address = self.emit(f"getelementptr i8, ptr %heap, i64 {at}")
        self.store(form, self.emit(f"load {form}, ptr {address}"), "%result", to)

    def run(self, t: Type, at: str) -> tuple[str, str]:
        """A block for the caller of what stands side by side, and its length."""
        (needed, *_) = needs.leaving(t)
        if t is STR:
            made = self.made(needed, at)
            size = self.invoke(needs.GIVEN_SIZE, made)
            return made, self.emit(f"sub i64 {size}, 1")  # without the NUL
        address = self.emit(f"getelementptr i8, ptr %heap, i64 {at}")
        length = self.emit(f"zext i32 {self.emit(f'load i32, ptr {address}')} to i64")
        element = element_of(t)
        assert element is not None
        if element is STR:
            return self.made(needed, at, "%base"), length
        if isinstance(t, ListType):
            return self.made(needed, at, str(size_of(element))), length
        start = self.emit(f"add i64 {at}, {_ITEMS}")
        bytes = self.emit(f"mul i64 {length}, {size_of(element)}")
        return self.made(needed, start, bytes), length

    # Closing

    def close(self) -> None:
        """Give up what was made for the call, and the result's parts if it has failed."""
        self.lines += ["br label %end", "end:"]
        if self.result.is_object:
            self.release(self.result, "%answer.own")
        for index, p in enumerate(self.parameters):
            if needs.in_heap(p.type):
                self.release(p.type, f"%own.{index}")
        places = owned(self.result) if self.result.is_object else ()
        code = self.emit("load i32, ptr %code")
        failed = self.emit(f"icmp ne i32 {code}, 0")
        self.lines += [f"br i1 {failed}, label %undo, label %done", "undo:"]
        for place in places if len(places) > 1 else ():
            address = self.emit(f"getelementptr i8, ptr %result, i64 {place}")
            data = self.emit(f"load i64, ptr {address}")
            at = self.emit(f"sub i64 {data}, %base")
            back = self.callees[needs.GIVE_BACK].symbol
            self.emit(f'call i1 @"{back}"(ptr %heap, i64 {at})')
        if self.room != "void":
            self.lines.append(f"store {self.room} zeroinitializer, ptr %result, align 1")
        if self.codes.computed and self.has_heap:
            described = self.emit(f"call i32 @clib.describe(ptr %heap, i32 {code})")
            self.store("i32", described, "%code")
        self.lines += ["br label %done", "done:"]
        if self.has_heap:
            if self.codes.prints:
                self.lines.append("call void @clib.print(ptr %heap)")
            self.lines.append("call void @clib.give_heap()")
        self.lines.append("br label %answer")

    def release(self, t: Type, slot: str) -> None:
        symbol = self.callees[Required(RELEASE, (t,))].symbol
        at = self.emit(f"load i64, ptr {slot}")
        self.lines.append(f'call void @"{symbol}"(ptr %heap, i64 {at})')

    def answer(self) -> None:
        """Keep the error, if there is one, and return."""
        self.lines.append("answer:")
        code = self.emit("load i32, ptr %code")
        failed = self.emit(f"icmp ne i32 {code}, 0")
        self.lines += [f"br i1 {failed}, label %report, label %return"]
        self.lines += [*self.report("report", code), "br label %return", "return:"]
        if self.type == "void":
            self.lines.append("ret void")
        elif self.result.is_object:
            whole = self.emit(f"load {self.type}, ptr %result")
            self.lines.append(f"ret {self.type} {whole}")
        else:
            whole = self.emit(f"load {self.room}, ptr %result")
            self.allocas += self.plain.prologue
            self.lines += self.plain.lines(whole)
