"""Keeps recursion under Numba from ending the process.

A function that can come back to itself begins with `recursion_check()`: it compares the
address of its frame with the lowest one that the thread may use, and raises
RecursionError below it.  The limit comes from the code that all of PyExec's functions
share (`callable/stack`); LLVM knows its address by a name, so that code from the disk
cache finds it anew.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from llvmlite import binding, ir
from numba.core import types
from numba.core.imputils import lower_builtin
from numba.core.typing.templates import AbstractTemplate, Signature, infer_global, signature

from ..callable import support
from .linking import linked

_LIMIT: Final = "pyexec_stack_limit"
_MESSAGE: Final = "maximum recursion depth exceeded"

# `@known` keeps the part of a stack that was last found to be usable, in pages of 4 KiB,
# as one word, so that no thread reads half of what another writes:
#
#     [lowest page: 48 bits][pages from there to a frame that was seen: 16 bits]
#
# A frame in that part is fine, whoever asks; one outside of it looks up its thread's limit.
_CHECK: Final = f"""\
@known = internal global i64 0
declare ptr @{_LIMIT}()
declare ptr @llvm.frameaddress.p0(i32)

define i1 @pyexec.is_deep() alwaysinline {{
  %frame = call ptr @llvm.frameaddress.p0(i32 0)
  %here = ptrtoint ptr %frame to i64
  %page = lshr i64 %here, 12
  %word = load atomic i64, ptr @known monotonic, align 8
  %lowest = lshr i64 %word, 16
  %pages = and i64 %word, 65535
  %above = sub i64 %page, %lowest
  %inside = icmp ult i64 %above, %pages
  br i1 %inside, label %fine, label %outside, !prof !0
fine:
  ret i1 false
outside:
  %deep = call i1 @is_below_limit(i64 %page)
  ret i1 %deep
}}

define internal i1 @is_below_limit(i64 %page) noinline cold {{
  %pointer = call ptr @{_LIMIT}()
  %limit = ptrtoint ptr %pointer to i64
  %before = lshr i64 %limit, 12
  %lowest = add i64 %before, 1
  %deep = icmp ult i64 %page, %lowest
  br i1 %deep, label %end, label %keep
keep:
  %above = sub i64 %page, %lowest
  %pages = add i64 %above, 1
  %fits = icmp ult i64 %pages, 65536
  br i1 %fits, label %write, label %end
write:
  %high = shl i64 %lowest, 16
  %word = or i64 %high, %pages
  store atomic i64 %word, ptr @known monotonic, align 8
  br label %end
end:
  ret i1 %deep
}}

!0 = !{{!"branch_weights", i32 1048575, i32 1}}
"""


@cache
def provide_symbols() -> None:
    """Tell LLVM where the limit is; before any code with a check is loaded."""
    if sys.platform == "linux":
        binding.add_symbol(_LIMIT, support.address_of(_LIMIT))


def recursion_check() -> None:
    """What stands in Numba's IR for the check; never called from Python."""
    raise TypeError("only code under Numba can call this")


@infer_global(recursion_check)
class _CheckTemplate(AbstractTemplate):
    def generic(self, args: Sequence[types.Type], kws: Any) -> Signature:
        return signature(types.none)


@lower_builtin(recursion_check)
def _lower_check(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    if sys.platform == "linux":  # elsewhere the size of the stack is not known
        function_type = ir.FunctionType(ir.IntType(1), [])
        check = linked(context, builder, "pyexec.is_deep", function_type, _CHECK)
        with builder.if_then(builder.call(check, []), likely=False):
            context.call_conv.return_user_exc(builder, RecursionError, (_MESSAGE,))
    return context.get_dummy_value()
