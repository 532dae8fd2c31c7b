"""`pyexec explain`: stages on stdout, the page, options, errors and exit codes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import wasmtime
from click.testing import CliRunner, Result

from pyexec.cli.group import group

PROGRAM = """\
import math

import pyexec


def double(n: int) -> int:
    return n * 2


@pyexec.aot(infer=True)
def total(n: int) -> int:
    result = 0
    for i in range(n):
        result += double(i)
    return result


def sine(x: float) -> float:
    return math.sin(x)


def unfinished(n: int) -> int:
    result = 0
    return result


def _hidden(n: int) -> int:
    return n
"""


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's file, in the current folder."""
    path = tmp_path / "kernels.py"
    path.write_text(PROGRAM)
    monkeypatch.chdir(tmp_path)
    return path


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["explain", *arguments])


def shown(*arguments: str) -> str:
    """What a command that goes well prints."""
    result = explain(*arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout


TITLES = ("Source", "Syntax tree", "Typed tree", "IR", "LLVM IR", "Assembly", "WebAssembly")


def titles(text: str) -> list[str]:
    lines = text.split("\n")
    return [a for a, b in pairwise(lines) if b == "=" * len(a) and a]


def test_every_stage() -> None:
    text = shown("kernels.py:double", "--target", "x86_64-linux")
    assert titles(text) == list(TITLES)
    assert "   7      return n * 2" in text
    assert "\033" not in text


def test_the_source_by_itself() -> None:
    text = shown("kernels.py:double", "--stage", "source")
    assert text == "   6  def double(n: int) -> int:\n   7      return n * 2\n"


DOUBLE = """\
func double(n: int64) -> int64, raises
b0:
  # 7: return n * 2
  %0: int64 = mul_checked n, 2
  return %0
"""


def test_the_ir() -> None:
    assert shown("kernels.py:double", "--stage", "ir") == DOUBLE


def test_before_the_passes() -> None:
    text = shown("kernels.py:double", "--stage", "ir", "--stage", "llvm", "--before")
    assert titles(text) == ["IR as built", "IR", "LLVM IR as lowered", "LLVM IR"]


def test_assembly_for_a_target() -> None:
    text = shown("kernels.py:double", "--stage", "asm", "--target", "aarch64-linux")
    assert "py.double:" in text
    assert "// 7: return n * 2" in text
    small = shown("kernels.py:double", "--stage", "asm", "--overflow", "wrap", "--target",
                  "aarch64-linux", "--optimize", "size")  # fmt: skip
    assert len(small) < len(text)


def test_the_module_is_text_for_an_assembler() -> None:
    text = shown("kernels.py:double,total", "--stage", "wat")
    module = wasmtime.Module(wasmtime.Engine(), bytes(wasmtime.wat2wasm(text)))
    assert [export.name for export in module.exports][:2] == ["double", "total"]


def test_inference_that_the_file_asks_for() -> None:
    assert "py.total:" in shown("kernels.py:total", "--stage", "asm", "--target", "x86_64-linux")


def test_all_functions_of_a_file(file: Path) -> None:
    file.write_text(PROGRAM.replace("result = 0\n    return", "return n\n    return"))
    text = shown("kernels.py", "--stage", "source")
    assert "def unfinished" in text and "_hidden" not in text


def test_a_function_that_cannot_be_compiled() -> None:
    result = explain("kernels.py:unfinished")
    assert result.exit_code == 1
    assert titles(result.stdout) == ["Source", "Syntax tree"]
    assert result.stderr.startswith(
        "kernels.py:23:5: error: local variable 'result' needs a type annotation\n"
    )
    assert "--infer" in result.stderr
    assert "def unfinished" in shown("kernels.py:unfinished", "--stage", "source")
    assert "FunctionDef name='unfinished'" in shown("kernels.py:unfinished", "--stage", "ast")
    assert "py.unfinished:" in shown(
        "kernels.py:unfinished", "--infer", "--stage", "asm", "--target", "x86_64-linux"
    )


def test_what_the_web_does_not_have() -> None:
    text = shown("kernels.py:sine")
    assert "kernels.py:19:12: error: math.sin is not available in WebAssembly yet" in text
    result = explain("kernels.py:sine", "--stage", "wat")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "math.sin is not available in WebAssembly yet" in result.stderr


def test_the_page(tmp_path: Path) -> None:
    assert shown("kernels.py:total", "--html", "pages/total.html") == "pages/total.html\n"
    text = (tmp_path / "pages" / "total.html").read_text()
    assert text.startswith("<!DOCTYPE html>")
    assert "<title>total - explained by PyExec</title>" in text
    assert list((tmp_path / "pages").iterdir()) == [tmp_path / "pages" / "total.html"]
    assert shown("kernels.py:total", "--html", "-") == text
    assert not (tmp_path / "-").exists()


def test_no_page_of_what_cannot_be_compiled(tmp_path: Path) -> None:
    result = explain("kernels.py:unfinished", "--html", "pages/x.html")
    assert result.exit_code == 1
    assert "needs a type annotation" in result.stderr
    assert not (tmp_path / "pages").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["kernels.py:triple"], 2, "error: there is no function 'triple' in kernels.py"),
        (["kernel.py"], 2, "error: there is no file kernel.py"),
        (["kernels.py:double", "--target", "vax"], 2, "error: there is no target 'vax'"),
        (["kernels.py:double", "--target", "wasm32"], 2, "error: wasm32 has no assembly"),
        (["kernels.py:double", "--cpu", "z80"], 2, "error: there is no processor 'z80'"),
        (["kernels.py:double", "--stage", "tokens"], 2, "invalid value for '--stage'"),
        (["kernels.py:double", "--stage", "ir", "--html", "x.html"], 2, "the page shows all"),
        (["kernels.py:double", "--html", "."], 4, "error: . is a folder"),
        (["kernels.py:double", "--html", "kernels.py/x.html"], 4, "cannot be written"),
    ],
)
def test_wrong_use(arguments: list[str], code: int, message: str) -> None:
    result = explain(*arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stdout == ""


def test_help_has_examples() -> None:
    text = shown("--help")
    assert "pyexec explain kernels.py:power --stage asm" in text
    for stage in ("source", "ast", "types", "ir", "llvm", "asm", "wat"):
        assert f"\n    {stage} " in text
