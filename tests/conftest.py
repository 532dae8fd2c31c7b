"""What all tests share: a disk cache of their own, and the verifiers after every stage."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled code goes to, and comes from, a folder of this run, of all its processes."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYEXEC_CACHE_DIR", str(folder / "compiled"))
        patch.setenv("PYEXEC_VERIFY", "1")
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-ir", action="store_true", help="rewrite the printed IR in tests/ir/")
