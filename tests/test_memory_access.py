"""Loads and stores: what they mean, how they print, what the verifier refuses of them."""

from __future__ import annotations

import pytest

from pyexec.backends.llvm.library import Module
from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import NATIVE, WEBASSEMBLY, Convention
from pyexec.driver import adapt
from pyexec.frontend.runtime import link
from pyexec.frontend.unit import Options
from pyexec.ir.interpreter import Interpreter
from pyexec.ir.nodes import (
    Block,
    Call,
    Const,
    Function,
    Instruction,
    Load,
    Program,
    Return,
    Slot,
    Store,
)
from pyexec.ir.printer import print_function
from pyexec.ir.verifier import VerifierError, verify_program
from pyexec.passes.effects import effects
from pyexec.types import INT32, INT64, MEMORY, NONE, UINT32, UINT64, Type

WEB = Options(math_library=False, wide_multiply=False, address=UINT32)


def runtime(options: Options, *names: str) -> Program:
    """A program of functions of the runtime."""
    program = Program(exported=names)
    calls = [Block("b0", [], Return(None))]
    # `link` brings in what is called: a function that calls them all, dropped again.
    calls[0].instructions = [Call(name, None, ()) for name in names]
    program.functions["main"] = Function("main", [], NONE, blocks=calls)
    link(program, options, lambda function: adapt(function, options))
    del program.functions["main"]
    effects(program)
    verify_program(program)
    return program


@pytest.mark.parametrize("options", [Options(), WEB], ids=["64", "32"])
@pytest.mark.parametrize("to", [0, 3, 5, 11, 40])
@pytest.mark.parametrize("length", [0, 1, 7, 8, 29])
def test_copy(options: Options, to: int, length: int) -> None:
    memory = bytearray(range(80))
    expected = bytearray(memory)
    expected[to : to + length] = memory[5 : 5 + length]
    Interpreter(runtime(options, "bytes.copy")).call("bytes.copy", memory, to, 5, length)
    assert memory == expected


def test_fill_and_compare() -> None:
    machine = Interpreter(runtime(Options(), "bytes.fill", "bytes.compare"))
    memory = bytearray(40)
    machine.call("bytes.fill", memory, 3, 21, 0xAB)
    assert memory == bytes(3) + b"\xab" * 21 + bytes(16)
    assert machine.call("bytes.compare", memory, 3, 4, 20) == 0
    assert machine.call("bytes.compare", memory, 3, 4, 21) == 1
    assert machine.call("bytes.compare", memory, 4, 3, 21) == -1


@pytest.mark.parametrize(("options", "convention"), [(Options(), NATIVE), (WEB, WEBASSEMBLY)])
def test_llvm_accepts_the_runtime(options: Options, convention: Convention) -> None:
    program = runtime(options, "bytes.copy", "bytes.fill", "bytes.compare")
    text = lower(program, convention).text
    with Module.parse(text.replace("define internal", "define")) as module:
        module.verify()
    assert ("inttoptr" in text) == (convention is WEBASSEMBLY)
    assert ("memory(argmem: read)" in text) == (convention is NATIVE)


def accessing(memory: Type, address: Type, element: Type) -> Function:
    """A function that loads an element and stores it again."""
    slots = [Slot("memory", memory), Slot("at", address)]
    loaded = Slot("%0", element, temporary=True)
    instructions: list[Instruction] = [
        Load(loaded, (slots[0], slots[1])),
        Store((slots[0], slots[1], loaded)),
    ]
    return Function("f", slots, NONE, blocks=[Block("b0", instructions, Return(None))])


def test_printed() -> None:
    assert print_function(accessing(MEMORY, UINT64, INT32)).splitlines() == [
        "func f(memory: Memory, at: uint64) -> None",
        "b0:",
        "  %0: int32 = load memory[at]",
        "  store memory[at], %0: int32",
        "  return",
    ]
    constant = Store((Slot("memory", MEMORY), Const(16, UINT64), Const(1, INT64)))
    block = Block("b0", [constant], Return(None))
    assert "  store memory[16:uint64], 1" in print_function(Function("f", [], NONE, blocks=[block]))


@pytest.mark.parametrize(
    "types", [(UINT64, UINT64, INT32), (MEMORY, INT64, INT32), (MEMORY, UINT64, MEMORY)]
)
def test_the_verifier_refuses(types: tuple[Type, Type, Type]) -> None:
    good = accessing(MEMORY, UINT64, INT32)
    verify_program(Program({"f": good}))
    with pytest.raises(VerifierError):
        verify_program(Program({"f": accessing(*types)}))
