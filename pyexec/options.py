"""The options of the entry points, each checked with an error that tells what it may be."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

from .errors import OptionError
from .record import value

if TYPE_CHECKING:
    from pathlib import Path

OVERFLOW: Final = ("raise", "wrap")
CPUS: Final = {
    "x86_64": ("native", "baseline", "x86-64", "x86-64-v2", "x86-64-v3", "x86-64-v4"),
    "aarch64": ("native", "baseline", "generic", "cortex-a72", "neoverse-n1", "apple-m1"),
    "riscv64": ("native", "baseline", "generic-rv64"),
}
PROGRAM_BACKENDS: Final = ("nuitka", "llvm")
OPTIMIZE: Final = (0, 1, 2, 3, "size")

Optimize = Literal[0, 1, 2, 3, "size"]


@value
class CodeOptions:
    """What the ahead-of-time entry points have in common."""

    infer: bool = False
    overflow: str = "raise"
    fastmath: bool = False
    nogil: bool = False
    cpu: str | None = None
    opt: int = 3


@value
class JitOptions:
    """What `jit` can be told."""

    parallel: bool = False
    fastmath: bool = False
    nogil: bool = False
    cache: bool | None = None  # None: wherever that is possible
    boundscheck: bool = False
    overflow: str = "raise"

    def for_numba(self) -> dict[str, bool]:
        """The options of Numba's own `jit`."""
        names = ("parallel", "fastmath", "nogil", "boundscheck")
        return {"nopython": True, **{name: getattr(self, name) for name in names}}


def code_options(options: Mapping[str, Any]) -> CodeOptions:
    """Options from an entry point's keywords.

    Raises:
        OptionError: for an unknown option, or one that has a value it cannot have.
    """
    check_names(options, CodeOptions.__match_args__)
    result = CodeOptions(**options)
    for name in ("infer", "fastmath", "nogil"):
        check_flag(name, getattr(result, name))
    check_choice("overflow", result.overflow, OVERFLOW)
    check_choice("opt", result.opt, (0, 1, 2, 3))
    if result.cpu is not None and not isinstance(result.cpu, str):
        raise OptionError(f"cpu is {result.cpu!r}", help='cpu is a name such as "native"')
    return result


def jit_options(options: Mapping[str, Any]) -> JitOptions:
    """Options from the keywords of `jit`.

    Raises:
        OptionError: for an unknown option, or one that has a value it cannot have.
    """
    check_names(options, JitOptions.__match_args__)
    result = JitOptions(**options)
    for name in ("parallel", "fastmath", "nogil", "boundscheck"):
        check_flag(name, getattr(result, name))
    if "cache" in options:
        check_flag("cache", result.cache)
    check_choice("overflow", result.overflow, OVERFLOW)
    return result


def check_names(options: Mapping[str, Any], known: tuple[str, ...]) -> None:
    """Refuse options that an entry point does not have."""
    for name in options:
        if name not in known:
            import difflib

            close = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {close[0]!r}? " if close else ""
            raise OptionError(
                f"there is no option {name!r}", help=f"{hint}the options are {', '.join(known)}"
            )


def check_flag(name: str, value: object) -> None:
    if not isinstance(value, bool):
        raise OptionError(f"{name} is {value!r}", help=f"{name} is True or False")


def check_choice(name: str, value: object, choices: tuple[object, ...]) -> None:
    if not any(value == choice and type(value) is type(choice) for choice in choices):
        allowed = ", ".join(map(repr, choices))
        raise OptionError(f"{name} is {value!r}", help=f"{name} is one of {allowed}")


def check_name(name: str, value: object) -> None:
    """A name to export a function by; whether the backend can have it, it says itself."""
    if value is not None and not isinstance(value, str):
        raise OptionError(f"{name} is {value!r}", help=f'{name} is text, such as "square"')


def check_path(name: str, value: object) -> Path:
    """Where files are to be written."""
    if not isinstance(value, str | os.PathLike) or not isinstance(os.fspath(value), str):
        raise OptionError(f"{name} is {value!r}", help=f"{name} is a str or a pathlib.Path")
    if os.fspath(value).startswith("~"):
        raise OptionError(
            f"{name} is {os.fspath(value)!r}, in which only a shell knows what '~' is",
            help=f"write os.path.expanduser({os.fspath(value)!r})",
        )
    from pathlib import Path

    return Path(value)


def check_cpu(cpu: str, architecture: str) -> None:
    """A processor that LLVM knows by this name on this architecture."""
    choices = CPUS.get(architecture, ("baseline",))
    if cpu not in choices:
        raise OptionError(
            f"there is no processor {cpu!r} for {architecture}",
            help=f"cpu is one of {', '.join(choices)}",
        )
