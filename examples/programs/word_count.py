"""Count the words of a text: frequencies, lengths, first letters, neighbours."""

TEXT = """
The quick brown fox jumps over the lazy dog. The dog sleeps; the fox does not!
"Why," asked the dog, "would a fox that is quick jump over a dog that is lazy?"
The fox -- it was a well-read fox -- said: "Don't ask. It is a sentence
that uses every letter, and every letter's use is its purpose."
"""
STOP_WORDS = {"a", "the", "is", "it", "its", "that", "and", "was"}


def words_of(text: str) -> list[str]:
    """Return the words in lower case, without the punctuation around them.

    >>> words_of("Don't panic: it's well-read!")
    ["don't", 'panic', "it's", 'well-read']
    """
    words = []
    for word in text.lower().split():
        word = word.strip(".,;:!?\"'()-")
        if word:
            words.append(word)
    return words


def count(words: list[str]) -> dict[str, int]:
    """Return how often each word occurs, in the order of first occurrence.

    >>> count(["b", "a", "b"])
    {'b': 2, 'a': 1}
    """
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def most_common(counts: dict[str, int], n: int) -> list[tuple[str, int]]:
    """Return the most frequent words, equals in alphabetical order.

    >>> most_common({"b": 2, "c": 5, "a": 2}, 2)
    [('c', 5), ('a', 2)]
    """
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]


def by_length(words: list[str]) -> dict[int, list[str]]:
    """Group different words by length, each group sorted.

    >>> by_length(["on", "a", "in", "on"])
    {2: ['in', 'on'], 1: ['a']}
    """
    groups: dict[int, list[str]] = {}
    for word in words:
        group = groups.setdefault(len(word), [])
        if word not in group:
            group.append(word)
    for group in groups.values():
        group.sort()
    return groups


def index(text: str) -> dict[str, set[int]]:
    """Return the numbers of the lines in which each word stands.

    >>> sorted(index("a b\\na")["a"])
    [1, 2]
    """
    lines: dict[str, set[int]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        for word in words_of(line):
            lines.setdefault(word, set()).add(number)
    return lines


def followers(words: list[str]) -> dict[str, dict[str, int]]:
    """Return how often each word is followed by which.

    >>> followers(["a", "b", "a", "c", "a", "b"])
    {'a': {'b': 2, 'c': 1}, 'b': {'a': 1}, 'c': {'a': 1}}
    """
    table: dict[str, dict[str, int]] = {}
    for word, following in zip(words, words[1:]):
        row = table.setdefault(word, {})
        row[following] = row.get(following, 0) + 1
    return table


def missing_letters(text: str) -> str:
    """Return the letters of the alphabet that a text lacks.

    >>> missing_letters("The quick brown fox jumps over the lazy dog")
    ''
    >>> missing_letters("abcdefghijklmnopqrstuvw")
    'xyz'
    """
    used = {char for char in text.lower() if "a" <= char <= "z"}
    return "".join(chr(code) for code in range(ord("a"), ord("z") + 1) if chr(code) not in used)


def histogram(counts: dict[str, int], width: int = 20) -> list[str]:
    """Draw a bar for each count, the longest of a width.

    >>> histogram({"ab": 4, "c": 2}, 4)
    ['ab |#### 4', 'c  |## 2']
    """
    longest = max(counts.values(), default=0)
    label = max((len(word) for word in counts), default=0)
    return [f"{word:<{label}} |{'#' * (n * width // longest)} {n}" for word, n in counts.items()]


def main() -> None:
    """Print all that is known of the text."""
    words = words_of(TEXT)
    counts = count(words)
    print(f"{len(words)} words, {len(counts)} different")
    print(f"average length: {sum(len(word) for word in words) / len(words):.2f}")
    telling = {word: n for word, n in counts.items() if word not in STOP_WORDS}
    for line in histogram(dict(most_common(telling, 6))):
        print(line)
    for length, group in sorted(by_length(words).items()):
        print(f"{length:>2}: {' '.join(group)}")
    lines = index(TEXT)
    for word in ["fox", "dog", "letter"]:
        print(word, "stands in the lines", sorted(lines[word]))
    after_the = followers(words)["the"]
    print("after 'the':", ", ".join(f"{word} ({n})" for word, n in most_common(after_the, 3)))
    print("letters missing:", missing_letters(TEXT) or "none")
    capitals = [word for word in TEXT.split() if word[0].isupper()]
    print("capitalized:", " ".join(sorted(set(capitals))))
    print("longest:", max(words, key=len), "- last in the alphabet:", max(words))


if __name__ == "__main__":
    main()
