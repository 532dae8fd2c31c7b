"""CPython as the oracle of whole programs: `int` of 64 bits, and the types that Python lacks.

    module = checked_module(path)          # the functions of a file, their operators replaced
    module["f"](2**62 * 2)                 # OverflowError, as in compiled code

Each operator of the source becomes a call that looks at its operands' types.  Values of a
fixed width, of `float32` and of `complex64` are of classes of their own, and NumPy answers
for them, as everywhere in the tests (`oracle`).  All else is Python's own.
"""

from __future__ import annotations

import ast
import builtins
import math
import operator
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import oracle
from answers import Raised

from pyexec.types import BOOL, COMPLEX, FLOAT, INT, SCALARS, Type, promote

PYTHON: Final = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&", ast.BitOr: "|",
    ast.BitXor: "^", ast.USub: "-", ast.UAdd: "+", ast.Invert: "~",
}  # fmt: skip
IN_PLACE: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": operator.iadd, "*": operator.imul, "|": operator.ior, "&": operator.iand,
    "-": operator.isub, "^": operator.ixor,
}  # fmt: skip
BINARY: Final[dict[str, Callable[[Any, Any], Any]]] = {**oracle.BINARY}
TOO_LARGE: Final = "integer result does not fit in 64 bits"


class Unmatched(Exception):
    """The base of errors whose message is not compared."""


class Literal(int):
    """A number as the source has it, which takes the type of the operand beside it."""


def raised(name: str) -> Exception:
    """An error of a built-in class, its message unknown."""
    return type(name, (getattr(builtins, name), Unmatched), {})()  # type: ignore[no-any-return]


def answer_of(answer: Any) -> Any:
    if isinstance(answer, Raised):
        raise raised(answer.exception)
    return answer


def class_of(t: Type) -> type:
    """The class of the values of a type that Python lacks."""
    base = int if t.is_integer else complex if t.is_complex else float

    def new(cls: type, value: Any = 0) -> Any:
        number = int(value) if isinstance(value, Literal) else value
        source = type_of(number)
        assert source is not None
        if source is INT and t.is_integer and t.holds(number):
            return base.__new__(cls, number)  # an argument may be beyond 63 bits
        return base.__new__(cls, answer_of(oracle.convert(source, t, number)))

    return type(t.name, (base,), {"__new__": new, "type": t})


CLASSES: Final = {t: class_of(t) for t in SCALARS if t not in (BOOL, INT, FLOAT, COMPLEX)}
_PLAIN: Final = {bool: BOOL, int: INT, float: FLOAT, complex: COMPLEX, Literal: INT}


def type_of(value: Any) -> Type | None:
    """The type of a number; None for anything else."""
    found = _PLAIN.get(type(value))
    return found if found is not None else getattr(value, "type", None)


def made(t: Type, value: Any) -> Any:
    return CLASSES[t](value) if t in CLASSES else value


def checked(value: Any) -> Any:
    """A value, if it is no `int` that has more than 64 bits."""
    if type(value) is int and not INT.holds(value):
        raise raised("OverflowError")
    return value


def binary(symbol: str, x: Any, y: Any) -> Any:
    """What an operator gives."""
    a, b = type_of(x), type_of(y)
    if a is None or b is None:
        return BINARY[symbol](x, y)
    if isinstance(x, Literal):
        x, a = (int(x), a) if b not in CLASSES else (made(b, int(x)), b)
    if isinstance(y, Literal):
        y, b = (int(y), b) if a not in CLASSES else (made(a, int(y)), a)
    if a in CLASSES or b in CLASSES:
        found = answer_of(oracle.binary(symbol, a, b, x, y))
        t = oracle.result_type(symbol, a, b)
        assert t is not None
        return made(t, found)
    if symbol in ("**", "<<") and promote(a, b) is INT and not 0 <= y < 64:
        return answer_of(oracle.binary(symbol, INT, INT, x, y))  # Python might take too long
    return checked(BINARY[symbol](x, y))


def unary(symbol: str, x: Any) -> Any:
    t = type_of(x)
    if t is not None and t in CLASSES:
        return made(t, answer_of(oracle.unary(symbol, t, x)))
    return checked(oracle.UNARY[symbol](x))


def in_place(symbol: str, x: Any, y: Any) -> Any:
    if isinstance(x, list | set | dict | deque):
        return IN_PLACE[symbol](x, y)
    return binary(symbol, x, y)


def change(container: Any, key: Any, symbol: str, value: Callable[[], Any]) -> None:
    """`container[key] symbol= value`."""
    before = container[key]
    container[key] = in_place(symbol, before, value())


def made_for_missing(function: Callable[[], Any], *given: Any) -> defaultdict[Any, Any]:
    """`defaultdict(function, ...)`, which shows its function."""
    return defaultdict(int if function is plain_int else function, *given)


class CheckedCounter(Counter[Any]):
    """A `Counter` whose counts have 64 bits."""

    def __setitem__(self, key: Any, count: int) -> None:
        super().__setitem__(key, checked(count))

    def total(self) -> int:
        return int(total(self.values()))

    def copy(self) -> CheckedCounter:
        return CheckedCounter(self)


def combining(name: str) -> Callable[[CheckedCounter, Any], CheckedCounter]:
    """An operator of counters, which gives one of the class."""

    def combine(x: CheckedCounter, y: Any) -> CheckedCounter:
        found = getattr(Counter, name)(x, y)
        for count in found.values():
            checked(count)
        return CheckedCounter(found)

    return combine


CheckedCounter.__name__ = "Counter"  # as it shows itself
for _name in ("__add__", "__sub__", "__and__", "__or__"):
    setattr(CheckedCounter, _name, combining(_name))


def total(values: Iterable[Any], start: Any = 0) -> Any:
    for value in values:
        start = binary("+", start, value)
    return start


def plain_int(*given: Any) -> int:
    if isinstance(given[0], float):
        return int(answer_of(oracle.convert(FLOAT, INT, float(given[0]))))
    number = int(*given)
    return int(checked(number))


def checking(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *given: checked(function(*given))


def absolute(x: Any) -> Any:
    return unary("abs", x)


def power(x: int, y: int, z: int) -> int:
    return int(checked(pow(x, y, z)))


def namespace() -> dict[str, Any]:
    """What the names of the transformed source stand for."""
    mathematics = SimpleNamespace(**vars(math))
    for name in ("floor", "ceil", "trunc", "gcd"):
        setattr(mathematics, name, checking(getattr(math, name)))
    return {
        **{t.name: c for t, c in CLASSES.items()},
        "math": mathematics,
        "int": plain_int, "abs": absolute, "sum": total, "round": checking(round), "pow": power,
        "deque": deque, "defaultdict": made_for_missing, "Counter": CheckedCounter,
        "divmod": lambda x, y: (binary("//", x, y), binary("%", x, y)),
        "_binary": binary, "_unary": unary, "_in_place": in_place, "_change": change,
        "_literal": Literal,
    }  # fmt: skip


class _Operators(ast.NodeTransformer):
    """Calls in the place of operators."""

    def _operand(self, node: ast.expr) -> ast.expr:
        """An operand; a number as it stands there is told from a variable's."""
        negative = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
        inner = node.operand if isinstance(node, ast.UnaryOp) and negative else node
        if isinstance(inner, ast.Constant) and type(inner.value) is int:
            return _call("_literal", node)
        visited = self.visit(node)
        assert isinstance(visited, ast.expr)
        return visited

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        symbol = ast.Constant(PYTHON[type(node.op)])
        return _call("_binary", symbol, self._operand(node.left), self._operand(node.right))

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        if isinstance(node.op, ast.Not) or isinstance(node.operand, ast.Constant):
            return self.generic_visit(node)  # type: ignore[return-value]
        return _call("_unary", ast.Constant(PYTHON[type(node.op)]), self.visit(node.operand))

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        symbol, value = ast.Constant(PYTHON[type(node.op)]), self._operand(node.value)
        if isinstance(node.target, ast.Name):
            read = ast.Name(node.target.id, ast.Load())
            return ast.Assign([node.target], _call("_in_place", symbol, read, value))
        assert isinstance(node.target, ast.Subscript)
        holder, key = self.visit(node.target.value), self.visit(node.target.slice)
        no_arguments = ast.arguments([], [], None, [], [], None, [])
        later = ast.Lambda(no_arguments, value)
        return ast.Expr(_call("_change", holder, key, symbol, later))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        assert node.value is not None
        return ast.Assign([node.target], self.visit(node.value))


def _call(name: str, *given: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(given), [])


def checked_module(path: Path) -> dict[str, Any]:
    """The names of a file of functions, with all operators checked."""
    tree = ast.parse(path.read_text(), str(path))
    tree.body = [n for n in tree.body if not isinstance(n, ast.Import | ast.ImportFrom)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in node.args.args:
                argument.annotation = None
    tree = ast.fix_missing_locations(_Operators().visit(tree))
    found = namespace()
    exec(compile(tree, str(path), "exec"), found)
    return found


def plain(value: Any, known: dict[int, Any] | None = None) -> Any:
    """A value of Python's own classes; what is one container stays one."""
    known = {} if known is None else known
    if id(value) in known:
        return known[id(value)]
    match value:
        case list() | tuple() | set():
            made: Any = type(value)(plain(part, known) for part in value)
        case dict():
            made = {plain(k, known): plain(v, known) for k, v in value.items()}
        case bool() | str() | None:
            return value
        case int():
            return int(value)
        case float():
            return float(value)
        case complex():
            return complex(value)
        case _:
            return value
    known[id(value)] = made
    return made


def callable_of(
    module: dict[str, Any], name: str, annotations: dict[str, Any]
) -> Callable[..., Any]:
    """A function that takes and gives plain values."""
    types = {t.name: c for t, c in CLASSES.items()}
    classes = [types.get(getattr(a, "__name__", "")) for a in annotations.values()]

    def call(*given: Any) -> Any:
        arguments = [v if c is None else c(v) for c, v in zip(classes, given, strict=False)]
        return plain(module[name](*arguments))

    return call
