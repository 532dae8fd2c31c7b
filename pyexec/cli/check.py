"""`pyexec check`: every error of every function of some files, for people or for programs.

kernels.py:4:5: error: local variable 'result' needs a type annotation
    result = 0
    ^^^^^^
help: write `result: int = 0`, or compile with --infer
checked 3 functions of 1 file: 1 error, 1 function skipped
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any, Final

import click

from ..errors import CompileError, Diagnostic, OptionError
from ..record import field, record, value
from .definitions import Definition, function_around, survey
from .failures import PROGRAM, coloured, diagnostic_text, shown_path, spelled
from .options import complete_functions, given, language_options
from .program import imported, place

# Raised when a field changes its meaning; new fields may come at any time.
SCHEMA_VERSION: Final = 1

# Folders with other people's code.
_FOREIGN: Final = ("__pycache__", "node_modules", "site-packages")


@value
class Fault:
    """An error, the function that it is in, and what Python printed of it."""

    diagnostic: Diagnostic
    function: str  # empty for none
    traceback: str = ""

    @property
    def order(self) -> tuple[str, int, int, str]:
        """By place; what has none comes first."""
        span = self.diagnostic.span
        if span is None:
            return "", 0, 0, self.diagnostic.message
        return span.path, span.line, span.column, self.diagnostic.message


@record
class Report:
    """What is known after all files."""

    files: int = 0
    functions: int = 0
    errors: list[Fault] = field(factory=list)
    skipped: list[tuple[Definition, str]] = field(factory=list)  # with the reason


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    shell_complete=complete_functions,
    metavar="FILE.py[:FUNC,...]...",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@language_options
def command(files: Sequence[str], form: str, **options: Any) -> None:
    """Check functions without compiling them: all errors of all functions.

    Each FILE is a Python file, a folder whose files are checked, or a file and some of its
    functions. The file is imported: its top level runs.

    Checked are the functions at the top level of a file that are annotated. Others, methods
    and nested functions among them, are listed as skipped, unless they are named. Functions
    under @jit are Numba's to check. The options of @aot count, unless others are given here.

    \b
    Examples:
      pyexec check kernels.py
      pyexec check src other.py --infer
      pyexec check kernels.py:power,gcd
      pyexec check kernels.py --format json

    \b
    With --format json, one object is printed:
      version      1; it changes when a field changes its meaning
      files        how many files were checked
      functions    how many functions were
      errors       a list of objects with
        file         the path, relative to the current folder where it lies in it
        line         from 1
        column       in characters, from 1
        end          an object with the line and column just after the place
        message      what is wrong
        help         what to do about it, or null
        function     the function around the place, such as "Point.norm", or null
      skipped      a list of objects with the same fields; message is the reason
    The place of an error without one is null in file, line, column and end.

    \b
    Exit codes: 0 without errors, 1 with errors.
    """
    report = Report()
    for path, names in _places(files).items():
        _check_file(report, path, names, given(**options))
    report.errors = sorted(dict.fromkeys(report.errors), key=lambda fault: fault.order)
    click.echo(_json(report) if form == "json" else coloured(_text(report)))
    if report.errors:
        click.get_current_context().exit(PROGRAM)


def _places(texts: Sequence[str]) -> dict[Path, list[str]]:
    """The files to check, each once, with the functions asked for; none named: all."""
    found: dict[Path, list[str]] = {}
    for text in texts:
        for path, names in _files(text):
            key = path.resolve()
            everything = key in found and not found[key]
            found[key] = [] if everything or not names else [*found.get(key, []), *names]
    return found


def _files(text: str) -> list[tuple[Path, list[str]]]:
    """The files that one argument stands for."""
    if not os.path.isdir(text):
        return [place(text)]
    files = _python_files(Path(text))
    if not files:
        raise OptionError(f"the folder {text} has no Python files", help="name a file")
    return [(path, []) for path in files]


def _python_files(folder: Path) -> list[Path]:
    """The Python files of a folder and of those in it, but of no installed packages."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise OptionError(
            f"the folder {folder} cannot be read: {error.strerror or error}",
            help="check its permissions, or name the files",
        ) from error
    files: list[Path] = []
    for path in entries:
        if os.path.isdir(path):
            foreign = path.name in _FOREIGN or os.path.exists(path / "pyvenv.cfg")
            if not (foreign or path.name.startswith(".") or path.is_symlink()):
                files += _python_files(path)
        elif path.suffix == ".py":
            files.append(path)
    return files


def _check_file(report: Report, path: Path, names: list[str], options: Mapping[str, Any]) -> None:
    from ..driver import faults
    from ..frontend.unit import Options

    report.files += 1
    try:
        with imported(path) as module:
            found = survey(module, path, names, options)
            report.skipped += found.skipped
            report.functions += len(found.functions)
            alike: dict[Options, list[FunctionType]] = {}
            for function, own in found.functions:
                language = Options(own["infer"], own["overflow"] == "wrap", own["fastmath"])
                alike.setdefault(language, []).append(function)
            for language, functions in alike.items():
                report.errors += map(_fault, faults(functions, language))
    except CompileError as error:
        traceback = "\n".join(getattr(error, "__notes__", []))
        report.errors += [_fault(diagnostic, traceback) for diagnostic in error.diagnostics]


def _fault(diagnostic: Diagnostic, traceback: str = "") -> Fault:
    return Fault(diagnostic, function_around(diagnostic.span), traceback)


def _text(report: Report) -> str:
    parts = []
    for fault in report.errors:
        parts.append(diagnostic_text(fault.diagnostic))
        if fault.traceback:
            parts.append(fault.traceback)
    for definition, reason in report.skipped:
        span = definition.span
        where = f"{shown_path(span.path)}:{span.line}:{span.column + 1}"
        parts.append(f"{where}: note: '{definition.name}' is skipped: {reason}")
    ending = f"{_count(len(report.errors), 'error')}"
    if report.skipped:
        ending += f", {_count(len(report.skipped), 'function')} skipped"
    functions, files = _count(report.functions, "function"), _count(report.files, "file")
    return "\n".join([*parts, f"checked {functions} of {files}: {ending}"])


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _json(report: Report) -> str:
    errors = [_row(fault.diagnostic, fault.function) for fault in report.errors]
    skipped = [
        _row(Diagnostic(reason, definition.span), definition.name)
        for definition, reason in report.skipped
    ]
    counts = {"version": SCHEMA_VERSION, "files": report.files, "functions": report.functions}
    return json.dumps({**counts, "errors": errors, "skipped": skipped}, indent=2)


def _row(diagnostic: Diagnostic, function: str) -> dict[str, Any]:
    span, help = diagnostic.span, diagnostic.help
    return {
        "file": None if span is None else shown_path(span.path),
        "line": None if span is None else span.line,
        "column": None if span is None else span.column + 1,
        "end": None if span is None else {"line": span.end_line, "column": span.end_column + 1},
        "message": diagnostic.message,
        "help": None if help is None else spelled(help),
        "function": function or None,
    }
