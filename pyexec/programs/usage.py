"""The texts of a command line: the usage line and what `--help` prints, 80 columns at most.

    usage("greet", arguments)
    # usage: greet [-h] [--times TIMES] [--loud | --no-loud] NAME

They are made when a program is built, so that it prints the same bytes whichever
backend built it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Final

from .arguments import Argument

_WIDTH: Final = 80
# Where the descriptions begin, unless a name is longer.
_COLUMN: Final = 24
_PLAIN: Final = (bool, int, float, complex, str, type(None))


def usage(program: str, arguments: Sequence[Argument]) -> str:
    """The usage line: options first, then what is given by position; broken where too long."""
    options = [_option_usage(a) for a in arguments if a.is_option]
    places = [f"[{a.spelling} ...]" if a.repeated else a.spelling
              for a in arguments if not a.is_option]  # fmt: skip
    lead = f"usage: {program}"
    indent = len(lead) + 1 if len(lead) <= _WIDTH // 2 else 8
    lines = [lead]
    for word in ("[-h]", *options, *places):
        if len(lines[-1]) + 1 + len(word) > _WIDTH and lines[-1].strip():
            lines.append(" " * (indent - 1))
        lines[-1] += f" {word}"
    return "\n".join(lines) + "\n"


def _option_usage(argument: Argument) -> str:
    if argument.is_flag:
        text = f"{argument.spelling} | {argument.negation}"
        return f"({text})" if argument.required else f"[{text}]"
    text = f"{argument.spelling} {_value_name(argument)}"
    text = text if argument.required and not argument.repeated else f"[{text}]"
    return f"{text}..." if argument.repeated else text


def _value_name(option: Argument) -> str:
    """What stands for an option's value: its name as a positional argument would have it."""
    return option.spelling[2:].replace("-", "_").upper()


def help_text(
    program: str, arguments: Sequence[Argument], doc: str, defaults: Mapping[str, object]
) -> str:
    """What `--help` prints.

    Args:
        program: the program's name.
        arguments: in the order of the function's parameters.
        doc: the function's docstring, its indentation removed; empty if there is none.
        defaults: the default values of those parameters that have one.
    """
    parts = [usage(program, arguments)]
    if doc:
        parts.append("".join(f"{_wrapped(line)}\n" for line in doc.expandtabs().splitlines()))
    places = [(_left(a), _right(a, defaults)) for a in arguments if not a.is_option]
    options = [(_left(a), _right(a, defaults)) for a in arguments if a.is_option]
    options.append(("-h, --help", "show this text and exit"))
    if places:
        parts.append("arguments:\n" + _table(places))
    parts.append("options:\n" + _table(options))
    return "\n".join(parts)


def _wrapped(line: str) -> str:
    """A line of a docstring, in several where it is too long."""
    if len(line) <= _WIDTH:
        return line.rstrip()
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(line.strip(), _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _left(argument: Argument) -> str:
    if argument.is_flag:
        return f"{argument.spelling}, {argument.negation}"
    if argument.is_option:
        return f"{argument.spelling} {_value_name(argument)}"
    return f"{argument.spelling} ..." if argument.repeated else argument.spelling


def _right(argument: Argument, defaults: Mapping[str, object]) -> str:
    parts = [argument.type]
    if argument.repeated:
        parts.append("may be repeated" if argument.is_option else "any number of values")
    if argument.is_option and argument.required:
        parts.append("required")
    elif argument.name in defaults and _is_plain(defaults[argument.name]):
        parts.append(f"default: {defaults[argument.name]!r}")
    return ", ".join(parts)


def _is_plain(value: object) -> bool:
    """Whether the text of a default says what it is, the same at every build."""
    if type(value) in (list, tuple):
        return all(_is_plain(item) for item in value)  # type: ignore[attr-defined]
    return type(value) in _PLAIN


def _table(rows: Sequence[tuple[str, str]]) -> str:
    """Two columns; the right one moves to a line of its own where the left one is too long."""
    column = min(_COLUMN, 4 + max(len(left) for left, _ in rows))
    lines: list[str] = []
    for left, right in rows:
        lead = f"  {left}".ljust(column)
        if len(lead) > column:
            lines.append(lead)
            lead = " " * column
        lines += textwrap.wrap(
            right, _WIDTH, initial_indent=lead, subsequent_indent=" " * column,
            break_on_hyphens=False,
        )  # fmt: skip
    return "\n".join(lines) + "\n"
