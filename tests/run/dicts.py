"""Dictionaries: every method, order of insertion, views, keys of several types."""

# options: infer=True
# numba: no


def item(key: int) -> int:
    squares = {1: 1, 2: 4, 3: 9}
    return squares[key]
# run: item(2) == 4
# run: item(4) raises KeyError: 4
# run: item(-1) raises KeyError: -1


def set_items(n: int) -> int:
    table = {}
    for i in range(n):
        table[i % 7] = i
    total = 0
    for key in table:
        total = total * 10 + key + table[key]
    return total + len(table)
# run: set_items(0) == 0
# run: set_items(5) == 2473
# run: set_items(10) == 8016919


def counted(n: int) -> int:
    counts = {}
    for i in range(n):
        counts[i * i % 10] = counts.get(i * i % 10, 0) + 1
    return sum(k * v for k, v in counts.items())
# run: counted(100) == 450
# run: counted(0) == 0


def counted_with_in(text_length: int) -> int:
    counts = {}
    for c in "mississippi"[:text_length]:
        if c in counts:
            counts[c] += 1
        else:
            counts[c] = 1
    number = 0
    for c, n in counts.items():
        number = number * 1000 + ord(c) * n
    return number
# run: counted_with_in(11) == 109420460224
# run: counted_with_in(4) == 109105230
# run: counted_with_in(0) == 0


def delete(key: int) -> int:
    table = {1: 10, 2: 20, 3: 30}
    del table[key]
    return sum(table) * 100 + sum(table.values())
# run: delete(2) == 440
# run: delete(9) raises KeyError: 9


def order_after_delete(n: int) -> int:
    table = {1: 0, 2: 0, 3: 0}
    del table[1]
    table[4] = 0
    table[1] = 0
    table[3] = n
    number = 0
    for key in table:
        number = number * 10 + key
    return number
# run: order_after_delete(5) == 2341


def many(n: int) -> int:
    table = {}
    for i in range(n):
        table[i * 7919 % 100003] = i
    for i in range(0, n, 2):
        del table[i * 7919 % 100003]
    total = 0
    for key, value in table.items():
        total = (total * 31 + key + value) % 1_000_000_007
    return total + len(table)
# run: many(1) == 0
# run: many(1000) == 999073728
# run: many(20000) == 401356205


def get(key: str) -> int:
    table = {"a": 1, "b": 2}
    found = table.get(key)
    return -1 if found is None else found
# run: get("a") == 1
# run: get("c") == -1


def get_default(n: int) -> int:
    table = {1: 2}
    return table.get(n, -5) + table.get(1, 100)
# run: get_default(1) == 4
# run: get_default(2) == -3


def pop(key: int) -> int:
    table = {1: 10, 2: 20}
    popped = table.pop(key)
    return popped + len(table)
# run: pop(1) == 11
# run: pop(5) raises KeyError: 5


def pop_default(key: int) -> int:
    table = {1: 10, 2: 20}
    return table.pop(key, -1) * 10 + len(table)
# run: pop_default(1) == 101
# run: pop_default(5) == -8


def popitem(n: int) -> int:
    table = {i: i * i for i in range(n)}
    key, value = table.popitem()
    table[9] = 1
    return key * 1000 + value * 10 + len(table)
# run: popitem(4) == 3094
# run: popitem(1) == 1
# run: popitem(0) raises KeyError: 'popitem(): dictionary is empty'


def setdefault(n: int) -> int:
    table = {1: 5}
    first = table.setdefault(n, 7)
    second = table.setdefault(n, 8)
    return first * 100 + second * 10 + len(table)
# run: setdefault(1) == 551
# run: setdefault(2) == 772


def update(n: int) -> int:
    table = {1: 1, 2: 2}
    table.update({2: n, 3: n})
    table.update([(4, 4), (1, 9)])
    table |= {5: 5}
    number = 0
    for key, value in table.items():
        number = number * 100 + key * 10 + value
    return number
# run: update(7) == 1927374455


def union(n: int) -> int:
    both = {1: 1, 2: 2} | {2: n, 3: 3}
    spread = {**both, 4: 4, 1: 8}
    return sum(k * v for k, v in both.items()) * 1000 + sum(k * v for k, v in spread.items())
# run: union(5) == 20043


def clear_and_copy(n: int) -> int:
    table = {i: i for i in range(n)}
    copy = table.copy()
    other = dict(table)
    table.clear()
    copy[100] = 1
    return len(table) * 10000 + len(copy) * 100 + len(other)
# run: clear_and_copy(5) == 605


def views(n: int) -> int:
    table = {n: 1, n + 1: 2}
    keys, values = list(table.keys()), list(table.values())
    pairs = list(table.items())
    return sum(keys) * 100 + sum(values) * 10 + len(pairs) + pairs[1][0]
# run: views(3) == 736


def view_membership(n: int) -> int:
    table = {1: 2, 3: 4}
    return (n in table.keys()) + 10 * (n in table.values()) + 100 * ((n, 4) in table.items()) + 1000 * (n in table)
# run: view_membership(1) == 1001
# run: view_membership(3) == 1101
# run: view_membership(4) == 10


def of_pairs(n: int) -> int:
    table = dict([(1, n), (2, n + 1)])
    zipped = dict(zip(range(3), [5, 6, 7]))
    return table[1] + table[2] + zipped[2]
# run: of_pairs(3) == 14


def keyword_display(n: int) -> int:
    table = dict(a=n, b=2)
    return table["a"] * 10 + table["b"] + len(table)
# run: keyword_display(4) == 44


def from_keys(n: int) -> int:
    table = dict.fromkeys(range(n), 3)
    return sum(table.values()) + len(table)
# run: from_keys(4) == 16


def equal(n: int) -> int:
    a, b = {1: 2, 3: 4}, {3: 4, 1: n}
    return (a == b) + 10 * (a != b)
# run: equal(2) == 1
# run: equal(3) == 10


def reversed_keys(n: int) -> int:
    number = 0
    for key in reversed({i + 1: i for i in range(n)}):
        number = number * 10 + key
    return number
# run: reversed_keys(4) == 4321


def float_keys(x: float) -> int:
    table = {0.5: 1, -0.0: 2, 1.0: 3}
    return table.get(x, 0)
# run: float_keys(0.0) == 2
# run: float_keys(1.0) == 3
# run: float_keys(2.0) == 0


def bool_keys(b: bool) -> int:
    return {True: 1, False: 2}[b]
# run: bool_keys(True) == 1
# run: bool_keys(False) == 2


def truth(n: int) -> int:
    table = {i: i for i in range(n)}
    return 1 if table else 0
# run: truth(0) == 0
# run: truth(1) == 1


def word_count(text: str) -> dict[str, int]:
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts
# run: word_count("a b a c b a") == {'a': 3, 'b': 2, 'c': 1}
# run: word_count("") == {}


def lookup(table: dict[str, int], key: str) -> int:
    return table[key]
# run: lookup({"x": 1, "é": 2}, "é") == 2
# run: lookup({"x": 1}, "y") raises KeyError: 'y'
# run: lookup({}, "it's") raises KeyError: "it's"


def lookup_int(table: dict[int, str], key: int) -> str:
    return table[key]
# run: lookup_int({1: "one", -9223372036854775808: "least"}, -9223372036854775808) == 'least'
# run: lookup_int({1: "one"}, 2) raises KeyError: 2


def lookup_pair(table: dict[tuple[int, int], float], x: int, y: int) -> float:
    return table[x, y]
# run: lookup_pair({(0, 1): 2.5}, 0, 1) == 2.5
# run: lookup_pair({(0, 1): 2.5}, 1, 0) raises KeyError: (1, 0)


def store(table: dict[str, float], key: str, value: float) -> None:
    table[key] = value
# run: store({}, "a", 1.5) == None
# run: store({"a": 1.0, "b": 2.0}, "a", 3.0) == None


def remove(table: dict[int, int], key: int) -> int:
    del table[key]
    return len(table)
# run: remove({1: 2, 3: 4}, 1) == 1
# run: remove({}, 1) raises KeyError: 1


def inverted(table: dict[str, int]) -> dict[int, str]:
    return {value: key for key, value in table.items()}
# run: inverted({"a": 1, "b": 2, "c": 1}) == {1: 'c', 2: 'b'}


def merged(a: dict[str, int], b: dict[str, int]) -> dict[str, int]:
    result = dict(a)
    for key in b:
        result[key] = result.get(key, 0) + b[key]
    return result
# run: merged({"x": 1}, {"x": 2, "y": 3}) == {'x': 3, 'y': 3}


def grouped(words: list[str]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = {}
    for word in words:
        groups.setdefault(len(word), []).append(word)
    return groups
# run: grouped(["a", "bb", "c", "dd", ""]) == {1: ['a', 'c'], 2: ['bb', 'dd'], 0: ['']}


def take_last(table: dict[str, int]) -> tuple[str, int]:
    return table.popitem()
# run: take_last({"a": 1, "b": 2}) == ('b', 2)
# run: take_last({}) raises KeyError: 'popitem(): dictionary is empty'


def take(table: dict[str, int], key: str) -> int:
    return table.pop(key)
# run: take({"a": 1}, "a") == 1
# run: take({"a": 1}, "b") raises KeyError: 'b'


def sorted_items(table: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(table.items(), key=lambda item: (-item[1], item[0]))
# run: sorted_items({"b": 2, "a": 2, "c": 5}) == [('c', 5), ('a', 2), ('b', 2)]


def same_table(a: dict[str, list[int]], b: dict[str, list[int]]) -> bool:
    return a == b
# run: same_table({"a": [1]}, {"a": [1]}) == True
# run: same_table({"a": [1]}, {"a": [2]}) == False
# run: same_table({"a": [1]}, {"b": [1]}) == False


def keys_only(table: dict[str, int]) -> list[str]:
    return list(table)
# run: keys_only({"b": 1, "a": 2}) == ['b', 'a']


def best(scores: dict[str, float]) -> str:
    return max(scores, key=lambda name: scores[name])
# run: best({"a": 1.5, "b": 3.0, "c": 3.0}) == 'b'
# run: best({}) raises ValueError: max() arg is an empty sequence


def key_by_method(scores: dict[str, int]) -> str:
    return min(scores, key=scores.get)
# run: key_by_method({"a": 3, "b": 1}) == 'b'


def update_pairs(n: int) -> dict[int, int]:
    table = {1: 1, 2: 2}
    table.update({2: n, 3: n})
    table.update([(4, 4), (1, 9)])
    table.update(zip([7, 8], [9, 10]))
    table.update((i, i * i) for i in range(20, 22))
    table.update()
    table |= {5: 5}
    return table
# run: update_pairs(7) == {1: 9, 2: 7, 3: 7, 4: 4, 7: 9, 8: 10, 20: 400, 21: 441, 5: 5}


def update_by_keywords(n: int) -> dict[str, int]:
    table = {}
    table.update(a=1, b=n)
    table.update({"c": 3}, a=4)
    table.update([("q", 3)], d=4)
    return table
# run: update_by_keywords(7) == {'a': 4, 'b': 7, 'c': 3, 'q': 3, 'd': 4}


def reversed_views(n: int) -> list[tuple[int, str]]:
    d = {i: str(i) for i in range(n)}
    d.pop(0, "")
    r = [(k, "") for k in reversed(d)]
    return r + list(reversed(d.items())) + [(0, v) for v in reversed(d.values())]
# run: reversed_views(4) == [(3, ''), (2, ''), (1, ''), (3, '3'), (2, '2'), (1, '1'), (0, '3'), (0, '2'), (0, '1')]
# run: reversed_views(0) == []


def unique(values: list[int]) -> list[int]:
    return list(dict.fromkeys(values))
# run: unique([3, 1, 3, 2]) == [3, 1, 2]


def morse(text: str) -> str:
    codes = {
        "A": ".-", "B": "-...", "C": "-.-.", "D": "-..", "E": ".", "F": "..-.", "G": "--.",
        "H": "....", "I": "..", "J": ".---", "K": "-.-", "L": ".-..", "M": "--", "N": "-.",
        "O": "---", "P": ".--.", "Q": "--.-", "R": ".-.", "S": "...", "T": "-", "U": "..-",
    }  # fmt: skip
    return " ".join(codes[c] for c in text.upper() if c in codes)
# run: morse("SOS!") == '... --- ...'


def lookup_row(found: dict[tuple[int, ...], int], row: tuple[int, ...]) -> int:
    return found[row]
# run: lookup_row({(1, 2): 3}, (1, 2)) == 3
# run: lookup_row({(1, 2): 3}, ()) raises KeyError: ()
# run: lookup_row({(1, 2): 3}, (1,)) raises KeyError: (1,)
