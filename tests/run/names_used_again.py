# options: infer=True
# A name that is used again for a value of another type is another variable from there on.


def digits(n: int) -> int:
    n = [int(c) for c in str(n)]
    return sum(n)
# run: digits(1234) == 10


def halves(date: str) -> int:
    month, day = date.split("-")
    month, day = int(month), int(day)
    if month < 1 or day > 31:
        return -1
    return month * 100 + day
# run: halves("12-25") == 1225
# run: halves("12-40") == -1
# run: halves("a-b") raises ValueError: invalid literal for int() with base 10: 'a'
# run: halves("1") raises ValueError: not enough values to unpack (expected 2, got 1)


def two_loops(values: list[int], rows: list[list[int]]) -> int:
    total = 0
    for row in values:
        total += row
    for row in rows:
        total += len(row)
    return total
# run: two_loops([1, 2], [[1], [2, 3]]) == 6


def partly(n: int) -> str:
    if n > 0:
        x = 5
        n = x
    x = "a"
    for x in "bcd":
        n += 1
    return x + str(n)
# run: partly(1) == "d8"
# run: partly(0) == "d3"


def out_of_a_loop(n: int) -> str:
    while n > 3:
        x = n
        n -= x
        if n == 0:
            break
        x = "s"
    x = "u"
    return x
# run: out_of_a_loop(9) == "u"


def joined_by_a_loop(words: list[str]) -> str:
    best = 0
    best = ""
    for word in words:
        if len(word) > len(best):
            best = word
    return best
# run: joined_by_a_loop(["a", "bcd", "ef"]) == "bcd"
# run: joined_by_a_loop([]) == ""


def seen_by_handler(text: str) -> str:
    found = 0
    found = "none"
    try:
        int(text)
        found = "some"
        int(text + "x")
    except ValueError:
        return found
    return "never"
# run: seen_by_handler("1") == "some"
# run: seen_by_handler("a") == "none"


def without_a_value(n: int) -> str:
    if n == 0:
        x = 1
        return str(x)
    if n > 1:
        x = "a"
    return x
# run: without_a_value(2) == "a"
# run: without_a_value(0) == "1"
# run: without_a_value(1) raises UnboundLocalError: cannot access local variable 'x' where it is not associated with a value


def in_comprehensions(n: int) -> int:
    row = n
    rows = [[row + j for j in range(n)] for _ in range(n)]
    row = rows[0]
    return sum(len(rows) + x for x in row) * 10 + len(row)
# run: in_comprehensions(3) == 213


def of_a_nested_function(n: int) -> int:
    def turned(n: int) -> int:
        n = str(n)
        return int(n[::-1])

    return turned(n) + n
# run: of_a_nested_function(12) == 33


def changed_text(words: list[str]) -> list[str]:
    words = " ".join(words)
    words = words.replace(",", " ")
    return words.split()
# run: changed_text(["a,b", "c"]) == ["a", "b", "c"]
