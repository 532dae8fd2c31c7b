"""The functions of `rt/objects/` on texts, compiled, with Python's values outside.

    native = Native(["strings.concatenate", "splitting.split"])
    native.call("strings.concatenate", "a", "b")      # "ab"
    native.call("splitting.split", "a b", None, -1)   # ["a", "b"]

Texts and lists of texts are laid out in the memory for each call, and freed behind it; then
the heap has to be as empty as before.  Exceptions are raised here.
"""

from __future__ import annotations

import ctypes
import mmap
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from pyexec.backends.clib.link import link
from pyexec.backends.llvm import targets
from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import NATIVE
from pyexec.backends.llvm.text import body_symbol, llvm_name, llvm_type
from pyexec.backends.symbols import read as read_symbols
from pyexec.driver import FORGET, PREPARE, assemble, optimized, runtime
from pyexec.frontend.generics import generic
from pyexec.frontend.unit import Options
from pyexec.ir.interpreter import exception
from pyexec.ir.nodes import Program
from pyexec.object_types import STR, ListType, OptionalType, SequenceType, TupleType
from pyexec.rt.layout import HEAP, MESSAGE, USED
from pyexec.types import BOOL, COMPLEX, MEMORY, NONE, Type

SIZE: Final = 64 << 20

# What is called here besides.
OWN: Final = ("heap.allocate", "heap.release")

_C_TYPES: Final[dict[str, list[Any]]] = {
    "void": [], "i1": [ctypes.c_bool], "i8": [ctypes.c_uint8], "i32": [ctypes.c_int32],
    "i64": [ctypes.c_int64], "double": [ctypes.c_double],
    "{ double, double }": [ctypes.c_double, ctypes.c_double], "float": [ctypes.c_float],
}  # fmt: skip
_FORMATS: Final = {1: "B", 2: "H", 4: "I"}


class Native:
    """A library of functions of `rt/objects/`, on a heap of their own."""

    def __init__(self, names: Sequence[str]) -> None:
        self.targets = {name: f"objects.{name}" for name in names}
        program = runtime([*self.targets.values(), *OWN], Options(infer=True))
        lowered = lower(program, NATIVE)
        self.errors = lowered.errors
        self.library = _library(program, lowered.text)
        self.blocks = mmap.mmap(-1, SIZE)
        self.base = ctypes.addressof(ctypes.c_char.from_buffer(self.blocks))
        self.program = program
        self._call(PREPARE, SIZE)

    @property
    def used(self) -> int:
        return self._word(HEAP + USED)

    def call(self, name: str, *arguments: Any) -> Any:
        """What a function gives, or raises, for arguments in Python."""
        target = self.targets[name]
        function = generic(target)
        before = self.used
        defaults = [parameter.default for parameter in function.parameters[len(arguments) :]]
        given = [
            self._laid_out(parameter.type, value)
            for parameter, value in zip(function.parameters, [*arguments, *defaults], strict=True)
        ]
        try:
            result = self._taken(function.result, self._call(target, *given))
        finally:
            for parameter, place in zip(function.parameters, given, strict=True):
                if parameter.type.is_object:
                    self._drop(parameter.type, place)
        assert self.used == before, f"{name}{arguments!r} leaks {self.used - before} bytes"
        return result

    def _call(self, target: str, *arguments: Any) -> Any:
        body = self.program.functions[target]
        function = self.library[_symbol(target)]
        flat = [
            part
            for value in arguments
            for part in ((value.real, value.imag) if isinstance(value, complex) else (value,))
        ]
        types = [t for p in body.parameters for t in _types(p.type)]
        function.argtypes = [ctypes.c_void_p, *types, ctypes.c_void_p]
        function.restype = _result_type(body.result)
        error = ctypes.c_int32(0)
        result = function(self.base, *flat, ctypes.byref(error))
        if error.value != 0:
            self._raise(error.value)
        return result

    def _raise(self, code: int) -> None:
        error = self.errors[code - 1]
        text = None
        if error.message is None:
            text = self._text(self._word(HEAP + MESSAGE))
            self._call(FORGET)
        raise exception(error, text)

    # Values in the memory

    def _laid_out(self, t: Type, value: Any) -> Any:
        if value is None and isinstance(t, OptionalType):
            return 0
        if isinstance(t, OptionalType) and not t.base.is_object:
            return self._block(struct.pack("<q", value))
        if isinstance(t, OptionalType):
            return self._laid_out(t.base, value)
        if t is STR:
            return self._block(_text_bytes(value))
        if isinstance(t, ListType):
            items = b"".join(struct.pack("<Q", self._laid_out(t.element, v)) for v in value)
            storage = self._block(items, 6) if items else 0
            return self._block(struct.pack("<IIQII", len(value), len(value), storage, 8, 0))
        if isinstance(t, SequenceType):
            items = b"".join(struct.pack("<Q", self._laid_out(t.element, v)) for v in value)
            return self._block(struct.pack("<II", len(value), 0) + items)
        return value

    def _block(self, content: bytes, kind: int = 2) -> int:
        at = int(self._call("heap.allocate", len(content), kind)) % (1 << 64)
        # What lies behind a text is anything at all.
        self.blocks[at : at + len(content) + 7 & ~7] = content + b"\xa5" * (-len(content) % 8)
        struct.pack_into("<i", self.blocks, at - 8, 1)
        return at

    def _taken(self, t: Type, value: Any) -> Any:
        """A result as Python's, whose reference is given up."""
        if not t.is_object:
            if t is COMPLEX:
                return complex(value.real, value.imag)
            return bool(value) if t is BOOL else value
        value %= 1 << 64
        result = self._read(t, value)
        self._drop(t, value)
        return result

    def _read(self, t: Type, at: int) -> Any:
        if t is STR:
            return self._text(at)
        if isinstance(t, ListType):
            length, _, storage = struct.unpack("<IIQ", self._bytes(at, 16))
            return [self._read(t.element, self._word(storage + 8 * i)) for i in range(length)]
        if isinstance(t, TupleType):
            return tuple(self._element(e, at + 8 * i) for i, e in enumerate(t.elements))
        raise AssertionError(t)

    def _element(self, t: Type, at: int) -> Any:
        word = self._word(at)
        return self._read(t, word) if t.is_object else word - (word >> 63 << 64)

    def _drop(self, t: Type, at: int) -> None:
        """Give up a reference; free the block if it was the last."""
        if at == 0 or at >= SIZE:
            return  # None, or constant data
        (count,) = struct.unpack("<i", self._bytes(at - 8, 4))
        if count > 1:
            struct.pack_into("<i", self.blocks, at - 8, count - 1)
            return
        assert count == 1, count
        if isinstance(t, ListType):
            length, _, storage = struct.unpack("<IIQ", self._bytes(at, 16))
            for i in range(length if t.element.is_object else 0):
                self._drop(t.element, self._word(storage + 8 * i))
            if storage:
                self._call("heap.release", storage)
        elif isinstance(t, SequenceType):
            (length,) = struct.unpack("<I", self._bytes(at, 4))
            for i in range(length):
                self._drop(t.element, self._word(at + 8 + 8 * i))
        elif isinstance(t, TupleType):
            for i, element in enumerate(t.elements):
                if element.is_object:
                    self._drop(element, self._word(at + 8 * i))
        self._call("heap.release", at)

    def _text(self, at: int) -> str:
        length, width = struct.unpack("<IB", self._bytes(at, 5))
        codes = struct.unpack(f"<{length}{_FORMATS[width]}", self._bytes(at + 8, length * width))
        text = "".join(map(chr, codes))
        assert width == _width(text), f"{text!r} is too wide"
        return text

    def _word(self, at: int) -> int:
        word: int = struct.unpack("<Q", self._bytes(at, 8))[0]
        return word

    def _bytes(self, at: int, length: int) -> bytes:
        return ctypes.string_at((self.base + at) % (1 << 64), length)


def outcome(call: Callable[..., Any], *arguments: Any) -> Any:
    """What a call gives, or the class and the message of what it raises."""
    try:
        return call(*arguments)
    except AssertionError:
        raise
    except Exception as error:
        return type(error), str(error)


def _width(text: str) -> int:
    highest = max(map(ord, text), default=0)
    return 1 if highest < 0x100 else 2 if highest < 0x10000 else 4


def _text_bytes(text: str) -> bytes:
    width = _width(text)
    codes = struct.pack(f"<{len(text)}{_FORMATS[width]}", *map(ord, text))
    return struct.pack("<II", len(text), width) + codes


def _types(t: Type) -> list[Any]:
    if t is MEMORY:
        return []
    if t.is_object:
        return [ctypes.c_uint64]
    return _C_TYPES["{ double, double }"] if t is COMPLEX else _C_TYPES[llvm_type(t)]


class _Complex(ctypes.Structure):
    _fields_ = (("real", ctypes.c_double), ("imag", ctypes.c_double))


def _result_type(t: Type) -> Any:
    if t is COMPLEX:
        return _Complex
    return _types(t)[0] if t is not NONE else None


def _symbol(target: str) -> str:
    return "text_" + target.replace(".", "_")


def _library(program: Program, text: str) -> ctypes.CDLL:
    names = list(program.exported)
    machine = targets.host().machine(2)
    whole = assemble(machine, text, *(_entry(program, name) for name in names))
    with optimized(whole, machine, 2, straight=False) as (module, _):
        content = module.emit_object(machine)
    with TemporaryDirectory() as folder:
        source, output = Path(folder) / "texts.o", Path(folder) / "texts.so"
        source.write_bytes(content)
        exported = [_symbol(name) for name in names]
        link(source, read_symbols(content, "elf"), exported, targets.platform(), output)
        return ctypes.CDLL(str(output))


def _entry(program: Program, target: str) -> str:
    """LLVM's text of a C function around a body, with a pointer for the error code last."""
    body = program.functions[target]
    t, symbol = llvm_type(body.result), llvm_name(body_symbol(target))
    names = [f"{llvm_type(p.type)} %p{i}" for i, p in enumerate(body.parameters)]
    inner = ", ".join(names)
    if body.parameters and body.parameters[0].type is MEMORY:
        names = names[1:]
        inner = ", ".join(["ptr %base", *names])
    outer = ", ".join(["ptr %base", *names])
    returns = t if not body.raises else "i32" if body.result is NONE else f"{{ {t}, i32 }}"
    lines = []
    if not body.raises:
        lines.append(f"{'' if t == 'void' else '%value = '}call {t} @{symbol}({inner})")
    else:
        lines.append(f"%pair = call {returns} @{symbol}({inner})")
        code = "%pair"
        if body.result is not NONE:
            lines.append(f"%value = extractvalue {returns} %pair, 0")
            lines.append(f"%code = extractvalue {returns} %pair, 1")
            code = "%code"
        lines.append(f"store i32 {code}, ptr %error")
    lines.append("ret void" if t == "void" else f"ret {t} %value")
    written = "".join(f"  {line}\n" for line in lines)
    return f"define {t} @{_symbol(target)}({outer}, ptr %error) nounwind {{\n{written}}}\n"
