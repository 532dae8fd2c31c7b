"""A real Chromium, and a server for what it opens.

with serving(folder) as address, chromium() as browser:
    browser.new_page().goto(f"{address}/square.html")
"""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update"]  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; without it the test is skipped, in CI it fails."""
    if not Path(CHROMIUM).exists():
        assert "CI" not in os.environ, f"this test needs {CHROMIUM}"
        pytest.skip(f"there is no {CHROMIUM}")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@contextmanager
def serving(folder: Path, requested: list[str] | None = None) -> Iterator[str]:
    """The address of a server for a folder; `requested` gets each path with its status."""

    class Noting(http.server.SimpleHTTPRequestHandler):
        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            if requested is not None:
                requested.append(f"{self.path} {int(code)}")

        def log_message(self, format: str, *arguments: object) -> None:
            return

    handler = functools.partial(Noting, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()
