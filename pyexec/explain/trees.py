"""Python's syntax tree and the typed tree, as indented text: a node a line.

    Return
      value: Operate move  int
        Invoke integers.modulo_signed[int64]  int64
          Read parts  int

What a node holds stands behind its name, where it is short, or below it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from ..errors import Span
from ..frontend.depth import deeply
from ..frontend.tree import CheckedFunction, Handler, Loop, Variable
from ..types import Type

# A line of text, and the number of its source line.
Numbered = tuple[str, int]

_INDENT = "  "


@deeply
def syntax_lines(node: ast.FunctionDef) -> list[Numbered]:
    """Python's syntax tree of a function."""
    return list(_syntax("", node, node.lineno, 0))


def _syntax(label: str, node: ast.AST, line: int, depth: int) -> Iterator[Numbered]:
    line = getattr(node, "lineno", line)
    facts: list[str] = []
    children: list[tuple[str, ast.AST]] = []
    for name, held in ast.iter_fields(node):
        if isinstance(held, ast.expr_context) or held is None or held == []:
            continue
        if isinstance(held, ast.operator | ast.unaryop | ast.boolop):
            facts.append(f"{name}={type(held).__name__}")
        elif isinstance(held, ast.AST):
            children.append((name, held))
        elif isinstance(held, list) and isinstance(held[0], ast.cmpop):
            facts.append(f"{name}={','.join(type(each).__name__ for each in held)}")
        elif isinstance(held, list):
            children += [(f"{name}[{index}]", each) for index, each in enumerate(held) if each]
        else:
            facts.append(f"{name}={held!r}")
    head = f"{label}: " if label else ""
    yield _INDENT * depth + head + " ".join([type(node).__name__, *facts]), line
    # Statements last, in the order of their lines.
    for name, child in sorted(children, key=lambda pair: isinstance(pair[1], ast.stmt)):
        yield from _syntax(name, child, line, depth + 1)


@deeply
def typed_lines(function: CheckedFunction) -> list[Numbered]:
    """The typed tree of a function: its head, and the statements of its body."""
    line = function.span.line if function.span else 0
    parameters = ", ".join(f"{p.name}: {p.type}" for p in function.parameters)
    lines = [(f"{function.name}({parameters}) -> {function.result}", line)]
    lines += [(f"{_INDENT}local {v.name}: {v.type}", line) for v in function.variables]
    for statement in function.body:
        lines += _typed("", statement, line, 1)
    return lines


def statement_lines(statement: object) -> list[str]:
    """The typed tree of a statement."""
    return [text for text, _ in _typed("", statement, 0, 0)]


def _typed(label: str, node: Any, line: int, depth: int) -> Iterator[Numbered]:
    own = {name: getattr(node, name) for name in type(node).__match_args__}
    span = own.get("span")
    line = span.line if span is not None else line
    facts: list[str] = []
    children: list[tuple[str, Any]] = []
    bodies: list[tuple[str, list[Any]]] = []
    for name, held in own.items():
        if isinstance(held, Type | Span) or name == "weak":
            continue  # the last is settled when the tree is complete
        if isinstance(held, list):
            bodies.append((name, held))
        elif isinstance(held, Handler):
            facts += held.classes  # the one that it names stands where it is
        elif isinstance(held, Loop):
            continue  # the loop around it, which an `Exhaust` names
        elif name == "classes":
            facts += held
        elif isinstance(held, tuple):
            children += [("", child) for child in _flat(held)]
        elif isinstance(held, Variable):
            facts.append(held.name)
        elif hasattr(held, "__match_args__"):
            children.append((name, held))
        elif name == "value" and held is not None:
            facts.append(repr(held))
        elif isinstance(held, bool):
            facts += [name] if held else []
        elif held is not None:
            facts.append(str(held))
    kind = f"  {own['type']}" if "type" in own else ""
    words = " ".join([type(node).__name__, *facts])
    yield f"{_INDENT * depth}{label + ': ' if label else ''}{words}{kind}", line
    for name, child in children:
        yield from _typed(name, child, line, depth + 1)
    for name, statements in bodies:
        if statements:
            yield f"{_INDENT * (depth + 1)}{name}:", line
        for statement in statements:
            yield from _typed("", statement, line, depth + 2)


def _flat(held: tuple[Any, ...]) -> Iterator[Any]:
    """What a tuple holds; pairs of nodes in it one after the other."""
    for each in held:
        if isinstance(each, tuple):
            yield from each
        else:
            yield each
