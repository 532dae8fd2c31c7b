"""How a program starts, writes and ends on macOS: by the system's C library.

The kernel's own calls are no interface there; `libSystem`, which every process has, is.  It
starts the program at `main`.
"""

from __future__ import annotations

from typing import Final

from ..reservation import POSIX_FUNCTIONS, memory

# Functions of libSystem that the text calls, and LLVM by itself.
FUNCTIONS: Final = (
    "_exit", "__error", "bzero", "fcntl", "isatty", "signal", "write",
    "strlen", *POSIX_FUNCTIONS,
    "pthread_self", "pthread_get_stackaddr_np", "pthread_get_stacksize_np",
)  # fmt: skip

# A guard page below the stack, of 16 KB at most, and what bodies call without asking.
_RESERVE: Final = 48 << 10


def text(recursive: bool, uses_heap: bool) -> str:
    """The LLVM text of the process's start, and of what `entry` asks of a platform.

    Where the function `uses_heap`, that of its memory as well.
    """
    limit = _STACK_LIMIT if recursive else _NO_STACK_LIMIT
    heap = memory("macho") if uses_heap else ""
    return "\n".join((limit.format(reserve=_RESERVE), _START, heap))


# Signal 13 tells that nobody reads the output; handler 1 ignores it, so that writing fails.
_START: Final = """\
declare ptr @signal(i32, ptr) nounwind
declare i64 @write(i32, ptr, i64) nounwind
declare ptr @__error() nounwind
declare i32 @fcntl(i32, i32, ...) nounwind
declare i32 @isatty(i32) nounwind
declare void @_exit(i32) noreturn nounwind

define i32 @main(i32 %count, ptr %words) #0 {
  call ptr @signal(i32 13, ptr inttoptr (i64 1 to ptr))
  %limit = call ptr @program.stack_limit()
  %wide = zext i32 %count to i64
  call void @program.run(i64 %wide, ptr %words, ptr %limit)
  unreachable
}

define internal i64 @program.write(i64 %file, ptr %text, i64 %length) #0 {
  %number = trunc i64 %file to i32
  %result = call i64 @write(i32 %number, ptr %text, i64 %length)
  %failed = icmp slt i64 %result, 0
  br i1 %failed, label %error, label %wrote
error:
  %place = call ptr @__error()
  %code = load i32, ptr %place, align 4
  %wide = zext i32 %code to i64
  %negated = sub i64 0, %wide
  ret i64 %negated
wrote:
  ret i64 %result
}

define internal i1 @program.is_closed(i64 %file) #0 {
  %number = trunc i64 %file to i32
  %flags = call i32 (i32, i32, ...) @fcntl(i32 %number, i32 1)
  %closed = icmp slt i32 %flags, 0
  ret i1 %closed
}

define internal i1 @program.is_terminal(i64 %file) #0 {
  %number = trunc i64 %file to i32
  %answer = call i32 @isatty(i32 %number)
  %terminal = icmp ne i32 %answer, 0
  ret i1 %terminal
}

define internal void @program.exit(i64 %code) noreturn #0 {
  %status = trunc i64 %code to i32
  call void @_exit(i32 %status)
  unreachable
}
"""

_NO_STACK_LIMIT: Final = """\
define internal ptr @program.stack_limit() #0 {{
  ret ptr null
}}
"""

_STACK_LIMIT: Final = """\
declare ptr @pthread_self() nounwind
declare i64 @pthread_get_stackaddr_np(ptr) nounwind
declare i64 @pthread_get_stacksize_np(ptr) nounwind

define internal ptr @program.stack_limit() noinline #0 {{
  %self = call ptr @pthread_self()
  %high = call i64 @pthread_get_stackaddr_np(ptr %self)
  %size = call i64 @pthread_get_stacksize_np(ptr %self)
  %low = sub i64 %high, %size
  %usable = add i64 %low, {reserve}
  %limit = inttoptr i64 %usable to ptr
  ret ptr %limit
}}
"""
