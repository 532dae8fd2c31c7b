"""The examples of the documentation, as printed, with the results that it states.

A Python file of `documented/` runs statement by statement in an empty folder.  The
comment behind a statement is what it prints, or what its value shows; `raises NAME` is
the exception, and `error: ...` that of compiling the function.  The C programs are
compiled and linked as documented.  In a JavaScript file the comment is the value of its
line.
"""

from __future__ import annotations

import ast
import builtins
import io
import os
import re
import subprocess
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from browser import chromium, serving
from playwright.sync_api import expect

from pyexec.errors import CompileError

FOLDER = Path(__file__).with_name("documented")
EXAMPLES = sorted(path.stem for path in FOLDER.glob("*.py"))
SCRIPTS = sorted(path.stem for path in FOLDER.glob("*.js"))


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def stated(line: str) -> str | None:
    """What the comment at the end of a line of Python states."""
    _, mark, comment = line.rpartition("  # ")
    return comment.strip() if mark else None


def execute(statement: ast.stmt, path: Path, space: dict[str, Any]) -> str:
    """What a statement prints or, where it prints nothing, what its value shows."""
    printed = io.StringIO()
    value: object = None
    with redirect_stdout(printed):
        if isinstance(statement, ast.Expr):
            value = eval(compile(ast.Expression(statement.value), str(path), "eval"), space)
        else:
            exec(compile(ast.Module([statement], []), str(path), "exec"), space)
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        value = space[statement.targets[0].id]
    return printed.getvalue().rstrip("\n") or repr(value)


def run_example(stem: str) -> int:
    """Run a file of Python to its end; the number of results that were as stated."""
    path = FOLDER / f"{stem}.py"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    space: dict[str, Any] = {"__name__": "example"}
    found = 0
    for statement in ast.parse(text).body:
        source = lines[statement.lineno - 1 : statement.end_lineno]
        fault = next((s for s in map(stated, source) if s and s.startswith("error: ")), None)
        result = stated(source[-1]) if not isinstance(statement, ast.FunctionDef) else None
        found += bool(fault or result)
        if fault:
            with pytest.raises(CompileError, match=f"(?m)^.*{re.escape(fault)}$"):
                execute(statement, path, space)
        elif result and result.startswith("raises "):
            with pytest.raises(getattr(builtins, result.removeprefix("raises "))):
                execute(statement, path, space)
        else:
            shown = execute(statement, path, space)
            assert result is None or shown == result
    return found


@pytest.mark.parametrize("stem", EXAMPLES)
def test_python(stem: str) -> None:
    found = run_example(stem)
    written = {path.name for path in Path().iterdir()}
    assert found or written, "an example states a result or writes files"


def test_files() -> None:
    run_example("multiply")
    run_example("square")
    run_example("math")
    written = {path.name for path in Path().iterdir()}
    assert {"multiply.o", "multiply.so", "multiply.h"} <= written
    assert {"square.wasm", "square.js", "square.html"} <= written
    assert {"math.wasm", "math.js"} <= written
    header = Path("multiply.h").read_text()
    for line in ("#ifndef MULTIPLY_H", "#define MULTIPLY_H", "#include <stdint.h>"):
        assert line in header.splitlines()
    assert "int64_t multiply(int64_t x, int64_t y);" in header.splitlines()


@pytest.mark.parametrize(
    ("stem", "output"), [("multiply", "Result: 42\n"), ("distance", "Distance: 7\n")]
)
def test_c(stem: str, output: str) -> None:
    """`gcc main.c -L. -lNAME -o main`; then the program runs alone in its folder."""
    run_example(stem)
    Path("main.c").write_text((FOLDER / f"{stem}.c").read_text())
    subprocess.run(["gcc", "main.c", "-L.", f"-l{stem}", "-o", "main"], check=True, timeout=60)
    environment = {name: v for name, v in os.environ.items() if name != "LD_LIBRARY_PATH"}
    done = subprocess.run(
        ["./main"], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == output


def checked_script(stem: str) -> tuple[str, int]:
    """A file of JavaScript that compares what its comments state; the number of these."""
    lines = [f"import './{module_of(stem)}.js';"]
    count = 0
    for line in (FOLDER / f"{stem}.js").read_text(encoding="utf-8").splitlines():
        matched = re.fullmatch(r"((?:const|let) (\w+) = )?(.*);  // (\S+)", line)
        if matched is None:
            lines.append(line)
            continue
        count += 1
        binding, name, expression, value = matched.groups()
        if binding:
            lines.append(f"{binding}{expression};")
        found = name or expression
        lines.append(f"if (({found}) !== {value}) throw Error(`{expression} gives ${{{found}}}`);")
    return "\n".join(lines), count


def module_of(stem: str) -> str:
    return "fib" if stem == "fib_wasm" else stem


@pytest.mark.parametrize("stem", SCRIPTS)
def test_javascript(stem: str) -> None:
    run_example(stem)
    script, count = checked_script(stem)
    assert count
    Path("usage.mjs").write_text(script)
    done = subprocess.run(
        ["node", "usage.mjs"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    assert done.stdout == ("Collision detected!\n" if stem == "game" else "")


def test_page() -> None:
    """The documented page with the emitted JavaScript, then the emitted page."""
    run_example("square")
    Path("documented.html").write_text((FOLDER / "square.html").read_text())
    with serving(Path.cwd()) as address, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}/documented.html", wait_until="networkidle")
        page.click("button")
        expect(page.locator("#result")).to_have_text("25")
        page.fill("#input", "-12")
        page.click("button")
        expect(page.locator("#result")).to_have_text("144")
        page.goto(f"{address}/square.html")
        page.get_by_label("x").fill("7")
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_contain_text("49")
        page.get_by_label("x").fill("3037000500")
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_contain_text("OverflowError")
