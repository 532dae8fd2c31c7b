"""The runtime's numbers as text: the same digits, and the same floats, as CPython's."""

from __future__ import annotations

import random
import struct
from functools import cache
from itertools import islice

import pytest
import wasmtime
from hypothesis import given, settings
from hypothesis import strategies as st
from number_texts import (
    Numbers,
    boundaries,
    difference,
    differences,
    float_of_bits,
    halfway_texts,
    text_difference,
)

from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import WEBASSEMBLY
from pyexec.backends.llvm.text import body_symbol
from pyexec.backends.wasm import exports
from pyexec.backends.wasm.link import link, machine
from pyexec.driver import assemble, optimized, runtime
from pyexec.frontend.unit import Options
from pyexec.interface import Entry, Parameter, Signature
from pyexec.ir.interpreter import Interpreter
from pyexec.rt import powers
from pyexec.types import MEMORY, UINT32, by_name


@cache
def numbers() -> Numbers:
    return Numbers()


def test_every_power_of_five() -> None:
    """High and low word of the 128-bit floor, for every exponent that is ever asked for."""
    for exponent in range(powers.LEAST, 325):
        if exponent >= 0:
            power = 5**exponent
            expected = (power << 128) >> power.bit_length()
        else:
            power = 5**-exponent
            expected = (1 << (power.bit_length() + 127)) // power
        assert numbers().power_of_five(exponent) == expected, exponent


def test_boundaries() -> None:
    assert [text for x in boundaries() if (text := difference(numbers(), x))] == []


def test_halfway_numbers() -> None:
    chance = random.Random(1)
    patterns = [0, 1, 2, 0xFFFFFFFFFFFFF, 0x10000000000000, 0x3FF0000000000000, 0x7FEFFFFFFFFFFFFF]
    patterns += [chance.getrandbits(chance.choice((63, 53))) % (0x7FF << 52) for _ in range(300)]
    found = [
        wrong
        for pattern in patterns
        for text in halfway_texts(pattern, chance)
        if (wrong := text_difference(numbers(), text))
    ]
    assert found == []


def test_random_numbers() -> None:
    """A short run of what `python tests/number_texts.py SECONDS` does at length."""
    found = islice(differences(numbers(), random.Random(2)), 60_000)
    assert [text for text in found if text] == []


@given(st.floats())
@settings(deadline=None)
def test_floats(x: float) -> None:
    assert difference(numbers(), x) is None


@given(st.complex_numbers(allow_nan=True, allow_infinity=True))
@settings(deadline=None)
def test_complexes(x: complex) -> None:
    shown = numbers().shown_complex(x)
    assert shown == repr(x)
    assert repr(numbers().complex_of(shown)) == repr(complex(shown))


@given(st.text("0123456789.+-eE_ \t\n\r\v\fjJ()infaty", max_size=12))
@settings(deadline=None, max_examples=2000)
def test_any_text(text: str) -> None:
    """What is no number is none here either."""
    for kind, read in ((float, numbers().float_of), (complex, numbers().complex_of)):
        try:
            expected = repr(kind(text))
        except ValueError:
            expected = "None"
        assert repr(read(text)) == expected, kind


@given(st.text("0123456789+-_ \n", max_size=22), st.sampled_from([8, 16, 32, 64]), st.booleans())
@settings(deadline=None, max_examples=2000)
def test_any_text_as_an_integer(text: str, width: int, signed: bool) -> None:
    t = by_name(f"{'' if signed else 'u'}int{width}")
    expected: int | str
    try:
        expected = int(text)
        if not t.holds(expected):
            expected = "out of range"
    except ValueError:
        expected = "no number"
    assert numbers().integer_of(text, width, signed) == expected


@given(st.integers(-(2**63), 2**64 - 1))
@settings(deadline=None)
def test_integers(n: int) -> None:
    if n < 2**63:
        assert numbers().shown_integer(n, signed=True) == str(n)
    if n >= 0:
        assert numbers().shown_integer(n, signed=False) == str(n)


def test_long_texts() -> None:
    """Exactly half of the smallest float, with zeros and digits a long way behind."""
    tie = "0." + str(5**1075).rjust(1075, "0")  # 2**-1075
    for text in (tie, tie + "0" * 15_000, tie + "0" * 15_000 + "1", "0" * 15_000 + "1." + "0" * 9):
        assert text_difference(numbers(), text) is None
    assert text_difference(numbers(), "1" + "0" * 5_000 + "e-5000") is None
    assert text_difference(numbers(), "0." + "0" * 5_000 + "1e5001") is None
    for exponent in ("99999999999999999999", "1" + "0" * 400):
        assert text_difference(numbers(), "1e" + exponent) is None
        assert text_difference(numbers(), "1e-" + exponent) is None
        assert text_difference(numbers(), "0e" + exponent) is None


# The same on the interpreter, and in WebAssembly, where products have 64 bits

SOME = (0.1, -1.5e300, 5e-324, 123456.789, 1e22, 9007199254740993.0, 2.2250738585072011e-308)
TEXTS = (
    "0.1",
    "-1_0e2_2",
    "2.4703282292062327208e-324",
    "9007199254740993.0000000000000001",
    "nan",
)
FUNCTIONS = ("float_text.write_float", "float_reading.read_float")
WEB = Options(infer=True, math_library=False, wide_multiply=False, address=UINT32, unfold=False)


@pytest.mark.parametrize("options", [Options(infer=True), WEB], ids=["64", "32"])
def test_on_the_interpreter(options: Options) -> None:
    interpreter = Interpreter(runtime(FUNCTIONS, options))
    memory = bytearray(1000)
    for x in SOME:
        end = interpreter.call("float_text.write_float", memory, 8, x)
        assert isinstance(end, int)
        assert memory[8:end].decode() == repr(x)
    for text in TEXTS:
        memory[:100] = text.encode().ljust(100)
        assert interpreter.call("float_reading.read_float", memory, 0, 100, 200) is True
        assert repr(struct.unpack_from("<d", memory, 200)[0]) == repr(float(text))


def test_in_webassembly() -> None:
    program = runtime(FUNCTIONS, WEB)
    entries = []
    for target in FUNCTIONS:
        body = program.functions[target]
        parameters = tuple(
            Parameter(slot.name, slot.type) for slot in body.parameters if slot.type is not MEMORY
        )
        signature = Signature(target.partition(".")[2], parameters, body.result)
        entries.append(Entry(signature, body_symbol(target), body.raises, False))
    planned = exports.plan(entries, [entry.signature.name for entry in entries], False)
    lowered = lower(program, WEBASSEMBLY, small=True)
    with optimized(
        assemble(machine(2), lowered.text, exports.text(planned)), machine(2), 2, straight=False
    ) as (module, _):
        content = link(module.emit_object(machine(2)), planned, memory="memory")
    assert len(content) < 7_000
    engine = wasmtime.Engine()
    store = wasmtime.Store(engine)
    found = wasmtime.Instance(store, wasmtime.Module(engine, content), []).exports(store)
    write, read, memory = found["write_float"], found["read_float"], found["memory"]
    assert isinstance(write, wasmtime.Func)
    assert isinstance(read, wasmtime.Func)
    assert isinstance(memory, wasmtime.Memory)
    if memory.size(store) == 0:
        memory.grow(store, 1)
    chance = random.Random(3)
    for x in [*SOME, *(float_of_bits(chance.getrandbits(63) % (0x7FF << 52)) for _ in range(500))]:
        end = write(store, 4096, x)
        shown = bytes(memory.read(store, 4096, end)).decode()
        assert shown == repr(x)
        memory.write(store, shown.encode(), 8192)
        assert read(store, 8192, 8192 + len(shown), 4096) == 1
        assert struct.unpack("<d", memory.read(store, 4096, 4104))[0] == x
    for text in TEXTS:
        memory.write(store, text.encode(), 8192)
        assert read(store, 8192, 8192 + len(text), 4096) == 1
        assert repr(struct.unpack("<d", memory.read(store, 4096, 4104))[0]) == repr(float(text))
