"""The stages as data: every line knows its source, and is what the compiler really makes."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import explained as functions
import pytest
import wasmtime

import pyexec
from pyexec import CompileError, OptionError
from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import NATIVE
from pyexec.driver import assemble, frontend, optimized
from pyexec.explain.explanation import STAGES, Explanation
from pyexec.explain.generated import visible
from pyexec.explain.lines import Line, Place, Stage
from pyexec.explain.page import page_text
from pyexec.explain.report import Kind, stage_text
from pyexec.explain.settings import Settings
from pyexec.explain.web import web_parts

LINUX = Settings(target="x86_64-linux")
TARGETS = ("x86_64-linux", "x86_64-windows", "aarch64-macos", "aarch64-linux", "riscv64-linux")
WITH_WEB = (
    functions.harshad,
    functions.powers,
    functions.area,
    functions.fibonacci,
    functions.rotate,
    functions.day_name,
    functions.blend,
)
FUNCTIONS = (*WITH_WEB, functions.sine)
FILE = functions.__file__

Function = Callable[..., Any]


def lines_of(stage: Stage, *, part: str | None = None) -> Iterator[Line]:
    for each in stage.parts:
        if part is None or each.name == part:
            yield from each.lines


def number(text: str) -> int:
    """The line of the source that has a text."""
    lines = Path(FILE).read_text().split("\n")
    (found,) = [index for index, line in enumerate(lines, 1) if line.strip() == text]
    return found


def became(stage: Stage, text: str) -> list[str]:
    """What the source line with a text became in a stage, what is inlined elsewhere left out."""
    place = Place(FILE, number(text))
    return [line.text.strip() for line in lines_of(stage) if line.places[:1] == (place,)]


def span_of(function: Function) -> range:
    lines, first = inspect.getsourcelines(function)
    return range(first, first + len(lines))


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("name", STAGES)
def test_every_instruction_has_a_line_of_the_functions(name: str, function: Function) -> None:
    if name == "wat" and function not in WITH_WEB:
        pytest.skip("WebAssembly has no mathematics library yet")
    explanation = Explanation([function], LINUX)
    allowed = {*span_of(function), *span_of(functions.digit_sum)}
    stage = explanation.stage(name)
    assert any(line.is_instruction for line in lines_of(stage, part=function.__name__))
    for part in stage.parts:
        for line in part.lines:
            assert all(p.path == FILE and p.line in allowed for p in line.places), line
            if line.is_instruction:
                assert bool(line.places) is not part.is_runtime, line


def longest(words: list[str]) -> int:
    most: int = 0
    for word in words:
        if len(word) > most:
            most = len(word)
    return most


def test_a_loop_whose_end_names_it_is_shown_once() -> None:
    texts = [line.text.strip() for line in lines_of(Explanation([longest], LINUX).stage("types"))]
    assert texts.count("Loop") == 1
    assert texts.count("Exhaust") == 1


def test_a_web_module_with_a_heap_is_shown() -> None:
    stage = Explanation([longest], LINUX).stage("wat")
    assert any(line.is_instruction for line in lines_of(stage, part="longest"))


@pytest.mark.parametrize("target", TARGETS)
def test_assembly_of_every_target(target: str) -> None:
    explanation = Explanation([functions.harshad, functions.area], Settings(target=target))
    stage = explanation.stage("asm")
    assert [part.name for part in stage.parts if part.name] == ["harshad", "area"]
    assert became(stage, "n //= 10")
    assert became(stage, "s = (a + b + c) / 2")
    for line in lines_of(stage):
        if line.is_instruction:
            assert line.places
            assert not re.match(r"\s*\.", line.text), line


def instructions(assembly: str) -> list[str]:
    return [" ".join(line.split()) for line in assembly.split("\n") if re.match(r"\t[a-z]", line)]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("target", ["x86_64-linux", "aarch64-linux"])
def test_locations_change_nothing(function: Function, target: str) -> None:
    explanation = Explanation([function], Settings(target=target))
    front = frontend([function], explanation.settings.native_options())
    machine = explanation.target.machine(front.generation_level(3))
    text = visible(lower(front.program, NATIVE).text, front.program.exported)
    with optimized(assemble(machine, text), machine, 3, front.straight) as (module, _):
        plain = instructions(module.emit_assembly(machine))
    shown = [
        " ".join(line.text.split())
        for line in lines_of(explanation.stage("asm"))
        if line.is_instruction
    ]
    if target == "aarch64-linux":
        # With debug information, LLVM saves the registers of a frame in another order.
        assert sorted(shown) == sorted(plain)
    else:
        assert shown == plain


def test_default_compilation_has_no_locations() -> None:
    text = pyexec.aot(functions.harshad).inspect_llvm()
    assert "!dbg" not in text and "DILocation" not in text


def test_what_is_inlined_knows_its_caller() -> None:
    stage = Explanation([functions.harshad], LINUX).stage("asm")
    caller = Place(FILE, number("if n % digit_sum(n) == 0:"))
    inner = Place(FILE, number("n //= 10"))
    inlined = [line for line in lines_of(stage) if line.places == (inner, caller)]
    assert any("mul" in line.text for line in inlined)


def test_the_runtime_stands_on_the_line_that_called_it() -> None:
    explanation = Explanation([functions.harshad], LINUX)
    text = "if n % digit_sum(n) == 0:"
    assert any(" = rem " in line for line in became(explanation.stage("ir"), text))
    assert any("srem" in line for line in became(explanation.stage("llvm"), text))
    assert any("idiv" in line for line in became(explanation.stage("asm"), text))
    assert any("i64.rem_s" in line for line in became(explanation.stage("wat"), text))
    assert any("raise ZeroDivisionError" in line for line in became(explanation.stage("ir"), text))


def test_a_function_of_the_runtime_by_itself() -> None:
    (part,) = [
        part
        for part in Explanation([functions.powers], LINUX).stage("ir").parts
        if part.name == "integers.power_checked"
    ]
    assert part.is_runtime
    assert all(line.places == () for line in part.lines)


def test_before_and_after_the_passes() -> None:
    explanation = Explanation([functions.harshad], LINUX)
    text = "if n % digit_sum(n) == 0:"
    assert any(
        "call integers.modulo_signed" in line for line in became(explanation.stage("built"), text)
    )
    lowered, optimised = explanation.stage("lowered"), explanation.stage("llvm")
    assert any("alloca" in line.text for line in lines_of(lowered))
    assert not any("alloca" in line.text for line in lines_of(optimised))
    assert not any(re.search(r"!\w+ !\d|#\d", line.text) for line in lines_of(optimised))


def test_all_of_a_switch_stands_on_one_line() -> None:
    stage = Explanation([functions.day_name], LINUX).stage("llvm")
    for line in lines_of(stage):
        assert not line.is_instruction or line.places, line


# WebAssembly


def assembled(stage: Stage, explanation: Explanation) -> bytes:
    """The module that an assembler makes of the text, comments and all."""
    text = "\n".join(text for _, text in stage_text(stage, explanation.source_lines))
    return bytes(wasmtime.wat2wasm(text))


@pytest.mark.parametrize("function", WITH_WEB, ids=lambda f: f.__name__)
@pytest.mark.parametrize("optimize", [0, 2, "size"])
def test_the_text_is_the_module(function: Function, optimize: Any, tmp_path: Path) -> None:
    explanation = Explanation([function], Settings(optimize=optimize))
    module = assembled(explanation.stage("wat"), explanation)
    assert len(module) >= explanation.module_size
    engine = wasmtime.Engine()
    names = [export.name for export in wasmtime.Module(engine, module).exports]
    assert function.__name__ in names
    if optimize == "size" or function in (functions.area, functions.day_name, functions.blend):
        # No second exports for plain numbers: this is the module that is written.
        made = pyexec.wasm(function, tmp_path / "module.wasm", optimize=optimize)["wasm"]
        written = wasmtime.Module(engine, made.read_bytes())
        assert [export.name for export in written.exports] == names
        assert made.stat().st_size == explanation.module_size


def test_the_text_computes_what_the_function_does() -> None:
    explanation = Explanation([functions.harshad], Settings())
    store = wasmtime.Store()
    module = wasmtime.Module(store.engine, assembled(explanation.stage("wat"), explanation))
    harshad = wasmtime.Instance(store, module, []).exports(store)["harshad"]
    assert isinstance(harshad, wasmtime.Func)
    assert harshad(store, 1000) == functions.harshad(1000)


def test_parameters_and_functions_have_their_names() -> None:
    stage = Explanation([functions.rotate], Settings()).stage("wat")
    (part,) = [part for part in stage.parts if part.name == "rotate"]
    head = part.lines[0].text
    assert head.startswith("  (func $rotate (param $z.real f64) (param $z.imag f64) (param $times")
    stage = Explanation([functions.fibonacci], Settings()).stage("wat")
    assert any("call $py.fibonacci" in line.text for line in lines_of(stage))
    assert any("call $pyexec_raise" in line.text for line in lines_of(stage))


# Text


def test_text_has_the_source_above_what_it_became() -> None:
    explanation = Explanation([functions.harshad], LINUX)
    lines = list(stage_text(explanation.stage("asm"), explanation.source_lines))
    caller = number("if n % digit_sum(n) == 0:")
    inner = number("n //= 10")
    assert (Kind.COMMENT, f"        # {inner}: n //= 10 (called in line {caller})") in lines
    assert (Kind.CODE, "py.harshad:") in lines
    assert not any("\t" in text for _, text in lines)


def test_text_of_the_source() -> None:
    explanation = Explanation([functions.harshad], LINUX)
    lines = [text for _, text in stage_text(explanation.stage("source"), {})]
    first = span_of(functions.harshad)[0]
    assert lines[0] == f"{first:4}  def harshad(limit: int) -> int:"
    helper = span_of(functions.digit_sum)[0]
    assert f"{helper:4}  def digit_sum(n: int) -> int:" in lines


def test_functions_of_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "helper_file.py").write_text("def half(n: int) -> int:\n    return n // 2\n")
    (tmp_path / "main_file.py").write_text(
        "from helper_file import half\n\n\ndef quarter(n: int) -> int:\n    return half(half(n))\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    quarter = importlib.import_module("main_file").quarter
    explanation = Explanation([quarter], LINUX)
    lines = [
        text
        for name in ("source", "asm")
        for _, text in stage_text(explanation.stage(name), explanation.source_lines)
    ]
    assert "# helper_file.py" in lines
    comment = "# helper_file.py:2: return n // 2 (called in line main_file.py:5)"
    assert comment in [text.strip() for text in lines]
    page = page_text(explanation)
    assert "<small>main_file.py, helper_file.py</small>" in page
    assert 'data-line="helper_file.py:2"' in page


def test_the_trees() -> None:
    explanation = Explanation([functions.harshad], LINUX)
    text = "if n % digit_sum(n) == 0:"
    tree = became(explanation.stage("ast"), text)
    assert "left: BinOp op=Mod" in tree
    assert "body[0]: AugAssign op=Add" not in tree  # has a line of its own
    typed = became(explanation.stage("types"), text)
    assert "Invoke integers.modulo_signed[int64]  int64" in typed
    assert "Invoke digit_sum  int" in typed


# Errors


def test_a_function_that_cannot_be_compiled() -> None:
    explanation = Explanation([functions.unannotated_local], LINUX)
    assert became(explanation.stage("source"), "total = 0") == ["total = 0"]
    assert became(explanation.stage("ast"), "total = 0")
    for name in STAGES:
        if name not in ("source", "ast"):
            with pytest.raises(CompileError, match="needs a type annotation"):
                explanation.stage(name)
    inferring = Explanation([functions.unannotated_local], Settings(infer=True))
    assert inferring.stage("asm").parts


def test_what_the_web_does_not_have() -> None:
    explanation = Explanation([functions.sine], LINUX)
    assert explanation.stage("asm").parts
    with pytest.raises(CompileError, match=r"math\.sin is not available in WebAssembly"):
        explanation.stage("wat")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(target="vax"), "there is no target 'vax'"),
        (Settings(target="wasm32"), "wasm32 has no assembly of its own"),
        (Settings(cpu="z80"), "there is no processor 'z80'"),
        (Settings(overflow="explode"), "overflow is 'explode'"),
        (Settings(optimize=7), "optimize is 7"),  # type: ignore[arg-type]
    ],
)
def test_wrong_settings(settings: Settings, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        Explanation([functions.area], settings)


def test_settings_reach_the_code() -> None:
    wrapped = Explanation([functions.powers], Settings(target="x86_64-linux", overflow="wrap"))
    text = "\n".join(line.text for line in lines_of(wrapped.stage("llvm")))
    assert "with.overflow" not in text
    plain = Explanation([functions.harshad], Settings(target="x86_64-linux", optimize=0))
    assert any("call" in line for line in became(plain.stage("asm"), "if n % digit_sum(n) == 0:"))


def test_twins_are_told_by_their_code() -> None:
    """A function of the module without a twin would be a fault of ours, not a wrong line."""
    explanation = Explanation([functions.fibonacci], Settings())
    _, module, exported, program = explanation._web
    other = Explanation([functions.area], Settings())._web[0]
    with pytest.raises(AssertionError, match="is in no assembly"):
        web_parts(module, exported, other, program, explanation.users)
