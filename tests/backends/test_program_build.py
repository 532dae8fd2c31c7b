"""The files of native programs: sizes, platforms, what is left where something fails."""

from __future__ import annotations

import math
import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from native_programs import Ended, run

import pyexec
from pyexec.backends.llvm import targets
from pyexec.backends.program import link, linux
from pyexec.errors import CompileError, OptionError, OutputError, ToolError


def seven() -> int:
    return 7


def scale(value: float, factor: float = 2.0) -> float:
    return value * factor


def depth(n: int) -> int:
    return 0 if n == 0 else 1 + depth(n - 1)


def sine(x: float) -> float:
    return math.sin(x)


def built(function: Any, path: Path, **options: Any) -> Path:
    return pyexec.aot_compile(function, path, backend="llvm", **options)


def test_what_is_written(tmp_path: Path) -> None:
    path = built(seven, tmp_path / "new" / "seven")
    assert path == tmp_path / "new" / "seven"
    assert os.listdir(tmp_path / "new") == ["seven"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o755
    assert run(path) == Ended(0, "7\n", "")


@pytest.mark.parametrize(
    ("function", "most"), [(seven, 2_000), (depth, 6_000), (scale, 10_000), (sine, 12_000)]
)
def test_sizes(function: Any, most: int, tmp_path: Path) -> None:
    assert built(function, tmp_path / "program").stat().st_size <= most


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    first = built(scale, tmp_path / "a" / "scale").read_bytes()
    assert built(scale, tmp_path / "b" / "scale").read_bytes() == first


@pytest.mark.parametrize("opt", [0, 1, 2, 3])
def test_levels(opt: int, tmp_path: Path) -> None:
    assert run(built(scale, tmp_path / "scale", opt=opt), "1.5") == Ended(0, "3.0\n", "")


def test_options(tmp_path: Path) -> None:
    def square(n: int) -> int:
        return n * n

    path = built(square, tmp_path / "square", overflow="wrap", cpu="native", infer=True)
    assert run(path, 2**32) == Ended(0, "0\n", "")
    path = built(square, tmp_path / "square")
    assert run(path, 2**32).error == "OverflowError: integer result does not fit in 64 bits\n"


def test_a_decorated_function(tmp_path: Path) -> None:
    assert run(built(pyexec.aot(seven), tmp_path / "seven")) == Ended(0, "7\n", "")


@pytest.mark.parametrize("name", sorted(set(targets.TARGETS) - {"wasm32"}))
@pytest.mark.parametrize("function", [seven, scale, depth, sine])
def test_platforms(name: str, function: Any, tmp_path: Path) -> None:
    """Each is an executable file of its platform, which `file` would know."""
    path = built(function, tmp_path / "program", target=name)
    content = path.read_bytes()
    assert path.name == ("program.exe" if name.endswith("windows") else "program")
    if name.endswith("linux"):
        machine = {"x86_64": 62, "aarch64": 183, "riscv64": 243}[name.partition("-")[0]]
        assert content[:4] == b"\x7fELF"
        assert int.from_bytes(content[18:20], "little") == machine
        assert (b"libm.so.6" in content) == (function is sine)
        assert b"libc.so" not in content
    elif name.endswith("macos"):
        assert content[:4] == b"\xcf\xfa\xed\xfe"
        assert int.from_bytes(content[12:16], "little") == 2  # MH_EXECUTE
        assert b"/usr/lib/libSystem.B.dylib" in content
    else:
        header = int.from_bytes(content[60:64], "little")
        assert content[:2] == b"MZ"
        assert content[header : header + 6] == b"PE\0\0\x64\x86"
        assert (b"ucrtbase.dll" in content) == (function is sine)
        assert b"KERNEL32.dll" in content or b"kernel32.dll" in content


@pytest.mark.parametrize("name", ["x86_64", "aarch64", "riscv64"])
def test_the_machine_code_of_a_call_of_the_kernel(name: str, tmp_path: Path) -> None:
    """The bytes are what an assembler makes of the instructions in the comment above them."""
    import inspect
    import re

    from pyexec.backends import zig

    source = inspect.getsource(linux)
    found = re.search(rf'"{name}": _Architecture\(\n\s+# (.*)\n\s+"(.*)"', source)
    assert found is not None
    syntax = ".intel_syntax noprefix\n" if name == "x86_64" else ""
    text = syntax + found[1].replace("; ", "\n") + "\n"
    if name == "riscv64":
        text = ".option rvc\n" + text
    (tmp_path / "call.s").write_text(text)
    subprocess.run(
        [zig.find(), "cc", "-c", "-target", f"{name}-linux-gnu", "call.s", "-o", "call.o"],
        cwd=tmp_path, check=True, timeout=120,
        env={**os.environ, "ZIG_GLOBAL_CACHE_DIR": str(tmp_path / "cache")},
    )  # fmt: skip
    assert bytes.fromhex(found[2]) in (tmp_path / "call.o").read_bytes()


# What cannot be done


def test_wasm_is_no_platform(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="wasm32 is no platform for a program") as caught:
        built(seven, tmp_path / "seven", target="wasm32")
    assert "aarch64-linux" in str(caught.value.help)
    with pytest.raises(OptionError, match="there is no target 'vax'"):
        built(seven, tmp_path / "seven", target="vax")


@pytest.mark.parametrize("options", [{"nogil": True}, {"optimize": 3}, {"opt": 9}, {"cpu": "z80"}])
def test_wrong_options(options: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(OptionError):
        built(seven, tmp_path / "seven", **options)
    assert os.listdir(tmp_path) == []


def test_options_of_the_other_backend(tmp_path: Path) -> None:
    for options in ({"target": "x86_64-linux"}, {"infer": True}):
        with pytest.raises(OptionError, match="is no option of the backend 'nuitka'"):
            pyexec.aot_compile(seven, tmp_path / "seven", **options)
    with pytest.raises(OptionError, match="backend is 'gcc'"):
        pyexec.aot_compile(seven, tmp_path / "seven", backend="gcc")


def test_a_function_that_cannot_be_compiled(tmp_path: Path) -> None:
    def greet(name: str) -> str:
        return open(name).read()

    old = tmp_path / "greet"
    old.write_text("before")
    with pytest.raises(CompileError):
        built(greet, old)
    assert old.read_text() == "before"
    assert os.listdir(tmp_path) == ["greet"]


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "seven").mkdir()
    with pytest.raises(OutputError, match="there is a folder of this name"):
        built(seven, tmp_path / "seven")
    with pytest.raises(OutputError):
        built(seven, tmp_path / "seven" / "..")


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        built(seven, tmp_path / "file" / "seven")
    assert os.listdir(tmp_path) == ["file"]


def test_a_program_that_is_running_is_replaced(tmp_path: Path) -> None:
    path = built(seven, tmp_path / "seven")
    with path.open("rb"):
        built(scale, path)
    assert run(path, "1") == Ended(0, "2.0\n", "")


def test_a_linker_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "_FLAGS", ("--no-such-flag",))
    path = tmp_path / "new" / "seven"
    with pytest.raises(ToolError, match=r"could not link the program: ld\.lld failed"):
        built(seven, path)
    assert os.listdir(tmp_path) == []


def test_a_symbol_that_nobody_has(tmp_path: Path) -> None:
    from pyexec.backends.symbols import Symbols

    target = targets.by_name("x86_64-linux")
    with pytest.raises(ToolError, match="calls 'frobnicate', which no library of x86_64-linux"):
        link.link(tmp_path / "a.o", Symbols((), ("frobnicate",), ()), target, tmp_path / "a")
