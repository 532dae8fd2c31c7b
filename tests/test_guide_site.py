"""The guide as Sphinx builds it: without a warning, offline, with every public name."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import pyexec
from pyexec.errors import Diagnostic, Span
from pyexec.options import CodeOptions, JitOptions

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"

# Where links of the pages may lead; everything else is in the guide itself.
HOSTS = {"numba.pydata.org"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages: a broken link or anchor, or a name unknown, is a warning."""
    folder = tmp_path_factory.mktemp("guide")
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", str(DOCS), str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_is_in_the_contents(site: Path) -> None:
    contents = (site / "index.html").read_text()
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).with_suffix(".html").as_posix()
        assert name == "index.html" or f'href="{name}"' in contents


def test_the_pages_load_nothing_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        loaded = re.findall(r'<(?:script|link|img)\b[^>]*(?:src|href)="([^"]*)"', page.read_text())
        assert not [address for address in loaded if urlsplit(address).netloc], page


def documented(site: Path) -> set[str]:
    """The names of Python's objects in the site's inventory."""
    inventory = (site / "objects.inv").read_bytes()
    listing = zlib.decompress(inventory.split(b"\n", 4)[4]).decode()
    return set(re.findall(r"^(\S+) py:(?:function|class|exception) ", listing, re.MULTILINE))


def test_the_reference_has_every_public_name(site: Path) -> None:
    assert {f"pyexec.{name}" for name in pyexec.__all__} <= documented(site)


def test_every_public_name_has_a_docstring() -> None:
    for name in pyexec.__all__:
        assert (
            vars(getattr(pyexec, name))["__doc__"]
            if isinstance(getattr(pyexec, name), type)
            else getattr(pyexec, name).__doc__
        ), name


def test_written_signatures_are_those_of_the_code() -> None:
    """The reference writes out what `**options` and generated initialisers take."""
    reference = (DOCS / "guide" / "reference.md").read_text()
    for entry, defaults in {"aot": vars(CodeOptions()), "jit": vars(JitOptions())}.items():
        options = ", ".join(f"{name}={value!r}" for name, value in defaults.items())
        written = options.replace("'", '"')
        assert f".. autofunction:: {entry}(func, /, *, {written})\n" in reference
    for kind in (Diagnostic, Span):
        (written,) = re.findall(rf"errors\.{kind.__name__}\((.*)\)\n", reference)
        names = [parameter.partition("=")[0] for parameter in written.split(", ")]
        assert tuple(names) == kind.__match_args__


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))], ids=str)
def test_links_lead_into_the_project(page: Path) -> None:
    hosts = {
        urlsplit(address).netloc
        for address in re.findall(r"https?://[^\s)`'\"]+", page.read_text())
    }
    assert hosts <= HOSTS
