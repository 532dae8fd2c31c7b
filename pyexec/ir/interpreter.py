"""The reference interpreter: what a program in the IR means.

    Interpreter(program).call("add_one", 41) == 42

It takes every operation's meaning from `ops.OPERATIONS`.  Where a backend gives
another answer, the backend is wrong.  A memory is a bytearray, or the program's heap.
"""

from __future__ import annotations

import builtins
import ctypes
import ctypes.util
import struct
from functools import cache
from typing import Any, Final

from ..interface import RaisedError, key_of
from ..ops import OPERATIONS, RECURSION, MeaningError, Value, memory_format
from .heap import HEAP_END, Heap
from .nodes import (
    Branch,
    Call,
    CallLibrary,
    Catch,
    Compute,
    Const,
    Describe,
    Function,
    Jump,
    Load,
    Match,
    Operand,
    Program,
    Raise,
    Reraise,
    Return,
    Slot,
    Static,
    Store,
)
from .texts import text_block

# What slots hold: a memory, or what the operations take and give.
Values = dict[Slot, Any]

# Calls within calls before RecursionError.
DEPTH_LIMIT: Final = 10_000

# What memory may be.
Memory = bytearray | Heap


class _Raised(Exception):
    """An error of the interpreted program on its way to the caller."""

    def __init__(self, error: RaisedError) -> None:
        super().__init__(str(error))
        self.error = error


def exception(error: RaisedError, text: str | None = None) -> BaseException:
    """The Python exception that stands for an error of compiled code.

    `text` is the message of one whose message is computed.
    """
    kind: type[BaseException] = getattr(builtins, error.exception)
    if text is not None:
        return kind(key_of(text) if issubclass(kind, KeyError) else text)
    return kind(error.message) if error.message else kind()


class _Frame:
    """A call under way: where it stands, and the values of its slots."""

    def __init__(self, function: Function, arguments: tuple[Value | Memory, ...]) -> None:
        self.values: Values = dict(zip(function.parameters, arguments, strict=True))
        self.block = function.blocks[0]
        self.next = 0  # the instruction of the block to execute next
        self.result: Slot | None = None  # of the caller, for what this call returns
        self.error: RaisedError | None = None  # what led to the handler at work


class Interpreter:
    """Runs the functions of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._heap: Heap | None = None

    @property
    def heap(self) -> Heap:
        """The program's heap, prepared when it is first asked for."""
        if self._heap is None:
            assert self.program.prepare is not None, "this program has no heap"
            self._heap = Heap()
            self._run(self.program.prepare, (self._heap, HEAP_END))
        return self._heap

    def call(self, name: str, *arguments: Value | Memory) -> Value | None:
        """The result of a function for arguments that have its parameters' types.

        The heap, where the function takes it, is given by the interpreter.

        Raises:
            The exception that the program raises.
        """
        if len(arguments) < len(self.program.functions[name].parameters):
            arguments = (self.heap, *arguments)
        try:
            return self._run(name, arguments)
        except _Raised as raised:
            text = None if raised.error.message is not None else self._message()
            raise exception(raised.error, text) from None

    def printed(self) -> str:
        """What was printed since this was asked last."""
        if self.program.prints is None:
            return ""
        text = self.heap.printed()
        self._run(self.program.prints, (self.heap,))
        return text

    def _message(self) -> str:
        """The computed message of the latest error, which is forgotten."""
        assert self.program.forget is not None
        text = self.heap.message()
        self._run(self.program.forget, (self.heap,))
        return text

    def _run(self, name: str, arguments: tuple[Value | Memory, ...]) -> Value | None:
        frames = [_Frame(self.program.functions[name], arguments)]
        while True:
            try:
                return self._go_on(frames)
            except _Raised as raised:
                _handle(raised, frames)

    def _go_on(self, frames: list[_Frame]) -> Value | None:
        """Run until the first call returns, or something raises."""
        while True:
            frame = frames[-1]
            if frame.next < len(frame.block.instructions):
                instruction = frame.block.instructions[frame.next]
                frame.next += 1
                if isinstance(instruction, Call):
                    frames.append(self._enter(instruction, frame, len(frames)))
                elif isinstance(instruction, Catch):
                    frame.values[instruction.result] = frame.error
                else:
                    _execute(instruction, frame.values)
                continue
            match frame.block.terminator:
                case Jump(target):
                    frame.block, frame.next = target, 0
                case Branch(condition, then, otherwise):
                    frame.block = then if _read(condition, frame.values) else otherwise
                    frame.next = 0
                case Raise(error):
                    raise _Raised(error)
                case Reraise(caught):
                    raise _Raised(_read(caught, frame.values))
                case Return(operand):
                    value = None if operand is None else _read(operand, frame.values)
                    frames.pop()
                    if not frames:
                        return value
                    if frame.result is not None and value is not None:
                        frames[-1].values[frame.result] = value

    def _enter(self, node: Call, caller: _Frame, depth: int) -> _Frame:
        if depth >= DEPTH_LIMIT:
            raise _Raised(RECURSION)
        arguments = tuple(_read(operand, caller.values) for operand in node.operands)
        frame = _Frame(self.program.functions[node.function], arguments)
        frame.result = node.result
        return frame


def _handle(raised: _Raised, frames: list[_Frame]) -> None:
    """Let the innermost call that has a handler go on there."""
    while frames:
        frame = frames[-1]
        if frame.block.handler is not None:
            frame.block, frame.next, frame.error = frame.block.handler, 0, raised.error
            return
        frames.pop()
    raise raised


def _execute(
    node: Compute | CallLibrary | Load | Store | Static | Match | Describe, values: Values
) -> None:
    if isinstance(node, Load | Store):
        _access(node, values)
        return
    operands = tuple(_read(operand, values) for operand in node.operands)
    if isinstance(node, Static):
        assert isinstance(operands[0], Heap)
        values[node.result] = operands[0].static(node.content)
        return
    if isinstance(node, Describe):
        memory, error = operands
        assert isinstance(memory, Heap)
        text = error.exception if node.by_class else error.text
        values[node.result] = 0 if text is None else memory.static(text_block(text))
        return
    if isinstance(node, Match):
        values[node.result] = operands[0].is_caught_by(node.classes)
        return
    if isinstance(node, CallLibrary):
        values[node.result] = library_function(node.name, len(operands))(*operands)
        return
    row = OPERATIONS[node.operation]
    # The bits of a float depend on the operand's width, not on the result's.
    t = node.operands[0].type if node.operation == "bits" else node.result.type
    try:
        values[node.result] = row.meaning(t, *operands)
    except MeaningError:
        assert row.raises is not None
        raise _Raised(row.raises) from None


def _access(node: Load | Store, values: Values) -> None:
    memory, address = (_read(operand, values) for operand in node.operands[:2])
    assert isinstance(memory, Memory) and isinstance(address, int)
    if isinstance(memory, Heap):
        memory, address = memory.at(address)
    if isinstance(node, Load):
        layout = memory_format(node.result.type)
        values[node.result] = struct.unpack_from(layout, memory, address)[0]
    else:
        written = node.operands[2]
        layout = memory_format(written.type)
        struct.pack_into(layout, memory, address, _read(written, values))


def _read(operand: Operand, values: Values) -> Any:
    return operand.value if isinstance(operand, Const) else values[operand]


@cache
def library_function(name: str, arity: int) -> ctypes._NamedFuncPointer:
    """A function of the platform's C mathematics library, on doubles."""
    path = ctypes.util.find_library("m")
    function = getattr(ctypes.CDLL(path), name)
    function.restype = ctypes.c_double
    function.argtypes = [ctypes.c_double] * arity
    return function  # type: ignore[no-any-return]
