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
from os.path import basename

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
    files = dict.fromkeys(place.path for place in source)
    for index, part in enumerate(stage.parts):
        if index and stage.name != "wat":
            yield Kind.CODE, ""
        before: tuple[Place, ...] = ()
        for line in part.lines:
            if line.is_instruction and line.places and line.places != before:
                before = line.places
                yield Kind.COMMENT, _comment(stage.comment, line, source, len(files) > 1)
            yield Kind.CODE, line.text.expandtabs(8)


def _listing(stage: Stage) -> Iterator[tuple[Kind, str]]:
    """The source itself, with line numbers; above each file, where there are several."""
    paths = [part.lines[0].places[0].path for part in stage.parts]
    before = paths[0] if len(set(paths)) == 1 else ""
    for index, (part, path) in enumerate(zip(stage.parts, paths, strict=True)):
        if index:
            yield Kind.CODE, ""
        if path != before:
            before = path
            yield Kind.COMMENT, f"# {basename(path)}"
        for line in part.lines:
            yield Kind.CODE, f"{line.places[0].line:4}  {line.text}".rstrip()


def _comment(sign: str, line: Line, source: Mapping[Place, str], with_file: bool) -> str:
    """Above a line: where it comes from."""
    first, *callers = line.places
    indent = line.text.expandtabs(8)
    indent = indent[: len(indent) - len(indent.lstrip())]
    text = source.get(first, "").strip()
    called = "".join(f" (called in line {_number(place, with_file)})" for place in callers)
    return f"{indent}{sign} {_number(first, with_file)}: {text}{called}"


def _number(place: Place, with_file: bool) -> str:
    return f"{basename(place.path)}:{place.line}" if with_file else str(place.line)
