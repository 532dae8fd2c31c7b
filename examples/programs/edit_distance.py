"""Edit distance between two texts, and the steps that lead from one to the other."""


def distance_table(a: str, b: str) -> list[list[int]]:
    """Return the distances between all beginnings of two texts.

    >>> distance_table("ab", "b")
    [[0, 1], [1, 1], [2, 1]]
    """
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        table[i][0] = i
    for j in range(len(b) + 1):
        table[0][j] = j
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            cost = 0 if x == y else 1
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
    return table


def edit_distance(a: str, b: str) -> int:
    """Return how many insertions, deletions and replacements lead from one to the other.

    >>> edit_distance("kitten", "sitting")
    3
    >>> edit_distance("", "abc")
    3
    """
    return distance_table(a, b)[-1][-1]


def edit_distance_in_two_rows(a: str, b: str) -> int:
    """Return the same with memory for two rows alone.

    >>> edit_distance_in_two_rows("flaw", "lawn")
    2
    """
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a):
        current = [i + 1]
        for j, y in enumerate(b):
            current.append(
                previous[j] if x == y else 1 + min(previous[j], previous[j + 1], current[j])
            )
        previous = current
    return previous[-1]


def edit_distance_recursive(a: str, b: str) -> int:
    """Return the same by recursion with a memory.

    >>> edit_distance_recursive("intention", "execution")
    5
    """
    memory: dict[tuple[int, int], int] = {}

    def solve(i: int, j: int) -> int:
        if i == 0 or j == 0:
            return i + j
        if (i, j) not in memory:
            if a[i - 1] == b[j - 1]:
                memory[i, j] = solve(i - 1, j - 1)
            else:
                memory[i, j] = 1 + min(solve(i - 1, j), solve(i, j - 1), solve(i - 1, j - 1))
        return memory[i, j]

    return solve(len(a), len(b))


def steps(a: str, b: str) -> list[tuple[str, str, str]]:
    """Return what to do at each place: an action, the old and the new character.

    >>> steps("cat", "cut")
    [('keep', 'c', 'c'), ('replace', 'a', 'u'), ('keep', 't', 't')]
    """
    table = distance_table(a, b)
    i, j = len(a), len(b)
    found = []
    while i > 0 or j > 0:
        if i > 0 and j > 0 and a[i - 1] == b[j - 1]:
            found.append(("keep", a[i - 1], b[j - 1]))
            i, j = i - 1, j - 1
        elif i > 0 and j > 0 and table[i][j] == table[i - 1][j - 1] + 1:
            found.append(("replace", a[i - 1], b[j - 1]))
            i, j = i - 1, j - 1
        elif i > 0 and table[i][j] == table[i - 1][j] + 1:
            found.append(("delete", a[i - 1], ""))
            i -= 1
        else:
            found.append(("insert", "", b[j - 1]))
            j -= 1
    return found[::-1]


def alignment(a: str, b: str) -> str:
    """Write the texts below each other, with gaps.

    >>> print(alignment("cats", "cut"))
    cats
     x -
    cut_
    """
    marks = {"keep": " ", "replace": "x", "delete": "-", "insert": "+"}
    top, middle, bottom = "", "", ""
    for action, old, new in steps(a, b):
        top += old or "_"
        middle += marks[action]
        bottom += new or "_"
    return f"{top}\n{middle}\n{bottom}"


def closest(word: str, dictionary: list[str], limit: int = 3) -> list[str]:
    """Return the words nearest to a word, the nearest first.

    >>> closest("helo", ["help", "hello", "yellow", "halo"], 2)
    ['halo', 'hello']
    """
    return sorted(dictionary, key=lambda other: (edit_distance(word, other), other))[:limit]


def main() -> None:
    """Compare pairs of words, and correct some."""
    pairs = [("kitten", "sitting"), ("saturday", "sunday"), ("", "new"), ("naïve", "native")]
    for a, b in pairs:
        results = {edit_distance(a, b), edit_distance_in_two_rows(a, b)}
        results.add(edit_distance_recursive(a, b))
        assert len(results) == 1
        print(f"{a!r} to {b!r}: {results.pop()} edits")
        print(alignment(a, b))
    words = [
        "there",
        "their",
        "three",
        "tree",
        "this",
        "that",
        "other",
        "another",
        "weather",
        "whether",
    ]
    for word in ["ther", "thre", "wether", "tha"]:
        print(f"{word}: did you mean {', '.join(closest(word, words))}?")


if __name__ == "__main__":
    main()
