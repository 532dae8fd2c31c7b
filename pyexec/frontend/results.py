"""What a function returns tells what its empty containers are for.

    def squares(n: int) -> list[float]:
        found = []                  # a list[float], since it is returned
        ...
        return found

    returned_containers(node, list_of(FLOAT)) == {"found": list_of(FLOAT)}

Asked where a function does not check as it is written: what is put into a container tells its
type first.
"""

from __future__ import annotations

import ast

from ..object_types import DictType, ListType, OptionalType, SetType, plain
from ..types import Type


def returned_containers(node: ast.FunctionDef, result: Type) -> dict[str, Type]:
    """Locals that begin as an empty container, or one of equal elements, and are returned."""
    t = result.base if isinstance(result, OptionalType) else result
    if plain(t) is not t or not isinstance(t, ListType | DictType | SetType):
        return {}
    returned: set[str] = set()
    begun: dict[str, int] = {}
    stored: dict[str, int] = {}
    for child in ast.walk(node):
        match child:
            case ast.Return(ast.Name(name)):
                returned.add(name)
            case ast.Assign([ast.Name(name)], value) if _begins(value, t):
                begun[name] = begun.get(name, 0) + 1
            case ast.AugAssign(ast.Name(name)):
                stored[name] = stored.get(name, 0) - 1
        match child:
            case ast.Name(name, ast.Store()) | ast.arg(name):
                stored[name] = stored.get(name, 0) + 1
    found = [n for n, times in begun.items() if n in returned and stored.get(n) == times]
    return dict.fromkeys(found, t)


def _begins(value: ast.expr, t: Type) -> bool:
    """Whether a container of such a type can begin as this."""
    match value:
        case ast.List([]) | ast.BinOp(ast.List([_]), ast.Mult()):
            return isinstance(t, ListType)
        case ast.Dict([]):
            return isinstance(t, DictType)
        case ast.Call(ast.Name(name), [], []):
            kinds = {"list": ListType, "dict": DictType, "set": SetType}
            return name in kinds and isinstance(t, kinds[name])
    return False
