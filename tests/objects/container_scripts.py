"""Functions that do at random what can be done to containers, and digest what they see.

    list_of_ints(7, 100)     # the same number from CPython as from compiled code

Each takes a seed and how many steps to go; after each step all that the containers hold
goes into the digest, and so does the class of an exception.
"""

from __future__ import annotations


def following(state: int) -> int:
    """The next of some pseudo-random numbers of 31 bits."""
    return (state * 1103515245 + 12345) % 2147483648


def fold(digest: int, value: int) -> int:
    """A digest with one number more."""
    return (digest * 31 + value + 1000) % 1000000007


def digest_ints(digest: int, values: list[int]) -> int:
    digest = fold(digest, len(values))
    for value in values:
        digest = fold(digest, value)
    return digest


def list_of_ints(seed: int, steps: int) -> int:
    a: list[int] = []
    b = [3, 1, 2]
    state, digest = seed, 0
    for _ in range(steps):
        state = following(state)
        x = state // 7 % 23 - 11
        y = state // 1000 % 29 - 14
        z = state // 50000 % 7 - 3
        state = following(state)
        op = state // 1024 % 38
        try:
            if op == 0:
                a.append(x)
            elif op == 1:
                a.insert(x, y)
            elif op == 2:
                digest = fold(digest, a.pop())
            elif op == 3:
                digest = fold(digest, a.pop(x))
            elif op == 4:
                digest = fold(digest, a[x])
            elif op == 5:
                a[x] = y
            elif op == 6:
                del a[x]
            elif op == 7:
                a.extend(b)
            elif op == 8:
                a.extend(a)
            elif op == 9:
                b = a[x:y]
            elif op == 10:
                b = a[x:y:z]
            elif op == 11:
                b = a[::-1]
            elif op == 12:
                b = a[:y]
            elif op == 13:
                b = a[x:]
            elif op == 14:
                a[x:y] = b
            elif op == 15:
                a[x:y:z] = b
            elif op == 16:
                del a[x:y]
            elif op == 17:
                del a[x:y:z]
            elif op == 18:
                a.remove(x)
            elif op == 19:
                digest = fold(digest, a.index(x))
            elif op == 20:
                digest = fold(digest, a.index(x, y, z * 5))
            elif op == 21:
                digest = fold(digest, a.count(x))
            elif op == 22:
                digest = fold(digest, int(x in a))
            elif op == 23:
                a.reverse()
            elif op == 24:
                a.sort()
            elif op == 25:
                a.sort(reverse=True)
            elif op == 26:
                b = a.copy()
            elif op == 27:
                b = a + b
            elif op == 28:
                b = b * z
            elif op == 29:
                b += a
            elif op == 30:
                digest = fold(digest, int(a == b))
            elif op == 31:
                digest = fold(digest, int(a < b) + 2 * int(a <= b) + 4 * int(a > b))
            elif op == 32:
                b = sorted(a)
            elif op == 33:
                a[:] = b
            elif op == 34:
                a[x:y] = a
            elif op == 35:
                a[x::2] = b
            elif op == 36:
                b = [value * 2 for value in a if value > x]
            elif op == 37:
                b = list(reversed(a))
        except IndexError:
            digest = fold(digest, 1)
        except ValueError:
            digest = fold(digest, 2)
        if len(a) > 60:
            del a[20:]
        if len(b) > 60:
            b.clear()
        digest = digest_ints(digest_ints(digest, a), b)
    return digest


def name_of(number: int) -> str:
    return "key" + str(number) if number % 3 else "ä" * (number % 5) + str(number)


def digest_text(digest: int, text: str) -> int:
    for character in text:
        digest = fold(digest, ord(character))
    return fold(digest, len(text))


def list_of_texts(seed: int, steps: int) -> int:
    a: list[str] = []
    b = ["x", "y"]
    state, digest = seed, 0
    for _ in range(steps):
        state = following(state)
        x = state // 7 % 13 - 6
        y = state // 1000 % 15 - 7
        z = state // 50000 % 5 - 2
        name = name_of(state // 77 % 9)
        state = following(state)
        op = state // 1024 % 28
        try:
            if op <= 2:
                a.append(name)
            elif op == 3:
                a.insert(x, name)
            elif op == 4:
                digest = digest_text(digest, a.pop())
            elif op == 5:
                digest = digest_text(digest, a.pop(x))
            elif op == 6:
                digest = digest_text(digest, a[x])
            elif op == 7:
                a[x] = name
            elif op == 8:
                del a[x]
            elif op == 9:
                a.extend(b)
            elif op == 10:
                a[x:y] = b
            elif op == 11:
                a[x:y:z] = b
            elif op == 12:
                del a[x:y:z]
            elif op == 13:
                a.remove(name)
            elif op == 14:
                digest = fold(digest, a.index(name))
            elif op == 15:
                digest = fold(digest, a.count(name))
            elif op == 16:
                a.reverse()
            elif op == 17:
                a.sort()
            elif op == 18:
                a.sort(key=len, reverse=z > 0)
            elif op == 19:
                b = a[x:y:z]
            elif op == 20:
                b = a + b
            elif op == 21:
                b = b * z
            elif op == 22:
                digest = fold(digest, int(a == b) + 2 * int(a < b))
            elif op == 23:
                b = sorted(a, key=lambda text: text[-1:], reverse=True)
            elif op == 24:
                b = a.copy()
            elif op == 25:
                a[x], a[y] = a[y], a[x]
            elif op == 26:
                a.extend(a)
            elif op == 27:
                a[x:y] = a
        except IndexError:
            digest = fold(digest, 1)
        except ValueError:
            digest = fold(digest, 2)
        if len(a) > 40:
            del a[10:]
        if len(b) > 40:
            b.clear()
        digest = fold(fold(digest, len(a)), len(b))
        for text in a:
            digest = digest_text(digest, text)
        for text in b:
            digest = digest_text(digest, text)
    return digest


def nested_lists(seed: int, steps: int) -> int:
    grid = [[1], [2, 3]]
    row = [7]
    state, digest = seed, 0
    for _ in range(steps):
        state = following(state)
        x = state // 7 % 9 - 4
        y = state // 1000 % 9 - 4
        state = following(state)
        op = state // 1024 % 18
        try:
            if op == 0:
                grid.append(row)
            elif op == 1:
                grid.append([x, y])
            elif op == 2:
                row = grid[x]
            elif op == 3:
                grid[x] = grid[y]
            elif op == 4:
                grid[x].append(y)
            elif op == 5:
                row = grid.pop(x)
            elif op == 6:
                grid = grid + grid[x:y]
            elif op == 7:
                grid = [inner.copy() for inner in grid]
            elif op == 8:
                grid.sort()
            elif op == 9:
                digest = fold(digest, grid.index(row))
            elif op == 10:
                grid.remove(row)
            elif op == 11:
                row = row[:]
            elif op == 12:
                grid = grid * 2
            elif op == 13:
                grid.sort(key=len)
            elif op == 14:
                digest = fold(digest, int(row in grid) + grid.count(row))
            elif op == 15:
                row.clear()
            elif op == 16:
                grid[x:y] = [row, row]
            elif op == 17:
                grid.reverse()
        except IndexError:
            digest = fold(digest, 1)
        except ValueError:
            digest = fold(digest, 2)
        if len(grid) > 20:
            del grid[4:]
        if len(row) > 20:
            del row[5:]
        digest = digest_ints(fold(digest, len(grid)), row)
        for inner in grid:
            if len(inner) > 20:
                del inner[3:]
            digest = digest_ints(digest, inner)
    return digest


def dict_of_ints(seed: int, steps: int) -> int:
    a: dict[int, int] = {}
    b = {1: 2}
    state, digest = seed, 0
    for _ in range(steps):
        state = following(state)
        x = state // 7 % 41 - 20
        y = state // 1000 % 101
        state = following(state)
        op = state // 1024 % 24
        try:
            if op <= 3:
                a[x] = y
            elif op == 4:
                digest = fold(digest, a[x])
            elif op <= 6:
                del a[x]
            elif op == 7:
                digest = fold(digest, a.get(x, -7))
            elif op == 8:
                digest = fold(digest, a.pop(x))
            elif op == 9:
                digest = fold(digest, a.pop(x, -9))
            elif op == 10:
                key, value = a.popitem()
                digest = fold(fold(digest, key), value)
            elif op == 11:
                digest = fold(digest, a.setdefault(x, y))
            elif op == 12:
                a.update(b)
            elif op == 13:
                b = a.copy()
            elif op == 14:
                b = a | b
            elif op == 15:
                a |= b
            elif op == 16:
                digest = fold(digest, int(a == b))
            elif op == 17:
                digest = fold(digest, int(x in a))
            elif op == 18:
                b = {key + 1: value for key, value in a.items() if key != x}
            elif op == 19:
                a[x] += 1
            elif op == 20:
                digest = digest_ints(digest, sorted(a))
            elif op == 21:
                found = a.get(x)
                digest = fold(digest, -1 if found is None else found)
            elif op == 22:
                for key in a:
                    if key == x:
                        del a[key]
            elif op == 23 and y < 5:
                a.clear()
        except KeyError:
            digest = fold(digest, 1)
        except RuntimeError as error:
            digest = fold(digest, len(str(error)))
        digest = fold(fold(digest, len(a)), len(b))
        for key in a:
            digest = fold(digest, key)
        for value in b.values():
            digest = fold(digest, value)
    return digest


def changing_dict(seed: int, steps: int) -> int:
    """Changed while it is iterated, so that it matters when it moves its entries."""
    a: dict[int, int] = {}
    state, digest = seed, 0
    for _ in range(steps):
        state = following(state)
        x = state // 7 % 41 - 20
        y = state // 1000 % 101
        state = following(state)
        op = state // 1024 % 7
        try:
            if op <= 2:
                a[x] = y
            elif op == 3:
                del a[x]
            elif op == 4 and len(a) > 30:
                a.clear()
            else:
                for key in a:
                    digest = fold(digest, key)
                    if key % 4 == x % 4:
                        del a[key]
                        a[key + 100 + x] = y
        except KeyError:
            digest = fold(digest, 1)
        except RuntimeError as error:
            digest = fold(digest, len(str(error)))
    return digest


def dict_of_lists(seed: int, steps: int) -> int:
    groups: dict[str, list[int]] = {}
    state, digest = seed, 0
    for _ in range(steps):
        state = following(state)
        x = state // 7 % 23
        name = name_of(state // 1000 % 17)
        state = following(state)
        op = state // 1024 % 11
        try:
            if op <= 1:
                groups[name] = [x]
            elif op <= 3:
                groups.setdefault(name, []).append(x)
            elif op == 4:
                groups[name].append(x)
            elif op == 5:
                digest = digest_ints(digest, groups.pop(name))
            elif op == 6:
                del groups[name]
            elif op == 7:
                key, values = groups.popitem()
                digest = digest_ints(digest_text(digest, key), values)
                groups[key + "'"] = values
            elif op == 8:
                groups = {key: values for key, values in groups.items() if len(values) < 6}
            elif op == 9:
                other = groups.copy()
                other[name] = groups.get(name, [])
                digest = fold(digest, int(other == groups))
            elif op == 10 and x == 0:
                groups.clear()
        except KeyError:
            digest = fold(digest, 1)
        digest = fold(digest, len(groups))
        for key, values in groups.items():
            digest = digest_ints(digest_text(digest, key), values)
    return digest


def dict_by_pairs(seed: int, steps: int) -> int:
    grid: dict[tuple[int, int], float] = {}
    state, digest = seed, 0
    for _ in range(steps):
        state = following(state)
        x = state // 7 % 7 - 3
        y = state // 1000 % 7 - 3
        state = following(state)
        op = state // 1024 % 7
        try:
            if op <= 2:
                grid[x, y] = x / 4
            elif op == 3:
                digest = fold(digest, int(grid[x, y] * 4))
            elif op == 4:
                del grid[(x, y)]
            elif op == 5:
                digest = fold(digest, int((y, x) in grid))
            elif op == 6:
                grid[x, y] = grid.get((x + 1, y), 0.5) + grid.get((x, y - 1), 0.25)
                if grid[x, y] > 1000:
                    grid.clear()
        except KeyError:
            digest = fold(digest, 1)
        for (column, line), value in grid.items():
            digest = fold(fold(fold(digest, column), line), int(value * 4))
    return digest


def digest_set(digest: int, values: set[int]) -> int:
    """Whatever their order."""
    total = 0
    for value in values:
        total += fold(value, value * value)
    return fold(fold(digest, total), len(values))


def set_of_ints(seed: int, steps: int) -> int:
    a: set[int] = set()
    b = {1, 2, 3}
    state, digest = seed, 0
    for _ in range(steps):
        state = following(state)
        x = state // 7 % 31 - 15
        y = state // 1000 % 31 - 15
        state = following(state)
        op = state // 1024 % 28
        try:
            if op <= 3:
                a.add(x)
            elif op == 4:
                a.discard(x)
            elif op == 5:
                a.remove(x)
            elif op == 6:
                value = a.pop()
                digest = fold(digest, int(value in a))
                a.add(value)
            elif op == 7:
                digest = fold(digest, int(x in a))
            elif op == 8:
                b = a | b
            elif op == 9:
                b = a & b
            elif op == 10:
                b = a - b
            elif op == 11:
                b = a ^ b
            elif op == 12:
                a |= b
            elif op == 13:
                a &= b | {x, y}
            elif op == 14:
                a -= b
            elif op == 15:
                a ^= b
            elif op == 16:
                digest = fold(digest, int(a <= b) + 2 * int(a < b) + 4 * int(a >= b))
            elif op == 17:
                digest = fold(digest, int(a == b) + 2 * int(a.isdisjoint(b)))
            elif op == 18:
                b = a.copy()
            elif op == 19:
                b = a.union([x, y])
            elif op == 20:
                b.update([x, y])
            elif op == 21:
                b = {value + 1 for value in a if value != x}
            elif op == 22:
                digest = digest_ints(digest, sorted(a))
            elif op == 23:
                a.difference_update([x, y])
            elif op == 24:
                b.symmetric_difference_update(a)
            elif op == 25:
                for value in a:
                    if value == x:
                        a.add(value + 40)
            elif op == 26:
                b = set(sorted(a)[2:])
            elif op == 27 and y == 0:
                a.clear()
        except KeyError:
            digest = fold(digest, 1)
        except RuntimeError:
            digest = fold(digest, 2)
        digest = digest_set(digest_set(digest, a), b)
    return digest


def sets_of_texts(seed: int, steps: int) -> int:
    a: set[str] = set()
    b = frozenset(["x", "key1"])
    seen: set[frozenset[str]] = set()
    state, digest = seed, 0
    for _ in range(steps):
        state = following(state)
        name = name_of(state // 1000 % 19)
        state = following(state)
        op = state // 1024 % 10
        try:
            if op <= 2:
                a.add(name)
            elif op == 3:
                a.remove(name)
            elif op == 4:
                a.discard(name)
            elif op == 5:
                b = frozenset(a)
            elif op == 6:
                a = a | b
            elif op == 7:
                a = a - b
            elif op == 8:
                seen.add(b)
            elif op == 9:
                digest = fold(digest, int(b in seen) + int(b == frozenset(a)) * 2)
        except KeyError:
            digest = fold(digest, 1)
        digest = fold(fold(fold(digest, len(a)), len(b)), len(seen))
        for text in sorted(a):
            digest = digest_text(digest, text)
    return digest


def tuples_of_ints(seed: int, steps: int) -> int:
    a: tuple[int, ...] = (1, 2)
    state, digest = seed, 0
    for _ in range(steps):
        state = following(state)
        x = state // 7 % 11 - 5
        y = state // 1000 % 11 - 5
        z = state // 50000 % 5 - 2
        state = following(state)
        op = state // 1024 % 12
        try:
            if op <= 2:
                a = a + (x,)  # noqa: RUF005, what is tested
            elif op == 3:
                a = a[x:y]
            elif op == 4:
                a = a[::z]
            elif op == 5:
                digest = fold(digest, a[x])
            elif op == 6:
                digest = fold(digest, a.index(x))
            elif op == 7:
                digest = fold(digest, a.count(x) + int(x in a))
            elif op == 8:
                a = a * z
            elif op == 9:
                a = tuple(sorted(a))
            elif op == 10:
                digest = fold(digest, int(a < a[x:]) + 2 * int(a == a[::-1]))
            elif op == 11:
                a = tuple([value + 1 for value in a])
        except IndexError:
            digest = fold(digest, 1)
        except ValueError:
            digest = fold(digest, 2)
        if len(a) > 40:
            a = a[:5]
        digest = fold(digest, len(a))
        for value in a:
            digest = fold(digest, value)
    return digest


def ranges(seed: int, steps: int) -> int:
    a = range(10)
    state, digest = seed, 0
    for _ in range(steps):
        state = following(state)
        x = state // 7 % 41 - 20
        y = state // 1000 % 41 - 20
        z = state // 50000 % 9 - 4
        state = following(state)
        op = state // 1024 % 9
        try:
            if op <= 1:
                a = range(x, y, z)
            elif op == 2:
                a = a[x:y:z]
            elif op == 3:
                digest = fold(digest, a[x])
            elif op == 4:
                digest = fold(digest, a.index(x))
            elif op == 5:
                digest = fold(digest, int(x in a) + a.count(y))
            elif op == 6:
                digest = fold(digest, int(a == range(x, y, z)))
            elif op == 7:
                digest = digest_ints(digest, list(a))
            elif op == 8:
                a = a[::-1]
        except IndexError:
            digest = fold(digest, 1)
        except ValueError:
            digest = fold(digest, 2)
        digest = fold(digest, len(a))
        for value in a:
            digest = fold(digest, value)
    return digest


def sorted_ints(seed: int, steps: int) -> int:
    """So many numbers, of a range that the seed chooses."""
    state, digest = seed, 0
    scale = 1
    for _ in range(seed % 4):
        scale *= 3000
    values: list[int] = []
    for number in range(steps):
        state = following(state)
        values.append((state // 8 - 100000000) * scale // (1 + seed % 1000))
        if seed % 3 == 0 and number > steps // 2:
            values[number] = values[number - 1] + 1
    values.sort()
    digest = digest_ints(digest, values)
    values.append(values[0])
    values.sort(reverse=True)
    digest = digest_ints(digest, values)
    values.sort(key=lambda value: value % 10)
    return digest_ints(digest, values)


def sorted_floats(seed: int, steps: int) -> int:
    """With zeros of both signs, whose order must stay."""
    state, digest = seed, 0
    values: list[float] = []
    for _ in range(steps):
        state = following(state)
        value = (state // 64 % 1000 - 500) / (1 + seed % 7)
        values.append(-0.0 if state % 7 == 3 else value * 0.0 if state % 5 == 3 else value)
    values.sort(reverse=seed % 2 == 0)
    for value in values:
        digest = fold(digest, int(value * 1000))
        digest = fold(digest, int(str(value)[0] == "-"))
    return digest


def sorted_texts(seed: int, steps: int) -> int:
    state, digest = seed, 0
    values: list[str] = []
    pairs: list[tuple[int, str]] = []
    for _ in range(steps):
        state = following(state)
        values.append(name_of(state // 64 % 300))
        pairs.append((state // 128 % 5, name_of(state // 64 % 7)))
    values.sort()
    pairs.sort(reverse=seed % 2 == 0)
    for value in values:
        digest = digest_text(digest, value)
    for number, name in pairs:
        digest = digest_text(fold(digest, number), name)
    pairs.sort(key=lambda pair: pair[1])
    for number, name in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        digest = digest_text(fold(digest, number), name)
    return digest
