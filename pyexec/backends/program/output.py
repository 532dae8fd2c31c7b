"""What a program says: results on standard output, complaints on standard error.

    void @program.say(ptr text, i64 length)       on standard error; failing to is no error
    void @program.deliver(ptr text, i64 length)   on standard output
    void @program.output(ptr text, i64 length)    the same, and then the program ends
    i64 @program.drain(ptr heap, i64 now)         what is printed, if that is much or `now` is 1

As in Python, a reader of the output who has gone ends the program quietly, an output that was
closed from the start is none at all, and another failure is an OSError.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ...rt.layout import HEAP, OUTPUT
from ...rt.printed import BYTES
from ..llvm.text import body_symbol
from .texts import Texts

# The function of `rt/` that prints, and what is called to write what it has gathered.
PRINTING: Final = "objects.output.write"
TAKEN: Final = "printed.taken"
DONE: Final = "printed.done"

_CLOSED, _INTERRUPTED, _BROKEN = 9, 4, 32

_OTHER_FAILURE: Final = "OSError: standard output cannot be written"

# Below a heap there is room, which only WebAssembly uses: here for how many characters are
# gathered before they are written, as many as Python does, or one for a terminal.
_MOST_GATHERED: Final = 8
_MUCH: Final = 8192

_PRINT: Final = f"""\
define internal i64 @program.print(i64 %file, ptr %text, i64 %length) #0 {{
entry:
  br label %more
more:
  %start = phi ptr [ %text, %entry ], [ %start, %failed ], [ %rest, %wrote ]
  %left = phi i64 [ %length, %entry ], [ %left, %failed ], [ %less, %wrote ]
  %over = icmp eq i64 %left, 0
  br i1 %over, label %done, label %write
write:
  %result = call i64 @program.write(i64 %file, ptr %start, i64 %left)
  %bad = icmp slt i64 %result, 0
  br i1 %bad, label %failed, label %wrote
wrote:
  %rest = getelementptr i8, ptr %start, i64 %result
  %less = sub i64 %left, %result
  br label %more
failed:
  %again = icmp eq i64 %result, -{_INTERRUPTED}
  br i1 %again, label %more, label %done
done:
  %error = phi i64 [ 0, %more ], [ %result, %failed ]
  ret i64 %error
}}

define internal void @program.say(ptr %text, i64 %length) noinline #0 {{
  call i64 @program.print(i64 2, ptr %text, i64 %length)
  ret void
}}
"""

_OUTPUT: Final = """\
define internal void @program.deliver(ptr %text, i64 %length) #0 {{
  %error = call i64 @program.print(i64 1, ptr %text, i64 %length)
  switch i64 %error, label %failed [
    i64 0, label %fine
    i64 -{broken}, label %quiet
    i64 -{closed}, label %maybe.closed
{labels}
  ]
maybe.closed:
  %closed = call i1 @program.is_closed(i64 1)
  br i1 %closed, label %fine, label %failed.{closed}
fine:
  ret void
{blocks}
failed:
  call void @program.say({other})
  br label %quiet
quiet:
  call void @program.exit(i64 1)
  unreachable
}}

define internal void @program.output(ptr %text, i64 %length) noreturn noinline #0 {{
  call void @program.deliver(ptr %text, i64 %length)
  call void @program.exit(i64 0)
  unreachable
}}
"""

_DRAIN: Final = """\
define internal i64 @program.drain(ptr %heap, i64 %now) noinline #0 {{
  %printed.at = getelementptr i8, ptr %heap, i64 {output}
  %printed = load i64, ptr %printed.at, align 8
  %nothing = icmp eq i64 %printed, 0
  br i1 %nothing, label %done, label %look
look:
  %most.at = getelementptr i8, ptr %heap, i64 {most}
  %most = load i64, ptr %most.at, align 8
  %text = getelementptr i8, ptr %heap, i64 %printed
  %count = load i32, ptr %text, align 8
  %characters = zext i32 %count to i64
  %much = icmp uge i64 %characters, %most
  %asked = icmp ne i64 %now, 0
  %wanted = or i1 %much, %asked
  br i1 %wanted, label %take, label %done
take:
  %block = call i64 @"{taken}"(ptr %heap, i1 {returns})
  %full = icmp eq i64 %block, 0
  br i1 %full, label %failed, label %write
write:
  %size.at = getelementptr i8, ptr %heap, i64 %block
  %size = load i64, ptr %size.at, align 8
  %bytes = getelementptr i8, ptr %size.at, i64 {bytes}
  call void @program.deliver(ptr %bytes, i64 %size)
  call void @"{given_up}"(ptr %heap, i64 %block)
  br label %done
done:
  ret i64 %now
failed:
  call void @program.say({memory_error})
  call void @program.exit(i64 1)
  unreachable
}}
"""


def begin() -> Iterator[str]:
    """The lines that say how much is gathered, once there is a heap."""
    yield "%terminal = call i1 @program.is_terminal(i64 1)"
    yield f"%most.gathered = select i1 %terminal, i64 1, i64 {_MUCH}"
    yield f"%most.gathered.at = getelementptr i8, ptr %heap, i64 {_MOST_GATHERED}"
    yield "store i64 %most.gathered, ptr %most.gathered.at, align 8"


def end() -> Iterator[str]:
    """The lines that write what is left."""
    yield "call i64 @program.drain(ptr %heap, i64 1)"


def drain(texts: Texts) -> str:
    """The LLVM text of `@program.drain`."""
    return _DRAIN.format(
        output=HEAP + OUTPUT,
        most=_MOST_GATHERED,
        taken=body_symbol(TAKEN),
        given_up=body_symbol(DONE),
        bytes=BYTES,
        returns=str(texts.line_end != "\n").lower(),
        memory_error=texts.line("MemoryError"),
    )


def definitions(texts: Texts, failures: Mapping[int, str]) -> str:
    """The LLVM text of `@program.say`, `@program.deliver` and `@program.output`.

    `failures` are what Python prints for a failure of writing, by its number.
    """
    numbers = [number for number in failures if number != _CLOSED]
    blocks = [
        f"failed.{number}:\n  call void @program.say({texts.line(failure)})\n  br label %quiet"
        for number, failure in failures.items()
    ]
    return _PRINT + _OUTPUT.format(
        broken=_BROKEN,
        closed=_CLOSED,
        labels="\n".join(f"    i64 -{number}, label %failed.{number}" for number in numbers),
        blocks="\n".join(blocks),
        other=texts.line(_OTHER_FAILURE),
    )
