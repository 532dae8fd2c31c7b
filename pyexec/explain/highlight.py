"""The words of a line that are worth a colour, as HTML.

    highlighted("  raise ValueError: no", "ir")
    # '  <b class="error">raise ValueError</b>: no'

A language is a row of patterns, of which the first that fits a place counts.  Python's
own lines go through its tokenizer, since a string may span several.
"""

from __future__ import annotations

import html
import io
import keyword
import re
import tokenize
from collections.abc import Iterator, Sequence
from typing import Final

_NUMBER: Final = r"(?<![\w.%$])-?(?:0x[0-9a-fA-F]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)\b|-?\b(?:inf|nan)\b"
_STRING: Final = r"\"[^\"]*\"|'[^']*'"
_TYPE: Final = r"\b(?:u?int(?:8|16|32|64)?|float(?:32)?|complex(?:64)?|bool)\b"
_TREE: Final = (
    ("word", r"(?<![\w=.'])[A-Z][A-Za-z]+(?![\w\[])"),
    ("string", _STRING),
    ("number", _NUMBER),
    ("type", _TYPE),
)
_INTERMEDIATE: Final = (
    ("error", r"\braise \w+"),
    ("word", r"\b(?:func|slot|jump|branch|return|call|libm|unlikely)\b"),
    ("label", r"^b\d+:"),
    ("type", _TYPE),
    ("number", _NUMBER),
)
_LLVM: Final = (
    ("comment", r";.*"),
    ("label", r"^[\w.$-]+:"),
    ("word", r"(?<== )(?:tail )?[a-z]\w*|^ +(?:tail call|[a-z]\w*)|^define|\blabel\b"),
    ("type", r"\b(?:i\d+|double|float|ptr|void)\b"),
    ("string", _STRING),
    ("number", _NUMBER),
)
_ASSEMBLY: Final = (
    ("label", r"^\S+:"),
    ("word", r"^\s+[\w.]+"),
    ("number", r"[$#]-?\w+|" + _NUMBER),
    ("string", _STRING),
)
_WAT: Final = (
    ("comment", r";;.*"),
    ("error", r"\bcall \$pyexec_raise|\bunreachable\b"),
    ("type", r"\((?:param|result|local|mut)\b|(?<=[\s(])[if](?:32|64)(?=[\s)])"),
    ("word", r"(?<![\w$.])(?:[if](?:32|64)\.\w+|(?:local|global|memory)\.\w+"
             r"|(?:module|func|export|global|memory|data|block|loop|if|else|end|br|br_if|br_table"
             r"|call|return|select|drop)\b)"),
    ("string", _STRING),
    ("number", _NUMBER),
)  # fmt: skip

_LANGUAGES: Final = {
    "ast": _TREE,
    "types": _TREE,
    "built": _INTERMEDIATE,
    "ir": _INTERMEDIATE,
    "lowered": _LLVM,
    "llvm": _LLVM,
    "asm": _ASSEMBLY,
    "wat": _WAT,
}
_PATTERNS: Final = {
    stage: re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in rows))
    for stage, rows in _LANGUAGES.items()
}


def highlighted(text: str, stage: str) -> str:
    """A line of a stage, any but the source, as HTML."""
    parts, at = [], 0
    for match in _PATTERNS[stage].finditer(text):
        parts.append(html.escape(text[at : match.start()], quote=False))
        parts.append(_marked(match[0], match.lastgroup or ""))
        at = match.end()
    return "".join([*parts, html.escape(text[at:], quote=False)])


def _marked(text: str, kind: str) -> str:
    inner = text.lstrip()
    lead = text[: len(text) - len(inner)]
    return f'{lead}<b class="{kind}">{html.escape(inner, quote=False)}</b>'


def highlighted_python(lines: Sequence[str]) -> list[str]:
    """The lines of a definition as HTML."""
    marks: list[list[tuple[int, int, str]]] = [[] for _ in lines]
    for kind, start, end in _tokens(lines):
        for row in range(start[0], end[0] + 1):
            first = start[1] if row == start[0] else 0
            last = end[1] if row == end[0] else len(lines[row])
            marks[row].append((first, last, kind))
    return [_with_marks(text, found) for text, found in zip(lines, marks, strict=True)]


Place = tuple[int, int]


def _tokens(lines: Sequence[str]) -> Iterator[tuple[str, Place, Place]]:
    """The tokens that have a colour, with rows that count from 0."""
    text = "".join(line + "\n" for line in lines)
    kinds = {tokenize.STRING: "string", tokenize.NUMBER: "number", tokenize.COMMENT: "comment"}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            is_word = token.type == tokenize.NAME and keyword.iskeyword(token.string)
            kind = "word" if is_word else kinds.get(token.type)
            if kind is not None:
                (row, column), (end_row, end_column) = token.start, token.end
                yield kind, (row - 1, column), (end_row - 1, end_column)
    except (tokenize.TokenError, IndentationError):
        return  # a part of a file need not be well-formed by itself; what was read stays


def _with_marks(text: str, marks: Sequence[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for first, last, kind in marks:
        parts += [html.escape(text[at:first], quote=False), _marked(text[first:last], kind)]
        at = last
    return "".join([*parts, html.escape(text[at:], quote=False)])
