"""Containers of the module as constants, made when a call first needs them."""

# options: infer=True
# numba: no

WORDS = ["a", "bc", "def"]
VOWELS = {"a", "e", "i"}
PRICES = {"tea": [1, 2], "milk": [3]}
PAIR = (2, "two")


def length(n: int) -> int:
    return len(WORDS) + n
# run: length(2) == 5


def used_twice(n: int) -> int:
    return len(WORDS) * 10 + len(WORDS[n])
# run: used_twice(2) == 33


def on_one_way(n: int) -> int:
    if n > 0:
        return len(WORDS[n])
    return 0
# run: on_one_way(0) == 0
# run: on_one_way(1) == 2


def in_a_loop(n: int) -> int:
    found = 0
    for i in range(n):
        found += PRICES["tea"][i % 2] + ("a" in VOWELS)
    return found
# run: in_a_loop(4) == 10


def in_a_nested_function(n: int) -> int:
    def price(i: int) -> int:
        return PRICES["milk"][i] + PAIR[0]
    return price(0) + n
# run: in_a_nested_function(1) == 6


def kept(n: int) -> int:
    words = WORDS
    return len(words[n]) + len(WORDS)
# run: kept(0) == 4


def greatest_of_none(n: int) -> int:
    return max([]) + n
# run: greatest_of_none(1) raises ValueError: max() arg is an empty sequence
