"""Looks a key up once where its value is changed: `d[key] += 1`, `d[key] = d.get(key, 0) + 1`.

    d[key] = d.get(key, 0) + 1   ->   at = where the value of `key` stands in `d`, or 0
                                      if at != 0:
                                          memory[at] = memory[at] + 1
                                      else:
                                          the statement as it stands

What is added is a number that is read or written in the source, so nothing happens to the
dict between the lookup and the change; an overflow is raised before it.  A key that is not
there is for the statement as it stands.

    looked_up(maker, statements, done)      # the statements with such ones in them rewritten
"""

from __future__ import annotations

from typing import Final

from ..object_types import DictType
from ..record import changed
from ..types import BOOL, MEMORY, NONE
from .generics import generic
from .quiet import target
from .tree import (
    Evaluate,
    Expression,
    Fetch,
    If,
    Invoke,
    Literal,
    Operate,
    Put,
    Read,
    Statement,
)
from .views import Maker

_SET_ITEM: Final = "objects.dicts.set_item"
_LOOKUPS: Final = ("objects.dicts.item", "objects.dicts.get")


def looked_up(maker: Maker, statements: list[Statement], done: set[Statement]) -> list[Statement]:
    """The same statements; those that change a number in a dict look for it once.

    `done` gathers those that stay for keys that are not there.
    """
    made: list[Statement] = []
    for statement in statements:
        match statement:
            case Evaluate(_, Invoke(_, _, _, (Read() as owner, Read() as key, value)) as call):
                if (
                    target(call) == _SET_ITEM
                    and isinstance(value, Operate)
                    and statement not in done
                ):
                    done.add(statement)
                    made += _once(maker, statement, owner, key, value)
                    continue
        made.append(statement)
    return made


def _once(
    maker: Maker, statement: Evaluate, owner: Read, key: Read, value: Operate
) -> list[Statement]:
    t = owner.type
    first, *others = value.operands
    if not isinstance(t, DictType) or t.value.is_object or t.value is NONE or value.type != t.value:
        return [statement]
    if not _finds(first, owner, key) or not all(map(_is_plain, others)):
        return [statement]
    function = generic("objects.dicts.place")
    bindings = dict(zip(function.variables, (t.key, t.value), strict=True))
    instance = function.instance(bindings, maker.address)
    call = Invoke(instance.result, statement.span, instance.name, (owner, key))
    at, look = maker.keep("entry", call)
    memory = Literal(MEMORY, None, 0)
    old = Fetch(first.type, first.span, memory, at)
    new = changed(value, operands=(old, *others))
    change = Evaluate(statement.span, Put(NONE, statement.span, memory, at, new))
    found = Operate(BOOL, None, "ne", (at, Literal(maker.address, None, 0)))
    return [look, If(statement.span, found, [change], [statement])]


def _finds(node: Expression, owner: Read, key: Read) -> bool:
    """Whether an expression is the value that a dict has for a key, or else a constant."""
    match node:
        case Invoke(_, _, _, (Read(variable=a), Read(variable=b), *default)):
            same = a is owner.variable and b is key.variable
            return same and target(node) in _LOOKUPS and all(map(_is_plain, default))
    return False


def _is_plain(node: Expression) -> bool:
    """Whether an expression is a number that a variable has, or a constant."""
    return isinstance(node, Read | Literal) and not node.type.is_object
