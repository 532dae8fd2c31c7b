"""The checked program: a small typed tree in which nothing is left to decide.

`check` makes it from Python's syntax tree, `build` turns it into the IR.  Every
expression has a type, conversions are explicit, operators have become operations
and calls, and a name is a `Variable`.
"""

from __future__ import annotations

from typing import Final

from ..errors import Span
from ..interface import Constant, RaisedError
from ..record import field, record
from ..types import UINT64, Kind, Type

# The type of what can only be unpacked.
TUPLE: Final = Type("tuple", Kind.NONE, 0)


@record
class Variable:
    """A local variable or parameter; compared by identity."""

    name: str
    type: Type


@record
class Expression:
    type: Type
    span: Span | None


@record
class Literal(Expression):
    """A constant.  While it is weak it takes the type of the operand beside it."""

    value: Constant
    weak: bool = False


@record
class Read(Expression):
    variable: Variable
    captured: bool = False  # by a function within, which it is passed to


@record
class Operate(Expression):
    """A row of `ops.OPERATIONS`."""

    operation: str
    operands: tuple[Expression, ...]


@record
class Invoke(Expression):
    """A call of a function of the program, by its name there."""

    function: str
    operands: tuple[Expression, ...]


@record
class Library(Expression):
    """A call of a C library function on floats."""

    name: str
    operands: tuple[Expression, ...]


@record
class Fetch(Expression):
    """What stands in memory at an address."""

    memory: Expression
    address: Expression


@record
class Put(Expression):
    """Writes a value to memory at an address; it has no value itself."""

    memory: Expression
    address: Expression
    value: Expression


@record
class Logical(Expression):
    """`left and right` or `left or right`, giving an operand's value."""

    is_and: bool
    test: Expression  # the truth of `left`, which it holds as `held`
    held: Held | None  # None where the values are truth values themselves
    left: Expression
    right: Expression


@record
class Conditional(Expression):
    test: Expression
    then: Expression
    otherwise: Expression


@record
class Held(Expression):
    """The value of the `Hold` that has this node; compared by identity."""


@record
class Hold(Expression):
    """`value` is computed once, then `body`, in which `held` stands for it."""

    held: Held
    value: Expression
    body: Expression


@record
class Text(Expression):
    """A constant string: a block of the program's own, which is never freed."""

    value: str


@record
class Null(Expression):
    """None, where a type is optional."""


@record
class Pack(Expression):
    """A fresh block that holds these values side by side, each in eight bytes' room.

    A tuple, an optional number, a cell.
    """

    elements: tuple[Expression, ...]


@record
class Part(Expression):
    """The value at an index of what `Pack` made.

    The index is that of a tuple's element, else of a place of eight bytes: a complex number
    takes two places.
    """

    owner: Expression
    index: int


@record
class Received(Part):
    """The value that an iterator has just given, with its reference; it keeps none."""


@record
class SetPart(Expression):
    """Changes what a cell holds; no value itself."""

    owner: Expression
    index: int
    value: Expression


@record
class Pointer(Expression):
    """The address of an object, as a number; the object has to stay alive by itself."""

    operand: Expression


@record
class Adopt(Expression):
    """An address as an object of a type, a reference to which was counted already."""

    address: Expression


@record
class Take(Fetch):
    """What stands in memory at an address, its reference no longer counted there.

    `Fetch` of an object counts one reference more, `Put` counts one, for the memory's.
    """


@record
class Sequence(Expression):
    """A value for which statements are carried out first, in the midst of an expression."""

    statements: list[Statement]
    value: Expression


@record
class MoveOut(Expression):
    """A variable's value with its reference, which the variable gives up."""

    variable: Variable


@record
class Group(Expression):
    """Several values, for unpacking: a tuple that never exists as an object."""

    elements: tuple[Expression, ...]


@record
class Statement:
    span: Span | None


@record
class Assign(Statement):
    """All values are computed, then assigned to their variables from left to right."""

    targets: tuple[Variable, ...]
    values: tuple[Expression, ...]
    held: tuple[tuple[Held, Expression], ...] = ()  # computed before the values


@record
class Evaluate(Statement):
    value: Expression


@record
class Store(Evaluate):
    """A call that puts its last operand somewhere, which is computed before the others."""


@record
class If(Statement):
    test: Expression
    then: list[Statement]
    otherwise: list[Statement]


@record
class While(Statement):
    test: Expression
    body: list[Statement]
    otherwise: list[Statement]


@record
class Loop(Statement):
    """Goes through `advance` and `body` again and again, until an `Exhaust` of this loop.

    `advance` finds the next values; `continue` in the body goes to its beginning.
    """

    advance: list[Statement] = field(factory=list)
    body: list[Statement] = field(factory=list)
    otherwise: list[Statement] = field(factory=list)


@record
class Exhaust(Statement):
    """Ends a loop around here that has no further value: its `otherwise` comes next."""

    loop: Loop


@record
class Forget(Statement):
    """Drops the references that variables hold, before the function ends."""

    variables: tuple[Variable, ...]


@record
class ForRange(Statement):
    """`for variable in range(start, stop, step)`; the three share an integer type."""

    variable: Variable
    start: Expression
    stop: Expression
    step: Expression  # a Literal where it is known
    body: list[Statement]
    otherwise: list[Statement]
    simple: bool = False  # the step is positive, and stop + step does not overflow


@record
class Break(Statement):
    pass


@record
class Continue(Statement):
    pass


@record
class Return(Statement):
    value: Expression | None


@record
class Yield(Statement):
    """Gives a value to whoever goes through a generator, and goes on from here later."""

    value: Expression


@record
class Raise(Statement):
    error: RaisedError


@record
class RaiseText(Statement):
    """Raise an error whose message is computed."""

    kind: str  # the name of a built-in exception
    message: Expression


@record
class Handler:
    """An `except` clause; compared by identity."""

    span: Span | None
    classes: tuple[str, ...]  # built-in exceptions
    body: list[Statement] = field(factory=list)
    variable: Variable | None = None  # a string: the text of what it caught
    class_name: Variable | None = None  # a string too
    message: Variable | None = None  # an optional string: the text if it was computed


@record
class Try(Statement):
    body: list[Statement]
    handlers: list[Handler]
    otherwise: list[Statement]
    final: list[Statement]


@record
class Reraise(Statement):
    """Raise again what a handler caught."""

    handler: Handler


@record
class CheckedFunction:
    """A function that has passed every check."""

    name: str  # in the program
    parameters: list[Variable]
    result: Type
    body: list[Statement]
    span: Span | None
    variables: list[Variable] = field(factory=list)  # parameters not among them
    inline: str = "auto"
    fast: bool = False
    address: Type = UINT64  # how references are counted out on the target
    constants: tuple[Variable, ...] = ()  # those that hold containers of the module
    generator: int | None = None  # its number among those whose iterators have one type
