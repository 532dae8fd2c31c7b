"""`match`: constants, names, alternatives, tuples, lists, guards."""

# options: infer=True
# numba: no


def by_literal(n: int) -> str:
    match n:
        case 0:
            return "zero"
        case 1 | 2:
            return "few"
        case -1:
            return "minus"
        case x if x > 100:
            return f"many {x}"
        case _:
            return "some"
# run: by_literal(0) == 'zero'
# run: by_literal(2) == 'few'
# run: by_literal(-1) == 'minus'
# run: by_literal(101) == 'many 101'
# run: by_literal(50) == 'some'


def by_text(op: str, a: int, b: int) -> int:
    match op:
        case "+":
            result = a + b
        case "-":
            result = a - b
        case "*" | "x":
            result = a * b
        case other:
            raise ValueError(f"unknown {other}")
    return result
# run: by_text("+", 2, 3) == 5
# run: by_text("x", 2, 3) == 6
# run: by_text("?", 2, 3) raises ValueError: unknown ?


def by_tuple(x: int, y: int) -> str:
    match (x, y):
        case (0, 0):
            return "origin"
        case (0, b):
            return f"y {b}"
        case (a, 0):
            return f"x {a}"
        case (a, b) if a == b:
            return "diagonal"
        case (a, b, c):
            return "never"
    return "elsewhere"
# run: by_tuple(0, 0) == 'origin'
# run: by_tuple(0, 4) == 'y 4'
# run: by_tuple(4, 0) == 'x 4'
# run: by_tuple(4, 4) == 'diagonal'
# run: by_tuple(4, 5) == 'elsewhere'


def by_list(values: list[int]) -> int:
    match values:
        case []:
            return 0
        case [x]:
            return x
        case [1, y]:
            return y * 10
        case [x, y] as both:
            return x + y + len(both)
        case _:
            return -1
# run: by_list([]) == 0
# run: by_list([7]) == 7
# run: by_list([1, 2]) == 20
# run: by_list([3, 2]) == 7
# run: by_list([3, 2, 1]) == -1


def commands(text: str) -> list[str]:
    out = []
    for line in text.split(";"):
        match line.split():
            case ["go", where]:
                out.append("-> " + where)
            case ["stop"]:
                break
            case ["skip"]:
                continue
            case [first, "twice"]:
                out += [first, first]
            case words:
                out.append(str(len(words)))
        out.append(".")
    return out
# run: commands("go north;skip;a twice;x y z;stop;go on") == ['-> north', '.', 'a', 'a', '.', '3', '.']


def fizz(n: int) -> list[str]:
    out = []
    for i in range(n):
        match i % 3, i % 5:
            case 0, 0: out.append("fizzbuzz")
            case 0, _: out.append("fizz")
            case _, 0: out.append("buzz")
            case _: out.append(str(i))
    return out
# run: fizz(16) == ['fizzbuzz', '1', '2', 'fizz', '4', 'buzz', 'fizz', '7', '8', 'fizz', 'buzz', '11', 'fizz', '13', '14', 'fizzbuzz']
