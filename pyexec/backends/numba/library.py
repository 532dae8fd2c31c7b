"""Brings Numba in, or says what to install.

    require_numba()       # before anything else of this package is imported

Numba takes half a second to import, so nothing but a call of `pyexec.jit` or
`pyexec.compile` does so.
"""

from __future__ import annotations

from typing import Final

from ...errors import ToolError

# The first release that runs with llvmlite and NumPy as this package needs them.
OLDEST: Final = (0, 63)

_INSTALL: Final = "pip install 'numba>=0.63'"


def require_numba() -> None:
    """Import Numba.

    Raises:
        ToolError: if it is missing, too old, or cannot be imported.
    """
    try:
        import numba
    except ModuleNotFoundError as error:
        if error.name != "numba":
            raise _broken(error) from error
        raise ToolError("jit needs Numba, which is not installed", help=_INSTALL) from error
    except ImportError as error:  # what it needs is not there in a version that it takes
        raise _broken(error) from error
    release = tuple(int(part) for part in numba.__version__.split(".")[:2])
    if release < OLDEST:
        raise ToolError(
            f"jit needs Numba {OLDEST[0]}.{OLDEST[1]} or later; {numba.__version__} is installed",
            help=_INSTALL,
        )


def _broken(error: ImportError) -> ToolError:
    return ToolError("Numba is installed, but cannot be imported", help=f"{_INSTALL} numpy scipy")


def is_disabled() -> bool:
    """Whether NUMBA_DISABLE_JIT asks for the Python functions themselves, to debug them."""
    from numba.core import config

    return bool(config.DISABLE_JIT)
