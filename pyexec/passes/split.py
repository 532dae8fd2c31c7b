"""Cuts very long functions into parts, each of which ends with a call of the next.

    func f(n: int64) -> int64                func f(n: int64) -> int64
    b0: ...                                  b0: ...
      jump b900                                jump b900
    b900:                                    b900:
      x = add_checked x, n                     %0: int64 = call f.part2(n, x)
      ...                                      return %0

LLVM takes time by the square of the number of a function's blocks: for WebAssembly, it
asks which of them can be reached from which.  Ten thousand lines are seldom written in one
function, but generated.

    split(program)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..ir.nodes import (
    Block,
    Branch,
    Call,
    Catch,
    Compute,
    Const,
    Function,
    Jump,
    Operand,
    Program,
    Reraise,
    Return,
    Slot,
    UniqueNames,
)
from ..ops import OPERATIONS
from ..record import value
from ..types import NONE, Kind
from .copying import copied

# Blocks of a function that is left alone, and of a part: a checked operation counts as one.
LONGEST: Final = 2000
PART: Final = 500
# Instructions of a block, behind which there may be a cut.
LONGEST_BLOCK: Final = 50

_ZEROS: Final = {
    Kind.BOOL: False, Kind.SIGNED: 0, Kind.UNSIGNED: 0, Kind.FLOAT: 0.0, Kind.COMPLEX: 0j,
}  # fmt: skip

# Values that are passed on at most; WebAssembly's engines take a thousand.
_MOST_PASSED: Final = 100


@value
class Cut:
    """A block that all ways go through, and what has a value before it and is used after."""

    position: int
    passed: tuple[Slot, ...]


def split(program: Program) -> None:
    """Cut the long functions of a program."""
    for name, function in list(program.functions.items()):
        if sum(map(_size, function.blocks)) > LONGEST:
            # The runtime's functions are shared between programs: change a copy.
            program.functions[name] = whole = copied(function)
            _split(program, whole)


def _split(program: Program, function: Function) -> None:
    """Cut a function from its end on: what is cut off calls the part behind it already."""
    slots = [*function.parameters, *function.slots]
    _break_blocks(function)
    cuts = _chosen(function)
    _initialise(function, cuts)
    for number, cut in reversed([*enumerate(cuts, 2)]):
        head, *rest = function.blocks[cut.position :]
        first = Block(head.name, head.instructions, head.terminator)
        part = Function(
            f"{function.name}.part{number}",
            [*cut.passed],
            function.result,
            blocks=[first, *rest],
            inline="never",
            span=function.span,
        )
        part.slots = _used(part, slots)
        program.functions[part.name] = part
        result = None if part.result is NONE else Slot("%part", part.result, temporary=True)
        head.instructions = [Call(part.name, result, cut.passed, function.span)]
        head.terminator = Return(result, function.span)
        function.blocks[cut.position :] = [head]
    function.slots = _used(function, slots)


def _initialise(function: Function, cuts: list[Cut]) -> None:
    """Give what is passed on a value, as it may have none by then, and not be used either."""
    before = Cut(0, (*function.parameters,))
    for cut in cuts:
        missing = [slot for slot in cut.passed if slot not in before.passed]
        function.blocks[before.position].instructions[:0] = [
            Compute("move", slot, (Const(_ZEROS[slot.type.kind], slot.type),), function.span)
            for slot in missing
        ]
        before = cut


def _break_blocks(function: Function) -> None:
    """Make several blocks of each that is long by itself."""
    names = UniqueNames(block.name for block in function.blocks)
    blocks: list[Block] = []
    for block in function.blocks:
        last = block
        blocks.append(last)
        while len(last.instructions) > LONGEST_BLOCK:
            rest = Block(names.take(last.name), last.instructions[LONGEST_BLOCK:])
            rest.terminator, rest.handler = last.terminator, last.handler
            del last.instructions[LONGEST_BLOCK:]
            last.terminator = Jump(rest)
            last = rest
            blocks.append(last)
    function.blocks = blocks


def _used(function: Function, slots: list[Slot]) -> list[Slot]:
    """Those of some slots that are a function's, without its parameters."""
    used = {slot for block in function.blocks for slot in (*_read(block), *_written(block))}
    return [slot for slot in slots if slot in used and slot not in function.parameters]


def _chosen(function: Function) -> list[Cut]:
    """Where to cut, so that the parts are no longer than need be."""
    chosen: list[Cut] = []
    size = 0
    cuts = {cut.position: cut for cut in _cuts(function)}
    for position, block in enumerate(function.blocks):
        if size >= PART and position in cuts:
            chosen.append(cuts[position])
            size = 0
        size += _size(block)
    return chosen


def _size(block: Block) -> int:
    return 1 + sum(
        isinstance(i, Compute) and OPERATIONS[i.operation].raises is not None
        for i in block.instructions
    )


def _cuts(function: Function) -> Iterator[Cut]:
    """Every place where a function can be cut.

    No way leads past the block there, none back to it or to what stands before, and it is
    under no handler.
    """
    position = {block: index for index, block in enumerate(function.blocks)}
    targets = [[position[b] for b in block.successors()] for block in function.blocks]
    back = [len(targets)] * (len(targets) + 1)  # the first place that the rest leads to
    for index in reversed(range(len(targets))):
        back[index] = min([back[index + 1], *targets[index]])
    ends = {slot: i for i, block in enumerate(function.blocks) for slot in _read(block)}
    passed = dict.fromkeys(slot for slot in function.parameters if slot in ends)
    ahead = 0  # the last place that what stands before leads to
    for index, block in enumerate(function.blocks):
        passed = {slot: None for slot in passed if ends[slot] >= index}
        whole = ahead == index < back[index] and block.handler is None and not _catches(block)
        if index and whole and len(passed) <= _MOST_PASSED and not any(s.temporary for s in passed):
            yield Cut(index, (*passed,))
        ahead = max([ahead, *targets[index]])
        passed |= dict.fromkeys(slot for slot in _written(block) if slot in ends)


def _catches(block: Block) -> bool:
    return any(isinstance(instruction, Catch) for instruction in block.instructions[:1])


def _read(block: Block) -> Iterator[Slot]:
    """The slots that a block reads."""
    operands: list[Operand | None] = [o for i in block.instructions for o in i.operands]
    match block.terminator:
        case Branch(condition):
            operands.append(condition)
        case Return(value):
            operands.append(value)
        case Reraise(error):
            operands.append(error)
    return (operand for operand in operands if isinstance(operand, Slot))


def _written(block: Block) -> Iterator[Slot]:
    return (i.result for i in block.instructions if i.result is not None)
