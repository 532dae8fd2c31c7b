"""Immediate dominators against their definition, on random graphs of blocks."""

from __future__ import annotations

import random

from pyexec.ir.nodes import Block, Branch, Const, Function, Jump, Return
from pyexec.ir.verifier import immediate_dominators
from pyexec.types import BOOL, NONE


def random_function(chance: random.Random) -> Function:
    """Blocks that lead anywhere but to the first, some of them with a handler."""
    blocks = [Block(f"b{i}") for i in range(chance.randint(1, 12))]
    for block in blocks:
        ways = [chance.choice(blocks[1:]) for _ in range(chance.randint(0, 2)) if blocks[1:]]
        match ways:
            case []:
                block.terminator = Return(None)
            case [target]:
                block.terminator = Jump(target)
            case [then, otherwise]:
                block.terminator = Branch(Const(True, BOOL), then, otherwise)
        if blocks[1:] and chance.random() < 0.2:
            block.handler = chance.choice(blocks[1:])
    return Function("f", [], NONE, [], blocks)


def reached(function: Function, without: Block | None = None) -> set[Block]:
    """The blocks on paths from the entry that avoid one block, which raises before it begins."""
    entry = function.blocks[0]
    if entry is without:
        return set()
    seen, work = {entry}, [entry]
    while work:
        block = work.pop()
        ways = list(block.targets())
        if block is entry and block.handler is not None:
            ways.append(block.handler)
        for way in ways:
            if way.handler is not None and way.handler not in ways:
                ways.append(way.handler)
        for way in ways:
            if way not in seen and way is not without:
                seen.add(way)
                work.append(way)
    return seen


def test_the_nearest_of_those_on_every_path() -> None:
    for seed in range(3000):
        function = random_function(random.Random(seed))
        everything = reached(function)
        above = {b: {a for a in everything if b not in reached(function, a)} for b in everything}
        found = immediate_dominators(function)
        entry = function.blocks[0]
        assert set(found) == everything, f"seed {seed}"
        for block in everything - {entry}:
            strict = above[block] - {block}
            (nearest,) = [a for a in strict if strict <= above[a]]
            assert found[block] is nearest, f"seed {seed}"
        assert found[entry] is entry
