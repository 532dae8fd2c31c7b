"""The variable of a loop over a text: its text is used again only where nobody else has it."""

# options: infer=True
# numba: no


def kept(text: str) -> list[str]:
    made = []
    for c in text:
        made.append(c)
    return made
# run: kept("abca") == ["a", "b", "c", "a"]
# run: kept("aé€😀z") == ["a", "é", "€", "😀", "z"]
# run: kept("") == []


def last_two(text: str) -> str:
    before = "-"
    c = "+"
    for c in text:
        if c == "x":
            before = c
        elif before == c:
            return before + c
    return c + before
# run: last_two("abc") == "c-"
# run: last_two("axbx") == "xx"
# run: last_two("") == "+-"
# run: last_two("éx€") == "€x"


def of_itself(text: str) -> str:
    c = text
    for c in c:
        for c in c:
            text += c
    return text + c
# run: of_itself("ab") == "ababb"
# run: of_itself("") == ""


def built(text: str) -> str:
    c = ""
    c += "q"
    for c in text:
        c += c
        c += "!"
    return c
# run: built("ab") == "bb!"
# run: built("") == "q"


def in_a_dict(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    return counts
# run: in_a_dict("abcab") == {"a": 2, "b": 2, "c": 1}
# run: in_a_dict("€é€") == {"€": 2, "é": 1}


def given(c: str, text: str) -> str:
    first = c
    for c in text:
        if c < first:
            first = c
    return first + c
# run: given("m", "zap") == "ap"
# run: given("m", "") == "mm"


def failing(text: str) -> int:
    total = 0
    c = "0"
    try:
        for c in text:
            total = 10 * total + int(c)
    except ValueError:
        return -ord(c)
    return total
# run: failing("123") == 123
# run: failing("12x4") == -120


def nested(a: str, b: str) -> int:
    same = 0
    for c in a:
        for d in b:
            if c == d:
                same += 1
                c = d
    return same
# run: nested("hello", "world") == 3
