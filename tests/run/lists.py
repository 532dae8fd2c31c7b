"""Lists: displays, elements, order, repetition, and what an index may be."""

# options: infer=True
# numba: no


def digits(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number * 10 + value
    return number


def display(a: int, b: int) -> int:
    return digits([a, b, a + b])
# run: display(1, 2) == 123


def appended(n: int) -> int:
    values = []
    for i in range(n):
        values.append(i % 10)
    return digits(values) + len(values) * 100_000_000_000
# run: appended(0) == 0
# run: appended(1) == 100000000000
# run: appended(9) == 900012345678


def item(index: int) -> int:
    values = [10, 20, 30]
    return values[index]
# run: item(0) == 10
# run: item(2) == 30
# run: item(-1) == 30
# run: item(-3) == 10
# run: item(3) raises IndexError: list index out of range
# run: item(-4) raises IndexError: list index out of range
# run: item(9223372036854775807) raises IndexError: list index out of range
# run: item(-9223372036854775808) raises IndexError: list index out of range


def set_item(index: int, value: int) -> int:
    values = [1, 2, 3]
    values[index] = value
    return digits(values)
# run: set_item(0, 7) == 723
# run: set_item(-1, 7) == 127
# run: set_item(3, 7) raises IndexError: list assignment index out of range
# run: set_item(-4, 7) raises IndexError: list assignment index out of range


def augmented(index: int) -> int:
    values = [1, 2, 3]
    values[index] += 4
    values[index] *= 1
    return digits(values)
# run: augmented(1) == 163
# run: augmented(-1) == 127
# run: augmented(5) raises IndexError: list index out of range


def index_once(n: int) -> int:
    calls = [0]
    values = [1, 2, 3]

    def position() -> int:
        calls[0] += 1
        return n

    values[position()] += 5
    return digits(values) * 10 + calls[0]
# run: index_once(1) == 1731


def delete_item(index: int) -> int:
    values = [1, 2, 3, 4]
    del values[index]
    return digits(values)
# run: delete_item(0) == 234
# run: delete_item(-1) == 123
# run: delete_item(2) == 124
# run: delete_item(4) raises IndexError: list assignment index out of range
# run: delete_item(-5) raises IndexError: list assignment index out of range


def repeated(n: int) -> int:
    return digits([1, 2] * n + 2 * [7])
# run: repeated(2) == 121277
# run: repeated(0) == 77
# run: repeated(-3) == 77


def zeros(n: int) -> int:
    values = [0] * n
    for i in range(n):
        values[i] = i * i
    return sum(values)
# run: zeros(0) == 0
# run: zeros(100) == 328350


def repeated_in_place(n: int) -> int:
    values = [1, 2]
    values *= n
    return digits(values)
# run: repeated_in_place(3) == 121212
# run: repeated_in_place(0) == 0
# run: repeated_in_place(-1) == 0


def extended_in_place(n: int) -> int:
    values = [1]
    values += [2, 3]
    values += range(4, n)
    values += (9,)
    return digits(values)
# run: extended_in_place(7) == 1234569


def extended_by_itself(n: int) -> int:
    values = [1, n]
    values += values
    values.extend(values)
    return digits(values)
# run: extended_by_itself(2) == 12121212


def compared(a: int, b: int) -> int:
    x, y = [1, a], [1, b]
    return digits([int(x == y), int(x != y), int(x < y), int(x <= y), int(x > y), int(x >= y)])
# run: compared(1, 1) == 100101
# run: compared(1, 2) == 11100
# run: compared(2, 1) == 10011


def prefix_is_less(n: int) -> bool:
    return [1, 2] < [1, 2, n] and [] < [n] and not [n] < [] and [2] > [1, 9, 9]
# run: prefix_is_less(0) == True


def nan_in_list(x: float) -> int:
    values = [x, 1.0]
    other = [x, 1.0]
    return int(x in values) + 10 * int(values == other) + 100 * values.count(x)
# run: nan_in_list(1.0) == 211
# run: nan_in_list(0.5) == 111


def contains(n: int) -> bool:
    return n in [1, 2, 3] and n not in [4, 5]
# run: contains(2) == True
# run: contains(4) == False


def truth(n: int) -> int:
    values = [0] * n
    if values:
        return 1
    return 2 if not values else 3
# run: truth(0) == 2
# run: truth(1) == 1


def mixed_numbers(n: int) -> float:
    values = [n, 2.5, True]
    return values[0] + values[1] + values[2]
# run: mixed_numbers(3) == 6.5


def booleans(n: int) -> int:
    flags = [False] * n
    flags[0] = True
    flags[n // 2] = not flags[n // 2]
    return sum(flags) * 100 + flags.count(False)
# run: booleans(9) == 207
# run: booleans(1) == 1
# run: booleans(0) raises IndexError: list assignment index out of range


def complex_list(n: int) -> complex:
    values = [1j * i for i in range(n)]
    values[0] = 2 + 1j
    return sum(values)
# run: complex_list(4) == (2+7j)


def length(n: int) -> int:
    return len([n] * 5) + len([]) + len([[], []])
# run: length(1) == 7


# wasm: no
def sieve(n: int) -> int:
    prime = [True] * (n + 1)
    prime[0] = prime[1] = False
    for i in range(2, int(n**0.5) + 1):
        if prime[i]:
            for j in range(i * i, n + 1, i):
                prime[j] = False
    return sum(prime)
# run: sieve(1) == 0
# run: sieve(100) == 25
# run: sieve(10000) == 1229
# run: sieve(0) raises IndexError: list assignment index out of range


def of_floats(n: int) -> float:
    values = [0.5]
    while len(values) < n:
        values.append(values[-1] * 1.5)
    return values[n - 1]
# run: of_floats(1) == 0.5
# run: of_floats(20) == 1108.4189100265503
# run: of_floats(0) == 0.5


def huge(n: int) -> int:
    return len([0] * n)
# run: huge(100000) == 100000
# run: huge(9223372036854775807) raises MemoryError


def returned(n: int) -> list[int]:
    return [n, n + 1]
# run: returned(4) == [4, 5]


def empty() -> list[float]:
    return []
# run: empty() == []


def first(values: list[int]) -> int:
    return values[0]
# run: first([5, 6]) == 5
# run: first([]) raises IndexError: list index out of range


def last_of(values: list[str]) -> str:
    return values[-1]
# run: last_of(["a", "bc"]) == 'bc'
# run: last_of([]) raises IndexError: list index out of range


def total(values: list[float]) -> float:
    result = 0.0
    for value in values:
        result += value
    return result
# run: total([0.5, 1.25]) == 1.75
# run: total([]) == 0.0


def swap_ends(values: list[int]) -> None:
    values[0], values[-1] = values[-1], values[0]
# run: swap_ends([1, 2, 3]) == None
# run: swap_ends([1]) == None
# run: swap_ends([]) raises IndexError: list index out of range


def grow(values: list[int], n: int) -> int:
    for i in range(n):
        values.append(i)
    return len(values)
# run: grow([9], 3) == 4
# run: grow([], 40) == 40


def negatives(flags: list[bool]) -> list[bool]:
    return [not flag for flag in flags]
# run: negatives([True, False]) == [False, True]


def halves(values: list[complex]) -> list[complex]:
    return [value / 2 for value in values]
# run: halves([1 + 2j, -3j]) == [0.5 + 1j, complex(-0.0, -1.5)]


def joined(a: list[int], b: list[int]) -> list[int]:
    return a + b
# run: joined([1], [2, 3]) == [1, 2, 3]
# run: joined([], []) == []


def both_ends(values: list[int]) -> list[int]:
    middle = values[len(values) // 2]
    return [values[0], middle, values[-1]] * 2
# run: both_ends([3, 4, 5]) == [3, 4, 5, 3, 4, 5]


def order(a: list[int], b: list[int]) -> list[bool]:
    return [a == b, a != b, a < b, a <= b, a > b, a >= b]
# run: order([1, 2], [1, 3]) == [False, True, True, True, False, False]
# run: order([], []) == [True, False, False, True, False, True]
# run: order([2], [1, 5]) == [False, True, False, False, True, True]
# run: order([1, 2], [1]) == [False, True, False, False, True, True]


def order_of_floats(a: list[float], b: list[float]) -> list[bool]:
    return [a == b, a != b, a < b, a <= b, a > b, a >= b]
# run: order_of_floats([0.0], [-0.0]) == [True, False, False, True, False, True]
# run: order_of_floats([1.5, 2.0], [1.5]) == [False, True, False, False, True, True]


def found_exactly(values: list[float], n: int) -> list[bool]:
    named = {x: "named" for x in values}
    return [n in values, values.count(n) == 1, n in set(values), named.get(n, "") == "named"]
# run: found_exactly([9007199254740992.0], 9007199254740992) == [True, True, True, True]
# run: found_exactly([9007199254740992.0], 9007199254740993) == [False, False, False, False]
# run: found_exactly([-9223372036854775808.0], -9223372036854775808) == [True, True, True, True]
