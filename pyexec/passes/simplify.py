"""Computes what is known, and leaves out what is never reached or used.

    b0:                                       b0:
      %0: uint64 = add 8, 7                     %2: uint64 = load memory[%1]
      %3: bool = gt %0, 8                       return %2
      branch %3, b1, b2
    b1:
      %2: uint64 = load memory[%1]
      jump b3                                 b2 is gone
    ...

    simplify(function)

A function of `rt/` that is made for a type computes sizes and offsets of it: once that is
done, little is left to be copied into callers, printed, and read by LLVM again.  So this
stands ahead of inlining, and behind it for each function that something was copied into.

Operations on integers and truth values only, by their meaning in `ops`; those that would
raise stay, and so does what writes to memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ..ir.nodes import (
    Block,
    Branch,
    Compute,
    Const,
    Function,
    Instruction,
    Jump,
    Load,
    Operand,
    Reraise,
    Return,
    Slot,
    Static,
)
from ..ops import OPERATIONS, MeaningError
from ..types import Kind

_WHOLE: Final = frozenset({Kind.BOOL, Kind.SIGNED, Kind.UNSIGNED})

# Operations that have a meaning for some operands alone.
_PARTIAL: Final = frozenset({"div", "rem", "shl", "shr"})
_SHIFTS: Final = frozenset({"shl", "shr"})


def simplify(function: Function) -> None:
    """Simplify a function, in place, until nothing more is found."""
    while True:
        _substitute(function)
        if not _straighten(function):
            break
    _drop_unused(function)
    for number, block in enumerate(function.blocks):
        block.name = f"b{number}"


def _substitute(function: Function) -> None:
    """Put in the place of slots what they are known to hold, and compute with that."""
    everywhere = _held_everywhere(function)
    work = True
    while work:
        work = False
        for block in function.blocks:
            here: dict[Slot, Operand] = {}  # constants that slots which change hold by now
            for node in block.instructions:
                if node.operands:
                    _replace(node, everywhere, here)
                if isinstance(node, Compute):
                    work |= _compute(node, everywhere, here)
                elif node.result is not None:
                    here.pop(node.result, None)
            _replace_in_terminator(block, everywhere, here)


def _held_everywhere(function: Function) -> dict[Slot, Operand]:
    """Slots that are assigned in one place, and only ever hold a constant.

    One that is read before it is assigned holds nothing, so the constant is as good: where
    that can happen, the frontend asks another slot whether this one has a value.
    """
    times = Counter(
        node.result for block in function.blocks for node in block.instructions if node.result
    )
    parameters = set(function.parameters)
    return {
        node.result: node.operands[0]
        for block in function.blocks
        for node in block.instructions
        if isinstance(node, Compute)
        and node.operation == "move"
        and isinstance(node.operands[0], Const)
        and times[node.result] == 1
        and node.result not in parameters
    }


def _replace(node: Instruction, everywhere: dict[Slot, Operand], here: dict[Slot, Operand]) -> None:
    operands = tuple(_known(operand, everywhere, here) for operand in node.operands)
    if operands != node.operands:
        node.operands = operands  # type: ignore[misc]


def _known(operand: Operand, everywhere: dict[Slot, Operand], here: dict[Slot, Operand]) -> Operand:
    if isinstance(operand, Slot):
        found = here.get(operand)
        return found if found is not None else everywhere.get(operand, operand)
    return operand


def _replace_in_terminator(
    block: Block, everywhere: dict[Slot, Operand], here: dict[Slot, Operand]
) -> None:
    match block.terminator:
        case Branch(condition) as branch:
            branch.condition = _known(condition, everywhere, here)
        case Return(value) as end if value is not None:
            end.value = _known(value, everywhere, here)
        case Reraise(error) as end:
            end.error = _known(error, everywhere, here)


def _compute(node: Compute, everywhere: dict[Slot, Operand], here: dict[Slot, Operand]) -> bool:
    """Note what an operation gives, if that is known; True if it is news everywhere."""
    result = node.result
    here.pop(result, None)
    if node.operation != "move":
        value = _value(node)
        if value is None:
            return False
        node.operation, node.operands = "move", (value,)
    (operand,) = node.operands
    if result.temporary:
        # What a temporary holds it holds wherever it is read.
        if isinstance(operand, Const) or operand.temporary:
            known = everywhere.get(result)
            everywhere[result] = operand
            return known is None
    elif isinstance(operand, Const):
        here[result] = operand
    return False


def _value(node: Compute) -> Const | None:
    """The constant that an operation gives, if it is one and is given without an error."""
    result, name = node.result.type, node.operation
    if result.kind not in _WHOLE or not node.operands:
        return None
    values = []
    for operand in node.operands:
        if not isinstance(operand, Const) or operand.type.kind not in _WHOLE:
            return None
        values.append(operand.value)
    if name in _PARTIAL and not _has_meaning(name, result.bits, values[1]):
        return None
    try:
        return Const(OPERATIONS[name].meaning(result, *values), result)
    except MeaningError:
        return None


def _has_meaning(name: str, bits: int, second: object) -> bool:
    assert isinstance(second, int)
    return 0 <= second < bits if name in _SHIFTS else second > 0


def _straighten(function: Function) -> bool:
    """Let control go the shortest way; whether blocks became one, or fewer."""
    for block in function.blocks:
        terminator = block.terminator
        if isinstance(terminator, Branch):
            if isinstance(terminator.condition, Const):
                chosen = terminator.then if terminator.condition.value else terminator.otherwise
                block.terminator = Jump(_end_of(chosen), terminator.span)
            else:
                terminator.then = _end_of(terminator.then)
                terminator.otherwise = _end_of(terminator.otherwise)
        elif isinstance(terminator, Jump):
            terminator.target = _end_of(terminator.target)
    count = len(function.blocks)
    function.blocks = list(_reached(function.blocks[0], function.blocks))
    _join(function)
    return len(function.blocks) < count


def _end_of(block: Block) -> Block:
    """Where control arrives behind blocks that do nothing."""
    seen = {block}
    while not block.instructions and isinstance(block.terminator, Jump):
        block = block.terminator.target
        if block in seen:  # an endless loop
            break
        seen.add(block)
    return block


def _reached(entry: Block, blocks: list[Block]) -> Iterator[Block]:
    """The blocks that can be reached, in their order."""
    seen = {entry}
    work = [entry]
    while work:
        for successor in work.pop().successors():
            if successor not in seen:
                seen.add(successor)
                work.append(successor)
    return (block for block in blocks if block in seen)


def _join(function: Function) -> None:
    """Make one of blocks that only follow each other."""
    entries = Counter(target for block in function.blocks for target in block.targets())
    entries.update(block.handler for block in function.blocks if block.handler is not None)
    entries[function.blocks[0]] += 1
    gone: set[Block] = set()
    for block in function.blocks:
        if block in gone:
            continue
        while isinstance(block.terminator, Jump):
            after = block.terminator.target
            if entries[after] != 1 or after.handler is not block.handler:
                break
            block.instructions += after.instructions
            block.terminator = after.terminator
            gone.add(after)
    function.blocks = [block for block in function.blocks if block not in gone]


def _drop_unused(function: Function) -> None:
    """Leave out instructions whose results nobody reads, and slots that are not there."""
    uses = Counter(operand for operand in _read(function) if isinstance(operand, Slot))
    work = True
    while work:
        work = False
        for block in reversed(function.blocks):
            kept = []
            for node in reversed(block.instructions):
                if node.result is not None and not uses[node.result] and _only_gives(node):
                    uses.subtract(o for o in node.operands if isinstance(o, Slot))
                    work = True
                else:
                    kept.append(node)
            if len(kept) != len(block.instructions):
                block.instructions = kept[::-1]
    assigned = {node.result for block in function.blocks for node in block.instructions}
    function.slots = [slot for slot in function.slots if uses[slot] or slot in assigned]


def _read(function: Function) -> Iterator[Operand]:
    """What instructions and terminators read."""
    for block in function.blocks:
        for node in block.instructions:
            yield from node.operands
        match block.terminator:
            case Branch(condition):
                yield condition
            case Return(value) if value is not None:
                yield value
            case Reraise(error):
                yield error


def _only_gives(node: Instruction) -> bool:
    """Whether an instruction does nothing but give its result."""
    if isinstance(node, Compute):
        row = OPERATIONS[node.operation]
        return row.raises is None and not row.pattern.startswith("memory")
    return isinstance(node, Load | Static)
