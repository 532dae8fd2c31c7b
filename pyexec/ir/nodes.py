"""The intermediate representation: functions of basic blocks over typed slots.

    def add_one(n: int64) -> int64, raises
    b0:
      %0: int64 = add_checked n, 1
      return %0

A slot is a mutable local; a temporary (`%0`) is a slot that is assigned exactly
once, before every use.  Structured control flow, short circuits and Python's own
operators are gone at this level: an instruction is a row of `ops.OPERATIONS`, a
call of another function, a call of the C library's mathematics, or an access to memory.

Where something raises, no block goes on with its result: control goes to the handler of
its block, or leaves the function where the block has none.

Memory is what loads and stores name first: a parameter, or `HEAP`, the program's own.

`span` is the place in the user's source that an instruction or terminator comes from;
where the runtime was inlined, that of the operator or call that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ..errors import Span
from ..interface import RaisedError
from ..ops import Value
from ..record import field, record, value
from ..types import MEMORY, Type


@record
class Slot:
    """A local of a function; compared by identity."""

    name: str
    type: Type
    temporary: bool = False


class UniqueNames:
    """Names that are taken in a function; a name asked for again gets a number."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._times = dict.fromkeys(taken, 1)

    def take(self, name: str) -> str:
        candidate = name
        while candidate in self._times:
            self._times[name] += 1
            candidate = f"{name}.{self._times[name]}"
        self._times[candidate] = 1
        return candidate


@value
class Const:
    """A constant of a type.  Two are equal when printed alike (0.0 and -0.0 differ)."""

    value: Value
    type: Type


Operand = Slot | Const

# The program's heap.  `passes.heap_parameter` makes it a parameter of all functions that
# need it.
HEAP: Final = Const(0, MEMORY)


@record
class Compute:
    """`result = operation operands`, a row of `ops.OPERATIONS`."""

    operation: str
    result: Slot
    operands: tuple[Operand, ...]
    span: Span | None = None
    fast: bool = False  # float arithmetic may be reassociated (fastmath=True)


@record
class Call:
    """`result = call function(operands)`; `result` is None for a function of no value."""

    function: str
    result: Slot | None
    operands: tuple[Operand, ...]
    span: Span | None = None


@record
class CallLibrary:
    """`result = libm name(operands)`: a function of the C library, as C computes it."""

    name: str
    result: Slot
    operands: tuple[Operand, ...]
    span: Span | None = None


@record
class Load:
    """`result = load memory[address]`: the bytes from there on as a number, little-endian.

    The operands are the memory and an address, which needs no alignment.
    """

    result: Slot
    operands: tuple[Operand, ...]
    span: Span | None = None


@record
class Store:
    """`store memory[address], value`: the operands are these three."""

    operands: tuple[Operand, ...]
    span: Span | None = None

    @property
    def result(self) -> None:
        """None: a store gives no value."""


@record
class Static:
    """`result = static memory, content`: the address of a constant block of the program.

    The block's header is the first eight bytes of the content; the address is that of what
    follows, in the memory, the one operand.  It is a multiple of eight.  Equal contents are
    one block, which may be written to.
    """

    result: Slot
    operands: tuple[Operand, ...]
    content: bytes
    span: Span | None = None


@record
class Catch:
    """`result = catch`: the error that led to this handler, which it stands at the head of.

    An error has the type int32; what number it is, the backend decides.
    """

    result: Slot
    span: Span | None = None

    @property
    def operands(self) -> tuple[Operand, ...]:
        """None: what was raised is found by itself."""
        return ()


@record
class Match:
    """`result = match error, classes`: whether an `except` with these classes catches it."""

    result: Slot
    operands: tuple[Operand, ...]
    classes: tuple[str, ...]  # built-in exceptions
    span: Span | None = None


@record
class Describe:
    """`result = describe memory, error`: the address of the error's constant message.

    It is that of a text, as `Static` would give it; 0 where the message was computed, and
    stands in the heap.  With `by_class` the text is the name of the error's class.
    """

    result: Slot
    operands: tuple[Operand, ...]
    by_class: bool = False
    span: Span | None = None


Instruction = Compute | Call | CallLibrary | Load | Store | Static | Catch | Match | Describe


@record
class Jump:
    target: Block
    span: Span | None = None


@record
class Branch:
    """Go on at `then` where `condition` is true, else at `otherwise`."""

    condition: Operand
    then: Block
    otherwise: Block
    unlikely: bool = False  # `then` is an error path
    span: Span | None = None


@record
class Return:
    value: Operand | None
    span: Span | None = None


@record
class Raise:
    """Go to the block's handler, or leave the function, with an exception."""

    error: RaisedError
    span: Span | None = None


@record
class Reraise:
    """The same with an error that was caught."""

    error: Operand
    span: Span | None = None


Terminator = Jump | Branch | Return | Raise | Reraise


@record
class Block:
    name: str
    instructions: list[Instruction] = field(factory=list)
    terminator: Terminator | None = None
    handler: Block | None = None  # where control goes from here when something raises

    def targets(self) -> tuple[Block, ...]:
        """The blocks that the terminator can go to."""
        match self.terminator:
            case Jump(target):
                return (target,)
            case Branch(_, then, otherwise):
                return (then, otherwise)
            case _:
                return ()

    def successors(self) -> tuple[Block, ...]:
        """The blocks that control can go to, the handler included."""
        return self.targets() if self.handler is None else (*self.targets(), self.handler)


@value
class Outside:
    """What there is to know of a function whose machine code is made by itself.

    Such a function has no blocks: a program calls it by its symbol.  What `passes.effects`
    would find out about it is set from the beginning.
    """

    symbol: str
    errors: tuple[RaisedError, ...]  # what its error codes mean, from 1 on
    uses_heap: bool  # it takes the heap's base before its own parameters
    stateful: bool  # it needs the heap's own state
    prints: bool
    has_statics: bool  # it refers to constant data


@record
class Function:
    """A function: parameters are slots that are set at entry."""

    name: str
    parameters: list[Slot]
    result: Type
    slots: list[Slot] = field(factory=list)  # locals that are not temporaries
    blocks: list[Block] = field(factory=list)  # the first is the entry
    inline: str = "auto"  # 'always', 'never' or 'auto'
    compact: bool = False  # its size counts more than its speed
    raises: bool = False  # set by passes.effects
    recursive: bool = False  # set by passes.effects: on a cycle of the call graph
    needs_stack: bool = False  # set by passes.effects: reaches a recursive function
    reads: bool = False  # set by passes.effects: memory
    writes: bool = False  # set by passes.effects: memory
    caught: bool = False  # set by passes.effects: called, if only indirectly, under a handler
    has_loop: bool = False  # set by passes.effects
    span: Span | None = None
    outside: Outside | None = None  # where it has no blocks

    def callees(self) -> set[str]:
        """The names of the functions that this one calls."""
        return {
            instruction.function
            for block in self.blocks
            for instruction in block.instructions
            if isinstance(instruction, Call)
        }


@record
class Program:
    """Functions by name; those in `exported` are called from outside.

    Three more of them may be exported for the backends.  `prepare` makes an empty heap of
    zeroed memory up to an address; it is None where the program needs no heap, or one that
    grows by itself.  `forget` gives up the text of an error's message, once that is read;
    it is None where no message is computed.  `prints` gives up the text that was printed,
    once that is written where it belongs; it is None where nothing is printed.
    """

    functions: dict[str, Function] = field(factory=dict)
    exported: tuple[str, ...] = ()
    prepare: str | None = None
    forget: str | None = None
    prints: str | None = None

    def reached(self, names: Iterable[str]) -> set[str]:
        """The names of functions and of all that they call, directly or not."""
        found = set(names)
        work = list(found)
        while work:
            for callee in self.functions[work.pop()].callees() - found:
                found.add(callee)
                work.append(callee)
        return found
