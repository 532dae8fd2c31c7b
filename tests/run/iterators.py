"""Iterators that are kept: next, iter, zip and its like; generators of texts; what is closed when."""

from typing import Generator, Iterator

# options: infer=True
# numba: no


def evens(n: int) -> Iterator[int]:
    for i in range(n):
        yield 2 * i


def use_evens(n: int) -> int:
    return sum(evens(n))
# run: use_evens(5) == 20


def list_evens(n: int) -> list[int]:
    it = evens(n)
    first = next(it, -1)
    return [first] + list(it) + list(it)
# run: list_evens(4) == [0, 2, 4, 6]
# run: list_evens(0) == [-1]


def iter_next(n: int) -> int:
    iterator = iter([n, n + 1])
    first = next(iterator)
    second = next(iterator)
    return first * 10 + second + next(iterator, 100)
# run: iter_next(1) == 112


def stop(values: list[int]) -> int:
    iterator = iter(values)
    total = next(iterator)
    total += next(iterator)
    return total
# run: stop([1, 2, 3]) == 3
# run: stop([1]) raises StopIteration


def next_of_generator(values: list[int], limit: int) -> int:
    return next((v for v in values if v > limit), -1)
# run: next_of_generator([1, 5, 7], 3) == 5
# run: next_of_generator([1, 5, 7], 30) == -1


def words(text: str) -> Generator[str, None, None]:
    word = ""
    for c in text:
        if c == " ":
            if word:
                yield word
            word = ""
        else:
            word += c
    if word:
        yield word


def use_words(text: str) -> list[str]:
    found = []
    for i, w in enumerate(words(text)):
        if i == 3:
            break
        found.append(w.upper() + str(i))
    return found
# run: use_words("a bc  def g h i") == ['A0', 'BC1', 'DEF2']
# run: use_words("") == []


def nested_gen(n: int) -> list[tuple[int, str]]:
    names = ["a", "b", "c"]
    def pairs(k):
        for i in range(k):
            for name in names:
                yield i, name
    out = []
    for p in pairs(n):
        out.append(p)
        if len(out) > 7:
            return out
    return out
# run: nested_gen(2) == [(0, 'a'), (0, 'b'), (0, 'c'), (1, 'a'), (1, 'b'), (1, 'c')]
# run: nested_gen(5) == [(0, 'a'), (0, 'b'), (0, 'c'), (1, 'a'), (1, 'b'), (1, 'c'), (2, 'a'), (2, 'b')]


def finals(n: int) -> list[str]:
    log = []
    def gen():
        try:
            log.append("begin")
            for i in range(5):
                yield "v" + str(i)
        except ValueError as e:
            log.append("never")
        finally:
            log.append("closed")
    for v in gen():
        log.append(v)
        if len(log) > n:
            break
    log.append("after")
    g = gen()
    if n > 2:
        log.append(next(g))
    g = gen()
    log.append("replaced")
    return log
# run: finals(1) == ['begin', 'v0', 'closed', 'after', 'replaced']
# run: finals(3) == ['begin', 'v0', 'v1', 'v2', 'closed', 'after', 'begin', 'v0', 'closed', 'replaced']
# run: finals(20) == ['begin', 'v0', 'v1', 'v2', 'v3', 'v4', 'closed', 'after', 'begin', 'v0', 'closed', 'replaced']


def raising(n: int) -> str:
    def gen():
        s = "x" * 3
        for i in range(3):
            yield s + str(10 // (n - i))
    it = gen()
    found = []
    try:
        for v in it:
            found.append(v)
    except ZeroDivisionError as e:
        found.append(str(e))
    found.append(next(it, "ended"))
    return ",".join(found)
# run: raising(1) == 'xxx10,integer division or modulo by zero,ended'
# run: raising(5) == 'xxx2,xxx2,xxx3,ended'


def stops_inside(n: int) -> int:
    def gen():
        it = iter([1, 2])
        while True:
            yield next(it)
    return sum(gen())
# run: stops_inside(1) raises RuntimeError: generator raised StopIteration


def chunks(values: list[int], n: int) -> list[list[int]]:
    def chunk():
        for i in range(0, len(values), n):
            yield values[i : i + n]
    return list(chunk())
# run: chunks([1, 2, 3, 4, 5], 2) == [[1, 2], [3, 4], [5]]


def pairwise(values: list[int]) -> list[tuple[int, int]]:
    it = iter(values)
    return list(zip(it, it))
# run: pairwise([1, 2, 3, 4, 5]) == [(1, 2), (3, 4)]


def kept_zip(a: list[int], b: list[str]) -> str:
    z = zip(a, b)
    m = map(lambda x: x * 2, a)
    f = filter(lambda x: x > 1, a)
    e = enumerate(b, 5)
    r = reversed(a)
    x, s = next(z)
    i, t = next(e)
    return f"{x}{s}{i}{t} {next(m)} {next(f)} {next(r)} {list(z)} {list(m)} {list(f)} {list(e)} {list(r)}"
# run: kept_zip([1, 2, 3], ["p", "q", "r"]) == "1p5p 2 2 3 [(2, 'q'), (3, 'r')] [4, 6] [3] [(6, 'q'), (7, 'r')] [2, 1]"


def fib_gen(n: int) -> int:
    def fibs():
        a, b = 0, 1
        while True:
            yield a
            a, b = b, a + b
    total = 0
    for f in fibs():
        if f > n:
            break
        if f % 2 == 0:
            total += f
    return total
# run: fib_gen(4000000) == 4613732


def tree(n: int) -> Iterator[int]:
    if n > 0:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 2)


def use_tree(n: int) -> list[int]:
    return list(tree(n))
# run: use_tree(5) == [1, 2, 3, 1, 4, 1, 2, 5, 1, 2, 3, 1]


def late(n: int) -> list[int]:
    k = n
    g = (x * k for x in range(3))
    k = 100
    return list(g)
# run: late(3) == [0, 100, 200]


def floats(n: int) -> Iterator[complex]:
    z = 0j
    flag = True
    for i in range(n):
        z += 1j * i
        yield z if flag else -z
        flag = not flag


def use_floats(n: int) -> complex:
    return sum(floats(n), 0j)
# run: use_floats(4) == complex(0.0, -4.0)


def kept_in_list(n: int) -> list[int]:
    its = [iter([1, 2, 3]), iter([10, 20, 30])]
    out = []
    for _ in range(n):
        for it in its:
            out.append(next(it))
    return out
# run: kept_in_list(2) == [1, 10, 2, 20]
# run: kept_in_list(4) raises StopIteration


def passes(it: Iterator[int], n: int) -> int:
    total = 0
    for _ in range(n):
        total += next(it)
    return total


def passing(n: int) -> tuple[int, int]:
    it = iter(range(100))
    a = passes(it, n)
    return a, passes(it, n)
# run: passing(3) == (3, 12)


def any_all(n: int) -> bool:
    it = iter([1, 2, 3, 4])
    return any(x == 2 for x in it) and next(it) == n
# run: any_all(3) == True
# run: any_all(4) == False


def primes() -> Iterator[int]:
    found: list[int] = []
    k = 2
    while True:
        if all(k % p for p in found):
            found.append(k)
            yield k
        k += 1


def nth_prime(n: int) -> int:
    for i, p in enumerate(primes()):
        if i == n:
            return p
    return -1
# run: nth_prime(30) == 127


def in_except(n: int) -> list[str]:
    def gen():
        for i in range(3):
            try:
                if i == 1:
                    raise ValueError("bad " + str(i))
                yield "ok"
            except ValueError as e:
                yield "before"
                yield str(e)
    return list(gen()) + [next(gen())]
# run: in_except(1) == ['ok', 'before', 'bad 1', 'ok', 'ok']


def gen_in_try(n: int) -> list[str]:
    out = []
    def gen():
        for i in range(3):
            try:
                yield i
            finally:
                out.append("f" + str(i))
    try:
        for v in gen():
            if v == n:
                raise ValueError("at " + str(v))
    except ValueError as e:
        out.append(str(e))
    return out
# run: gen_in_try(1) == ['f0', 'f1', 'at 1']
# run: gen_in_try(9) == ['f0', 'f1', 'f2']


def permutations(items: list[int]) -> Iterator[list[int]]:
    if len(items) <= 1:
        yield items[:]
    else:
        for i in range(len(items)):
            for rest in permutations(items[:i] + items[i + 1 :]):
                yield [items[i]] + rest


def all_permutations(items: list[int]) -> list[list[int]]:
    return list(permutations(items))
# run: all_permutations([1, 2, 3, 4]) == [[1, 2, 3, 4], [1, 2, 4, 3], [1, 3, 2, 4], [1, 3, 4, 2], [1, 4, 2, 3], [1, 4, 3, 2], [2, 1, 3, 4], [2, 1, 4, 3], [2, 3, 1, 4], [2, 3, 4, 1], [2, 4, 1, 3], [2, 4, 3, 1], [3, 1, 2, 4], [3, 1, 4, 2], [3, 2, 1, 4], [3, 2, 4, 1], [3, 4, 1, 2], [3, 4, 2, 1], [4, 1, 2, 3], [4, 1, 3, 2], [4, 2, 1, 3], [4, 2, 3, 1], [4, 3, 1, 2], [4, 3, 2, 1]]


def optional_values(n: int) -> list[str]:
    def gen():
        for i in range(n):
            if i % 2:
                yield None
            else:
                yield i
    return [str(v) for v in gen()]
# run: optional_values(4) == ['0', 'None', '2', 'None']


def two_level(n: int) -> list[int]:
    def inner(k):
        while k > 0:
            yield k
            k -= 1
    def outer():
        for i in range(n):
            yield from inner(i)
            yield -1
    return list(outer())
# run: two_level(4) == [-1, 1, -1, 2, 1, -1, 3, 2, 1, -1]


def while_next(text: str) -> list[str]:
    it = iter(text.split())
    out = []
    while (w := next(it, "")) != "":
        if w == "skip":
            next(it, "")
            continue
        out.append(w)
    return out
# run: while_next("a b skip c d") == ['a', 'b', 'd']


def return_in_gen(n: int) -> list[int]:
    def gen():
        for i in range(100):
            if i == n:
                return
            yield i
    return list(gen())
# run: return_in_gen(3) == [0, 1, 2]
