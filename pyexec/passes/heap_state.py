"""Which functions may look at the state of the heap, and so need a real one.

    def total(xs: list[float]) -> float: ...      # reads a list, and changes counts
    def halves(xs: list[float]) -> list[float]: ...     # makes a list: takes room

Whoever calls a function like the first can give it any base to count addresses from.  What is
given up in it frees nothing, since the caller holds a reference to all that there is; so
what frees is not looked into.

    heap_state(program)      # the names of functions like the second

This stands before inlining, after which the allocator is part of what calls it.
"""

from __future__ import annotations

from typing import Final

from ..ir.nodes import Program

# What reads and writes the state, and what does so only where something was allocated.
_STATE: Final = ("heap.state", "heap.put_state")
_FREES: Final = "heap.release"


def heap_state(program: Program) -> frozenset[str]:
    """The functions that lead to the heap's state, but by way of freeing alone."""
    callers: dict[str, list[str]] = {}
    for function in program.functions.values():
        for callee in function.callees():
            callers.setdefault(callee, []).append(function.name)
    found: set[str] = set()
    made = [f for f in program.functions.values() if f.outside is not None and f.outside.stateful]
    work = [*_STATE, *(function.name for function in made)]
    while work:
        name = work.pop()
        if name not in found and name != _FREES:
            found.add(name)
            work += callers.get(name, ())
    return frozenset(found)
