"""Long functions: cut into parts they answer the same, and take no more time than their length."""

from __future__ import annotations

import time
from pathlib import Path
from types import FunctionType

import pytest
from expectations import load, read
from machines import WasmInstance, build_module
from test_run import FOLDER, asked, wrong_answers

from pyexec.driver import frontend
from pyexec.frontend.unit import Options
from pyexec.ir.nodes import Program
from pyexec.passes import split
from pyexec.types import UINT32

FILES = ("assignment", "calls", "choices", "errors", "exceptions", "int_division", "loops")


def compiled(tmp_path: Path, lines: list[str]) -> Program:
    """The IR of `def f(a: int, b: int) -> int` with these lines."""
    return frontend([function(tmp_path, lines)], Options()).program


def function(tmp_path: Path, lines: list[str]) -> FunctionType:
    path = tmp_path / "long.py"
    body = "".join(f"    {line}\n" for line in lines)
    path.write_text(f"def f(a: int, b: int) -> int:\n{body}    return a + b\n")
    found = vars(load(path))["f"]
    assert isinstance(found, FunctionType)
    return found


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("backend", ["interpreter", "aot", "c", "wasm"])
def test_parts_answer_as_the_whole_does(
    name: str, backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(split, "LONGEST", 1)
    monkeypatch.setattr(split, "PART", 1)
    monkeypatch.setattr(split, "LONGEST_BLOCK", 2)
    monkeypatch.setenv("PYEXEC_CACHE_DIR", str(tmp_path / "cache"))
    data, expected = asked(read(FOLDER / f"{name}.py"), backend)
    assert wrong_answers(backend, data, expected, tmp_path) == ""
    program = frontend(list(data.functions.values()), Options()).program
    assert any(part.endswith(".part2") for part in program.functions)


def test_where_a_function_is_cut(tmp_path: Path) -> None:
    program = compiled(tmp_path, ["a = a * 3 - b", "if a > 7:", "    b = b + 1"] * 1000)
    parts = [f for f in program.functions.values() if ".part" in f.name]
    assert len(parts) > 5
    for part in parts:
        assert sum(map(split._size, part.blocks)) < 2 * split.PART
        assert [parameter.name for parameter in part.parameters] == ["a", "b"]
        assert part.inline == "never"


def test_what_cannot_be_cut_is_left_whole(tmp_path: Path) -> None:
    """Within a loop and within a `try`, no block is one that all ways go through once."""
    long = ["    a = a * 3 - b", "    if a > 7:", "        b = b + 1"] * 1000
    for head, tail in (
        ("for i in range(3):", []),
        ("try:", ["except OverflowError:", "    b = 1"]),
    ):
        program = compiled(tmp_path, [head, *long, *tail])
        (whole,) = program.exported
        assert sum(map(split._size, program.functions[whole].blocks)) > split.LONGEST


def test_web_assembly_of_eight_thousand_lines(tmp_path: Path) -> None:
    lines = ["a = (a + b * 3) % 1_000_003", "b = a // 7", "if a > b:", "    a = a - b"] * 2000
    begin = time.perf_counter()
    long = function(tmp_path, lines)
    options = Options(math_library=False, wide_multiply=False, address=UINT32)
    entries, errors, files = build_module([long], options, tmp_path / "f.wasm")
    # It takes 5 s where nothing else runs, and took minutes.
    assert time.perf_counter() - begin < 60
    instance = WasmInstance(files["wasm"].read_bytes(), entries, errors)
    assert instance.call("f", 1, 2) == long(1, 2)
