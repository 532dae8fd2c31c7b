"""What is said when a container has not as many elements as there are names for them."""

from __future__ import annotations

from .texts import str_of_int


def too_few(found: int, count: int, least: str) -> str:
    """The message for a container that has less elements than are needed."""
    return (
        "not enough values to unpack (expected "
        + least
        + str_of_int(count)
        + ", got "
        + str_of_int(found)
        + ")"
    )


def too_many(found: int, count: int) -> str:
    """The message for a container that has more elements than there are names."""
    return "too many values to unpack (expected " + str_of_int(count) + ")"
