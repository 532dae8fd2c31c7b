"""Which functions can raise, recur, loop, use memory: facts on the call graph.

A function that cannot raise returns its value plainly; one that can returns an error
code beside it.  Both follow from the whole program, so this pass runs last.

    effects(program)     # sets function.raises, .recursive, .has_loop, .reads, .writes
"""

from __future__ import annotations

from ..ir.components import components
from ..ir.nodes import (
    Call,
    Compute,
    Function,
    Instruction,
    Load,
    Program,
    Raise,
    Reraise,
    Store,
)
from ..ops import OPERATIONS


def effects(program: Program) -> None:
    """Set the flags of every function."""
    for component in components(program):  # callees come first
        if component[0].outside is not None:
            continue  # its flags are facts
        inside = {function.name for function in component}
        for function in component:
            function.recursive = len(component) > 1 or function.name in function.callees()
            function.has_loop = _has_loop(function)
            function.needs_stack = function.recursive or any(
                program.functions[name].needs_stack for name in function.callees() - inside
            )
        raises = any(function.recursive or _raises(program, function) for function in component)
        for function in component:
            function.raises = raises
        _memory_use(program, component)
    _mark_caught(program)


def _memory_use(program: Program, component: list[Function]) -> None:
    """Set `reads` and `writes` of functions that call each other."""
    accesses = {type(i) for f in component for block in f.blocks for i in block.instructions}
    callees = [program.functions[name] for function in component for name in function.callees()]
    reads = Load in accesses or any(callee.reads for callee in callees)
    writes = Store in accesses or any(callee.writes for callee in callees)
    for function in component:
        function.reads, function.writes = reads, writes


def _raises(program: Program, function: Function) -> bool:
    """Whether an error can leave the function, as far as its callees are known."""
    for block in function.blocks:
        if block.handler is None and (
            isinstance(block.terminator, Raise | Reraise)
            or any(_can_raise(program, instruction) for instruction in block.instructions)
        ):
            return True
    return False


def _can_raise(program: Program, instruction: Instruction) -> bool:
    if isinstance(instruction, Call):
        return program.functions[instruction.function].raises
    return isinstance(instruction, Compute) and OPERATIONS[instruction.operation].raises is not None


def _mark_caught(program: Program) -> None:
    """Set `caught` of every function that is called where there is a handler, or from one
    that is."""
    work: list[str] = []
    for function in program.functions.values():
        function.caught = False
        for block in function.blocks:
            if block.handler is not None:
                work += [i.function for i in block.instructions if isinstance(i, Call)]
    while work:
        function = program.functions[work.pop()]
        if not function.caught:
            function.caught = True
            work += function.callees()


def _has_loop(function: Function) -> bool:
    """Whether a jump goes back: blocks stand in order, and only loops go against it."""
    position = {block: index for index, block in enumerate(function.blocks)}
    return any(
        position[target] <= position[block]
        for block in function.blocks
        for target in block.targets()
    )
