"""`python -m pyexec`: the command `pyexec`, of the Python that runs it."""

from __future__ import annotations

import sys

if not sys.flags.safe_path:
    # Python puts the current folder first, where a json.py of the user's would be taken for
    # Python's own.
    sys.path.append(sys.path.pop(0))

from .cli import main

if __name__ == "__main__":
    main()
