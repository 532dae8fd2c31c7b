"""One Python that runs the blocks of a page, one after the other, in one namespace.

    python tests/prompt.py

Each line of standard input is a JSON array: the line of the page on which a block begins,
and its text.  The text is added to `example.py` in the current folder, at that very line,
so that functions have their source there and tracebacks the page's line numbers; then it
runs.  What it prints goes to standard output, followed by `END`.
"""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path

END = "\0end of block\0"


def main() -> None:
    path = Path.cwd() / "example.py"
    sys.path[0] = str(path.parent)
    sys.argv = [path.name]
    page = types.ModuleType("__main__")
    page.__file__ = str(path)
    sys.modules["__main__"] = page
    written = 0
    for request in sys.stdin:
        line, text = json.loads(request)
        with path.open("a", encoding="utf-8") as file:
            file.write("\n" * (line - 1 - written) + text)
        written = line - 1 + text.count("\n")
        code = compile("\n" * (line - 1) + text, str(path), "exec", dont_inherit=True)
        exec(code, vars(page))
        print(END, flush=True)


if __name__ == "__main__":
    main()
