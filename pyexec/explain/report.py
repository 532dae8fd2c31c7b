"""A stage as plain text, with the source lines as comments above what they became.

for kind, text in stage_text(stage, sources):
    print(text)

py.share:
# 2: return (total + extra) % parts
        addq    %rsi, %rdi
        jo      .LBB0_1
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from .lines import Line, Place, Stage


class Kind(Enum):
    """What a line of the text is, for those who colour it."""

    TITLE = "title"
    COMMENT = "comment"
    CODE = "code"


def stage_text(stage: Stage, source: Mapping[Place, str]) -> Iterator[tuple[Kind, str]]:
    """The lines of a stage.

    Args:
        stage: any but the source, too.
        source: the text of each place.
    """
    if stage.name == "source":
        yield from _listing(stage)
        return
    for index, part in enumerate(stage.parts):
        if index and stage.name != "wat":
            yield Kind.CODE, ""
        before: tuple[Place, ...] = ()
        for line in part.lines:
            if line.is_instruction and line.places and line.places != before:
                before = line.places
                yield Kind.COMMENT, _comment(stage.comment, line, source)
            yield Kind.CODE, line.text.expandtabs(8)


def _listing(stage: Stage) -> Iterator[tuple[Kind, str]]:
    """The source itself, with line numbers."""
    for index, part in enumerate(stage.parts):
        if index:
            yield Kind.CODE, ""
        for line in part.lines:
            yield Kind.CODE, f"{line.places[0].line:4}  {line.text}".rstrip()


def _comment(sign: str, line: Line, source: Mapping[Place, str]) -> str:
    """Above a line: where it comes from."""
    first, *callers = line.places
    indent = line.text.expandtabs(8)
    indent = indent[: len(indent) - len(indent.lstrip())]
    text = source.get(first, "").strip()
    called = "".join(f" (called in line {place.line})" for place in callers)
    return f"{indent}{sign} {first.line}: {text}{called}"
