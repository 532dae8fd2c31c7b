"""The examples in the README and in docs/ run as printed, and links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from documents import blocks

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = [PAGES[0], ROOT / "docs" / "language.md"]


def name_of(page: Path) -> str:
    return page.name


@pytest.mark.parametrize("page", EXAMPLES, ids=name_of)
def test_examples_run_as_printed(page: Path, tmp_path: Path) -> None:
    """One after the other in one folder: a later example may use an earlier one's files."""
    for block in blocks(page.read_text()):
        assert block.run(tmp_path) == block.expected(), block.name or block.text


def test_there_are_examples_of_each_kind() -> None:
    found = blocks(EXAMPLES[0].read_text())
    assert {block.language for block in found} == {"python", "c", "sh", "js"}
    assert all(block.expected() for block in found if block.language != "c")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", prose):
        assert target.startswith("https:") or (page.parent / target).exists(), target
