"""LLVM's work on a program with debug locations: before, optimised, and as assembly.

    generated = generate_native(front, target, level=3, small=False)
    generated.optimized           # LLVM's text, each instruction with its `!dbg`
    generated.table[7]            # what the line 7 of a `.loc` in the assembly stands for

Locations change nothing in the code, save the order in which AArch64 saves the registers
of a frame.  The bodies are visible from outside here, and so
stay functions of their own; what calls them in a library, a module of Python's or a
program is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..backends.llvm.library import Module, TargetMachine
from ..backends.llvm.locations import Chain, Locations, flatten
from ..backends.llvm.lower import lower
from ..backends.llvm.module import NATIVE, WEBASSEMBLY
from ..backends.llvm.targets import Target
from ..backends.llvm.text import body_symbol, llvm_name
from ..backends.wasm import exports
from ..backends.wasm.exports import Export
from ..backends.wasm.link import link
from ..backends.wasm.link import machine as web_machine
from ..driver import Front, assemble, optimized, web_ends
from ..record import value


@value
class Generated:
    """A program in LLVM's hands; `numbered` has table indexes for lines."""

    before: str
    optimized: str
    numbered: str
    table: tuple[Chain, ...]
    machine: TargetMachine

    def assembly(self) -> str:
        """The machine code as text, with `.loc` lines that count in the table."""
        with Module.parse(self.numbered) as module:
            return module.emit_assembly(self.machine)

    def object_bytes(self) -> bytes:
        """The machine code as an object file."""
        with Module.parse(self.numbered) as module:
            return module.emit_object(self.machine)


def generate_native(front: Front, target: Target, level: int, small: bool) -> Generated:
    """Native code of a program's functions, those that it is asked for visible."""
    locations = Locations()
    lowered = lower(front.program, NATIVE, small, locations.lowering)
    machine = target.machine(front.generation_level(level))
    text = visible(lowered.text, front.names)
    return _generate(assemble(machine, text, locations.text()), machine, level, front.straight)


def visible(text: str, names: Sequence[str]) -> str:
    """Lowered functions, those of some names visible from outside their module."""
    for name in names:
        start = text.index(f"@{llvm_name(body_symbol(name))}(")
        line = text.rindex("define internal ", 0, start)
        text = text[:line] + "define " + text[line + len("define internal ") :]
    return text


def generate_web(
    front: Front, level: int, small: bool
) -> tuple[Generated, bytes, tuple[Export, ...]]:
    """A WebAssembly module: LLVM's side of it, its bytes, and what it exports.

    It is the module that `wasm` writes, without the second exports for JavaScript's
    plain numbers.
    """
    locations = Locations()
    names = [entry.signature.name for entry in front.entries]
    planned = exports.plan(front.entries, names, number_shims=False)
    lowered = lower(front.program, WEBASSEMBLY, small, locations.lowering)
    functions = {
        f"raw${export.name}": front.program.functions[name]
        for export, name in zip(planned, front.names, strict=True)
    }
    machine = web_machine(level)
    ends = locations.located(web_ends(front, planned), functions)
    text = assemble(machine, lowered.text, ends, locations.text())
    generated = _generate(text, machine, level, front.straight)
    return generated, link(generated.object_bytes(), planned), planned


def _generate(text: str, machine: TargetMachine, level: int, straight: bool) -> Generated:
    with Module.parse(text) as module:
        before = module.text()
    with optimized(text, machine, level, straight) as (module, _):
        after = module.text()
    numbered, table = flatten(after)
    return Generated(before, after, numbered, table, machine)
