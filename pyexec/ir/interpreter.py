"""The reference interpreter: what a program in the IR means.

    Interpreter(program).call("add_one", 41) == 42

It takes every operation's meaning from `ops.OPERATIONS`.  Where a backend gives
another answer, the backend is wrong.
"""

from __future__ import annotations

import builtins
import ctypes
import ctypes.util
from functools import cache
from typing import Final

from ..interface import RaisedError
from ..ops import OPERATIONS, RECURSION, MeaningError, Value
from .nodes import (
    Branch,
    Call,
    CallLibrary,
    Compute,
    Const,
    Function,
    Jump,
    Operand,
    Program,
    Raise,
    Return,
    Slot,
)

# Calls within calls before RecursionError.
DEPTH_LIMIT: Final = 10_000


class _Raised(Exception):
    """An error of the interpreted program on its way to the caller."""

    def __init__(self, error: RaisedError) -> None:
        super().__init__(str(error))
        self.error = error


def exception(error: RaisedError) -> BaseException:
    """The Python exception that stands for an error of compiled code."""
    kind: type[BaseException] = getattr(builtins, error.exception)
    return kind(error.message) if error.message else kind()


class _Frame:
    """A call under way: where it stands, and the values of its slots."""

    def __init__(self, function: Function, arguments: tuple[Value, ...]) -> None:
        self.values: dict[Slot, Value] = dict(zip(function.parameters, arguments, strict=True))
        self.block = function.blocks[0]
        self.next = 0  # the instruction of the block to execute next
        self.result: Slot | None = None  # of the caller, for what this call returns


class Interpreter:
    """Runs the functions of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def call(self, name: str, *arguments: Value) -> Value | None:
        """The result of a function for arguments that have its parameters' types.

        Raises:
            The exception that the program raises.
        """
        try:
            return self._run(name, arguments)
        except _Raised as raised:
            raise exception(raised.error) from None

    def _run(self, name: str, arguments: tuple[Value, ...]) -> Value | None:
        frames = [_Frame(self.program.functions[name], arguments)]
        while True:
            frame = frames[-1]
            if frame.next < len(frame.block.instructions):
                instruction = frame.block.instructions[frame.next]
                frame.next += 1
                if isinstance(instruction, Call):
                    frames.append(self._enter(instruction, frame, len(frames)))
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


def _execute(node: Compute | CallLibrary, values: dict[Slot, Value]) -> None:
    operands = tuple(_read(operand, values) for operand in node.operands)
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


def _read(operand: Operand, values: dict[Slot, Value]) -> Value:
    return operand.value if isinstance(operand, Const) else values[operand]


@cache
def library_function(name: str, arity: int) -> ctypes._NamedFuncPointer:
    """A function of the platform's C mathematics library, on doubles."""
    path = ctypes.util.find_library("m")
    function = getattr(ctypes.CDLL(path), name)
    function.restype = ctypes.c_double
    function.argtypes = [ctypes.c_double] * arity
    return function  # type: ignore[no-any-return]
