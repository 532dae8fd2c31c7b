"""Runs kernels for another process: `pypy3 server.py programs.py containers.py`.

Each line of the input is a kernel's name and a size; the answer's line is the result and the
seconds of processor time.  It runs on any Python 3.9, and imports nothing of PyExec.
"""

import sys
import time
from typing import Any, Dict  # noqa: UP035


def main() -> None:
    space: Dict[str, Any] = {"__name__": "kernels"}  # noqa: UP006
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            exec(compile(file.read(), path, "exec"), space)
    for line in sys.stdin:
        name, size = line.split()
        start = time.process_time()
        answer = space[name](int(size))
        print(repr(answer), time.process_time() - start, flush=True)


main()
