"""Default arguments are evaluated once; keywords, keyword-only and positional-only parameters."""

# options: infer=True
# numba: no

BASE = [1, 2]


def remembers(n: int, seen: list[int] = []) -> int:
    seen.append(n)
    return len(seen)


def shared_default(n: int) -> int:
    first = remembers(n, [])
    a = remembers(n)
    b = remembers(n)
    return first * 10 + (b - a)
# run: shared_default(1) == 11


def nested_default(n: int) -> int:
    def note(x: int, seen: list[int] = []) -> int:
        seen.append(x)
        return sum(seen)

    note(1)
    note(n)
    return note(3) * 100 + note(5, [])
# run: nested_default(2) == 605


def default_at_definition(n: int) -> int:
    values = [n]

    def first(x: int = values[0]) -> int:
        return x

    values[0] = 100
    return first() * 10 + first(4)
# run: default_at_definition(3) == 34


def text_default(n: int, mark: str = "*") -> int:
    return len(mark * n) + ord(mark[0])
# run: text_default(2) == 44


def repeat(n: int, mark: str = "ab", separator: str = "-") -> str:
    return separator.join([mark] * n)
# run: repeat(3) == 'ab-ab-ab'
# run: repeat(2, "x") == 'x-x'
# run: repeat(2, separator="") == 'abab'
# run: repeat(separator="→", n=2, mark="é") == 'é→é'


def tuple_default(n: int, scale: tuple[int, int] = (2, 3)) -> int:
    return n * scale[0] + scale[1]
# run: tuple_default(5) == 13
# run: tuple_default(5, (1, 1)) == 6


def none_default(values: list[int] | None = None) -> int:
    return 0 if values is None else sum(values)
# run: none_default() == 0
# run: none_default([1, 2]) == 3


def dict_default(key: str, table: dict[str, int] = {"a": 1}) -> int:
    return table.get(key, -1)
# run: dict_default("a") == 1
# run: dict_default("b", {"b": 7}) == 7


def constant_default(index: int, values: list[int] = BASE) -> int:
    return values[index]
# run: constant_default(1) == 2
# run: constant_default(0, [9]) == 9


def keyword_only(values: list[int], *, reverse: bool = False, limit: int | None = None) -> list[int]:
    result = sorted(values, reverse=reverse)
    return result if limit is None else result[:limit]
# run: keyword_only([2, 3, 1]) == [1, 2, 3]
# run: keyword_only([2, 3, 1], reverse=True, limit=2) == [3, 2]


def positional_only(a: int, b: int = 2, /, c: int = 3) -> list[int]:
    return [a, b, c]
# run: positional_only(1) == [1, 2, 3]
# run: positional_only(1, 5, c=7) == [1, 5, 7]


def keywords_inside(n: int) -> int:
    return sum(keyword_only([n, 1, 5], limit=2)) * 100 + len(repeat(2, separator="...", mark="x"))
# run: keywords_inside(3) == 405


def order_of_evaluation(n: int) -> int:
    log = []

    def note(x: int) -> int:
        log.append(x)
        return x

    def pair(a: int, b: int) -> int:
        return a * 10 + b

    value = pair(b=note(n), a=note(2))
    return value * 100 + log[0] * 10 + log[1]
# run: order_of_evaluation(1) == 2112


def float_default(x: float = 1.5, names: tuple[str, ...] = ("a", "b")) -> str:
    return f"{x} {'/'.join(names)}"
# run: float_default() == '1.5 a/b'
# run: float_default(2.0, ()) == '2.0 '


def defaults_in_recursion(n: int) -> int:
    base = n * 2
    def go(k, step=base - n, *, acc=[0]):
        acc[0] += k
        if k > 3:
            return acc[0]
        return go(k + step)
    return go(0)
# run: defaults_in_recursion(2) == 6
