"""Lets the modules of `rt/objects/` run under CPython, on a memory of their own.

    with simulated():
        strings.slice("abc", None, None, -1) == "cba"

Texts are Python's outside: `pointer` lays one out in the memory, as `text_blocks` draws it,
and `adopt` makes one of what stands there, which has to be complete by then.  Nothing in
that is compiled; numbers do not wrap around except where the code says so.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from importlib import import_module
from typing import Any, Final
from unittest import mock


MODULES: Final = (
    "bytes", "characters", "decimals", "float_digits", "float_rounding", "integer_text",
    "objects.cases", "objects.complex_formatting", "objects.float_formatting",
    "objects.format_specs", "objects.formatting", "objects.layouts", "objects.number_reading",
    "objects.padding", "objects.percent", "objects.predicates", "objects.properties",
    "objects.quoting", "objects.replacing", "objects.searching", "objects.spaces", "objects.splitting",
    "objects.strings", "objects.stripping", "objects.text_blocks",
    "objects.texts",
)  # fmt: skip

FORMATS: Final = {
    "i8": "<b", "i16": "<h", "i32": "<i", "i64": "<q", "u8": "<B", "u16": "<H", "u32": "<I",
    "u64": "<Q", "f32": "<f", "f64": "<d",
}  # fmt: skip

WORD: Final = (1 << 64) - 1


class Simulated:
    """A memory in which blocks are never freed before the whole of it is."""

    def __init__(self) -> None:
        self.bytes = bytearray(1 << 16)
        self.free = 64
        self.laid_out: dict[str, int] = {}

    def allocate(self, size: int) -> int:
        if size >= 1 << 32:
            raise MemoryError
        at = self.free + 8
        self.free = at + (size + 7) // 8 * 8
        if self.free + 8 > len(self.bytes):
            self.bytes.extend(bytes(2 * self.free))
        # What is not written yet is anything at all; so is what lies behind a text.
        self.bytes[at : self.free] = b"\xa5" * (self.free - at)
        struct.pack_into("<i", self.bytes, at - 8, 1 << 30)
        return at

    def lay_out(self, text: str) -> int:
        at = self.laid_out.get(text)
        if at is None:
            every = max(map(ord, text), default=0)
            width = 1 if every < 0x100 else 2 if every < 0x10000 else 4
            name = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}[width]
            content = text.encode(name, "surrogatepass")
            at = self.laid_out[text] = self.allocate(8 + len(content))
            struct.pack_into("<II", self.bytes, at, len(text), width)
            self.bytes[at + 8 : at + 8 + len(content)] = content
        return at

    def text(self, at: int) -> str:
        length, width = struct.unpack_from("<II", self.bytes, at)
        content = bytes(self.bytes[at + 8 : at + 8 + length * width])
        codes = struct.unpack(f"<{length}{'BHI'[width // 2]}", content)
        text = "".join(map(chr, codes))
        every = max(codes, default=0)
        assert width == (1 if every < 0x100 else 2 if every < 0x10000 else 4), text
        return text


@contextmanager
def simulated() -> Iterator[Simulated]:
    """The primitives do what they say, for the modules above."""
    heap = Simulated()
    replaced = _replaced(heap)
    with ExitStack() as stack:
        for name in MODULES:
            module = import_module(f"pyexec.rt.{name}")
            known = {key: value for key, value in replaced.items() if _imported(module, key)}
            if known:
                stack.enter_context(mock.patch.multiple(module, **known))
        yield heap


def _imported(module: Any, name: str) -> bool:
    """Whether a module has a name from another one."""
    found = getattr(module, name, None)
    return found is not None and getattr(found, "__module__", None) != module.__name__


def _replaced(heap: Simulated) -> dict[str, Any]:
    return _primitives(heap) | {
        "new_block": lambda size, kind: heap.allocate(size),
        "release": lambda memory, at: None,
        "shortest": lambda memory, at, x: _put_shortest(heap, at, x),
        "write_float": lambda memory, at, x: _put(heap, at, repr(x)),
        "write_complex": lambda memory, at, real, imag: _put(heap, at, repr(complex(real, imag))),
        "read_float": lambda memory, start, end, place: _read_float(heap, start, end, place),
        "read_complex": lambda memory, start, end, place: _read_complex(heap, start, end, place),
    }


def _put(heap: Simulated, at: int, text: str) -> int:
    heap.bytes[at : at + len(text)] = text.encode()
    return at + len(text)


def _put_shortest(heap: Simulated, at: int, x: float) -> None:
    _, digits, exponent = Decimal(repr(x)).normalize().as_tuple()
    assert isinstance(exponent, int)
    struct.pack_into("<Qq", heap.bytes, at, int("".join(map(str, digits))), exponent)


def _read_float(heap: Simulated, start: int, end: int, place: int) -> bool:
    try:
        value = float(bytes(heap.bytes[start:end]))
    except ValueError:
        return False
    struct.pack_into("<d", heap.bytes, place, value)
    return True


def _read_complex(heap: Simulated, start: int, end: int, place: int) -> bool:
    try:
        value = complex(bytes(heap.bytes[start:end]).decode("ascii"))
    except ValueError:
        return False
    struct.pack_into("<dd", heap.bytes, place, value.real, value.imag)
    return True


def _primitives(heap: Simulated) -> dict[str, Any]:
    def write(form: str, at: int, value: Any) -> None:
        size = struct.calcsize(form)
        if form[1] in "fd":
            struct.pack_into(form, heap.bytes, at, value)
        else:
            heap.bytes[at : at + size] = (value & ((1 << 8 * size) - 1)).to_bytes(size, "little")

    def read(form: str, at: int) -> Any:
        assert at >= 0
        return struct.unpack_from(form, heap.bytes, at)[0]

    def quotient(a: int, b: int) -> int:
        return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)

    made: dict[str, Any] = {
        "memory": heap,
        "pointer": heap.lay_out,
        "adopt": lambda kind, at: heap.text(at),
        "address": lambda n: n,
        "quotient": quotient,
        "remainder": lambda a, b: a - quotient(a, b) * b,
        "shift_left": lambda a, n: (a << n) & WORD,
        "shift_right": lambda a, n: a >> n,
        "unlikely": lambda test: test,
        "ctz": lambda n: (n & -n).bit_length() - 1,
        "clz": lambda n: 64 - n.bit_length(),
        "multiply_high": lambda a, b: (a * b) >> 64,
        "bits": lambda x: struct.unpack("<Q", struct.pack("<d", x))[0],
        "from_bits": lambda n: struct.unpack("<d", struct.pack("<Q", n))[0],
        "fabs": abs,
        "copysign": math.copysign,
    }
    for name, form in FORMATS.items():
        made[f"read_{name}"] = lambda memory, at, form=form: read(form, at)
        made[f"write_{name}"] = lambda memory, at, value, form=form: write(form, at, value)
    return made
