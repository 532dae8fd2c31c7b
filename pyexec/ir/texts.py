"""Constant texts as blocks of data, which `Static` puts into a program.

    text_block("né")      # header, length 2, width 1, then the characters

What a text looks like is drawn in `rt/objects/strings.py`.
"""

from __future__ import annotations

from typing import Final

from ..rt.layout import LARGEST_SMALL, STRING

# The count of references to what is never freed.
EVERLASTING: Final = 1 << 30


def text_block(value: str) -> bytes:
    """A text with its header, its characters as narrow as the widest of them allows."""
    highest = max(map(ord, value), default=0)
    width = 1 if highest < 0x100 else 2 if highest < 0x10000 else 4
    characters = b"".join(ord(character).to_bytes(width, "little") for character in value)
    data = len(value).to_bytes(4, "little") + bytes([width, 0, 0, 0]) + characters
    size = len(data) if len(data) <= LARGEST_SMALL else 0
    header = EVERLASTING.to_bytes(4, "little") + bytes([STRING, 0]) + size.to_bytes(2, "little")
    return header + data
