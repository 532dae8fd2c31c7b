"""From one notation to another."""

ROMAN = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]


def decimal_to_binary(num: int) -> str:
    """
    >>> decimal_to_binary(40), decimal_to_binary(-2), decimal_to_binary(0)
    ('0b101000', '-0b10', '0b0')
    """
    if num == 0:
        return "0b0"
    negative = False
    if num < 0:
        negative = True
        num = -num
    binary: list[int] = []
    while num > 0:
        binary.insert(0, num % 2)
        num >>= 1
    if negative:
        return "-0b" + "".join(str(e) for e in binary)
    return "0b" + "".join(str(e) for e in binary)


def binary_to_decimal(bin_string: str) -> int:
    """
    >>> binary_to_decimal(" -11101 ")
    -29
    >>> binary_to_decimal("12")
    Traceback (most recent call last):
    ValueError: Non-binary value was passed to the function
    """
    bin_string = str(bin_string).strip()
    if not bin_string:
        raise ValueError("Empty string was passed to the function")
    is_negative = bin_string[0] == "-"
    if is_negative:
        bin_string = bin_string[1:]
    if not all(char in "01" for char in bin_string):
        raise ValueError("Non-binary value was passed to the function")
    decimal_number = 0
    for char in bin_string:
        decimal_number = 2 * decimal_number + int(char)
    return -decimal_number if is_negative else decimal_number


def to_base(num: int, base: int) -> str:
    """
    >>> to_base(255, 16), to_base(0, 2)
    ('FF', '0')
    >>> to_base(7, 1)
    Traceback (most recent call last):
    ValueError: base must be >= 2
    """
    if base < 2:
        raise ValueError("base must be >= 2")
    if base > 36:
        raise ValueError("base must be <= 36")
    if num < 0:
        raise ValueError("parameter must be positive int")
    new_value = ""
    while True:
        num, mod = divmod(num, base)
        digit = chr(ord("A") + mod - 10) if mod > 9 else str(mod)
        new_value = digit + new_value
        if num == 0:
            return new_value


def hex_to_rgb(colour: str) -> tuple[int, int, int]:
    """
    >>> hex_to_rgb("#ff8000")
    (255, 128, 0)
    >>> hex_to_rgb("ff80")
    Traceback (most recent call last):
    ValueError: 'ff80' is no colour
    """
    text = colour.lstrip("#")
    if len(text) != 6:
        raise ValueError(f"{colour!r} is no colour")
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def rgb_to_hex(red: int, green: int, blue: int) -> str:
    """
    >>> rgb_to_hex(255, 128, 0)
    '#ff8000'
    """
    return f"#{red:02x}{green:02x}{blue:02x}"


def int_to_roman(number: int) -> str:
    """
    >>> int_to_roman(3456)
    'MMMCDLVI'
    """
    result = []
    for arabic, roman in ROMAN:
        (factor, number) = divmod(number, arabic)
        result.append(roman * factor)
        if number == 0:
            break
    return "".join(result)


def roman_to_int(roman: str) -> int:
    """
    >>> roman_to_int("MMMCDLVI")
    3456
    """
    vals = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = 0
    place = 0
    while place < len(roman):
        if (place + 1 < len(roman)) and (vals[roman[place]] < vals[roman[place + 1]]):
            total += vals[roman[place + 1]] - vals[roman[place]]
            place += 2
        else:
            total += vals[roman[place]]
            place += 1
    return total


def ip_to_int(address: str) -> int:
    """
    >>> ip_to_int("192.168.0.1")
    3232235521
    >>> ip_to_int("10.0.0.256")
    Traceback (most recent call last):
    ValueError: Invalid IPv4 octet 256
    """
    octets = [int(octet) for octet in address.split(".")]
    if len(octets) != 4:
        raise ValueError("Invalid IPv4 address format")
    result = 0
    for octet in octets:
        if not 0 <= octet <= 255:
            raise ValueError(f"Invalid IPv4 octet {octet}")
        result = (result << 8) + octet
    return result


def temperature(value: float, unit_from: str, unit_to: str) -> float:
    """
    >>> temperature(25.0, "C", "F"), temperature(0.0, "K", "C")
    (77.0, -273.15)
    >>> temperature(1.0, "C", "X")
    Traceback (most recent call last):
    ValueError: Invalid 'from_type' or 'to_type' value: 'C', 'X'
    Supported values are: C, F, K
    """
    scales = {"C": (1.0, 0.0), "F": (1.8, 32.0), "K": (1.0, 273.15)}
    if unit_from not in scales or unit_to not in scales:
        raise ValueError(
            f"Invalid 'from_type' or 'to_type' value: {unit_from!r}, {unit_to!r}\n"
            f"Supported values are: {', '.join(scales)}"
        )
    factor, offset = scales[unit_from]
    celsius = (value - offset) / factor
    factor, offset = scales[unit_to]
    return celsius * factor + offset


def number_to_words(n: int) -> str:
    """
    >>> number_to_words(0), number_to_words(342), number_to_words(100)
    ('zero', 'three hundred and forty-two', 'one hundred')
    """
    ones = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen"
    ).split()
    tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if n < 20:
        return ones[n]
    if n < 100:
        rest = n % 10
        return tens[n // 10] + (f"-{ones[rest]}" if rest else "")
    words = f"{ones[n // 100]} hundred"
    if n % 100:
        words += " and " + number_to_words(n % 100)
    return words


def excel_column(title: str) -> int:
    """
    >>> excel_column("A"), excel_column("AB"), excel_column("ZY")
    (1, 28, 701)
    """
    assert title.isupper()
    answer = 0
    for index, letter in enumerate(reversed(title)):
        answer += (ord(letter) - 64) * 26**index
    return answer


def duration(seconds: int) -> str:
    """
    >>> duration(3661), duration(59), duration(7200)
    ('1 hour, 1 minute and 1 second', '59 seconds', '2 hours')
    """
    parts = []
    for name, size in [("hour", 3600), ("minute", 60), ("second", 1)]:
        n, seconds = divmod(seconds, size)
        if n:
            parts.append(f"{n} {name}{'s' if n != 1 else ''}")
    if len(parts) < 2:
        return "".join(parts) or "now"
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def gray_code(bits: int) -> list[str]:
    """
    >>> gray_code(2)
    ['00', '01', '11', '10']
    """
    if bits == 0:
        return [""]
    shorter = gray_code(bits - 1)
    return ["0" + code for code in shorter] + ["1" + code for code in reversed(shorter)]
