"""Checks assignments, and decides the types of locals.

A local that is annotated has that type.  Any other takes the type of its first value;
with `infer`, the common type of all its values.
"""

from __future__ import annotations

import ast
import types as python_types
from typing import TYPE_CHECKING

from ..errors import CompileError, UnsupportedError
from ..object_types import (
    STR,
    DictType,
    ListType,
    OptionalType,
    SequenceType,
    TupleType,
    optional_of,
    plain,
)
from ..types import BOOL, INT, NONE, NOTHING, Type, promote
from . import defaults
from .annotations import resolve_annotation
from .arithmetic import BINARY_SYMBOLS, Suppressed
from .builtin_arguments import is_view
from .conversions import DoesNotFit, adapt, fits_implicitly, is_weak
from .cursors import taken
from .generics import holds_nothing, rebuild
from .iteration import as_list, iterable_list
from .objects import module_of
from .signature import SignatureChecker
from .source import Source
from .tree import (
    TUPLE,
    Assign,
    Evaluate,
    Expression,
    Forget,
    Group,
    Held,
    Hold,
    If,
    Literal,
    Operate,
    Part,
    RaiseText,
    Read,
    Statement,
    Text,
    Variable,
)

if TYPE_CHECKING:
    from .nested import Nested
    from .unit import Options, Unit


class AssignmentChecker(SignatureChecker):
    """Checks the statements that assign to locals."""

    def __init__(
        self,
        unit: Unit,
        source: Source,
        function: python_types.FunctionType,
        options: Options,
        bindings: dict[str, Type] | None = None,
    ) -> None:
        super().__init__(unit, source, function, options, bindings)
        self.annotated: dict[str, Type] = {}
        self.inferred: dict[str, Variable] = {}  # locals without an annotation
        self.changed = False  # whether a local's type has grown, so that all is checked again
        self.errors: list[CompileError] = []

    def check_Assign(self, node: ast.Assign) -> list[Statement]:
        first = node.targets[0]
        if len(node.targets) == 1 and isinstance(first, ast.Name):
            if isinstance(node.value, ast.Lambda) and first.id not in self.annotated:
                return self._name_lambda(first.id, node.value)
            if is_view(node.value) and not self.is_module_name(node.value.func):
                self._refuse_view(node.value)
            appended = self._appended(first.id, node.value)
            if appended is not None:
                change = ast.copy_location(ast.AugAssign(first, ast.Add(), appended), node)
                return self.check_AugAssign(change)
            value = self.operand(node.value, self._type_of_name(first))
            return [self.assign_name(first, value, node.value, node)]
        value = self._assigned_value(node.value)
        kept = value.type is TUPLE and any(isinstance(t, ast.Name) for t in node.targets)
        simple = all(_is_simple(target) for target in node.targets)
        if simple and not kept and not _is_container(value):
            return self._assign_targets(node.targets, value, node)
        return self._store_all(node.targets, value, node)

    def _appended(self, name: str, value: ast.expr) -> ast.expr | None:
        """What `name = name + ...` of a text appends, which is as `name += ...`."""
        match value:
            case ast.BinOp(ast.Name(left), ast.Add(), appended) if left == name:
                variable = self.variables.get(name)
                return appended if variable is not None and variable.type is STR else None
        return None

    def _refuse_view(self, node: ast.Call) -> None:
        """Refuse to keep what would change with its dict."""
        owner = self.operand(node.func.value) if isinstance(node.func, ast.Attribute) else None
        if owner is not None and isinstance(owner.type, DictType):
            raise self.fail(
                "a dict's view cannot be kept yet",
                node,
                f"make a list of it: `list({ast.unparse(node)})`",
                UnsupportedError,
            )

    def _name_lambda(self, name: str, node: ast.Lambda) -> list[Statement]:
        """`name = lambda ...`: a nested function."""
        from .nested import from_lambda

        if name in self.nested and self.nested[name].node.name != name:
            raise self.fail(f"'{name}' is a function already", node, "use another name")
        known = self.defined_function(node, from_lambda(name, node))
        self.nested[name] = known
        return defaults.statements(self, known)  # type: ignore[arg-type]

    def defined_function(self, key: ast.AST, node: ast.FunctionDef | ast.Lambda) -> Nested:
        """The nested function of a definition, the same in each round."""
        from .nested import define, from_lambda

        known = self.defined.get(key)
        if known is None:
            if isinstance(node, ast.Lambda):
                node = from_lambda("lambda", node)
            known = self.defined[key] = define(self, node)  # type: ignore[arg-type]
        return known

    def _type_of_name(self, name: ast.Name) -> Type | None:
        variable = self.variables.get(name.id)
        return None if variable is None or not variable.type.is_object else variable.type

    def assign_name(
        self, name: ast.Name, value: Expression, written: ast.expr, node: ast.AST
    ) -> Statement:
        """A name's assignment."""
        return self._assign_names([name], [value], written, node)

    def _assigned_value(self, node: ast.expr) -> Expression:
        checked = self.expression(node)
        if checked.type is NONE and not isinstance(checked, Literal):
            raise self.no_value(checked, node)
        return checked

    # Targets of all kinds

    def _store_all(
        self, targets: list[ast.expr], value: Expression, node: ast.Assign
    ) -> list[Statement]:
        """The value first, as a whole or in its parts; then the targets from left to right."""
        statements: list[Statement] = []
        single = len(targets) == 1 and isinstance(targets[0], ast.Tuple | ast.List)
        holds, elements = _open_group(value)
        if single and value.type is TUPLE and not holds and _fits_plainly(targets[0], elements):
            kept: list[Expression] = []
            for element in elements:
                variable, statement = self.keep("part", self.pack(self.settle(element)))
                statements.append(statement)
                kept.append(taken(variable, element.span))
            assert isinstance(targets[0], ast.Tuple | ast.List)
            for target, part in zip(targets[0].elts, kept, strict=True):
                statements += self.store(target, part, node)
            return statements
        value = self.pack(value)
        if len(targets) == 1:
            return self.store(targets[0], value, node)
        variable, statement = self.keep("value", self.settle(value))
        statements.append(statement)
        for target in targets:
            statements += self.store(target, Read(variable.type, value.span, variable), node)
        return [*statements, Forget(self.source.span(node), (variable,))]

    def bind(self, target: ast.expr, value: Expression, node: ast.AST) -> list[Statement]:
        """The assignment of a loop's value to its target."""
        holds, elements = _open_group(value)
        if value.type is TUPLE and not holds and _fits_plainly(target, elements):
            assert isinstance(target, ast.Tuple | ast.List)
            pairs = zip(target.elts, elements, strict=True)
            return [s for part, element in pairs for s in self.bind(part, element, node)]
        return self.store(target, self.pack(value), node)

    def store(self, target: ast.expr, value: Expression, node: ast.AST) -> list[Statement]:
        """`target = value` for a target of any kind."""
        match target:
            case ast.Name():
                return [self.assign_name(target, value, target, node)]
            case ast.Subscript(owner, index):
                return self.store_item(self.operand(owner), index, value, target)
            case ast.Tuple(elements) | ast.List(elements):
                return self._unpack_value(elements, value, target, node)
        raise self._bad_target(target)

    def _unpack_value(
        self, targets: list[ast.expr], value: Expression, where: ast.expr, node: ast.AST
    ) -> list[Statement]:
        """The parts of one value, stored from left to right."""
        if isinstance(value.type, OptionalType):
            value = self.present(value, "cannot unpack non-iterable NoneType object")
        if not value.type.is_object:
            raise self.fail(
                f"one {value.type} cannot be unpacked to {len(targets)} names",
                where,
                "write as many values as names: `a, b = x, y`",
            )
        span = self.source.span(where)
        stars = [i for i, target in enumerate(targets) if isinstance(target, ast.Starred)]
        if isinstance(value.type, TupleType):
            whole, first = self.keep("whole", value)
            owner = Read(value.type, span, whole)
            parts = [Part(t, span, owner, i) for i, t in enumerate(value.type.elements)]
            chosen = self._distribute(targets, parts, stars, where)
            return [first, *self._store_each(targets, chosen, node), Forget(span, (whole,))]
        values = as_list(self, value, where)
        whole, first = self.keep("whole", values)
        owner = Read(values.type, span, whole)
        check = self._check_length(owner, len(targets) - len(stars), bool(stars), where)
        items: list[Expression] = []
        count = len(targets)
        for i, _ in enumerate(targets):
            if stars and i == stars[0]:
                stop = (1 << 63) - 1 if i + 1 == count else i + 1 - count
                bounds = [Literal(INT, span, n) for n in (i, stop)]
                items.append(self.call_object("lists.between", [owner, *bounds], where))
            else:
                place = i - count if stars and i > stars[0] else i
                index = Literal(INT, span, place)
                items.append(self.call_object("lists.item", [owner, index], where))
        return [first, *check, *self._store_each(targets, items, node), Forget(span, (whole,))]

    def _distribute(
        self,
        targets: list[ast.expr],
        parts: list[Part],
        stars: list[int],
        where: ast.expr,
    ) -> list[Expression]:
        """What each target of a tuple of known length gets."""
        if len(parts) < len(targets) - len(stars) or (not stars and len(parts) != len(targets)):
            raise self.fail(
                f"{len(parts)} values cannot be unpacked to {len(targets)} names",
                where,
                "write as many names as there are values",
            )
        if not stars:
            return list(parts)
        star, behind = stars[0], len(targets) - stars[0] - 1
        middle = parts[star : len(parts) - behind]
        made = self.list_of_values(
            middle, self.element_type(middle, where), self.source.span(where)
        )
        return [*parts[:star], made, *parts[len(parts) - behind :]]

    def _store_each(
        self, targets: list[ast.expr], values: list[Expression], node: ast.AST
    ) -> list[Statement]:
        statements: list[Statement] = []
        for target, value in zip(targets, values, strict=True):
            inner = target.value if isinstance(target, ast.Starred) else target
            statements += self.store(inner, value, node)
        return statements

    def _check_length(
        self, owner: Expression, count: int, starred: bool, where: ast.expr
    ) -> list[Statement]:
        """ValueError where there are too few or too many values."""
        span = self.source.span(where)
        length, first = self.keep("length", self.length(owner, where))
        found = Read(INT, span, length)
        least = "at least " if starred else ""
        few = self.call_object(
            "unpacking.too_few", [found, Literal(INT, span, count), Text(STR, span, least)], where
        )
        under = Operate(BOOL, span, "lt", (found, Literal(INT, span, count)))
        over = Operate(BOOL, span, "gt", (found, Literal(INT, span, count)))
        statements: list[Statement] = [
            first,
            If(span, under, [RaiseText(span, "ValueError", few)], []),
        ]
        if not starred:
            many = self.call_object("unpacking.too_many", [found, Literal(INT, span, count)], where)
            statements.append(If(span, over, [RaiseText(span, "ValueError", many)], []))
        return statements

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
        node: ast.AST,
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
        assign = Assign(span, tuple(targets), tuple(converted), tuple(held or ()))
        shares = [s for variable in targets for s in self.share(variable.name)]
        # One statement that is several: what several functions have goes to its cell.
        return If(span, Literal(BOOL, span, True), [assign, *shares], []) if shares else assign

    def _variable(self, name: ast.Name, value: Expression, written: ast.expr) -> Variable:
        """The variable that a value is assigned to, made or widened as the rules have it."""
        variable = self.variables.get(name.id)
        if variable is None and name.id in self.scoped:
            variable = self.hidden(name.id, self.kept_type(value))
            self.variables[name.id] = variable
            return variable
        if variable is None:
            if not self.options.infer and _made_of_literals(written):
                text = self._stored_type(value)
                shown = str(text).replace(NOTHING.name, INT.name)
                self.variables[name.id] = self.inferred[name.id] = Variable(name.id, text)
                self.errors.append(
                    self.fail(
                        f"local variable '{name.id}' needs a type annotation",
                        name,
                        f"write `{name.id}: {shown} = {self.source.segment(written)}`, "
                        "or compile with infer=True",
                    )
                )
                return self.variables[name.id]
            variable = Variable(name.id, self._stored_type(value))
            self.variables[name.id] = self.inferred[name.id] = variable
            return variable
        if name.id in self.inferred and self.options.infer:
            self._grow(variable, value)
        return variable

    def _stored_type(self, value: Expression) -> Type:
        t = self.kept_type(value)
        return optional_of_nothing() if t is NONE else t

    def _grow(self, variable: Variable, value: Expression) -> None:
        """Widen an inferred variable to hold one more value, and have the body checked again."""
        if value.type.is_object or variable.type.is_object or value.type is NONE:
            joined = self.join(variable.type, self.kept_type(value))
            if joined is not None and joined is not variable.type:
                variable.type = joined
                self.changed = True
            return
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
        if t is NONE and node.value is not None:
            raise self.fail(
                "a variable cannot be None", node.annotation, "give it the type of a number"
            )
        variable = self.variables[name]
        if plain(variable.type) is plain(t):
            t = variable.type
        if variable.type is not t:
            raise self.fail(
                f"'{name}' is {variable.type} already, and cannot be {t} too",
                node.annotation,
                "use another name",
            )
        if node.value is None:
            return []
        value = self.operand(node.value, t)
        if isinstance(t, ListType) and isinstance(value.type, SequenceType | TupleType):
            value = as_list(self, value, node, t.element)
        return [self._assign_names([node.target], [value], node.value, node)]

    def check_AugAssign(self, node: ast.AugAssign) -> list[Statement]:
        symbol = BINARY_SYMBOLS[type(node.op)]
        if isinstance(node.target, ast.Subscript):
            return self._change_item(node.target, symbol, node)
        if not isinstance(node.target, ast.Name):
            raise self._bad_target(node.target)
        current = self._read(node.target)
        if module_of(current.type) in ("lists", "sets", "dicts"):
            right = self._in_place_operand(symbol, current, node)
            changed = self.in_place(symbol, current, right, node)
            if changed is not None:
                return [Evaluate(self.source.span(node), changed)]
        else:
            right = self.operand(node.value, current.type if current.type.is_object else None)
        if (
            symbol == "+"
            and current.type is right.type is STR
            and node.target.id not in self.shared
        ):
            # Nobody else has the text while it is being built, or it is copied as ever.
            result = self.call_object("strings.append_in_place", [current, right], node)
        else:
            result = self.binary(symbol, current, right, node)
        return [self._assign_names([node.target], [result], node.target, node)]

    def _in_place_operand(
        self, symbol: str, current: Expression, node: ast.AugAssign
    ) -> Expression:
        if isinstance(current.type, ListType) and symbol == "+":
            wanted = current.type.element
            return iterable_list(self, node.value, None if holds_nothing(wanted) else wanted)
        return self.operand(node.value, current.type)

    def _change_item(
        self, target: ast.Subscript, symbol: str, node: ast.AugAssign
    ) -> list[Statement]:
        """`owner[index] += value`: owner and index are computed once."""
        if isinstance(target.slice, ast.Slice):
            return self._change_slice(target, target.slice, symbol, node)
        span = self.source.span(node)
        owner = self.present(self.operand(target.value), "'NoneType' object is not subscriptable")
        module = self._assignable(owner, target)
        whole, first = self.keep("owner", owner)
        index, second = self.keep("place", self.settle(self.pack(self.index(owner, target.slice))))
        operands: list[Expression] = [
            Read(owner.type, span, whole),
            Read(index.type, span, index),
        ]
        current = self.item_of(operands[0], operands[1], module, target)
        if isinstance(owner, Read | Operate) and holds_nothing(owner.type):
            self.refine(owner, self._with_key(owner.type, index.type))
        right = self.operand(node.value, current.type if current.type.is_object else None)
        statements: list[Statement] = [first, second]
        kept, third = self.keep("item", current)
        held = Read(kept.type, span, kept)
        changed = self.in_place(symbol, held, right, node)
        if changed is not None:
            statements += [third, Evaluate(span, changed), Forget(span, (kept,))]
        else:
            result = self.binary(symbol, current, right, node)
            call = self.call_object(f"{module}.set_item", [*operands, result], target)
            self._refine_owner(owner, operands[0])
            statements.append(Evaluate(span, call))
        return [*statements, Forget(span, (whole,))]

    def _change_slice(
        self, target: ast.Subscript, bounds: ast.Slice, symbol: str, node: ast.AugAssign
    ) -> list[Statement]:
        """`owner[i:j] += values`: a new list of the slice is changed, and put in its place."""
        span = self.source.span(node)
        owner = self.present(self.operand(target.value), "'NoneType' object is not subscriptable")
        whole, first = self.keep("owner", owner)
        statements = [first]
        operands: list[Expression] = [Read(owner.type, span, whole)]
        self._assignable(operands[0], target)
        if not isinstance(owner.type, ListType):
            raise self.fail("a dict has keys, not slices", target, "change one element")
        for bound in self.bounds(bounds):
            kept: Expression = bound
            if not isinstance(bound, Literal):
                variable, statement = self.keep("bound", bound)
                statements.append(statement)
                kept = Read(variable.type, span, variable)
            operands.append(kept)
        made, statement = self.keep("slice", self.call_object("lists.slice", operands, target))
        current = Read(made.type, span, made)
        right = self.operand(node.value, owner.type)
        changed = self.in_place(symbol, current, right, node)
        if changed is None:
            raise self.fail(f"{symbol}= does not work on a slice", node, "assign to it")
        put = self.call_object("lists.set_slice", [*operands, current], target)
        statements += [statement, Evaluate(span, changed), Evaluate(span, put)]
        return [*statements, Forget(span, (whole, made))]

    def _refine_owner(self, owner: Expression, kept: Expression) -> None:
        """What became known of the hidden variable holds for the owner too."""
        if isinstance(kept, Read) and kept.variable.type is not owner.type:
            self.refine(owner, kept.variable.type)

    def _with_key(self, t: Type, key: Type) -> Type:
        return rebuild(t, (key, t.value)) if isinstance(t, DictType) else t

    def check_Delete(self, node: ast.Delete) -> list[Statement]:
        statements: list[Statement] = []
        for target in node.targets:
            match target:
                case ast.Subscript():
                    statements += self.delete_item(target)
                case ast.Name():
                    statements += self._delete_name(target)
                case ast.Tuple(elements) | ast.List(elements):
                    several = ast.copy_location(ast.Delete(elements), node)
                    statements += self.check_Delete(several)
                case _:
                    raise self.fail(
                        "'del' of this cannot be compiled yet",
                        target,
                        "delete one element: `del x[i]`",
                        UnsupportedError,
                    )
        return statements

    def _delete_name(self, target: ast.Name) -> list[Statement]:
        """`del name`: the name has no value any more."""
        variable = self.variables.get(target.id)
        if variable is None and target.id in self.local_names and target.id not in self.nested:
            self.unknown.add(target.id)
            raise Suppressed
        if variable is None or target.id in self.shared or target.id in self.outer_cells:
            raise self.fail(
                f"'del' of '{target.id}', which functions within use, cannot be compiled yet",
                target,
                "leave it out: a local goes with its function",
                UnsupportedError,
            )
        span = self.source.span(target)
        read = Evaluate(span, Read(variable.type, span, variable))
        return [read, Forget(span, (variable,))]


def optional_of_nothing() -> Type:
    """The type of a variable that has only been None so far."""
    return optional_of(NOTHING)


def _is_simple(target: ast.expr) -> bool:
    """Whether a target is a name, or some names side by side."""
    if isinstance(target, ast.Tuple | ast.List):
        return all(isinstance(element, ast.Name) for element in target.elts)
    return isinstance(target, ast.Name)


def _is_container(value: Expression) -> bool:
    """Whether a value is one object, or None; not several values side by side."""
    return value.type.is_object or value.type is NONE


def _fits_plainly(target: ast.expr, elements: tuple[Expression, ...]) -> bool:
    """Whether a target has one part for each of these values."""
    return (
        isinstance(target, ast.Tuple | ast.List)
        and len(target.elts) == len(elements)
        and not any(isinstance(part, ast.Starred) for part in target.elts)
    )


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
