"""Every load and store is checked against its memory's extent, for each width and address."""

from __future__ import annotations

import pytest
from test_memory_access import accessing

from pyexec.backends.llvm.library import Module
from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import GUARDED
from pyexec.ir.interpreter import Interpreter
from pyexec.ir.nodes import Block, Compute, Function, Program, Return, Slot
from pyexec.ir.printer import print_function
from pyexec.ir.verifier import VerifierError, verify_program
from pyexec.passes.bounds import bounds
from pyexec.passes.effects import effects
from pyexec.types import (
    FLOAT,
    FLOAT32,
    INT8,
    INT32,
    MEMORY,
    NONE,
    UINT8,
    UINT16,
    UINT32,
    UINT64,
    Type,
)

ELEMENTS = (INT8, UINT16, INT32, FLOAT32, UINT64, FLOAT)


def guarded(address: Type, element: Type) -> Program:
    """A function that loads an element and stores it again, checked."""
    function = accessing(MEMORY, address, element)
    bounds(function)
    program = Program({"f": function}, exported=("f",))
    effects(program)
    verify_program(program)
    return program


def test_printed() -> None:
    assert print_function(guarded(UINT64, INT32).functions["f"]).splitlines() == [
        "func f(memory: Memory, at: uint64) -> None, raises",
        "b0:",
        "  %1: uint64 = extent memory",
        "  %2: bool = ge %1, 4:uint64",
        "  %3: uint64 = convert %2 to uint64",
        "  %4: uint64 = sub %1, 3:uint64",
        "  %5: uint64 = mul %4, %3",
        "  jump b1",
        "b1:",
        "  %6: bool = ge at, %5",
        "  branch %6, b4 unlikely, b2",
        "b2:",
        "  %0: int32 = load memory[at]",
        "  %7: bool = ge at, %5",
        "  branch %7, b4 unlikely, b3",
        "b3:",
        "  store memory[at], %0: int32",
        "  return",
        "b4:",
        "  raise IndexError: address outside of the memory",
    ]


@pytest.mark.parametrize("address", [UINT32, UINT64], ids=str)
@pytest.mark.parametrize("element", ELEMENTS, ids=str)
def test_the_meaning(address: Type, element: Type) -> None:
    machine, width = Interpreter(guarded(address, element)), element.bits // 8
    for size in (0, 1, width - 1, width, width + 1, 20):
        for at in (0, 1, size, *range(max(0, size - width), size + 1), address.maximum):
            memory = bytearray(range(size))
            if at + width <= size:
                machine.call("f", memory, at)
            else:
                with pytest.raises(IndexError, match="address outside of the memory"):
                    machine.call("f", memory, at)
            assert memory == bytes(range(size))


@pytest.mark.parametrize("address", [UINT32, UINT64], ids=str)
def test_llvm_accepts_it(address: Type) -> None:
    text = lower(guarded(address, FLOAT), GUARDED).text
    assert 'ptr %"memory", i64 %"memory.extent"' in text
    with Module.parse(text.replace("define internal", "define")) as module:
        module.verify()


def test_a_function_without_accesses_stays() -> None:
    function = Function("f", [Slot("memory", MEMORY)], NONE, blocks=[Block("b0", [], Return(None))])
    before = print_function(function)
    bounds(function)
    assert print_function(function) == before


@pytest.mark.parametrize(
    ("operand", "result"), [(MEMORY, UINT32), (MEMORY, FLOAT), (UINT8, UINT64)]
)
def test_the_verifier_refuses_other_extents(operand: Type, result: Type) -> None:
    slot = Slot("memory", operand)
    node = Compute("extent", Slot("%0", result, temporary=True), (slot,))
    function = Function("f", [slot], NONE, blocks=[Block("b0", [node], Return(None))])
    with pytest.raises(VerifierError, match="does not fit its row"):
        verify_program(Program({"f": function}))
