"""Grades, shopping, statistics, geometry, games: small functions of all sorts."""

import math
from typing import Callable, Iterable, Mapping, Sequence, Union

Point = tuple[float, float]
Number = Union[int, float]

MENU = {"tea": 2.5, "coffee": 3.2, "cake": 4.0}
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def mean(nums: list[float]) -> float:
    """
    >>> mean([3.0, 6.0, 9.0])
    6.0
    >>> mean([])
    Traceback (most recent call last):
    ValueError: List is empty
    """
    if not nums:
        raise ValueError("List is empty")
    return sum(nums) / len(nums)


def median(nums: Sequence[float]) -> float:
    """
    >>> median([2.0, 70.0, 6.0, 50.0])
    28.0
    """
    ordered = sorted(nums)
    mid = len(ordered) >> 1
    if len(ordered) % 2 == 0:
        return (ordered[mid] + ordered[mid - 1]) / 2
    return ordered[mid]


def mode(values: list[int]) -> list[int]:
    """
    >>> mode([2, 3, 4, 5, 3, 4, 2])
    [2, 3, 4]
    """
    if not values:
        return []
    result = [values.count(value) for value in values]
    y = max(result)
    return sorted({values[i] for i, value in enumerate(result) if value == y})


def standard_deviation(data: list[float]) -> float:
    """
    >>> standard_deviation([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0])
    2.0
    """
    m = sum(data) / len(data)
    return math.sqrt(sum((x - m) ** 2 for x in data) / len(data))


def normalize(data: list[float], ndigits: int = 3) -> list[float]:
    """
    >>> normalize([2.0, 7.0, 10.0, 20.0, 30.0, 50.0])
    [0.0, 0.104, 0.167, 0.375, 0.583, 1.0]
    """
    x_min = min(data)
    x_max = max(data)
    return [round((x - x_min) / (x_max - x_min), ndigits) for x in data]


def letter_grade(score: float) -> str:
    """
    >>> [letter_grade(s) for s in [95.0, 81.5, 40.0]]
    ['A', 'B', 'F']
    """
    for limit, grade in [(90, "A"), (80, "B"), (70, "C"), (60, "D")]:
        if score >= limit:
            return grade
    return "F"


def receipt(items: list[tuple[str, int]]) -> str:
    """
    >>> print(receipt([("tea", 2), ("cake", 1)]))
    tea      2 x  2.50 =   5.00
    cake     1 x  4.00 =   4.00
    total                   9.00
    >>> receipt([("pie", 1)])
    Traceback (most recent call last):
    KeyError: 'pie'
    """
    lines = []
    total = 0.0
    for name, quantity in items:
        price = MENU[name]
        cost = price * quantity
        total += cost
        lines.append(f"{name:<8} {quantity} x {price:5.2f} = {cost:6.2f}")
    lines.append("%-20s%8.2f" % ("total", total))
    return "\n".join(lines)


def top_students(marks: dict[str, list[int]], n: int = 2) -> list[str]:
    """
    >>> top_students({"Ann": [1, 2], "Bob": [5], "Cy": [3, 4]})
    ['Bob', 'Cy']
    """
    averages = {name: sum(m) / len(m) for name, m in marks.items()}
    return sorted(averages, key=averages.get, reverse=True)[:n]


def weekday_after(day: str, n: int) -> str:
    """
    >>> weekday_after("Friday", 4)
    'Tuesday'
    >>> weekday_after("Moonday", 1)
    Traceback (most recent call last):
    ValueError: 'Moonday' is not in list
    """
    return DAYS[(DAYS.index(day) + n) % 7]


def is_leap(year: int) -> bool:
    """
    >>> [year for year in (1900, 2000, 2023, 2024) if is_leap(year)]
    [2000, 2024]
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def polygon_area(points: list[Point]) -> float:
    """
    >>> polygon_area([(0.0, 0.0), (4.0, 0.0), (4.0, 3.0)])
    6.0
    """
    area = 0.0
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1]):
        area += x1 * y2 - x2 * y1
    return abs(area) / 2


def closest_pair(points: list[Point]) -> tuple[Point, Point]:
    """
    >>> closest_pair([(0.0, 0.0), (5.0, 5.0), (1.0, 1.0)])
    ((0.0, 0.0), (1.0, 1.0))
    """
    best = math.inf
    pair = points[0], points[1]
    for i, p in enumerate(points):
        for q in points[i + 1 :]:
            d = math.hypot(p[0] - q[0], p[1] - q[1])
            if d < best:
                best, pair = d, (p, q)
    return pair


def integrate(f: Callable[[float], float], a: float, b: float, steps: int = 1000) -> float:
    """
    >>> round(integrate(lambda x: x * x, 0.0, 3.0), 5)
    9.0
    """
    h = (b - a) / steps
    return h * (f(a) / 2 + sum(f(a + i * h) for i in range(1, steps)) + f(b) / 2)


def newton(f: Callable[[float], float], df: Callable[[float], float], x: float) -> float:
    """
    >>> round(newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0), 9)
    1.414213562
    """
    for _ in range(50):
        slope = df(x)
        if slope == 0:
            raise ZeroDivisionError("Could not find root")
        step = f(x) / slope
        x -= step
        if abs(step) < 1e-12:
            break
    return x


def evaluate_poly(poly: Sequence[float], x: float) -> float:
    """
    >>> evaluate_poly((0.0, 0.0, 5.0, 9.3, 7.0), 10.0)
    79800.0
    """
    return sum(c * (x**i) for i, c in enumerate(poly))


def show_poly(coefficients: list[int]) -> str:
    """
    >>> show_poly([3, 0, -2, 1]), show_poly([0])
    ('3x^3 - 2x + 1', '0')
    """
    terms = []
    degree = len(coefficients) - 1
    for i, c in enumerate(coefficients):
        p = degree - i
        if c == 0:
            continue
        sign = "-" if c < 0 else "+"
        number = "" if abs(c) == 1 and p > 0 else str(abs(c))
        power = "" if p == 0 else "x" if p == 1 else f"x^{p}"
        terms.append((sign, number + power))
    if not terms:
        return "0"
    text = " ".join(f"{sign} {term}" for sign, term in terms)
    return text[2:] if text.startswith("+") else "-" + text[2:]


def tic_tac_toe(board: list[list[str]]) -> str | None:
    """
    >>> tic_tac_toe([["X", "O", ""], ["O", "X", ""], ["", "", "X"]])
    'X'
    >>> tic_tac_toe([["", "", ""]] * 3)
    """
    lines = [row for row in board] + [list(col) for col in zip(*board)]
    lines.append([board[i][i] for i in range(3)])
    lines.append([board[i][2 - i] for i in range(3)])
    for line in lines:
        if line[0] and line.count(line[0]) == 3:
            return line[0]
    return None


def rock_paper_scissors(a: str, b: str) -> int:
    """
    >>> rock_paper_scissors("rock", "paper"), rock_paper_scissors("rock", "rock")
    (2, 0)
    """
    beats = {"rock": "scissors", "scissors": "paper", "paper": "rock"}
    if a == b:
        return 0
    return 1 if beats[a] == b else 2


def balanced(parentheses: str) -> bool:
    """
    >>> balanced("([]{})"), balanced("[(])"), balanced("(")
    (True, False, False)
    """
    stack: list[str] = []
    bracket_pairs = {"(": ")", "[": "]", "{": "}"}
    for bracket in parentheses:
        if bracket in bracket_pairs:
            stack.append(bracket)
        elif bracket in (")", "]", "}") and (not stack or bracket_pairs[stack.pop()] != bracket):
            return False
    return not stack


def reverse_polish(expression: str) -> float:
    """
    >>> reverse_polish("5 1 2 + 4 * + 3 -")
    14.0
    >>> reverse_polish("1 0 /")
    Traceback (most recent call last):
    ZeroDivisionError: float division by zero
    """
    operators: dict[str, Callable[[float, float], float]] = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
    }
    stack: list[float] = []
    for token in expression.split():
        if token in operators:
            b, a = stack.pop(), stack.pop()
            stack.append(operators[token](a, b))
        else:
            stack.append(float(token))
    return stack[-1]


def cached_squares(numbers: Iterable[int]) -> dict[int, int]:
    """
    >>> cached_squares([3, 1, 3])
    {3: 9, 1: 1}
    """
    cache: dict[int, int] = {}

    def square(n: int) -> int:
        try:
            return cache[n]
        except KeyError:
            cache[n] = n * n
            return cache[n]

    for number in numbers:
        square(number)
    return cache


def inventory_value(stock: Mapping[str, int], prices: Mapping[str, float] | None = None) -> float:
    """
    >>> inventory_value({"tea": 2, "cake": 1})
    9.0
    >>> inventory_value({"nut": 3}, {"nut": 0.5})
    1.5
    """
    known = MENU if prices is None else prices
    return sum(count * known[name] for name, count in stock.items())


def parse_config(text: str) -> dict[str, dict[str, str]]:
    """
    >>> parse_config("[a]\\nx = 1\\n# note\\n\\n[b]\\ny=2")
    {'a': {'x': '1'}, 'b': {'y': '2'}}
    >>> parse_config("x = 1")
    Traceback (most recent call last):
    ValueError: line 1 is outside of a section: 'x = 1'
    """
    sections: dict[str, dict[str, str]] = {}
    section = None
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line[0] == "[" and line[-1] == "]":
            section = line[1:-1]
            sections[section] = {}
        elif section is None:
            raise ValueError(f"line {number} is outside of a section: {line!r}")
        else:
            key, _, value = line.partition("=")
            sections[section][key.strip()] = value.strip()
    return sections


def parse_csv_line(line: str) -> list[str]:
    """
    >>> parse_csv_line('a,"b, c",d')
    ['a', 'b, c', 'd']
    """
    fields = []
    current = ""
    quoted = False
    for char in line:
        if char == '"':
            quoted = not quoted
        elif char == "," and not quoted:
            fields.append(current)
            current = ""
        else:
            current += char
    return [*fields, current]


def bowling(rolls: list[int]) -> int:
    """
    >>> bowling([10] * 12), bowling([9, 0] * 10), bowling([5] * 21)
    (300, 90, 150)
    """
    score = 0
    roll = 0
    for _ in range(10):
        if rolls[roll] == 10:
            score += 10 + rolls[roll + 1] + rolls[roll + 2]
            roll += 1
        elif rolls[roll] + rolls[roll + 1] == 10:
            score += 10 + rolls[roll + 2]
            roll += 2
        else:
            score += sum(rolls[roll : roll + 2])
            roll += 2
    return score


def total_price(prices: list[Number], *, discount: float = 0.0, currency: str = "EUR") -> str:
    """
    >>> total_price([1.5, 2.25], discount=0.1, currency="USD")
    '3.38 USD'
    """
    if not 0 <= discount < 1:
        raise ValueError(f"discount must be in [0, 1), got {discount}")
    return f"{round(sum(prices) * (1 - discount), 2)} {currency}"


def fizz_buzz(number: int, iterations: int) -> str:
    """
    >>> fizz_buzz(1, 7)
    '1 2 Fizz 4 Buzz Fizz 7 '
    """
    out = ""
    while number <= iterations:
        if number % 3 == 0:
            out += "Fizz"
        if number % 5 == 0:
            out += "Buzz"
        if 0 not in (number % 3, number % 5):
            out += str(number)
        number += 1
        out += " "
    return out


def look_and_say(n: int) -> list[str]:
    """
    >>> look_and_say(5)
    ['1', '11', '21', '1211', '111221']
    """
    terms = ["1"]
    while len(terms) < n:
        last = terms[-1]
        following = ""
        i = 0
        while i < len(last):
            j = i
            while j < len(last) and last[j] == last[i]:
                j += 1
            following += str(j - i) + last[i]
            i = j
        terms.append(following)
    return terms


def diamond(letter: str) -> str:
    """
    >>> print(diamond("C").replace(" ", "."))
    ..A..
    .B.B.
    C...C
    .B.B.
    ..A..
    """
    n = ord(letter) - ord("A")
    rows = []
    for i in range(n + 1):
        left = [" "] * (n + 1)
        left[n - i] = chr(ord("A") + i)
        rows.append("".join(left + left[-2::-1]))
    return "\n".join(rows + rows[-2::-1])
