"""isinstance where types decide it, walrus, conditional expressions, and and or of objects, del."""

# options: infer=True
# numba: no


def is_int(n: int) -> int:
    return isinstance(n, int) + 10 * isinstance(n, float) + 100 * isinstance(n, (str, int))
# run: is_int(3) == 101


def is_bool(flag: bool) -> int:
    return isinstance(flag, bool) + 10 * isinstance(flag, int)
# run: is_bool(True) == 11


def checked(n: int) -> int:
    if not isinstance(n, int):
        raise TypeError("n must be an integer")
    if not isinstance([n], list) or isinstance("a", list):
        raise TypeError("never")
    return n
# run: checked(5) == 5


def checked_text(text: str) -> str:
    if not isinstance(text, str):
        raise TypeError("text expected")
    return text
# run: checked_text("a") == 'a'


def optional_is(n: int | None) -> int:
    if isinstance(n, int):
        return n + 1
    return -1
# run: optional_is(4) == 5
# run: optional_is(None) == -1


def walrus_loop(n: int) -> int:
    values = list(range(n))
    total = 0
    while (length := len(values)) > 2:
        total += length
        values.pop()
    return total * 10 + length
# run: walrus_loop(5) == 122
# run: walrus_loop(0) == 0


def walrus_in_condition(text: str) -> int:
    if (place := text.find("=")) >= 0 and (rest := text[place + 1 :]):
        return place * 100 + len(rest)
    return place
# run: walrus_in_condition("ab=cde") == 203
# run: walrus_in_condition("ab") == -1
# run: walrus_in_condition("ab=") == 2


def or_of_texts(name: str) -> str:
    return name or "anonymous"
# run: or_of_texts("") == 'anonymous'
# run: or_of_texts("x") == 'x'


def and_of_lists(values: list[int], other: list[int]) -> list[int]:
    return values and other
# run: and_of_lists([], [1]) == []
# run: and_of_lists([1], [2]) == [2]


def or_is_the_same(values: list[int]) -> bool:
    chosen = values or [0]
    chosen.append(1)
    return chosen is values
# run: or_is_the_same([]) == False
# run: or_is_the_same([5]) == True


def conditional_objects(n: int) -> int:
    values = [1, 2] if n > 0 else []
    text = "a" if n == 1 else "bc" if n == 2 else ""
    return len(values) * 10 + len(text)
# run: conditional_objects(0) == 0
# run: conditional_objects(1) == 21
# run: conditional_objects(2) == 22


def not_of_objects(text: str, values: list[int], table: dict[int, int]) -> list[bool]:
    return [not text, not values, not table, bool(text), bool(values), bool(table)]
# run: not_of_objects("", [], {}) == [True, True, True, False, False, False]
# run: not_of_objects("a", [0], {0: 0}) == [False, False, False, True, True, True]


def deleted_name(n: int) -> int:
    values = [n]
    other = values
    del values
    other.append(2)
    return len(other)
# run: deleted_name(1) == 2


def deleted_and_used(n: int) -> int:
    values = [n]
    if n > 0:
        del values
    return len(values)
# run: deleted_and_used(0) == 1
# run: deleted_and_used(1) raises UnboundLocalError


def deleted_several(n: int) -> int:
    values = [1, 2, 3, 4]
    table = {1: 2}
    del values[0], values[0], table[n]
    return values[0] * 10 + len(table)
# run: deleted_several(1) == 30
# run: deleted_several(2) raises KeyError: 2


def reused_name(n: int) -> int:
    values = [n, 2]
    values = [v * 2 for v in values]
    values = values[::-1]
    values = sorted(values) + values
    return values[0] * 100 + values[-1] + len(values)
# run: reused_name(5) == 414


def chained_in(n: int) -> bool:
    return 1 < n in [2, 3] != [2]
# run: chained_in(2) == True
# run: chained_in(4) == False


def converted(n: int) -> int:
    values = list((1, 2, n))
    return len(tuple(values)) + len(set(values)) * 10 + len(list("abc")) * 100 + len(dict([(1, 2)])) * 1000
# run: converted(2) == 1323


def converted_deep(pairs: list[tuple[str, int]]) -> tuple[dict[str, int], set[tuple[str, int]], tuple[tuple[str, int], ...]]:
    return dict(pairs), set(pairs), tuple(pairs)
# run: converted_deep([("a", 1), ("b", 2), ("a", 3)]) == ({'a': 3, 'b': 2}, {('a', 3), ('b', 2), ('a', 1)}, (('a', 1), ('b', 2), ('a', 3)))


def divmods(a: int, b: int) -> tuple[int, int]:
    return divmod(a, b)
# run: divmods(17, -5) == (-4, -3)
# run: divmods(1, 0) raises ZeroDivisionError


def round_pair(x: float) -> tuple[int, float]:
    return round(x), round(x, 1)
# run: round_pair(2.55) == (3, 2.5)


def is_and_in(words: list[str], word: str) -> bool:
    found = None
    for each in words:
        if each == word:
            found = each
    return found is not None and found in words
# run: is_and_in(["a", "b"], "b") == True
# run: is_and_in(["a", "b"], "c") == False


def deleted_parameters(n: int, xs: list[int]) -> int:
    a, b = n, n + 1
    del n
    if a > 3:
        del a, xs
    return a + b + len(xs)
# run: deleted_parameters(0, [1]) == 2
# run: deleted_parameters(5, [1]) raises UnboundLocalError: cannot access local variable 'a' where it is not associated with a value


def deleted_before(n: int) -> int:
    if n: del q
    q = 3
    return q
# run: deleted_before(0) == 3
# run: deleted_before(1) raises UnboundLocalError: cannot access local variable 'q' where it is not associated with a value
