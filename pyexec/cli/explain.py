"""`pyexec explain`: what functions become on their way to machine code, stage by stage.

pyexec explain kernels.py:power --stage asm      # the assembly, with its source lines
pyexec explain kernels.py --html page.html       # all stages side by side
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ..errors import OptionError, OutputError, PyExecError
from ..options import OPTIMIZE, Optimize, check_path
from .failures import written
from .functions import common_language, function_named, public_functions
from .options import complete_functions, given, language_options
from .program import imported, place

if TYPE_CHECKING:
    from ..explain.explanation import Explanation

# The stages in their order, and what is shown of each before its passes have run.
STAGES: Final = ("source", "ast", "types", "ir", "llvm", "asm", "wat")
_BEFORE: Final = {"ir": "built", "llvm": "lowered"}


@click.command()
@click.argument("file", shell_complete=complete_functions, metavar="FILE.py[:FUNC,...]")
@click.option(
    "--stage",
    "stages",
    type=click.Choice(STAGES),
    multiple=True,
    help="Show this stage alone; may be given several times.",
)
@click.option(
    "--before", is_flag=True, help="Show ir and llvm as they are before their passes, too."
)
@click.option(
    "--html",
    "page",
    metavar="PAGE",
    type=click.Path(),
    help="Write a page with all stages side by side, each line tied to what it became.",
)
@click.option("--target", metavar="TARGET", help="The platform, such as aarch64-linux, of asm.")
@click.option(
    "--cpu",
    metavar="CPU",
    help="The processor: baseline, x86-64-v3, ...; this very one, unless --target is given.",
)
@click.option(
    "--optimize",
    type=click.Choice([str(level) for level in OPTIMIZE]),
    help="How much to optimise; 3 by default, and 2 for WebAssembly.",
)
@language_options
def command(
    file: str,
    stages: tuple[str, ...],
    before: bool,
    page: str | None,
    target: str | None,
    cpu: str | None,
    optimize: str | None,
    infer: bool | None,
    overflow: str | None,
    fastmath: bool | None,
) -> None:
    """Show what functions become: source, syntax tree, types, IR, LLVM IR, assembly, WebAssembly.

    The functions are those named, or every annotated public function of the file, and those
    that they call. The file is imported: its top level runs. The options of @aot count, unless
    others are given here.

    \b
    Stages:
      source  the functions' own lines
      ast     Python's syntax tree
      types   the typed tree: every type and conversion decided
      ir      PyExec's IR, the runtime inlined
      llvm    LLVM IR, optimised
      asm     machine code, of this processor or for --target and --cpu
      wat     the WebAssembly module in its text format

    \b
    Examples:
      pyexec explain kernels.py:power --stage asm
      pyexec explain kernels.py:power --stage ir --before
      pyexec explain kernels.py:power --stage asm --target aarch64-linux
      pyexec explain kernels.py --html kernels.html

    \b
    Exit codes: 0 if all was shown, 1 if a function cannot be compiled; its source and
    syntax tree are shown all the same.
    """
    from ..explain.explanation import Explanation
    from ..explain.settings import Settings

    path, names = place(file)
    with imported(path) as module:
        functions = [function_named(module, n) for n in names] or public_functions(module)
        language = common_language(module, functions, given(infer, overflow, fastmath))
        settings = Settings(target=target, cpu=cpu, optimize=_level(optimize), **language)
        explanation = Explanation(functions, settings)
        if page is not None:
            _write_page(explanation, page, stages)
        else:
            _show(explanation, stages, before)


def _level(optimize: str | None) -> Optimize | None:
    return next((level for level in OPTIMIZE if str(level) == optimize), None)


def _show(explanation: Explanation, chosen: Sequence[str], before: bool) -> None:
    """Print the stages that were chosen, or all, each below its title then."""
    wanted = [name for name in STAGES if name in chosen] or list(STAGES)
    shown = [name for each in wanted for name in _with_before(each, before)]
    for index, name in enumerate(shown):
        lines = _stage_lines(explanation, name, with_title=len(shown) > 1)
        for number, text in enumerate(lines):
            if index and not number:
                click.echo()
            click.echo(text)


def _with_before(name: str, before: bool) -> tuple[str, ...]:
    return (_BEFORE[name], name) if before and name in _BEFORE else (name,)


def _stage_lines(explanation: Explanation, name: str, with_title: bool) -> Iterator[str]:
    from ..explain.explanation import STAGES as TITLES
    from ..explain.report import Kind, stage_text

    try:
        stage = explanation.stage(name)
        lines = stage_text(stage, explanation.source_lines)
    except PyExecError as error:
        # What native code can do is worth showing where WebAssembly cannot.
        if name != "wat" or not with_title:
            raise
        lines = iter([(Kind.CODE, written(error))])
    if with_title:
        yield click.style(f"{TITLES[name]}\n{'=' * len(TITLES[name])}", bold=True)
    for kind, text in lines:
        yield click.style(text, dim=True) if kind is Kind.COMMENT else text


def _write_page(explanation: Explanation, page: str, stages: Sequence[str]) -> None:
    """Write the page and say where it is, or print it for "-"."""
    from ..backends.output import staged
    from ..explain.page import page_text

    if stages:
        raise OptionError("the page shows all stages", help="leave --stage out, or --html")
    if page == "-":
        click.echo(page_text(explanation), nl=False)
        return
    path: Path = check_path("html", page)
    if path.is_dir():
        raise OutputError(
            f"{page} is a folder, not the name of a file",
            help=f"name a file in it: {path / 'page.html'}",
        )
    text = page_text(explanation)
    with staged([path]) as staging:
        (staging / path.name).write_text(text, encoding="utf-8", newline="\n")
    click.echo(path)
