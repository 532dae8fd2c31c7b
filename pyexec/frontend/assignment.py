"""Checks assignments, and decides the types of locals.

A local that is annotated has that type.  Any other takes the type of its first value;
with `infer`, the common type of all its values.
"""

from __future__ import annotations

import ast
import types as python_types
from typing import TYPE_CHECKING

from ..errors import CompileError, UnsupportedError
from ..types import NONE, Type, promote
from .annotations import resolve_annotation
from .arithmetic import BINARY_SYMBOLS
from .conversions import DoesNotFit, adapt, fits_implicitly, is_weak
from .signature import SignatureChecker
from .source import Source
from .tree import (
    TUPLE,
    Assign,
    Expression,
    Group,
    Held,
    Hold,
    Literal,
    Statement,
    Variable,
)

if TYPE_CHECKING:
    from .unit import Options, Unit


class AssignmentChecker(SignatureChecker):
    """Checks the statements that assign to locals."""

    def __init__(
        self,
        unit: Unit,
        source: Source,
        function: python_types.FunctionType,
        options: Options,
        binding: Type | None = None,
    ) -> None:
        super().__init__(unit, source, function, options, binding)
        self.annotated: dict[str, Type] = {}
        self.inferred: dict[str, Variable] = {}  # locals without an annotation
        self.changed = False  # whether a local's type has grown, so that all is checked again
        self.errors: list[CompileError] = []

    def check_Assign(self, node: ast.Assign) -> list[Statement]:
        value = self._assigned_value(node.value)
        if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            if value.type is TUPLE:
                raise self._tuple_kept(node.value)
            return [self._assign_names([node.targets[0]], [value], node.value, node)]
        return self._assign_targets(node.targets, value, node)

    def _assigned_value(self, node: ast.expr) -> Expression:
        checked = self.expression(node)
        return checked if checked.type is TUPLE else self._number(checked, node)

    def _tuple_kept(self, node: ast.expr) -> CompileError:
        return self.fail(
            "a tuple can only be unpacked",
            node,
            "give each of its values a name: `a, b = ...`",
            UnsupportedError,
        )

    def _number(self, checked: Expression, node: ast.expr) -> Expression:
        if checked.type is NONE:
            raise self.no_value(checked, node)
        return checked

    def _assign_targets(
        self, targets: list[ast.expr], value: Expression, node: ast.Assign
    ) -> list[Statement]:
        """`a = b = value` and `a, b = x, y`: values first, then targets left to right."""
        holds, elements = _open_group(value)
        names: list[ast.Name] = []
        values: list[Expression] = []
        held: list[tuple[Held, Expression]] = list(holds)
        kept: list[Expression] = []
        for element in elements:
            if isinstance(element, Literal) or len(targets) == 1:
                kept.append(element)
            else:
                name = Held(element.type, element.span)
                held.append((name, element))
                kept.append(name)
        for target in targets:
            if isinstance(target, ast.Name):
                if value.type is TUPLE:
                    raise self._tuple_kept(node.value)
                names.append(target)
                values.append(kept[0])
            else:
                found = self._unpack(target, kept, value, node)
                names += found
                values += kept
        return [self._assign_names(names, values, node.value, node, held)]

    def _unpack(
        self, target: ast.expr, values: list[Expression], value: Expression, node: ast.Assign
    ) -> list[ast.Name]:
        if not isinstance(target, ast.Tuple | ast.List):
            raise self._bad_target(target)
        if value.type is not TUPLE:
            raise self.fail(
                f"one {value.type} cannot be unpacked to {len(target.elts)} names",
                node.value,
                "write as many values as names: `a, b = x, y`",
            )
        names: list[ast.Name] = []
        for element in target.elts:
            if not isinstance(element, ast.Name):
                raise self._bad_target(element)
            names.append(element)
        if len(names) != len(values):
            raise self.fail(
                f"{len(values)} values cannot be unpacked to {len(names)} names",
                target,
                "write as many names as there are values",
            )
        return names

    def _bad_target(self, target: ast.expr) -> CompileError:
        if isinstance(target, ast.Attribute):
            message, help = "attributes cannot be assigned in compiled code", "use a variable"
        elif isinstance(target, ast.Subscript):
            message, help = "assignment to an index cannot be compiled yet", "use variables"
        elif isinstance(target, ast.Tuple | ast.List):
            message, help = "nested unpacking cannot be compiled yet", "unpack in two statements"
        else:
            message, help = "'*' unpacking cannot be compiled yet", "name each value"
        return self.fail(message, target, help, UnsupportedError)

    def _assign_names(
        self,
        names: list[ast.Name],
        values: list[Expression],
        source: ast.expr,
        node: ast.stmt,
        held: list[tuple[Held, Expression]] | None = None,
    ) -> Statement:
        literal_elements = source.elts if isinstance(source, ast.Tuple) else None
        targets: list[Variable] = []
        converted: list[Expression] = []
        for index, (name, value) in enumerate(zip(names, values, strict=True)):
            written = source
            if literal_elements is not None and len(literal_elements) == len(values):
                written = literal_elements[index]
            variable = self._variable(name, value, written)
            targets.append(variable)
            converted.append(self.widen(value, variable.type, f"'{name.id}' is"))
        span = self.source.span(node)
        return Assign(span, tuple(targets), tuple(converted), tuple(held or ()))

    def _variable(self, name: ast.Name, value: Expression, written: ast.expr) -> Variable:
        """The variable that a value is assigned to, made or widened as the rules have it."""
        variable = self.variables.get(name.id)
        if variable is None:
            if not self.options.infer and _made_of_literals(written):
                self.variables[name.id] = self.inferred[name.id] = Variable(
                    name.id, self.settle(value).type
                )
                text = self.settle(value).type
                self.errors.append(
                    self.fail(
                        f"local variable '{name.id}' needs a type annotation",
                        name,
                        f"write `{name.id}: {text} = {self.source.segment(written)}`, "
                        "or compile with infer=True",
                    )
                )
                return self.variables[name.id]
            variable = Variable(name.id, self.settle(value).type)
            self.variables[name.id] = self.inferred[name.id] = variable
            return variable
        if name.id in self.inferred and self.options.infer:
            self._grow(variable, value)
        return variable

    def _grow(self, variable: Variable, value: Expression) -> None:
        """Widen an inferred variable to hold one more value, and have the body checked again."""
        if fits_implicitly(value.type, variable.type):
            return
        if is_weak(value) and isinstance(value, Literal):
            try:
                adapt(value, variable.type)
                return
            except DoesNotFit:
                pass
        joined = promote(value.type, variable.type)
        if joined is not None and joined is not variable.type:
            variable.type = joined
            self.changed = True

    def check_AnnAssign(self, node: ast.AnnAssign) -> list[Statement]:
        if not isinstance(node.target, ast.Name):
            raise self._bad_target(node.target)
        t = resolve_annotation(self, node.annotation)
        name = node.target.id
        if t is NONE:
            raise self.fail(
                "a variable cannot be None", node.annotation, "give it the type of a number"
            )
        variable = self.variables[name]
        if variable.type is not t:
            raise self.fail(
                f"'{name}' is {variable.type} already, and cannot be {t} too",
                node.annotation,
                "use another name",
            )
        if node.value is None:
            return []
        return [self._assign_names([node.target], [self.value(node.value)], node.value, node)]

    def check_AugAssign(self, node: ast.AugAssign) -> list[Statement]:
        if not isinstance(node.target, ast.Name):
            raise self._bad_target(node.target)
        current = self._read(node.target)
        right = self.value(node.value)
        result = self.binary(BINARY_SYMBOLS[type(node.op)], current, right, node)
        return [self._assign_names([node.target], [result], node.target, node)]


def _open_group(
    value: Expression,
) -> tuple[list[tuple[Held, Expression]], tuple[Expression, ...]]:
    """The elements of a tuple, and what is to be held while they are computed."""
    holds: list[tuple[Held, Expression]] = []
    while isinstance(value, Hold) and value.type is TUPLE:
        holds.append((value.held, value.value))
        value = value.body
    if isinstance(value, Group):
        return holds, value.elements
    return holds, (value,)


def _made_of_literals(node: ast.expr) -> bool:
    """Whether a value has nothing in it that has a type of its own."""
    return not any(
        isinstance(child, ast.Name | ast.Call | ast.Attribute) for child in ast.walk(node)
    )
