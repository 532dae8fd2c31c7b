"""Who may import whom: a module knows what lies below it, and nothing above or beside it.

    errors, types, ops, ...  <-  ir  <-  frontend, passes, backends  <-  driver  <-  api

What the backends share lies below them; one of them knows nothing of another.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pyexec"

# The language's facts, each of which may import those before it.
BASE = (
    "record",
    "timing",
    "garbage",
    "errors",
    "types",
    "object_types",
    "interface",
    "ops",
    "options",
    "scalars",
)
# What the backends have in common.
SHARED = (
    "backends.llvm", "backends.zig", "backends.output", "backends.c_abi", "backends.c_names",
    "backends.symbols", "backends.stub", "backends.reservation",
)  # fmt: skip
COMPILER = (*BASE, "ir", "rt", "frontend", "passes", "backends", "crossing")

ALLOWED: dict[str, tuple[str, ...]] = {
    **{name: BASE[:index] for index, name in enumerate(BASE)},
    "ir": (*BASE, "ir", "rt.layout"),
    "rt": ("scalars", "rt"),
    "frontend": (*BASE, "ir", "rt", "frontend"),
    "passes": (*BASE, "ir", "passes"),
    "backends": (*BASE, "ir", "rt.layout", *SHARED),  # each of them may import itself too
    # Python on the one side, the layouts of `rt/` on the other.
    "crossing": (*BASE, "ir", "rt", "backends.callable", "backends.wasm", "crossing"),
    # Its JavaScript reads and writes blocks.
    "backends.wasm": (*BASE, "ir", "rt", *SHARED, "crossing.needs", "crossing.places"),
    # Its text reads the records of what crosses over.
    "backends.callable": (*BASE, "ir", "rt.layout", "rt.crossing", *SHARED),
    # Its text calls functions of the runtime that read and print.
    "backends.program": (*BASE, "ir", "rt", *SHARED, "programs.arguments"),
    # Numba takes the Python function, not the IR; what numbers do in it goes the whole way.
    "backends.numba": (*COMPILER, "driver", "cache", "access", "inprocess"),
    "programs": (*BASE, "frontend", "programs"),
    "driver": (*COMPILER, "programs"),
    "cache": ("errors", "interface", "types", "object_types"),
    "support": (*BASE, "backends", "cache"),
    "native_heap": (*COMPILER, "driver", "cache"),
    "pieces": (*COMPILER, "driver", "cache"),
    "kernel": (*COMPILER, "driver", "cache", "support"),
    "access": (),
    "memory": ("errors", "rt", "kernel", "access"),
    "wasm_memory": ("errors", "rt", "kernel", "memory"),
    "pickling": (*BASE, "frontend", "inprocess"),  # which imports it in turn
    "inprocess": (*COMPILER, "driver", "cache", "pickling", "support", "native_heap", "pieces"),
    "executable": ("cache", "programs", "backends.nuitka"),
    "api": (*BASE, "driver", "executable", "inprocess"),
    "just_in_time": (*COMPILER, "inprocess"),
    "__init__": ("scalars", "errors", "api", "just_in_time"),
    "demo": ("errors", "__init__"),
    "explain": (*COMPILER, "driver", "explain"),
    # The command uses whatever a user's program could, and stages besides.
    "cli": (
        *COMPILER,
        "driver",
        "inprocess",
        "cache",
        "api",
        "just_in_time",
        "__init__",
        "explain",
        "programs",
        "crossing",
        "cli",
    ),
    "__main__": ("cli",),
}


def imports(path: Path) -> Iterator[str]:
    """What of our own a module imports, anywhere in it, by names below `pyexec`."""
    package = path.relative_to(PACKAGE.parent).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level:
            home = (*package[: len(package) - node.level + 1],)
            for alias in node.names:
                parts = (*home, *(node.module.split(".") if node.module else [alias.name]))
                name = ".".join(parts[1:])
                exists = PACKAGE.joinpath(*parts[1:])
                known = exists.is_dir() or exists.with_suffix(".py").is_file()
                yield name if known else "__init__"


MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_only_what_lies_below(module: Path) -> None:
    parts = module.with_suffix("").parts
    allowed = ALLOWED.get(".".join(parts[:2])) or ALLOWED[parts[0]]
    if parts[0] == "backends":
        allowed = (*allowed, ".".join(parts[:2]))
    for name in imports(PACKAGE / module):
        assert any(name == a or name.startswith(f"{a}.") for a in allowed), name
