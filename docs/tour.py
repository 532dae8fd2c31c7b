"""The printed stages in `internals.md`: `python docs/tour.py` writes them anew.

Each block of the page that stands below a line such as `<!-- stage: ir -->` is what the
stage prints for the example `share`.  A test holds that the page is up to date.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable
from pathlib import Path

from pyexec.backends.llvm.library import Module, TargetMachine
from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import NATIVE, WEBASSEMBLY
from pyexec.backends.llvm.targets import by_name
from pyexec.backends.wasm.link import machine as web_machine
from pyexec.driver import assemble, frontend
from pyexec.explain.trees import statement_lines
from pyexec.frontend.build import build
from pyexec.frontend.unit import Options, Unit
from pyexec.ir.printer import print_function, print_program
from pyexec.types import UINT32, UINT64

PAGE = Path(__file__).with_name("internals.md")

_BLOCK = re.compile(r"(<!-- stage: (\w+) -->\n```\w*\n)(.*?)(```\n)", re.DOTALL)


def share(total: int, extra: int, parts: int) -> int:
    return (total + extra) % parts


def page_with_stages(text: str) -> str:
    """The page's text, every stage printed anew."""

    def replaced(match: re.Match[str]) -> str:
        printed = STAGES[match[2]]().strip("\n")
        return f"{match[1]}{printed}\n{match[4]}"

    return _BLOCK.sub(replaced, text)


def stage_source() -> str:
    return inspect.getsource(share)


def stage_tree() -> str:
    unit = Unit(Options())
    unit.add(share)
    (checked,) = unit.check()
    return "\n".join(line for statement in checked.body for line in statement_lines(statement))


def stage_ir() -> str:
    unit = Unit(Options())
    unit.add(share)
    return print_function(build(unit.check()[0]))


def stage_inlined() -> str:
    return print_program(frontend([share], Options()).program)


def stage_llvm() -> str:
    with _optimized(by_name("x86_64-linux").machine(1), web=False) as module:
        text = module.text()
    start = text.index("define ")
    return text[start : text.index("\n}\n", start) + 2]


def stage_assembly() -> str:
    machine = by_name("x86_64-linux").machine(1)
    with _optimized(machine, web=False) as module:
        return _instructions_of(module.emit_assembly(machine))


def stage_web() -> str:
    machine = web_machine(2)
    with _optimized(machine, web=True) as module:
        return _instructions_of(module.emit_assembly(machine))


STAGES: dict[str, Callable[[], str]] = {
    name.removeprefix("stage_"): function
    for name, function in list(globals().items())
    if name.startswith("stage_")
}


def _optimized(machine: TargetMachine, web: bool) -> Module:
    """The module after LLVM's passes, its one function visible so that it stays."""
    address = UINT32 if web else UINT64
    options = Options(math_library=not web, wide_multiply=not web, address=address)
    lowered = lower(frontend([share], options).program, WEBASSEMBLY if web else NATIVE)
    text = lowered.text.replace("define internal", "define")
    if web:
        text += "declare void @pyexec_raise(i32) noreturn\n"
    module = Module.parse(assemble(machine, text))
    module.optimize_straight_line(machine)
    return module


def _instructions_of(assembly: str) -> str:
    """The labels and instructions of assembly, without what is for the assembler."""
    body = assembly[assembly.index("\npy.share:") :].partition("\t.section")[0]
    lines = [line for line in body.splitlines() if not re.match(r"\s*\.(size|cfi|p2align)", line)]
    kept = [line.rstrip() for line in lines if line.strip() and not line.startswith(".Lfunc")]
    return "\n".join(kept).expandtabs(8)


if __name__ == "__main__":
    PAGE.write_text(page_with_stages(PAGE.read_text()))
    sys.exit()
