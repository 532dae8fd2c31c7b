"""`pyexec run`: call a function with arguments from the command line, by any backend.

    pyexec run kernels.py power 2 10                     # 1024
    pyexec run kernels.py power 2 10 --backend wasm      # 1024

The words behind the function's name are read by its annotations, as by the programs
that `pyexec build --to exe` makes.  An option of ours among them is ours, unless the
function has a parameter of that name.
"""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType
from typing import Any

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from ..errors import OptionError, PyExecError
from ..options import CodeOptions
from ..programs import arguments
from ..types import INT
from .failures import PROGRAM, USAGE, shown_path
from .functions import common_language, for_numba, function_named, value_named
from .options import complete_functions, defined_functions, given, language_options
from .program import imported, place, user_traceback
from .runners import RUNNERS


def _complete_words(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The functions of the file, for the first word."""
    if ctx.params.get("words"):
        return []
    names = defined_functions(ctx.params.get("file") or "")
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@click.command(context_settings={"allow_interspersed_args": False}, options_metavar="[OPTIONS]")
@click.argument("file", shell_complete=complete_functions, metavar="FILE.py")
@click.argument(
    "words",
    nargs=-1,
    type=click.UNPROCESSED,
    shell_complete=_complete_words,
    metavar="FUNC [ARGS]...",
)
@click.option(
    "--backend",
    type=click.Choice(list(RUNNERS)),
    show_default="aot, or jit for a function under @jit",
    help="What runs the function.",
)
@language_options
@click.pass_context
def command(ctx: click.Context, /, file: str, words: tuple[str, ...], **options: Any) -> None:
    """Compile a function, call it with ARGS, and print what it returns.

    ARGS are read by the function's annotations: parameters without a default in order, those
    with one as options, --name VALUE. `pyexec run FILE.py FUNC --help` shows them. The options
    below may stand anywhere before `--`; where FUNC has an option of the same name, ours goes
    before FILE.py.

    \b
    Backends:
      aot          machine code in this process, cached on disk
      jit          Numba, which infers all types
      interpreter  PyExec's own, slow and exact
      wasm         WebAssembly, under wasmtime or Node

    \b
    Examples:
      pyexec run kernels.py power 2 10
      pyexec run kernels.py power 2 --exp 10 --backend wasm
      pyexec run kernels.py power --help

    \b
    Exit codes: 0 if it returned, 1 if it raised an exception or cannot be compiled,
    2 if ARGS do not fit, 3 if a tool for the backend is missing.
    """
    path, names = place(file)
    if len(names) > 1:
        raise OptionError("run calls one function", help=f"write {path} {names[0]} ARGS...")
    own, rest = _own_options(ctx.command, [*names, *words], first_only=True)
    if {*own} & {*ctx.help_option_names}:
        click.echo(ctx.get_help())
        return
    if not rest:
        known = ", ".join(defined_functions(str(path))) or "none"
        raise OptionError(
            "no function is named", help=f"write {path} FUNC ARGS...; the functions are {known}"
        )
    name, *rest = rest
    with imported(path, rest, quiet=False) as module:
        function = function_named(module, name)
        more, rest = _own_options(ctx.command, rest, _option_names(function))
        options |= _given(ctx, [*own, *more])
        usual = "jit" if for_numba(value_named(module, name)) else "aot"
        backend = options.pop("backend") or usual
        language = common_language(module, [function], given(**options))
        ctx.exit(_run(function, path, rest, backend, CodeOptions(**language)))


def _run(
    function: FunctionType, path: Path, words: Sequence[str], backend: str, options: CodeOptions
) -> int:
    """Call the function by its command line; the exit code."""
    from ..programs.specification import command_line

    call = RUNNERS[backend](function, options)
    line = command_line(function, f"pyexec run {shown_path(str(path))} {function.__name__}")
    fault = _beyond_64_bits(line, words)
    if fault:
        click.echo(f"{line.usage}{line.program}: error: {fault}", err=True)
        return USAGE
    try:
        with _ended_by_interrupt():
            return arguments.answer(_reporting(call, function), line, words)
    except arguments.OutputClosed:
        raise BrokenPipeError from None


def _beyond_64_bits(line: arguments.CommandLine, words: Sequence[str]) -> str:
    """What is wrong with an `int`, which has 64 bits in every backend here; empty if nothing."""
    try:
        values = arguments.parse(line, words) if line.arguments else {}
    except (arguments.UsageError, arguments.HelpAsked):
        return ""  # told when they are read once more, for the call
    for argument in line.arguments:
        value = values.get(argument.name)
        if argument.type == "int" and isinstance(value, int) and not INT.holds(value):
            bounds = f"{INT.minimum} to {INT.maximum}"
            return f"argument {argument.spelling}: {value} is out of range for int ({bounds})"
    return ""


@contextmanager
def _ended_by_interrupt() -> Iterator[None]:
    """Let Ctrl-C end the process at once: Python's own handler waits for compiled code."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler or not _in_main_thread():
        yield  # ignored, or somebody else's
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _reporting(call: Callable[..., Any], function: FunctionType) -> Callable[..., Any]:
    """The call with what it raises shown as Python shows it, and the exit code of that."""

    def report(*args: Any, **kwargs: Any) -> Any:
        try:
            return call(*args, **kwargs)
        except PyExecError:
            raise
        except Exception as error:
            click.echo(_shown(error, function), err=True)
            raise click.exceptions.Exit(PROGRAM) from error

    # What reads the arguments looks for the defaults there.
    report.__wrapped__ = function  # type: ignore[attr-defined]
    return report


def _shown(error: Exception, function: FunctionType) -> str:
    """A traceback; where compiled code has none, the function's name stands for it."""
    path = function.__code__.co_filename
    frames = traceback.extract_tb(error.__traceback__)
    if any(frame.filename == path for frame in frames):
        return user_traceback(error).rstrip()
    lines = traceback.format_exception_only(error)
    head = f'Traceback (most recent call last):\n  File "{path}", in {function.__name__}\n'
    return head + "".join(lines).rstrip()


def _own_options(
    command: click.Command,
    words: Sequence[str],
    others: Container[str] = (),
    first_only: bool = False,
) -> tuple[list[str], list[str]]:
    """The words that are options of `run`, with their values, and the others.

    Args:
        command: the command `run`.
        words: what follows FILE.py, or FUNC.
        others: options of the function, which are not ours.
        first_only: whether to look no further than the first other word.
    """
    known = {
        spelling: option.is_flag
        for option in command.params
        if isinstance(option, click.Option)
        for spelling in (*option.opts, *option.secondary_opts)
        if spelling not in others
    }
    if first_only:
        known.update({"-h": True, "--help": True})
    own: list[str] = []
    rest: list[str] = []
    left = iter(words)
    for word in left:
        spelling = word.partition("=")[0]
        if word == "--" or (first_only and spelling not in known):
            rest += [word, *left]
        elif spelling not in known:
            rest.append(word)
        else:
            own.append(word)
            if "=" not in word and not known[spelling]:
                own += [value for value in [next(left, None)] if value is not None]
    return own, rest


def _option_names(function: FunctionType) -> frozenset[str]:
    """The options that a function's parameters may be."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return frozenset("--" + name.strip("_").replace("_", "-") for name in names)


def _given(ctx: click.Context, words: list[str]) -> dict[str, Any]:
    """The values of the options that were given among some words."""
    options = [option for option in ctx.command.params if isinstance(option, click.Option)]
    reader = click.Command(ctx.command.name, params=[*options])
    try:
        context = reader.make_context("run", words)
    except click.UsageError as error:
        error.ctx = ctx  # whose usage line is the whole one
        raise
    sources = {name: context.get_parameter_source(name) for name in context.params}
    return {
        name: value
        for name, value in context.params.items()
        if sources[name] is ParameterSource.COMMANDLINE
    }
