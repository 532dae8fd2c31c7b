"""The stages as data: parts of lines, each line with the places in the source it came from.

    Stage("asm", "Assembly", (Part("share", (Line("\\tretq", (Place("demo.py", 2),)),)),))

A line that was inlined has several places, the innermost first: where it stands, then
where that was called.
"""

from __future__ import annotations

from ..backends.llvm.locations import Chain
from ..errors import Span
from ..record import value


@value
class Place:
    """A line of the user's source."""

    path: str
    line: int


@value
class Line:
    """A line of a stage; `is_instruction` tells it from labels, heads and the like."""

    text: str
    places: tuple[Place, ...] = ()
    is_instruction: bool = False


@value
class Part:
    """The lines of a function, or of what stands around the functions.

    A function of the runtime that was not inlined has no places: it serves many lines.
    """

    name: str  # empty around the functions
    lines: tuple[Line, ...]
    is_runtime: bool = False


@value
class Stage:
    """A form that the program takes."""

    name: str
    title: str
    parts: tuple[Part, ...]
    comment: str = "#"  # what begins a comment in its language


class Users:
    """The user's functions by their names in the program, and where each begins."""

    def __init__(self, starts: dict[str, Place]) -> None:
        self._starts = starts

    def __contains__(self, function: str) -> bool:
        return function in self._starts

    def start(self, function: str) -> tuple[Place, ...]:
        """The `def` line of a function; of the runtime's there is none."""
        place = self._starts.get(function)
        return () if place is None else (place,)

    def place(self, function: str, span: Span | None) -> tuple[Place, ...]:
        """The place of what stands in a function of the program."""
        if function not in self:
            return ()
        return self.start(function) if span is None else (Place(span.path, span.line),)

    def places(self, chain: Chain, function: str) -> tuple[Place, ...]:
        """The places of a chain of positions in code of a function.

        What belongs to several lines at once stands on the function's `def` line.
        """
        own = [position for position in chain if position.function in self]
        known = dict.fromkeys(Place(p.path, p.line) for p in own if p.line)
        return tuple(known) or self.start(own[0].function if own else function)
