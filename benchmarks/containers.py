"""The kernels on lists, dicts and texts, as programs.py has those on numbers.

Each takes the size of the work and gives a number that depends on all of it.  The same
programs, with the data structures that one takes in C, stand in `containers.c`.
"""

from __future__ import annotations


def list_sum(rounds: int) -> float:
    """Floats added up, one element changed each round so that no round is another's."""
    numbers = [0.5 * i for i in range(20_000)]
    total = 0.0
    for r in range(rounds):
        numbers[r] = float(r)
        part = 0.0
        for x in numbers:
            part += x
        total += part
    return total


def axpy(rounds: int) -> float:
    """`y += a * x` on lists of floats."""
    x = [0.25 * i for i in range(4_000)]
    y = [1.0 for _ in range(4_000)]
    for r in range(rounds):
        a = 1.0 / (r + 1)
        for i in range(len(x)):
            y[i] += a * x[i]
    total = 0.0
    for value in y:
        total += value
    return total


def dot(rounds: int) -> int:
    """The inner product of lists of ints."""
    a = [i % 1000 - 300 for i in range(4_000)]
    b = [i * 7 % 1013 for i in range(4_000)]
    total = 0
    for r in range(rounds):
        a[r % 4_000] = r
        part = 0
        for i in range(len(a)):
            part += a[i] * b[i]
        total = (total ^ part) & 0xFFFFFFFF
    return total


def matmul(n: int) -> float:
    """The product of two matrices as lists of rows."""
    a = [[float(i + j) for j in range(n)] for i in range(n)]
    b = [[float(i - j) for j in range(n)] for i in range(n)]
    c = [[0.0 for _ in range(n)] for _ in range(n)]
    for i in range(n):
        for k in range(n):
            factor = a[i][k]
            for j in range(n):
                c[i][j] += factor * b[k][j]
    total = 0.0
    for row in c:
        for value in row:
            total += value
    return total


def matmul_flat(n: int) -> float:
    """The product of two matrices, each in one list."""
    a = [float(i % 17) for i in range(n * n)]
    b = [float(i % 13) for i in range(n * n)]
    c = [0.0 for _ in range(n * n)]
    for i in range(n):
        for k in range(n):
            factor = a[i * n + k]
            for j in range(n):
                c[i * n + j] += factor * b[k * n + j]
    total = 0.0
    for value in c:
        total += value
    return total


def spectral_norm(n: int) -> float:
    """The largest singular value of an infinite matrix, as in the Benchmarks Game."""
    u = [1.0 for _ in range(n)]
    v = [0.0 for _ in range(n)]
    for _ in range(4):
        multiply_twice(u, v, n)
        multiply_twice(v, u, n)
    uv = 0.0
    vv = 0.0
    for i in range(n):
        uv += u[i] * v[i]
        vv += v[i] * v[i]
    return uv / vv


def multiply_twice(u: list[float], v: list[float], n: int) -> None:
    """`v` becomes the matrix's transpose times the matrix times `u`."""
    t = [0.0 for _ in range(n)]
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += u[j] / ((i + j) * (i + j + 1) // 2 + i + 1)
        t[i] = total
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += t[j] / ((i + j) * (i + j + 1) // 2 + j + 1)
        v[i] = total


def sieve(limit: int) -> int:
    """The number of primes below a limit, by Eratosthenes."""
    composite = [False for _ in range(limit)]
    count = 0
    for n in range(2, limit):
        if not composite[n]:
            count += 1
            for multiple in range(n * n, limit, n):
                composite[multiple] = True
    return count


def append_and_sort(count: int) -> int:
    """Pseudo-random ints appended one by one, sorted, and summed up with their places."""
    numbers: list[int] = []
    state = 42
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        numbers.append(state)
    numbers.sort()
    total = 0
    for i in range(len(numbers)):
        total = (total + i * numbers[i]) & 0xFFFFFFFFFFFF
    return total


def dict_of_ints(count: int) -> int:
    """How often pseudo-random ints come up, counted in a dict."""
    counts: dict[int, int] = {}
    state = 42
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        key = state >> 14
        if key in counts:
            counts[key] += 1
        else:
            counts[key] = 1
    total = 0
    for key in counts:
        total = (total + key * counts[key]) & 0xFFFFFFFFFFFF
    return total


def word_count(count: int) -> int:
    """A text made of words, split again, and each word counted."""
    letters = "etaoinshrdlu"
    words: list[str] = []
    state = 42
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        number = (state >> 8) % 5_000
        word = ""
        while number > 0:
            word += letters[number % 12]
            number //= 12
        words.append(word)
    text = " ".join(words)
    counts: dict[str, int] = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    total = 0
    for word in counts:
        total += len(word) * counts[word] * counts[word]
    return total


def building(count: int) -> int:
    """Texts of numbers, joined, and a text built character by character."""
    parts: list[str] = []
    for i in range(count):
        parts.append(str(i * 7919))
    joined = ",".join(parts)
    digits = ""
    for c in joined:
        if c != ",":
            digits += c
    total = 0
    for c in digits:
        total = (total * 31 + ord(c)) & 0xFFFFFFFF
    return total
