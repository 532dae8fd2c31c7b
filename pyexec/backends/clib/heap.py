"""The heap of a C library: one for all its functions, which take turns at it.

    heap.text(target)        # LLVM's text of the following

    ptr @clib.take_heap()                the heap, locked; null, and not locked, without memory
    void @clib.give_heap()               unlocks it
    i32 @clib.describe(ptr, i32)         keeps an error's computed message for the thread
    void @clib.forget()                  gives it up
    void @NAME_free(ptr)                 gives back what a caller owns
    void @clib.print(ptr)                prints what the heap has of what was printed

The lock is one word.  Who finds it taken lets other threads run before looking again, since
the call that has it may be a long one.  The memory comes from the system at the first call
(`reservation`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ...interface import RaisedError
from ...rt.layout import HEAP, OUTPUT
from .. import reservation
from ..llvm.targets import Target
from ..llvm.text import body_symbol, llvm_bytes

# What a call ends with for which there is no heap.
NO_HEAP: Final = RaisedError("MemoryError", "")

# What giving back something else sets.
FOREIGN: Final = RaisedError(
    "ValueError", "what was freed is no result of this library, or was freed before"
)

# An error's code with this bit has its text in @clib.text.
TEXT: Final = 1 << 31

# Of `rt/`, what turns a computed message into a C string, and frees that.
ENCODED: Final = "messages.encoded"
RELEASE: Final = "heap.release"
MESSAGES: Final = (ENCODED, RELEASE)

# Of `rt/`, what makes bytes of what was printed, and frees these.
PRINTED: Final = "printed.taken"
DONE: Final = "printed.done"
PRINTING: Final = (PRINTED, DONE)


def text(target: Target) -> str:
    """The LLVM text of `@clib.take_heap` and `@clib.give_heap`, and of what they call."""
    name = "SwitchToThread" if target.object_format == "coff" else "sched_yield"
    parts = [_HEAP, reservation.heap(), reservation.memory(target.object_format)]
    return "\n".join([*parts, _YIELD.format(name=name)])


def describe(errors: Sequence[RaisedError]) -> str:
    """The LLVM text of `@clib.describe`: the code to be kept for the one of a body.

    A computed message becomes a C string in the heap, which the thread refers to until the
    next one; the class stands before it.
    """
    computed = [code for code, error in enumerate(errors, 1) if error.message is None]
    cases = " ".join(f"i32 {code}, label %of.{code}" for code in computed)
    constants, blocks, prefixes, lengths = [], [], [], []
    for code in computed:
        content = f"{errors[code - 1].exception}: ".encode()
        array = f"[{len(content)} x i8] {llvm_bytes(content)}"
        constants.append(f"@clib.class.{code} = private unnamed_addr constant {array}\n")
        blocks.append(f"of.{code}:\n  br label %computed\n")
        prefixes.append(f"[ @clib.class.{code}, %of.{code} ]")
        lengths.append(f"[ {len(content)}, %of.{code} ]")
    filled = (
        _DESCRIBE.replace("<cases>", cases)
        .replace("<blocks>", "".join(blocks))
        .replace("<prefixes>", ", ".join(prefixes))
        .replace("<lengths>", ", ".join(lengths))
        .replace("<encoded>", _body(ENCODED))
        .replace("<release>", _body(RELEASE))
    )
    return "".join(constants) + filled


def _body(name: str) -> str:
    return f'@"{body_symbol(name)}"'


def printing() -> str:
    """The LLVM text of `@clib.print`, which goes by the standard output of the C library.

    So what is printed stands where a C program's own output has come to.  `putchar` needs no
    stream, whose name differs between systems.
    """
    return (
        _PRINT.replace("<printed>", _body(PRINTED))
        .replace("<done>", _body(DONE))
        .replace("<output>", str(HEAP + OUTPUT))
    )


_PRINT: Final = """\
declare i32 @putchar(i32) nounwind

define internal void @clib.print(ptr %heap) nounwind noinline minsize optsize {
  %output = getelementptr i8, ptr %heap, i64 <output>
  %text = load i64, ptr %output
  %none = icmp eq i64 %text, 0
  br i1 %none, label %end, label %take
take:
  %at = call i64 <printed>(ptr %heap, i1 false)
  %full = icmp eq i64 %at, 0
  br i1 %full, label %end, label %ready
ready:
  %bytes = getelementptr i8, ptr %heap, i64 %at
  %count = load i64, ptr %bytes
  %first = getelementptr i8, ptr %bytes, i64 8
  br label %look
look:
  %index = phi i64 [ 0, %ready ], [ %next, %put ]
  %more = icmp ult i64 %index, %count
  br i1 %more, label %put, label %done
put:
  %place = getelementptr i8, ptr %first, i64 %index
  %byte = load i8, ptr %place
  %character = zext i8 %byte to i32
  call i32 @putchar(i32 %character)
  %next = add i64 %index, 1
  br label %look
done:
  call void <done>(ptr %heap, i64 %at)
  br label %end
end:
  ret void
}
"""


def free(name: str, give_back: str, foreign: Sequence[str]) -> str:
    """The LLVM text of the function that frees results.

    Args:
        name: its name in C.
        give_back: the symbol of `lending.give_back`.
        foreign: the block `foreign`, which sets the error and returns.
    """
    failed = "\n".join(line if line.endswith(":") else f"  {line}" for line in foreign)
    return _FREE.format(name=name, give_back=give_back, failed=failed)


_FREE: Final = """\
define void @{name}(ptr %data) nounwind minsize optsize {{
  %null = icmp eq ptr %data, null
  br i1 %null, label %done, label %take
take:
  %heap = call ptr @clib.take_heap()
  %missing = icmp eq ptr %heap, null
  br i1 %missing, label %foreign, label %back
back:
  %there = ptrtoint ptr %data to i64
  %base = ptrtoint ptr %heap to i64
  %at = sub i64 %there, %base
  %own = call i1 @"{give_back}"(ptr %heap, i64 %at)
  call void @clib.give_heap()
  br i1 %own, label %done, label %foreign
done:
  ret void
{failed}
}}
"""

_HEAP: Final = """\
@clib.heap = internal global ptr null
@clib.lock = internal global i32 0

define internal ptr @clib.take_heap() nounwind noinline {
  br label %try
try:
  %old = atomicrmw xchg ptr @clib.lock, i32 1 acquire
  %busy = icmp ne i32 %old, 0
  br i1 %busy, label %wait, label %locked
wait:
  call void @clib.yield()
  br label %try
locked:
  %heap = load ptr, ptr @clib.heap, align 8
  %there = icmp ne ptr %heap, null
  br i1 %there, label %done, label %make
done:
  ret ptr %heap
make:
  %made = call ptr @system.heap()
  store ptr %made, ptr @clib.heap, align 8
  %got = icmp ne ptr %made, null
  br i1 %got, label %fresh, label %none
fresh:
  ret ptr %made
none:
  call void @clib.give_heap()
  ret ptr null
}

define internal void @clib.give_heap() nounwind alwaysinline {
  store atomic i32 0, ptr @clib.lock release, align 4
  ret void
}
"""

_DESCRIBE: Final = f"""\
define internal void @clib.forget() nounwind minsize optsize {{
  %slot = call ptr @llvm.threadlocal.address.p0(ptr @clib.text)
  %text = load ptr, ptr %slot, align 8
  %none = icmp eq ptr %text, null
  br i1 %none, label %done, label %free
free:
  store ptr null, ptr %slot, align 8
  %heap = call ptr @clib.take_heap()
  %there = ptrtoint ptr %text to i64
  %base = ptrtoint ptr %heap to i64
  %at = sub i64 %there, %base
  call void <release>(ptr %heap, i64 %at)
  call void @clib.give_heap()
  br label %done
done:
  ret void
}}

define internal i32 @clib.describe(ptr %heap, i32 %code) nounwind minsize optsize {{
  switch i32 %code, label %constant [ <cases> ]
constant:
  ret i32 %code
<blocks>computed:
  %class = phi ptr <prefixes>
  %length = phi i64 <lengths>
  %base = ptrtoint ptr %heap to i64
  %slot = call ptr @llvm.threadlocal.address.p0(ptr @clib.text)
  %before = load ptr, ptr %slot, align 8
  %none = icmp eq ptr %before, null
  br i1 %none, label %encode, label %free
free:
  %before.there = ptrtoint ptr %before to i64
  %before.at = sub i64 %before.there, %base
  call void <release>(ptr %heap, i64 %before.at)
  br label %encode
encode:
  %class.there = ptrtoint ptr %class to i64
  %class.at = sub i64 %class.there, %base
  %at = call i64 <encoded>(ptr %heap, i64 %class.at, i64 %length)
  %full = icmp eq i64 %at, 0
  br i1 %full, label %bare, label %keep
bare:
  store ptr null, ptr %slot, align 8
  ret i32 %code
keep:
  %text = getelementptr i8, ptr %heap, i64 %at
  store ptr %text, ptr %slot, align 8
  %marked = or i32 %code, {TEXT}
  ret i32 %marked
}}
"""

# What lets other threads run, and declares it.
_YIELD: Final = """\
declare i32 @{name}() nounwind

define internal void @clib.yield() nounwind {{
  call i32 @{name}()
  ret void
}}
"""
