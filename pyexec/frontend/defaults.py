"""Defaults of parameters that a call in compiled code leaves out.

    def scaled(n: int, scale: tuple[int, int] = (2, 3)) -> int: ...
    scaled(5)                       # scale is a tuple that is equal to the default

A list, dict or set that is a default is one object for all calls in Python.  Here each call
makes an equal one, so a function must not change it, nor give it away: that is refused where
a call needs the default.  A call from Python passes Python's own object.

The defaults of a function within another one are computed where it is defined, and kept in
variables of the function around it (`statements`).
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from ..errors import CompileError, UnsupportedError
from ..interface import Parameter
from ..object_types import has_mutable
from ..record import record
from . import globals
from .changes import Changes
from .tree import Assign, Expression, Statement, Variable

if TYPE_CHECKING:
    from .check import FunctionChecker
    from .expressions import ExpressionChecker
    from .nested import Nested
    from .unit import UserFunction


@record
class DefaultUse:
    """A call that needs a default that can be changed."""

    callee: UserFunction
    parameter: Parameter
    error: CompileError  # if the function changes it


def default_of(
    checker: ExpressionChecker, callee: UserFunction, parameter: Parameter, node: ast.Call
) -> Expression:
    """The default of a parameter of a function of the module."""
    _, value = callee.checker.default(parameter.name)
    if not globals.is_container(value):
        made = checker.constant_default(parameter.default, parameter.type)
    else:
        made = globals.made(checker, node, value, parameter.type)
        if has_mutable(parameter.type):
            error = checker.fail(
                f"the default of '{parameter.name}' is one object for all calls, and may change",
                node,
                f"pass it in the call: `{parameter.name}=...`",
                UnsupportedError,
            )
            checker.unit.default_uses.append(DefaultUse(callee, parameter, error))
    return checker.widen(made, parameter.type, f"'{parameter.name}' is")


def faults(uses: list[DefaultUse], changes: Changes) -> list[CompileError]:
    """The errors of calls whose callee changes a default, or gives it away."""
    found = []
    for use in uses:
        signature = use.callee.signature
        names = [p.name for p in signature.parameters]
        changed = changes[use.callee.name]
        into_others = any(
            change is not None and p.name != use.parameter.name and has_mutable(p.type)
            for change, p in zip(changed, signature.parameters, strict=True)
        )
        if changed[names.index(use.parameter.name)] or into_others or has_mutable(signature.result):
            found.append(use.error)
    return found


# Functions within functions


def default_nodes(nested: Nested) -> dict[str, ast.expr]:
    """The defaults of a function's parameters in the source."""
    arguments = nested.node.args
    positional = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
    found = dict(zip(reversed(positional), reversed(arguments.defaults), strict=False))
    named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return {**found, **{a.arg: node for a, node in named if node is not None}}


def kept_names(nested: Nested) -> dict[str, str]:
    """The variables in which defaults stand that are no constants, by the parameters' names."""
    return {
        name: f"{nested.node.name}.{name}.default"
        for name, node in default_nodes(nested).items()
        if not isinstance(node, ast.Constant | ast.UnaryOp)
    }


def statements(owner: FunctionChecker, nested: Nested) -> list[Statement]:
    """Computes the defaults of a nested function, where it is defined."""
    nodes = default_nodes(nested)
    found: list[Statement] = []
    for parameter, name in kept_names(nested).items():
        node = nodes[parameter]
        t = nested.parameters[parameter]
        value = owner.settle(owner.pack(owner.operand(node, t)))
        t = t or owner.kept_type(value)
        variable = owner.inferred.get(name)
        if variable is None:
            variable = owner.inferred[name] = Variable(name, t)
        joined = owner.join(variable.type, t)
        if joined is not None and joined is not variable.type:
            variable.type = joined
            owner.changed = True
        owner.variables[name] = variable
        fitted = owner.widen(value, variable.type, f"'{parameter}' is")
        found.append(Assign(owner.source.span(node), (variable,), (fitted,)))
    return found


def kept_default(
    checker: ExpressionChecker, nested: Nested, name: str, node: ast.AST
) -> Expression:
    """The default that was computed where a nested function was defined."""
    return checker.captured_value(kept_names(nested)[name], node)
