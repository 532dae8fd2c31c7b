"""Which errors can still happen on which line, after LLVM has proven others impossible.

    possible_errors(front, machine, level, users)
    # {Place("demo.py", 3): (RaisedError("ZeroDivisionError", ...),)}

In the code itself that can no longer be seen: all raises of one error end up in the same
place.  So the program is lowered once more, with a function of its own to call for each
raise on each line; the calls that are left after the optimisation are the errors that
can happen.  `n % 3` is then free of ZeroDivisionError.
"""

from __future__ import annotations

import re
from typing import Final

from ..backends.llvm.library import TargetMachine
from ..backends.llvm.lower import Lowering, lower
from ..backends.llvm.module import Convention, LoweredModule
from ..driver import Front, assemble, optimized
from ..errors import Span
from ..interface import RaisedError
from ..ir.nodes import Block, Call, Function, Instruction, Program
from ..ops import RECURSION
from ..record import value
from .generated import visible
from .lines import Place, Users

# What raises does not return, and needs no memory of the program's.
_CONVENTION: Final = Convention(errors_return=False, base_pointer=True)
_CALL: Final = re.compile(r"call void @raised\.(\d+)\(")


@value
class _Raise:
    """A place at which a function can leave with an error."""

    error: RaisedError
    function: str
    span: Span | None


def possible_errors(
    front: Front, machine: TargetMachine, level: int, users: Users
) -> dict[Place, tuple[RaisedError, ...]]:
    """The errors that can happen on each line of the user's functions.

    What a function of the runtime raises is counted on each line that calls it.
    """
    raises: dict[_Raise, int] = {}
    lowered = lower(front.program, _CONVENTION, lowering=lambda m, f: _RaiseLowering(m, f, raises))
    text = assemble(machine, visible(lowered.text, front.names))
    with optimized(text, machine, level, front.straight) as (module, _):
        left = set(map(int, _CALL.findall(module.text())))
    callers = _callers(front.program, users)
    found: dict[Place, dict[RaisedError, None]] = {}
    for each, number in raises.items():
        if number in left:
            own = users.place(each.function, each.span)
            for place in own or callers.get(each.function, ()):
                found.setdefault(place, {})[each.error] = None
    for function in front.program.functions.values():
        for place in users.start(function.name) if function.recursive else ():
            found.setdefault(place, {})[RECURSION] = None
    return {place: tuple(errors) for place, errors in found.items()}


class _RaiseLowering(Lowering):
    """Lowers a function with a call of its own for each raise on each line."""

    def __init__(
        self, module: LoweredModule, function: Function, raises: dict[_Raise, int]
    ) -> None:
        super().__init__(module, function)
        module.uses_global = False  # what leaves a function is counted there, not in callers
        self._raises = raises
        self._span = function.span

    def instruction(self, node: Instruction) -> None:
        self._span = node.span
        super().instruction(node)

    def terminator(self, block: Block) -> None:
        assert block.terminator is not None
        self._span = block.terminator.span
        super().terminator(block)

    def raise_label(self, error: RaisedError) -> str:
        key = _Raise(error, self.function.name, self._span)
        number = self._raises.setdefault(key, len(self._raises))
        return self.raised.setdefault((number, self.handler), f"raise{number}")

    def leave(self, code: str) -> None:
        if code.startswith("%"):  # raised again: that was counted where it was raised first
            if self.handler is not None:
                super().leave(code)
                return
            code = "again"
        if self.handler is None:
            self.declare(f"void @raised.{code}() cold memory(none) noinline noreturn nounwind")
            self.lines += [f"call void @raised.{code}()", "unreachable"]
        else:
            error = list(self._raises)[int(code)].error
            self.declare(f"void @raised.{code}() cold noinline nounwind")
            self.lines.append(f"call void @raised.{code}()")
            super().leave(str(self.module.code(error)))


def _callers(program: Program, users: Users) -> dict[str, set[Place]]:
    """For each function of the runtime, the user's lines that call it, directly or not."""
    found: dict[str, set[Place]] = {}
    work: list[tuple[str, Place]] = []
    for function in program.functions.values():
        if function.name in users:
            for name, span in calls(function):
                work += [(name, place) for place in users.place(function.name, span)]
    while work:
        name, place = work.pop()
        if name not in users and place not in found.setdefault(name, set()):
            found[name].add(place)
            work += [(callee, place) for callee in program.functions[name].callees()]
    return found


def calls(function: Function) -> list[tuple[str, Span | None]]:
    """The calls that a function makes of others of the program, in their order."""
    return [
        (instruction.function, instruction.span)
        for block in function.blocks
        for instruction in block.instructions
        if isinstance(instruction, Call)
    ]
