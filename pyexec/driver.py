"""The way through the house, on one screen.

    program, entries = frontend([function], Options())

`frontend` goes from Python functions to verified IR.
"""

from __future__ import annotations

from collections.abc import Sequence

from .frontend.build import build
from .frontend.runtime import link
from .frontend.unit import Options, Unit
from .interface import Entry
from .ir.nodes import Program
from .ir.verifier import verify_program
from .passes.effects import effects


def frontend(targets: Sequence[object], options: Options) -> tuple[Program, list[Entry]]:
    unit = Unit(options)
    users = [unit.add(target) for target in targets]
    checked = unit.check()
    program = Program({function.name: build(function) for function in checked})
    program.exported = tuple(user.name for user in users)
    link(program, options)
    effects(program)
    verify_program(program)
    entries = [
        Entry(u.signature, u.name, program.functions[u.name].raises, program.functions[u.name].needs_stack)
        for u in users
    ]
    return program, entries
