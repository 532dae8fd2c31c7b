"""The printed stages in docs/internals.md are what the code prints now."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "internals.md"


@pytest.fixture(scope="module")
def tour() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tour", ROOT / "docs" / "tour.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(tour: ModuleType) -> None:
    text = PAGE.read_text()
    assert tour.page_with_stages(text) == text, "write it anew: python docs/tour.py"


def test_every_stage_is_shown(tour: ModuleType) -> None:
    assert re.findall(r"<!-- stage: (\w+) -->", PAGE.read_text()) == list(tour.STAGES)


def test_the_files_named_are_there() -> None:
    package = ROOT / "pyexec"
    for name in re.findall(r"`([\w/]+\.py|[\w/]+/)`", PAGE.read_text()):
        places = [package, package / "backends", package / "frontend", ROOT]
        assert any((place / name).exists() for place in places), name
