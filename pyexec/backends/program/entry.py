"""What a program does between its start and its end, the same on every platform.

    entry.runtime(signature)                  # what of `rt/` it calls
    entry.entry_point(made, line, errors)     # the LLVM text that defines @program.run

It reads the words of the command line, calls the function, prints the result and exits.  The
platform's own text has what that is made of,

    i64 @program.write(i64 file, ptr text, i64 length)   bytes written, or -errno
    i1 @program.is_closed(i64 file)                      whether there is no such file
    i1 @program.is_terminal(i64 file)                    whether somebody watches it
    void @program.exit(i64 code)                         does not return

and calls `@program.run(i64 count, ptr words, ptr limit)`, with the program's own name as the
first of the words, and the lowest stack address that a recursive body may use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ...interface import Entry, RaisedError, Signature
from ...programs.arguments import CommandLine
from ...types import Kind
from .. import reservation
from ..llvm.text import body_symbol, llvm_type
from . import command_line, output, values
from .system import System
from .texts import Texts

# The memory of `rt/` begins at address 0.  LLVM is not to know that, for it would take what
# is found from a null pointer on for nothing at all; and it is to know that all that is kept
# here can be found from there on.  So the pointer comes out of an instruction that is given
# them, and is none.
_MEMORY: Final = '%memory = call ptr asm sideeffect "", "=r,0,r,r,~{memory}"'

# Of `rt/`, what makes a C string of a computed message.
ENCODED: Final = "messages.encoded"
MESSAGES: Final = (ENCODED,)

# And what makes bytes of what is printed.
PRINTING: Final = (output.TAKEN, output.DONE)

# Of all that surrounds the function, size counts more than speed.
_ATTRIBUTES: Final = "attributes #0 = { nounwind minsize optsize }\n"


def runtime(signature: Signature) -> list[str]:
    """The functions of `rt/` that a program of a function calls."""
    return [*values.runtime(signature), *command_line.runtime(signature)]


def entry_point(
    entry: Entry,
    line: CommandLine,
    errors: Sequence[RaisedError],
    system: System,
    given: Sequence[int] = (),
    prints: bool = False,
) -> str:
    """The LLVM text of `@program.run` and of all that it refers to but the platform's.

    Args:
        entry: the function; its body is in the text that this one is appended to.
        line: the program's command line; one without arguments is not read.
        errors: what the error codes mean, from code 1.
        system: the platform's facts.
        given: arguments of which the function takes a bool behind all values: whether they
            are on the command line.
        prints: whether the function prints.
    """
    texts = Texts(system.line_end)
    parts = [output.definitions(texts, system.failures)]
    lines = list(_begin(entry, line, texts, prints))
    if line.arguments:
        reader = command_line.Reader(entry.signature, line, texts)
        lines += reader.blocks()
        parts.append(reader.definitions())
    if entry.needs_heap:
        parts.append(reservation.heap())
    if prints:
        parts.append(output.drain(texts))
    if any(error.message is None for error in errors):
        parts.append(_SAY_COMPUTED)
    ending = list(output.end()) if prints else []
    lines += _call(entry, errors, texts, given, ending)
    lines += ending
    lines += _print(entry, texts)
    body = "\n".join(text if text.endswith(":") else f"  {text}" for text in lines)
    head = "define internal void @program.run(i64 %count, ptr %words, ptr %limit)"
    parts.append(f"{head} noreturn #0 {{\n{body}\n}}\n")
    return "\n".join([*parts, texts.definitions(), _ATTRIBUTES])


def _begin(entry: Entry, line: CommandLine, texts: Texts, prints: bool) -> Iterator[str]:
    """Room for what is read and printed, and the heap."""
    yield f"%room = alloca [{values.ROOM} x i8], align 8"
    yield f"%line = alloca [{command_line.size_of_line(line)} x i8], align 8"
    yield f"{_MEMORY}(ptr null, ptr %room, ptr %line)"
    yield "%room.address = ptrtoint ptr %room to i64"
    if entry.needs_heap:
        yield "%heap = call ptr @system.heap()"
        yield "%there = icmp ne ptr %heap, null"
        yield "br i1 %there, label %ready, label %no.memory"
        yield "no.memory:"
        yield from _fail([f"call void @program.say({texts.line('MemoryError')})"])
        yield "ready:"
        yield "%heap.base = ptrtoint ptr %heap to i64"
        yield "%room.near = sub i64 %room.address, %heap.base"
    if prints:
        yield from output.begin()


def _call(
    entry: Entry,
    errors: Sequence[RaisedError],
    texts: Texts,
    given: Sequence[int],
    ending: Sequence[str],
) -> Iterator[str]:
    """Call the body; an error is told, and ends the program."""
    arguments = ["ptr %limit"] if entry.recursive else []
    if entry.uses_heap:
        arguments.append("ptr %heap")
    parameters = entry.signature.parameters
    for number, parameter in enumerate(parameters[: len(parameters) - len(given)]):
        name = f"%given.{number}"
        yield from values.loaded(parameter.type, command_line.place_of(number), name)
        arguments.append(f"{llvm_type(parameter.type)} {name}")
    for number in given:
        yield from command_line.is_given(number, f"%is.given.{number}")
        arguments.append(f"i1 %is.given.{number}")
    call = f'@"{entry.symbol}"({", ".join(arguments)}) noinline'
    own = llvm_type(entry.signature.result)
    if not entry.raises:
        yield f"call void {call}" if own == "void" else f"%value = call {own} {call}"
        return
    if own == "void":
        yield f"%code = call i32 {call}"
    else:
        yield f"%pair = call {{ {own}, i32 }} {call}"
        yield f"%value = extractvalue {{ {own}, i32 }} %pair, 0"
        yield f"%code = extractvalue {{ {own}, i32 }} %pair, 1"
    yield "switch i32 %code, label %print ["
    yield from (f"  i32 {code}, label %error.{code}" for code in range(1, len(errors) + 1))
    yield "]"
    for code, error in enumerate(errors, 1):
        yield f"error.{code}:"
        yield from ending
        yield from _fail(_say(error, texts))
    yield "print:"


def _fail(said: Iterable[str]) -> Iterator[str]:
    """End the program when it has said why."""
    yield from said
    yield "call void @program.exit(i64 1)"
    yield "unreachable"


def _say(error: RaisedError, texts: Texts) -> Iterator[str]:
    """Print an error's last line."""
    if error.message is not None:
        yield f"call void @program.say({texts.line(_last_line(error))})"
    else:
        prefix = texts.argument(f"{error.exception}: ")
        yield f"call void @program.say_computed(ptr %heap, {prefix})"
        yield f"call void @program.say({texts.line('')})"


# The class is given as a part of the memory that begins at the heap's base.
_SAY_COMPUTED: Final = f"""\
declare i64 @strlen(ptr)

define internal void @program.say_computed(ptr %heap, ptr %class, i64 %length) noinline #0 {{
  %base = ptrtoint ptr %heap to i64
  %class.there = ptrtoint ptr %class to i64
  %class.at = sub i64 %class.there, %base
  %at = call i64 @"{body_symbol(ENCODED)}"(ptr %heap, i64 %class.at, i64 %length)
  %full = icmp eq i64 %at, 0
  br i1 %full, label %bare, label %whole
bare:
  call void @program.say(ptr %class, i64 %length)
  ret void
whole:
  %text = getelementptr i8, ptr %heap, i64 %at
  %text.length = call i64 @strlen(ptr %text)
  call void @program.say(ptr %text, i64 %text.length)
  ret void
}}
"""


def _last_line(error: RaisedError) -> str:
    """What Python prints below a traceback; a KeyError's message is a key."""
    if error.exception == "KeyError" and error.message:
        return f"KeyError: {error.message!r}"
    return str(error)


def _print(entry: Entry, texts: Texts) -> Iterator[str]:
    """Print the result as `print` does, and exit."""
    t = entry.signature.result
    match t.kind:
        case Kind.NONE:
            yield "call void @program.exit(i64 0)"
        case Kind.BOOL:
            yield "br i1 %value, label %true, label %false"
            yield "true:"
            yield f"call void @program.output({texts.line('True')})"
            yield "unreachable"
            yield "false:"
            yield f"call void @program.output({texts.line('False')})"
        case _:
            yield from values.written(t, "%value")
            yield "%end.of.line = inttoptr i64 %written to ptr"
            end = texts.line_end.encode()
            number = int.from_bytes(end, "little")
            yield f"store i{8 * len(end)} {number}, ptr %end.of.line, align 1"
            yield "%shorter = sub i64 %written, %room.address"
            yield f"%length = add i64 %shorter, {len(end)}"
            yield "call void @program.output(ptr %room, i64 %length)"
    yield "unreachable"
