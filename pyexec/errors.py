"""Every error that PyExec raises of its own, and the one formatter of messages.

A fault in the user's program is a `CompileError`.  It carries one `Diagnostic`
for each place that is wrong, and prints as

    demo.py:4:5: error: local variable 'result' needs a type annotation
        result = 0
        ^^^^^^
    help: write `result: int = 0`, or compile with infer=True

What compiled code raises when it runs are Python's own exceptions; they are not
declared here.
"""

from __future__ import annotations

from collections.abc import Sequence

from .record import value


@value
class Span:
    """A place in a source file.  Lines count from 1, columns from 0, as in `ast`."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str  # the whole source line `line`, without its line end


@value
class Diagnostic:
    """One fault: what is wrong, where, and what to do about it."""

    message: str
    span: Span | None = None
    help: str | None = None

    def __str__(self) -> str:
        if self.span is None:
            lines = [f"error: {self.message}"]
        else:
            span = self.span
            lines = [f"{span.path}:{span.line}:{span.column + 1}: error: {self.message}"]
            if span.text.strip():
                lines += underline(span)
        if self.help:
            lines.append(f"help: {self.help}")
        return "\n".join(lines)


# Of a source line longer than this, an error shows what it underlines and a part beside it.
_WIDEST = 120
_BESIDE = 40


def underline(span: Span) -> list[str]:
    """The source line of a span and the carets below it, both moved to the left margin."""
    code = span.text.rstrip()
    indent = len(code) - len(code.lstrip())
    end = span.end_column if span.end_line == span.line else len(code)
    start = min(max(indent, span.column), len(code))
    before, marked, after = code[indent:start], code[start:end], code[max(start, end) :]
    if len(code) - indent > _WIDEST:
        before = before if len(before) <= _BESIDE else "..." + before[-_BESIDE:]
        marked = marked if len(marked) <= _WIDEST else marked[:_WIDEST] + "..."
        after = after if len(after) <= _BESIDE else after[:_BESIDE] + "..."
    # A tab stays a tab, so that the caret stands below its character.
    lead = "".join("\t" if c == "\t" else " " for c in before)
    return ["    " + before + marked + after, "    " + lead + "^" * max(1, len(marked))]


class PyExecError(Exception):
    """The base of every error that PyExec raises of its own."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message if help is None else f"{message}\nhelp: {help}")
        self.message = message
        self.help = help


class CompileError(PyExecError):
    """The program cannot be compiled.  `diagnostics` has every fault found."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("\n".join(str(diagnostic) for diagnostic in diagnostics))
        self.message = diagnostics[0].message
        self.help = diagnostics[0].help
        self.diagnostics = tuple(diagnostics)

    def __reduce__(self) -> tuple[type[CompileError], tuple[tuple[Diagnostic, ...]]]:
        return type(self), (self.diagnostics,)


class SourceError(CompileError):
    """The object is not a function whose source can be compiled."""


class TypeCheckError(CompileError):
    """Types do not fit, an annotation is missing, or a name is unknown."""


class UnresolvedNameError(TypeCheckError):
    """A name stands for nothing yet.  `may_come` tells that the file defines it later on."""

    may_come = False


class UnsupportedError(CompileError):
    """The construct is Python, but not yet in PyExec's language."""


class OptionError(PyExecError, ValueError):
    """An option or argument of an entry point has a value that it cannot have."""


class OutputError(PyExecError, OSError):
    """A file cannot be written."""


class ToolError(PyExecError, RuntimeError):
    """A tool or library that is needed is missing or failed."""


class DamagedHeapError(PyExecError, RuntimeError):
    """Something was written over what a heap relies on."""
