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
    from .backends.callable import heap_ways
    from .backends.callable.externals import declarations
    from .backends.callable.objects import ways
    from .backends.llvm import targets
    from .backends.llvm.lower import lower
    from .backends.llvm.module import NATIVE
    from .driver import assemble, optimized, runtime
    from .frontend.unit import Options

    bodies = (*heap_ways.BODIES, *ways.BODIES)
    lowered = lower(runtime(bodies, Options(infer=True)), NATIVE)
    machine = targets.host().machine(_LEVEL)
    ends = heap_ways.heap_ways_text() + ways.object_ways_text(object_layout())
    text = assemble(machine, lowered.text, ends, declarations(ends))
    with optimized(text, machine, _LEVEL, straight=False) as (module, _):
        return module.emit_object(machine)
