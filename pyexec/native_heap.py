"""The machine code that the heaps of this process need, from the disk cache or compiled.

install_heap()    # before the code of a function is loaded that uses the heap
"""

from __future__ import annotations

from . import cache
from .backends.callable import process_heap
from .backends.callable.layout import object_layout
from .backends.llvm.host import description

# How far LLVM optimises.
_LEVEL = 2


def install_heap() -> None:
    """Bring in the code of the heaps, if it is not there.

    Raises:
        ToolError: if it cannot be made or loaded on this computer.
    """
    if process_heap.is_installed():
        return
    key = cache.cache_key("heap", description(), object_layout().key)
    found = cache.load(key)
    if found is None:
        found = None, _compiled()
        cache.store(key, *found)
    process_heap.install(found[1])


def _compiled() -> bytes:
    """The code as an object file."""
    from .backends.callable.heap_ways import BODIES, heap_ways_text
    from .backends.llvm import targets
    from .backends.llvm.lower import lower
    from .backends.llvm.module import NATIVE
    from .driver import assemble, optimized, runtime
    from .frontend.unit import Options

    lowered = lower(runtime(BODIES, Options(infer=True)), NATIVE)
    machine = targets.host().machine(_LEVEL)
    text = assemble(machine, lowered.text, heap_ways_text())
    with optimized(text, machine, _LEVEL, straight=False) as (module, _):
        return module.emit_object(machine)
