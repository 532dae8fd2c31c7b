"""Some random programs on every machine; `python -m tests.fuzz --minutes N` runs many."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from finding import expectation, round_of, shrunk
from random_programs import RandomProgram
from trials import RUNNERS, Find, batch_of, refusals, trial

PROGRAMS = 2  # for each machine, of a round of its own


@pytest.mark.parametrize("machine", RUNNERS)
def test_programs(machine: str, tmp_path: Path) -> None:
    drawn = round_of(list(RUNNERS).index(machine))
    programs = [p for p in drawn if not refusals(p, tmp_path)][:PROGRAMS]
    finds = trial(batch_of(programs, tmp_path), machine, tmp_path / "trial")
    texts = [f"{expectation(f, tmp_path / 'shown')}\n# {f.fault}" for f in finds]
    assert "\n\n".join(texts) == ""


def test_a_round_is_the_same_each_time() -> None:
    assert round_of(1) == round_of(1)
    assert len(round_of(1)) >= 5


def test_a_fault_is_found_and_shrunk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that gets one operator wrong stands for a fault of ours."""

    class Wrong(ast.NodeTransformer):
        def visit_FloorDiv(self, node: ast.FloorDiv) -> ast.operator:
            return ast.Add()

    def machine(data, expected, folder):  # type: ignore[no-untyped-def]
        tree = Wrong().visit(ast.parse(data.path.read_text()))
        space: dict[str, object] = {}
        exec(compile(tree, "wrong", "exec"), space)
        return [eval(e.call, space) for e in expected]

    monkeypatch.setitem(RUNNERS, "wrong", machine)
    source = """\
def main_(a: int, b: int) -> int:
    total = 0
    for i in range(3):
        if i != b:
            total += i * (a // 2)
    return total + len([a, b])
"""
    program = RandomProgram(source, ("7, 1", "9, 2"))
    (first, *_) = trial(batch_of([program], tmp_path), "wrong", tmp_path / "trial")
    find = shrunk(Find(program, "wrong", first.fault), tmp_path / "less", 20)
    assert "//" in find.program.source
    assert len(find.program.source) < len(source) * 2 / 3
    assert "# run: main_0(" in expectation(find, tmp_path / "shown")
