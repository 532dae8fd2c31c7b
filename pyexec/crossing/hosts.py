"""Interpreted programs as hosts see them, and calls of a function of any host.

host = Interpreted(Interpreter(front.program), front.callees)
call_with(host, front.entries[0], run, values)      # the value, as Python has it
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..interface import Callee, Entry, Required
from ..ir.interpreter import Interpreter
from .call import Call, Host


class Interpreted:
    """A program under the interpreter."""

    lost = False

    def __init__(self, machine: Interpreter, callees: Mapping[Required, Callee]) -> None:
        self.machine = machine
        self._names = {required: callee.name for required, callee in callees.items()}

    def read(self, at: int, size: int) -> bytes:
        memory, place = self.machine.heap.at(at)
        return bytes(memory[place : place + size])

    def write(self, at: int, content: bytes) -> None:
        memory, place = self.machine.heap.at(at)
        memory[place : place + len(content)] = content

    def run(self, function: str | Required, *arguments: int) -> int:
        name = function if isinstance(function, str) else self._names[function]
        result = self.machine.call(name, *arguments)
        return result if isinstance(result, int) else 0

    def printed(self) -> str:
        """What was printed since this was asked last."""
        return self.machine.printed()


def call_with(host: Host, entry: Entry, run: Callable[..., Any], values: Sequence[Any]) -> Any:
    """What a function answers to Python's values.

    Args:
        host: where it runs.
        entry: the function.
        run: calls it with numbers and addresses, and gives such.
        values: exact numbers, and any objects.
    """
    call = Call(host, entry)
    try:
        raw = call.arguments(values)
        try:
            result = run(*raw)
        finally:
            call.update()
        return call.result(result)
    finally:
        call.close()
