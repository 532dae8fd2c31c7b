"""Functions of `program_bodies` on the backends.

functions = in_process("chain", "keep")
functions["chain"](10)      # 55

functions = c_entry_points("chain")     # of the same, for C
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

from heap_programs import program

from pyexec.backends.callable.addresses import address_of
from pyexec.backends.callable.entry_point import entry_point_symbol, entry_point_text
from pyexec.backends.callable.function import Function, Native, bind, make_function
from pyexec.backends.callable.loader import Code, load
from pyexec.backends.callable.wrapper import vectorcall_symbol, vectorcall_text
from pyexec.backends.llvm import targets
from pyexec.backends.llvm.lower import Lowered, lower
from pyexec.backends.llvm.module import NATIVE
from pyexec.driver import Front, assemble, optimized
from pyexec.interface import Entry
from pyexec.native_heap import install_heap
from pyexec.support import install_support
from pyexec.types import Kind


class _Made:
    """What stands behind a function object that is bound when it is made."""

    def __init__(self, native: Native) -> None:
        self.native = native

    def compile(self) -> Native:
        return self.native

    entry_point = compile

    def inspect_ir(self) -> str:
        return ""

    inspect_llvm = inspect_asm = inspect_ir

    def reduce(self, function: Function) -> str:
        return function.__qualname__


def _loaded(front: Front, ends: Callable[[Lowered], str]) -> Code:
    install_support()
    install_heap()
    lowered = lower(front.program, NATIVE)
    machine = targets.host().machine(3)
    text = assemble(machine, lowered.text, ends(lowered))
    with optimized(text, machine, 3, straight=False) as (module, _):
        return load(module.emit_object(machine), address_of)


def in_process(*names: str, nogil: bool = False) -> dict[str, Function]:
    """The functions as Python calls them."""
    front = program(*names)
    code = _loaded(front, lambda made: vectorcall_text(front.entries, made.errors, nogil=nogil))
    return {entry.signature.name: _function(entry, code) for entry in front.entries}


def _function(entry: Entry, code: Code) -> Function:
    names = ", ".join(parameter.name for parameter in entry.signature.parameters)
    namespace: dict[str, Any] = {}
    exec(f"def {entry.signature.name}({names}): pass", namespace)
    python_function = namespace[entry.signature.name]
    assert isinstance(python_function, FunctionType)
    native = Native(code, code.address(vectorcall_symbol(entry)))
    function = make_function(python_function, entry.signature, _Made(native))
    bind(function, native)
    return function


_C_TYPES = {Kind.NONE: None, Kind.BOOL: ctypes.c_bool, Kind.SIGNED: ctypes.c_int64}


def c_entry_points(*names: str, holds_lock: bool = False) -> dict[str, Any]:
    """The functions as C calls them: with Python's lock, or without it."""
    front = program(*names)
    target = targets.platform()
    code = _loaded(front, lambda made: entry_point_text(front.entries, made.errors, target))
    return {e.signature.name: _prototype(e, code, holds_lock) for e in front.entries}


def _prototype(entry: Entry, code: Code, holds_lock: bool) -> Any:
    maker: Any = ctypes.PYFUNCTYPE if holds_lock else ctypes.CFUNCTYPE
    types: Sequence[Any] = [_C_TYPES[p.type.kind] for p in entry.signature.parameters]
    function = maker(_C_TYPES[entry.signature.result.kind], *types)(
        code.address(entry_point_symbol(entry))
    )
    function.code = code
    return function
