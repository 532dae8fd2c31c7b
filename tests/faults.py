"""What is wrong with an answer, in all that can be seen of it.

differences([expectation], [answer], [oracle's answer]) == ""       # nothing
"""

from __future__ import annotations

from collections.abc import Iterator

from answers import Answer, Raised, Seen, alike, same
from expectations import Expectation


def differences(
    expected: list[Expectation], answers: list[Answer], oracle: list[Answer] | None = None
) -> str:
    """One line for each answer that is not the expected one, in all that can be seen of it."""
    known = oracle or [None] * len(expected)
    found = zip(expected, answers, known, strict=True)
    return "\n".join(line for e, answer, python in found for line in faults_of(e, answer, python))


def faults_of(e: Expectation, found: Answer, python: Answer) -> Iterator[str]:
    """What is wrong with an answer; `python` is the oracle's, or None."""
    seen = found if isinstance(found, Seen) else Seen(found)
    if not same(e.answer, seen.answer):
        yield f"{e}: {_shown(seen.answer)}, not {_shown(e.answer)}"
    if None not in (e.prints, seen.printed) and e.prints != seen.printed:
        yield f"{e} prints {seen.printed!r}, not {e.prints!r}"
    if isinstance(python, Seen) and seen.arguments is not None:
        if not same(seen.arguments, python.arguments):
            yield f"{e} leaves {seen.arguments}, not {python.arguments}"
        elif (
            seen.identities
            and same(python.answer, seen.answer)
            and not alike((seen.answer, seen.arguments), (python.answer, python.arguments))
        ):
            yield f"{e}: what is one object in Python is two, or two are one"


def _shown(answer: Answer) -> str:
    if isinstance(answer, Raised):
        return f"{answer.exception}: {answer.message}"
    return repr(answer)
