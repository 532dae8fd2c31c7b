"""Finds reads of locals that may have no value yet, in Numba's IR.

    doubtful_reads(blocks, {"total"})
    # {id of a statement: ["total"]}

Python raises UnboundLocalError there; code under Numba would read a zero.  A set of
locals that are certainly assigned flows along the blocks, and meets where they join.
"""

from __future__ import annotations

from typing import Any

from numba.core import ir
from numba.core.analysis import compute_cfg_from_blocks


def doubtful_reads(blocks: dict[int, Any], names: set[str]) -> dict[int, list[str]]:
    """The locals without a certain value that each statement reads, by the statement's id."""
    found: dict[int, list[str]] = {}
    for label, assigned in _assigned_at_entry(blocks, names).items():
        certain = set(assigned)
        for statement in blocks[label].body:
            doubtful = [name for name in _read(statement, names) if name not in certain]
            if doubtful:
                found[id(statement)] = doubtful
            certain |= _written(statement)
    return found


def _assigned_at_entry(blocks: dict[int, Any], names: set[str]) -> dict[int, set[str]]:
    """The locals that every way to a block has assigned."""
    graph = compute_cfg_from_blocks(blocks)
    written = {
        label: {name for statement in block.body for name in _written(statement)}
        for label, block in blocks.items()
    }
    entry = graph.entry_point()
    certain = {label: set() if label == entry else set(names) for label in blocks}
    changed = True
    while changed:
        changed = False
        for label in blocks:
            ways = [certain[before] | written[before] for before, _ in graph.predecessors(label)]
            if label != entry and ways:
                now = set.intersection(*ways) & names
                changed = changed or now != certain[label]
                certain[label] = now
    return certain


def _written(statement: Any) -> set[str]:
    return {statement.target.unversioned_name} if isinstance(statement, ir.Assign) else set()


def _read(statement: Any, names: set[str]) -> list[str]:
    """The locals that a statement reads, each once."""
    if isinstance(statement, ir.Del):
        return []
    variables = statement.list_vars()
    if isinstance(statement, ir.Assign):
        variables = [v for v in variables if v is not statement.target]
    return list(dict.fromkeys(v.unversioned_name for v in variables if v.unversioned_name in names))
