"""Evaluate arithmetic: tokens, Dijkstra's shunting yard, and a stack machine.

Variables are looked up in a dictionary, functions of one argument by their name.
"""

import math

PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "neg": 3, "^": 4}
RIGHT_ASSOCIATIVE = {"^", "neg"}
FUNCTIONS = ("sqrt", "abs", "floor")


def tokenize(expression: str) -> list[str]:
    """Split an expression into numbers, names, operators and parentheses.

    >>> tokenize("3*(x1 - 2.5)")
    ['3', '*', '(', 'x1', '-', '2.5', ')']
    """
    tokens = []
    i = 0
    while i < len(expression):
        char = expression[i]
        if char.isspace():
            i += 1
        elif char.isdigit() or char == ".":
            j = i
            while j < len(expression) and (expression[j].isdigit() or expression[j] == "."):
                j += 1
            tokens.append(expression[i:j])
            i = j
        elif char.isalpha():
            j = i
            while j < len(expression) and expression[j].isalnum():
                j += 1
            tokens.append(expression[i:j])
            i = j
        elif char in "+-*/%^()":
            tokens.append(char)
            i += 1
        else:
            raise ValueError(f"unexpected character {char!r} at {i}")
    return tokens


def pops_before(top: str, operator: str) -> bool:
    """Tell whether an operator on the stack goes to the output before a new one."""
    if top == "(":
        return False
    if top in FUNCTIONS:
        return True
    if operator in RIGHT_ASSOCIATIVE:
        return PRECEDENCE[top] > PRECEDENCE[operator]
    return PRECEDENCE[top] >= PRECEDENCE[operator]


def to_postfix(tokens: list[str]) -> list[str]:
    """Put operators behind their operands.

    >>> to_postfix(["1", "+", "2", "*", "3"])
    ['1', '2', '3', '*', '+']
    >>> to_postfix(["-", "2", "^", "2"])
    ['2', '2', '^', 'neg']
    """
    output: list[str] = []
    stack: list[str] = []
    operand_expected = True
    for token in tokens:
        if token == "(" or token in FUNCTIONS:
            stack.append(token)
            operand_expected = True
        elif token == ")":
            while stack and stack[-1] != "(":
                output.append(stack.pop())
            if not stack:
                raise ValueError("a parenthesis is not opened")
            stack.pop()
            if stack and stack[-1] in FUNCTIONS:
                output.append(stack.pop())
            operand_expected = False
        elif operand_expected and token == "-":
            stack.append("neg")
        elif token in PRECEDENCE:
            while stack and pops_before(stack[-1], token):
                output.append(stack.pop())
            stack.append(token)
            operand_expected = True
        else:
            output.append(token)
            operand_expected = False
    while stack:
        if stack[-1] == "(":
            raise ValueError("a parenthesis is not closed")
        output.append(stack.pop())
    return output


def apply_binary(operator: str, a: float, b: float) -> float:
    """Combine two numbers."""
    if operator == "+":
        return a + b
    if operator == "-":
        return a - b
    if operator == "*":
        return a * b
    if operator == "/":
        return a / b
    if operator == "%":
        return a % b
    return power(a, b)


def power(base: float, exponent: float) -> float:
    """Multiply a number by itself, a whole number of times.

    >>> power(2.0, 10.0), power(2.0, -1.0)
    (1024.0, 0.5)
    >>> power(2.0, 0.5)
    Traceback (most recent call last):
    ValueError: the exponent must be whole: 0.5
    """
    times = int(exponent)
    if times != exponent:
        raise ValueError(f"the exponent must be whole: {exponent}")
    result = 1.0
    for _ in range(abs(times)):
        result *= base
    return result if times >= 0 else 1 / result


def apply_function(name: str, x: float) -> float:
    """Apply a function of one argument."""
    if name == "neg":
        return -x
    if name == "sqrt":
        return math.sqrt(x)
    if name == "abs":
        return abs(x)
    return float(math.floor(x))


def run(postfix: list[str], variables: dict[str, float]) -> float:
    """Compute with a stack.

    >>> run(["x", "2", "*", "1", "-"], {"x": 5.0})
    9.0
    """
    stack: list[float] = []
    for token in postfix:
        if token == "neg" or token in FUNCTIONS:
            if not stack:
                raise ValueError(f"{token!r} lacks an operand")
            stack.append(apply_function(token, stack.pop()))
        elif token in PRECEDENCE:
            if len(stack) < 2:
                raise ValueError(f"{token!r} lacks an operand")
            b, a = stack.pop(), stack.pop()
            stack.append(apply_binary(token, a, b))
        elif token[0].isalpha():
            stack.append(variables[token])
        else:
            stack.append(float(token))
    if len(stack) != 1:
        raise ValueError(f"{len(stack)} values are left")
    return stack[0]


def evaluate(expression: str, variables: dict[str, float] | None = None) -> float:
    """Evaluate an expression.

    >>> evaluate("2 + 3 * 4")
    14.0
    >>> evaluate("(1 + x) ^ 2 / 4", {"x": 3.0})
    4.0
    """
    return run(to_postfix(tokenize(expression)), variables or {})


def main() -> None:
    """Evaluate right and wrong expressions."""
    variables = {"x": 3.0, "y": -0.5, "rate2": 12.0}
    for expression in [
        "1 + 2 * 3 - 4",
        "2 ^ 3 ^ 2",
        "-2 ^ 2",
        "(1 + 2) * -(3 - 5)",
        "sqrt(x * x + 16) / 2",
        "abs(y) + floor(7.9) % 4",
        "rate2 / 7",
        "10 / (x - 3)",
        "z + 1",
        "1 + ",
        "(1 + 2",
        "1 + 2)",
        "3 $ 4",
        "1 2",
        "1.2.3",
        "sqrt(0 - 1)",
    ]:
        try:
            print(f"{expression:<24} = {evaluate(expression, variables):.6g}")
        except KeyError as error:
            print(f"{expression:<24} : no variable {error}")
        except (ValueError, ZeroDivisionError) as error:
            print(f"{expression:<24} : {error}")


if __name__ == "__main__":
    main()
