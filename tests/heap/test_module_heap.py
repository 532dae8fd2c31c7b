"""The heap of a WebAssembly module: values, errors, growth, and how small it is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import wasmtime
from heap_programs import CONTENT, program
from test_program_heap import CALLS, NAMES, RAISING

from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import WEBASSEMBLY
from pyexec.backends.wasm import build as web
from pyexec.backends.wasm import exports
from pyexec.backends.wasm.binary import SectionId, sections
from pyexec.backends.wasm.link import machine as web_machine
from pyexec.driver import assemble, optimized
from pyexec.errors import OptionError
from pyexec.frontend.unit import Options
from pyexec.interface import RaisedError
from pyexec.record import changed
from pyexec.rt import layout
from pyexec.types import UINT32

PAGE = 65536
EMPTY = 66  # pages of a module whose heap has nothing yet, nearly all of them for the table
LANGUAGE = Options(
    infer=True, math_library=False, wide_multiply=False, address=UINT32, unfold=False, grows=True
)


def build(
    folder: Path, *names: str, small: bool = False, level: int = 2
) -> tuple[dict[str, Path], tuple[RaisedError, ...]]:
    """A module `run` of functions: its files, and its errors by code."""
    front = program(*names, options=changed(LANGUAGE, small=small))
    planned = exports.plan(front.entries, names, number_shims=not small)
    lowered = lower(front.program, WEBASSEMBLY, small)
    machine = web_machine(level)
    text = assemble(machine, lowered.text, exports.text(planned, front.program.forget))
    with optimized(text, machine, level, straight=False) as (module, _):
        content = module.emit_object(machine)
    return web.write_module(content, planned, lowered.errors, folder / "run.wasm", False), (
        lowered.errors
    )


class Module:
    """A module under wasmtime."""

    def __init__(self, content: bytes, most: int | None = None) -> None:
        engine = wasmtime.Engine()
        self.store = wasmtime.Store(engine)
        if most is not None:
            self.store.set_limits(memory_size=most)
        self.exports = wasmtime.Instance(self.store, wasmtime.Module(engine, content), []).exports(
            self.store
        )

    @property
    def memory(self) -> wasmtime.Memory:
        memory = self.exports["memory"]
        assert isinstance(memory, wasmtime.Memory)
        return memory

    @property
    def pages(self) -> int:
        return self.memory.size(self.store)

    @property
    def used(self) -> int:
        at = layout.HEAP + layout.USED
        return int.from_bytes(self.memory.read(self.store, at, at + 8), "little")

    def call(self, name: str, *arguments: int) -> Any:
        function = self.exports[name]
        assert isinstance(function, wasmtime.Func)
        return function(self.store, *arguments)

    def code(self) -> int:
        """The code of the error that made the latest call trap."""
        found = self.exports["$error"]
        assert isinstance(found, wasmtime.Global)
        code: int = found.value(self.store)
        return code


def made(folder: Path, *names: str, **options: Any) -> Module:
    return Module(build(folder, *names, **options)[0]["wasm"].read_bytes())


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Module:
    return made(tmp_path_factory.mktemp("module"), *NAMES)


@pytest.mark.parametrize(("name", "arguments", "expected"), CALLS)
def test_values(everything: Module, name: str, arguments: tuple[int, ...], expected: Any) -> None:
    assert everything.call(name, *arguments) == expected
    assert everything.used == 0


@pytest.mark.parametrize(("name", "arguments", "expected"), RAISING)
def test_errors_trap_and_leave_nothing(
    tmp_path: Path, name: str, arguments: tuple[int, ...], expected: Exception
) -> None:
    files, errors = build(tmp_path, name)
    module = Module(files["wasm"].read_bytes())
    for _ in range(3):
        with pytest.raises(wasmtime.Trap):
            module.call(name, *map(int, arguments))
        error = errors[module.code() - 1]
        assert error.exception == type(expected).__name__
        if error.message is None:
            assert module.used > 0
            module.call("$forget")
        assert module.used == 0


@pytest.mark.parametrize("small", [False, True])
def test_unoptimised_and_small(tmp_path: Path, small: bool) -> None:
    module = made(tmp_path, "chain", "large", "apart", small=small, level=2 if small else 0)
    assert module.call("chain", 1000) == 500500
    assert module.call("large", 100_000) == 7
    assert module.call("apart") == 1


# Growth


def test_the_memory_grows_where_it_must(everything: Module, tmp_path: Path) -> None:
    module = made(tmp_path, "keep", "drop", "large")
    assert module.pages == EMPTY
    assert module.call("large", 1) == 7
    assert module.pages == EMPTY + 1 + EMPTY // 8
    for size in (1 << 20, 1 << 24, 1 << 27, 1 << 24):
        assert module.call("large", size) == 7
    assert module.used == 0
    assert (1 << 27) // PAGE < module.pages < (1 << 27) * 5 // 4 // PAGE
    before = module.pages
    for _ in range(20):
        assert module.call("large", 1 << 24) == 7
    assert module.pages == before


def test_many_blocks(tmp_path: Path) -> None:
    module = made(tmp_path, "chain")
    count = 3_000_000
    assert module.call("chain", count) == count * (count + 1) // 2
    assert module.used == 0
    before = module.pages
    assert module.call("chain", count) == count * (count + 1) // 2
    assert module.pages == before


@pytest.mark.parametrize("size", [24, 1000, 5000, 300_000])
def test_a_host_with_little_memory(tmp_path: Path, size: int) -> None:
    files, _ = build(tmp_path, "fill_up")
    most = 16 << 20
    module = Module(files["wasm"].read_bytes(), most)
    count = module.call("fill_up", size)
    room = most - EMPTY * PAGE
    assert 0.7 * room < count * (size + layout.HEADER) <= room
    assert module.used == 0
    assert module.call("fill_up", size) == count


def test_up_to_the_end(tmp_path: Path) -> None:
    """Of 4 GiB, the last page stays out."""
    module = made(tmp_path, "fill_up", "keep")
    size = 1 << 28
    assert module.call("fill_up", size) == 15
    assert module.call("keep", 0xFFFF_FFF0) == 0
    assert module.used == 0


def test_no_size_is_taken_for_a_small_one(tmp_path: Path) -> None:
    module = made(tmp_path, "keep")
    assert [module.call("keep", 0xFFFF_FFFF - n) for n in (0, 7, 8, 1023, 70_000)] == [0] * 5
    assert module.call("keep", 10) != 0


# Constants


def test_constants_of_any_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The heap begins behind them."""
    import heap_programs

    content = CONTENT + bytes(range(256)) * 1000
    monkeypatch.setitem(heap_programs.CONSTANTS, "program_bodies.constant", content)
    module = made(tmp_path, "text", "chain", "large")
    assert module.pages == EMPTY + 3
    assert module.call("chain", 10_000) == 50_005_000
    assert module.call("large", 1 << 20) == 7
    for index in (0, len(CONTENT), 100_000, len(content) - 9):
        assert module.call("text", index) == content[8 + index]


# What a module carries


def test_the_allocator_is_small(tmp_path: Path) -> None:
    """All that a module has because of it."""
    files, _ = build(tmp_path, "keep", "drop", small=True)
    bare, _ = build(tmp_path / "bare", "plain", small=True)
    assert files["wasm"].stat().st_size - bare["wasm"].stat().st_size <= 2048


def test_a_small_module_has_the_allocator_once(tmp_path: Path) -> None:
    """However often it allocates: a call takes a few bytes."""
    one = build(tmp_path / "one", "keep", "drop", small=True)[0]["wasm"].stat().st_size
    names = ("keep", "drop", "large", "fill_up", "chain", "failing")
    many = build(tmp_path / "many", *names, small=True)[0]["wasm"].stat().st_size
    assert many - one < 500


@pytest.mark.parametrize("small", [False, True])
def test_no_heap_no_memory(tmp_path: Path, small: bool) -> None:
    files, _ = build(tmp_path, "plain", small=small)
    content = files["wasm"].read_bytes()
    assert len(content) < 100
    assert SectionId.MEMORY not in {section.identity for section in sections(content)}
    assert "renew" not in files["js"].read_text()


def test_the_memory_has_its_name() -> None:
    front = program("chain", options=LANGUAGE)
    with pytest.raises(OptionError, match="'memory'"):
        exports.plan(front.entries, ["memory"])


# JavaScript

NODE = """\
const { loadRun } = require('./run.js');
(async () => {
  const run = await loadRun();
  const used = () => Number(new DataView(run.raw.memory.buffer).getBigUint64(USED, true));
  console.log(JSON.stringify(CALLS.map(([name, given]) => {
    try {
      return [run[name](...given), used()];
    } catch (error) {
      return [error.name, error.message, used()];
    }
  })));
})();
"""


def in_node(folder: Path, calls: list[tuple[str, list[Any]]]) -> list[list[Any]]:
    """What each call gives or raises, and the bytes in use after it."""
    place = str(layout.HEAP + layout.USED)
    source = NODE.replace("USED", place).replace("CALLS", json.dumps(calls))
    (folder / "main.js").write_text(source)
    done = subprocess.run(
        ["node", "main.js"], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    assert not done.stderr, done.stderr
    answers: list[list[Any]] = json.loads(done.stdout)
    return answers


def test_values_in_javascript(tmp_path: Path) -> None:
    build(tmp_path, *NAMES)
    calls = [(name, list(arguments)) for name, arguments, _ in CALLS]
    assert in_node(tmp_path, calls) == [[expected, 0] for _, _, expected in CALLS]


def test_errors_in_javascript(tmp_path: Path) -> None:
    build(tmp_path, *NAMES)
    calls = [(name, list(arguments)) for name, arguments, _ in RAISING]
    expected = [[type(error).__name__, str(error.args[0]), 0] for _, _, error in RAISING]
    # Halves of surrogate pairs do not go through the pipe.
    answers = in_node(tmp_path, [c for c in calls if c != ("complain", [2, 0xDBFF])])
    assert answers == [e for e in expected if "\udbff" not in str(e[1])]


def test_an_engine_that_runs_out_of_stack(tmp_path: Path) -> None:
    """Wherever that stops it, the heap is sound afterwards, and nothing is lost."""
    build(tmp_path, "deep", "chain", "large")
    rounds: list[tuple[str, list[Any]]] = [
        ("chain", [100_000]), ("deep", [0]), ("chain", [50_000]), ("large", [1 << 22]),
    ]  # fmt: skip
    error = ["RecursionError", "maximum recursion depth exceeded", 0]
    expected = [[5_000_050_000, 0], error, [1_250_025_000, 0], [7, 0]]
    assert in_node(tmp_path, rounds * 5) == expected * 5
