"""A raise traps in WebAssembly, and whoever catches the trap sees all that was written before."""

from __future__ import annotations

import pytest
import wasmtime

from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import WEBASSEMBLY
from pyexec.backends.llvm.text import body_symbol
from pyexec.backends.wasm import exports
from pyexec.backends.wasm.link import link, machine
from pyexec.driver import assemble, optimized
from pyexec.interface import Entry, Parameter, Signature
from pyexec.ir.nodes import (
    Block,
    Call,
    Compute,
    Const,
    Function,
    Instruction,
    Program,
    Return,
    Slot,
    Store,
)
from pyexec.ir.verifier import verify_program
from pyexec.passes.effects import effects
from pyexec.types import INT64, MEMORY, NONE, UINT32

PLACE = 1024


def successor() -> Function:
    """A function that raises for the largest number."""
    n, result = Slot("n", INT64), Slot("%0", INT64, temporary=True)
    added = Compute("add_checked", result, (n, Const(1, INT64)))
    return Function("successor", [n], INT64, blocks=[Block("b0", [added], Return(result))])


def writer(calls: bool) -> Function:
    """A function that writes 1, adds, by itself or not, and writes 2 to the same place."""
    memory, n = Slot("memory", MEMORY), Slot("n", INT64)
    result = Slot("%0", INT64, temporary=True)

    def write(value: int) -> Store:
        return Store((memory, Const(PLACE, UINT32), Const(value, INT64)))

    adding: Instruction = Call("successor", result, (n,))
    if not calls:
        adding = Compute("add_checked", result, (n, Const(1, INT64)))
    block = Block("b0", [write(1), adding, write(2)], Return(None))
    return Function("writer", [memory, n], NONE, blocks=[block])


@pytest.mark.parametrize("calls", [False, True])
@pytest.mark.parametrize("inline", ["auto", "never"])
def test_stores_before_a_raise(calls: bool, inline: str) -> None:
    program = Program({f.name: f for f in (writer(calls), successor())}, ("writer",))
    program.functions["successor"].inline = inline
    effects(program)
    verify_program(program)
    signature = Signature("writer", (Parameter("n", INT64),), NONE)
    planned = exports.plan(
        [Entry(signature, body_symbol("writer"), True, False)], ["writer"], False
    )
    text = assemble(machine(), lower(program, WEBASSEMBLY).text, exports.text(planned))
    with optimized(text, machine(), 3, straight=False) as (module, _):
        content = link(module.emit_object(machine()), planned, memory="memory")

    store = wasmtime.Store()
    instance = wasmtime.Instance(store, wasmtime.Module(store.engine, content), [])
    memory, function = (instance.exports(store)[name] for name in ("memory", "writer"))
    assert isinstance(memory, wasmtime.Memory) and isinstance(function, wasmtime.Func)
    with pytest.raises(wasmtime.Trap):
        function(store, 2**63 - 1)
    assert memory.read(store, PLACE, PLACE + 8) == (1).to_bytes(8, "little")
    function(store, 0)
    assert memory.read(store, PLACE, PLACE + 8) == (2).to_bytes(8, "little")


def test_without_memory_functions_stay_pure() -> None:
    program = Program({"successor": successor()}, ("successor",))
    effects(program)
    text = lower(program, WEBASSEMBLY).text
    assert "nounwind memory(none)" in text
    assert "call void @pyexec_raise(i32 1) memory(none)" in text
