"""Finds values that have no text under Numba, whose `str` makes "<object type:...>" of them.

    f"{numbers}"      # refused for a list, which would silently be another text than Python's

The pass stands behind the inference of types, which tells what is written as text.  An
f-string has become calls of `str` by then.
"""

from __future__ import annotations

from typing import Any, Final

from numba.core import ir, types
from numba.core.compiler_machinery import AnalysisPass, register_pass
from numba.core.errors import TypingError

# What Numba has methods for that give a text.  Those of jitclasses are the user's.
_WRITTEN: Final = (
    types.UnicodeType, types.UnicodeCharSeq, types.Integer, types.Boolean, types.StringLiteral,
    types.ClassInstanceType,
)  # fmt: skip


@register_pass(mutates_CFG=False, analysis_only=True)
class CheckTexts(AnalysisPass):
    """The pass."""

    _name = "pyexec_check_texts"

    def __init__(self) -> None:
        AnalysisPass.__init__(self)

    def run_pass(self, state: Any) -> bool:
        for block in state.func_ir.blocks.values():
            for statement in block.body:
                call = getattr(statement, "value", None)
                if isinstance(call, ir.Expr) and call.op == "call" and len(call.args) == 1:
                    function = getattr(state.typemap[call.func.name], "typing_key", None)
                    written = state.typemap[call.args[0].name]
                    if function in (str, repr) and not isinstance(written, _WRITTEN):
                        raise TypingError(f"no text of {written} under Numba", loc=call.loc)
        return False
