"""The way through the house, on one screen.

    front = frontend([function], Options())           # verified IR and its entries
    text = llvm_text(front, NATIVE, machine, more)    # LLVM IR with a backend's own text
    code = machine_code(text, front, machine, level)  # an object file

`frontend` ends with the verified IR; what comes after differs between the backends in
target, entry points and link only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .backends.llvm.library import Module, TargetMachine, debug_verify
from .backends.llvm.lower import body_symbol
from .frontend.build import build
from .frontend.runtime import link
from .frontend.unit import Options, Unit
from .interface import Entry
from .ir.nodes import Program
from .ir.verifier import verify_program
from .passes.effects import effects
from .passes.inline import inline


@dataclass(frozen=True)
class Front:
    """What the frontend makes of a set of functions."""

    program: Program
    entries: tuple[Entry, ...]

    @property
    def straight(self) -> bool:
        """Whether there is neither a loop nor recursion: a short pipeline is enough then."""
        return not any(f.has_loop or f.recursive for f in self.program.functions.values())


def frontend(targets: Sequence[object], options: Options) -> Front:
    """From Python functions to verified IR.

    Raises:
        CompileError: with every fault in the functions and in those that they call.
    """
    unit = Unit(options)
    users = [unit.add(target) for target in targets]
    program = Program({f.name: build(f, options) for f in unit.check()})
    program.exported = tuple(user.name for user in users)
    link(program, options)
    verify_program(program)
    inline(program, options.unfold)
    effects(program)
    verify_program(program)
    bodies = [program.functions[name] for name in program.exported]
    entries = tuple(
        Entry(user.signature, body_symbol(body.name), body.raises, body.needs_stack)
        for user, body in zip(users, bodies, strict=True)
    )
    return Front(program, entries)


def assemble(machine: TargetMachine, *parts: str) -> str:
    """Pieces of LLVM text as one module for a target."""
    head = f'target triple = "{machine.triple}"\ntarget datalayout = "{machine.data_layout}"\n'
    return "\n".join((head, *parts))


def optimized(text: str, machine: TargetMachine, level: int, straight: bool) -> Module:
    """The module of a text, optimised; the caller closes it."""
    module = Module.parse(text)
    if debug_verify():
        module.verify()
    if straight and level >= 1:
        module.optimize_straight_line(machine)
    else:
        module.inline_always(machine)
        module.optimize(machine, level)
    return module
