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
from typing import Any

from pyexec.backends.llvm.library import Module, TargetMachine
from pyexec.backends.llvm.lower import NATIVE, WEBASSEMBLY, lower
from pyexec.backends.llvm.targets import by_name
from pyexec.backends.wasm.link import machine as web_machine
from pyexec.driver import assemble, frontend
from pyexec.errors import Span
from pyexec.frontend.build import build
from pyexec.frontend.tree import Variable
from pyexec.frontend.unit import Options, Unit
from pyexec.ir.printer import print_function, print_program
from pyexec.types import UINT32, UINT64, Type

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
    lines: list[str] = []
    for statement in checked.body:
        _print_node("", statement, lines, 0)
    return "\n".join(lines)


def _print_node(label: str, node: Any, lines: list[str], depth: int) -> None:
    """A node of the tree on a line, what it holds indented below."""
    own = {name: getattr(node, name) for name in type(node).__match_args__}
    facts, children = [], []
    for name, held in own.items():
        if isinstance(held, Type | Span):
            continue
        if isinstance(held, tuple | list):
            children += [("", child) for child in held]
        elif isinstance(held, Variable):
            facts.append(held.name)
        elif hasattr(held, "__match_args__"):
            children.append((name, held))
        elif held is not None and held is not False:
            facts.append(str(held))
    kind = f"  {own['type']}" if "type" in own else ""
    words = " ".join([type(node).__name__, *facts])
    lines.append(f"{'  ' * depth}{label + ': ' if label else ''}{words}{kind}")
    for name, child in children:
        _print_node(name, child, lines, depth + 1)


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
