"""Whole numbers."""

import math


def is_prime(number: int) -> bool:
    """
    >>> [n for n in range(20) if is_prime(n)]
    [2, 3, 5, 7, 11, 13, 17, 19]
    >>> is_prime(-1)
    Traceback (most recent call last):
    ValueError: is_prime() only accepts positive integers
    """
    if not isinstance(number, int) or not number >= 0:
        raise ValueError("is_prime() only accepts positive integers")
    if 1 < number < 4:
        return True
    if number < 2 or number % 2 == 0 or number % 3 == 0:
        return False
    for i in range(5, int(math.sqrt(number) + 1), 6):
        if number % i == 0 or number % (i + 2) == 0:
            return False
    return True


def prime_sieve(num: int) -> list[int]:
    """
    >>> prime_sieve(25)
    [2, 3, 5, 7, 11, 13, 17, 19, 23]
    >>> prime_sieve(-4)
    Traceback (most recent call last):
    ValueError: -4: Invalid input, please enter a positive integer.
    """
    if num <= 0:
        msg = f"{num}: Invalid input, please enter a positive integer."
        raise ValueError(msg)
    sieve = [True] * (num + 1)
    prime = []
    start = 2
    end = int(math.sqrt(num))
    while start <= end:
        if sieve[start] is True:
            prime.append(start)
            for i in range(start * start, num + 1, start):
                if sieve[i] is True:
                    sieve[i] = False
        start += 1
    for j in range(end + 1, num + 1):
        if sieve[j] is True:
            prime.append(j)
    return prime


def prime_factors(n: int) -> list[int]:
    """
    >>> prime_factors(360)
    [2, 2, 2, 3, 3, 5]
    >>> prime_factors(97)
    [97]
    """
    i = 2
    factors = []
    while i * i <= n:
        if n % i:
            i += 1
        else:
            n //= i
            factors.append(i)
    if n > 1:
        factors.append(n)
    return factors


def factor_counts(n: int) -> dict[int, int]:
    """
    >>> factor_counts(360)
    {2: 3, 3: 2, 5: 1}
    """
    counts: dict[int, int] = {}
    for p in prime_factors(n):
        counts[p] = counts.get(p, 0) + 1
    return counts


def divisors(n: int) -> list[int]:
    """
    >>> divisors(28)
    [1, 2, 4, 7, 14, 28]
    """
    small, large = [], []
    i = 1
    while i * i <= n:
        if n % i == 0:
            small.append(i)
            if i != n // i:
                large.append(n // i)
        i += 1
    return small + large[::-1]


def is_perfect(number: int) -> bool:
    """
    >>> [n for n in range(1, 500) if is_perfect(n)]
    [6, 28, 496]
    """
    return sum(i for i in range(1, number // 2 + 1) if number % i == 0) == number


def is_armstrong(n: int) -> bool:
    """
    >>> is_armstrong(153), is_armstrong(154)
    (True, False)
    """
    digits = str(n)
    return n == sum(int(d) ** len(digits) for d in digits)


def collatz(n: int) -> list[int]:
    """
    >>> collatz(6)
    [6, 3, 10, 5, 16, 8, 4, 2, 1]
    >>> collatz(0)
    Traceback (most recent call last):
    Exception: Sequence only defined for natural numbers
    """
    if n < 1:
        raise Exception("Sequence only defined for natural numbers")
    sequence = [n]
    while n != 1:
        n = 3 * n + 1 if n & 1 else n // 2
        sequence.append(n)
    return sequence


def extended_gcd(a: int, b: int) -> tuple[int, int, int]:
    """
    >>> extended_gcd(240, 46)
    (2, -9, 47)
    """
    old_r, r = a, b
    old_s, s = 1, 0
    old_t, t = 0, 1
    while r:
        quotient = old_r // r
        old_r, r = r, old_r - quotient * r
        old_s, s = s, old_s - quotient * s
        old_t, t = t, old_t - quotient * t
    return old_r, old_s, old_t


def chinese_remainder(remainders: list[int], moduli: list[int]) -> int:
    """
    >>> chinese_remainder([2, 3, 2], [3, 5, 7])
    23
    """
    product = math.prod(moduli)
    total = 0
    for r, m in zip(remainders, moduli):
        p = product // m
        total += r * p * pow(p, -1, m)
    return total % product


def totient(n: int) -> int:
    """
    >>> [totient(n) for n in range(1, 13)]
    [1, 1, 2, 2, 4, 2, 6, 4, 6, 4, 10, 4]
    """
    result = n
    for p in set(prime_factors(n)):
        result -= result // p
    return result


def digit_sum(n: int) -> int:
    """
    >>> digit_sum(12345), digit_sum(-123)
    (15, 6)
    """
    return sum(int(c) for c in str(abs(n)))


def happy_number(n: int) -> bool:
    """
    >>> [n for n in range(1, 24) if happy_number(n)]
    [1, 7, 10, 13, 19, 23]
    """
    seen = set()
    while n != 1 and n not in seen:
        seen.add(n)
        n = sum(int(digit) ** 2 for digit in str(n))
    return n == 1


def amicable_pairs(limit: int) -> list[tuple[int, int]]:
    """
    >>> amicable_pairs(300)
    [(220, 284)]
    """
    sums = [0, 0] + [1] * (limit - 2)
    for i in range(2, limit):
        for j in range(2 * i, limit, i):
            sums[j] += i
    return [(a, b) for a, b in enumerate(sums) if a < b < limit and sums[b] == a]


def fibonacci_up_to(n: int) -> list[int]:
    """
    >>> fibonacci_up_to(50)
    [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
    """
    result = [0, 1]
    while result[-1] + result[-2] <= n:
        result.append(sum(result[-2:]))
    return result


def pascal_row(n: int) -> list[int]:
    """
    >>> pascal_row(5)
    [1, 5, 10, 10, 5, 1]
    """
    row = [1]
    for k in range(n):
        row.append(row[k] * (n - k) // (k + 1))
    return row


def continued_fraction(numerator: int, denominator: int) -> list[int]:
    """
    >>> continued_fraction(415, 93)
    [4, 2, 6, 7]
    """
    terms = []
    while denominator:
        q, r = divmod(numerator, denominator)
        terms.append(q)
        numerator, denominator = denominator, r
    return terms


def josephus(n: int, k: int) -> int:
    """
    >>> josephus(41, 3)
    31
    """
    people = list(range(1, n + 1))
    index = 0
    while len(people) > 1:
        index = (index + k - 1) % len(people)
        people.pop(index)
    return people[0]


def luhn(number: str) -> bool:
    """
    >>> luhn("4539 3195 0343 6467"), luhn("8273 1232 7352 0569")
    (True, False)
    """
    digits = [int(d) for d in number if d.isdigit()]
    for i in range(len(digits) - 2, -1, -2):
        digits[i] *= 2
        if digits[i] > 9:
            digits[i] -= 9
    return sum(digits) % 10 == 0


def twin_primes(limit: int) -> list[tuple[int, int]]:
    """
    >>> twin_primes(20)
    [(3, 5), (5, 7), (11, 13), (17, 19)]
    """
    primes = prime_sieve(limit)
    return [(p, q) for p, q in zip(primes, primes[1:]) if q - p == 2]
