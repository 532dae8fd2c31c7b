"""The heap of a C library: one for all its functions, which take turns at it.

    heap.text(target)        # LLVM's text of the following

    ptr @clib.take_heap()                the heap, locked; null, and not locked, without memory
    void @clib.give_heap()               unlocks it
    i32 @clib.describe(ptr, i32)         keeps an error's computed message for the thread

The lock is one word.  Who finds it taken lets other threads run before looking again, since
the call that has it may be a long one.  The memory comes from the system at the first call:
a range of addresses as large as the machine's memory, or the half of that, and so on; the
system fills it with pages where something is written.  Windows counts what it has promised,
so there it is 1 GiB at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ...interface import RaisedError
from ..llvm.targets import Target
from ..llvm.text import body_symbol, llvm_bytes

# What a call ends with for which there is no heap.
NO_HEAP: Final = RaisedError("MemoryError", "")

# An error's code with this bit has its text in @clib.text.
TEXT: Final = 1 << 31

# Of `rt/`, what turns a computed message into a C string, and frees that.
ENCODED: Final = "messages.encoded"
RELEASE: Final = "heap.release"
MESSAGES: Final = (ENCODED, RELEASE)

PREPARE: Final = "heap.prepare"

# The least that is worth having.
_LEAST: Final = 1 << 20


def text(target: Target) -> str:
    """The LLVM text of `@clib.take_heap` and `@clib.give_heap`."""
    return _HEAP.replace("<prepare>", _body(PREPARE)) + _SYSTEMS[target.object_format]


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


_HEAP: Final = f"""\
@clib.heap = internal global ptr null
@clib.lock = internal global i32 0

define internal ptr @clib.take_heap() nounwind noinline {{
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
  br i1 %there, label %done, label %most
done:
  ret ptr %heap
most:
  %memory = call i64 @clib.memory()
  br label %ask
ask:
  %size = phi i64 [ %memory, %most ], [ %half, %refused ]
  %made = call ptr @clib.reserve(i64 %size)
  %got = icmp ne ptr %made, null
  br i1 %got, label %prepare, label %refused
prepare:
  call void <prepare>(ptr %made, i64 %size)
  store ptr %made, ptr @clib.heap, align 8
  ret ptr %made
refused:
  %half = lshr i64 %size, 1
  %enough = icmp uge i64 %half, {_LEAST}
  br i1 %enough, label %ask, label %none
none:
  call void @clib.give_heap()
  ret ptr null
}}

define internal void @clib.give_heap() nounwind alwaysinline {{
  store atomic i32 0, ptr @clib.lock release, align 4
  ret void
}}
"""

_DESCRIBE: Final = f"""\
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

# The numbers of sysconf's questions (pages of memory, bytes of a page), and mmap's flags:
# private, of no file, counted only where written.
_POSIX: Final = """\
declare i64 @sysconf(i32) nounwind
declare ptr @mmap(ptr, i64, i32, i32, i32, i64) nounwind
declare i32 @sched_yield() nounwind

define internal void @clib.yield() nounwind {{
  call i32 @sched_yield()
  ret void
}}

define internal i64 @clib.memory() nounwind {{
  %pages = call i64 @sysconf(i32 {pages})
  %page = call i64 @sysconf(i32 {page})
  %bytes = mul i64 %pages, %page
  ret i64 %bytes
}}

define internal ptr @clib.reserve(i64 %size) nounwind {{
  %made = call ptr @mmap(ptr null, i64 %size, i32 3, i32 {flags}, i32 -1, i64 0)
  %failed = icmp eq ptr %made, inttoptr (i64 -1 to ptr)
  %result = select i1 %failed, ptr null, ptr %made
  ret ptr %result
}}
"""

# VirtualAlloc reserves and commits (0x3000) memory to be read and written (4).
_WINDOWS: Final = f"""\
declare ptr @VirtualAlloc(ptr, i64, i32, i32) nounwind
declare i32 @SwitchToThread() nounwind

define internal void @clib.yield() nounwind {{
  call i32 @SwitchToThread()
  ret void
}}

define internal i64 @clib.memory() nounwind {{
  ret i64 {1 << 30}
}}

define internal ptr @clib.reserve(i64 %size) nounwind {{
  %made = call ptr @VirtualAlloc(ptr null, i64 %size, i32 12288, i32 4)
  ret ptr %made
}}
"""

_SYSTEMS: Final = {
    "elf": _POSIX.format(pages=85, page=30, flags=0x4022),
    "macho": _POSIX.format(pages=200, page=29, flags=0x1042),
    "coff": _WINDOWS,
}
