"""The disk cache: damaged entries, places that cannot be written, processes at once."""

from __future__ import annotations

import linecache
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

import pyexec
from pyexec import cache

ROOT = Path(__file__).parents[1]
TESTS = Path(__file__).parent


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("PYEXEC_CACHE_DIR", str(folder))
    return folder


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def forward(n: int) -> int:
    return n + 1


def backward(n: int) -> int:
    return n - 1


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut in the head": lambda content: content[:5],
    "cut in the middle": lambda content: content[: len(content) // 2],
    "cut at the end": lambda content: content[:-1],
    "longer": lambda content: content + b"\0",
    "one bit": lambda content: content[:200] + bytes([content[200] ^ 1]) + content[201:],
    "the last bit": lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    "zeros": lambda content: bytes(len(content)),
    "another kind of file": lambda content: b"#!/bin/sh\n" * 100,
    "another version": lambda content: b"PYEXEC0\n" + content[8:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_is_compiled_anew(damage: str, empty_cache: Path) -> None:
    assert pyexec.aot(forward)(1) == 2
    good = {path: path.read_bytes() for path in entries(empty_cache)}
    assert good
    for path, content in good.items():
        path.write_bytes(DAMAGES[damage](content))
    assert pyexec.aot(forward)(1) == 2
    # The code that all functions share is loaded once in a process, so stays as it is.
    assert any(path.read_bytes() == content for path, content in good.items())


def test_an_entry_in_the_place_of_another_is_compiled_anew(empty_cache: Path) -> None:
    assert pyexec.aot(forward)(5) == 6
    before = set(entries(empty_cache))
    assert pyexec.aot(backward)(5) == 4
    (second,) = set(entries(empty_cache)) - before
    for path in before:
        second.write_bytes(path.read_bytes())
        assert pyexec.aot(backward)(5) == 4


def test_a_folder_in_the_place_of_an_entry(empty_cache: Path) -> None:
    assert pyexec.aot(forward)(5) == 6
    for path in entries(empty_cache):
        path.unlink()
        path.mkdir()
    assert pyexec.aot(forward)(5) == 6
    assert entries(empty_cache) == []


@pytest.mark.parametrize("seed", range(20))
def test_bytes_changed_at_random(seed: int, empty_cache: Path) -> None:
    """Wherever it is damaged: an entry is as it was stored, or it is none."""
    assert pyexec.aot(forward)(1) == 2
    random = Random(seed)
    for path in entries(empty_cache):
        content = bytearray(path.read_bytes())
        for _ in range(random.randint(1, 5)):
            content[random.randrange(len(content))] ^= random.randint(1, 255)
        path.write_bytes(content[: random.randint(0, len(content))] if seed % 2 else content)
        assert cache.load(path.parent.name + path.name) is None
    assert pyexec.aot(forward)(1) == 2


@pytest.mark.parametrize("place", ["/proc/none", "/dev/null", "/dev/null/below"])
def test_a_cache_that_cannot_be_written(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYEXEC_CACHE_DIR", place)
    assert pyexec.aot(forward)(5) == 6


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_cache_that_is_read_only(empty_cache: Path) -> None:
    empty_cache.mkdir(mode=0o500)
    assert pyexec.aot(forward)(5) == 6
    assert entries(empty_cache) == []


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A disk of 64 KiB, as the cache's place."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk")
    monkeypatch.setenv("PYEXEC_CACHE_DIR", str(place / "cache"))
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    """Nothing half written stays; where there is room again, entries are kept."""
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(512))
    assert pyexec.aot(forward)(5) == 6
    assert pyexec.aot(backward)(5) == 4
    assert entries(small_disk) == [filler]
    filler.unlink()
    assert pyexec.aot(backward)(5) == 4
    assert len(entries(small_disk)) >= 1


def test_a_disk_that_is_read_only(small_disk: Path) -> None:
    assert pyexec.aot(forward)(5) == 6
    kept = {path: path.read_bytes() for path in entries(small_disk)}
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert pyexec.aot(forward)(5) == 6
    assert pyexec.aot(backward)(5) == 4
    assert {path: path.read_bytes() for path in entries(small_disk)} == kept


def test_a_disk_that_takes_no_more_bytes(empty_cache: Path) -> None:
    """As any user can have it: a process whose files may have no more than 100 bytes."""
    program = (
        "import resource, test_cache, pyexec\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "assert pyexec.aot(test_cache.forward)(5) == 6\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(TESTS), *sys.path])}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    assert entries(empty_cache) == []
    assert pyexec.aot(forward)(5) == 6
    assert entries(empty_cache)


def test_a_full_cache_is_used(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pyexec.aot(forward)(5) == 6
    monkeypatch.setattr("pyexec.driver.frontend", None)
    assert pyexec.aot(forward)(5) == 6


def test_two_processes_fill_the_cache_at_once(empty_cache: Path) -> None:
    """Readers look at every entry all the while, and never see a part of one."""
    program = (
        "from endless import compile_number\nfor number in range(40):\n    compile_number(number)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(TESTS), *sys.path])}
    writers = [subprocess.Popen([sys.executable, "-c", program], env=environment) for _ in "12"]
    looks = 0
    while any(writer.poll() is None for writer in writers):
        for path in entries(empty_cache):
            if re.fullmatch("[0-9a-f]{62}", path.name):
                assert cache.load(path.parent.name + path.name) is not None
                looks += 1
    assert [writer.returncode for writer in writers] == [0, 0]
    assert looks > 40
    assert all(re.fullmatch("[0-9a-f]{62}", path.name) for path in entries(empty_cache))


def test_what_a_quoted_annotation_means_counts(empty_cache: Path) -> None:
    text = "def f(n: 'Number') -> 'Number':\n    return n + 1\n"
    linecache.cache["<quoted>"] = (len(text), None, text.splitlines(keepends=True), "<quoted>")
    space: dict[str, Any] = {"Number": pyexec.int64}
    exec(compile(text, "<quoted>", "exec"), space)
    assert pyexec.aot(space["f"])(127) == 128
    space["Number"] = pyexec.int8
    assert pyexec.aot(space["f"])(127) == -128
