"""Which functions of the runtime are compiled once a machine, and not with every function.

In this process, a function that calls `objects.splitting.split` does not get a copy of it: its
machine code, with all that it reaches, stands in the disk cache as a piece by itself
(`pyexec/pieces.py`), and is linked by its symbol.  So are all functions of `rt/objects/` but

- those that are always inlined, which are the fast halves of operations;
- those in `CLOSE`, which are so short or so hot that a call of them is to be compiled with
  what is around it;
- those made for types that the program alone knows, functions and iterators.

What is never inlined is not a part of the pieces either that call it, but one of its own.
`SHARED` has what else many pieces need, and what is small and needed together: each list is
one piece.
"""

from __future__ import annotations

from typing import Final

PACKAGE: Final = "objects."

# Looking up a key; one character of a text; the order of two; the bounds of loops.
CLOSE: Final = frozenset({
    "objects.counting.rounds",
    "objects.hashing.hash_of_int",
    "objects.ranges.item",
    "objects.ranges.length",
    "objects.ranges.new",
    "objects.strings.compare",
    "objects.strings.hash",
    "objects.strings.less",
    "objects.strings.same_bytes",
    "objects.tables.probe_hashed",
    "objects.tables.remove",
    "objects.text_blocks.character",
})  # fmt: skip

SHARED: Final = {
    "room": (
        "heap.refill",
        "heap.allocate_large",
        "heap.release_large",
        "counting.destroy[str]",
        "objects.list_blocks.grow",
        "objects.list_blocks.reserve",
        "objects.tables.attach",
        "objects.text_blocks.new_text",
    ),
    "errors": (
        "objects.errors.set_message",
        "objects.errors.take_message",
        "objects.quoting.repr_str",
    ),
    "floats": ("objects.float_formatting.float_body",),
    "layouts": ("objects.layouts.laid_out",),
    "integers": ("objects.texts.digits_of", "objects.texts.hex_of", "objects.texts.str_of_int"),
    "texts": (
        "objects.spaces.is_wide_space",
        "objects.strings.between",
        "objects.strings.concatenate",
        "objects.strings.extended",
    ),
}
