# options: infer=True
import collections
from collections import Counter, defaultdict

# defaultdict and Counter.


def anagrams(words: list[str]) -> dict[str, list[str]]:
    groups = defaultdict(list)
    for word in words:
        groups["".join(sorted(word))].append(word)
    return dict(groups)
# run: anagrams(["eat", "tea", "tan"]) == {"aet": ["eat", "tea"], "ant": ["tan"]}
# run: anagrams([]) == {}


def copied_while_unknown(words: list[str]) -> dict[str, int]:
    lengths = {}
    for word in words:
        lengths[word] = len(word)
    return dict(lengths)
# run: copied_while_unknown(["a", "bc"]) == {"a": 1, "bc": 2}


def reading_makes(n: int) -> list[int]:
    counts = defaultdict(int)
    before = len(counts)
    zero = counts[n]
    return [before, zero, len(counts), int(n in counts), counts.get(n + 1, -1), len(counts)]
# run: reading_makes(3) == [0, 0, 1, 1, -1, 1]


def annotated(edges: list[tuple[int, int]]) -> list[list[int]]:
    graph: dict[int, set[int]] = defaultdict(set)
    for a, b in edges:
        graph[a].add(b)
        graph[b].add(a)
    return [sorted(graph[node]) for node in sorted(graph)]
# run: annotated([(1, 2), (2, 3)]) == [[2], [1, 3], [2]]


def by_its_name(text: str) -> dict[str, int]:
    counts: defaultdict[str, int] = collections.defaultdict(int)
    for c in text:
        counts[c] += 1
    counts["a"] -= 1
    return {c: n for c, n in counts.items() if n}
# run: by_its_name("banana") == {"b": 1, "a": 2, "n": 2}
# run: by_its_name("") == {"a": -1}


def with_lambdas(n: int) -> list[float]:
    best = defaultdict(lambda: float("inf"))
    pairs = defaultdict(lambda: [0, 0])
    for i in range(n):
        best[i % 2] = min(best[i % 2], 10.0 - i)
        pairs[i % 2][i // 2 % 2] += i
    return [best[0], best[1], best[2], float(pairs[0][1]), float(len(pairs))]
# run: with_lambdas(5) == [6.0, 7.0, inf, 2.0, 2.0]


def nested(words: list[str]) -> int:
    tree = defaultdict(lambda: defaultdict(int))
    for word in words:
        tree[word[0]][word[-1]] += len(word)
    return sum(sum(inner.values()) for inner in tree.values()) * 10 + len(tree)
# run: nested(["ab", "ac", "bb"]) == 62


def of_texts(n: int) -> str:
    texts = defaultdict(str)
    flags = defaultdict(bool)
    for i in range(n):
        texts[i % 2] += str(i)
        flags[i] = not flags[i - 1]
    return texts[0] + "|" + texts[1] + str(flags[n - 1])
# run: of_texts(4) == "02|13False"


def from_something(pairs: dict[str, int]) -> int:
    counts = defaultdict(int, pairs)
    counts["new"] += 5
    return sum(counts.values())
# run: from_something({"a": 1, "b": 2}) == 8


def shown(n: int) -> str:
    table = defaultdict(list)
    table[n].append("x")
    numbers: defaultdict[str, float] = defaultdict(float)
    numbers["a"] += 1
    return f"{table} {numbers!r}"
# run: shown(1) == "defaultdict(<class 'list'>, {1: ['x']}) defaultdict(<class 'float'>, {'a': 1.0})"


def copies(n: int) -> list[int]:
    first = defaultdict(int)
    first[n] = 1
    second = first.copy()
    second[n + 1] += 1
    third = first | second
    third[7] += 1
    return [len(first), len(second), len(third), int(first == {n: 1}), int(second == first)]
# run: copies(3) == [1, 2, 3, 1, 0]


def what_it_is(n: int) -> list[bool]:
    table = defaultdict(int)
    counts = Counter([n])
    return [
        isinstance(table, dict), isinstance(table, defaultdict), isinstance(table, Counter),
        isinstance(counts, dict), isinstance(counts, Counter), isinstance(counts, defaultdict),
    ]
# run: what_it_is(1) == [True, True, False, True, True, False]


def handed_on(n: int) -> int:
    def fill(table: defaultdict[int, int]) -> None:
        table[n] += 2
        table[n + 1] += table[n + 5]

    table = defaultdict(int)
    fill(table)
    return len(table) * 10 + table[n]
# run: handed_on(1) == 32


def grown_while_read(n: int) -> int:
    table = defaultdict(int)
    table[n] = 1
    for key in table:
        table[key + 1]
    return len(table)
# run: grown_while_read(1) raises RuntimeError: dictionary changed size during iteration


def missing_in_the_plain_one(n: int) -> int:
    table = defaultdict(int)
    table[n] = 1
    return dict(table)[n + 1]
# run: missing_in_the_plain_one(1) raises KeyError: 2


# Counters


def most(words: list[str], n: int) -> list[tuple[str, int]]:
    return Counter(words).most_common(n)
# run: most(["a", "b", "b", "c", "c"], 2) == [("b", 2), ("c", 2)]
# run: most(["a", "b"], 0) == []
# run: most(["a", "b"], -1) == []
# run: most([], 3) == []


def all_of_them(text: str) -> list[tuple[str, int]]:
    counts = Counter(c for c in text if c != " ")
    return counts.most_common()
# run: all_of_them("to be or not") == [("o", 3), ("t", 2), ("b", 1), ("e", 1), ("r", 1), ("n", 1)]


def first_of_most(values: list[int]) -> int:
    value, count = Counter(values).most_common(1)[0]
    return value * 100 + count
# run: first_of_most([4, 2, 4]) == 402
# run: first_of_most([]) raises IndexError: list index out of range


def missing_counts(text: str) -> list[int]:
    counts = Counter(text)
    found = [counts["a"], counts["?"], len(counts)]
    counts["?"] += 2
    del counts["!"]
    return [*found, len(counts), counts.total(), sum(counts.values())]
# run: missing_counts("banana") == [3, 0, 3, 4, 8, 8]


def same_letters(a: str, b: str) -> bool:
    return Counter(a) == Counter(b)
# run: same_letters("listen", "silent") == True
# run: same_letters("ab", "aab") == False


def zeros_are_missing(n: int) -> list[bool]:
    counts = Counter([n])
    other: Counter[int] = Counter()
    counts[n] -= 1
    return [counts == other, counts != other, counts == {n: 0}, not counts]
# run: zeros_are_missing(1) == [True, False, True, False]


def operators(a: str, b: str) -> list[list[str]]:
    x, y = Counter(a), Counter(b)
    return [sorted(c.elements()) for c in (x + y, x - y, x & y, x | y)]
# run: operators("aab", "abc") == [["a", "a", "a", "b", "b", "c"], ["a"], ["a", "b"], ["a", "a", "b", "c"]]


def updated(words: list[str]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for word in words:
        counts.update(word)
    counts.update({"a": 10})
    counts.subtract(words[0])
    counts.subtract(Counter("a"))
    return dict(counts)
# run: updated(["ab", "a"]) == {"a": 10, "b": 0}
# run: updated([]) raises IndexError


def counted_keys(counts: dict[str, int]) -> int:
    copy = Counter(counts)
    copy["a"] += 1
    return copy["a"] * 10 + counts.get("a", 0)
# run: counted_keys({"a": 2}) == 32


def counter_shown(text: str) -> str:
    empty: Counter[int] = Counter()
    return f"{Counter(text)} {empty}"
# run: counter_shown("hello") == "Counter({'l': 2, 'h': 1, 'e': 1, 'o': 1}) Counter()"


def most_by_key(text: str) -> str:
    counts = Counter(text)
    return max(counts, key=counts.get) + max(counts, key=lambda c: (counts[c], c))
# run: most_by_key("abcbc") == "bc"


def pairs_counted(values: list[int]) -> int:
    seen = Counter((v % 2, v % 3) for v in values)
    return seen[0, 0] * 10 + max(seen.values())
# run: pairs_counted([6, 12, 1, 7]) == 22


def kept_in_lists(words: list[str]) -> list[int]:
    counters = [Counter(word) for word in words]
    by_length = defaultdict(Counter)
    return [c["a"] for c in counters] + [len(by_length)]
# run: kept_in_lists(["aa", "b"]) == [2, 0, 0]
