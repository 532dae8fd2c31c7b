"""What each source line became, in numbers and names: its cost at a glance.

facts = line_facts(explanation)
facts[Place("demo.py", 3)].instructions       # of the machine, 12
facts[Place("demo.py", 3)].errors             # ("ZeroDivisionError: integer modulo by zero",)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ..driver import adapt
from ..frontend.build import build
from ..record import field, record
from .explanation import Explanation
from .lines import Place, Stage
from .raising import calls
from .readers import function_name

_CALL: Final = re.compile(r'\bcall [^@]*@(?:"([^"]*)"|([\w.$-]+))\(')


@record
class Facts:
    """What a line became."""

    instructions: int = 0  # of the machine; what was inlined counts on its own line
    errors: list[str] = field(factory=list)  # that can happen on it
    runtime: list[str] = field(factory=list)  # functions of the runtime that it stands for
    calls: list[str] = field(factory=list)  # that are left in the machine code


def line_facts(explanation: Explanation) -> dict[Place, Facts]:
    """The facts of each line that became code."""
    found: dict[Place, Facts] = {}

    def at(place: Place) -> Facts:
        return found.setdefault(place, Facts())

    for place in _instruction_places(explanation.stage("asm")):
        at(place).instructions += 1
    for place, names in _calls(explanation.stage("llvm")):
        at(place).calls = _merged(at(place).calls, names)
    for place, names in _runtime(explanation):
        at(place).runtime = _merged(at(place).runtime, names)
    for place, errors in explanation.errors.items():
        at(place).errors = sorted(map(str, errors))
    return found


def _merged(known: list[str], more: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*known, *more]))


def _instruction_places(stage: Stage) -> Iterator[Place]:
    for part in stage.parts:
        for line in part.lines:
            if line.is_instruction and line.places:
                yield line.places[0]


def _calls(stage: Stage) -> Iterator[tuple[Place, list[str]]]:
    """The functions that are really called, LLVM's own operations not among them."""
    for part in stage.parts:
        for line in part.lines:
            match = _CALL.search(line.text)
            if match is not None and line.places:
                symbol = match[1] or match[2]
                if not symbol.startswith("llvm."):
                    yield line.places[0], [function_name(symbol)]


def _runtime(explanation: Explanation) -> Iterator[tuple[Place, list[str]]]:
    """The runtime's functions in the IR, before they are inlined."""
    for checked in explanation.checked:
        function = build(checked)
        adapt(function, explanation.settings.native_options())
        for name, span in calls(function):
            if name not in explanation.users:
                for place in explanation.users.place(function.name, span):
                    yield place, [name]
