"""`pyexec build`: functions of a file as a C library, an object file, a program or a web module.

    pyexec build kernels.py --to lib            # kernels.o .so .h, libkernels.a
    pyexec build kernels.py:power --to exe      # kernels

What each kind is made with, and which options it has, is a row of `_KINDS`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from types import FunctionType
from typing import Any, Final

import click
from click.core import ParameterSource

from ..errors import CompileError, OptionError
from ..options import OPTIMIZE, CodeOptions, Optimize, code_options
from ..record import value
from ..timing import stage, watched
from .failures import coloured, shown_path, written
from .functions import common_language, function_named, public_functions
from .options import complete_functions, given, language_options
from .program import imported, place
from .table import aligned, size_text, time_text


@value
class Order:
    """What to build, as the command line has it."""

    functions: tuple[FunctionType, ...]
    output: Path
    options: Mapping[str, Any]  # of the language
    target: str | None
    optimize: Optimize | None
    cpu: str | None
    export_name: str | None
    html: bool
    backend: str | None

    @property
    def code(self) -> CodeOptions:
        """The options of native code."""
        if self.optimize == "size":
            raise OptionError(
                "--optimize size is for --to wasm alone", help="choose one of 0, 1, 2, 3"
            )
        opt = 3 if self.optimize is None else self.optimize
        return code_options({**self.options, "cpu": self.cpu, "opt": opt})

    @property
    def names(self) -> list[str] | None:
        """The names to export the functions by; their own if None."""
        if self.export_name is None:
            return None
        if len(self.functions) > 1:
            raise OptionError(
                f"--export-name names one function, and {len(self.functions)} are built",
                help="name the function: FILE.py:FUNC",
            )
        return [self.export_name]


@click.command()
@click.argument("file", shell_complete=complete_functions, metavar="FILE.py[:FUNC,...]")
@click.option(
    "--to",
    "kind",
    type=click.Choice(["lib", "wasm", "exe", "obj"]),
    default="lib",
    show_default=True,
    help="What to build.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="The path of what is built, or a folder for it; the file's name by default.",
)
@click.option(
    "--target", metavar="TARGET", help="The platform, such as aarch64-linux (lib, obj, exe)."
)
@click.option(
    "--optimize",
    type=click.Choice([str(choice) for choice in OPTIMIZE]),
    help="How much: 0 to 3, or for the fewest bytes: size (wasm).",
)
@click.option("--cpu", metavar="CPU", help="The processor: native, x86-64-v3, ... (lib, obj, exe).")
@click.option("--export-name", metavar="NAME", help="The name of a single function from outside.")
@click.option(
    "--html/--no-html",
    default=True,
    help="Write a page to try the functions on (wasm).",
    show_default=True,
)
@click.option(
    "--backend",
    type=click.Choice(["llvm", "nuitka"]),
    help="What makes a program: llvm where it can compile the function, by default (exe).",
)
@language_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    file: str,
    kind: str,
    output: str | None,
    optimize: str | None,
    infer: bool | None,
    overflow: str | None,
    fastmath: bool | None,
    **others: Any,
) -> None:
    """Build a library, a program or a web module of functions of FILE.

    Every annotated public function of the file is taken, unless some are named. The file is
    imported for it: its top level runs, what is below `if __name__ == "__main__":` does not.
    The options of @aot count, unless others are given here.

    \b
    Kinds:
      lib   a C library: object, shared and static library, header
      obj   the object file alone
      wasm  a WebAssembly module with JavaScript, types and a page
      exe   a program of one function, whose parameters come from the command line

    A program is native code without Python inside if its function can be compiled so, in a
    second and in some kilobytes. Otherwise Nuitka makes it, with Python inside, in a minute.
    The last lines tell which it was.

    \b
    Examples:
      pyexec build kernels.py
      pyexec build kernels.py:power,gcd --to wasm -o site/math.wasm
      pyexec build kernels.py:power --to exe
      pyexec build kernels.py --target aarch64-linux --cpu neoverse-n1

    \b
    Exit codes: 0 if all is built, 1 if a function cannot be compiled, 2 for wrong usage,
    3 if a linker or compiler is missing or failed, 4 if a file cannot be written.
    """
    start = perf_counter()
    _refuse_options(ctx, kind)
    path, names = place(file)
    options = given(infer, overflow, fastmath)
    with watched() as times:
        # The import goes on until the block ends; the stage is over when the module is there.
        before = perf_counter()
        with imported(path) as module:
            times["import"] = perf_counter() - before
            functions = [function_named(module, n) for n in names] or public_functions(module)
            order = Order(
                functions=tuple(dict.fromkeys(functions)),
                output=_output(output, path, kind),
                options=common_language(module, functions, options),
                optimize=_optimize(optimize),
                **others,
            )
            files, remark = _KINDS[kind](order)
    _report(order, path, files, remark, times, perf_counter() - start)


# The kinds that an option is for.
_FOR: Final = {
    "target": ("lib", "obj", "exe"),
    "cpu": ("lib", "obj", "exe"),
    "optimize": ("lib", "obj", "wasm", "exe"),
    "export_name": ("lib", "obj", "wasm"),
    "html": ("wasm",),
    "backend": ("exe",),
}


def _refuse_options(ctx: click.Context, kind: str) -> None:
    """An option that would change nothing is a mistake."""
    for name, kinds in _FOR.items():
        if kind not in kinds and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise OptionError(
                f"--{name.replace('_', '-')} is no option of --to {kind}",
                help=f"it is one of --to {' and --to '.join(kinds)}",
            )


def _optimize(text: str | None) -> Optimize | None:
    return next((choice for choice in OPTIMIZE if str(choice) == text), None)


# What the files of a kind may end in, if OUT does.
_SUFFIXES: Final = {
    "lib": (".so", ".dll", ".dylib", ".o", ".a", ".h"),
    "obj": (".o", ".obj"),
    "wasm": (".wasm",),
    "exe": (),
}


def _output(text: str | None, path: Path, kind: str) -> Path:
    """Where the files go: without the suffix that they get, but for an object file."""
    if text is None:
        output = Path(path.stem)
    elif not text:
        raise OptionError("--output is empty", help="name a file, or a folder for it")
    elif os.path.isdir(text) or text.endswith(("/", os.sep)):
        output = Path(text) / path.stem
    else:
        output = Path(text)
    known = output.suffix in _SUFFIXES[kind]
    if kind == "obj":
        return output if known else output.with_name(output.name + ".o")
    return output.with_suffix("") if known else output


def _library(order: Order) -> tuple[list[Path], str]:
    with stage("start"):
        from ..driver import write_library

    base, folder = order.output.name, order.output.parent
    files = write_library(order.functions, base, folder, order.code, order.names, order.target)
    return list(files.values()), ""


def _object(order: Order) -> tuple[list[Path], str]:
    with stage("start"):
        from ..driver import write_object

    output, names = order.output, order.names
    return [write_object(order.functions, output, order.code, names, order.target)], ""


def _module(order: Order) -> tuple[list[Path], str]:
    with stage("start"):
        from ..driver import write_module

    optimize = 2 if order.optimize is None else order.optimize
    options, names = code_options(order.options), order.names
    files = write_module(order.functions, order.output, optimize, options, names, order.html)
    return list(files.values()), ""


def _program(order: Order) -> tuple[list[Path], str]:
    """A program, native where that is possible and nobody says otherwise."""
    from ..api import aot_compile

    if len(order.functions) > 1:
        known = ", ".join(function.__name__ for function in order.functions)
        raise OptionError(
            "a program is made of one function", help=f"name it, FILE.py:FUNC: one of {known}"
        )
    (function,) = order.functions
    output, native = str(order.output), _native_options(order)
    if order.backend != "nuitka":
        options = {**order.options, "cpu": order.cpu, "opt": order.code.opt}
        try:
            with stage("start"):
                from .. import driver  # noqa: F401 - its time is no part of the next stage
            made = aot_compile(function, output, backend="llvm", target=order.target, **options)
            return [made], "native code, by LLVM"
        except CompileError as error:
            if order.backend == "llvm" or native:
                raise
            click.echo(coloured(written(error)), err=True)
            click.echo("note: so it is no program of native code, but one by Nuitka", err=True)
    elif native:
        raise OptionError(
            f"{native[0]} is no option of --backend nuitka",
            help="leave it out, or build with --backend llvm",
        )
    with stage("Nuitka"):
        made = aot_compile(function, output, show_progress=True, backend="nuitka")
    return [made], "Python inside, by Nuitka"


def _native_options(order: Order) -> list[str]:
    """What has no meaning, or another one, in a program by Nuitka."""
    asked = {
        "--target": order.target is not None,
        "--cpu": order.cpu is not None,
        "--optimize": order.optimize is not None,
        "--overflow wrap": order.options["overflow"] == "wrap",
    }
    return [option for option, is_asked in asked.items() if is_asked]


_KINDS: Final[dict[str, Callable[[Order], tuple[list[Path], str]]]] = {
    "lib": _library,
    "obj": _object,
    "wasm": _module,
    "exe": _program,
}


def _report(
    order: Order,
    path: Path,
    files: Sequence[Path],
    remark: str,
    times: Mapping[str, float],
    total: float,
) -> None:
    """The table of what was written, and the time that each stage took."""
    names = ", ".join(function.__name__ for function in order.functions)
    lines = [f"built {names} of {path}" + (f": {remark}" if remark else "")]
    rows = [(f"  {shown_path(str(file))}", size_text(file.stat().st_size)) for file in files]
    lines.append(aligned(rows, right=(1,)))
    stages = [*times.items(), ("in all", total)]
    lines.append(
        aligned([(f"  {name}", time_text(seconds)) for name, seconds in stages], right=(1,))
    )
    click.echo("\n".join(lines))
