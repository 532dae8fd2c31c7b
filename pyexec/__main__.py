"""`python -m pyexec`: the command `pyexec`, of the Python that runs it."""

from __future__ import annotations

from .cli import main

if __name__ == "__main__":
    main()
