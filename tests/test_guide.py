"""The README and the guide: every block runs as printed, and links lead somewhere."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from browser import chromium, serving
from documents import Block, Reader, compare, read_blocks
from playwright.sync_api import ConsoleMessage

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]

# Pages with nothing to run.
PROSE = {"benchmarks", "coverage", "index", "internals", "reference"}


def name_of(page: Path) -> str:
    return page.stem


def for_browser(page: Path) -> list[Block]:
    return [b for b in read_blocks(page) if b.language == "html" and b.runs and b.stated()]


def note_logged(printed: list[str], message: ConsoleMessage) -> None:
    if message.type == "log":
        printed.append(message.text)


def has_slow(page: Path) -> bool:
    return any(block.marker == "slow" for block in read_blocks(page))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_page(page: Path, tmp_path: Path) -> None:
    """Its blocks do what it says, in order, in one folder; without those marked slow."""
    folder = tmp_path / "page"
    folder.mkdir()
    with Reader(folder) as reader:
        for block in read_blocks(page):
            if block.marker != "slow":
                reader.run(block)


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if has_slow(page)], ids=name_of)
def test_whole_page(page: Path, tmp_path: Path) -> None:
    """The same with the programs that take long to build."""
    folder = tmp_path / "page"
    folder.mkdir()
    with Reader(folder) as reader:
        for block in read_blocks(page):
            reader.run(block)


@pytest.mark.parametrize("page", [page for page in PAGES if for_browser(page)], ids=name_of)
def test_pages_for_the_browser(page: Path, tmp_path: Path) -> None:
    """What the `console.log` of HTML says that it prints, in a real Chromium."""
    folder = tmp_path / "page"
    folder.mkdir()
    with Reader(folder) as reader:
        for block in read_blocks(page):
            if block.marker != "slow":
                reader.run(block)
    with serving(folder) as address, chromium() as browser:
        for block in for_browser(page):
            printed: list[str] = []
            opened = browser.new_page()
            opened.on("console", partial(note_logged, printed))
            opened.goto(f"{address}/{block.name}", wait_until="networkidle")
            compare(block, "\n".join(printed), block.stated())


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_page_has_something_to_run(page: Path) -> None:
    assert (page.stem in PROSE) == (not any(block.runs for block in read_blocks(page)))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_is_written_is_used(page: Path) -> None:
    """A file for C or JavaScript that no later block speaks of would never be tried."""
    blocks = read_blocks(page)
    for position, block in enumerate(blocks):
        name = block.subject if block.marker == "file" else block.name
        alone = block.language == "python" or (block.language in {"js", "html"} and block.stated())
        if block.runs and name and not alone:
            assert any(name in later.text for later in blocks[position + 1 :]), block


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", prose):
        assert target.startswith("https:") or (page.parent / target).exists(), target
