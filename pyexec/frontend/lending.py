"""Borrows a list out of a list where it is only looked into, without counting a reference.

    grid[y][x]        %0 = call lists.lent[list[int]](grid, y)
                      %1 = call lists.item[int](%0, x)

Between the two nothing can free the row: somebody keeps the list that it is taken from, the
index, and the value that is written, are numbers, and what computes them works on numbers
alone (`quiet`).

    borrowing(node, UINT64)     # the call to be built in the place of `node`
"""

from __future__ import annotations

from typing import Final

from ..object_types import ListType
from ..record import changed
from ..types import Type
from .generics import generic
from .quiet import ITEM, LENGTH, SET_ITEM, is_quiet, target
from .references import is_borrowed
from .tree import Expression, Invoke, Operate

LENT: Final = "objects.lists.lent"


def borrowing(node: Invoke, address: Type) -> Invoke:
    """A call that looks into an element of a list, with the element borrowed."""
    if target(node) not in (ITEM, SET_ITEM, LENGTH, LENT):
        return node
    owner, *others = node.operands
    if not (_can_be_lent(owner) and all(map(is_quiet, others))):
        return node
    return changed(node, operands=(lent(owner, address), *others))


def _can_be_lent(row: Expression) -> bool:
    """Whether an expression is an element of a list that stays: a fresh one would be gone."""
    if target(row) != ITEM:
        return False
    assert isinstance(row, Invoke)
    rows, index = row.operands
    return is_quiet(index) and (is_borrowed(rows) or _can_be_lent(rows))


def lent(owner: Expression, address: Type) -> Expression:
    """An element of a list, a list itself, to which no reference is counted."""
    assert isinstance(owner, Invoke)
    assert isinstance(owner.type, ListType)
    function = generic(LENT)
    instance = function.instance({function.variables[0]: owner.type}, address)
    found = Invoke(instance.result, owner.span, instance.name, owner.operands)
    return Operate(owner.type, owner.span, "move", (found,))
