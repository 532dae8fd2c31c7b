"""What crosses no boundary of compiled code, that of this process included: functions, iterators.

refuse_functions(users)     # raises for `def f(key: Callable[[int], int]) -> int:`
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Final

from ..errors import CompileError, Diagnostic, UnsupportedError
from ..object_types import CallableType, IteratorType, parts, plain
from ..types import Type
from .unit import UserFunction, merge_errors


def refuse_functions(users: Sequence[UserFunction]) -> None:
    """Refuse function values and iterators where functions are called from outside.

    Raises:
        UnsupportedError: with every such parameter and result.
    """
    errors: list[CompileError] = []
    for user in users:
        source = user.checker.source
        signature = user.signature
        nodes = {a.arg: a for a in ast.walk(source.node.args) if isinstance(a, ast.arg)}
        for parameter in signature.parameters:
            if parameter.variadic:
                message = "a parameter with a star cannot cross the boundary of compiled code yet"
                span = source.span(nodes[parameter.name])
                help = "take a list; compiled functions can call this one with any number"
                errors.append(UnsupportedError([Diagnostic(message, span, help)]))
        places = [(p.type, nodes[p.name].annotation) for p in signature.parameters]
        for t, node in [*places, (signature.result, source.node.returns)]:
            kind = next((k for k in _KINDS if _has(t, k)), None)
            form = _form_in(t)
            if node is not None and (kind is not None or form is not None):
                name, help = _KINDS[kind] if kind is not None else (f"a {form}", _PLAIN)
                message = f"{name} cannot cross the boundary of compiled code yet"
                errors.append(UnsupportedError([Diagnostic(message, source.span(node), help)]))
    if errors:
        raise merge_errors(errors)


_KINDS: Final[dict[type[Type], tuple[str, str]]] = {
    CallableType: (
        "a function", "call this one from a compiled function that names the function it passes"
    ),
    IteratorType: ("an iterator", "return a list of its values: `return list(...)`"),
}  # fmt: skip


_PLAIN: Final = "take and return a plain dict or list: `return dict(...)`"


def _form_in(t: Type) -> Type | None:
    """What is a `defaultdict` or its like in a type."""
    if plain(t) is not t:
        return t
    return next((found for part in parts(t) if (found := _form_in(part)) is not None), None)


def _has(t: Type, kind: type[Type]) -> bool:
    return isinstance(t, kind) or any(_has(part, kind) for part in parts(t))
