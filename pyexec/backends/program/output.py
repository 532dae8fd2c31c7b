"""What a program says: results on standard output, complaints on standard error.

    void @program.say(ptr text, i64 length)       on standard error; failing to is no error
    void @program.output(ptr text, i64 length)    on standard output, and then the program ends

As in Python, a reader of the output who has gone ends the program quietly, an output that was
closed from the start is none at all, and another failure is an OSError.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .texts import Texts

_CLOSED, _INTERRUPTED, _BROKEN = 9, 4, 32

_OTHER_FAILURE: Final = "OSError: standard output cannot be written"

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
define internal void @program.output(ptr %text, i64 %length) noreturn noinline #0 {{
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
  call void @program.exit(i64 0)
  unreachable
{blocks}
failed:
  call void @program.say({other})
  br label %quiet
quiet:
  call void @program.exit(i64 1)
  unreachable
}}
"""


def definitions(texts: Texts, failures: Mapping[int, str]) -> str:
    """The LLVM text of `@program.say` and `@program.output`.

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
