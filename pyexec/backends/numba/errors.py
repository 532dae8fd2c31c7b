"""Says in plain words, with file, line and caret, why Numba could not compile a function.

    raise explain(function, error) from error

Numba's message names the place of a fault, also in a function that the first one calls;
what it says of it is told by the patterns in `_PATTERNS`, each with words of ours and the
piece of the source that is to be underlined.  Numba's own text is left to the cause.
"""

from __future__ import annotations

import ast
import linecache
import os
import re
from collections.abc import Callable
from types import FunctionType
from typing import Final

import numba

from ...errors import CompileError, Diagnostic, Span, TypeCheckError, UnsupportedError
from ...record import value
from .number_calls import read_refusal

_HOME: Final = os.path.dirname(numba.__file__)
_PLACE: Final = re.compile(r"(?:at|from) (.+?) \((\d+)\)")

Node = ast.expr | ast.stmt | ast.arg
Underlined = Callable[[ast.AST], bool]


@value
class Fault:
    """What is wrong, what to do about it, and which piece of the line is at fault."""

    message: str
    help: str
    underlined: Underlined | None = None
    kind: type[CompileError] = TypeCheckError


def explain(function: FunctionType, error: Exception) -> CompileError:
    """The error of ours for one of Numba's."""
    text = str(error)
    fault = _fault(text, function) or _fallback(function, error)
    return fault.kind([Diagnostic(fault.message, _span(function, error, fault), fault.help)])


# The place in the source


def _span(function: FunctionType, error: Exception, fault: Fault) -> Span:
    """The piece of the source that is at fault: what fits first, else a statement."""
    place = _place(error)
    path, first = function.__code__.co_filename, function.__code__.co_firstlineno
    nodes = _nodes(path)
    if place is None:  # somewhere in the function
        nodes = _within(nodes, first)
    else:
        path, line = place
        nodes = [node for node in _nodes(path) if node.lineno == line]
    fitting = [node for node in nodes if fault.underlined is not None and fault.underlined(node)]
    if not fitting and fault.underlined is not None:
        fitting = [node for node in _within(_nodes(path), first) if fault.underlined(node)]
    statements = [node for node in nodes if isinstance(node, ast.stmt)]
    if place is None:
        statements = statements[:1]
    for node in (*fitting[:1], *reversed(statements)):
        return _piece(path, node)
    line = first if place is None else place[1]
    text = linecache.getline(path, line).rstrip("\n")
    return Span(path, line, len(text) - len(text.lstrip()), line, len(text), text)


def _place(error: Exception) -> tuple[str, int] | None:
    """File and line of the fault: the first that the text names is the innermost."""
    for path, line in _PLACE.findall(str(error)):
        if not path.startswith(_HOME) and (os.path.exists(path) or path.startswith("<")):
            return path, int(line)
    loc = getattr(error, "loc", None)
    return None if loc is None or loc.filename.startswith(_HOME) else (loc.filename, loc.line)


def _nodes(path: str) -> list[Node]:
    """The statements and expressions of a file, outer ones first."""
    try:
        module = ast.parse("".join(linecache.getlines(path)))
    except (SyntaxError, ValueError):
        return []
    return [node for node in ast.walk(module) if isinstance(node, Node)]


def _within(nodes: list[Node], line: int) -> list[Node]:
    """Those of the function that begins in a line, its `def` first."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef) and line == min(
            [node.lineno, *(d.lineno for d in node.decorator_list)]
        ):
            return [inner for inner in ast.walk(node) if isinstance(inner, Node)]
    return []


def _piece(path: str, node: Node) -> Span:
    """A node as far as it stands in its first line."""
    line = node.lineno
    text = linecache.getline(path, line).rstrip("\n")
    end = len(text)
    if node.end_lineno == line and node.end_col_offset is not None:
        end = _characters(text, node.end_col_offset)
    if isinstance(node, ast.FunctionDef | ast.With | ast.For):
        end = min(end, text.partition("  #")[0].rfind(":") % (len(text) + 1))
    return Span(path, line, _characters(text, node.col_offset), line, end, text)


def _characters(text: str, byte_offset: int) -> int:
    return len(text.encode()[:byte_offset].decode("utf-8", "replace"))


# What Numba says


def _fault(text: str, function: FunctionType) -> Fault | None:
    """The fault that the text tells of; the one that is named first is the innermost."""
    refusal = read_refusal(text)
    if refusal is not None:
        return Fault(refusal.message, refusal.help, _like(refusal.body))
    argument = re.search(r"- argument (\d+): .*?<class '([\w.]+)'>", text)
    if argument is not None:
        return _argument(function, int(argument[1]), argument[2].rpartition(".")[2])
    found = [(match.start(), make(match)) for p, make in _PATTERNS if (match := p.search(text))]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _fallback(function: FunctionType, error: Exception) -> Fault:
    name = function.__name__
    return Fault(
        f"Numba cannot compile '{name}'",
        f"Numba's own words are in the cause of this error ({type(error).__name__})",
        None,
        UnsupportedError,
    )


def _name(name: str) -> Underlined:
    return lambda node: isinstance(node, ast.Name) and node.id == name


def _attribute(name: str) -> Underlined:
    return lambda node: isinstance(node, ast.Attribute) and node.attr == name


def _expression(body: str) -> ast.expr | None:
    """The expression of numbers that a body computes."""
    last = ast.parse(body.replace("return ", "")).body
    return last[0].value if isinstance(last[0], ast.Expr | ast.Assign) else None


def _like(body: str) -> Underlined | None:
    """What is written as an expression of numbers is."""
    expression = _expression(body)
    operators = [getattr(expression, "op", None), *getattr(expression, "ops", ())]
    kinds = tuple(type(operator) for operator in operators if operator is not None)
    if kinds:
        return lambda node: _has_operator(node, kinds)
    return _call(ast.unparse(expression.func)) if isinstance(expression, ast.Call) else None


def _argument(function: FunctionType, index: int, kind: str) -> Fault:
    name = function.__code__.co_varnames[index]
    what, advice = _KINDS.get(kind, (f"a {kind}, which code under jit cannot use", ""))
    return Fault(
        f"argument '{name}' of {function.__name__}() is {what}",
        advice or "pass numbers, text, tuples or arrays",
        lambda node: isinstance(node, ast.arg) and node.arg == name,
        UnsupportedError,
    )


def _undefined(match: re.Match[str]) -> Fault:
    name = match[1]
    return Fault(
        f"name '{name}' is not defined",
        "define it, or import it, before the function is called",
        _name(name),
    )


_KINDS: Final = {
    "type": ("a class, which code under jit cannot make objects of", "a jitclass of Numba's can"),
    "dict": ("a dict, which code under jit cannot read", "pass it as a numba.typed.Dict"),
    "list": ("a list, which code under jit cannot read", "make it a tuple or an array"),
    "set": ("a set, which code under jit cannot read", "make it a tuple or an array"),
    "function": (
        "a Python function that code under jit cannot call",
        "see what it does that a compiled function cannot",
    ),
    "builtin_function_or_method": (
        "a builtin that code under jit cannot call",
        "call it in Python, and pass the result",
    ),
    "module": ("a module", "use its functions and constants by name"),
}


def _untyped(match: re.Match[str]) -> Fault:
    name, kind = match[1], match[2].rpartition(".")[2]
    what, advice = _KINDS.get(
        kind, (f"a {kind}, which code under jit cannot use", "pass what you need of it")
    )
    return Fault(f"'{name}' is {what}", advice, _name(name))


def _unknown_attribute(match: re.Match[str]) -> Fault:
    name, owner = match[1], match[2]
    if owner.startswith("Module("):
        owner = owner.split("'")[1]
        return Fault(
            f"{owner}.{name} is not known to Numba",
            "call it in Python, and pass the result",
            _attribute(name),
            UnsupportedError,
        )
    return Fault(
        f"{_type(owner)} has no attribute '{name}' that Numba knows",
        "call it in Python, and pass the result",
        _attribute(name),
    )


_OPERATORS: Final[dict[str, tuple[str, tuple[type[ast.AST], ...]]]] = {
    "add": ("+", (ast.Add,)), "iadd": ("+=", (ast.Add,)),
    "sub": ("-", (ast.Sub,)), "isub": ("-=", (ast.Sub,)),
    "mul": ("*", (ast.Mult,)), "imul": ("*=", (ast.Mult,)),
    "truediv": ("/", (ast.Div,)), "itruediv": ("/=", (ast.Div,)),
    "floordiv": ("//", (ast.FloorDiv,)), "ifloordiv": ("//=", (ast.FloorDiv,)),
    "mod": ("%", (ast.Mod,)), "imod": ("%=", (ast.Mod,)),
    "pow": ("**", (ast.Pow,)), "ipow": ("**=", (ast.Pow,)),
    "lshift": ("<<", (ast.LShift,)), "rshift": (">>", (ast.RShift,)),
    "and_": ("&", (ast.BitAnd,)), "or_": ("|", (ast.BitOr,)), "xor": ("^", (ast.BitXor,)),
    "matrix_product": ("@", (ast.MatMult,)),
    "eq": ("==", (ast.Eq,)), "ne": ("!=", (ast.NotEq,)), "lt": ("<", (ast.Lt,)),
    "le": ("<=", (ast.LtE,)), "gt": (">", (ast.Gt,)), "ge": (">=", (ast.GtE,)),
    "contains": ("in", (ast.In, ast.NotIn)), "neg": ("-", (ast.USub,)),
    "pos": ("+", (ast.UAdd,)), "invert": ("~", (ast.Invert,)),
}  # fmt: skip


def _no_implementation(match: re.Match[str]) -> Fault:
    name, operands = match[1], _operands(match[2])
    if name in _OPERATORS:
        symbol, kinds = _OPERATORS[name]
        return Fault(
            f"'{symbol}' does not work on {operands} in code under jit",
            "convert one of them, or compute it in Python",
            lambda node: _has_operator(node, kinds),
        )
    if name in ("getitem", "static_getitem", "setitem", "delitem"):
        return Fault(
            f"'[...]' does not work on {operands} in code under jit",
            "index arrays, tuples and lists, with integers or slices",
            lambda node: isinstance(node, ast.Subscript),
        )
    return Fault(
        f"{name}() does not take {operands} in code under jit",
        "Numba may know it for other arguments: its own words are in the cause",
        _call(name),
    )


def _no_number(match: re.Match[str]) -> Fault:
    """An expression of numbers whose operands are none, and that Numba does not know either."""
    shown, operands = "this", _operands(match[2])
    expression = _expression(match[1])
    if isinstance(expression, ast.Call):
        shown = f"{ast.unparse(expression.func)}()"
    elif isinstance(expression, ast.BinOp):
        shown = f"'{ast.unparse(ast.BinOp(ast.Name('a'), expression.op, ast.Name('b')))[2:-2]}'"
    elif isinstance(expression, ast.UnaryOp):
        shown = f"'{ast.unparse(ast.UnaryOp(expression.op, ast.Name('a')))[:-1].strip()}'"
    elif isinstance(expression, ast.Compare):
        shown = "this comparison"
    return Fault(
        f"{shown} does not work on {operands} in code under jit",
        "convert one of them, or compute it in Python",
        _like(match[1]),
    )


def _no_text(match: re.Match[str]) -> Fault:
    """A text of a value that Numba has none for."""
    return Fault(
        f"a value of the type {match[1]} cannot be written as text in code under jit",
        "write it as text in Python, or in a function that pyexec.aot compiles",
        None,
        UnsupportedError,
    )


def _has_operator(node: ast.AST, kinds: tuple[type[ast.AST], ...]) -> bool:
    operators = [getattr(node, "op", None), *getattr(node, "ops", ())]
    return any(isinstance(operator, kinds) for operator in operators)


def _call(name: str) -> Underlined:
    return lambda node: isinstance(node, ast.Call) and ast.unparse(node.func).endswith(name)


def _not_callable(match: re.Match[str]) -> Fault:
    return Fault(
        f"a value of type {_type(match[1])} cannot be called",
        "call functions",
        lambda node: isinstance(node, ast.Call),
    )


def _no_iterator(match: re.Match[str]) -> Fault:
    return Fault(
        f"a loop cannot run over {_type(match[1])}",
        "loop over a range, an array, a list, or a tuple of values of one type",
        lambda node: isinstance(node, ast.For),
    )


def _no_common_type(match: re.Match[str]) -> Fault:
    a, b = sorted((_type(match[1]), _type(match[2])))  # Numba's order is that of a set
    name = match[3].partition(".")[0]
    subject = f"'{name}'" if name.isidentifier() else "the result"
    return Fault(
        f"{subject} is {a} in one place and {b} in another",
        "a local has one type: use two names, or convert the value",
        _name(name) if name.isidentifier() else None,
    )


def _imprecise(match: re.Match[str]) -> Fault:
    return Fault(
        "nothing tells the type of what this list, dict or set will hold",
        "begin with an element, or use numba.typed",
    )


def _endless(match: re.Match[str]) -> Fault:
    return Fault(
        "the type of this recursion cannot be found: no path ends without a further call",
        "return a value without a call on some path, and let that path come first",
        lambda node: isinstance(node, ast.Call),
    )


_OPCODES: Final = {
    "STORE_GLOBAL": ("a global variable cannot be changed", "return the value"),
    "DELETE_GLOBAL": ("a global variable cannot be deleted", "leave it as it is"),
    "IMPORT_NAME": ("an import cannot stand in the function", "import at the top of the module"),
    "LOAD_BUILD_CLASS": ("a class cannot stand in the function", "define it outside"),
}


def _opcode(match: re.Match[str]) -> Fault:
    if match[1] == "FORMAT_WITH_SPEC":  # of CPython 3.13
        return _format(match)
    message, advice = _OPCODES.get(
        match[1], ("this construct cannot be compiled by Numba", "leave it to Python")
    )
    return Fault(f"{message} in code under jit", advice, None, UnsupportedError)


def _no_member(match: re.Match[str]) -> Fault:
    module, name = match[1], match[2]
    return Fault(
        f"module '{module}' has no attribute '{name}'", "look at its spelling", _attribute(name)
    )


def _with(match: re.Match[str]) -> Fault:
    return Fault(
        "'with' cannot be compiled by Numba",
        "open and close it in Python",
        lambda node: isinstance(node, ast.With),
        UnsupportedError,
    )


def _format(match: re.Match[str]) -> Fault:
    return Fault(
        "a format behind ':' in an f-string cannot be compiled by Numba",
        "leave it out, or format the number in Python",
        lambda node: isinstance(node, ast.JoinedStr),
        UnsupportedError,
    )


def _construct(match: re.Match[str]) -> Fault:
    return Fault(
        f"{match[1]} cannot be compiled by Numba", "leave it to Python", None, UnsupportedError
    )


_MISSING: Final = r"No implementation of function Function\(<function number.*\n.*\n *>>> "

_PATTERNS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Fault]], ...]] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (r"no text of (.+) under Numba", _no_text),
        (r"NameError: name '(\w+)' is not defined", _undefined),
        (r"Untyped global name '(\w+)':.*?<class '([\w.]+)'>", _untyped),
        (r"Unknown attribute '(\w+)' of type (.+)", _unknown_attribute),
        (
            _MISSING + r"number\(Body\(text='(.*?)', result.*?purpose='.*?'\)(?:, )?(.*)\)",
            _no_number,
        ),
        (
            r"No implementation of function Function\(<[\w-]+ (?:function )?([\w.]+).*?>\) found"
            r"(?s:.*?)>>> [\w.]+\((.*)\)",
            _no_implementation,
        ),
        (r"Invalid use of (.+) with parameters \(.*\)\nNo type info available", _not_callable),
        (r"Invalid use of getiter with parameters \((.+)\)", _no_iterator),
        (r"Cannot unify (.+?) and (.+?) for '([^']+)'", _no_common_type),
        (r"Can't unify return type from the following types: (.+?), (.+)()", _no_common_type),
        (r"Cannot infer the type of variable", _imprecise),
        (r"runaway recursion", _endless),
        (r"unsupported opcode \((\w+)\)", _opcode),
        (r"module '([\w.]+)' has no attribute '(\w+)'", _no_member),
        (r"The 'with \(context manager\)", _with),
        (r"The '?(.+?)'? (?:construct|statement) is not supported", _construct),
        (r"format spec in f-strings not supported", _format),
    )
)


def _operands(text: str) -> str:
    """Types as a sentence names them."""
    parts = re.findall(r"(?:[^,(\[]|\([^()]*\)|\[[^\[\]]*\])+", text)
    return " and ".join(_type(part.strip()) for part in parts) or "no arguments"


def _type(text: str) -> str:
    """A type of Numba's as a message shows it."""
    text = re.sub(r"Literal\[(\w+)\]\(.*\)", r"\1", text.strip())
    text = re.sub(r"OptionalType\((.*)\)", r"\1", text)
    text = re.sub(r"array\((\w+), (\d+)d, \w+\)", r"a \2-dimensional array of \1", text)
    return {"unicode_type": "str", "none": "None", "boolean": "bool"}.get(text, text)
