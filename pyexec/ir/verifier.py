"""What must hold of every function in the IR, checked after each pass.

1. A function has at least one block, or is outside and has none; block, slot and temporary
   names are unique.
2. Every block ends in a terminator, and jumps only to blocks of its function.
3. Every operand and result is a parameter, slot or temporary of the function, or
   a constant whose value its type can hold.
4. An operation is a row of `ops.OPERATIONS`, and its types fit the row's pattern.
5. A call names a function of the program; its operands and result have the types
   of the parameters and of the result.
6. A branch's condition is `bool`; a returned value has the function's type.
7. A temporary is assigned exactly once, and on every path before it is used.
8. A handler is a block of the function; a catch stands at the head of a block, and its
   error, like that of a match or reraise, is an int32.
9. A load or store goes to a memory, which is a parameter or HEAP, at an address of 32 or 64
   unsigned bits, of an integer or float; nothing else is done with a memory than to pass
   it on or to ask for its extent.
10. Static data has a header at least, and its address the type of one.
"""

from __future__ import annotations

from typing import NoReturn

from ..ops import OPERATIONS, fits_pattern, round_float
from ..types import BOOL, INT32, MEMORY, NONE, UINT32, UINT64, Kind, Type
from .nodes import (
    HEAP,
    Block,
    Branch,
    Call,
    CallLibrary,
    Catch,
    Compute,
    Const,
    Describe,
    Function,
    Instruction,
    Load,
    Match,
    Operand,
    Program,
    Reraise,
    Return,
    Slot,
    Static,
    Store,
)


class VerifierError(AssertionError):
    """The IR breaks an invariant: a fault in the compiler, not in the user's program."""


def verify_program(program: Program) -> None:
    """Raise `VerifierError` where an invariant does not hold."""
    for name in program.exported:
        if name not in program.functions:
            raise VerifierError(f"exported function {name} is missing")
    for function in program.functions.values():
        if function.outside is not None:
            if function.blocks:
                raise VerifierError(f"{function.name} is outside, and has blocks")
            continue
        _Verifier(program, function).run()


class _Verifier:
    def __init__(self, program: Program, function: Function) -> None:
        self.program = program
        self.function = function
        self.assigned: dict[Slot, Block] = {}  # temporaries and the block that assigns them

    def fail(self, text: str) -> NoReturn:
        raise VerifierError(f"{self.function.name}: {text}")

    def run(self) -> None:
        function = self.function
        if not function.blocks:
            self.fail("no blocks")
        self.known = set(function.parameters) | set(function.slots)
        blocks = set(function.blocks)
        for block in function.blocks:
            if block.terminator is None:
                self.fail(f"{block.name} has no terminator")
            for target in block.successors():
                if target not in blocks:
                    self.fail(f"{block.name} jumps to {target.name}, which is not there")
            for instruction in block.instructions:
                self.collect(block, instruction)
        names = [slot.name for slot in [*self.known, *self.assigned]]
        names += [block.name for block in function.blocks]
        if len(set(names)) != len(names):
            self.fail("a name stands for two things")
        for block in function.blocks:
            self.check_block(block)
        self.check_order()

    def collect(self, block: Block, instruction: Instruction) -> None:
        slot = instruction.result
        if slot is None or not slot.temporary:
            return
        if slot in self.assigned:
            self.fail(f"{slot.name} is assigned twice")
        self.assigned[slot] = block

    def check_block(self, block: Block) -> None:
        for instruction in block.instructions:
            for operand in instruction.operands:
                self.check_operand(operand)
            if instruction.result is not None:
                self.check_operand(instruction.result)
            match instruction:
                case Compute():
                    self.check_compute(instruction)
                case Call():
                    self.check_call(instruction)
                case CallLibrary():
                    self.check_library(instruction)
                case Catch(result):
                    if result.type is not INT32 or instruction is not block.instructions[0]:
                        self.fail("a catch that is not at the head of a block, or no int32")
                case Match(result, (error,)):
                    if error.type is not INT32 or result.type is not BOOL:
                        self.fail(f"a match of {error.type} that gives {result.type}")
                case Describe(result, (memory, error)):
                    self.check_place(memory, result)
                    if error.type is not INT32:
                        self.fail(f"describes {error.type}")
                case Match() | Describe():
                    self.fail("a match with other operands")
                case Load(result, (memory, address)):
                    self.check_access(memory, address, result.type)
                case Store((memory, address, written)):
                    self.check_access(memory, address, written.type)
                case Static(result, (memory,), content):
                    self.check_place(memory, result)
                    if len(content) < 8:
                        self.fail("static data without a header")
                case Load() | Store() | Static():
                    self.fail("an access to memory with other operands")
        match block.terminator:
            case Branch(condition):
                self.check_operand(condition)
                if condition.type is not BOOL:
                    self.fail(f"{block.name} branches on {condition.type}")
            case Reraise(error):
                self.check_operand(error)
                if error.type is not INT32:
                    self.fail(f"reraises {error.type}")
            case Return(None):
                if self.function.result is not NONE:
                    self.fail("returns nothing")
            case Return(value):
                assert value is not None
                self.check_operand(value)
                if value.type is not self.function.result:
                    self.fail(f"returns {value.type}, not {self.function.result}")

    def check_operand(self, operand: Operand) -> None:
        if isinstance(operand, Slot):
            if operand not in self.known and operand not in self.assigned:
                self.fail(f"{operand.name} is not a slot of this function")
        elif not _can_hold(operand):
            self.fail(f"{operand.type} cannot hold {operand.value!r}")

    def check_compute(self, node: Compute) -> None:
        if node.operation not in OPERATIONS:
            self.fail(f"there is no operation {node.operation}")
        types = tuple(operand.type for operand in node.operands)
        if not fits_pattern(node.operation, types, node.result.type):
            given = ", ".join(map(str, types))
            self.fail(f"{node.operation} of {given} -> {node.result.type} does not fit its row")

    def check_call(self, node: Call) -> None:
        callee = self.program.functions.get(node.function)
        if callee is None:
            self.fail(f"calls {node.function}, which is not there")
            return
        if [o.type for o in node.operands] != [p.type for p in callee.parameters]:
            self.fail(f"calls {node.function} with operands of other types")
        result = node.result.type if node.result is not None else NONE
        if result is not callee.result:
            self.fail(f"takes {result} from {node.function}, which gives {callee.result}")

    def check_library(self, node: CallLibrary) -> None:
        for t in [node.result.type, *(operand.type for operand in node.operands)]:
            if not (t.is_float and t.bits == 64):
                self.fail(f"libm {node.name} on {t}")

    def check_access(self, memory: Operand, address: Operand, t: Type) -> None:
        self.check_place(memory, address)
        if t.kind not in (Kind.SIGNED, Kind.UNSIGNED, Kind.FLOAT):
            self.fail(f"an access of type {t}")

    def check_place(self, memory: Operand, address: Operand) -> None:
        if memory.type is not MEMORY or not (memory == HEAP or memory in self.function.parameters):
            self.fail("an access to what is no memory")
        if address.type not in (UINT32, UINT64):
            self.fail(f"an address of type {address.type}")

    def check_order(self) -> None:
        """Each use of a temporary stands after its assignment, in that block or in one
        that every path to the use goes through."""
        dominator = immediate_dominators(self.function)
        for block in self.function.blocks:
            if block not in dominator:
                continue  # never reached
            self.check_uses(block, dominator)

    def check_uses(self, block: Block, dominator: dict[Block, Block]) -> None:
        here: set[Slot] = set()
        for instruction in block.instructions:
            self.check_ready(instruction.operands, block, here, dominator)
            if instruction.result is not None:
                here.add(instruction.result)
        match block.terminator:
            case Branch(condition):
                self.check_ready((condition,), block, here, dominator)
            case Return(value) if value is not None:
                self.check_ready((value,), block, here, dominator)
            case Reraise(error):
                self.check_ready((error,), block, here, dominator)

    def check_ready(
        self,
        operands: tuple[Operand, ...],
        block: Block,
        here: set[Slot],
        dominator: dict[Block, Block],
    ) -> None:
        for operand in operands:
            if isinstance(operand, Slot) and operand.temporary and operand not in here:
                home = self.assigned[operand]
                above = block
                while above is not home and dominator[above] is not above:
                    above = dominator[above]
                if above is not home or home is block:
                    self.fail(f"{operand.name} is used before it is assigned")


def immediate_dominators(function: Function) -> dict[Block, Block]:
    """The nearest block that every path to a block goes through; the entry's is itself.

    The algorithm "Semi-NCA" of Georgiadis and Tarjan ("Linear-Time Algorithms for
    Dominators and Related Problems", 2005), which takes no time by the square of the blocks
    where many errors have one way out.  Blocks that are never reached are left out.
    """
    before = _predecessors(function)
    order, parent = _spanning_tree(function.blocks[0], before)
    number = {block: index for index, block in enumerate(order)}
    above, least = list(parent), list(range(len(order)))
    semi = list(range(len(order)))
    for index in range(len(order) - 1, 0, -1):
        semi[index] = min(
            semi[_least_above(number[p], index, above, least, semi)]
            for p in before[order[index]]
            if p in number
        )
    nearest = list(parent)
    for index in range(1, len(order)):
        while nearest[index] > semi[index]:
            nearest[index] = nearest[nearest[index]]
    return {block: order[nearest[index]] for index, block in enumerate(order)}


def _predecessors(function: Function) -> dict[Block, list[Block]]:
    """From where each block may be reached.

    A handler is taken to be reached from before its blocks, none of whose instructions may
    have happened.
    """
    found: dict[Block, dict[Block, None]] = {block: {} for block in _postorder(function)}
    for block in found:
        for successor in block.targets():
            found[successor][block] = None
    entry = function.blocks[0]
    guarded = [(block, block.handler) for block in found if block.handler is not None]
    changed = True
    while changed:  # once more for each handler that has a handler
        changed = False
        for block, handler in guarded:
            known = len(found[handler])
            found[handler].update(found[block])
            if block is entry:  # which has none before it
                found[handler][entry] = None
            changed = changed or len(found[handler]) > known
    return {block: list(before) for block, before in found.items()}


def _spanning_tree(entry: Block, before: dict[Block, list[Block]]) -> tuple[list[Block], list[int]]:
    """The blocks in the order of a search by depth, and for each the one that led to it."""
    successors: dict[Block, list[Block]] = {block: [] for block in before}
    for block, found in before.items():
        for predecessor in found:
            successors[predecessor].append(block)
    order: list[Block] = []
    parent: list[int] = []
    seen: set[Block] = set()
    work = [(entry, 0)]
    while work:
        block, led = work.pop()
        if block in seen:
            continue
        seen.add(block)
        work += [(successor, len(order)) for successor in successors[block]]
        order.append(block)
        parent.append(led)
    return order, parent


def _least_above(index: int, last: int, above: list[int], least: list[int], semi: list[int]) -> int:
    """Of a block and those above it that come behind `last`, the one of the least `semi`."""
    if index <= last:
        return index
    path = []
    while above[index] > last:
        path.append(index)
        index = above[index]
    for one in reversed(path):  # shorter for whoever asks next
        upper = above[one]
        if semi[least[upper]] < semi[least[one]]:
            least[one] = least[upper]
        above[one] = above[upper]
        index = one
    return least[index]


def _postorder(function: Function) -> list[Block]:
    """Reachable blocks, each after those that it leads to, but for loops."""
    order: list[Block] = []
    seen = {function.blocks[0]}
    work = [(function.blocks[0], iter(function.blocks[0].successors()))]
    while work:
        block, successors = work[-1]
        for successor in successors:
            if successor not in seen:
                seen.add(successor)
                work.append((successor, iter(successor.successors())))
                break
        else:
            work.pop()
            order.append(block)
    return order


def _can_hold(constant: Const) -> bool:
    t, value = constant.type, constant.value
    match t.kind:
        case Kind.BOOL:
            return isinstance(value, bool)
        case Kind.SIGNED | Kind.UNSIGNED:
            return type(value) is int and t.holds(value)
        case Kind.FLOAT:
            return isinstance(value, float) and (value != value or round_float(t, value) == value)
        case Kind.COMPLEX:
            return isinstance(value, complex)
        case Kind.MEMORY:
            return constant == HEAP
        case _:
            return False
