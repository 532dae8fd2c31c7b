"""The heap of `rt/` on every way to run it, each behind the same few methods.

    heap = MAKERS["wasm"](pages=4)
    pointer = heap.call("alloc", 64)
    heap.call("free", pointer, 65)      # Raised("ValueError", "this is not the size ...")
    heap.image()                        # the bytes from the heap's state on

Functions go by their names in `rt/guarded.py`.  All heaps of a number of pages end at the
same address, so that equal calls have to give equal results and equal bytes.
"""

from __future__ import annotations

import ctypes
import mmap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType
from typing import Any, Final

import wasmtime
from answers import Raised

from pyexec.backends.clib.link import link as link_library
from pyexec.backends.llvm import targets
from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import NATIVE, WEBASSEMBLY
from pyexec.backends.llvm.text import body_symbol, llvm_name, llvm_type
from pyexec.backends.symbols import read as read_symbols
from pyexec.backends.wasm import exports as web_exports
from pyexec.backends.wasm.link import link as link_module
from pyexec.backends.wasm.link import machine as web_machine
from pyexec.driver import assemble, optimized, runtime
from pyexec.frontend.unit import Options
from pyexec.interface import Entry, Parameter, RaisedError, Signature
from pyexec.ir.interpreter import Interpreter
from pyexec.ir.nodes import Program
from pyexec.memory import MemoryManager
from pyexec.rt import guarded, layout
from pyexec.types import MEMORY, NONE, UINT32, UINT64, Kind, Type
from pyexec.wasm_memory import PAGE_SIZE, WasmMemoryManager

Outcome = bool | int | Raised | None

# The methods whose names differ from those of the functions.
_USAGE: Final = ("used", "total")  # a method gives both
_METHODS: Final = {
    "new_string": "_new_string",
    "text_length": "_string_length",
    "new_array": "alloc_array",
    "new_list": "alloc_list",
    "new_dict": "alloc_dict",
    "decref_list": "decref_list_auto",
    "count": "refcount",
    "dict_next": "_dict_next",
    "dict_key": "_dict_key",
    "dict_value": "_dict_value",
    "audit": "_audit",
}

# What the checks of `guarded` are made of.
_INSIDE: Final = frozenset(
    ["live", "size_of", "text", "items", "place", "counts", "fitting", "taken", "given", "table",
     "lookup", "entered", "is_absurd"]
)  # fmt: skip

TARGETS: Final = (
    *(
        f"guarded.{name}"
        for name, value in vars(guarded).items()
        if isinstance(value, FunctionType)
        and value.__module__ == guarded.__name__
        and name not in _INSIDE
    ),
    "audit.audit",
)


def short(target: str) -> str:
    """A function's name without that of its module."""
    return target.partition(".")[2]


class Heap:
    """A heap of a number of pages, the first of which is not its own."""

    grows = False

    def __init__(self, pages: int) -> None:
        self.pages = pages
        self.log: list[tuple[str, tuple[int, ...], Outcome]] = []

    @property
    def end(self) -> int:
        return self.pages * PAGE_SIZE

    def call(self, name: str, *arguments: int) -> Outcome:
        """What a function gives or raises, which is entered in the log."""
        outcome = self.run(name, arguments)
        self.log.append((name, arguments, outcome))
        return outcome

    def value(self, name: str, *arguments: int) -> int:
        """What a function gives, which has to be a number."""
        outcome = self.call(name, *arguments)
        assert isinstance(outcome, int), outcome
        return outcome

    def check(self) -> None:
        assert self.run("audit", (self.end,)) == 0

    def image(self) -> bytes:
        """The bytes of the heap, from its state on."""
        return self.read(layout.HEAP, self.end - layout.HEAP)

    def run(self, name: str, arguments: tuple[int, ...]) -> Outcome:
        raise NotImplementedError

    def read(self, start: int, length: int) -> bytes:
        raise NotImplementedError

    def write(self, start: int, content: bytes) -> None:
        raise NotImplementedError

    def grow(self, pages: int) -> None:
        """Make the memory longer, and let the heap know."""
        self.pages += pages
        self.extend()
        self.call("grow", self.end)

    def extend(self) -> None:
        """Make the memory as long as `pages` says."""
        raise NotImplementedError


def outcome(call: Callable[[], Any]) -> Outcome:
    """What a call in Python gives or raises."""
    try:
        result = call()
    except Exception as error:
        message = error.args[0] if error.args else ""
        return Raised(type(error).__name__, message)
    assert result is None or isinstance(result, int)
    return result


class Manager(Heap):
    """`MemoryManager`."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.manager = self.make(pages)
        assert len(self.manager.memory) == self.end

    def make(self, pages: int) -> MemoryManager:
        whole = pages * PAGE_SIZE
        size = next(
            size
            for size in range(whole, 0, -layout.GRAIN)
            if len(MemoryManager(size).memory) <= whole
        )
        return MemoryManager(size)

    def run(self, name: str, arguments: tuple[int, ...]) -> Outcome:
        if name in _USAGE:
            return MemoryManager.get_usage(self.manager)[_USAGE.index(name)]
        method = getattr(self.manager, _METHODS.get(name, name))
        return outcome(lambda: method(*arguments))

    def read(self, start: int, length: int) -> bytes:
        return self.manager.memory[start : start + length].tobytes()

    def write(self, start: int, content: bytes) -> None:
        self.manager.memory[start : start + len(content)] = bytearray(content)


class WebManager(Manager):
    """`WasmMemoryManager`."""

    grows = True

    def make(self, pages: int) -> MemoryManager:
        return WasmMemoryManager(pages)

    def grow(self, pages: int) -> None:
        assert isinstance(self.manager, WasmMemoryManager)
        assert self.manager.grow_memory(pages)
        self.pages += pages
        self.log.append(("grow", (self.end,), None))


class Interpreted(Heap):
    """The reference interpreter of the IR."""

    grows = True

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.machine = Interpreter(_program(Options(infer=True, guarded=True)))
        self.memory = bytearray(self.end)
        self.run("initialise", (self.end,))

    def run(self, name: str, arguments: tuple[int, ...]) -> Outcome:
        given = adapted(name, arguments)
        return outcome(lambda: self.machine.call(_target(name), self.memory, *given))

    def read(self, start: int, length: int) -> bytes:
        return bytes(self.memory[start : start + length])

    def write(self, start: int, content: bytes) -> None:
        self.memory[start : start + len(content)] = content

    def check(self) -> None:
        """Nothing: it takes seconds, and the bytes are those of a heap that is checked."""

    def extend(self) -> None:
        self.memory.extend(bytes(self.end - len(self.memory)))


class Native(Heap):
    """A shared library without checks of bounds, on memory of the operating system."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.library = _library()
        self.buffer = mmap.mmap(-1, self.end)
        self.base = ctypes.addressof(ctypes.c_char.from_buffer(self.buffer))
        self.run("initialise", (self.end,))

    def run(self, name: str, arguments: tuple[int, ...]) -> Outcome:
        function, error = self.library.functions[name], ctypes.c_int32(0)
        result = function(self.base, *adapted(name, arguments), ctypes.byref(error))
        if error.value:
            return _raised(self.library.errors[error.value - 1])
        assert result is None or isinstance(result, int)
        return result

    def read(self, start: int, length: int) -> bytes:
        return self.buffer[start : start + length]

    def write(self, start: int, content: bytes) -> None:
        self.buffer[start : start + len(content)] = content


class Web(Heap):
    """A WebAssembly module under wasmtime."""

    grows = True

    def __init__(self, pages: int, image: bytes | None = None) -> None:
        super().__init__(pages)
        built = web_module()
        self.errors, self.signatures = built.errors, built.signatures
        engine = wasmtime.Engine()
        self.store = wasmtime.Store(engine)
        instance = wasmtime.Instance(self.store, wasmtime.Module(engine, built.content), [])
        self.exports = instance.exports(self.store)
        self.extend()
        if image is None:
            self.run("initialise", (self.end,))
        else:
            self.write(layout.HEAP, image[layout.HEAP :])  # below, it has its constants

    @property
    def memory(self) -> wasmtime.Memory:
        memory = self.exports["memory"]
        assert isinstance(memory, wasmtime.Memory)
        return memory

    def run(self, name: str, arguments: tuple[int, ...]) -> Outcome:
        function = self.exports[name]
        assert isinstance(function, wasmtime.Func)
        try:
            result = function(self.store, *adapted(name, arguments))
        except wasmtime.Trap as trap:
            return self._taken_error(f"{name}{arguments}: {trap}")
        return answer_of(self.signatures[name].result, result)

    def _taken_error(self, trap: str) -> Raised:
        """What the module has recorded before a trap."""
        found = self.exports["$error"]
        assert isinstance(found, wasmtime.Global)
        code = found.value(self.store)
        assert code, trap
        found.set_value(self.store, wasmtime.Val.i32(0))
        return _raised(self.errors[code - 1])

    def read(self, start: int, length: int) -> bytes:
        return bytes(self.memory.read(self.store, start, start + length))

    def write(self, start: int, content: bytes) -> None:
        self.memory.write(self.store, content, start)

    def extend(self) -> None:
        self.memory.grow(self.store, self.pages - self.memory.size(self.store))


MAKERS: Final[dict[str, type[Heap]]] = {
    "manager": Manager,
    "web manager": WebManager,
    "interpreter": Interpreted,
    "native": Native,
    "wasm": Web,
}


def adapted(name: str, arguments: Sequence[int]) -> list[int]:
    """Arguments for the function itself: with the defaults that its method has."""
    defaults = {"new_array": [8], "new_list": [0, 8, False], "new_dict": [16, False, False]}
    given = list(arguments)
    if name in defaults:
        whole = 2 if name == "new_array" else 3
        given += defaults[name][len(defaults[name]) - (whole - len(given)) :] * (len(given) < whole)
    return given


def answer_of(t: Type, value: Any) -> Outcome:
    """WebAssembly's number as one of a type."""
    match t.kind:
        case Kind.NONE:
            return None
        case Kind.BOOL:
            return bool(value)
        case Kind.UNSIGNED:
            return int(value) % (1 << max(t.bits, 32))
    return int(value)


def _raised(error: RaisedError) -> Raised:
    return Raised(error.exception, error.message)


def _target(name: str) -> str:
    return "audit.audit" if name == "audit" else f"guarded.{name}"


@cache
def _program(options: Options) -> Program:
    return runtime(TARGETS, options)


def signature(program: Program, target: str) -> Signature:
    """A function's signature behind its memory."""
    body = program.functions[target]
    parameters = tuple(Parameter(s.name, s.type) for s in body.parameters if s.type is not MEMORY)
    return Signature(short(target), parameters, body.result)


@dataclass(frozen=True)
class Library:
    """The functions of the shared library, and what their error codes stand for."""

    functions: dict[str, Any]
    errors: tuple[RaisedError, ...]


@cache
def _library() -> Library:
    program = _program(Options(infer=True, address=UINT64))
    lowered = lower(program, NATIVE)
    machine = targets.host().machine(2)
    ends = [c_function(program, target) for target in TARGETS]
    text = assemble(machine, lowered.text, *ends)
    with optimized(text, machine, 2, straight=False) as (module, _):
        content = module.emit_object(machine)
    names = [f"heap_{short(target)}" for target in TARGETS]
    with TemporaryDirectory() as folder:
        source, output = Path(folder) / "heap.o", Path(folder) / "heap.so"
        source.write_bytes(content)
        link_library(source, read_symbols(content, "elf"), names, targets.platform(), output)
        library = ctypes.CDLL(str(output))
    functions = {short(target): _c_prototype(library, program, target) for target in TARGETS}
    return Library(functions, lowered.errors)


def c_function(program: Program, target: str, prefix: str = "heap_") -> str:
    """LLVM's text of a C function around a body, with a pointer for the error code last."""
    body, given = program.functions[target], signature(program, target)
    declared = [f"{llvm_type(p.type)} %{p.name}" for p in given.parameters]
    arguments = ", ".join(["ptr %memory", *declared])
    t, symbol = llvm_type(body.result), llvm_name(body_symbol(target))
    returns = t if not body.raises else "i32" if body.result is NONE else f"{{ {t}, i32 }}"
    value, lines = "void", []
    if not body.raises:
        lines.append(f"{'' if t == 'void' else '%value = '}call {t} @{symbol}({arguments})")
        value = t if t == "void" else f"{t} %value"
    else:
        lines.append(f"%pair = call {returns} @{symbol}({arguments})")
        code = "%pair"
        if body.result is not NONE:
            lines.append(f"%value = extractvalue {returns} %pair, 0")
            lines.append(f"%code = extractvalue {returns} %pair, 1")
            value, code = f"{t} %value", "%code"
        lines.append(f"store i32 {code}, ptr %error")
    written = "".join(f"  {line}\n" for line in [*lines, f"ret {value}"])
    head = f"define {t} @{prefix}{given.name}({arguments}, ptr %error) nounwind"
    return f"{head} {{\n{written}}}\n"


_C_TYPES: Final = {
    "void": None,
    "i1": ctypes.c_bool,
    "i8": ctypes.c_uint8,
    "i32": ctypes.c_int32,
    "i64": ctypes.c_int64,
}


def _c_prototype(library: ctypes.CDLL, program: Program, target: str) -> Any:
    given = signature(program, target)
    function = library[f"heap_{given.name}"]
    function.restype = _C_TYPES[llvm_type(given.result)]
    types: list[Any] = [_C_TYPES[llvm_type(p.type)] for p in given.parameters]
    function.argtypes = [ctypes.c_void_p, *types, ctypes.c_void_p]
    return function


@dataclass(frozen=True)
class WebModule:
    """A module with the heap's functions, its signatures and errors."""

    content: bytes
    signatures: dict[str, Signature]
    errors: tuple[RaisedError, ...]


@cache
def web_module(targets: tuple[str, ...] = TARGETS, small: bool = False) -> WebModule:
    """The heap's functions as a WebAssembly module that exports its memory."""
    options = Options(
        infer=True, math_library=False, wide_multiply=False, address=UINT32, unfold=False
    )
    program = runtime(targets, options)
    entries = [
        Entry(signature(program, t), body_symbol(t), program.functions[t].raises, False)
        for t in targets
    ]
    planned = web_exports.plan(entries, [entry.signature.name for entry in entries], False)
    lowered = lower(program, WEBASSEMBLY, small)
    machine = web_machine(2)
    text = assemble(machine, lowered.text, web_exports.text(planned))
    with optimized(text, machine, 2, straight=False) as (module, _):
        content = link_module(module.emit_object(machine), planned, memory="memory")
    signatures = {entry.signature.name: entry.signature for entry in entries}
    return WebModule(content, signatures, lowered.errors)
