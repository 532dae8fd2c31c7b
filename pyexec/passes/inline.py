"""Copies small functions into their callers, in the IR, ahead of LLVM.

The runtime's operators are inlined here, and not by LLVM, for the sake of their error
paths: a raise inside of the copy leaves the caller directly, where LLVM's inliner would
first join it with the normal return in a pair {value, code} and test that pair again.

A function that calls itself two times or more gets one copy of itself inlined at each
of these calls.  Its calls then meet again in one body, and LLVM merges those with the
same argument: recursive Fibonacci makes a third of the calls at each level.

    inline(program)
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from ..ir.nodes import (
    Block,
    Call,
    Compute,
    Function,
    Jump,
    Load,
    Operand,
    Program,
    Return,
    Slot,
    Store,
    UniqueNames,
)
from ..types import MEMORY
from .copying import Copier, copied
from .simplify import simplify

# Instructions of a function that uses memory up to which it is inlined in a small program.
LARGEST_IN_SMALL: Final = 12

# In one function: calls of a function up to which it is inlined whatever its length, and
# instructions of its copies.  A table of a hundred entries does not need that many copies
# of what puts one entry into a dict.
FEW_CALLS: Final = 8
MOST_COPIED: Final = 2000

# Instructions of a self-calling function up to which it is copied into itself.
LARGEST_UNFOLDED: Final = 80


def inline(program: Program, unfold: bool = True, small: bool = False) -> None:
    """Inline what is marked so, then unfold recursion by one level where that pays.

    Where the program is to be `small`, what is long and uses memory, such as the allocator,
    is there once and called.
    """
    ready: set[str] = set()
    for name in list(program.functions):
        _inline_marked(program, name, ready, small)
    if unfold:
        for function in program.functions.values():
            if _unfolds(function):
                _splice_calls(function, {function.name: copied(function)})
    used = program.reached(program.exported)
    program.functions = {n: f for n, f in program.functions.items() if n in used}


def _inline_marked(program: Program, name: str, ready: set[str], small: bool) -> None:
    """Inline marked callees into a function, after theirs into them."""
    if name in ready:
        return
    ready.add(name)
    function = program.functions[name]
    marked = [
        callee
        for callee in sorted(function.callees())
        if program.functions[callee].inline == "always" and callee != name
    ]
    for callee in marked:
        _inline_marked(program, callee, ready, small)
    bodies, called = {}, {}
    times = Counter(call.function for call in _calls(function))
    for callee in marked:
        body = program.functions[callee]
        if times[callee] > FEW_CALLS and times[callee] * _length(body) > MOST_COPIED:
            called[callee] = _called_instance(program, body)
        elif small and _is_bulky(body):
            program.functions[callee] = apart = copied(body)
            apart.inline = "never"  # by LLVM neither
        else:
            bodies[callee] = body
    if bodies or called:
        # The runtime's functions are shared between programs: change a copy.
        function = program.functions[name] = copied(function)
        for call in _calls(function):
            call.function = called.get(call.function, call.function)
        _splice_calls(function, bodies)
        simplify(function)


def _calls(function: Function) -> list[Call]:
    return [i for block in function.blocks for i in block.instructions if isinstance(i, Call)]


def _length(function: Function) -> int:
    return sum(len(block.instructions) for block in function.blocks)


def _called_instance(program: Program, function: Function) -> str:
    """The name of a copy of a function that is called, and nowhere inlined."""
    name = f"{function.name} called"
    if name not in program.functions:
        program.functions[name] = apart = copied(function)
        apart.name, apart.inline = name, "never"
    return name


def _is_bulky(function: Function) -> bool:
    """Whether a call takes less room than a function that uses memory."""
    instructions = (i for block in function.blocks for i in block.instructions)
    accesses = any(isinstance(i, Load | Store) for i in instructions)
    return accesses and _length(function) > LARGEST_IN_SMALL


def _unfolds(function: Function) -> bool:
    calls = size = 0
    for block in function.blocks:
        size += len(block.instructions)
        calls += sum(
            isinstance(i, Call) and i.function == function.name for i in block.instructions
        )
    return calls >= 2 and size <= LARGEST_UNFOLDED


def _splice_calls(function: Function, callees: dict[str, Function]) -> None:
    """Replace every call of one of `callees` by a copy of its body."""
    splicer = _Splicer(function)
    blocks: list[Block] = []
    for block in function.blocks:
        blocks += splicer.block(block, callees)
    function.blocks = blocks
    for number, block in enumerate(blocks):
        block.name = f"b{number}"


class _Splicer:
    """Puts copies of callees into one function.

    All copies of a callee share its slots, for no value in them outlives a copy: LLVM takes
    time by the number of slots times the number of blocks.
    """

    def __init__(self, function: Function) -> None:
        self.function = function
        self.names = UniqueNames(slot.name for slot in (*function.parameters, *function.slots))
        self.shared: dict[Slot, Slot] = {}  # the caller's slot for each of a callee
        self.results: dict[str, Slot] = {}  # for what a callee returns, by its name
        self.temporaries = 1 + max(
            (
                int(i.result.name[1:])
                for block in function.blocks
                for i in block.instructions
                if i.result is not None and i.result.temporary
            ),
            default=-1,
        )

    def temporary(self, like: Slot) -> Slot:
        self.temporaries += 1
        return Slot(f"%{self.temporaries - 1}", like.type, temporary=True)

    def slot(self, like: Slot, owner: str) -> Slot:
        """The slot of the caller for one of the callee."""
        slot = self.shared.get(like)
        if slot is None:
            slot = Slot(self.names.take(f"{owner}.{like.name}"), like.type)
            self.shared[like] = slot
            self.function.slots.append(slot)
        return slot

    def block(self, block: Block, callees: dict[str, Function]) -> list[Block]:
        """The blocks that take the place of one block."""
        result = [block]
        instructions, terminator = block.instructions, block.terminator
        block.instructions = []
        current = block
        for instruction in instructions:
            if isinstance(instruction, Call) and instruction.function in callees:
                after = Block("after", handler=block.handler)
                body = self.body(instruction, callees[instruction.function], current, after)
                result += [*body, after]
                current = after
            else:
                current.instructions.append(instruction)
        current.terminator = terminator
        return result

    def body(self, call: Call, callee: Function, before: Block, after: Block) -> list[Block]:
        """A copy of a callee between two blocks of the caller."""
        owner = callee.name.rpartition(".")[2].partition("[")[0]
        assigned = {
            instruction.result for block in callee.blocks for instruction in block.instructions
        }
        slots: dict[Slot, Operand] = {}
        for parameter, argument in zip(callee.parameters, call.operands, strict=True):
            if parameter in assigned:
                copy = self.slot(parameter, owner)
                before.instructions.append(Compute("move", copy, (argument,), call.span))
                slots[parameter] = copy
            elif (
                isinstance(argument, Slot)
                and not argument.temporary
                and argument.type is not MEMORY  # which is never assigned
            ):
                value = self.temporary(argument)
                before.instructions.append(Compute("move", value, (argument,), call.span))
                slots[parameter] = value
            else:
                slots[parameter] = argument
        for slot in callee.slots:
            slots[slot] = self.slot(slot, owner)
        blocks = {block: Block("inlined") for block in callee.blocks}
        # What a function inlines of itself stays on its own lines.
        place = None if callee.name == self.function.name else call.span
        copier = Copier(slots, blocks, self.temporary, place, before.handler)
        copies = [copier.block(block) for block in callee.blocks]
        self.redirect(call, copies, after, owner)
        before.terminator = Jump(copies[0], call.span)
        return copies

    def redirect(self, call: Call, copies: list[Block], after: Block, owner: str) -> None:
        """Let the copy's returns give their value to the call's result, and go on after it."""
        returns = [block for block in copies if isinstance(block.terminator, Return)]
        values = [block.terminator.value for block in returns]  # type: ignore[union-attr]
        if call.result is not None and len(returns) == 1 and values[0] is not None:
            returns[0].instructions.append(Compute("move", call.result, (values[0],), call.span))
        elif call.result is not None:
            returned = self.results.setdefault(call.function, Slot("result", call.result.type))
            place = self.slot(returned, owner)
            for block, value in zip(returns, values, strict=True):
                assert value is not None
                block.instructions.append(Compute("move", place, (value,), call.span))
            after.instructions.append(Compute("move", call.result, (place,), call.span))
        for block in returns:
            block.terminator = Jump(after, call.span)
