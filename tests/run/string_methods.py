"""Every method of str that needs neither bytes nor a locale."""

# options: infer=True
# numba: no


def code(text: str) -> int:
    number = len(text)
    for character in text:
        number = (number * 31 + ord(character)) % 1_000_000_007
    return number


def case_inside(n: int) -> int:
    text = "hELLO wORLD éß→" * n
    return (code(text.upper()) + code(text.lower()) + code(text.title())
            + code(text.capitalize()) + code(text.swapcase()) + code(text.casefold())) % 1_000_003
# run: case_inside(0) == 0
# run: case_inside(1) == 588487
# run: case_inside(3) == 694505


def search_inside(n: int) -> int:
    text = "abcabc" * n
    return (text.find("ca") + 10 * text.rfind("bc") + 100 * text.count("abc")
            + 1000 * text.startswith("ab") + 10000 * text.endswith("bc"))
# run: search_inside(1) == 11242
# run: search_inside(3) == 11762
# run: search_inside(0) == -11


def split_inside(n: int) -> int:
    return sum(int(part) for part in ("1,2,3," * n + "0").split(","))
# run: split_inside(1) == 6
# run: split_inside(5) == 30


def join_inside(n: int) -> int:
    return code(", ".join([str(i) for i in range(n)])) + code("".join(["a", "→"]))
# run: join_inside(0) == 13523
# run: join_inside(1) == 13602
# run: join_inside(12) == 66163813


def replace_inside(n: int) -> int:
    return code("banana".replace("a", "→" * n)) + code("banana".replace("an", "", 1))
# run: replace_inside(0) == 6897397
# run: replace_inside(2) == 878521340


def pad_inside(n: int) -> int:
    return code("ab".center(n, "*")) + code("ab".ljust(n)) + code("ab".rjust(n, "→")) + code("-7".zfill(n))
# run: pad_inside(0) == 18453
# run: pad_inside(5) == 949312547
# run: pad_inside(6) == 1986869060


def classes_inside(n: int) -> int:
    c = chr(n)
    return (c.isalpha() + 2 * c.isdigit() + 4 * c.isspace() + 8 * c.isupper() + 16 * c.islower()
            + 32 * c.isalnum() + 64 * c.isdecimal() + 128 * c.isnumeric() + 256 * c.isprintable()
            + 512 * c.isidentifier() + 1024 * c.isascii() + 2048 * c.istitle())
# run: classes_inside(97) == 1841
# run: classes_inside(65) == 3881
# run: classes_inside(48) == 1506
# run: classes_inside(32) == 1284
# run: classes_inside(10) == 1028
# run: classes_inside(95) == 1792
# run: classes_inside(0xb2) == 418
# run: classes_inside(0xbd) == 416
# run: classes_inside(0xe9) == 817
# run: classes_inside(0x1c5) == 2849
# run: classes_inside(0x660) == 482
# run: classes_inside(0x4e00) == 929
# run: classes_inside(0x2167) == 2984
# run: classes_inside(0xa0) == 4
# run: classes_inside(0x1d11e) == 256
# run: classes_inside(0xd800) == 0


def strip_inside(n: int) -> int:
    return code(("  x y" + " " * n).strip()) + code("xxaxx".strip("x")) + code("xyaxy".lstrip("yx")) + code("abcc".rstrip("c"))
# run: strip_inside(3) == 397392


def upper(text: str) -> str:
    return text.upper()
# run: upper("abc→é") == 'ABC→É'
# run: upper("straße") == 'STRASSE'
# run: upper("ŉ") == 'ʼN'
# run: upper("") == ''


def lower(text: str) -> str:
    return text.lower()
# run: lower("ABC É") == 'abc é'
# run: lower("İ") == 'i̇'
# run: lower("ΑΣ ΣΑ") == 'ας σα'


def title(text: str) -> str:
    return text.title()
# run: title("hello wORLD's end 3rd") == "Hello World'S End 3Rd"
# run: title("ǆabc ﬁne") == 'ǅabc Fine'


def capitalize(text: str) -> str:
    return text.capitalize()
# run: capitalize("hELLO wORLD") == 'Hello world'
# run: capitalize("ßa") == 'Ssa'
# run: capitalize("") == ''


def swapcase(text: str) -> str:
    return text.swapcase()
# run: swapcase("Hello ßÉ") == 'hELLO SSé'


def casefold(text: str) -> str:
    return text.casefold()
# run: casefold("Straße ΣΑΣ") == 'strasse σασ'


def find(text: str, part: str) -> tuple[int, int]:
    return text.find(part), text.rfind(part)
# run: find("hello", "l") == (2, 3)
# run: find("hello", "") == (0, 5)
# run: find("hello", "x") == (-1, -1)
# run: find("", "") == (0, 0)
# run: find("a→b→c", "→") == (1, 3)
# run: find("ab", "abc") == (-1, -1)


def find_between(text: str, part: str, start: int, stop: int) -> tuple[int, int, int]:
    return text.find(part, start, stop), text.rfind(part, start), text.count(part, start, stop)
# run: find_between("abcabcabc", "abc", 1, 8) == (3, 6, 1)
# run: find_between("abcabcabc", "c", -4, -1) == (5, 8, 1)
# run: find_between("abc", "", 3, 9) == (3, 3, 1)
# run: find_between("abc", "", 4, 9) == (-1, -1, 0)


def index(text: str, part: str) -> int:
    return text.index(part)
# run: index("hello", "lo") == 3
# run: index("hello", "x") raises ValueError: substring not found


def rindex(text: str, part: str) -> int:
    return text.rindex(part)
# run: rindex("hello", "l") == 3
# run: rindex("hello", "x") raises ValueError: substring not found


def count(text: str, part: str) -> int:
    return text.count(part)
# run: count("banana", "an") == 2
# run: count("aaaa", "aa") == 2
# run: count("abc", "") == 4
# run: count("", "a") == 0


def starts(text: str, part: str) -> tuple[bool, bool]:
    return text.startswith(part), text.endswith(part)
# run: starts("hello", "he") == (True, False)
# run: starts("hello", "lo") == (False, True)
# run: starts("a", "") == (True, True)
# run: starts("a", "ab") == (False, False)


def starts_any(text: str) -> bool:
    return text.startswith(("http:", "https:")) or text.endswith((".py", ".txt"))
# run: starts_any("https://x") == True
# run: starts_any("a.txt") == True
# run: starts_any("a.c") == False


def starts_at(text: str, part: str, at: int) -> bool:
    return text.startswith(part, at)
# run: starts_at("hello", "l", 2) == True
# run: starts_at("hello", "", 9) == False


def split(text: str) -> list[str]:
    return text.split()
# run: split("  a b\t c\n") == ['a', 'b', 'c']
# run: split("") == []
# run: split("one") == ['one']
# run: split("a\u2003b\x1fc") == ['a', 'b', 'c']


def split_by(text: str, separator: str) -> list[str]:
    return text.split(separator)
# run: split_by("a,b,,c", ",") == ['a', 'b', '', 'c']
# run: split_by("", ",") == ['']
# run: split_by("a--b-c", "--") == ['a', 'b-c']
# run: split_by("abc", "") raises ValueError: empty separator


def split_most(text: str, separator: str, most: int) -> list[str]:
    return text.split(separator, most) + text.rsplit(separator, maxsplit=most)
# run: split_most("a b c d", " ", 2) == ['a', 'b', 'c d', 'a b', 'c', 'd']
# run: split_most("a b c d", " ", 0) == ['a b c d', 'a b c d']
# run: split_most("a b c d", " ", -1) == ['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd']


def split_spaces_most(text: str, most: int) -> list[str]:
    return text.split(None, most) + text.rsplit(maxsplit=most)
# run: split_spaces_most("  a  b  c  ", 1) == ['a', 'b  c  ', '  a  b', 'c']
# run: split_spaces_most("  a  b  c  ", 0) == ['a  b  c  ', '  a  b  c']


def splitlines(text: str) -> list[str]:
    return text.splitlines()
# run: splitlines("a\nb\r\nc\rd\n") == ['a', 'b', 'c', 'd']
# run: splitlines("") == []
# run: splitlines("\n\n") == ['', '']
# run: splitlines("a\x0bb\u2028c") == ['a', 'b', 'c']


def kept_ends(text: str) -> list[str]:
    return text.splitlines(True) + text.splitlines(keepends=False)
# run: kept_ends("a\r\nb") == ['a\r\n', 'b', 'a', 'b']


def partition(text: str, separator: str) -> tuple[str, str, str]:
    return text.partition(separator)
# run: partition("key=value=x", "=") == ('key', '=', 'value=x')
# run: partition("key", "=") == ('key', '', '')
# run: partition("a", "") raises ValueError: empty separator


def rpartition(text: str, separator: str) -> tuple[str, str, str]:
    return text.rpartition(separator)
# run: rpartition("key=value=x", "=") == ('key=value', '=', 'x')
# run: rpartition("key", "=") == ('', '', 'key')


def join(separator: str, parts: list[str]) -> str:
    return separator.join(parts)
# run: join(", ", ["a", "b", "c"]) == 'a, b, c'
# run: join("→", ["a"]) == 'a'
# run: join("→", []) == ''
# run: join("", ["é", "𝄞"]) == 'é𝄞'


def join_letters(separator: str, text: str) -> str:
    return separator.join(text)
# run: join_letters("-", "abc") == 'a-b-c'


def join_generator(n: int) -> str:
    return " ".join(str(i * i) for i in range(n) if i % 2)
# run: join_generator(6) == '1 9 25'


def join_keys(counts: dict[str, int]) -> str:
    return "+".join(counts)
# run: join_keys({"x": 1, "y": 2}) == 'x+y'


def replace(text: str, old: str, new: str) -> str:
    return text.replace(old, new)
# run: replace("hello", "l", "L") == 'heLLo'
# run: replace("hello", "", "-") == '-h-e-l-l-o-'
# run: replace("aaa", "aa", "b") == 'ba'
# run: replace("a→b", "→", "") == 'ab'
# run: replace("", "", "x") == 'x'
# run: replace("abc", "x", "→") == 'abc'


def replace_most(text: str, most: int) -> str:
    return text.replace("a", "bb", most)
# run: replace_most("aaaa", 2) == 'bbbbaa'
# run: replace_most("aaaa", 0) == 'aaaa'
# run: replace_most("aaaa", -1) == 'bbbbbbbb'


def strip(text: str) -> list[str]:
    return [text.strip(), text.lstrip(), text.rstrip()]
# run: strip("  a b \t\n") == ['a b', 'a b \t\n', '  a b']
# run: strip("\u2003x\u3000") == ['x', 'x\u3000', '\u2003x']
# run: strip("   ") == ['', '', '']
# run: strip("") == ['', '', '']


def strip_these(text: str, those: str) -> list[str]:
    return [text.strip(those), text.lstrip(those), text.rstrip(those)]
# run: strip_these("xyabcyx", "xy") == ['abc', 'abcyx', 'xyabc']
# run: strip_these("→a→", "→") == ['a', 'a→', '→a']
# run: strip_these("aaa", "a") == ['', '', '']
# run: strip_these(" a ", "") == [' a ', ' a ', ' a ']


def pad(text: str, width: int) -> list[str]:
    return [text.center(width), text.ljust(width), text.rjust(width), text.zfill(width)]
# run: pad("ab", 5) == ['  ab ', 'ab   ', '   ab', '000ab']
# run: pad("abc", 6) == [' abc  ', 'abc   ', '   abc', '000abc']
# run: pad("-5", 4) == [' -5 ', '-5  ', '  -5', '-005']
# run: pad("+", 3) == [' + ', '+  ', '  +', '+00']
# run: pad("abc", 2) == ['abc', 'abc', 'abc', 'abc']
# run: pad("", 2) == ['  ', '  ', '  ', '00']


def pad_with(text: str, width: int, fill: str) -> list[str]:
    return [text.center(width, fill), text.ljust(width, fill), text.rjust(width, fill)]
# run: pad_with("ab", 5, "*") == ['**ab*', 'ab***', '***ab']
# run: pad_with("ab", 4, "→") == ['→ab→', 'ab→→', '→→ab']
# run: pad_with("ab", 4, "") raises TypeError: The fill character must be exactly one character long
# run: pad_with("ab", 4, "xx") raises TypeError: The fill character must be exactly one character long


def prefixes(text: str, part: str) -> tuple[str, str]:
    return text.removeprefix(part), text.removesuffix(part)
# run: prefixes("abcab", "ab") == ('cab', 'abc')
# run: prefixes("abc", "x") == ('abc', 'abc')
# run: prefixes("abc", "") == ('abc', 'abc')


def tabs(text: str, size: int) -> str:
    return text.expandtabs(size)
# run: tabs("a\tbc\td", 4) == 'a   bc  d'
# run: tabs("\ta\n\tb", 8) == '        a\n        b'
# run: tabs("a\tb", 0) == 'ab'


def classes(text: str) -> list[bool]:
    return [
        text.isalpha(), text.isdigit(), text.isspace(), text.isupper(), text.islower(),
        text.isalnum(), text.isdecimal(), text.isnumeric(), text.isprintable(),
        text.isidentifier(), text.isascii(), text.istitle(),
    ]
# run: classes("") == [False, False, False, False, False, False, False, False, True, False, True, False]
# run: classes("abc") == [True, False, False, False, True, True, False, False, True, True, True, False]
# run: classes("ABC1") == [False, False, False, True, False, True, False, False, True, True, True, False]
# run: classes("12") == [False, True, False, False, False, True, True, True, True, False, True, False]
# run: classes("Hello World") == [False, False, False, False, False, False, False, False, True, False, True, True]
# run: classes(" \t") == [False, False, True, False, False, False, False, False, False, False, True, False]
# run: classes("_x1") == [False, False, False, False, True, False, False, False, True, True, True, False]
# run: classes("1x") == [False, False, False, False, True, True, False, False, True, False, True, False]
# run: classes("é→") == [False, False, False, False, True, False, False, False, True, False, False, False]
# run: classes("²") == [False, True, False, False, False, True, False, True, True, False, False, False]


def table(text: str) -> str:
    return text.translate({97: "A", 98: None, 99: "see"})
# run: table("abcd") == 'Aseed'


def mapped(text: str) -> str:
    return text.translate(str.maketrans("abc", "xyz"))
# run: mapped("aabbccd") == 'xxyyzzd'


def mapped_and_removed(text: str) -> str:
    return text.translate(str.maketrans("ab", "xy", "c "))
# run: mapped_and_removed("a b c d") == 'xyd'


def chained(text: str) -> list[str]:
    return text.strip().lower().replace(",", "").split()
# run: chained("  Hello, World, AGAIN ") == ['hello', 'world', 'again']


def unbound(words: list[str]) -> list[str]:
    return list(map(str.upper, words))
# run: unbound(["a", "b"]) == ['A', 'B']
