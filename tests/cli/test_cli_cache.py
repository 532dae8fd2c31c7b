"""`pyexec cache`, and that nothing but entries of the cache is ever deleted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from commands import KERNELS, invoke, write

from pyexec import cache
from pyexec.errors import OutputError


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own."""
    place = tmp_path / "cache"
    monkeypatch.setenv("PYEXEC_CACHE_DIR", str(place))
    return place


def test_an_empty_cache_that_is_not_there(place: Path, tmp_path: Path) -> None:
    answer = invoke("cache", "info", folder=tmp_path)
    assert answer.exit_code == 0
    assert answer.stdout == f"folder   {place}\nentries  0\nsize     0 bytes\n"
    answer = invoke("cache", "clear", folder=tmp_path)
    assert answer.stdout == f"deleted 0 entries, 0 bytes, in {place}\n"
    assert not place.exists()


def test_running_fills_it_and_clearing_empties_it(place: Path, tmp_path: Path) -> None:
    write(tmp_path, "kernels.py", KERNELS)
    assert invoke("run", "kernels.py", "gcd", "12", "18", folder=tmp_path).stdout == "6\n"
    count = len([path for path in place.rglob("*") if path.is_file()])
    assert count >= 1
    assert f"entries  {count}\n" in invoke("cache", "info", folder=tmp_path).stdout
    assert f"deleted {count} entr" in invoke("cache", "clear", folder=tmp_path).stdout
    assert list(place.iterdir()) == []
    assert invoke("run", "kernels.py", "gcd", "12", "18", folder=tmp_path).stdout == "6\n"


def test_clearing_leaves_what_is_not_an_entry(place: Path, tmp_path: Path) -> None:
    key = "0f" * 32
    cache.store(key, ("facts",), b"object")
    unfinished = place / key[:2] / f"{'a' * 62}.4242.0123abcd"
    unfinished.write_bytes(b"")
    others = [
        write(place, "notes.txt", "mine"),
        write(place, "0f/notes.txt", "mine"),
        write(place, f"0f/{'b' * 62}", "a name as entries have it, and another content"),
        write(place, f"0f/{'c' * 62}.txt", "PYEXEC2\n"),
        write(place, f"zz/{'d' * 62}", "PYEXEC2\n"),
        write(place, "0f0/deep/file", "mine"),
    ]
    assert cache.load(key) is not None
    assert "deleted 2 entries" in invoke("cache", "clear", folder=tmp_path).stdout
    assert cache.load(key) is None
    assert not unfinished.exists()
    assert [path for path in others if not path.exists()] == []


def test_entries_of_other_versions_are_cleared_too(place: Path) -> None:
    old = place / "ab" / ("1" * 62)
    old.parent.mkdir(parents=True)
    old.write_bytes(b"PYEXEC1\n" + bytes(40))
    assert cache.clear() == (1, 48)
    assert not old.parent.exists()


def test_an_entry_that_cannot_be_deleted(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.store("0f" * 32, ("facts",), b"object")

    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "unlink", refuse)
    answer = invoke("cache", "clear", folder=tmp_path)
    assert answer.exit_code == 4
    assert "cannot be deleted: Permission denied\nhelp: " in answer.stderr


def test_a_folder_that_cannot_be_read(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    with pytest.raises(OutputError, match="cannot be read"):
        cache.entries()
    answer = invoke("cache", "info", folder=tmp_path)
    assert answer.exit_code == 4
    assert f"the cache folder {place} cannot be read" in answer.stderr
