"""What the functions of `tests/run/` show that PyExec cannot do yet: the table shrinks.

A test fails when something in it begins to work.  `ALL` stands for a file's every function.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Final

from expectations import DataFile, read

from pyexec.frontend.boundary import C_LIBRARY, Surface, boundary_faults
from pyexec.frontend.unit import Options, Unit

ALL: Final = frozenset({"*"})


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# By file: functions that the compiler refuses.
REFUSED: Final[Mapping[str, frozenset[str]]] = {
    "closures": names("bound_by_default late_binding"),
    "default_arguments": names("shared_default"),
    "errors_with_messages": names("key_error_text"),
    "lambdas_and_keys": names("conditional nested_lambdas"),
    "lists": names("mixed_numbers"),
}

# The backends of which the compiler itself knows what they take and give.
SURFACES: Final = {"c": C_LIBRARY}

# By backend and file: functions that compile and answer wrongly.
WRONG: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {}


def listed(found: frozenset[str], data: DataFile) -> frozenset[str]:
    """The functions of a file that an entry of a table stands for."""
    return frozenset(data.functions) if found == ALL else found


def refused(data: DataFile) -> frozenset[str]:
    """The functions of a file that do not compile."""
    return listed(REFUSED.get(data.path.stem, frozenset()), data)


def wrong(data: DataFile, backend: str) -> frozenset[str]:
    """The functions of a file that a backend answers wrongly."""
    return listed(WRONG.get(backend, {}).get(data.path.stem, frozenset()), data)


def beyond(data: DataFile, backend: str) -> frozenset[str]:
    """The functions of a file that a backend is not asked."""
    if backend == "development":
        return frozenset() if data.for_numba else frozenset(data.functions)
    found = refused(data) | wrong(data, backend)
    if backend in ("wasm", "node"):
        found |= data.not_in_wasm
    if backend in SURFACES:
        found |= cannot_cross(data.path, SURFACES[backend])
    return found


@cache
def cannot_cross(path: Path, surface: Surface) -> frozenset[str]:
    """The functions of a file whose parameters or result a surface refuses."""
    data = read(path)
    left_out = refused(data)
    asked = {name: f for name, f in data.functions.items() if name not in left_out}
    return refused_at(asked, Options(infer=data.options.get("infer", False)), surface)


def refused_at(
    functions: Mapping[str, FunctionType], options: Options, surface: Surface
) -> frozenset[str]:
    """Those of some functions whose parameters or result a surface refuses."""
    unit = Unit(options)
    users = {name: unit.add(f) for name, f in functions.items()}
    unit.check()
    return frozenset(
        name for name, user in users.items() if any(boundary_faults(user, surface, unit.changes))
    )
