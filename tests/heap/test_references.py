"""Counts of references: random functions give what they mean, and free all that they make."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest
from heap_programs import naming_heap
from random_trees import RandomTree
from runtime_modules import as_runtime
from tree_meaning import Meaning

from pyexec.driver import Extras, complete
from pyexec.frontend import counting
from pyexec.frontend.build import build
from pyexec.frontend.runtime import link
from pyexec.frontend.tree import CheckedFunction
from pyexec.frontend.unit import Options
from pyexec.ir.interpreter import Interpreter
from pyexec.ir.nodes import Program
from pyexec.ir.printer import print_function
from pyexec.object_types import STR
from pyexec.passes.copying import copied
from pyexec.rt import layout

as_runtime(Path(__file__).with_name("reference_bodies.py"))

FRESH, NUMBER = "reference_bodies.fresh", "reference_bodies.number_of"
DROP = counting.operation("drop", STR)


def used(machine: Interpreter) -> int:
    found: int = struct.unpack_from("<Q", machine.heap.blocks, layout.HEAP + layout.USED)[0]
    return found


def compiled(checked: CheckedFunction) -> Program:
    """A function as a program that makes and drops its arguments."""
    options = Options(infer=True)
    program = Program(exported=("reference_bodies.new_block",))
    link(program, options, lambda function: None)
    block = naming_heap(copied(program.functions.pop("reference_bodies.new_block")))
    block.name = "objects.blocks.new_block"
    program.functions = {block.name: block, checked.name: build(checked)}
    program.exported = (checked.name, FRESH, NUMBER, DROP)
    complete(program, options, [checked.name], Extras())
    return program


def outcome(call: Any) -> Any:
    try:
        return call()
    except Exception as error:
        return type(error).__name__, str(error)


@pytest.mark.parametrize("first", range(0, 1000, 50))
def test_random_functions(first: int) -> None:
    for seed in range(first, first + 50):
        check(RandomTree(seed).function(), seed)


def object_of(machine: Interpreter, value: int) -> int:
    """The address of a new object."""
    address = machine.call(FRESH, value)
    assert isinstance(address, int)
    return address


def check(checked: CheckedFunction, seed: int) -> None:
    machine = Interpreter(compiled(checked))
    arguments = [object_of(machine, value) for value in (11, 12)]
    before = used(machine)

    def run() -> Any:
        result = machine.call(checked.name, *arguments)
        assert isinstance(result, int)
        number = machine.call(NUMBER, result)
        machine.call(DROP, result)
        return number

    expected = outcome(lambda: Meaning(checked).call(11, 12))
    text = f"seed {seed}\n" + print_function(machine.program.functions[checked.name])
    assert outcome(run) == expected, text
    assert used(machine) == before, text
    for argument, value in zip(arguments, (11, 12), strict=True):
        assert machine.call(NUMBER, argument) == value, text
        machine.call(DROP, argument)
    assert used(machine) == 0, text
