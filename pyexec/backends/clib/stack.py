"""Where the stack of the calling thread ends: what keeps recursion from crashing.

Takes a target, gives the LLVM text of `@clib.stack_limit`, which an entry point
calls before a recursive body.  A C program's threads may have 128 KB of stack or
8 MB, and may have used most of it, so no fixed budget is both safe and generous.

    [ guard | reserve | ........ usable ........ | frames of the callers ]
            ^ low     ^ the limit                ^ here               high ^

Linux: `pthread_getattr_np` tells the range.  It is slow for the main thread (it
reads /proc), so the range is kept for the thread.  It is a weak reference: where a
program has no such function (a static one, or one of one thread in a C library
before 2.34), and on a stack that is not the thread's own (a coroutine's), 64 KB
below the caller are taken for usable.

macOS: the same range from `pthread_get_stackaddr_np`.  Windows: the thread's
information block has it.
"""

from __future__ import annotations

from typing import Final

from ..llvm.targets import Target

LIMIT: Final = "@clib.stack_limit"

# Bytes left below the limit for the functions that a body calls without asking,
# such as those of libm, for the loader when it binds them, and for signal handlers.
_RESERVE: Final = 16 << 10
_RESERVE_WINDOWS: Final = 64 << 10  # guard pages and the exception dispatcher as well

# Recursion that never ends shall not eat all memory where the stack has no bound.
_MOST: Final = 64 << 20

# What is taken for usable below the caller where the stack is not known.
_UNKNOWN: Final = 64 << 10


def limit_function(target: Target) -> str:
    """The LLVM text of `@clib.stack_limit` and of all it refers to, for any target."""
    if target.object_format == "coff":
        return _WINDOWS
    measure = _MEASURE_MACOS if target.object_format == "macho" else _MEASURE_LINUX
    return _CACHED + measure


# TIB.DeallocationStack is the lowest address reserved for the stack, and follows
# the fibers.  Address space 256 is the segment of the register gs.
_WINDOWS: Final = f"""\
define internal ptr {LIMIT}() nounwind {{
  %low = load ptr, ptr addrspace(256) inttoptr (i64 5240 to ptr addrspace(256))
  %limit = getelementptr i8, ptr %low, i64 {_RESERVE_WINDOWS}
  ret ptr %limit
}}
"""

# The range kept is the limit and the bytes from there to the stack's high end; it
# starts as empty, and no frame lies in it.  @clib.measure gives the lowest address
# and the high end, or twice 0 where they cannot be known.
_CACHED: Final = f"""\
@clib.stack = internal thread_local global {{ i64, i64 }} zeroinitializer

define internal ptr {LIMIT}() nounwind noinline {{
  %frame = call ptr @llvm.frameaddress.p0(i32 0)
  %here = ptrtoint ptr %frame to i64
  %kept = call ptr @llvm.threadlocal.address.p0(ptr @clib.stack)
  %kept.size = getelementptr i8, ptr %kept, i64 8
  %limit = load i64, ptr %kept, align 8
  %size = load i64, ptr %kept.size, align 8
  %above = sub i64 %here, %limit
  %known = icmp ult i64 %above, %size
  br i1 %known, label %answer, label %ask
answer:
  %answered = inttoptr i64 %limit to ptr
  ret ptr %answered
ask:
  %range = call {{ i64, i64 }} @clib.measure()
  %low = extractvalue {{ i64, i64 }} %range, 0
  %high = extractvalue {{ i64, i64 }} %range, 1
  %used.low = icmp uge i64 %here, %low
  %used.high = icmp ult i64 %here, %high
  %own = and i1 %used.low, %used.high
  br i1 %own, label %keep, label %unknown
keep:
  %reserved = add i64 %low, {_RESERVE}
  %most = call i64 @llvm.usub.sat.i64(i64 %here, i64 {_MOST})
  %new = call i64 @llvm.umax.i64(i64 %reserved, i64 %most)
  %new.size = call i64 @llvm.usub.sat.i64(i64 %high, i64 %new)
  store i64 %new, ptr %kept, align 8
  store i64 %new.size, ptr %kept.size, align 8
  %measured = inttoptr i64 %new to ptr
  ret ptr %measured
unknown:
  %guess = call i64 @llvm.usub.sat.i64(i64 %here, i64 {_UNKNOWN})
  %guessed = inttoptr i64 %guess to ptr
  ret ptr %guessed
}}

"""

# pthread_attr_t has 56 or 64 bytes in the C libraries of Linux; 128 hold it surely.
_MEASURE_LINUX: Final = """\
declare extern_weak i32 @pthread_getattr_np(i64, ptr) nounwind
declare extern_weak i64 @pthread_self() nounwind
declare extern_weak i32 @pthread_attr_getstack(ptr, ptr, ptr) nounwind
declare extern_weak i32 @pthread_attr_getguardsize(ptr, ptr) nounwind
declare extern_weak i32 @pthread_attr_destroy(ptr) nounwind

define internal { i64, i64 } @clib.measure() nounwind cold noinline {
  %attributes = alloca [128 x i8], align 16
  %low.slot = alloca i64, align 8
  %size.slot = alloca i64, align 8
  %guard.slot = alloca i64, align 8
  %missing = icmp eq ptr @pthread_getattr_np, null
  br i1 %missing, label %unknown, label %ask
ask:
  %self = call i64 @pthread_self()
  %failed = call i32 @pthread_getattr_np(i64 %self, ptr %attributes)
  %refused = icmp ne i32 %failed, 0
  br i1 %refused, label %unknown, label %read
read:
  call i32 @pthread_attr_getstack(ptr %attributes, ptr %low.slot, ptr %size.slot)
  call i32 @pthread_attr_getguardsize(ptr %attributes, ptr %guard.slot)
  call i32 @pthread_attr_destroy(ptr %attributes)
  %start = load i64, ptr %low.slot, align 8
  %size = load i64, ptr %size.slot, align 8
  %guard = load i64, ptr %guard.slot, align 8
  %low = add i64 %start, %guard
  %high = add i64 %start, %size
  %half = insertvalue { i64, i64 } poison, i64 %low, 0
  %range = insertvalue { i64, i64 } %half, i64 %high, 1
  ret { i64, i64 } %range
unknown:
  ret { i64, i64 } zeroinitializer
}
"""

# The size tells nothing of the guard, which is a page of 16 KB at most.
_MEASURE_MACOS: Final = """\
declare ptr @pthread_self() nounwind
declare i64 @pthread_get_stackaddr_np(ptr) nounwind
declare i64 @pthread_get_stacksize_np(ptr) nounwind

define internal { i64, i64 } @clib.measure() nounwind cold noinline {
  %self = call ptr @pthread_self()
  %high = call i64 @pthread_get_stackaddr_np(ptr %self)
  %size = call i64 @pthread_get_stacksize_np(ptr %self)
  %start = sub i64 %high, %size
  %low = add i64 %start, 16384
  %half = insertvalue { i64, i64 } poison, i64 %low, 0
  %range = insertvalue { i64, i64 } %half, i64 %high, 1
  ret { i64, i64 } %range
}
"""
