"""Functions in the style of published exercises: how many compile, and that those are right.

They stand in `exercises/`, typed and with doctests, and were not written for PyExec.

    pytest tests/test_exercises.py -k often -s      # what is refused, the most frequent first
"""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from exercise_answers import functions, load

FOLDER = Path(__file__).with_name("exercises")
NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))
SECONDS = 300

# How many compile at least; raised as more do.
COMPILED = 173


@cache
def answers(name: str) -> list[dict[str, Any]]:
    """What became of each function of a file."""
    command = [sys.executable, "exercise_answers.py", str(FOLDER / f"{name}.py")]
    environment = {**os.environ, "PYTHONPATH": str(FOLDER.parent.parent)}
    ended = subprocess.run(
        command, cwd=FOLDER.parent, env=environment, capture_output=True, text=True,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 0, f"after {found[-1:]}: {ended.stderr}"
    return found


@pytest.mark.parametrize("name", NAMES)
def test_doctests_are_true_in_python(name: str) -> None:
    module = load(FOLDER / f"{name}.py")
    finder = doctest.DocTestFinder(exclude_empty=False)
    runner = doctest.DocTestRunner(verbose=False)
    for function in functions(module):
        for test in finder.find(function, function.__name__, module, globs=vars(module)):
            assert test.examples, f"{function.__name__} has no doctest"
            assert runner.run(test, clear_globs=False).failed == 0


@pytest.mark.parametrize("name", NAMES)
def test_what_compiles_is_right(name: str) -> None:
    assert "".join(answer.get("wrong", "") for answer in answers(name)) == ""


def test_no_fewer_compile_and_what_is_refused_how_often() -> None:
    found = [answer for name in NAMES for answer in answers(name)]
    reasons = Counter(
        re.sub(r"'[^']*'", "'...'", reason)
        for answer in found
        for reason in answer.get("refused", ())
    )
    compiled = sum("wrong" in answer for answer in found)
    print(f"\n{compiled} of {len(found)} compile; refused:")
    for reason, count in reasons.most_common():
        print(f"{count:4} {reason}")
    assert len(found) >= 150
    assert compiled >= COMPILED
