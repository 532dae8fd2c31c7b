"""Makes room at once for what a comprehension over a range puts into its list.

    made = []                          made = []
    for i in range(n):                 at = room for the numbers of range(n), or 0
        made.append(i * i)     ->      if at != 0:
                                           for i in range(n):
                                               memory[at + i * 8] = i * i
                                           the length of `made` becomes that of range(n)
                                       else:
                                           the loop as it stands

Nobody sees the list before it is complete, and its elements are numbers: where the loop is
left by an error, a list without elements is given up.  Where there are too many, or there is
no room for them, the loop as it stands finds out, behind what else there is to be raised.

    filled(maker, statements)      # the statements with such loops in them rewritten
"""

from __future__ import annotations

from typing import Final

from ..object_types import ListType
from ..record import changed
from ..types import BOOL, INT, MEMORY, NONE
from .assigned import walk
from .quiet import target
from .rounds import literal, read_in
from .tree import (
    Assign,
    Evaluate,
    Expression,
    ForRange,
    If,
    Invoke,
    Literal,
    MoveOut,
    Operate,
    Put,
    Read,
    Sequence,
    Statement,
    Variable,
)
from .views import Maker

_WITH_ROOM: Final = "objects.lists.with_room"
_APPEND: Final = "objects.lists.append"


def filled(maker: Maker, statements: list[Statement]) -> list[Statement]:
    """The same statements; loops that fill a new list with numbers write them in their places."""
    made: list[Statement] = []
    for before, statement in zip([None, *statements], statements, strict=False):
        owner = _new_list(before)
        value = _appended(statement, owner)
        if owner is None or value is None:
            made.append(statement)
        else:
            assert isinstance(statement, ForRange)
            made += _in_place(maker, statement, Read(owner.type, None, owner), value)
    return made


def _new_list(statement: Statement | None) -> Variable | None:
    """The variable without a name in the source that a statement gives a new list of numbers."""
    match statement:
        case Assign(_, (variable,), (Invoke(_, _, _, (Literal(value=0),)) as call,), ()):
            t = variable.type
            numbers = isinstance(t, ListType) and not t.element.is_object and t.element is not NONE
            if target(call) == _WITH_ROOM and numbers and "." in variable.name:
                return variable
    return None


def _appended(statement: Statement, owner: Variable | None) -> Expression | None:
    """What a loop over a range appends to a list, if it does nothing else."""
    match statement:
        case ForRange(body=[Evaluate(_, Invoke(_, _, _, (Read(variable=into), value)) as call)]):
            if target(call) != _APPEND or into is not owner or statement.otherwise:
                return None
            if any(isinstance(node, Sequence | MoveOut) for node in walk(value)):
                return None  # which has statements of its own
            types = statement.start.type, statement.variable.type
            if types == (INT, INT) and literal(statement.step) == 1 and into not in read_in(value):
                return value
    return None


def _in_place(maker: Maker, node: ForRange, owner: Read, value: Expression) -> list[Statement]:
    t, span = maker.address, node.span
    assert isinstance(owner.type, ListType)
    start, first = maker.keep("start", node.start)
    stop, second = maker.keep("stop", node.stop)
    at, third = maker.keep("room", maker.call("prepared", owner, start, stop))
    counter = Read(INT, None, node.variable)
    index, origin = (Operate(t, None, "convert", (number,)) for number in (counter, start))
    size = Literal(t, None, owner.type.element.bits // 8)
    distance = Operate(t, None, "mul", (Operate(t, None, "sub", (index, origin)), size))
    place = Operate(t, None, "add", (at, distance))
    put = Put(NONE, span, Literal(MEMORY, None, 0), place, value)
    whole = changed(node, start=start, stop=stop)
    loop = changed(whole, body=[Evaluate(span, put)])
    complete = Evaluate(span, maker.call("completed", owner, start, stop))
    found = Operate(BOOL, None, "ne", (at, Literal(t, None, 0)))
    return [first, second, third, If(span, found, [loop, complete], [whole])]
