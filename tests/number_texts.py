"""The runtime's numbers as text, in this process, beside CPython's; and how to find a difference.

    numbers = Numbers()
    numbers.shown(0.1)              # "0.1", by rt/float_text.py
    numbers.float_of("1e-1")        # 0.1, by rt/float_reading.py; None for what is no float

    python tests/number_texts.py 600    # compares for that many seconds

The memory of the functions has not a byte more than they may use, and ends there: one that
reads or writes too far raises IndexError.
"""

from __future__ import annotations

import math
import random
import struct
import sys
import time
from collections.abc import Iterator
from decimal import Context, Decimal

from pyexec.kernel import MemoryOwner, attach, method
from pyexec.rt import float_reading, float_text, integer_text

EXACT = Context(prec=1200)


class Native(MemoryOwner):
    """The functions of `rt/`, on a memory."""

    __slots__ = ()

    def __init__(self, buffer: bytearray) -> None:
        attach(self, buffer)

    @method("powers.power_of_five")
    def power_of_five(self, place: int, exponent: int) -> None: ...

    @method("float_text.write_float")
    def write_float(self, place: int, x: float) -> int: ...  # type: ignore[empty-body]

    @method("float_text.write_complex")
    def write_complex(self, place: int, real: float, imag: float) -> int: ...  # type: ignore[empty-body]

    @method("integer_text.write_signed")
    def write_signed(self, place: int, n: int) -> int: ...  # type: ignore[empty-body]

    @method("integer_text.write_unsigned")
    def write_unsigned(self, place: int, n: int) -> int: ...  # type: ignore[empty-body]

    @method("float_reading.read_float")
    def read_float(self, start: int, end: int, place: int) -> bool: ...  # type: ignore[empty-body]

    @method("float_reading.read_complex")
    def read_complex(self, start: int, end: int, place: int) -> bool: ...  # type: ignore[empty-body]

    @method("integer_reading.read_integer")
    def read_integer(  # type: ignore[empty-body]
        self, start: int, end: int, place: int, width: int, signed: bool
    ) -> int: ...


class Numbers:
    """The same, with Python's texts."""

    def __init__(self, longest: int = 20_000) -> None:
        self.longest = longest
        self.buffer = bytearray(longest + float_reading.ROOM_OF_COMPLEX)
        self.native = Native(self.buffer)
        self.end = len(self.buffer)

    def shown(self, x: float) -> str:
        """As `repr` shows it."""
        place = self.end - float_text.MOST_CHARACTERS
        return self._text(place, self.native.write_float(place, x))

    def shown_complex(self, x: complex) -> str:
        place = self.end - float_text.MOST_CHARACTERS_COMPLEX
        return self._text(place, self.native.write_complex(place, x.real, x.imag))

    def shown_integer(self, n: int, signed: bool) -> str:
        place = self.end - integer_text.MOST_CHARACTERS
        write = self.native.write_signed if signed else self.native.write_unsigned
        return self._text(place, write(place, n))

    def float_of(self, text: str) -> float | None:
        """As `float` reads it."""
        place = self.end - float_reading.ROOM_OF_FLOAT
        start, end = self._put(text, place)
        if not self.native.read_float(start, end, place):
            return None
        (value,) = struct.unpack_from("<d", self.buffer, place)
        assert isinstance(value, float)
        return value

    def complex_of(self, text: str) -> complex | None:
        """As `complex` reads it."""
        place = self.end - float_reading.ROOM_OF_COMPLEX
        start, end = self._put(text, place)
        if not self.native.read_complex(start, end, place):
            return None
        return complex(*struct.unpack_from("<2d", self.buffer, place))

    def integer_of(self, text: str, width: int, signed: bool) -> int | str:
        """As `int` reads it: the number, or what is wrong with the text."""
        place = self.end - 8
        start, end = self._put(text, place)
        status = self.native.read_integer(start, end, place, width, signed)
        if status != 0:
            return {1: "no number", 2: "out of range"}[status]
        (value,) = struct.unpack_from("<q" if signed else "<Q", self.buffer, place)
        return int(value)

    def power_of_five(self, exponent: int) -> int:
        """The leading 128 bits."""
        place = self.end - 16
        self.native.power_of_five(place, exponent)
        high, low = struct.unpack_from("<2Q", self.buffer, place)
        return int(high) << 64 | int(low)

    def _put(self, text: str, place: int) -> tuple[int, int]:
        """Write a text right before a place: where it starts and ends."""
        content = text.encode()
        assert len(content) <= self.longest
        self.buffer[place - len(content) : place] = content
        return place - len(content), place

    def _text(self, start: int, end: int) -> str:
        return self.buffer[start:end].decode()


def float_of_bits(pattern: int) -> float:
    (value,) = struct.unpack("<d", struct.pack("<Q", pattern))
    assert isinstance(value, float)
    return value


def boundaries() -> Iterator[float]:
    """Powers of 2 and 10 and their neighbours, the smallest floats, whole numbers, cents."""
    powers = [math.ldexp(1.0, e) for e in range(-1074, 1024)]
    for x in [*powers, *(float(f"1e{e}") for e in range(-323, 309))]:
        yield from (x, math.nextafter(x, 0.0), math.nextafter(x, math.inf))
    yield from (n * 5e-324 for n in range(200))
    yield from (math.ldexp(n, 0) for n in range(2000))
    yield from (n / 100 for n in range(2000))
    yield from (sys.float_info.max, sys.float_info.min, math.inf, -math.inf, -0.0, math.nan)


def halfway_texts(pattern: int, chance: random.Random) -> Iterator[str]:
    """The number halfway between two floats, in full, and texts a little beside it."""
    low = float_of_bits(pattern)
    middle = EXACT.add(Decimal(low), EXACT.divide(Decimal(math.ulp(low)), Decimal(2)))
    text = format(middle, chance.choice("fe"))
    digits, letter, exponent = text.partition("e")
    tail = letter + exponent
    point = "" if "." in digits else "."
    yield digits + tail
    yield digits + point + "0" * chance.randrange(40) + tail
    yield digits + point + "0" * chance.randrange(40) + "1" + tail
    if digits[-1] not in "0.":
        nines = "9" * chance.randrange(1, 40)
        yield digits[:-1] + str(int(digits[-1]) - 1) + point + nines + tail
    if tail:
        yield from (digits[:length] + tail for length in (17, 18, 19, 20, 21, 25, 40))


def random_texts(chance: random.Random) -> Iterator[str]:
    """Decimals of some digits, at any exponent."""
    yield f"{chance.getrandbits(chance.randrange(1, 70))}e{chance.randrange(-350, 320)}"
    digits = "".join(chance.choice("0123456789") for _ in range(chance.randrange(1, 60)))
    place = chance.randrange(len(digits) + 1)
    yield f"{digits[:place]}.{digits[place:]}e{chance.randrange(-330, 310)}"


def random_floats(chance: random.Random) -> Iterator[float]:
    yield float_of_bits(chance.getrandbits(64))
    yield chance.random()
    yield chance.uniform(-1e6, 1e6)
    yield round(chance.uniform(-1e4, 1e4), chance.randrange(6))


def difference(numbers: Numbers, x: float) -> str | None:
    """What is wrong with a float's text, or with the float that is read from it."""
    expected = repr(x)
    if numbers.shown(x) != expected:
        return f"{expected} is shown as {numbers.shown(x)}"
    return text_difference(numbers, expected)


def text_difference(numbers: Numbers, text: str) -> str | None:
    """What is wrong with the float that is read from a text."""
    expected, found = float(text), numbers.float_of(text)
    if repr(found) != repr(expected):
        return f"{text} is read as {found!r}, not {expected!r}"
    return None


def differences(numbers: Numbers, chance: random.Random) -> Iterator[str]:
    """Compares random floats and texts, as long as somebody wants to know."""
    while True:
        for x in random_floats(chance):
            yield difference(numbers, x) or ""
        for text in random_texts(chance):
            yield text_difference(numbers, text) or ""
        if chance.random() < 0.02:
            bits = chance.choice((63, 53, 12))
            pattern = chance.getrandbits(bits) % 0x7FF0000000000000
            for text in halfway_texts(pattern, chance):
                yield text_difference(numbers, text) or ""


def main(seconds: float) -> int:
    """Compare for a time; the number of differences, each of which is printed."""
    seed = random.SystemRandom().getrandbits(32)
    numbers, chance = Numbers(), random.Random(seed)
    found = [text for x in boundaries() if (text := difference(numbers, x))]
    end, count = time.monotonic() + seconds, 0
    for text in differences(numbers, chance):
        count += 1
        found += [text] * bool(text)
        if count % 10_000 == 0 and time.monotonic() > end:
            break
    print(*found, f"seed {seed}: {count} comparisons, {len(found)} differences", sep="\n")
    return len(found)


if __name__ == "__main__":
    sys.exit(min(1, main(float(sys.argv[1]))))
