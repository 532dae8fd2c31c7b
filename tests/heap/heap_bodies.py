"""Functions as in `pyexec/rt/`: what compiled programs do with a heap, and one without.

A test imports this module under the name `pyexec.rt.heap_bodies`, which makes them so.
"""

from __future__ import annotations

from pyexec.rt.heap import allocate, initialise
from pyexec.rt.layout import RAW
from pyexec.rt.primitives import Address, Memory
from pyexec.rt.references import drop_leaf


def start(memory: Memory, end: Address) -> None:
    initialise(memory, end)


def make(memory: Memory, size: Address) -> Address:
    return allocate(memory, size, RAW)


def give_up(memory: Memory, pointer: Address) -> None:
    drop_leaf(memory, pointer)


def make_one(memory: Memory) -> Address:
    return allocate(memory, 64, RAW)


def nothing(memory: Memory, end: Address) -> None:
    return


def alike(memory: Memory, size: Address) -> Address:
    return size


def add(memory: Memory, size: Address) -> Address:
    return size + 1
