"""Roman numerals, both ways, with a strict reader; and a little arithmetic on them."""

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
PARTS = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]  # fmt: skip
LARGEST = 3999


def to_roman(number: int) -> str:
    """Write a number from 1 to 3999 as a Roman numeral.

    >>> to_roman(1994)
    'MCMXCIV'
    >>> to_roman(0)
    Traceback (most recent call last):
    ValueError: 0 is not between 1 and 3999
    """
    if not 1 <= number <= LARGEST:
        raise ValueError(f"{number} is not between 1 and {LARGEST}")
    result = ""
    for value, letters in PARTS:
        times, number = divmod(number, value)
        result += letters * times
    return result


def to_roman_by_digits(number: int) -> str:
    """Do the same digit by digit.

    >>> to_roman_by_digits(2948)
    'MMCMXLVIII'
    """
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    places = [("I", "V", "X"), ("X", "L", "C"), ("C", "D", "M"), ("M", "?", "?")]
    result = ""
    for (one, five, ten), digit in zip(places, reversed(str(number))):
        letters = {"I": one, "V": five, "X": ten}
        result = "".join(letters[letter] for letter in ones[int(digit)]) + result
    return result


def value_of(numeral: str) -> int:
    """Add up the letters, those before a larger one negative.

    >>> value_of("MCMXCIV")
    1994
    >>> value_of("IIX")
    8
    """
    total = 0
    previous = 0
    for letter in reversed(numeral):
        value = VALUES[letter]
        total += value if value >= previous else -value
        previous = max(previous, value)
    return total


def from_roman(numeral: str) -> int:
    """Read a numeral, and accept it only in its normal form.

    >>> from_roman("xlii")
    42
    >>> from_roman("IIII")
    Traceback (most recent call last):
    ValueError: 'IIII' is written IV
    """
    letters = numeral.strip().upper()
    if not letters:
        raise ValueError("the numeral is empty")
    strange = sorted({letter for letter in letters if letter not in VALUES})
    if strange:
        raise ValueError(f"{numeral!r} contains {', '.join(strange)}")
    value = value_of(letters)
    if value > LARGEST:
        raise ValueError(f"{numeral!r} is too large")
    if value < 1 or to_roman(value) != letters:
        raise ValueError(f"{numeral!r} is written {to_roman(value)}")
    return value


def calculate(expression: str) -> str:
    """Compute with two numerals.

    >>> calculate("XII + IX")
    'XXI'
    """
    words = expression.split()
    if len(words) != 3:
        raise ValueError(f"expected two numerals and an operator, found {len(words)} words")
    first, operator, second = words
    a, b = from_roman(first), from_roman(second)
    operations = {"+": a + b, "-": a - b, "*": a * b, "/": a // b}
    try:
        return to_roman(operations[operator])
    except KeyError as error:
        raise ValueError(f"unknown operator {error}") from error


def longest_up_to(limit: int) -> tuple[int, str]:
    """Return the number below a limit whose numeral is longest.

    >>> longest_up_to(10)
    (8, 'VIII')
    """
    best = max(range(1, limit), key=lambda number: len(to_roman(number)))
    return best, to_roman(best)


def main() -> None:
    """Print numerals, and check that all are read as they are written."""
    for year in [1, 4, 9, 14, 40, 90, 400, 476, 1066, 1492, 1994, 2024, 3999]:
        print(f"{year:>5} {to_roman(year):<10} {from_roman(to_roman(year)) == year}")
    numbers = range(1, LARGEST + 1)
    assert all(from_roman(to_roman(n)) == n for n in numbers)
    assert all(to_roman(n) == to_roman_by_digits(n) for n in numbers)
    number, numeral = longest_up_to(4000)
    print(f"the longest is {numeral} ({number}, {len(numeral)} letters)")
    counts = dict.fromkeys(VALUES, 0)
    for n in range(1, 101):
        for letter in to_roman(n):
            counts[letter] += 1
    print("letters from I to C:", {letter: n for letter, n in counts.items() if n})
    for expression in ["XII + IX", "M - I", "XL * III", "C / VII", "I - I", "M * M", "I ^ I", "I"]:
        try:
            print(f"{expression} = {calculate(expression)}")
        except ValueError as error:
            print(f"{expression}: {error}")
    for wrong in ["IIII", "VX", "IC", "", "ABC", "MMMMM", " mmxxv "]:
        try:
            print(from_roman(wrong))
        except ValueError as error:
            print(error)


if __name__ == "__main__":
    main()
