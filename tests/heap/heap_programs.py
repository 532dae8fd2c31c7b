"""Programs with a heap of their own, as `build` makes them, from functions of `rt/`.

    front = program("chain", "keep")       # of `program_bodies`
    front.entries[0].uses_heap             # True

The bodies take their memory as a parameter; here it is taken away, and `HEAP` put in its
place, which is how functions of users name it.  Calls of the functions that stand for
constant data become such data, and the message "computed" a computed one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from runtime_modules import as_runtime

from pyexec.driver import Extras, Front, complete
from pyexec.frontend.runtime import link
from pyexec.frontend.unit import Options
from pyexec.interface import Entry, Parameter, RaisedError, Signature
from pyexec.ir.nodes import HEAP, Call, Catch, Function, Instruction, Program, Raise, Slot, Static
from pyexec.passes.copying import copied
from pyexec.types import INT, INT64, MEMORY, Type

MODULE: Final = "program_bodies"
as_runtime(Path(__file__).with_name(f"{MODULE}.py"))

CONTENT: Final = (1 << 30).to_bytes(8, "little") + b"constant data\0"
CONSTANTS: Final = {
    f"{MODULE}.constant": CONTENT,
    f"{MODULE}.same_constant": CONTENT,
    f"{MODULE}.other_constant": bytes(8) + b"other",
}


def program(
    *names: str,
    options: Options | None = None,
    messages: Sequence[str] = (),
    needs: Sequence[str] = (),
) -> Front:
    """Functions of `program_bodies` as a program that names its heap, verified.

    `messages` and `needs` are what a backend calls of `rt/`.
    """
    options = options or Options(infer=True)
    entered = [f"{MODULE}.{name}" for name in names]
    result = Program(exported=(*entered, *needs))
    link(result, options, lambda function: None)
    for name, function in list(result.functions.items()):
        if name.startswith(MODULE):
            result.functions[name] = naming_heap(copied(function))
    for name in CONSTANTS:
        result.functions.pop(name, None)
    complete(result, options, entered, Extras(tuple(messages)))
    return Front(result, tuple(_entry(result.functions[name]) for name in entered), {})


def naming_heap(function: Function) -> Function:
    memory, *parameters = function.parameters
    if memory.type is not MEMORY:
        return function
    function.parameters = parameters
    for block in function.blocks:
        block.instructions = [_instruction(i, memory) for i in block.instructions]
        match block.terminator:
            case Raise(RaisedError(exception, "computed")):
                block.terminator.error = RaisedError(exception, None)
    return function


def _instruction(node: Instruction, memory: Slot) -> Instruction:
    if isinstance(node, Catch):
        return node
    node.operands = tuple(HEAP if operand is memory else operand for operand in node.operands)
    if isinstance(node, Call):
        if node.function in CONSTANTS:
            assert node.result is not None
            return Static(node.result, (HEAP,), CONSTANTS[node.function])
        if node.function.startswith(MODULE):  # whose memory goes, too
            node.operands = node.operands[1:]
    return node


def _entry(body: Function) -> Entry:
    memory = [p for p in body.parameters if p.type is MEMORY]
    parameters = tuple(Parameter(p.name, _plain(p.type)) for p in body.parameters[len(memory) :])
    name = body.name.partition(".")[2]
    signature = Signature(name, parameters, _plain(body.result))
    return Entry(signature, f"py.{body.name}", body.raises, body.needs_stack, bool(memory))


def _plain(t: Type) -> Type:
    return INT if t is INT64 else t
