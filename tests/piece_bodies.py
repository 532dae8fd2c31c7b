"""Functions that call much of the runtime, for test_pieces.py."""

from __future__ import annotations


def words(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts


def longest(text: str) -> str:
    best: str = ""
    for word in text.split():
        if len(word) > len(best):
            best = word
    return best


def framed(x: float, n: int) -> str:
    return f"<{x:.3f}|{n:>5}|{n:,}>"


def number(text: str) -> int:
    return int(text)


def place(values: list[str], value: str) -> int:
    return values.index(value)


def popped(values: dict[str, int], key: str) -> int:
    return values.pop(key)


def character(code: int) -> str:
    return chr(code)


def code(text: str) -> int:
    return ord(text)


def joined(values: list[str], separator: str) -> str:
    return separator.join(values)


def divided(text: str, n: int) -> str:
    return ";".join(text.split(text[: n - 1])) * (10 // n)


def what_failed(text: str, values: dict[str, int], codes: list[int]) -> str:
    """Which of several errors comes out of the runtime, and its message."""
    try:
        return chr(codes[0]) + str(values.pop(text)) + str(int(text)) + str(codes.index(7))
    except KeyError as error:
        return "key " + str(error)
    except OverflowError as error:
        return "overflow " + str(error)
    except ValueError as error:
        return "value " + str(error)
    except LookupError as error:
        return "lookup " + str(error)


def passed_on(text: str, key: str) -> int:
    values = {"a": 1}
    try:
        return values.pop(key) + int(text)
    except ValueError:
        values.pop("b")
        return 0
    finally:
        values.clear()


def through_calls(text: str) -> int:
    return number(text) + 1


def printed(text: str) -> None:
    for word in text.split():
        print(word.upper(), len(word))
