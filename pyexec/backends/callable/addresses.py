"""The addresses of all that the machine code of a compiled function leaves undefined.

address_of("PyFloat_FromDouble")    # of `symbols`: what is there without any code of ours
address_of("pyexec_unbound")        # of `support`: the code behind all wrappers
address_of("pyexec_heap")           # of `process_heap`
"""

from __future__ import annotations

from functools import cache

from . import symbols


@cache
def address_of(name: str) -> int:
    """The address of a function or variable in this process.

    Raises:
        ToolError: if nothing that is loaded has this name.
    """
    if name.startswith(("pyexec_heap", "pyexec_object")):
        from . import process_heap  # few functions need it

        return process_heap.address_of(name)
    if name.startswith("pyexec_") and not symbols.has(name):
        from . import support

        return support.address_of(name)
    return symbols.address_of(name)
