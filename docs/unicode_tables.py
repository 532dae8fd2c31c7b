"""Writes `pyexec/rt/objects/unicode_tables.py` from the Unicode database of this Python.

    python docs/unicode_tables.py            # writes the file anew
    python docs/unicode_tables.py --check    # 1 if it is not what would be written

What is asked of Python is what the tables have to answer: `str.isalpha` of each character,
`str.upper`, and so on.  `pyexec/rt/objects/properties.py` draws what a table looks like.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Final

PLACE: Final = Path(__file__).parents[1] / "pyexec/rt/objects/unicode_tables.py"

CODES: Final = 0x110000
PLANE: Final = 0x10000
PLANES: Final = CODES // PLANE

# Runs of every second character shorter than this are listed one by one.
SHORTEST_RUN: Final = 3

SMALL_SIGMA: Final = "\u03c3"

Entry = tuple[int, ...]


def case_ignorable(c: str) -> bool:
    """Unicode's Case_Ignorable, which only shows where a sigma may be final."""
    behind = ("A\u03a3" + c + "b").lower()[1] == SMALL_SIGMA
    before = ("1" + c + "\u03a3").lower()[-1] == SMALL_SIGMA
    return behind and before


def cased(c: str) -> bool:
    """Unicode's Cased: behind such a character a title goes on in small letters."""
    return (c + "a").title()[-1] == "a"


def members(holds: Callable[[str], bool]) -> list[int]:
    return [code for code in range(CODES) if holds(chr(code))]


def toggles(codes: Iterable[int]) -> list[Entry]:
    """Where runs of codes begin and end; a plane's end ends a run without saying so."""
    found: list[int] = []
    for code in sorted(codes):
        if code % PLANE and found and found[-1] == code:
            found.pop()  # the run goes on
        else:
            found.append(code)
        if (code + 1) % PLANE:
            found.append(code + 1)
    return [(code,) for code in found]


def halves(codes: list[int]) -> tuple[list[Entry], list[Entry]]:
    """The toggles of plain runs, and those of runs of every second code."""
    alternating: list[Entry] = []
    plain = set(codes)
    present = set(codes)
    for first in codes:
        if first not in plain or first - 1 in present or first + 1 in present:
            continue
        last = first
        while last + 2 in plain and last + 1 not in present and last + 3 not in present:
            last += 2
        if (last - first) // 2 + 1 >= SHORTEST_RUN:
            alternating += [(first,), (last + 1,)]
            plain -= set(range(first, last + 1, 2))
    return toggles(plain), alternating


def changes(becomes: dict[int, int]) -> list[Entry]:
    """Ranges of codes to which the same is added."""
    ranges: list[list[int]] = []
    for code, target in becomes.items():
        assert code // PLANE == target // PLANE
        change = (target - code) % PLANE
        step = 2 if change in (1, PLANE - 1) else 1
        last = ranges[-1] if ranges else [0, -9, 0]
        if last[2] == change and code - last[1] == step and code // PLANE == last[0] // PLANE:
            last[1] = code
        else:
            ranges.append([code, code, change])
    return [(first, last % PLANE, change) for first, last, change in ranges]


def simple(change: Callable[[str], str]) -> dict[int, int]:
    """What each character becomes that becomes another, but not several."""
    pairs = ((code, change(chr(code))) for code in range(CODES))
    return {code: ord(text) for code, text in pairs if len(text) == 1 and ord(text) != code}


def beyond(change: Callable[[str], str], base: dict[int, int]) -> dict[int, int]:
    """What a change does otherwise than one that is known; a character may become itself."""
    pairs = ((code, change(chr(code))) for code in range(CODES))
    return {
        code: ord(text)
        for code, text in pairs
        if len(text) == 1 and ord(text) != base.get(code, code)
    }


def expansions(change: Callable[[str], str]) -> list[Entry]:
    """Characters that become two or three, with those."""
    found: list[Entry] = []
    for code in range(CODES):
        text = change(chr(code))
        if len(text) > 1:
            found.append((code, *map(ord, text.ljust(3, "\0"))))
    return found


def table(entries: list[Entry]) -> str:
    """The entries, by planes, behind the places where those begin."""
    head = PLANES + 1
    size = len(entries[0])
    counts = {plane: len(list(group)) for plane, group in groupby(entries, lambda e: e[0] // PLANE)}
    places = [head]
    for plane in range(PLANES):
        places.append(places[-1] + size * counts.get(plane, 0))
    numbers = [number % PLANE for entry in entries for number in entry]
    return "".join(map(chr, [*places, *numbers]))


def literal(name: str, text: str, width: int = 92) -> str:
    """A constant of the module, in ASCII."""
    lines, line = [], ""
    for c in text:
        shown = f"\\x{ord(c):02x}" if ord(c) < 256 else f"\\u{ord(c):04x}"
        if 32 < ord(c) < 127 and c not in '\\"':
            shown = c
        if len(line) + len(shown) > width:
            lines.append(line)
            line = ""
        line += shown
    return "\n".join([f"{name}: Final = (", *(f'    "{line}"' for line in [*lines, line]), ")"])


def tables() -> dict[str, str]:
    upper, lower = halves(members(str.isupper)), halves(members(str.islower))
    to_upper, to_lower = simple(str.upper), simple(str.lower)
    start = members(str.isidentifier)
    name_part = members(lambda c: ("a" + c).isidentifier())
    entries: dict[str, list[Entry]] = {
        "LETTER": toggles(members(str.isalpha)),
        "DECIMAL": toggles(members(str.isdecimal)),
        "DIGIT": toggles(members(str.isdigit)),
        "NUMERIC": toggles(members(str.isnumeric)),
        "PRINTABLE": toggles(members(str.isprintable)),
        "START": toggles(start),
        "CONTINUE": toggles(sorted(set(name_part) - set(start))),
        "UPPER": upper[0],
        "ALTERNATING_UPPER": upper[1],
        "LOWER": lower[0],
        "ALTERNATING_LOWER": lower[1],
        "CASED": toggles(members(cased)),
        "CASE_IGNORABLE": toggles(members(case_ignorable)),
        "UPPER_CHANGES": changes(to_upper),
        "LOWER_CHANGES": changes(to_lower),
        "TITLE_CHANGES": changes(beyond(str.title, to_upper)),
        "FOLD_CHANGES": changes(beyond(str.casefold, to_lower)),
        "UPPER_EXPANSIONS": expansions(str.upper),
        "TITLE_EXPANSIONS": expansions(str.title),
        "FOLD_EXPANSIONS": expansions(str.casefold),
    }
    return {name: table(found) for name, found in entries.items()}


HEAD: Final = '''"""Sets of characters, and what they become: Unicode {version}, by Python {python}.

Written by `docs/unicode_tables.py`; `properties` draws what a table looks like.
"""

from __future__ import annotations

from typing import Final

# fmt: off
VERSION: Final = "{version}"
'''


def module() -> str:
    head = HEAD.format(
        version=unicodedata.unidata_version, python=f"{sys.version_info[0]}.{sys.version_info[1]}"
    )
    return head + "\n".join(literal(name, text) for name, text in tables().items()) + "\n"


def main() -> int:
    text = module()
    if "--check" in sys.argv:
        return int(PLACE.read_text() != text)
    PLACE.write_text(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
