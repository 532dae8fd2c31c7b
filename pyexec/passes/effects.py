"""Which functions can raise, which call themselves, which loop: facts on the call graph.

A function that cannot raise returns its value plainly; one that can returns an error
code beside it.  Both follow from the whole program, so this pass runs last.

    effects(program)     # sets function.raises, .recursive and .has_loop
"""

from __future__ import annotations

from ..ir.nodes import Compute, Function, Program, Raise
from ..ops import OPERATIONS


def effects(program: Program) -> None:
    """Set the flags of every function."""
    components = _components(program)
    for component in components:  # callees come first
        inside = {function.name for function in component}
        for function in component:
            function.recursive = len(component) > 1 or function.name in function.callees()
            function.has_loop = _has_loop(function)
            function.needs_stack = function.recursive or any(
                program.functions[name].needs_stack for name in function.callees() - inside
            )
        raises = any(
            function.recursive
            or _raises_itself(function)
            or any(program.functions[name].raises for name in function.callees() - inside)
            for function in component
        )
        for function in component:
            function.raises = raises


def _raises_itself(function: Function) -> bool:
    for block in function.blocks:
        if isinstance(block.terminator, Raise):
            return True
        for instruction in block.instructions:
            if isinstance(instruction, Compute) and OPERATIONS[instruction.operation].raises:
                return True
    return False


def _has_loop(function: Function) -> bool:
    """Whether a jump goes back: blocks stand in order, and only loops go against it."""
    position = {block: index for index, block in enumerate(function.blocks)}
    return any(
        position[target] <= position[block]
        for block in function.blocks
        for target in block.successors()
    )


def _components(program: Program) -> list[list[Function]]:
    """Groups of functions that call each other, callees before callers.

    Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972), with
    an explicit stack, since call chains can be long.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    result: list[list[Function]] = []
    for root in program.functions:
        if root in index:
            continue
        work = [(root, iter(sorted(program.functions[root].callees())))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            name, callees = work[-1]
            for callee in callees:
                if callee not in index:
                    index[callee] = low[callee] = len(index)
                    stack.append(callee)
                    on_stack.add(callee)
                    work.append((callee, iter(sorted(program.functions[callee].callees()))))
                    break
                if callee in on_stack:
                    low[name] = min(low[name], index[callee])
            else:
                work.pop()
                if work:
                    caller = work[-1][0]
                    low[caller] = min(low[caller], low[name])
                if low[name] == index[name]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(program.functions[member])
                        if member == name:
                            break
                    result.append(component)
    return result
