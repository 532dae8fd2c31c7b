"""Where everything stands in a heap: blocks, the heap's own state, and what is free.

A pointer is the address just behind a block's header; 0 is none.

    0              4      5       6          8
    ┌──────────────┬──────┬───────┬──────────┬────────────────
    │ references   │ type │ flags │ size     │ data ...
    │ i32          │ u8   │ u8    │ u16      │
    └──────────────┴──────┴───────┴──────────┴────────────────
                                              ^ pointer

`type` is 0 (FREE) in a block that nobody owns, whose data then begins with the address
of the next such block.  `size` is what was asked for, up to 2048 bytes; it is 0 in a
large block, which has its size in the eight bytes before the header.

Memory behind the state is divided into grains of 1 KiB.  A run of grains is a slab (equal
small blocks, side by side), one large block, or free:

    free run     [next: u64][previous: u64][grains: u64] ... [grains: u64]
    large block  [48 bytes][size: u64][header][data ...]
    slab         [header][data][header][data] ... [rest]

A large block's data begins at a multiple of 64, a line of the cache: vectors of that size, as
loops over lists read and write them, take twice as long where each lies in two lines.

The table has a byte for each grain: 0 for a free one, LARGE and INSIDE for the first and
the other grains of a large block, OWN for the table itself, else 1 + 8 * class + the
grain's position in its slab.

The state, eight bytes each, at the address HEAP, behind what a WebAssembly module keeps
for its stack and its constants:

    MARK   TABLE  FIRST  GRAINS   USED  ROOM     BINS ...        HEADS ...        MESSAGE  OUTPUT
    ┌──────┬──────┬──────┬────────┬─────┬────────┬───────────────┬────────────────┬───────┬───────┐
    │"heap"│ its  │ of   │ their  │ in  │ of the │ free runs by  │ free blocks by │ text  │ text  │
    │      │ addr.│ grain│ number │ live│ table  │ log2 of their │ class          │ of the│ that  │
    │      │      │ 0    │        │ ones│        │ grains        │                │ error │ is out│
    └──────┴──────┴──────┴────────┴─────┴────────┴───────────────┴────────────────┴───────┴───────┘

All fields have the same width for every target, so that a heap's bytes mean the same in
Python's process, in a native library and in a WebAssembly module.
"""

from __future__ import annotations

HEAP = 65536
HEADER = 8

# From the beginning of a large block's run to its data, and to its size.
LARGE_DATA = 64
LARGE_SIZE = LARGE_DATA - HEADER - 8

# What a block holds.
FREE = 0
RAW = 1  # bytes, of `alloc`
STRING = 2
ARRAY = 3
LIST = 4
DICT = 5
STORAGE = 6  # the elements of a list or dict, which alone refers to it
TUPLE = 7  # values side by side
GIVEN = 8  # what a caller of a C library owns

# Of a container: what it holds are pointers, which it counts.
REFERENCES = 1
# Of a dict: its keys are strings, which it counts.
TEXT_KEYS = 2

GRAIN = 1024
GRAIN_BITS = 10
LARGEST_SMALL = 2048
CLASSES = 24

# In the table.
LARGE = 250
INSIDE = 251
OWN = 252  # of the table, once it has moved

MARK = 0
TABLE = 8
FIRST = 16
GRAINS = 24
USED = 32
ROOM = 40
BINS = 48
BIN_COUNT = 32
HEADS = BINS + 8 * BIN_COUNT
MESSAGE = HEADS + 8 * CLASSES  # the text of the error that is on its way, or 0
OUTPUT = MESSAGE + 8  # the text that was printed and not yet taken, or 0
STATE = OUTPUT + 8

MAGIC = 0x70_61_65_68  # "heap"

# In a free run.
NEXT = 0
PREVIOUS = 8
LENGTH = 16
