"""All stages side by side on a page of their own, where a line lights up what it became.

    Path("share.html").write_text(page_text(explanation))

The page is one file that asks for no other.  `page.css` and `page.js` beside this module
go into it as they are.  A line has the numbers of its places in `data-p`, the innermost
first; everything that the script does follows from these.
"""

from __future__ import annotations

import html
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from ..errors import PyExecError
from ..frontend.depth import deeply
from .explanation import STAGES, Explanation
from .facts import Facts, line_facts
from .highlight import highlighted, highlighted_python
from .lines import Line, Part, Place, Stage

# The columns that are open at first; on a narrow screen, the source and the last of them.
_OPEN: Final = ("source", "ir", "llvm", "asm")

_ABOUT: Final = {
    "ast": "as Python parses it",
    "types": "every type and conversion decided",
    "built": "blocks and typed slots, before the passes",
    "ir": "the runtime inlined, after the passes",
    "lowered": "as PyExec writes it, before LLVM's passes",
    "llvm": "after LLVM's optimisation",
}

# Nothing is fetched, whatever stands in the user's source.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

_HELP: Final = (
    "Point at a line, or choose one with Tab and the arrow keys: what it came from and what "
    "it became lights up. Click or Enter holds it, Escape lets go."
)


@deeply
def page_text(explanation: Explanation) -> str:
    """The page's text.

    Raises:
        CompileError: if the functions cannot be compiled.
        ToolError: if LLVM is missing.
    """
    return _Page(explanation).text()


class _Page:
    """Writes the page of one explanation."""

    def __init__(self, explanation: Explanation) -> None:
        self._explanation = explanation
        self._facts = line_facts(explanation)
        self._numbers: dict[Place, int] = {}
        sources = explanation.sources.values()
        self._paths = dict.fromkeys(source.path for source in sources)
        self._starts = {Place(source.path, source.node.lineno) for source in sources}
        counts = [f.instructions for p, f in self._facts.items() if p not in self._starts]
        self._most = max(counts, default=1)

    def text(self) -> str:
        names = ", ".join(function.__name__ for function in self._explanation.functions)
        columns = "".join(map(self._column, STAGES))
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}; img-src data:">\n'
            f"<title>{html.escape(names)} - explained by PyExec</title>\n"
            '<link rel="icon" href="data:,">\n'
            f"<style>\n{_asset('page.css')}</style>\n</head>\n<body>\n"
            f"{self._header(names)}<main>\n{columns}</main>\n"
            f'<footer><output id="detail">{_HELP}</output></footer>\n'
            f"<script>\n{_asset('page.js')}</script>\n</body>\n</html>\n"
        )

    def _header(self, names: str) -> str:
        settings = self._explanation.settings
        options = [
            word
            for word, is_set in (
                ("infer", settings.infer),
                ("overflow wraps", settings.overflow == "wrap"),
                ("fastmath", settings.fastmath),
                (f"optimize {settings.optimize}", settings.optimize is not None),
            )
            if is_set
        ]
        about = ", ".join([*map(os.path.basename, self._paths), *options])
        buttons = "".join(
            f'<button type="button" data-opens="{name}" aria-controls="{name}" '
            f'aria-pressed="{str(name in _OPEN).lower()}">{title}</button>\n'
            for name, title in STAGES.items()
        )
        return (
            f"<header>\n<h1>{html.escape(names)} <small>{html.escape(about)}</small></h1>\n"
            f'<nav aria-label="Columns">\n{buttons}</nav>\n{_LEGEND}</header>\n'
        )

    def _column(self, name: str) -> str:
        hidden = "" if name in _OPEN else " hidden"
        try:
            stage = self._explanation.stage(name)
        except PyExecError as error:
            # WebAssembly has less than native code; the other columns are there all the same.
            if name != "wat":
                raise
            body, about = f'<p class="missing">{html.escape(str(error))}</p>\n', "not to be had"
        else:
            body = f'<div class="lines">\n{self._lines(stage)}</div>\n'
            about = self._about(stage)
        return (
            f'<section id="{name}"{hidden}>\n<h2 title="{html.escape(about)}">{STAGES[name]} '
            f"<small>{html.escape(about)}</small></h2>\n{body}</section>\n"
        )

    def _about(self, stage: Stage) -> str:
        if stage.name == "source":
            return "tinted by the machine instructions of each line"
        if stage.name == "asm":
            target = self._explanation.target
            return f"{_instructions(stage)}, {target.name} {target.cpu}"
        if stage.name == "wat":
            return f"{_instructions(stage)}, {self._explanation.module_size:,} bytes in all"
        return _ABOUT[stage.name]

    def _lines(self, stage: Stage) -> str:
        shown = ""
        texts = []
        for part in stage.parts:
            if stage.name == "source" and len(self._paths) > 1:
                path = part.lines[0].places[0].path
                if path != shown:
                    name = html.escape(os.path.basename(path))
                    texts.append(f"<h3><small>{name}</small></h3>\n")
                shown = path
            texts.append(self._part(stage.name, part))
        return "".join(texts)

    def _part(self, stage: str, part: Part) -> str:
        plain = [line.text.expandtabs(4) for line in part.lines]
        if stage == "source":
            texts = highlighted_python(plain)
        else:
            texts = [highlighted(text, stage) for text in plain]
        lines = "".join(
            self._line(line, _code(text, marked), stage == "source")
            for line, text, marked in zip(part.lines, plain, texts, strict=True)
        )
        if part.is_runtime and part.name:
            summary = f"{html.escape(part.name)} <small>of the runtime</small>"
            return f"<details>\n<summary>{summary}</summary>\n{lines}</details>\n"
        return f'<div class="part">\n{lines}</div>\n'

    def _line(self, line: Line, text: str, is_source: bool) -> str:
        if not line.places:
            return f"<p>{text}</p>\n"
        numbers = " ".join(
            str(self._numbers.setdefault(place, len(self._numbers))) for place in line.places
        )
        count = ' data-counts=""' if line.is_instruction else ""
        if not is_source:
            return f'<p data-p="{numbers}"{count}>{text}</p>\n'
        return self._source_line(line.places[0], numbers, text)

    def _source_line(self, place: Place, number: str, text: str) -> str:
        facts = self._facts.get(place, Facts())
        name = f"{os.path.basename(place.path)}:" if len(self._paths) > 1 else ""
        attributes = f'data-p="{number}" data-line="{html.escape(name)}{place.line}"'
        if place in self._starts:
            attributes += ' data-starts=""'
        for name, held in (
            ("errors", facts.errors),
            ("runtime", facts.runtime),
            ("calls", facts.calls),
        ):
            if held:
                attributes += f' data-{name}="{html.escape(_listed(held))}"'
        marks = _mark("raises", "!", "can raise", facts.errors)
        marks += _mark("calls", "ƒ", "calls", facts.calls)
        cost = ""
        if facts.instructions:
            if place not in self._starts:  # where what no single line has is counted
                # The root keeps the lines of little cost apart from those of none.
                heat = (facts.instructions / self._most) ** 0.5
                attributes += f' style="--heat: {heat:.2f}"'
            cost = f'<span class="cost">{facts.instructions}</span>'
        return f'<p {attributes}><span class="number">{place.line}</span>{text}{marks}{cost}</p>\n'


def _code(text: str, marked: str) -> str:
    """A line's text; where it is broken, it goes on a little further to the right."""
    indent = len(text) - len(text.lstrip())
    style = f' style="--indent: {indent}"' if indent else ""
    return f"<code{style}>{marked}</code>"


def _listed(held: Iterable[str]) -> str:
    return "; ".join(held)


def _mark(kind: str, sign: str, meaning: str, held: Sequence[str]) -> str:
    if not held:
        return ""
    title = html.escape(f"{meaning} {_listed(held)}")
    return f'<abbr class="{kind}" title="{title}">{sign}</abbr>'


def _instructions(stage: Stage) -> str:
    count = sum(line.is_instruction for part in stage.parts for line in part.lines)
    return f"{count:,} instruction{'' if count == 1 else 's'}"


_LEGEND: Final = (
    '<p class="legend"><span><i class="heat"></i> many machine instructions, their number at '
    'the right</span> <span><abbr class="raises">!</abbr> can raise</span> '
    '<span><abbr class="calls">ƒ</abbr> calls a function</span> '
    '<span><i class="lit"></i> of this line</span> '
    '<span><i class="near"></i> inlined by or into it</span></p>\n'
)


def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
