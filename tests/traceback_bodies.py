"""Functions that raise, compiled and under CPython alike, by many ways: for test_tracebacks."""

from __future__ import annotations


def element(numbers: list[int], index: int) -> int:
    if index < 0:
        raise ValueError(
            f"negative: {index}",
        )
    return numbers[index]


def shared(numbers: list[int], index: int) -> int:
    return element(numbers, index)


def called(numbers: list[int]) -> int:
    return element(numbers, -1)


def called_twice(numbers: list[int]) -> int:
    total = shared(numbers, 0)
    total += shared(numbers, 1)
    return (
        total
        + shared(numbers, 99)
    )  # fmt: skip


def of_the_runtime(names: dict[str, int]) -> int:
    return names["a"] + names["b"]


def converted(text: str) -> int:
    number = int("12")
    return number + int(text)


def checked(n: int) -> int:
    larger = n + 1
    return (
        larger
        * 2**62
    )  # fmt: skip


def divided(n: int) -> int:
    first = 7 // (n + 1)
    second = 7 // n
    return first + second


def asserted(n: int) -> int:
    assert n == 3
    assert n == 4, f"n is {n}"
    return n


def of_an_inner_function(n: int) -> int:
    def half(m: int) -> int:
        return m // (m - 2)

    return half(n)


def raised_again(numbers: list[int]) -> int:
    try:
        return shared(numbers, 99)
    except IndexError:
        raise


def raised_again_by_name(numbers: list[int]) -> int:
    try:
        return shared(numbers, 99)
    except IndexError as error:
        numbers.append(1)
        raise error


def passed_by_finally(numbers: list[int]) -> int:
    try:
        return shared(numbers, 99)
    finally:
        numbers.append(1)


def not_caught(numbers: list[int]) -> int:
    try:
        return shared(numbers, 99)
    except KeyError:
        return 0


def caught_before(numbers: list[int]) -> int:
    total = 0
    for index in (0, 99, -1):
        try:
            total += shared(numbers, index)
        except IndexError:
            total += 1
    return total


def in_a_loop(numbers: list[int]) -> int:
    total = 0
    for number in numbers:
        total += 6 // number
    return total


def in_a_comprehension(numbers: list[int]) -> list[int]:
    return [element(numbers, n - 3) for n in numbers]


def nothing(n: int) -> None:
    if n > 0:
        nothing_more(n)


def nothing_more(n: int) -> None:
    if n > 1:
        raise RuntimeError


# Functions that call themselves: of the rounds, the last one is told.


def countdown(n: int) -> int:
    if n == 0:
        return 1 // n
    return countdown(n - 1) + 1


def endless(n: int) -> int:
    return endless(n + 1) + 1


def even(n: int) -> int:
    if n == 0:
        raise KeyError("even")
    return odd(n - 1) + 1


def odd(n: int) -> int:
    if n == 0:
        raise KeyError("odd")
    return even(n - 1) + 1


def counts(n: int) -> int:
    return countdown(n)


def counts_for_ever() -> int:
    return endless(0)


def alternates(n: int) -> int:
    return even(n)


# Each has three ways to raise, and two ways into the next: some 3 * 2**21 in all.


def layer0(n: int) -> int:
    return 7 // n + 1 // (n - 1) + 1 // (n - 2)


def layer1(n: int) -> int:
    if n == 1:
        return layer0(n - 1)
    return layer0(n)


def layer2(n: int) -> int:
    if n == 2:
        return layer1(n - 2)
    return layer1(n)


def layer3(n: int) -> int:
    if n == 3:
        return layer2(n - 3)
    return layer2(n)


def layer4(n: int) -> int:
    if n == 4:
        return layer3(n - 4)
    return layer3(n)


def layer5(n: int) -> int:
    if n == 5:
        return layer4(n - 5)
    return layer4(n)


def layer6(n: int) -> int:
    if n == 6:
        return layer5(n - 6)
    return layer5(n)


def layer7(n: int) -> int:
    if n == 7:
        return layer6(n - 7)
    return layer6(n)


def layer8(n: int) -> int:
    if n == 8:
        return layer7(n - 8)
    return layer7(n)


def layer9(n: int) -> int:
    if n == 9:
        return layer8(n - 9)
    return layer8(n)


def layer10(n: int) -> int:
    if n == 10:
        return layer9(n - 10)
    return layer9(n)


def layer11(n: int) -> int:
    if n == 11:
        return layer10(n - 11)
    return layer10(n)


def layer12(n: int) -> int:
    if n == 12:
        return layer11(n - 12)
    return layer11(n)


def layer13(n: int) -> int:
    if n == 13:
        return layer12(n - 13)
    return layer12(n)


def layer14(n: int) -> int:
    if n == 14:
        return layer13(n - 14)
    return layer13(n)


def layer15(n: int) -> int:
    if n == 15:
        return layer14(n - 15)
    return layer14(n)


def layer16(n: int) -> int:
    if n == 16:
        return layer15(n - 16)
    return layer15(n)


def layer17(n: int) -> int:
    if n == 17:
        return layer16(n - 17)
    return layer16(n)


def layer18(n: int) -> int:
    if n == 18:
        return layer17(n - 18)
    return layer17(n)


def layer19(n: int) -> int:
    if n == 19:
        return layer18(n - 19)
    return layer18(n)


def layer20(n: int) -> int:
    if n == 20:
        return layer19(n - 20)
    return layer19(n)


def layer21(n: int) -> int:
    if n == 21:
        return layer20(n - 21)
    return layer20(n)
