"""The user's file: found, and imported for as long as a command needs it.

    path, names = place("kernels.py:power,gcd")      # Path("kernels.py"), ["power", "gcd"]
    with imported(path) as module:
        module.power(2, 10)

The file is imported as a module of its name: its top level runs, what stands below
`if __name__ == "__main__":` does not.  Its folder is first on `sys.path` meanwhile,
and behind Python's own while the module is in use.  A file in a package is imported as a
part of it, so that its relative imports work.
"""

from __future__ import annotations

import difflib
import linecache
import os
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stdout
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import decode_source, module_from_spec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final

from ..errors import CompileError, Diagnostic, OptionError, SourceError, Span
from ..programs.search_path import standard_first
from .deferred import deferred_decorators

# The functions behind a colon; a path on Windows has a colon of its own.
_FUNCTIONS: Final = re.compile(r"(.+):([^:/\\]*)")

_PACKAGE: Final = os.path.dirname(os.path.dirname(__file__))


def place(text: str) -> tuple[Path, list[str]]:
    """The file and the functions that `FILE.py:FUNC,...` names; no functions, no colon.

    Raises:
        OptionError: if there is no such file, or a function's name is left out.
    """
    match = None if os.path.exists(text) else _FUNCTIONS.fullmatch(text)
    path = Path(match[1] if match else text)
    if os.path.isdir(path):
        raise OptionError(
            f"{path} is a folder, not a file", help=f"name a file in it: {path / '*.py'}"
        )
    if os.path.exists(path) and not os.path.isfile(path):
        raise OptionError(f"{path} is a device or a pipe, not a file", help="name a Python file")
    if not os.path.isfile(path):
        raise OptionError(f"there is no file {path}", help=_nearby(path))
    if match is None:
        return path, []
    names = [name.strip() for name in match[2].split(",")]
    for name in names:
        if not name.isidentifier():
            raise OptionError(
                f"{name!r} is not a function's name" if name else f"no function is named in {text}",
                help=f"write {path}:FUNCTION, or several with commas and no spaces",
            )
    return path, list(dict.fromkeys(names))


def _nearby(path: Path) -> str:
    """What to do about a file that is not there."""
    folder = path.parent
    if not os.path.isdir(folder):
        return f"there is no folder {folder} either"
    try:
        names = [name for name in os.listdir(folder) if name.endswith(".py")]
    except OSError:
        names = []
    close = difflib.get_close_matches(path.name, names, 1) or [
        name for name in names if name == f"{path.name}.py"
    ]
    if close:
        return f"did you mean {folder / close[0]}?"
    return "the file is looked for in the current folder, unless the path says otherwise"


@contextmanager
def imported(path: Path, words: Sequence[str] = (), quiet: bool = True) -> Iterator[ModuleType]:
    """The module of a file, for as long as it is in use.

    Args:
        path: the file.
        words: what the module finds in `sys.argv` behind its own path.
        quiet: whether what its top level prints goes to stderr, so that stdout has the
            command's own output alone.

    Raises:
        SourceError: if it cannot be imported: at the place in it, and with the
            exception's traceback as a note.
    """
    path = path.resolve()
    root, name = _module_name(path)
    loader = SourceFileLoader(name, str(path))
    spec = ModuleSpec(name, loader, origin=str(path))
    spec.has_location = True
    module = module_from_spec(spec)
    modules, paths, words_before = dict(sys.modules), [*sys.path], sys.argv
    sys.argv = [str(path), *words]
    sys.path.insert(0, str(root))
    try:
        code = _code(loader, path)
        with deferred_decorators():
            if "." in name:
                _import_parents(name, path)
            # A file named like a module that others need, such as numbers.py, is not
            # given to them in its place.
            if name not in sys.modules and name not in sys.stdlib_module_names:
                sys.modules[name] = module
            _execute(code, module, path, quiet)
        _uncover(root, modules)
        yield module
    finally:
        sys.argv = words_before
        sys.path[:] = paths
        _forget(root, modules)


def _module_name(path: Path) -> tuple[Path, str]:
    """The folder that a file is imported from, and its name as seen from there."""
    # A name of its own for what is run as a program, whose `__name__` would say so.
    stem = "main" if path.stem == "__main__" else path.stem.replace(".", "_")
    root, parts = path.parent, [stem]
    while (root / "__init__.py").is_file() and root.name.isidentifier():
        parts.insert(0, root.name)
        root = root.parent
    if path.stem == "__init__" and len(parts) > 1:
        parts.pop()
    return root, ".".join(parts)


def _code(loader: SourceFileLoader, path: Path) -> CodeType:
    """The compiled text of a file."""
    try:
        text = loader.get_data(str(path))
        decode_source(text)  # Python compiles comments in any encoding, but finds no source then
        code: CodeType = loader.source_to_code(text, str(path))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SourceError([_syntax(error, path)]) from error
    except OSError as error:
        raise OptionError(
            f"{path} cannot be read: {error.strerror or error}", help="check its permissions"
        ) from error
    return code


def _syntax(error: Exception, path: Path) -> Diagnostic:
    """The fault of a text that is not Python, or nests deeper than Python can compile."""
    version = ".".join(map(str, sys.version_info[:2]))
    help = f"this is what Python {version}, which runs pyexec, says of it"
    if isinstance(error, RecursionError | MemoryError):
        message = f"{path.name} nests more deeply than Python can compile"
        return Diagnostic(message, _start(path), "name the parts of its deepest expression")
    if not isinstance(error, SyntaxError) or not error.lineno or error.text is None:
        message = error.msg if isinstance(error, SyntaxError) else str(error)
        return Diagnostic(f"{path.name} is not Python text: {message}", _start(path), help)
    line, column = error.lineno, max(error.offset or 1, 1) - 1
    end_line, end = error.end_lineno or line, max((error.end_offset or 1) - 1, column + 1)
    span = Span(str(path), line, column, end_line, end, error.text.rstrip("\n"))
    return Diagnostic(f"{type(error).__name__}: {error.msg}", span, help)


def _start(path: Path) -> Span:
    return Span(str(path), 1, 0, 1, 0, "")


def _import_parents(name: str, path: Path) -> None:
    """Import the packages that a file lies in."""
    try:
        import_module(name.rpartition(".")[0])
    except (Exception, SystemExit) as error:
        raise import_failure(error, path) from error


def _execute(code: CodeType, module: ModuleType, path: Path, quiet: bool) -> None:
    """Run the top level of a file."""
    try:
        with redirect_stdout(sys.stderr) if quiet else nullcontext():
            exec(code, vars(module))
    except CompileError:
        raise
    except (Exception, SystemExit) as error:
        raise import_failure(error, path) from error


def import_failure(error: BaseException, path: Path) -> SourceError:
    """The error of a file whose top level raised: the line in it that did, and a traceback."""
    described = type(error).__name__ + (f": {error}" if str(error) else "")
    if isinstance(error, SystemExit):
        described = f"SystemExit({error.code!r}), which ends the program"
    diagnostic = Diagnostic(
        f"importing {path.name} raised {described}", _last_line(error, path), _advice(error)
    )
    failure = SourceError([diagnostic])
    failure.add_note(user_traceback(error).rstrip())
    return failure


def _advice(error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name:
        top = error.name.partition(".")[0]
        return f"install {top!r} for {sys.executable}, the Python that runs pyexec"
    return 'put what is not to run at import below `if __name__ == "__main__":`'


def _last_line(error: BaseException, path: Path) -> Span | None:
    """The line of a file at which an exception left it."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame for frame in frames if frame.filename == str(path)]
    if not lines:
        return None
    number = lines[-1].lineno or 1
    text = linecache.getline(str(path), number).rstrip("\n")
    indent = len(text) - len(text.lstrip())
    return Span(str(path), number, indent, number, len(text), text)


def user_traceback(error: BaseException) -> str:
    """An exception's traceback as Python prints it, from the first frame of the user's on."""
    frames = error.__traceback__
    while frames is not None and _is_ours(frames.tb_frame.f_code.co_filename):
        frames = frames.tb_next
    return "".join(traceback.format_exception(type(error), error, frames))


def _is_ours(filename: str) -> bool:
    return filename.startswith((_PACKAGE + os.sep, "<frozen importlib"))


def _uncover(root: Path, before: dict[str, ModuleType]) -> None:
    """Let imports find Python's own modules again where the user has some of the same names.

    The user's code has what it imported; what is imported from here on are PyExec's parts,
    and what they need.
    """
    sys.path[:] = standard_first(sys.path)
    for name, module in list(sys.modules.items()):
        top = name.partition(".")[0]
        hides = top in sys.stdlib_module_names and name not in before
        if hides and (_lies_in(root / top, module) or _lies_in(root / f"{top}.py", module)):
            del sys.modules[name]


def _forget(root: Path, before: dict[str, ModuleType]) -> None:
    """Forget the user's modules, so that another file may have modules of the same names."""
    for name, module in list(sys.modules.items()):
        if name not in before and _lies_in(root, module):
            del sys.modules[name]


def _lies_in(root: Path, module: ModuleType) -> bool:
    """Whether a module comes from a folder or file, and is not installed there."""
    file = getattr(module, "__file__", None)
    if not isinstance(file, str):
        return False
    return Path(file).is_relative_to(root) and "site-packages" not in Path(file).parts
