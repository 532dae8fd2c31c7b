"""Finds a function's source: its syntax tree, with true file name, lines and columns.

    source = find_source(function)
    source.node             # ast.FunctionDef
    source.span(source.node.body[0])

The whole file is parsed, once for each of its versions, because only then do
line numbers, enclosing scopes and indentation need no repair.  Whatever is not a
plain function - a lambda, a method, a builtin, a coroutine, a generator, a class -
is refused here, each in words of its own.
"""

from __future__ import annotations

import ast
import functools
import linecache
import sys
import types
from collections.abc import Iterator

from ..errors import Diagnostic, SourceError, Span
from ..record import value
from .depth import deeply

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LONGEST_SEGMENT = 40
_READ_AGAIN = "<source read by pyexec>"

# Bits of `code.co_flags`, as the `inspect` module names them, which is slow to import.
_VARARGS = 0x4
_VARKEYWORDS = 0x8
_COROUTINE = 0x80 | 0x100
_GENERATOR = 0x20
_ASYNC_GENERATOR = 0x200
_NESTED = 0x10
_FUTURE = 0x1FE0000  # what `from __future__ import ...` sets


@value
class Source:
    """A function definition in its file."""

    path: str
    lines: tuple[str, ...]
    node: ast.FunctionDef
    module: ast.Module  # the whole file

    def span(self, node: ast.AST) -> Span:
        """The place of a node; columns in characters, where `ast` counts bytes."""
        line: int = node.lineno  # type: ignore[attr-defined]
        end_line: int = node.end_lineno  # type: ignore[attr-defined]
        text = self._line(line)
        start = _characters(text, node.col_offset)  # type: ignore[attr-defined]
        end = _characters(self._line(end_line), node.end_col_offset)  # type: ignore[attr-defined]
        return Span(self.path, line, start, end_line, end, text)

    def header_span(self) -> Span:
        """The function's name in its `def` line."""
        node = self.node
        text = self._line(node.lineno)
        start = max(text.find(node.name, _characters(text, node.col_offset) + 4), 0)
        return Span(self.path, node.lineno, start, node.lineno, start + len(node.name), text)

    def segment(self, node: ast.AST) -> str:
        """A node's text for a message: `...` where it is long."""
        span = self.span(node)
        text = span.text[span.column : span.end_column]
        return text if span.line == span.end_line and len(text) <= _LONGEST_SEGMENT else "..."

    def text(self) -> str:
        """The source text of the whole definition, decorators included."""
        first = min([self.node.lineno, *(d.lineno for d in self.node.decorator_list)])
        return "".join(self.lines[first - 1 : self.node.end_lineno])

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def _characters(text: str, byte_offset: int) -> int:
    return len(text.encode()[:byte_offset].decode("utf-8", "replace"))


def plain_function(target: object, inside: bool = False) -> types.FunctionType:
    """The Python function behind what the user passed to an entry point.

    Functions that another entry point has wrapped, and Numba's, are unwrapped.  One that is
    called `inside` of compiled code alone may be a generator.

    Raises:
        SourceError: if it is no function that PyExec can compile.
    """
    if getattr(type(target), "__pyexec_function__", False):
        return plain_function(target.__wrapped__, inside)  # type: ignore[attr-defined]
    from_numba = getattr(target, "py_func", None)
    if isinstance(from_numba, types.FunctionType):
        return plain_function(from_numba, inside)
    if not isinstance(target, types.FunctionType):
        raise _refusal(target)
    name = target.__name__
    flags = target.__code__.co_flags
    if hasattr(target, "__wrapped__") and flags & (_VARARGS | _VARKEYWORDS):
        raise source_error(target, f"'{name}' is wrapped by another decorator", _ORDER)
    if name == "<lambda>":
        raise source_error(
            target, "a lambda cannot be compiled", "give it a name: write it with `def`"
        )
    if flags & _COROUTINE:
        raise source_error(target, f"'{name}' is a coroutine", "compile a plain `def` function")
    if flags & _ASYNC_GENERATOR:
        raise source_error(
            target, f"'{name}' is an asynchronous generator", "compile a plain `def` function"
        )
    if flags & _GENERATOR and not inside:
        raise source_error(
            target,
            f"'{name}' is a generator, which cannot be called from outside of compiled code yet",
            "go through it in another function, and return a result: `return list(...)`",
        )
    return target


_ORDER = "put the PyExec decorator directly above the `def`, below the others"

_REFUSALS: dict[type, tuple[str, str]] = {
    types.MethodType: ("a bound method", "move its body to a function outside of the class"),
    **dict.fromkeys(
        (
            types.BuiltinFunctionType,
            types.MethodDescriptorType,
            types.WrapperDescriptorType,
            types.MethodWrapperType,
        ),
        ("a builtin, which has no Python source", "call it from a function of your own"),
    ),
    functools.partial: ("a functools.partial object", "write a function that makes the call"),
    staticmethod: ("a staticmethod object", "put the PyExec decorator below @staticmethod"),
    classmethod: ("a classmethod object", "move its body to a function outside of the class"),
    property: ("a property", "move its body to a function outside of the class"),
}


def _refusal(target: object) -> SourceError:
    name = getattr(target, "__name__", None)
    described = repr(name) if name else "this"
    for kind, (what, advice) in _REFUSALS.items():
        if isinstance(target, kind):
            return SourceError([Diagnostic(f"{described} is {what}", None, advice)])
    if isinstance(target, type):
        return SourceError(
            [Diagnostic(f"{described} is a class", None, "compile functions; pass one of them")]
        )
    if hasattr(target, "__wrapped__"):
        message = f"{described} is wrapped by another decorator"
        return SourceError([Diagnostic(message, None, _ORDER)])
    return SourceError(
        [
            Diagnostic(
                f"an object of type {type(target).__name__!r} is not a function",
                None,
                "pass a function that was written with `def`",
            )
        ]
    )


def source_error(function: types.FunctionType, message: str, advice: str) -> SourceError:
    """An error about a function as a whole, at its first line."""
    code = function.__code__
    text = linecache.getline(code.co_filename, code.co_firstlineno).rstrip("\n")
    column = len(text) - len(text.lstrip())
    span = Span(code.co_filename, code.co_firstlineno, column, code.co_firstlineno, len(text), text)
    return SourceError([Diagnostic(message, span, advice)])


def class_of(function: types.FunctionType) -> str:
    """The name of the class in whose body a function stands; empty where it stands in none."""
    owner = function.__code__.co_qualname.rpartition(".")[0].rpartition(".")[2]
    return "" if owner == "<locals>" else owner


@deeply
def find_source(function: types.FunctionType) -> Source:
    """The definition of a function.

    Raises:
        SourceError: if the source is not to be had, or is not the function's own.
    """
    code = function.__code__
    path = code.co_filename
    owner = class_of(function)
    linecache.checkcache(path)
    lines = tuple(linecache.getlines(path, function.__globals__))
    for candidate in _candidates(path, lines):
        module = parse(candidate)
        if module is None:
            continue
        node = _definition(module, code, owner)
        if node is not None:
            return Source(path, candidate, node, module)
    # A text in brackets is no file: what `linecache` has by that name is another text.
    if lines and not path.startswith("<"):
        raise SourceError(
            [
                Diagnostic(
                    f"the source of '{function.__name__}' in {path} is not that of the function",
                    None,
                    "the file has changed since it was imported: start the program again",
                )
            ]
        )
    raise SourceError(
        [
            Diagnostic(
                f"the source of '{function.__name__}' is not to be had: it was defined in {path}",
                None,
                "put the function in a file, or register its text with the `linecache` module",
            )
        ]
    )


def _candidates(path: str, lines: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Texts that may hold the function: its file, the `-c` argument, the REPL's history."""
    if lines:
        yield lines
    elif path == "<string>" and "-c" in sys.orig_argv[:-1]:
        text = sys.orig_argv[sys.orig_argv.index("-c") + 1]
        yield tuple(line + "\n" for line in text.split("\n"))
    elif path == "<stdin>":
        yield from _history()


def _history() -> Iterator[tuple[str, ...]]:
    """Ever longer tails of what was typed at the interactive prompt."""
    readline = sys.modules.get("readline")
    if readline is None:
        return
    last = readline.get_current_history_length()
    typed: list[str] = []
    for index in range(last, max(0, last - 1000), -1):
        typed.insert(0, (readline.get_history_item(index) or "") + "\n")
        if typed[0].startswith(("def ", "@")):
            yield tuple(typed)


def _quietly_compiled(source: str | ast.Module, flags: int) -> Any:
    """What `compile` makes of a text or tree, without the warnings that the user has had before.

    They are told by the name of the file that they are for; a filter for one name can stay,
    where `warnings.catch_warnings` would meddle with the filters of other threads.
    """
    import warnings

    warnings.filterwarnings("ignore", module=_READ_AGAIN)
    return compile(source, _READ_AGAIN, "exec", flags, dont_inherit=True)


@functools.lru_cache(maxsize=32)
def parse(lines: tuple[str, ...]) -> ast.Module | None:
    """The syntax tree of a text; None where it is no Python."""
    try:
        module: ast.Module = _quietly_compiled("".join(lines), ast.PyCF_ONLY_AST)
    except (SyntaxError, ValueError):
        return None
    return module


def _definition(module: ast.Module, code: types.CodeType, owner: str) -> ast.FunctionDef | None:
    """The definition that a code object was compiled from; `owner` is the class it stands in."""
    for node in _functions(module).get((code.co_name, code.co_firstlineno), ()):
        if _compiles_to(node, code, owner, module):
            return node
    return None


@functools.lru_cache(maxsize=256)
def _compiles_to(
    node: ast.FunctionDef, code: types.CodeType, owner: str, module: ast.Module
) -> bool:
    """Whether CPython makes this very code of a definition: a file may have been edited.

    Code with names that no source can have was rewritten as it was imported (pytest does
    so with `assert`), and is taken for what it says it is.
    """
    if not all(name.isidentifier() for name in (*code.co_names, *code.co_varnames)):
        return True
    body: ast.stmt = node
    if owner:  # names such as __x depend on the class
        body = ast.ClassDef(owner, [], [], [body], [], lineno=1, col_offset=0)
    if code.co_flags & _NESTED:
        cells = [ast.arg(name, lineno=1, col_offset=0) for name in code.co_freevars]
        parameters = ast.arguments([], cells, None, [], [], None, [])
        body = ast.FunctionDef("_", parameters, [body], [], lineno=1, col_offset=0)
    future = code.co_flags & _FUTURE
    whole = ast.Module([*_imports(module), body], [])
    try:
        compiled = _quietly_compiled(whole, future)
    except (SyntaxError, ValueError):
        return False
    return code in _inner_codes(compiled)


@functools.lru_cache(maxsize=32)
def _imports(module: ast.Module) -> list[ast.stmt]:
    """The imports of a file: CPython calls a function of an imported module in another way."""
    found: list[ast.stmt] = []
    work: list[ast.AST] = [module]
    while work:
        node = work.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            found.append(node)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            work += _blocks(node)
    return [node for node in found if getattr(node, "module", None) != "__future__"]


def _blocks(node: ast.AST) -> list[ast.AST]:
    """The statements directly within a statement, and what else holds statements."""
    if not isinstance(node, ast.stmt | ast.Module | ast.excepthandler | ast.match_case):
        return []
    kinds = ast.stmt | ast.excepthandler | ast.match_case
    return [child for child in ast.iter_child_nodes(node) if isinstance(child, kinds)]


def _inner_codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield inner
            yield from _inner_codes(inner)


@functools.lru_cache(maxsize=32)
def _functions(module: ast.Module) -> dict[tuple[str, int], list[ast.FunctionDef]]:
    """The definitions of a text, by what their code says: the name and the first line."""
    found: dict[tuple[str, int], list[ast.FunctionDef]] = {}
    work: list[ast.AST] = [module]
    while work:
        node = work.pop()
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            found.setdefault((node.name, first), []).append(node)
        work += _blocks(node)
    return found


def binds_at_module_level(module: ast.Module, name: str) -> bool:
    """Whether a top-level statement of the file defines `name` (it may not have run yet)."""
    for node in module.body:
        match node:
            case ast.FunctionDef(name=bound) | ast.ClassDef(name=bound):
                if bound == name:
                    return True
            case ast.Assign(targets=targets):
                if any(isinstance(t, ast.Name) and t.id == name for t in targets):
                    return True
            case ast.AnnAssign(target=ast.Name(id=bound)):
                if bound == name:
                    return True
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                if any((alias.asname or alias.name) == name for alias in aliases):
                    return True
    return False
