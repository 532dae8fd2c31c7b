"""Native methods of classes that own memory: they answer, refuse, and stay within bounds."""

from __future__ import annotations

import copy
import gc
import inspect
import mmap
import pickle
import pydoc
import random
import struct
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy
import pytest
from runtime_modules import as_runtime

from pyexec import cache
from pyexec.driver import runtime
from pyexec.errors import OptionError
from pyexec.frontend.unit import Options
from pyexec.ir.interpreter import Interpreter
from pyexec.kernel import MemoryOwner, attach, detach, extent, load, method
from pyexec.types import UINT32

HERE = Path(__file__).parent
OUTSIDE = "address outside of the memory"


as_runtime(HERE / "method_bodies.py")


class Words(MemoryOwner):
    """A memory of any size, with methods that read and write it."""

    __slots__ = ("__weakref__",)

    def __init__(self, size: int = 64) -> None:
        attach(self, bytearray(size))

    @method("method_bodies.get_i8")
    def get_i8(self, at: int) -> int: ...

    @method("method_bodies.get_i16")
    def get_i16(self, at: int) -> int: ...

    @method("method_bodies.get_i32")
    def get_i32(self, at: int) -> int: ...

    @method("method_bodies.get_i64")
    def get_i64(self, at: int) -> int: ...

    @method("method_bodies.get_f32")
    def get_f32(self, at: int) -> float: ...

    @method("method_bodies.get_f64")
    def get_f64(self, at: int) -> float: ...

    @method("method_bodies.get_address")
    def get_address(self, at: int = 8) -> int:
        """The address that stands at another."""

    @method("method_bodies.get_last")
    def get_last(self) -> int: ...

    @method("method_bodies.set_u8")
    def set_u8(self, at: int, value: int) -> None: ...

    @method("method_bodies.set_i16")
    def set_i16(self, at: int, value: int) -> None: ...

    @method("method_bodies.set_i32")
    def set_i32(self, at: int, value: int) -> None: ...

    @method("method_bodies.set_u64")
    def set_u64(self, at: int, value: int = 7) -> None:
        """Write a number of eight bytes."""

    @method("method_bodies.set_f64")
    def set_f64(self, at: int, *, value: float = 0.5) -> None: ...

    @method("method_bodies.set_both")
    def set_both(self, first: int, second: int, value: int) -> bool: ...

    @method("method_bodies.total")
    def total(self, count: int) -> int: ...

    @method("method_bodies.depth")
    def depth(self, at: int, left: int) -> int: ...

    @method("method_bodies.share")
    def share(self, at: int, parts: int) -> int: ...

    @method(
        "method_bodies.first_word", "method_bodies.third_byte_is_set", "method_bodies.second_word"
    )
    def three(self) -> tuple[int, bool, int]:
        """What three functions give."""


class Runs(MemoryOwner):
    """Runs of bytes in a memory whose addresses have 32 bits."""

    __slots__ = ()
    address_type = "uint32"

    def __init__(self, buffer: Any) -> None:
        attach(self, buffer)

    @method("bytes.fill")
    def fill(self, start: int, length: int, byte: int) -> None: ...

    @method("bytes.copy")
    def copy(self, to: int, start: int, length: int) -> None: ...

    @method("bytes.compare")
    def compare(self, a: int, b: int, length: int) -> int: ...


class Counted(Words):
    """A subclass with a dict, an attribute and an override of its own."""

    def __init__(self, size: int = 64) -> None:
        super().__init__(size)
        self.calls = 0

    def get_i64(self, at: int) -> int:
        self.calls += 1
        return super().get_i64(at)


# Values


def test_every_width_goes_in_and_out() -> None:
    words = Words()
    words.set_u64(1, 0xFEDC_BA98_7654_3210)  # no alignment is needed
    assert words.get_address(1) == 0xFEDC_BA98_7654_3210
    assert words.get_i64(1) == 0xFEDC_BA98_7654_3210 - 2**64
    assert words.get_i32(1) == 0x7654_3210
    assert words.get_i16(1) == 0x3210
    assert words.get_i8(8) == -2
    words.set_f64(8, value=1.5)
    assert words.get_f64(8) == 1.5
    words.set_i32(16, struct.unpack("<i", struct.pack("<f", -2.5))[0])
    assert words.get_f32(16) == -2.5
    assert words.total(1) == 0 and words.total(3) == 0x10 + 0x32


def test_the_results_of_several_functions_are_a_tuple() -> None:
    words = Words(16)
    words.set_u64(0, 2**40)
    words.set_u64(8, 5)
    assert words.three() == Words.three(words) == (2**40, False, 5)
    words.set_u8(2, 1)
    references = [sys.getrefcount(x) for x in (True, 5)]
    for _ in range(1000):
        assert words.three() == (2**40 + 2**16, True, 5)
    assert all(sys.getrefcount(x) < r + 50 for x, r in zip((True, 5), references, strict=True))
    with pytest.raises(TypeError, match=r"takes 1 positional argument but 2 were given"):
        words.three(1)  # type: ignore[call-arg]
    for size in (0, 8):  # where the second function or the third one fails
        with pytest.raises(IndexError, match=OUTSIDE):
            Words(size).three()


def test_defaults_and_keywords() -> None:
    words = Words()
    words.set_u64(8)
    assert words.get_address() == 7
    words.set_u64(value=9, at=8)
    assert words.get_address(at=8) == words.get_address() == 9
    words.set_f64(8)
    assert words.get_f64(8) == 0.5
    eight: Any = numpy.int8(8)
    assert words.get_i64(eight) == words.get_i64(8)
    assert Words.get_address(words) == Words.get_address(self=words)


# Bounds

WIDTHS = {"get_i8": 1, "get_i16": 2, "get_i32": 4, "get_i64": 8, "get_f32": 4, "get_f64": 8}
SETTERS: dict[str, int] = {"set_u8": 1, "set_i16": 2, "set_i32": 4, "set_u64": 8}


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 7, 8, 9, 64])
def test_every_access_ends_with_the_memory(size: int) -> None:
    words = Words(size)
    addresses = {*range(size + 10), *range(2**64 - 9, 2**64), 2**31, 2**32 - 4, 2**32, 2**63 - 4}
    for name, width in (WIDTHS | SETTERS).items():
        access = getattr(words, name)
        more = (1,) if name in SETTERS else ()
        for at in sorted(addresses):
            if at + width <= size:
                access(at, *more)
            else:
                with pytest.raises(IndexError, match=OUTSIDE):
                    access(at, *more)
    with pytest.raises(IndexError, match=OUTSIDE):
        words.get_last()


@pytest.mark.parametrize("page", [True, False])
def test_nothing_beside_the_memory_is_touched(page: bool) -> None:
    whole = mmap.mmap(-1, 3 * mmap.PAGESIZE) if page else bytearray(3 * 4096)
    whole[:] = b"\xaa" * len(whole)
    with memoryview(whole)[4096:8192] as middle:
        runs = Runs(middle)
        middle[:] = bytes(4096)
        for start, length in [(4090, 7), (4096, 1), (0, 4097), (2**32 - 8, 8), (2**32 - 8, 16)]:
            with pytest.raises(IndexError, match=OUTSIDE):
                runs.fill(start, length, 1)
            with pytest.raises(IndexError, match=OUTSIDE):
                runs.copy(start, 0, max(length, 5000))
        runs.fill(0, 4096, 255)
        detach(runs)
    outside = bytes(whole[:4096]) + bytes(whole[8192:])
    assert outside == b"\xaa" * 8192


def test_what_went_before_an_error_stays() -> None:
    words = Words()
    assert words.set_both(0, 60, 5) is True
    with pytest.raises(IndexError, match=OUTSIDE):
        words.set_both(4, 61, 6)
    assert words.get_i32(4) == 6


def test_random_runs_agree_with_the_interpreter() -> None:
    names = ("bytes.fill", "bytes.copy", "bytes.compare")
    meaning = Interpreter(runtime(names, Options(infer=True, address=UINT32, guarded=True)))
    chance = random.Random(4)
    near = (*range(10), 55, 56, 57, 63, 64, 65, 2**31, 2**32 - 9, 2**32 - 1)
    for _ in range(300):
        name = chance.choice(names)
        arguments = [chance.choice(near), chance.choice(near), chance.choice(near[:-3])]
        if name == "bytes.fill":
            arguments = [*arguments[1:], chance.randrange(256)]
        expected = bytearray(chance.randbytes(chance.choice([0, 3, 8, 64])))
        found = bytearray(expected)
        native = getattr(Runs(found), name.partition(".")[2])
        by_meaning = outcome(partial(meaning.call, name, expected), arguments)
        assert outcome(native, arguments) == by_meaning
        assert found == expected


def outcome(call: Callable[..., object], arguments: Sequence[int]) -> object:
    try:
        return call(*arguments)
    except IndexError as error:
        return str(error)


def test_a_chain_that_leads_astray_ends() -> None:
    words = Words()
    words.set_u64(0, 8)
    words.set_u64(8, 0)
    assert words.depth(0, 1000) == 1000
    with pytest.raises(RecursionError):
        words.depth(0, 10**9)
    words.set_u64(8, 2**64 - 1)
    with pytest.raises(IndexError, match=OUTSIDE):
        words.depth(0, 1000)


# Errors


def test_errors_of_the_body_are_pythons() -> None:
    words = Words()
    words.set_u64(0, 17)
    assert words.share(0, 5) == 3
    with pytest.raises(ZeroDivisionError, match="integer division or modulo by zero"):
        words.share(0, 0)
    with pytest.raises(ValueError, match="no such number of parts"):
        words.share(0, -1)
    with pytest.raises(IndexError, match=OUTSIDE):
        words.share(60, 1)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("a", 1), TypeError, "Words.share() argument 'at' must be uint64, not str"),
        ((0, 1.5), TypeError, "Words.share() argument 'parts' must be int, not float"),
        ((0, 2**63), OverflowError, "Words.share() argument 'parts' must fit int (-922"),
        ((-1, 1), OverflowError, "Words.share() argument 'at' must fit uint64 (0 to 1844"),
        ((0,), TypeError, "Words.share() missing 1 required positional argument: 'parts'"),
        ((0, 1, 2), TypeError, "Words.share() takes 3 positional arguments but 4 were given"),
    ],
)
def test_wrong_arguments(arguments: tuple[Any, ...], error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        Words().share(*arguments)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("loaded", [False, True])
def test_a_wrong_self(loaded: bool) -> None:
    class Fresh(MemoryOwner):
        __slots__ = ()

        @method("method_bodies.get_i64")
        def get_i64(self, at: int) -> int: ...

    if loaded:
        load(Fresh)
    other: Any
    for other in (5, None, Words(), Words, MemoryOwner(), object()):
        with pytest.raises(TypeError) as caught:
            Fresh.get_i64(other, 0)
        kind = type(other).__name__
        assert str(caught.value) == (
            f"descriptor 'get_i64' for 'Fresh' objects doesn't apply to a {kind!r} object"
        )
    without: Any = Fresh.get_i64
    with pytest.raises(TypeError, match="missing"):
        without()


# Memory that comes and goes


def test_without_memory() -> None:
    for words in (Words.__new__(Words), Words(), Counted()):
        detach(words)
        detach(words)
        assert extent(words) is None
        with pytest.raises(ValueError, match=f"^this {type(words).__name__} has no memory$"):
            words.set_u64(0, 1)
        attach(words, bytearray(8))
        words.set_u64(0, 1)
        assert words.get_address(0) == 1 and extent(words) == 8


def test_growth_and_a_part_of_a_buffer() -> None:
    buffer = bytearray(range(64))
    words = Words()
    attach(words, buffer, 10)
    assert extent(words) == 10 and words.get_i8(9) == 9
    with pytest.raises(IndexError):
        words.get_i8(10)
    attach(words, buffer, 64)
    assert words.get_i8(63) == 63
    with pytest.raises(BufferError):  # it may not move while it is attached
        buffer.append(0)
    attach(words, bytearray(8))
    buffer.append(0)
    with pytest.raises(IndexError):
        words.get_i8(8)


@pytest.mark.parametrize(
    ("buffer", "size", "error"),
    [
        (bytes(8), None, TypeError),
        (numpy.zeros(8)[::2], None, TypeError),
        (bytearray(8), 9, ValueError),
        (bytearray(8), -1, ValueError),
        (8, None, TypeError),
    ],
)
def test_buffers_that_are_refused(buffer: Any, size: int | None, error: type[Exception]) -> None:
    words = Words(8)
    words.set_u64(0, 3)
    with pytest.raises(error):
        attach(words, buffer, size)
    assert words.get_address(0) == 3


def test_arrays_and_maps() -> None:
    array = numpy.zeros((2, 4))
    words = Words()
    attach(words, array)
    words.set_f64(56, value=2.0)
    assert array[1, 3] == 2.0 and extent(words) == 64
    with mmap.mmap(-1, 4096) as file:
        attach(words, file)
        words.set_u8(4095, 77)
        assert file[4095] == 77
        detach(words)


def test_the_field_is_out_of_reach() -> None:
    words = Words()
    assert not hasattr(words, "_mapping")
    with pytest.raises(AttributeError):
        words._mapping = b""  # type: ignore[attr-defined]


def test_bound_methods_keep_memory_alive() -> None:
    words = Words()
    words.set_u64(0, 5)
    gone = weakref.ref(words)
    bound = words.get_address
    del words
    gc.collect()
    assert bound(0) == 5
    del bound
    assert gone() is None


def test_classes_go_when_nobody_needs_them() -> None:
    def use() -> Iterator[weakref.ref[Any]]:
        class Short(MemoryOwner):
            __slots__ = ()

            @method("method_bodies.get_i64")
            def get_i64(self, at: int) -> int: ...

        short = Short()
        attach(short, bytearray(8))
        assert short.get_i64(0) == 0
        yield weakref.ref(Short)
        yield weakref.ref(vars(Short)["get_i64"])

    references = list(use())
    gc.collect()
    assert [reference() for reference in references] == [None, None]


# Classes


def test_subclasses() -> None:
    counted = Counted(16)
    counted.set_u64(8, 5)
    assert counted.get_i64(8) == Words.get_i64(counted, 8) == 5 and counted.calls == 1
    with pytest.raises(IndexError, match=OUTSIDE):
        counted.set_u64(9, 5)
    assert "set_u64" not in vars(Counted)


def test_a_method_overridden_before_its_first_call() -> None:
    class Base(MemoryOwner):
        __slots__ = ()

        @method("method_bodies.get_i64")
        def get_i64(self, at: int) -> int: ...

    class Derived(Base):
        def get_i64(self, at: int) -> int:
            return super().get_i64(at) + 1

    early = Base.get_i64
    derived = Derived()
    attach(derived, bytearray(8))
    assert derived.get_i64(0) == 1
    assert early(derived, 0) == Base.get_i64(derived, 0) == 0
    assert early is not Base.get_i64


def test_methods_look_like_pythons() -> None:
    load(Words)
    assert str(inspect.signature(Words.set_u64)) == "(self, at: 'int', value: 'int' = 7) -> 'None'"
    assert str(inspect.signature(Words().get_address)) == "(at: 'int' = 8) -> 'int'"
    assert inspect.getdoc(Words.set_u64) == "Write a number of eight bytes."
    assert Words.set_u64.__qualname__ == "Words.set_u64"
    text = pydoc.plain(pydoc.render_doc(Words))
    assert "get_address(self, at: 'int' = 8) -> 'int'" in text
    assert "The address that stands at another." in text
    assert repr(Words.set_u64).startswith("<pyexec function Words.set_u64(")
    assert pickle.loads(pickle.dumps(Words.set_u64)) is Words.set_u64


def test_the_stages_of_a_method() -> None:
    load(Words)
    native: Any = Words.get_i32
    assert "extent memory" in native.inspect_ir()
    assert "raise IndexError: address outside of the memory" in native.inspect_ir()
    assert "define" in native.inspect_llvm()
    assert "get_i32" in native.inspect_asm()
    with pytest.raises(OptionError, match="has no C function"):
        _ = native.address


@pytest.mark.parametrize("how", [pickle.dumps, copy.copy, copy.deepcopy])
def test_owners_are_not_copied(how: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match=r"^a Counted cannot be pickled or copied: its memory"):
        how(Counted())


def test_declarations_that_do_not_agree() -> None:
    class Count(MemoryOwner):
        @method("method_bodies.get_i64")
        def f(self) -> int: ...

    class Annotation(MemoryOwner):
        @method("method_bodies.get_i64")
        def f(self, at: float) -> int: ...

    class Result(MemoryOwner):
        @method("method_bodies.get_i64")
        def f(self, at: int) -> None: ...

    class Twice(MemoryOwner):
        @method("method_bodies.get_i64")
        def f(self, at: int) -> int: ...

        @method("method_bodies.get_i64")
        def g(self, at: int) -> int: ...

    for owner in (Count, Annotation, Result, Twice):
        with pytest.raises(TypeError):
            load(owner)


# Threads and processes


def test_threads_while_the_memory_changes() -> None:
    words = Words()
    buffers = [bytearray([number]) * (64 << number) for number in range(6)]
    faults: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                if words.get_i8(63) not in range(6):
                    faults.append("another memory")
            except ValueError:
                pass
            try:
                last = words.get_i64(1000)
                if last & 255 not in range(4, 6):
                    faults.append(last)
            except (IndexError, ValueError):
                pass

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(20_000):
        if number % 7 == 0:
            detach(words)
        attach(words, buffers[number % 6])
    done.set()
    for thread in threads:
        thread.join()
    assert not faults


def test_first_calls_from_many_threads() -> None:
    class Shared(MemoryOwner):
        __slots__ = ()

        @method("method_bodies.get_i32")
        def get_i32(self, at: int) -> int: ...

        @method("method_bodies.total")
        def total(self, count: int) -> int: ...

    shared = Shared()
    attach(shared, bytearray(b"\1" * 32))
    results: list[int] = []
    start = threading.Barrier(8)

    def call() -> None:
        start.wait()
        results.append(shared.total(32) + shared.get_i32(0))

    threads = [threading.Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [32 + 0x0101_0101] * 8


def test_from_the_cache_without_llvm(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import sys\n"
        "from pyexec.kernel import MemoryOwner, attach, method\n"
        "class Runs(MemoryOwner):\n"
        "    __slots__ = ()\n"
        "    @method('bytes.fill')\n"
        "    def fill(self, start: int, length: int, byte: int = 1) -> None: ...\n"
        "runs, buffer = Runs(), bytearray(20)\n"
        "attach(runs, buffer)\n"
        "runs.fill(2, 17)\n"
        "print(sum(buffer), 'pyexec.driver' in sys.modules)\n"
    )
    command = [sys.executable, str(program)]
    outputs = [
        subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
        for _ in range(2)
    ]
    assert outputs == ["17 True\n", "17 False\n"]


def test_another_declaration_is_another_entry_of_the_cache(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys: list[str] = []
    load_entry = cache.load

    def noted(key: str) -> Any:
        keys.append(key)
        return load_entry(key)

    monkeypatch.setattr(cache, "load", noted)

    def declared(default: int, address: str) -> type[MemoryOwner]:
        class Owner(MemoryOwner):
            address_type = address

            @method("method_bodies.get_i64")
            def f(self, at: int = default) -> int: ...

        return Owner

    for default, address in [(0, "uint64"), (8, "uint64"), (0, "uint32"), (0, "uint64")]:
        owner: Any = declared(default, address)
        instance = owner()
        attach(instance, bytearray(16))
        instance.f()
    assert len(keys) == 4 and len(set(keys)) == 3


def test_a_method_taken_before_its_first_call_is_native() -> None:
    class Fresh(MemoryOwner):
        __slots__ = ()

        @method("bytes.fill")
        def fill(self, start: int, length: int, byte: int) -> None: ...

    memory, fresh = bytearray(8), Fresh()
    attach(fresh, memory)
    taken = fresh.fill
    assert taken.__func__ is vars(Fresh)["fill"]  # type: ignore[attr-defined]
    taken(0, 2, 7)
    assert memory == b"\7\7" + bytes(6)
