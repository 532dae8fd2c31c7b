"""Functions within functions: each becomes a function of the program with more parameters.

    def outer(n: int) -> int:
        def step(x): return x + n       # step(n, x) in the program
        return step(1)

What it uses of the function around it is passed along in each call, as it is then.  A
variable that is `nonlocal` somewhere stands in a cell that both have.  Where a parameter or
the result has no annotation, its type follows from the calls and the `return`s.
"""

from __future__ import annotations

import ast
import types as python_types
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..errors import CompileError, UnsupportedError
from ..interface import Parameter, Signature
from ..object_types import iterator_of
from ..record import changed, record
from ..types import NONE, NOTHING, Type
from .annotations import resolve_annotation
from .arithmetic import Suppressed
from .check import FunctionChecker, own_nodes
from .defaults import default_nodes, kept_default, kept_names
from .function_values import check_capture
from .iterators import is_generator
from .signature import generator_result
from .source import Source
from .tree import CheckedFunction, Expression, Held, Hold, Invoke, Variable

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


@record
class Nested:
    """A function that is defined in another one, or a lambda that has a name."""

    node: ast.FunctionDef
    name: str  # in the program
    owner: FunctionChecker
    parameters: dict[str, Type | None]
    result: Type | None
    checked: CheckedFunction | None = None
    checking: bool = False
    asked: bool = False  # for its result, by a call in its own body

    def forget(self) -> None:
        """Have it checked again: the function around it is."""
        self.checked = None


def define(owner: FunctionChecker, node: ast.FunctionDef) -> Nested:
    """The definition of a nested function, whose body is checked when it is called.

    Raises:
        CompileError: where it has parameters that cannot be compiled.
    """
    arguments = node.args
    if node.decorator_list:
        raise owner.fail(
            "a decorated nested function cannot be compiled yet",
            node.decorator_list[0],
            "define it beside this function, or leave the decorator out",
            UnsupportedError,
        )
    for star in (arguments.vararg, arguments.kwarg):
        if star is not None:
            raise owner.fail(
                f"the parameter '{star.arg}' cannot be compiled yet",
                star,
                "name each parameter",
                UnsupportedError,
            )
    parameters: dict[str, Type | None] = {
        a.arg: None if a.annotation is None else resolve_annotation(owner, a.annotation)
        for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    }
    result = _known_result(owner, node)
    name = owner.unit.unique(f"{owner.source.node.name}.{node.name}")
    _stand_in(owner, node)
    return Nested(node, name, owner, parameters, result)


def _known_result(owner: FunctionChecker, node: ast.FunctionDef) -> Type | None:
    """The type of the result, where the definition tells it before the body is checked."""
    if is_generator(node):
        if node.returns is not None:
            return generator_result(owner, node.returns)
        return iterator_of(NOTHING)
    if node.returns is not None:
        return resolve_annotation(owner, node.returns)
    returns = [n for n in own_nodes(node) if isinstance(n, ast.Return)]
    return NONE if all(_returns_none(n) for n in returns) else None


def _returns_none(node: ast.Return) -> bool:
    value = node.value
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def from_lambda(name: str, node: ast.Lambda) -> ast.FunctionDef:
    """`name = lambda ...` as a definition."""
    body = ast.copy_location(ast.Return(node.body), node.body)
    made = ast.FunctionDef(name, node.args, [body], [], None, None)
    return ast.copy_location(made, node)


def _stand_in(owner: FunctionChecker, node: ast.FunctionDef) -> python_types.FunctionType:
    """A Python function that stands for a nested one, which does not exist yet."""
    outer = owner.function
    if node.name.startswith("<"):
        return outer  # it has no code of its own
    cells = dict(zip(outer.__code__.co_freevars, outer.__closure__ or (), strict=True))
    for code in _codes(outer.__code__):
        if code.co_name in (node.name, "<lambda>") and code.co_firstlineno == node.lineno:
            closure = tuple(cells.get(n) or python_types.CellType() for n in code.co_freevars)
            return python_types.FunctionType(code, outer.__globals__, node.name, None, closure)
    # What is never executed has no code there, but is checked as it stands.
    module = compile(ast.Module([node], []), owner.source.path, "exec")
    code = next(c for c in module.co_consts if isinstance(c, python_types.CodeType))
    return python_types.FunctionType(code, outer.__globals__, node.name)


def _codes(outer: python_types.CodeType) -> Iterator[python_types.CodeType]:
    """The code of what is defined in a function, if only in a comprehension there."""
    for code in outer.co_consts:
        if isinstance(code, python_types.CodeType):
            yield code
            if code.co_name.startswith("<") and code.co_name != "<lambda>":
                yield from _codes(code)


def captured(nested: Nested) -> list[str]:
    """The variables of the functions around it that a nested function uses, if only in others."""
    found: dict[str, None] = {}
    seen: set[Nested] = set()
    work = [nested]
    while work:
        one = work.pop()
        if one in seen:
            continue
        seen.add(one)
        own = _bound(one.node)
        for name in _used(one.node):
            known = one.owner.nested.get(name)
            if name in own:
                continue
            if known is not None:
                work.append(known)
                found.update(dict.fromkeys(kept_names(known).values()))
            elif name in nested.owner.local_names:
                found[name] = None
    return list(found)


def _used(node: ast.FunctionDef | ast.Lambda) -> list[str]:
    """The names that a function reads or assigns, but for those of functions in it."""
    found: dict[str, None] = {}
    work: list[ast.AST] = [node.body] if isinstance(node, ast.Lambda) else list(node.body)
    while work:
        child = work.pop(0)
        if isinstance(child, ast.FunctionDef | ast.Lambda):
            own = _bound(child)
            found.update(dict.fromkeys(name for name in _used(child) if name not in own))
            continue
        if isinstance(child, ast.Name):
            found[child.id] = None
        work += ast.iter_child_nodes(child)
    return list(found)


def _bound(node: ast.FunctionDef | ast.Lambda) -> set[str]:
    """The names that belong to a function itself."""
    arguments = node.args
    own = {a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    outer: set[str] = set()
    work: list[ast.AST] = [node.body] if isinstance(node, ast.Lambda) else list(node.body)
    while work:
        child = work.pop()
        match child:
            case ast.Nonlocal(names) | ast.Global(names):
                outer.update(names)
            case ast.FunctionDef():
                own.add(child.name)
                continue
            case ast.Name(name, ast.Store()) | ast.MatchAs(_, str() as name):
                own.add(name)
        work += ast.iter_child_nodes(child)
    return own - outer


def call(checker: ExpressionChecker, nested: Nested, node: ast.Call) -> Expression:
    """A call of a nested function."""
    span = checker.source.span(node)
    if any(isinstance(a, ast.Starred) for a in node.args):
        checker.refuse(next(a for a in node.args if isinstance(a, ast.Starred)))
    arguments = _arguments(checker, nested, node)
    checked = check_body(checker, nested)
    nested.asked = nested.asked or nested.checking
    result = NOTHING if nested.result is None else nested.result
    if result is NOTHING and not any(n.checking for n in checker.nested.values()):
        # Gone with the round where a later one knows more.
        nested.owner.errors.append(
            checker.fail(
                f"nothing tells the type of what {nested.node.name}() returns",
                node,
                f"annotate it: `def {nested.node.name}(...) -> int:`",
            )
        )
    if is_generator(nested.node):
        for name in captured(nested):
            check_capture(checker, name, node)
    outer = [checker.captured_value(name, node) for name in captured(nested)]
    names = list(nested.parameters)
    types = checked.parameters[len(outer) :] if checked is not None else None
    held: dict[str, Held] = {}
    for index, name in enumerate(names):
        t = nested.parameters[name] if types is None else types[index].type
        assert t is not None
        arguments[name] = checker.widen(arguments[name], t, f"'{name}' is")
        held[name] = Held(arguments[name].type, span)
    order = list(arguments)
    if order == names:
        operands = tuple(arguments[name] for name in names)
        return Invoke(result, span, nested.name, (*outer, *operands))
    body: Expression = Invoke(result, span, nested.name, (*outer, *(held[n] for n in names)))
    for name in reversed(order):
        body = Hold(result, span, held[name], arguments[name], body)
    return body


def _arguments(checker: ExpressionChecker, nested: Nested, node: ast.Call) -> dict[str, Expression]:
    """The arguments by the parameters' names, in the order in which they are computed."""
    names = list(nested.parameters)
    given: dict[str, ast.expr] = {}
    if len(node.args) > len(names):
        count = "1 argument" if len(names) == 1 else f"{len(names)} arguments"
        raise checker.fail(
            f"{nested.node.name}() takes {count}, not {len(node.args)}",
            node,
            "leave the others out",
        )
    given.update(zip(names, node.args, strict=False))
    for keyword in node.keywords:
        if keyword.arg not in nested.parameters or keyword.arg in given:
            raise checker.fail(
                f"{nested.node.name}() has no argument '{keyword.arg}' to take here",
                keyword,
                f"its arguments are {', '.join(names)}" if names else "call it without",
            )
        given[keyword.arg] = keyword.value
    found: dict[str, Expression] = {}
    for name, argument in given.items():
        value = checker.operand(argument, nested.parameters[name])
        found[name] = value
        _grow(checker, nested, name, value)
    for name in names:
        if name not in found:
            found[name] = _default(checker, nested, name, node)
            _grow(checker, nested, name, found[name])
    return found


def _grow(checker: ExpressionChecker, nested: Nested, name: str, value: Expression) -> None:
    """Let a parameter without an annotation take what it is given."""
    argument = next(
        a
        for a in (
            *nested.node.args.posonlyargs,
            *nested.node.args.args,
            *nested.node.args.kwonlyargs,
        )
        if a.arg == name
    )
    if argument.annotation is not None:
        return
    t = checker.kept_type(value)
    known = nested.parameters[name]
    joined = t if known is None else checker.join(known, t)
    if joined is not None and joined is not known:
        nested.parameters[name] = joined
        nested.owner.changed = nested.owner.changed or known is not None
        nested.checked = None


def _default(checker: ExpressionChecker, nested: Nested, name: str, node: ast.Call) -> Expression:
    default = default_nodes(nested).get(name)
    if default is None:
        raise checker.fail(f"{nested.node.name}() needs an argument for '{name}'", node, "write it")
    if name in kept_names(nested):
        return kept_default(checker, nested, name, node)
    return checker.operand(default, nested.parameters[name])


def check_body(checker: ExpressionChecker, nested: Nested) -> CheckedFunction | None:
    """The body, checked once for each time that the function around it is; None within it."""
    if nested.checked is not None or nested.checking:
        return nested.checked
    nested.checking, nested.asked = True, False
    try:
        inner = NestedChecker(nested)
        nested.checked = inner.check(nested.name)
        nested.result = nested.checked.result
        inner.tell_owner()
    except CompileError as error:
        if not isinstance(error, Suppressed):
            nested.owner.errors.append(error)
        raise Suppressed from error
    finally:
        nested.checking = False
    checker.unit.nested[nested.name] = nested.checked
    return nested.checked


class NestedChecker(FunctionChecker):
    """Checks a nested function, which knows the variables around it."""

    def __init__(self, nested: Nested) -> None:
        owner = nested.owner
        source = changed(owner.source, node=nested.node)
        assert isinstance(source, Source)
        self.this = nested
        super().__init__(
            owner.unit, source, _stand_in(owner, nested.node), owner.options, owner.bindings
        )
        self.outer_names = captured(nested)
        self.outer: list[Variable] = []
        self.outer_nested = owner.nested
        self.result_inferred = nested.node.returns is None
        self.shared = frozenset(n for n in self.outer_names if n in owner.shared)

    def outer_imports(self) -> Mapping[str, object]:
        """Those of the function around, as far as this one has no names of its own for them."""
        own = _bound(self.this.node)
        return {n: v for n, v in self.this.owner.names.imported.items() if n not in own}

    def signature(self) -> Signature:
        """The parameters that the source names."""
        known = {name: t for name, t in self.this.parameters.items() if t is not None}
        parameters = tuple(Parameter(name, t) for name, t in known.items())
        result = self.this.result if self.this.result is not None else NOTHING
        return Signature(self.this.node.name, parameters, result)

    def parameter_variables(self, signature: Signature) -> list[Variable]:
        owner = self.this.owner
        self.outer = []
        for name in self.outer_names:
            variable = owner.variables.get(name)
            if variable is None:
                owner.unknown.add(name)
                raise Suppressed
            self.outer.append(Variable(name, variable.type))
        passed = [self.captured_cell(v) if v.name in self.shared else v for v in self.outer]
        return [*passed, *super().parameter_variables(signature)]

    def infer_result(self, node: ast.Return) -> None:
        """As of any function; calls of this one that were checked with another type go again."""
        if self.result is NOTHING and node.value is not None:
            self._guess(node.value)
        super().infer_result(node)
        self._know_result()

    def yielded_grew(self) -> None:
        self.this.result = iterator_of(self.yielded)
        self.this.owner.changed = self.this.owner.changed or self.this.asked

    def _guess(self, value: ast.expr) -> None:
        """Let the alternative that does not call this function tell what the others give."""
        match value:
            case ast.IfExp(_, then, otherwise):
                alternatives = [then, otherwise]
            case ast.BoolOp(_, alternatives):
                pass
            case _:
                return
        for alternative in alternatives:
            try:
                t = self.kept_type(self.operand(alternative))
            except CompileError:
                continue  # reported with the whole
            if t is not NOTHING:
                self.result = t
                self._know_result()
                return

    def _know_result(self) -> None:
        """Let calls of this function have the type of the result that is known by now."""
        if self.result is not self.this.result:
            self.this.result = self.result
            self.this.owner.changed = self.this.owner.changed or self.this.asked

    def captured_variables(self) -> dict[str, Variable]:
        """What the body knows by name besides its own."""
        return {v.name: v for v in self.outer}

    def tell_owner(self) -> None:
        """What became known of the variables around is known there."""
        owner = self.this.owner
        for variable in self.outer:
            known = owner.variables[variable.name]
            joined = owner.join(known.type, variable.type)
            if joined is not None and joined is not known.type:
                known.type = joined
                owner.changed = True
