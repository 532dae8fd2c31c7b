"""How a program starts, writes and ends on Linux: by calls of the kernel, without a C library.

`llvmlite` has an assembler for the host alone, so the one sequence of instructions that LLVM
cannot make, a call of the kernel, is kept as machine code: a function of C's convention

    i64 @program.system_call(i64 number, i64 a, i64 b, i64 c, i64 d)

that gives what the kernel answers, below 0 the negated number of an error.

At its first instruction, the stack of a process has

    stack pointer ->  count of words | words ..., 0 | environment ..., 0 | facts of 16 bytes, 0 0
"""

from __future__ import annotations

from typing import Final

from ...record import value
from ..llvm.targets import Target
from .texts import constant


@value
class _Architecture:
    """What differs between the processors that Linux runs on."""

    system_call: str  # the machine code of @program.system_call
    stack_pointer: str  # LLVM's expression for what it was before the first instruction
    write: int  # numbers of calls, from Linux's own headers
    exit_group: int
    rt_sigaction: int
    fcntl: int
    ioctl: int
    prlimit64: int
    mmap: int
    sysinfo: int


_ARCHITECTURES: Final = {
    "x86_64": _Architecture(
        # mov rax, rdi; mov rdi, rsi; mov rsi, rdx; mov rdx, rcx; mov r10, r8; syscall; ret
        "4889f8 4889f7 4889d6 4889ca 4d89c2 0f05 c3",
        "@llvm.addressofreturnaddress.p0()",
        1, 231, 13, 72, 16, 302, 9, 99,
    ),
    "aarch64": _Architecture(
        # mov x8, x0; mov x0, x1; mov x1, x2; mov x2, x3; mov x3, x4; svc #0; ret
        "e80300aa e00301aa e10302aa e20303aa e30304aa 010000d4 c0035fd6",
        "@llvm.sponentry.p0()",
        64, 94, 134, 25, 29, 261, 222, 179,
    ),
    "riscv64": _Architecture(
        # mv a7, a0; mv a0, a1; mv a1, a2; mv a2, a3; mv a3, a4; ecall; ret
        "aa88 2e85 b285 3686 ba86 73000000 8280",
        "@llvm.frameaddress.p0(i32 0)",
        64, 94, 134, 25, 29, 261, 222, 179,
    ),
}  # fmt: skip

# Bytes at the end of the stack for what a body calls without asking, such as functions of
# libm and the loader when it binds them, and for what lies above the first frames.
_RESERVE: Final = 32 << 10

# Recursion that never ends shall not eat all memory where the stack has no bound.
_MOST: Final = 64 << 20


def text(target: Target, recursive: bool, uses_heap: bool) -> str:
    """The LLVM text of the process's start, and of what `entry` asks of a platform.

    Args:
        target: the platform, one of Linux.
        recursive: whether the function needs to know the end of the stack.
        uses_heap: whether it needs memory.
    """
    architecture = _ARCHITECTURES[target.name.partition("-")[0]]
    names = {name: getattr(architecture, name) for name in _Architecture.__match_args__}
    code = bytes.fromhex(architecture.system_call)
    return "\n".join(
        (
            constant("@program.system_call", code, alignment=16),
            (_STACK_LIMIT if recursive else _NO_STACK_LIMIT).format(
                reserve=_RESERVE, most=_MOST, **names
            ),
            _START.format(**names),
            _CALLS.format(**names),
            _MEMORY.format(**names) if uses_heap else "",
        )
    )


# The kernel gives no return address, for which C's convention would have left room: the
# stack is to be aligned anew.  A signal that nobody reads the output any more (number 13)
# is ignored (1), as Python does, so that writing gives an error.
_START: Final = """\
define void @_start() noreturn nounwind "stackrealign" {{
  %stack = call ptr {stack_pointer}
  %action = alloca [4 x i64], align 8
  store [4 x i64] [i64 1, i64 0, i64 0, i64 0], ptr %action, align 8
  %ignored = ptrtoint ptr %action to i64
  call i64 @program.system_call(i64 {rt_sigaction}, i64 13, i64 %ignored, i64 0, i64 8)
  %limit = call ptr @program.stack_limit(ptr %stack)
  %count = load i64, ptr %stack, align 8
  %words = getelementptr i8, ptr %stack, i64 8
  call void @program.run(i64 %count, ptr %words, ptr %limit)
  unreachable
}}
"""

# Question 21505 of ioctl asks for a terminal's settings, 36 bytes.
_CALLS: Final = """\
define internal i64 @program.write(i64 %file, ptr %text, i64 %length) #0 {{
  %place = ptrtoint ptr %text to i64
  %result = call i64 @program.system_call(i64 {write}, i64 %file, i64 %place, i64 %length, i64 0)
  ret i64 %result
}}

define internal i1 @program.is_closed(i64 %file) #0 {{
  %flags = call i64 @program.system_call(i64 {fcntl}, i64 %file, i64 1, i64 0, i64 0)
  %closed = icmp slt i64 %flags, 0
  ret i1 %closed
}}

define internal i1 @program.is_terminal(i64 %file) #0 {{
  %settings = alloca [8 x i64], align 8
  %place = ptrtoint ptr %settings to i64
  %answer = call i64 @program.system_call(
    i64 {ioctl}, i64 %file, i64 21505, i64 %place, i64 0)
  %terminal = icmp eq i64 %answer, 0
  ret i1 %terminal
}}

define internal void @program.exit(i64 %code) noreturn #0 {{
  call i64 @program.system_call(i64 {exit_group}, i64 %code, i64 0, i64 0, i64 0)
  unreachable
}}
"""

# What the kernel takes for the fifth and sixth operand of a call is what C's convention has in
# the last two registers: the fourth operand again, here a file that mmap does not look at, and
# one more, here where in that file to begin.  Memory is to be read and written (3), private and
# of no file, counted only where written (0x4022).  sysinfo fills 112 bytes, with the memory at
# 32 in units whose size is at 104.
_MEMORY: Final = """\
define internal i64 @system.memory() #0 {{
  %facts = alloca [14 x i64], align 8
  %place = ptrtoint ptr %facts to i64
  call i64 @program.system_call(i64 {sysinfo}, i64 %place, i64 0, i64 0, i64 0)
  %units.at = getelementptr i8, ptr %facts, i64 32
  %units = load i64, ptr %units.at, align 8
  %unit.at = getelementptr i8, ptr %facts, i64 104
  %unit = load i32, ptr %unit.at, align 8
  %wide = zext i32 %unit to i64
  %bytes = mul i64 %units, %wide
  ret i64 %bytes
}}

define internal ptr @system.reserve(i64 %size) #0 {{
  %made = call i64 @program.system_call(
    i64 {mmap}, i64 0, i64 %size, i64 3, i64 16418, i64 0)
  %failed = icmp ugt i64 %made, -4096
  %place = inttoptr i64 %made to ptr
  %result = select i1 %failed, ptr null, ptr %place
  ret ptr %result
}}
"""

_NO_STACK_LIMIT: Final = """\
define internal ptr @program.stack_limit(ptr %stack) #0 {{
  ret ptr null
}}
"""

# The kernel lets the stack grow to the limit of resource number 3, from its high end on.
# Fact number 31 is the address of the program's path, which lies there.
_STACK_LIMIT: Final = """\
define internal ptr @program.stack_limit(ptr %stack) noinline #0 {{
entry:
  %limits = alloca [2 x i64], align 8
  %here = alloca ptr, align 8
  store ptr %stack, ptr %here, align 8
  store i64 {most}, ptr %limits, align 8
  %answer = ptrtoint ptr %limits to i64
  call i64 @program.system_call(i64 {prlimit64}, i64 0, i64 3, i64 0, i64 %answer)
  %count = load i64, ptr %stack, align 8
  %environment.index = add i64 %count, 2
  %environment = getelementptr i64, ptr %stack, i64 %environment.index
  br label %variables
variables:
  %variable = phi ptr [ %environment, %entry ], [ %behind, %variables ]
  %content = load i64, ptr %variable, align 8
  %behind = getelementptr i8, ptr %variable, i64 8
  %last = icmp eq i64 %content, 0
  br i1 %last, label %facts, label %variables
facts:
  %fact = phi ptr [ %behind, %variables ], [ %next, %facts ]
  %next = getelementptr i8, ptr %fact, i64 16
  %number = load i64, ptr %fact, align 8
  %path = icmp eq i64 %number, 31
  %end = icmp eq i64 %number, 0
  %over = or i1 %path, %end
  br i1 %over, label %found, label %facts
found:
  %path.place = getelementptr i8, ptr %fact, i64 8
  %high.place = select i1 %path, ptr %path.place, ptr %here
  %high = load i64, ptr %high.place, align 8
  %allowed = load i64, ptr %limits, align 8
  %size = call i64 @llvm.umin.i64(i64 %allowed, i64 {most})
  %low = call i64 @llvm.usub.sat.i64(i64 %high, i64 %size)
  %usable = add i64 %low, {reserve}
  %limit = inttoptr i64 %usable to ptr
  ret ptr %limit
}}
"""
