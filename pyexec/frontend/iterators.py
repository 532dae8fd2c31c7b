"""Iterators that are kept, and generators: `it = iter(values)`, `next(it)`, `yield`.

    it = zip(names, counts)         # as if of  def zip(a, b):
    first = next(it)                #               for item in zip(a, b): yield item

A loop over `zip(...)` and its like needs no iterator (`iteration`).  Where one is kept, it is
that of a generator, made here for the purpose.  All generators whose iterators have one type
are known when the program is compiled: going on goes through a function of the program that
looks at the number in the iterator's block (`made_functions`), as calls of function values do.
`suspending` builds the generators.
"""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from ..interface import RaisedError
from ..object_types import STR, IteratorType, optional_of
from ..record import changed
from ..types import BOOL, INT, NONE, Type
from .function_values import discarding
from .made_once import is_ready
from .suspending import NUMBER, VALUE, resuming
from .tree import (
    Assign,
    CheckedFunction,
    Conditional,
    Evaluate,
    Expression,
    Handler,
    Held,
    Hold,
    If,
    Invoke,
    Literal,
    Operate,
    Part,
    Raise,
    Read,
    Received,
    Return,
    Sequence,
    Statement,
    Text,
    Try,
    Variable,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


def going_on(t: IteratorType) -> str:
    """The name of the function that takes an iterator of a type to its next value."""
    return f"next {t}"


def further(checker: ExpressionChecker, iterator: Expression) -> Expression:
    """Whether an iterator has a further value, to which it goes."""
    t = iterator.type
    assert isinstance(t, IteratorType)
    checker.unit.iterators.setdefault(t, [])
    return Invoke(BOOL, iterator.span, going_on(t), (iterator,))


def received(iterator: Expression) -> Expression:
    """The value that an iterator has gone to, once."""
    t = iterator.type
    assert isinstance(t, IteratorType)
    return Received(t.element, iterator.span, iterator, VALUE)


def is_generator(node: ast.FunctionDef) -> bool:
    """Whether a function has a `yield` of its own."""
    from .check import own_nodes

    return any(isinstance(n, ast.Yield | ast.YieldFrom) for n in own_nodes(node))


def number_of(checker: ExpressionChecker, name: str, t: IteratorType) -> int:
    """The number of a generator among those whose iterators have one type."""
    known = checker.unit.iterators.setdefault(t, [])
    if name not in known:
        known.append(name)
    return known.index(name)


# Builtins


def check_iter(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`iter(values)`."""
    if len(node.args) != 1 or node.keywords:
        raise checker.fail("iter() takes one iterable here", node, "write `iter(values)`")
    if not isinstance(node.args[0], ast.GeneratorExp):
        value = checker.operand(node.args[0])
        if isinstance(value.type, IteratorType):
            return value
    return _kept(checker, "iter", node, ast.Name("argument.0", ast.Load()), node.args)


def check_composed(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`zip(a, b)` and its like as a value: what they run over is computed now."""
    name = ast.unparse(node.func)
    calls = checker.resolve(node.func) in (builtins.map, builtins.filter)
    first = 1 if calls and all(map(is_ready, node.args[:1])) else 0
    taken = [*node.args[first:], *(k.value for k in node.keywords if k.arg == "start")]
    names: list[ast.expr] = [ast.Name(f"argument.{i}", ast.Load()) for i in range(len(taken))]
    keywords = [k for k in node.keywords if k.arg != "start"]
    call = ast.Call(node.func, [*node.args[:first], *names], keywords)
    return _kept(checker, name, node, call, taken)


def check_generator(checker: ExpressionChecker, node: ast.GeneratorExp) -> Expression:
    """A generator expression as a value: what its first `for` runs over is computed now."""
    first, rest = node.generators[0], node.generators[1:]
    body: ast.stmt = ast.Expr(ast.Yield(node.elt))
    outer = ast.comprehension(first.target, ast.Name("argument.0", ast.Load()), first.ifs, 0)
    for part in reversed([outer, *rest]):
        for test in reversed(part.ifs):
            body = ast.If(test, [body], [])
        body = ast.For(part.target, part.iter, [body], [])
    return _made(checker, "generator", node, body, [first.iter])


def _kept(
    checker: ExpressionChecker,
    name: str,
    node: ast.Call,
    over: ast.expr,
    arguments: list[ast.expr],
) -> Expression:
    """The iterator of a generator that gives what a loop over an expression gives."""
    value = ast.Expr(ast.Yield(ast.Name("item", ast.Load())))
    body = ast.For(ast.Name("item", ast.Store()), over, [value], [])
    return _made(checker, name, node, body, arguments)


def _made(
    checker: ExpressionChecker, name: str, node: ast.expr, body: ast.stmt, given: list[ast.expr]
) -> Expression:
    """A call of a generator with a body, whose parameters are `argument.0` and so on."""
    from .nested import call

    known = checker.defined.get(node)
    if known is None:
        parameters = [ast.arg(f"argument.{i}") for i in range(len(given))]
        arguments = ast.arguments([], parameters, None, [], [], None, [])
        made = ast.FunctionDef(f"<{name}>", arguments, [body], [], None, None)
        for child in ast.walk(made):
            if not hasattr(child, "lineno"):
                ast.copy_location(child, node)
        known = checker.defined_function(node, made)
    return call(checker, known, ast.copy_location(ast.Call(node, given, []), node))


def check_next(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`next(iterator)` and `next(iterator, default)`."""
    if not 1 <= len(node.args) <= 2 or node.keywords:
        raise checker.fail(
            "next() takes an iterator and a default", node, "write `next(iterator, default)`"
        )
    span = checker.source.span(node)
    owner = checker.present(checker.operand(node.args[0]), "'NoneType' object is not an iterator")
    t = owner.type
    if not isinstance(t, IteratorType):
        raise checker.fail(
            f"'{str(t).partition('[')[0]}' object is not an iterator",
            node.args[0],
            "make one of it first, and keep that: `it = iter(values)`",
        )
    held = Held(t, span)
    if len(node.args) == 1:
        error: Statement = Raise(span, RaisedError("StopIteration", ""))
        test = If(span, further(checker, held), [], [error])
        value: Expression = Sequence(t.element, span, [test], received(held))
        return Hold(value.type, span, held, owner, value)
    default = checker.operand(node.args[1], t.element if t.element.is_object else None)
    joined = checker.join(t.element, checker.kept_type(default))
    if joined is None:
        raise checker.fail(
            f"the values are {t.element}, and the default is {default.type}",
            node.args[1],
            "give both one type",
        )
    kept = Held(joined, span)
    simple = isinstance(default, Literal | Text)
    otherwise = checker.widen(default, joined, "the default is")
    chosen: Expression = Conditional(
        joined,
        span,
        further(checker, held),
        checker.widen(received(held), joined, "the value is"),
        otherwise if simple else kept,
    )
    if not simple:
        chosen = Hold(joined, span, kept, otherwise, chosen)
    return Hold(joined, span, held, owner, chosen)


# What the program has for the iterators of each type


def made_functions(
    iterators: dict[IteratorType, list[str]], address: Type
) -> list[CheckedFunction]:
    """The functions that go on with the iterators of a program, and that give them up."""
    return [
        changed(make(t, known), address=address)
        for t, known in iterators.items()
        for make in (_going_on, _discarding)
    ]


def _going_on(t: IteratorType, known: list[str]) -> CheckedFunction:
    iterator = Variable("iterator", t)
    kept = Variable("kept", t)  # it stays alive while it runs
    owner = Read(t, None, kept)
    body: list[Statement] = [Assign(None, (kept,), (Read(t, None, iterator),))]
    for number, name in enumerate(known):
        resumed = Invoke(BOOL, None, resuming(name), (owner, Literal(BOOL, None, False)))
        body.append(If(None, _is_number(owner, number), [Return(None, resumed)], []))
    body.append(Raise(None, RaisedError("SystemError", "an iterator of no generator")))
    return CheckedFunction(going_on(t), [iterator], BOOL, body, None, [kept])


def _discarding(t: IteratorType, known: list[str]) -> CheckedFunction:
    """Closes an iterator; nothing that its `finally` raises goes on, as in Python.

    An error that is on its way keeps its message.
    """
    iterator = Variable("iterator", t)
    message_type = optional_of(STR)
    message = Variable("message", message_type)
    owner = Read(t, None, iterator)
    taken = Invoke(message_type, None, "objects.errors.take_message", ())
    body: list[Statement] = [Assign(None, (message,), (taken,))]
    for number, name in enumerate(known):
        closing = (owner, Literal(BOOL, None, True))
        closed = Evaluate(None, Invoke(BOOL, None, resuming(name), closing))
        closes = Try(None, [closed], [Handler(None, ("BaseException",))], [], [])
        body.append(If(None, _is_number(owner, number), [closes], []))
    body.append(Evaluate(None, Invoke(NONE, None, "objects.errors.put_back", (_read(message),))))
    body.append(Return(None, None))
    return CheckedFunction(discarding(t), [iterator], NONE, body, None, [message])


def _read(variable: Variable) -> Read:
    return Read(variable.type, None, variable)


def _is_number(owner: Expression, number: int) -> Expression:
    place = Part(INT, None, owner, NUMBER)
    return Operate(BOOL, None, "eq", (place, Literal(INT, None, number)))
