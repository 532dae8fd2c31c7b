"""Products with constants, at the borders of 64 bits: a range tells whether they fit."""


def thrice(n: int) -> int:
    return 3 * n
# run: thrice(3074457345618258602) == 9223372036854775806
# run: thrice(3074457345618258603) raises OverflowError  # not Python: int has 64 bits
# run: thrice(-3074457345618258602) == -9223372036854775806
# run: thrice(-3074457345618258603) raises OverflowError  # not Python: int has 64 bits


def doubled(n: int) -> int:
    return n * 2
# run: doubled(4611686018427387903) == 9223372036854775806
# run: doubled(4611686018427387904) raises OverflowError  # not Python: int has 64 bits
# run: doubled(-4611686018427387904) == -9223372036854775808
# run: doubled(-4611686018427387905) raises OverflowError  # not Python: int has 64 bits


def less_than_nothing(n: int) -> int:
    return n * -7
# run: less_than_nothing(1317624576693539401) == -9223372036854775807
# run: less_than_nothing(1317624576693539402) raises OverflowError  # not Python: int has 64 bits
# run: less_than_nothing(-1317624576693539401) == 9223372036854775807
# run: less_than_nothing(-1317624576693539402) raises OverflowError  # not Python: int has 64 bits


def twice_below(n: int) -> int:
    return n * -2
# run: twice_below(4611686018427387904) == -9223372036854775808
# run: twice_below(4611686018427387905) raises OverflowError  # not Python: int has 64 bits
# run: twice_below(-4611686018427387903) == 9223372036854775806
# run: twice_below(-4611686018427387904) raises OverflowError  # not Python: int has 64 bits


def negated(n: int) -> int:
    return n * -1
# run: negated(9223372036854775807) == -9223372036854775807
# run: negated(-9223372036854775808) raises OverflowError  # not Python: int has 64 bits


def unchanged(n: int) -> int:
    return n * 1 + n * 0
# run: unchanged(-9223372036854775808) == -9223372036854775808


def of_the_largest(n: int) -> int:
    return n * 9_223_372_036_854_775_807
# run: of_the_largest(1) == 9223372036854775807
# run: of_the_largest(-1) == -9223372036854775807
# run: of_the_largest(0) == 0
# run: of_the_largest(2) raises OverflowError  # not Python: int has 64 bits
# run: of_the_largest(-2) raises OverflowError  # not Python: int has 64 bits


def of_the_least(n: int) -> int:
    return (-9_223_372_036_854_775_807 - 1) * n
# run: of_the_least(1) == -9223372036854775808
# run: of_the_least(0) == 0
# run: of_the_least(-1) raises OverflowError  # not Python: int has 64 bits
# run: of_the_least(2) raises OverflowError  # not Python: int has 64 bits


def caught(n: int) -> int:
    total: int = 1
    try:
        total = 1103515245 * n + 12345
    except OverflowError:
        total = -1
    return total
# run: caught(8358173644) == 9223372036511215125
# run: caught(8358173645) == -1  # not Python: int has 64 bits
