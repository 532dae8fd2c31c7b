"""Gives each function that needs the program's heap a parameter for it.

What `build` makes names the heap by the constant `HEAP`, in loads and stores, in static
data and in calls of `rt/` that take a memory:

    func first(numbers: uint64) -> int64                func first(memory: memory, numbers: ...
    b0:                                                 b0:
      %0: uint64 = load heap[numbers]             ->      %0: uint64 = load memory[numbers]
      %1: int64 = call lists.item(%0)                     %1: int64 = call lists.item(memory, %0)

So a heap is passed along in a register, as every memory is, and a program without one has
nothing of it.  This stands behind the linking of the runtime, whose functions need the heap
too, and before inlining, which then knows of no such constant.

    heap_parameter(program)      # the names of the functions that have the parameter now
"""

from __future__ import annotations

from ..ir.nodes import HEAP, Call, Catch, Function, Instruction, Program, Slot, UniqueNames
from ..types import MEMORY
from .copying import copied


def heap_parameter(program: Program) -> set[str]:
    """Rewrite the program; the names of the functions that take the heap first."""
    needing = _users(program)
    users = {name for name in needing if _own_memory(program.functions[name]) is None}
    for name in needing:
        # The runtime's functions are shared between programs: change a copy.
        program.functions[name] = _taking_heap(copied(program.functions[name]), users)
    return users


def _own_memory(function: Function) -> Slot | None:
    """The memory that a function is given explicitly: where it needs the heap, it is that."""
    return next((p for p in function.parameters if p.type is MEMORY), None)


def _users(program: Program) -> set[str]:
    """The functions that name the heap, and those that call them, directly or not."""
    callers: dict[str, list[str]] = {}
    work: list[str] = []
    for function in program.functions.values():
        for callee in function.callees():
            callers.setdefault(callee, []).append(function.name)
        given = function.outside is not None and function.outside.uses_heap
        if given or any(_names_heap(i) for block in function.blocks for i in block.instructions):
            work.append(function.name)
    found: set[str] = set()
    while work:
        name = work.pop()
        if name not in found:
            found.add(name)
            work += callers.get(name, ())
    return found


def _names_heap(instruction: Instruction) -> bool:
    return any(o.type is MEMORY and o == HEAP for o in instruction.operands)


def _taking_heap(function: Function, users: set[str]) -> Function:
    memory = _own_memory(function)
    if memory is None:
        names = UniqueNames(slot.name for slot in (*function.parameters, *function.slots))
        memory = Slot(names.take("memory"), MEMORY)
        function.parameters.insert(0, memory)
    for block in function.blocks:
        for instruction in block.instructions:
            if isinstance(instruction, Catch):  # which has no operands to be set
                continue
            operands = tuple(memory if o == HEAP else o for o in instruction.operands)
            if isinstance(instruction, Call) and instruction.function in users:
                operands = (memory, *operands)
            instruction.operands = operands
    return function
