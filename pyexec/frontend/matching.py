"""Checks `match`: each case is a test, with the names that it binds, as in `if` and `elif`.

    match point:                    # if point[0] == 0: y = point[1]; ...
        case (0, y): ...            # else: ...
        case _: ...

Patterns are constants, names, `_`, alternatives, and tuples and lists of patterns.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from ..errors import UnsupportedError
from ..object_types import ListType, OptionalType, SequenceType, TupleType
from ..types import BOOL
from .tree import Expression, Forget, If, Literal, Logical, Sequence, Statement, Variable

if TYPE_CHECKING:
    from .check import FunctionChecker

# The tests of a pattern, and what each name that it binds stands for, both in the source's form.
Parts = tuple[list[ast.expr], list[tuple[str, ast.expr]]]


def check_match(checker: FunctionChecker, node: ast.Match) -> list[Statement]:
    """The statements of a `match`."""
    value = checker.settle(checker.pack(checker.operand(node.subject)))
    subject, first = checker.keep("subject", value)
    rest = _cases(checker, node.cases, subject)
    return [first, *rest, Forget(checker.source.span(node), (subject,))]


def _cases(
    checker: FunctionChecker, cases: list[ast.match_case], subject: Variable
) -> list[Statement]:
    if not cases:
        return []
    case, others = cases[0], cases[1:]
    name = _at(ast.Name(subject.name, ast.Load()), case.pattern)
    tests, bound = _parts(checker, case.pattern, name, subject)
    span = checker.source.span(case.pattern)
    test: Expression = Literal(BOOL, span, True)
    for part in tests:
        test = _both(test, checker.condition(part))
    binding: list[Statement] = []
    for target, source in bound:
        stored = _at(ast.Name(target, ast.Store()), case.pattern)
        binding += checker.store(stored, checker.settle(checker.operand(source)), case.pattern)
    if case.guard is not None:
        guard = checker.condition(case.guard)
        test = _both(test, Sequence(BOOL, span, binding, guard) if binding else guard)
        binding = []
    body = [*binding, *checker.block(case.body)]
    otherwise = _cases(checker, others, subject)
    if isinstance(test, Literal) and test.value is True:
        return body
    return [If(span, test, body, otherwise)]


def _both(left: Expression, right: Expression) -> Expression:
    if isinstance(left, Literal) and left.value is True:
        return right
    return Logical(BOOL, left.span, True, left, None, left, right)


def _parts(
    checker: FunctionChecker, pattern: ast.pattern, value: ast.expr, subject: Variable
) -> Parts:
    """What a pattern asks of a value, and what it binds."""
    match pattern:
        case ast.MatchValue(constant):
            return [_at(ast.Compare(value, [ast.Eq()], [constant]), pattern)], []
        case ast.MatchSingleton(constant):
            wanted = ast.Constant(constant)
            return [_at(ast.Compare(value, [ast.Is()], [wanted]), pattern)], []
        case ast.MatchAs(None, None):
            return [], []
        case ast.MatchAs(None, str() as name):
            return [], [(name, value)]
        case ast.MatchAs(ast.pattern() as inner, str() as name):
            tests, bound = _parts(checker, inner, value, subject)
            return tests, [*bound, (name, value)]
        case ast.MatchOr(patterns):
            return _alternatives(checker, patterns, value, subject, pattern)
        case ast.MatchSequence(patterns):
            return _sequence(checker, patterns, value, subject, pattern)
    kind = type(pattern).__name__.removeprefix("Match").lower()
    raise checker.fail(
        f"a {kind} pattern cannot be compiled yet",
        pattern,
        "write if, elif and else",
        UnsupportedError,
    )


def _alternatives(
    checker: FunctionChecker,
    patterns: list[ast.pattern],
    value: ast.expr,
    subject: Variable,
    where: ast.pattern,
) -> Parts:
    """`a | b`."""
    choices: list[ast.expr] = []
    for pattern in patterns:
        tests, bound = _parts(checker, pattern, value, subject)
        if bound:
            raise checker.fail(
                "alternatives that bind names cannot be compiled yet",
                pattern,
                "write a case for each",
                UnsupportedError,
            )
        if not tests:
            return [], []
        choices.append(tests[0] if len(tests) == 1 else _at(ast.BoolOp(ast.And(), tests), where))
    return [_at(ast.BoolOp(ast.Or(), choices), where)], []


def _sequence(
    checker: FunctionChecker,
    patterns: list[ast.pattern],
    value: ast.expr,
    subject: Variable,
    where: ast.pattern,
) -> Parts:
    """`(a, b)` and `[a, b]`, of tuples and lists."""
    t = checker.operand(value).type
    if isinstance(t, OptionalType):
        raise checker.fail(
            "a sequence pattern of what may be None cannot be compiled yet",
            where,
            "match the value once it is known to be there",
            UnsupportedError,
        )
    if any(isinstance(p, ast.MatchStar) for p in patterns):
        raise checker.fail(
            "a pattern with a star cannot be compiled yet",
            where,
            "write if, elif and else",
            UnsupportedError,
        )
    never = _at(ast.Constant(False), where)
    if not isinstance(t, TupleType | ListType | SequenceType):
        return [never], []
    tests: list[ast.expr] = []
    if isinstance(t, TupleType):
        if len(t.elements) != len(patterns):
            return [never], []
    else:
        length = ast.Call(ast.Name("len", ast.Load()), [value], [])
        count = ast.Constant(len(patterns))
        tests.append(_at(ast.Compare(length, [ast.Eq()], [count]), where))
    bound: list[tuple[str, ast.expr]] = []
    for index, pattern in enumerate(patterns):
        part = _at(ast.Subscript(value, ast.Constant(index), ast.Load()), where)
        more, names = _parts(checker, pattern, part, subject)
        tests += more
        bound += names
    return tests, bound


def _at(made: ast.expr, node: ast.AST) -> ast.expr:
    """An expression that is made here, at the place of a node."""
    for child in ast.walk(made):
        if not hasattr(child, "lineno"):
            ast.copy_location(child, node)
    return made
