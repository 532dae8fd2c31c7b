"""Checks `text.translate(table)` and `str.maketrans(...)`.

A table is a dict by codes; what it holds decides which function of
`rt/objects/translating.py` works on it.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from ..object_types import STR, DictType, OptionalType
from .tree import Expression

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


def check_translate(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression:
    """`text.translate(table)`."""
    if len(node.args) != 1 or node.keywords:
        raise checker.fail("translate() takes a table", node, "make one with `str.maketrans`")
    table = checker.operand(node.args[0])
    t = table.type
    entry = t.value if isinstance(t, DictType) and t.key.is_integer else None
    optional = "optional_" if isinstance(entry, OptionalType) else ""
    base = entry.base if isinstance(entry, OptionalType) else entry
    if base is None or not (base is STR or base.is_integer):
        raise checker.fail(
            f"translate() takes a table of type dict[int, int] or dict[int, str], not {t}",
            node.args[0],
            "make one with `str.maketrans`",
        )
    kind = "texts" if base is STR else "codes"
    return checker.call_object(f"translating.translate_{optional}{kind}", [owner, table], node)


def check_maketrans(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`str.maketrans(table)`, `str.maketrans(x, y)` and `str.maketrans(x, y, z)`."""
    if not 1 <= len(node.args) <= 3 or node.keywords:
        raise checker.fail(
            "maketrans() takes a dict, or two or three texts",
            node,
            'write `str.maketrans("ab", "xy")`',
        )
    if len(node.args) > 1:
        texts = [checker.operand(argument, STR) for argument in node.args]
        kind = "codes" if len(texts) == 2 else "optional_codes"
        return checker.call_object(f"translating.make_{kind}", texts, node)
    table = checker.operand(node.args[0])
    t = table.type
    if isinstance(t, DictType) and t.key is STR:
        return checker.call_object("translating.make_by_characters", [table], node)
    if isinstance(t, DictType) and t.key.is_integer:
        return checker.call_object("dicts.copied", [table], node)
    raise checker.fail(
        f"maketrans() of one argument takes a dict by characters or by codes, not {t}",
        node.args[0],
        "give it two texts, or a dict",
    )
