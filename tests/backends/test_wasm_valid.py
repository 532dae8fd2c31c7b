"""Modules are valid: `machines.build_module` has every one of `tests/run` looked at.

Each of them runs under two engines besides (`test_run`, with the machines `wasm` and `node`);
here are the other levels of optimisation, and what a damaged module is said to be.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_containers import SCRIPTS
from valid_modules import VALIDATOR, validated

import pyexec
from pyexec.options import Optimize

pytestmark = pytest.mark.skipif(VALIDATOR is None, reason="needs wasm-validate, of wabt")


@pytest.mark.parametrize("optimize", [0, 1, 3, "size"])
def test_all_levels(optimize: Optimize, tmp_path: Path) -> None:
    functions = [SCRIPTS["ranges"], SCRIPTS["tuples_of_ints"]]
    files = pyexec.wasm_multi(functions, tmp_path / "run.wasm", optimize=optimize, infer=True)
    assert validated(files)["wasm"].stat().st_size > 0


def test_a_damaged_module_is_found(tmp_path: Path) -> None:
    files = pyexec.wasm_multi([SCRIPTS["ranges"]], tmp_path / "run.wasm", infer=True)
    content = files["wasm"].read_bytes()
    files["wasm"].write_bytes(content[:-3])
    with pytest.raises(AssertionError, match="error"):
        validated(files)
