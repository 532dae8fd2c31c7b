"""Texts of one character whose codes are enough: compared, appended, asked for properties."""

# options: infer=True
# numba: no

from collections.abc import Iterator


def digits_of(text: str) -> str:
    found = ""
    for c in text:
        if c != "," and c not in " \t":
            found += c
    return found
# run: digits_of("1, 2,\t30") == "1230"
# run: digits_of("é,€ 😀,é") == "é€😀é"
# run: digits_of("") == ""


def widening(text: str, more: str) -> tuple[str, str]:
    kept = text
    for c in more:
        text += c
    return text, kept
# run: widening("ab", "cé€😀é") == ("abcé€😀é", "ab")
# run: widening("", "😀a€") == ("😀a€", "")
# run: widening("€", "0123456789abcdefghij") == ("€0123456789abcdefghij", "€")
# run: widening("0123456", "789abcdefghijklmnopqrstuvwxyz") == ("0123456789abcdefghijklmnopqrstuvwxyz", "0123456")


def long(n: int) -> tuple[int, str, str]:
    text = ""
    for i in range(n):
        text += "abcdefghijk"[i % 11]
    return len(text), text[:3], text[-3:]
# run: long(0) == (0, "", "")
# run: long(1) == (1, "a", "a")
# run: long(2050) == (2050, "abc", "bcd")
# run: long(7000) == (7000, "abc", "bcd")


def every_length(n: int) -> bool:
    for size in range(n):
        text, beside = "", ""
        for i in range(size):
            text += chr(97 + i % 26)
            beside = beside + chr(97 + i % 26)
        if text != beside or len(text) != size:
            return False
    return True
# run: every_length(160) == True


def taken(letters: str, number: int) -> str:
    word = ""
    while number > 0:
        word += letters[number % 12]
        number //= 12
    return word
# run: taken("etaoinshrdlu", 4999) == "hrla"
# run: taken("etaoin", 4) == "i"
# run: taken("etaoin", 9) raises IndexError: string index out of range


def from_the_end(text: str, i: int) -> bool:
    return text[i] == text[-1]
# run: from_the_end("abca", 0) == True
# run: from_the_end("abca", -2) == False
# run: from_the_end("abca", 4) raises IndexError: string index out of range
# run: from_the_end("", 0) raises IndexError: string index out of range


def which_comes_first(a: str, b: str, i: int) -> bool:
    return a[i] < b[10 // i]
# run: which_comes_first("abcdef", "xyz", 5) == True
# run: which_comes_first("abcdef", "xyz", 6) raises IndexError: string index out of range
# run: which_comes_first("abcdef", "xyz", 0) raises ZeroDivisionError: integer division or modulo by zero


def beside_a_text(text: str, other: str) -> list[bool]:
    result = []
    for c in text:
        result.append(c == other)
        result.append(other == c)
        result.append(c in other)
    return result
# run: beside_a_text("aé", "é") == [False, False, False, True, True, True]
# run: beside_a_text("a", "") == [False, False, False]
# run: beside_a_text("b", "bb") == [False, False, True]
# run: beside_a_text("€", "a€") == [False, False, True]
# run: beside_a_text("€", "ab") == [False, False, False]


def classes(text: str) -> list[str]:
    found = []
    for c in text:
        name = ""
        if c.isdigit():
            name += "digit"
        if c.isdecimal():
            name += " decimal"
        if c.isnumeric():
            name += " numeric"
        if c.isalpha():
            name += " alpha"
        if c.isupper():
            name += " upper"
        if c.islower():
            name += " lower"
        if c.isspace():
            name += " space"
        if c.isprintable():
            name += " printable"
        if c.isidentifier():
            name += " identifier"
        found.append(name)
    return found
# run: classes("7²½") == ["digit decimal numeric printable", "digit numeric printable", " numeric printable"]
# run: classes("aÄǅ_") == [" alpha lower printable identifier", " alpha upper printable identifier", " alpha printable identifier", " printable identifier"]
# run: classes(" \n\u2003") == [" space printable", " space", " space"]


def as_a_number(text: str) -> int:
    total = 0
    for c in text:
        total = total * 10 + int(c)
    return total
# run: as_a_number("0912") == 912
# run: as_a_number("1٣") == 13
# run: as_a_number("1x") raises ValueError: invalid literal for int() with base 10: 'x'
# run: as_a_number("1²") raises ValueError: invalid literal for int() with base 10: '²'


def shifted(text: str, by: int) -> str:
    result = ""
    for c in text:
        if "a" <= c <= "z":
            result += chr((ord(c) - ord("a") + by) % 26 + ord("a"))
        else:
            result += c
    return result
# run: shifted("hello, World", 3) == "khoor, Wruog"


def out_of_range(i: int) -> str:
    text = "x"
    text += chr(i)
    return text
# run: out_of_range(65) == "xA"
# run: out_of_range(1114112) raises ValueError: chr() arg not in range(0x110000)
# run: out_of_range(-1) raises ValueError: chr() arg not in range(0x110000)
# run: out_of_range(4294967296) raises OverflowError


def unbound(text: str) -> bool:
    for c in text:
        pass
    return c == "x"
# run: unbound("ax") == True
# run: unbound("") raises UnboundLocalError: cannot access local variable 'c' where it is not associated with a value


def chosen(text: str, late: bool) -> int:
    last = text[-1] if late else text[0]
    total = 0
    for c in text:
        if c == last:
            total += 1
        last, before = c, last
        if before == "b":
            total += 100
    return total
# run: chosen("abba", False) == 202
# run: chosen("abba", True) == 202
# run: chosen("", True) raises IndexError: string index out of range


def mixed_uses(text: str) -> tuple[list[str], str]:
    """`c` is needed as a text, `d` is not."""
    parts, rest = [], ""
    for c in text:
        d = c
        if d == "-":
            parts.append(c)
        elif c < "n":
            rest += d
    return parts, rest
# run: mixed_uses("a-z-b") == (["-", "-"], "ab")


def caught(texts: list[str], i: int) -> str:
    found = ""
    c = "?"
    for text in texts:
        try:
            c = text[i]
            found += c
        except IndexError:
            found += c
        finally:
            found += "|"
    return found
# run: caught(["abc", "x", "def"], 1) == "b|b|e|"
# run: caught(["", "x"], 0) == "?|x|"


def passed_on(text: str) -> Iterator[int]:
    for c in text:
        if c != " ":
            yield ord(c)


def through_a_generator(text: str) -> list[int]:
    return list(passed_on(text))
# run: through_a_generator("a b€") == [97, 98, 8364]


def in_comprehensions(text: str) -> tuple[int, list[int], bool]:
    return sum(1 for c in text if c == "a"), [ord(c) for c in text if c.isalpha()], any(c > "y" for c in text)
# run: in_comprehensions("a1za") == (2, [97, 122, 97], True)
# run: in_comprehensions("") == (0, [], False)


def captured(text: str) -> int:
    count = 0
    for c in text:
        def same(other: str) -> bool:
            return other == c

        for d in text:
            if same(d):
                count += 1
    return count
# run: captured("abca") == 6


def with_walrus(text: str) -> int:
    i = 0
    total = 0
    while i < len(text) and (c := text[i]) != ".":
        total += ord(c)
        i += 1
    return total
# run: with_walrus("ab.c") == 195
# run: with_walrus("") == 0


def matched(text: str) -> list[int]:
    found = []
    for c in text:
        match c:
            case "(":
                found.append(1)
            case ")" | "]":
                found.append(-1)
            case _:
                found.append(0)
    return found
# run: matched("(x]") == [1, 0, -1]


def of_many(text: str) -> int:
    count = 0
    for c in text:
        if c in "abcdefghijklmnopqrstuvwxyzé" or c in "":
            count += 1
    return count
# run: of_many("aé€Z") == 2


def numbered(text: str) -> int:
    total = 0
    for i, (c, d) in enumerate(zip(text, text[1:])):
        if c == d:
            total += i
    return total
# run: numbered("aabbb") == 5
