"""How a program starts, writes and ends on Windows: by the system's own libraries.

    start ──▶ the command line in UTF-16 ──▶ words ──▶ words in UTF-8 ──▶ @program.run

A program without a C runtime starts at `start`, with nothing prepared.
"""

from __future__ import annotations

from typing import Final

from ..reservation import WINDOWS_FUNCTIONS, memory

# Functions that the text calls, by the library that has them.
LIBRARIES: Final = {
    "kernel32": (
        "ExitProcess", "GetCommandLineW", "GetFileType", "GetLastError", "GetProcessHeap",
        "GetStdHandle", "HeapAlloc", "WideCharToMultiByte", "WriteFile", *WINDOWS_FUNCTIONS,
    ),
    "shell32": ("CommandLineToArgvW",),
}  # fmt: skip

# Bytes below the limit: guard pages, the exception dispatcher, what bodies call.
_RESERVE: Final = 64 << 10


def text(recursive: bool, uses_heap: bool) -> str:
    """The LLVM text of the process's start, and of what `entry` asks of a platform.

    Where the function `uses_heap`, that of its memory as well.
    """
    heap = memory("coff") if uses_heap else ""
    limit = _STACK_LIMIT if recursive else _NO_STACK_LIMIT
    # What MSVC's compilers expect of a runtime: the mark that floats are used.
    return "\n".join((limit.format(reserve=_RESERVE), "@_fltused = constant i32 1\n", _START, heap))


# 65001 is UTF-8's code page, and -1 the length of a text that ends with 0.  A heap that has
# no room is to end the process (flag 4).
_START: Final = """\
declare ptr @GetCommandLineW() nounwind
declare ptr @CommandLineToArgvW(ptr, ptr) nounwind
declare ptr @GetProcessHeap() nounwind
declare ptr @HeapAlloc(ptr, i32, i64) nounwind
declare i32 @WideCharToMultiByte(i32, i32, ptr, i32, ptr, i32, ptr, ptr) nounwind
declare ptr @GetStdHandle(i32) nounwind
declare i32 @WriteFile(ptr, ptr, i32, ptr, ptr) nounwind
declare i32 @GetFileType(ptr) nounwind
declare i32 @GetLastError() nounwind
declare void @ExitProcess(i32) noreturn nounwind

define void @start() noreturn #0 {
entry:
  %count.place = alloca i32, align 4
  %line = call ptr @GetCommandLineW()
  %words = call ptr @CommandLineToArgvW(ptr %line, ptr %count.place)
  %count = load i32, ptr %count.place, align 4
  %heap = call ptr @GetProcessHeap()
  br label %more
more:
  %index = phi i32 [ 0, %entry ], [ %next, %word ]
  %over = icmp eq i32 %index, %count
  br i1 %over, label %run, label %word
word:
  %next = add i32 %index, 1
  %place = getelementptr ptr, ptr %words, i32 %index
  %wide = load ptr, ptr %place, align 8
  %size = call i32 @program.utf8(ptr %wide, ptr null, i32 0)
  %bytes = zext i32 %size to i64
  %text = call ptr @HeapAlloc(ptr %heap, i32 4, i64 %bytes)
  call i32 @program.utf8(ptr %wide, ptr %text, i32 %size)
  store ptr %text, ptr %place, align 8
  br label %more
run:
  %count.wide = zext i32 %count to i64
  %limit = call ptr @program.stack_limit()
  call void @program.run(i64 %count.wide, ptr %words, ptr %limit)
  unreachable
}

define internal i32 @program.utf8(ptr %wide, ptr %text, i32 %room) #0 {
  %size = call i32 @WideCharToMultiByte(
    i32 65001, i32 0, ptr %wide, i32 -1, ptr %text, i32 %room, ptr null, ptr null)
  ret i32 %size
}

; File 1 is handle -11, and file 2 is -12.
define internal ptr @program.handle(i64 %file) #0 {
  %wide = sub i64 -10, %file
  %number = trunc i64 %wide to i32
  %handle = call ptr @GetStdHandle(i32 %number)
  ret ptr %handle
}

define internal i64 @program.write(i64 %file, ptr %text, i64 %length) #0 {
  %written.place = alloca i32, align 4
  store i32 0, ptr %written.place, align 4
  %handle = call ptr @program.handle(i64 %file)
  %most = call i64 @llvm.umin.i64(i64 %length, i64 1073741824)
  %size = trunc i64 %most to i32
  %fine = call i32 @WriteFile(ptr %handle, ptr %text, i32 %size, ptr %written.place, ptr null)
  %failed = icmp eq i32 %fine, 0
  br i1 %failed, label %error, label %wrote
error:
  %code = call i32 @GetLastError()
  switch i32 %code, label %other [
    i32 6, label %handle.bad
    i32 109, label %broken
    i32 112, label %full
    i32 232, label %broken
  ]
handle.bad:
  ret i64 -9
broken:
  ret i64 -32
full:
  ret i64 -28
other:
  ret i64 -5
wrote:
  %written = load i32, ptr %written.place, align 4
  %result = zext i32 %written to i64
  ret i64 %result
}

define internal i1 @program.is_closed(i64 %file) #0 {
  %handle = call ptr @program.handle(i64 %file)
  %number = ptrtoint ptr %handle to i64
  %behind = add i64 %number, 1
  %closed = icmp ult i64 %behind, 2
  ret i1 %closed
}

; Type 2 is a file of characters, such as a console.
define internal i1 @program.is_terminal(i64 %file) #0 {
  %handle = call ptr @program.handle(i64 %file)
  %type = call i32 @GetFileType(ptr %handle)
  %terminal = icmp eq i32 %type, 2
  ret i1 %terminal
}

define internal void @program.exit(i64 %code) noreturn #0 {
  %status = trunc i64 %code to i32
  call void @ExitProcess(i32 %status)
  unreachable
}
"""

_NO_STACK_LIMIT: Final = """\
define internal ptr @program.stack_limit() #0 {{
  ret ptr null
}}
"""

# The thread's information block, in the segment of the register gs, has the lowest
# address that is reserved for the stack.
_STACK_LIMIT: Final = """\
define internal ptr @program.stack_limit() noinline #0 {{
  %low = load ptr, ptr addrspace(256) inttoptr (i64 5240 to ptr addrspace(256))
  %limit = getelementptr i8, ptr %low, i64 {reserve}
  ret ptr %limit
}}
"""
