"""f-strings, format, %: the whole language of format specifications."""

# options: infer=True
# numba: no


def code(text: str) -> int:
    number = len(text)
    for character in text:
        number = (number * 31 + ord(character)) % 1_000_000_007
    return number


def inside(n: int, x: float) -> int:
    return code(f"{n}|{x}|{n + 1}|{x:.3f}|{n:>5}|{n!r}|{'t'}|{{}}|{n == 3}")
# run: inside(3, 2.5) == 429115477
# run: inside(-10, 1e300) == 296999433


def format_inside(n: int) -> int:
    return code("{} and {:04d}".format(n, n)) + code("%d%%" % n) + code(format(n, "x"))
# run: format_inside(255) == 857955561


def plain(n: int, x: float, s: str, b: bool) -> str:
    return f"{n} {x} {s} {b}"
# run: plain(1, 0.1, "a", True) == '1 0.1 a True'
# run: plain(-1, 1e16, "→", False) == '-1 1e+16 → False'
# run: plain(0, -0.0, "", True) == '0 -0.0  True'


def quoted(s: str, x: float) -> str:
    return f"{s!r} {s!s} {s!a} {x!r}"
# run: quoted("it's", 1.0) == '"it\'s" it\'s "it\'s" 1.0'
# run: quoted('"é"', 0.5) == '\'"é"\' "é" \'"\\xe9"\' 0.5'
# run: quoted("a\n\t\\→\x00", 0.5) == "'a\\n\\t\\\\→\\x00' a\n\t\\→\x00 'a\\n\\t\\\\\\u2192\\x00' 0.5"
# run: quoted("'\"", 0.5) == '\'\\\'"\' \'" \'\\\'"\' 0.5'


def debug(n: int, s: str) -> str:
    return f"{n=} {s=} {n + 1 = } {n=:>4}"
# run: debug(3, "x") == "n=3 s='x' n + 1 = 4 n=   3"


def ints(n: int) -> list[str]:
    return [
        f"{n:d}", f"{n:5d}", f"{n:<5d}|", f"{n:^7}|", f"{n:05}", f"{n:+}", f"{n: }", f"{n:,}",
        f"{n:_}", f"{n:b}", f"{n:#b}", f"{n:o}", f"{n:#o}", f"{n:x}", f"{n:X}", f"{n:#x}", f"{n:#010x}",
        f"{n:*>8}", f"{n:0=6}", f"{n:=+8}", f"{n:_b}", f"{n:08,}", f"{n:n}",
    ]
# run: ints(0) == ['0', '    0', '0    |', '   0   |', '00000', '+0', ' 0', '0', '0', '0', '0b0', '0', '0o0', '0', '0', '0x0', '0x00000000', '*******0', '000000', '+      0', '0', '0,000,000', '0']
# run: ints(42) == ['42', '   42', '42   |', '  42   |', '00042', '+42', ' 42', '42', '42', '101010', '0b101010', '52', '0o52', '2a', '2A', '0x2a', '0x0000002a', '******42', '000042', '+     42', '10_1010', '0,000,042', '42']
# run: ints(-42) == ['-42', '  -42', '-42  |', '  -42  |', '-0042', '-42', '-42', '-42', '-42', '-101010', '-0b101010', '-52', '-0o52', '-2a', '-2A', '-0x2a', '-0x000002a', '*****-42', '-00042', '-     42', '-10_1010', '-000,042', '-42']
# run: ints(1234567) == ['1234567', '1234567', '1234567|', '1234567|', '1234567', '+1234567', ' 1234567', '1,234,567', '1_234_567', '100101101011010000111', '0b100101101011010000111', '4553207', '0o4553207', '12d687', '12D687', '0x12d687', '0x0012d687', '*1234567', '1234567', '+1234567', '1_0010_1101_0110_1000_0111', '1,234,567', '1234567']
# run: ints(-9223372036854775808) == ['-9223372036854775808', '-9223372036854775808', '-9223372036854775808|', '-9223372036854775808|', '-9223372036854775808', '-9223372036854775808', '-9223372036854775808', '-9,223,372,036,854,775,808', '-9_223_372_036_854_775_808', '-1000000000000000000000000000000000000000000000000000000000000000', '-0b1000000000000000000000000000000000000000000000000000000000000000', '-1000000000000000000000', '-0o1000000000000000000000', '-8000000000000000', '-8000000000000000', '-0x8000000000000000', '-0x8000000000000000', '-9223372036854775808', '-9223372036854775808', '-9223372036854775808', '-1000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000', '-9,223,372,036,854,775,808', '-9223372036854775808']


def character(n: int) -> str:
    return f"{n:c}|{n:>3c}"
# run: character(97) == 'a|  a'
# run: character(0x2192) == '→|  →'
# run: character(-1) raises OverflowError: %c arg not in range(0x110000)


def fixed(x: float) -> list[str]:
    return [f"{x:.2f}", f"{x:.0f}", f"{x:f}", f"{x:8.3f}", f"{x:+.1f}", f"{x:08.2f}", f"{x:,.2f}", f"{x:#.0f}", f"{x:F}"]
# run: fixed(0.0) == ['0.00', '0', '0.000000', '   0.000', '+0.0', '00000.00', '0.00', '0.', '0.000000']
# run: fixed(3.14159) == ['3.14', '3', '3.141590', '   3.142', '+3.1', '00003.14', '3.14', '3.', '3.141590']
# run: fixed(-2.5) == ['-2.50', '-2', '-2.500000', '  -2.500', '-2.5', '-0002.50', '-2.50', '-2.', '-2.500000']
# run: fixed(0.5) == ['0.50', '0', '0.500000', '   0.500', '+0.5', '00000.50', '0.50', '0.', '0.500000']
# run: fixed(1.5) == ['1.50', '2', '1.500000', '   1.500', '+1.5', '00001.50', '1.50', '2.', '1.500000']
# run: fixed(123456789.125) == ['123456789.12', '123456789', '123456789.125000', '123456789.125', '+123456789.1', '123456789.12', '123,456,789.12', '123456789.', '123456789.125000']
# run: fixed(1e22) == ['10000000000000000000000.00', '10000000000000000000000', '10000000000000000000000.000000', '10000000000000000000000.000', '+10000000000000000000000.0', '10000000000000000000000.00', '10,000,000,000,000,000,000,000.00', '10000000000000000000000.', '10000000000000000000000.000000']
# run: fixed(inf) == ['inf', 'inf', 'inf', '     inf', '+inf', '00000inf', 'inf', 'inf', 'INF']
# run: fixed(-inf) == ['-inf', '-inf', '-inf', '    -inf', '-inf', '-0000inf', '-inf', '-inf', '-INF']
# run: fixed(nan) == ['nan', 'nan', 'nan', '     nan', '+nan', '00000nan', 'nan', 'nan', 'NAN']


def scientific(x: float) -> list[str]:
    return [f"{x:e}", f"{x:.2e}", f"{x:.0E}", f"{x:12.3e}", f"{x:+.1e}"]
# run: scientific(0.0) == ['0.000000e+00', '0.00e+00', '0E+00', '   0.000e+00', '+0.0e+00']
# run: scientific(12345.678) == ['1.234568e+04', '1.23e+04', '1E+04', '   1.235e+04', '+1.2e+04']
# run: scientific(-1e-300) == ['-1.000000e-300', '-1.00e-300', '-1E-300', ' -1.000e-300', '-1.0e-300']
# run: scientific(9.999e9) == ['9.999000e+09', '1.00e+10', '1E+10', '   9.999e+09', '+1.0e+10']


def general(x: float) -> list[str]:
    return [f"{x:g}", f"{x:.3g}", f"{x:G}", f"{x:#g}", f"{x:10g}", f"{x:.0g}", f"{x:,g}"]
# run: general(0.0001) == ['0.0001', '0.0001', '0.0001', '0.000100000', '    0.0001', '0.0001', '0.0001']
# run: general(0.00001) == ['1e-05', '1e-05', '1E-05', '1.00000e-05', '     1e-05', '1e-05', '1e-05']
# run: general(123456.0) == ['123456', '1.23e+05', '123456', '123456.', '    123456', '1e+05', '123,456']
# run: general(1234567.0) == ['1.23457e+06', '1.23e+06', '1.23457E+06', '1.23457e+06', '1.23457e+06', '1e+06', '1.23457e+06']
# run: general(100.0) == ['100', '100', '100', '100.000', '       100', '1e+02', '100']
# run: general(1e-320) == ['9.99989e-321', '1e-320', '9.99989E-321', '9.99989e-321', '9.99989e-321', '1e-320', '9.99989e-321']


def unnamed(x: float) -> list[str]:
    return [f"{x}", f"{x:}", f"{x:10}", f"{x:<10}|", f"{x:.3}", f"{x:,}", f"{x:+}", f"{x:012}"]
# run: unnamed(1.0) == ['1.0', '1.0', '       1.0', '1.0       |', '1.0', '1.0', '+1.0', '0000000001.0']
# run: unnamed(1234.5678) == ['1234.5678', '1234.5678', ' 1234.5678', '1234.5678 |', '1.23e+03', '1,234.5678', '+1234.5678', '0001234.5678']
# run: unnamed(1e100) == ['1e+100', '1e+100', '    1e+100', '1e+100    |', '1e+100', '1e+100', '+1e+100', '0000001e+100']
# run: unnamed(-0.001) == ['-0.001', '-0.001', '    -0.001', '-0.001    |', '-0.001', '-0.001', '-0.001', '-0000000.001']


def percent(x: float) -> list[str]:
    return [f"{x:%}", f"{x:.1%}", f"{x:8.0%}"]
# run: percent(0.125) == ['12.500000%', '12.5%', '     12%']
# run: percent(1.0) == ['100.000000%', '100.0%', '    100%']


def texts(s: str) -> list[str]:
    return [f"{s:5}|", f"{s:>5}|", f"{s:^5}|", f"{s:*^6}|", f"{s:.2}|", f"{s:→<4.1}|", f"{s:s}|"]
# run: texts("abc") == ['abc  |', '  abc|', ' abc |', '*abc**|', 'ab|', 'a→→→|', 'abc|']
# run: texts("") == ['     |', '     |', '     |', '******|', '|', '→→→→|', '|']
# run: texts("é→𝄞") == ['é→𝄞  |', '  é→𝄞|', ' é→𝄞 |', '*é→𝄞**|', 'é→|', 'é→→→|', 'é→𝄞|']


def bools(b: bool) -> list[str]:
    return [f"{b}", f"{b:d}", f"{b:>6}", f"{b!r}", f"{b!s:>6}", str(b)]
# run: bools(True) == ['True', '1', '     1', 'True', '  True', 'True']
# run: bools(False) == ['False', '0', '     0', 'False', ' False', 'False']


def complexes(z: complex) -> list[str]:
    return [f"{z}", f"{z:.2f}", str(z), repr(z)]
# run: complexes(1 + 2j) == ['(1+2j)', '1.00+2.00j', '(1+2j)', '(1+2j)']
# run: complexes(-0.5j) == ['(-0-0.5j)', '-0.00-0.50j', '(-0-0.5j)', '(-0-0.5j)']
# run: complexes(0j) == ['0j', '0.00+0.00j', '0j', '0j']


def nested_width(n: int, width: int, precision: int) -> str:
    return f"{n:{width}}|{n / 3:{width}.{precision}f}|{'x':{'>'}{width}}"
# run: nested_width(7, 6, 2) == '     7|  2.33|     x'
# run: nested_width(7, 0, 0) == '7|2|x'


def containers(values: list[int], names: dict[str, float], pair: tuple[str, int]) -> str:
    return f"{values} {names} {pair} {[pair]} {values!r}"
# run: containers([1, 2], {"a": 0.5}, ("x'", 1)) == '[1, 2] {\'a\': 0.5} ("x\'", 1) [("x\'", 1)] [1, 2]'
# run: containers([], {}, ("", 0)) == "[] {} ('', 0) [('', 0)] []"


def sets(n: int) -> str:
    return f"{set([n])} {frozenset([n])} {set([n]) - {n}}"
# run: sets(3) == '{3} frozenset({3}) set()'


def optional(n: int | None, s: str | None) -> str:
    return f"{n} {s} {s!r} {[n]} {(s,)}"
# run: optional(None, None) == 'None None None [None] (None,)'
# run: optional(1, "a") == "1 a 'a' [1] ('a',)"


def method(a: int, b: str, x: float) -> list[str]:
    return [
        "{} {}".format(a, b), "{1} {0} {1}".format(a, b), "{n}={v:.2f}".format(n=b, v=x),
        "{:>5}|{:<5}|{:^5}".format(a, b, a), "{{{}}}".format(a), "{0!r:>8}".format(b),
        "{:{}}".format(a, 4), "nothing".format(),
    ]
# run: method(7, "x", 2.5) == ['7 x', 'x 7 x', 'x=2.50', '    7|x    |  7  ', '{7}', "     'x'", '   7', 'nothing']
# run: method(-7, "it's", -0.125) == ["-7 it's", "it's -7 it's", "it's=-0.12", "   -7|it's | -7  ", '{-7}', '  "it\'s"', '  -7', 'nothing']


def builtin(n: int, x: float, s: str) -> list[str]:
    return [format(n), format(n, ",d"), format(x, ".3e"), format(s, ">4"), format(n, ""), format(x)]
# run: builtin(1234, 0.5, "ab") == ['1234', '1,234', '5.000e-01', '  ab', '1234', '0.5']


def percent_ints(n: int) -> list[str]:
    return ["%d" % n, "%5d|" % n, "%-5d|" % n, "%05d" % n, "%+d" % n, "%x" % n, "%#X" % n, "%o" % n, "%i%%" % n, "% d" % n, "%s" % n, "%r" % n]
# run: percent_ints(42) == ['42', '   42|', '42   |', '00042', '+42', '2a', '0X2A', '52', '42%', ' 42', '42', '42']
# run: percent_ints(-42) == ['-42', '  -42|', '-42  |', '-0042', '-42', '-2a', '-0X2A', '-52', '-42%', '-42', '-42', '-42']


def percent_floats(x: float) -> list[str]:
    return ["%f" % x, "%.2f" % x, "%8.3f|" % x, "%e" % x, "%g" % x, "%s" % x, "%d" % x, "%-9.1f|" % x, "%+.1E" % x]
# run: percent_floats(3.75) == ['3.750000', '3.75', '   3.750|', '3.750000e+00', '3.75', '3.75', '3', '3.8      |', '+3.8E+00']
# run: percent_floats(-1e10) == ['-10000000000.000000', '-10000000000.00', '-10000000000.000|', '-1.000000e+10', '-1e+10', '-10000000000.0', '-10000000000', '-10000000000.0|', '-1.0E+10']


def percent_texts(s: str, n: int) -> list[str]:
    return ["%s" % s, "%5s|%-5s|" % (s, s), "%r" % s, "%.2s" % s, "%s is %d" % (s, n), "%c%c" % (s, 65), "%*d" % (n, n), "%(a)s-%(b)s" % {"a": s, "b": "z"}]
# run: percent_texts("a", 3) == ['a', '    a|a    |', "'a'", 'a', 'a is 3', 'aA', '  3', 'a-z']
# run: percent_texts("→", 5) == ['→', '    →|→    |', "'→'", '→', '→ is 5', '→A', '    5', '→-z']


def wrong_letter(s: str) -> str:
    return "%c" % s
# run: wrong_letter("ab") raises TypeError: %c requires int or char


def template(form: str, n: int) -> str:
    return format(n, form)
# run: template("05d", 42) == '00042'
# run: template("x", 255) == 'ff'
# run: template("q", 1) raises ValueError: Unknown format code 'q' for object of type 'int'
# run: template(".2d", 1) raises ValueError: Precision not allowed in integer format specifier
# run: template("999999999999999999999d", 1) raises ValueError: Too many decimal digits in format string
# run: template(",x", 1) raises ValueError: Cannot specify ',' with 'x'.


def float_template(form: str, x: float) -> str:
    return f"{x:{form}}"
# run: float_template(".2f", 2.0) == '2.00'
# run: float_template("d", 2.0) raises ValueError: Unknown format code 'd' for object of type 'float'


def text_template(form: str, s: str) -> str:
    return f"{s:{form}}"
# run: text_template("^6", "ab") == '  ab  '
# run: text_template("d", "ab") raises ValueError: Unknown format code 'd' for object of type 'str'
# run: text_template("=5", "ab") raises ValueError: '=' alignment not allowed in string format specifier
# run: text_template("+5", "ab") raises ValueError: Sign not allowed in string format specifier


def table(names: list[str], prices: list[float]) -> str:
    lines = [f"{name:<8}{price:>8.2f}" for name, price in zip(names, prices)]
    return "\n".join(lines)
# run: table(["tea", "coffee"], [2.5, 13.333]) == 'tea         2.50\ncoffee     13.33'


def printed(n: int) -> None:
    print(f"{n:>4}", "of", n * 2, sep="-", end="!\n")
    print()
    print("x", 1.5, True, [n], None)
    print("no newline", end="")
# run: printed(3) prints "   3-of-6!\n\nx 1.5 True [3] None\nno newline"


def print_rows(rows: list[list[int]]) -> int:
    for row in rows:
        print(*row)
    print(rows, sep="")
    return len(rows)
# run: print_rows([[1, 2], [3]]) == 2 prints "1 2\n3\n[[1, 2], [3]]\n"


def absent(n: int | None, name: str | None) -> list[str]:
    return ["%s" % n, "%s %5s" % (n, name), "%r" % name, "%s" % None]
# run: absent(None, None) == ["None", "None  None", "None", "None"]
# run: absent(3, "é") == ["3", "3     é", "'é'", "None"]


def absent_number(n: int | None) -> str:
    return "%d" % n
# run: absent_number(7) == '7'
# run: absent_number(None) raises TypeError: %d format: a real number is required, not NoneType
