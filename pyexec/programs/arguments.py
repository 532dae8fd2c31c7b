"""Reads a program's command line and calls the function that the program was made of.

    COUNT = Argument("count", "int", "COUNT")
    LOUD = Argument("loud", "bool", "--loud", required=False)
    line = CommandLine("shout", (COUNT, LOUD), usage="usage: ...\\n", help="...")
    parse(line, ["3", "--loud"])           # {"count": 3, "loud": True}
    parse(line, ["x"])                     # UsageError: argument COUNT: 'x' is not an int
    main(shout, line, ["3", "--loud"])     # calls shout(3, loud=True), prints its result

This file goes into the programs as it is.  So it imports nothing but `sys`, and knows
nothing of annotations or of the rest of PyExec: `specification` makes the `CommandLine`
when the program is built, and its `repr` is the expression that makes it again.
"""

from __future__ import annotations

import sys

# What type checkers take for True, without the time to import `typing`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from traceback import FrameSummary
    from types import TracebackType
    from typing import Any

HELP = ("-h", "--help")

# The range of each integer type; what is not in here has none.
RANGES = {
    f"{sign}int{bits}": (0 if sign else -(1 << (bits - 1)), (1 << (bits - (not sign))) - 1)
    for sign in ("", "u")
    for bits in (8, 16, 32, 64)
}

TRUTH = {
    **dict.fromkeys(("true", "yes", "on", "1"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}


class Argument:
    """A parameter as it is given on the command line.

    Attributes:
        name: the parameter's name in Python.
        type: "str", "int", "float", "bool", "complex", a fixed width such as "uint8",
            "float32" or "complex64".  "int" is as large as the backend's `int`.
        spelling: "--first-name" for an option, "FIRST_NAME" for what is given by position.
        required: whether it must be given; what is repeated by position need not be.
        repeated: whether it takes any number of values.
        passing: how the function takes it: "positional", "starred" (`*args`) or "keyword".
    """

    __slots__ = ("name", "passing", "repeated", "required", "spelling", "type")

    def __init__(
        self,
        name: str,
        type: str,
        spelling: str,
        required: bool = True,
        repeated: bool = False,
        passing: str = "positional",
    ) -> None:
        self.name = name
        self.type = type
        self.spelling = spelling
        self.required = required
        self.repeated = repeated
        self.passing = passing

    @property
    def is_option(self) -> bool:
        return self.spelling.startswith("-")

    @property
    def is_flag(self) -> bool:
        """Whether it is given as `--name` or `--no-name`, without a value."""
        return self.is_option and self.type == "bool" and not self.repeated

    @property
    def negation(self) -> str:
        """How a flag is switched off."""
        return "--no-" + self.spelling[2:]

    def __repr__(self) -> str:
        return (
            f"Argument({self.name!r}, {self.type!r}, {self.spelling!r}, {self.required!r}, "
            f"{self.repeated!r}, {self.passing!r})"
        )


class CommandLine:
    """The command line of a program: its name, its arguments in the function's order, its texts.

    A program without arguments does not look at its command line at all: the function
    finds `sys.argv` untouched.  `usage` and `help` end with a line end.
    """

    __slots__ = ("arguments", "help", "program", "usage")

    def __init__(
        self, program: str, arguments: tuple[Argument, ...], usage: str, help: str
    ) -> None:
        self.program = program
        self.arguments = arguments
        self.usage = usage
        self.help = help

    def __repr__(self) -> str:
        return f"CommandLine({self.program!r}, {self.arguments!r}, {self.usage!r}, {self.help!r})"


class UsageError(Exception):
    """The command line does not fit; the message names the argument."""


class HelpAsked(Exception):
    """`-h` or `--help` is on the command line."""


class OutputClosed(Exception):
    """Nobody reads the standard output any more."""


def parse(line: CommandLine, words: Sequence[str]) -> dict[str, object]:
    """The values on a command line, by the names of the parameters that they are for.

    The words are read from left to right: options are converted on the way, then what is
    missing or too much is told, then the rest is converted by position.

    Raises:
        UsageError: if they do not fit.
        HelpAsked: if help is asked for before that.
    """
    values: dict[str, object] = {}
    loose = _options(line, words, values)
    places = [a for a in line.arguments if not a.is_option]
    singles = [a for a in places if not a.repeated]
    lacking = singles[len(loose) :] + [
        a for a in line.arguments if a.is_option and a.required and a.name not in values
    ]
    if lacking:
        names = ", ".join(a.spelling for a in line.arguments if a in lacking)
        raise UsageError(f"the following arguments are required: {names}")
    surplus = len(loose) - len(singles)
    if surplus and len(places) == len(singles):
        raise UsageError(f"unrecognized argument: {loose[len(singles)]}")
    rest = iter(loose)
    for argument in places:
        if argument.repeated:
            values[argument.name] = [convert(argument, next(rest)) for _ in range(surplus)]
        else:
            values[argument.name] = convert(argument, next(rest))
    return values


def _options(line: CommandLine, words: Sequence[str], values: dict[str, object]) -> list[str]:
    """Take the options and their values out of the words; what is left, in order."""
    options = {a.spelling: a for a in line.arguments if a.is_option}
    negations = {a.negation: a for a in options.values() if a.is_flag}
    loose: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            loose.extend(rest)
            break
        if not _looks_like_option(word):
            loose.append(word)
            continue
        written, equals, attached = word.partition("=")
        spelling = written[:2] + written[2:].replace("_", "-")
        if not equals and spelling in HELP:
            raise HelpAsked
        argument = options.get(spelling) or negations.get(spelling)
        if argument is None:
            raise UsageError(f"unrecognized argument: {word}")
        if not argument.is_flag:
            value = convert(argument, attached if equals else _value(argument, rest))
            _note(argument, value, values)
        elif equals:
            raise UsageError(f"argument {spelling}: takes no value")
        else:
            values[argument.name] = spelling in options
    return loose


def _note(argument: Argument, value: object, values: dict[str, object]) -> None:
    """Keep an option's value: the last one counts, or all of them."""
    if not argument.repeated:
        values[argument.name] = value
        return
    collected = values.setdefault(argument.name, [])
    assert isinstance(collected, list)
    collected.append(value)


def _value(argument: Argument, rest: Iterator[str]) -> str:
    """The word behind an option."""
    word = next(rest, None)
    if word is None or word == "--" or _looks_like_option(word):
        raise UsageError(f"argument {argument.spelling}: expected a value")
    return word


def _looks_like_option(word: str) -> bool:
    """A hyphen alone is a value, and so is what begins as a negative number does."""
    if len(word) < 2 or word[0] != "-":
        return False
    return word[1] not in "0123456789." and word[1:4].lower() not in ("inf", "nan")


def convert(argument: Argument, text: str) -> object:
    """The value of a word.

    Raises:
        UsageError: if the argument's type has no such value.
    """
    name = argument.type
    try:
        if name == "str":
            return text
        if name == "bool":
            return TRUTH[text.strip().lower()]
        if name in ("float", "float32"):
            return _single(float(text)) if name == "float32" else float(text)
        if name in ("complex", "complex64"):
            number = complex(text)
            if name == "complex64":
                return complex(_single(number.real), _single(number.imag))
            return number
        whole = int(text)
    except (KeyError, ValueError):
        article = "an" if name[0] == "i" else "a"
        raise UsageError(
            f"argument {argument.spelling}: '{text}' is not {article} {name}"
        ) from None
    low, high = RANGES.get(name, (whole, whole))
    if not low <= whole <= high:
        raise UsageError(
            f"argument {argument.spelling}: {text.strip()} is out of range for {name} "
            f"({low} to {high})"
        )
    return whole


def _single(number: float) -> float:
    """A number rounded to 32 bits; infinite where it is too large, as NumPy has it."""
    cell = memoryview(bytearray(4)).cast("f")
    cell[0] = number
    return cell[0]


def bind(
    function: Callable[..., Any], line: CommandLine, values: dict[str, object]
) -> tuple[list[object], dict[str, object]]:
    """The positional and the keyword arguments of the call that a command line asks for."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    defaults: tuple[object, ...] = getattr(function, "__defaults__", None) or ()
    places = [a for a in line.arguments if a.passing == "positional"]
    first = len(places) - len(defaults)
    positional = [
        values[a.name] if a.name in values else defaults[index - first]
        for index, a in enumerate(places)
    ]
    keywords: dict[str, object] = {}
    for argument in line.arguments:
        if argument.name in values:
            value = values[argument.name]
            if argument.passing == "keyword":
                keywords[argument.name] = value
            elif argument.passing == "starred":
                assert isinstance(value, list)
                positional += value
    return positional, keywords


def answer(function: Callable[..., Any], line: CommandLine, words: Sequence[str]) -> int:
    """Call the function with what a command line gives, and print its result; the exit code.

    What the function raises goes on to the caller.

    Raises:
        OutputClosed: if the result cannot be printed since nobody reads it.
    """
    positional: list[object] = []
    keywords: dict[str, object] = {}
    if line.arguments:
        try:
            positional, keywords = bind(function, line, parse(line, words))
        except HelpAsked:
            print(line.help, end="")
            return 0
        except UsageError as error:
            print(f"{line.usage}{line.program}: error: {error}", file=sys.stderr)
            return 2
    result = function(*positional, **keywords)
    if result is not None:
        text = str(result)
        try:
            print(text)
        except BrokenPipeError:
            raise OutputClosed from None
    return 0


def main(
    function: Callable[..., Any],
    line: CommandLine,
    words: Sequence[str],
    files: Mapping[str, str],
) -> None:
    """What a program does: answer its command line, and exit with the code.

    `files` are the files that a traceback is to name, by those of the program.
    """
    sys.excepthook = lambda kind, error, trace: _show_error(files, kind, error, trace)
    try:
        code = answer(function, line, words)
        if sys.stdout is not None:
            sys.stdout.flush()
    except OutputClosed:
        _give_up_output()
        code = 1
    except BrokenPipeError:
        if not _output_is_closed():
            raise
        _give_up_output()
        code = 1
    sys.exit(code)


def _output_is_closed() -> bool:
    """Whether it was standard output, and not some other pipe, that nobody reads any more."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return True
    return False


def _give_up_output() -> None:
    """Or the interpreter would try to write the rest once more at its end, and complain."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_error(
    files: Mapping[str, str],
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """A traceback that begins with the user's function, and names the user's files."""
    frame = trace
    while frame is not None and frame.tb_frame.f_code.co_name != "answer":
        frame = frame.tb_next
    if frame is not None:
        trace = error.__traceback__ = frame.tb_next
    if sys.stderr is None:
        return
    import traceback

    shown = traceback.TracebackException(kind, error, trace)
    pending: list[Any] = [shown]
    while pending:
        part = pending.pop()
        pending += [p for p in (part.__cause__, part.__context__) if p is not None]
        pending += getattr(part, "exceptions", None) or []
        part.stack = traceback.StackSummary.from_list([_in_source(f, files) for f in part.stack])
    shown.print()


def _in_source(frame: FrameSummary, files: Mapping[str, str]) -> Any:
    """A frame of a traceback in the file that its code comes from."""
    import os

    folder = os.path.dirname(__file__)
    found = files.get(os.path.relpath(frame.filename, folder))
    return frame if found is None else (found, frame.lineno, frame.name, None)
