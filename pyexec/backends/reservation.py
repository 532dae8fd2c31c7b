"""Memory for a heap from the operating system, in LLVM's text: libraries and programs use it.

    reservation.heap()                    # @system.heap, of the following two
    reservation.memory(object_format)     # @system.memory and @system.reserve

    ptr @system.heap()                an empty heap; null where there is no memory
    i64 @system.memory()              the bytes that a heap may have at most
    ptr @system.reserve(i64 bytes)    so many bytes, all 0; null where there is no such range

A heap is a range of addresses as large as the machine's memory, or half of that, and so on: the
system fills it with pages where something is written.  Windows counts what it has promised, so
there it is 1 GiB at most.
"""

from __future__ import annotations

from typing import Final

from .llvm.text import body_symbol

# Of `rt/`, what makes the memory a heap.
PREPARE: Final = "heap.prepare"

# What the text calls: of the C library, and of Windows' own libraries.
POSIX_FUNCTIONS: Final = ("mmap", "sysconf")
WINDOWS_FUNCTIONS: Final = ("VirtualAlloc",)

# The least that is worth having.
_LEAST: Final = 1 << 20


def heap() -> str:
    """The LLVM text of `@system.heap`."""
    return _HEAP


def memory(object_format: str) -> str:
    """The LLVM text of `@system.memory` and `@system.reserve` by the system's libraries."""
    return _SYSTEMS[object_format]


_HEAP: Final = f"""\
define internal ptr @system.heap() nounwind noinline minsize optsize {{
  %memory = call i64 @system.memory()
  br label %ask
ask:
  %size = phi i64 [ %memory, %0 ], [ %half, %refused ]
  %made = call ptr @system.reserve(i64 %size)
  %got = icmp ne ptr %made, null
  br i1 %got, label %prepare, label %refused
prepare:
  call void @"{body_symbol(PREPARE)}"(ptr %made, i64 %size)
  ret ptr %made
refused:
  %half = lshr i64 %size, 1
  %enough = icmp uge i64 %half, {_LEAST}
  br i1 %enough, label %ask, label %none
none:
  ret ptr null
}}
"""

# The numbers of sysconf's questions (pages of memory, bytes of a page), and mmap's flags:
# private, of no file, counted only where written.
_POSIX: Final = """\
declare i64 @sysconf(i32) nounwind
declare ptr @mmap(ptr, i64, i32, i32, i32, i64) nounwind

define internal i64 @system.memory() nounwind {{
  %pages = call i64 @sysconf(i32 {pages})
  %page = call i64 @sysconf(i32 {page})
  %bytes = mul i64 %pages, %page
  ret i64 %bytes
}}

define internal ptr @system.reserve(i64 %size) nounwind {{
  %made = call ptr @mmap(ptr null, i64 %size, i32 3, i32 {flags}, i32 -1, i64 0)
  %failed = icmp eq ptr %made, inttoptr (i64 -1 to ptr)
  %result = select i1 %failed, ptr null, ptr %made
  ret ptr %result
}}
"""

# VirtualAlloc reserves and commits (0x3000) memory to be read and written (4).
_WINDOWS: Final = f"""\
declare ptr @VirtualAlloc(ptr, i64, i32, i32) nounwind

define internal i64 @system.memory() nounwind {{
  ret i64 {1 << 30}
}}

define internal ptr @system.reserve(i64 %size) nounwind {{
  %made = call ptr @VirtualAlloc(ptr null, i64 %size, i32 12288, i32 4)
  ret ptr %made
}}
"""

_SYSTEMS: Final = {
    "elf": _POSIX.format(pages=85, page=30, flags=0x4022),
    "macho": _POSIX.format(pages=200, page=29, flags=0x1042),
    "coff": _WINDOWS,
}
