"""Taking characters off the ends of texts.

strip("  ab ") == "ab"
lstrip("aabca", "ab") == "ca"
removeprefix("abab", "ab") == "ab"
"""

from __future__ import annotations

from ...scalars import int64, uint32
from ..primitives import always_inline
from .searching import endswith, find_code, startswith
from .spaces import is_space
from .text_blocks import characters, code_at, length_of, part, width_of


def strip(self: str, chars: str | None = None) -> str:
    """Without what is whitespace, or in `chars`, at both ends."""
    start = first_kept(self, chars)
    return part(self, start, last_kept(self, chars, start))


def lstrip(self: str, chars: str | None = None) -> str:
    """Without what is whitespace, or in `chars`, at the beginning."""
    return part(self, first_kept(self, chars), length_of(self))


def rstrip(self: str, chars: str | None = None) -> str:
    """Without what is whitespace, or in `chars`, at the end."""
    return part(self, 0, last_kept(self, chars, 0))


def removeprefix(self: str, prefix: str) -> str:
    """Without `prefix`, if the text begins with it."""
    if startswith(self, prefix):
        return part(self, length_of(prefix), length_of(self))
    return self


def removesuffix(self: str, suffix: str) -> str:
    """Without `suffix`, if the text ends with it."""
    if endswith(self, suffix):
        return part(self, 0, length_of(self) - length_of(suffix))
    return self


@always_inline
def goes(chars: str | None, code: uint32) -> bool:
    """Whether a character is taken off."""
    if chars is None:
        return is_space(code)
    return find_code(characters(chars), width_of(chars), length_of(chars), code) >= 0


def first_kept(text: str, chars: str | None) -> int64:
    """The position of the first character that stays; the length if there is none."""
    start: int64 = 0
    while start < length_of(text) and goes(chars, code_at(text, start)):
        start += 1
    return start


def last_kept(text: str, chars: str | None, start: int64) -> int64:
    """The position behind the last character that stays; `start` if there is none from there."""
    stop = length_of(text)
    while stop > start and goes(chars, code_at(text, stop - 1)):
        stop -= 1
    return stop
