"""Numbers from texts and texts from numbers: int, float, str, repr, hex, bin, oct, ord, chr."""

# options: infer=True
# numba: no


def code(text: str) -> int:
    number = len(text)
    for character in text:
        number = (number * 31 + ord(character)) % 1_000_000_007
    return number


def digits_of(n: int) -> int:
    return sum(int(c) for c in str(abs(n)))
# run: digits_of(12345) == 15
# run: digits_of(-9223372036854775807) == 88
# run: digits_of(0) == 0


def reversed_digits(n: int) -> int:
    return int(str(n)[::-1])
# run: reversed_digits(1200) == 21
# run: reversed_digits(-12) raises ValueError: invalid literal for int() with base 10: '21-'


def back_and_forth(n: int) -> int:
    return int(hex(n), 16) + int(bin(n), 2) + int(oct(n), 8) + int(str(n))
# run: back_and_forth(0) == 0
# run: back_and_forth(1234) == 4936
# run: back_and_forth(-77) == -308


def float_back(x: float) -> float:
    return float(str(x)) + float(repr(x))
# run: float_back(0.1) == 0.2
# run: float_back(1e22) == 2e+22
# run: float_back(5e-324) == 1e-323
# run: float_back(-inf) == -inf


def texts_inside(n: int, x: float) -> int:
    return code(str(n)) + code(repr(n)) + code(str(x)) + code(hex(n)) + code(str(True)) + code(str(None))
# run: texts_inside(0, 0.0) == 12714176
# run: texts_inside(-9223372036854775808, 1e-5) == 1285248137
# run: texts_inside(255, 123456789.0) == 536381391


def to_int(text: str) -> int:
    return int(text)
# run: to_int("42") == 42
# run: to_int("  -17\n") == -17
# run: to_int("+1_000") == 1000
# run: to_int("٣") == 3
# run: to_int("") raises ValueError: invalid literal for int() with base 10: ''
# run: to_int("abc") raises ValueError: invalid literal for int() with base 10: 'abc'
# run: to_int("1.5") raises ValueError: invalid literal for int() with base 10: '1.5'
# run: to_int("1__0") raises ValueError: invalid literal for int() with base 10: '1__0'
# run: to_int("- 1") raises ValueError: invalid literal for int() with base 10: '- 1'
# run: to_int("0x10") raises ValueError: invalid literal for int() with base 10: '0x10'
# run: to_int("9223372036854775807") == 9223372036854775807
# run: to_int("-9223372036854775808") == -9223372036854775808


def to_int_base(text: str, base: int) -> int:
    return int(text, base)
# run: to_int_base("ff", 16) == 255
# run: to_int_base("0xFF", 16) == 255
# run: to_int_base("0b101", 0) == 5
# run: to_int_base("0o17", 0) == 15
# run: to_int_base("z", 36) == 35
# run: to_int_base("-101", 2) == -5
# run: to_int_base("2", 2) raises ValueError: invalid literal for int() with base 2: '2'
# run: to_int_base("1", 37) raises ValueError: int() base must be >= 2 and <= 36, or 0
# run: to_int_base("012", 0) raises ValueError: invalid literal for int() with base 0: '012'
# run: to_int_base("1", 1) raises ValueError: int() base must be >= 2 and <= 36, or 0


def to_float(text: str) -> float:
    return float(text)
# run: to_float("1.5") == 1.5
# run: to_float(" -1e-3 ") == -0.001
# run: to_float("inf") == inf
# run: to_float("-Infinity") == -inf
# run: to_float("nan") == nan
# run: to_float("1_0.5") == 10.5
# run: to_float(".5") == 0.5
# run: to_float("5.") == 5.0
# run: to_float("1e400") == inf
# run: to_float("") raises ValueError: could not convert string to float: ''
# run: to_float("abc") raises ValueError: could not convert string to float: 'abc'
# run: to_float("1e") raises ValueError: could not convert string to float: '1e'


def str_int(n: int) -> str:
    return str(n)
# run: str_int(0) == '0'
# run: str_int(-9223372036854775808) == '-9223372036854775808'


def str_float(x: float) -> str:
    return str(x)
# run: str_float(0.1) == '0.1'
# run: str_float(1.0) == '1.0'
# run: str_float(1e16) == '1e+16'
# run: str_float(123456789012345680.0) == '1.2345678901234568e+17'
# run: str_float(1e-5) == '1e-05'
# run: str_float(0.0001) == '0.0001'
# run: str_float(-0.0) == '-0.0'
# run: str_float(5e-324) == '5e-324'
# run: str_float(1.7976931348623157e308) == '1.7976931348623157e+308'
# run: str_float(nan) == 'nan'
# run: str_float(-inf) == '-inf'


def bases(n: int) -> list[str]:
    return [hex(n), bin(n), oct(n)]
# run: bases(0) == ['0x0', '0b0', '0o0']
# run: bases(255) == ['0xff', '0b11111111', '0o377']
# run: bases(-255) == ['-0xff', '-0b11111111', '-0o377']
# run: bases(-9223372036854775808) == ['-0x8000000000000000', '-0b1000000000000000000000000000000000000000000000000000000000000000', '-0o1000000000000000000000']


def str_bool(b: bool) -> str:
    return str(b)
# run: str_bool(True) == 'True'
# run: str_bool(False) == 'False'


def str_of_text(text: str) -> str:
    return str(text)
# run: str_of_text("a→") == 'a→'


def shown(text: str) -> str:
    return repr(text)
# run: shown("plain") == "'plain'"
# run: shown("it's") == '"it\'s"'
# run: shown('say "it\'s"') == '\'say "it\\\'s"\''
# run: shown("\n\r\t\\") == "'\\n\\r\\t\\\\'"
# run: shown("\x00\x7f\xa0\xad") == "'\\x00\\x7f\\xa0\\xad'"
# run: shown("é→𝄞") == "'é→𝄞'"
# run: shown("\u200b\ud800\U000e0001") == "'\\u200b\\ud800\\U000e0001'"


def ascii_only(text: str) -> str:
    return ascii(text)
# run: ascii_only("é→𝄞a") == "'\\xe9\\u2192\\U0001d11ea'"


def shown_list(words: list[str], numbers: list[float]) -> str:
    return repr(words) + str(numbers)
# run: shown_list(["a", "it's"], [1.0, 2.5]) == '[\'a\', "it\'s"][1.0, 2.5]'
# run: shown_list([], []) == '[][]'


def shown_nested(table: dict[str, list[int]]) -> str:
    return str(table)
# run: shown_nested({"a": [1, 2], "b": []}) == "{'a': [1, 2], 'b': []}"
# run: shown_nested({}) == '{}'


def shown_pairs(pairs: list[tuple[int, str]]) -> str:
    return str(pairs) + str([(1,)]) + str(())
# run: shown_pairs([(1, "a"), (2, "b")]) == "[(1, 'a'), (2, 'b')][(1,)]()"


def shown_optional(values: list[int | None]) -> str:
    return str(values)
# run: shown_optional([1, None]) == '[1, None]'


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
# run: is_number("1e5") == True
# run: is_number("x") == False


def sum_of_line(line: str) -> int:
    return sum(map(int, line.split()))
# run: sum_of_line("1 2 30") == 33
# run: sum_of_line("") == 0
# run: sum_of_line("1 x") raises ValueError: invalid literal for int() with base 10: 'x'


def truth(text: str) -> bool:
    return bool(text)
# run: truth("") == False
# run: truth("False") == True


def to_base(n: int, base: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    if n == 0:
        return "0"
    result = ""
    while n > 0:
        n, rest = divmod(n, base)
        result = digits[rest] + result
    return result
# run: to_base(255, 2) == '11111111'
# run: to_base(123456, 36) == '2n9c'
# run: to_base(0, 10) == '0'


def characters_between(first: str, last: str) -> list[str]:
    return [chr(n) for n in range(ord(first), ord(last) + 1)]
# run: characters_between("a", "e") == ['a', 'b', 'c', 'd', 'e']
# run: characters_between("ab", "c") raises TypeError: ord() expected a character, but string of length 2 found


def round_text(x: float) -> str:
    return str(round(x, 2)) + " " + str(round(x))
# run: round_text(2.675) == '2.67 3'
# run: round_text(-0.5) == '-0.5 0'
