"""Random programs: functions of every statement and operator, made from a seed.

    text = program(random.Random(7), functions=20)
    checked(text)["f0"](3, -4, 0.5, 1.25, True)       # by CPython, `int` held to 64 bits

Each function has parameters and locals of type `int` (i, j, k, m), `float` (x, y, z)
and `bool` (p, q); every loop ends; a function may call those before it.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Callable
from typing import Any

from pyexec.types import INT

INTEGERS, FLOATS, BOOLS = ("i", "j", "k", "m"), ("x", "y", "z"), ("p", "q")
NAMES = {"int": INTEGERS, "float": FLOATS, "bool": BOOLS}
PARAMETERS = (("i", "int"), ("j", "int"), ("x", "float"), ("y", "float"), ("p", "bool"))
ERRORS = ("ValueError", "KeyError", "ZeroDivisionError", "OverflowError")
CAUGHT = (*ERRORS, "ArithmeticError", "LookupError", "Exception", "(ValueError, OverflowError)")
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


class Author:
    """Writes one function."""

    def __init__(self, source: random.Random, callees: int) -> None:
        self.source = source
        self.callees = callees
        self.lines: list[str] = []
        self.loops = 0
        self.handlers = 0  # `except` clauses around the statement
        self.result = ""

    def choose(self, *choices: str) -> str:
        return self.source.choice(choices)

    def function(self, name: str) -> str:
        given = ", ".join(f"{n}: {t}" for n, t in PARAMETERS)
        self.result = result = self.choose("int", "float")
        self.lines = [f"def {name}({given}) -> {result}:"]
        large = self.source.choice((2**31, 2**62, 2**63 - 1, -(2**63), 2**53 + 1))
        self.lines += [f"    k: int = {large}", "    m: int = i"]
        self.lines += ["    z: float = 0.5", "    q: bool = not p"]
        self.block(1, self.source.randint(3, 7))
        self.lines.append(f"    return {self.expression(result, 3)}")
        return "\n".join(self.lines) + "\n"

    # Statements

    def write(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text)

    def block(self, depth: int, length: int) -> None:
        for _ in range(length):
            kinds = ["assign", "assign", "augment", "swap"]
            if depth < 4:
                kinds += ["choice", "choice", "counting", "condition_loop", "attempt", "attempt"]
            if depth > 1:
                kinds.append("stop")
            if self.loops:
                kinds.append("leave")
            getattr(self, self.choose(*kinds))(depth)

    def assign(self, depth: int) -> None:
        t = self.choose("int", "int", "float", "bool")
        target = self.choose(*NAMES[t])
        self.write(depth, f"{target} = {self.expression(t, 3)}")

    def augment(self, depth: int) -> None:
        if self.source.random() < 0.7:
            symbol = self.choose("+", "-", "*", "//", "%", "&", "|", "^")
            self.write(depth, f"{self.choose(*INTEGERS)} {symbol}= {self.expression('int', 2)}")
        else:
            symbol = self.choose("+", "-", "*", "/")
            self.write(depth, f"{self.choose(*FLOATS)} {symbol}= {self.expression('float', 2)}")

    def swap(self, depth: int) -> None:
        t = self.choose("int", "float", "bool")
        a, b = self.source.sample(NAMES[t], 2)
        self.write(depth, f"{a}, {b} = {self.expression(t, 2)}, {self.expression(t, 2)}")

    def choice(self, depth: int) -> None:
        self.write(depth, f"if {self.expression('bool', 3)}:")
        self.block(depth + 1, self.source.randint(1, 3))
        if self.source.random() < 0.3:
            self.write(depth, f"elif {self.expression('bool', 2)}:")
            self.block(depth + 1, 1)
        if self.source.random() < 0.5:
            self.write(depth, "else:")
            self.block(depth + 1, self.source.randint(1, 2))

    def counting(self, depth: int) -> None:
        start, stop = self.source.randint(-5, 5), self.source.randint(-5, 9)
        step = self.source.choice((1, 1, 2, 3, -1, -2))
        count = f"{self.expression('int', 1)} % 7"
        bounds = (f"{start}, {stop}, {step}", count, f"{start}, {stop}")
        self.write(depth, f"for {self.choose(*INTEGERS)} in range({self.choose(*bounds)}):")
        self.body(depth)

    def condition_loop(self, depth: int) -> None:
        count = f"n{len(self.lines)}"
        self.write(depth, f"{count}: int = {self.source.randint(0, 6)}")
        self.write(depth, f"while {count} > 0 and {self.expression('bool', 2)}:")
        self.write(depth + 1, f"{count} -= 1")
        self.body(depth)

    def body(self, depth: int) -> None:
        self.loops += 1
        self.block(depth + 1, self.source.randint(1, 3))
        self.loops -= 1
        if self.source.random() < 0.3:
            self.write(depth, "else:")
            self.block(depth + 1, 1)

    def leave(self, depth: int) -> None:
        self.write(depth, f"if {self.expression('bool', 2)}:")
        self.write(depth + 1, self.choose("break", "continue"))

    def stop(self, depth: int) -> None:
        """Leave the function under a condition, or raise."""
        self.write(depth, f"if {self.expression('bool', 2)}:")
        ways = [f"return {self.expression(self.result, 2)}", f"raise {self.choose(*ERRORS)}"]
        ways += [f'raise {self.choose(*ERRORS)}("{depth}")', *(["raise"] if self.handlers else [])]
        self.write(depth + 1, self.choose(*ways))

    def attempt(self, depth: int) -> None:
        self.write(depth, "try:")
        self.block(depth + 1, self.source.randint(1, 3))
        clauses = self.source.randint(0, 2)
        for number in range(clauses):
            self.write(depth, f"except {self.choose(*CAUGHT)} as e{len(self.lines)}:")
            self.handlers += 1
            self.block(depth + 1, self.source.randint(1, 2))
            self.handlers -= 1
            if number == clauses - 1 and self.source.random() < 0.3:
                self.write(depth, "else:")
                self.block(depth + 1, 1)
        if not clauses or self.source.random() < 0.4:
            self.write(depth, "finally:")
            # Python warns of what leaves a `finally`.
            loops, self.loops = self.loops, 0
            self.assign(depth + 1)
            self.augment(depth + 1)
            self.loops = loops

    # Expressions

    def expression(self, t: str, depth: int) -> str:
        if depth == 0 or self.source.random() < 0.15:
            return self.leaf(t)
        return f"({getattr(self, t + '_expression')(depth - 1)})"

    def leaf(self, t: str) -> str:
        if self.source.random() < 0.75:
            return self.choose(*NAMES[t])
        if t == "int":
            # Small: what is made of literals alone is computed exactly by the compiler.
            return f"({self.source.choice((0, 1, 2, 3, -1, -7, 10))})"
        if t == "float":
            return f"({self.source.choice((0.0, 1.0, -2.5, 0.1, 1e16, 3.0, 1e-300, 1e300))})"
        return self.choose("True", "False")

    def int_expression(self, depth: int) -> str:
        a, b = self.expression("int", depth), self.expression("int", depth)
        call = a
        if self.callees:
            call = f"int(f{self.source.randrange(self.callees)}({a}, {b}, x, y, q))"
        return self.choose(
            f"{a} {self.choose('+', '-', '*', '//', '%', '&', '|', '^')} {b}",
            f"{a} {self.choose('+', '-')} {b}",
            f"{self.choose(*INTEGERS)} {self.choose('<<', '>>')} ({b} & 15)",
            f"{self.choose('-', '~', '+')}{a}",
            f"{a} if {self.expression('bool', depth)} else {b}",
            f"{a} {self.choose('and', 'or')} {b}",
            f"{self.choose('min', 'max')}({a}, {b})",
            f"abs({a})",
            f"int({self.expression('float', depth)})",
            f"round({self.expression('float', depth)})",
            f"{a} + {self.expression('bool', depth)}",
            f"({a}).bit_length()",
            call,
        )

    def float_expression(self, depth: int) -> str:
        a, b = self.expression("float", depth), self.expression("float", depth)
        return self.choose(
            f"{a} {self.choose('+', '-', '*', '/', '//', '%')} {b}",
            f"{a} {self.choose('+', '-', '*')} {b}",
            f"{self.expression('int', depth)} {self.choose('+', '*', '/')} {b}",
            f"{self.expression('int', depth)} / {self.expression('int', depth)}",
            f"-{a}",
            f"{a} if {self.expression('bool', depth)} else {b}",
            f"{a} {self.choose('and', 'or')} {b}",
            f"{self.choose('min', 'max')}({a}, {b})",
            f"abs({a})",
            f"float({self.expression('int', depth)})",
            f"round({a}, {self.source.randint(-3, 5)})",
        )

    def bool_expression(self, depth: int) -> str:
        t = self.choose("int", "float", "int")
        other = self.choose("int", "float")
        a, b = self.expression(t, depth), self.expression(other, depth)
        return self.choose(
            f"{a} {self.choose(*COMPARISONS)} {b}",
            f"{a} {self.choose(*COMPARISONS)} {b} {self.choose(*COMPARISONS)} {self.leaf(t)}",
            f"{self.expression('bool', depth)} {self.choose('and', 'or')} "
            f"{self.expression('bool', depth)}",
            f"not {a}",
            f"{self.expression('bool', depth)} {self.choose('&', '|', '^')} p",
            f"bool({a})",
        )


def program(source: random.Random, functions: int) -> str:
    """The text of a module."""
    return "\n".join(Author(source, number).function(f"f{number}") for number in range(functions))


class _HoldToSize(ast.NodeTransformer):
    """Lets an integer beyond 64 bits raise where it is computed."""

    def visit(self, node: ast.AST) -> Any:
        node = self.generic_visit(node)
        if isinstance(node, ast.AugAssign):
            read = ast.Name(node.target.id, ast.Load())  # type: ignore[union-attr]
            return ast.Assign([node.target], _held(ast.BinOp(read, node.op, node.value)))
        if isinstance(node, ast.BinOp | ast.UnaryOp | ast.Call):
            return _held(node)
        return node


def _held(node: ast.expr) -> ast.expr:
    return ast.Call(ast.Name("held", ast.Load()), [node], [])


def held(value: Any) -> Any:
    """The value, if it has a place in the types of the language."""
    if type(value) is int and not INT.holds(value):
        raise OverflowError("more than 64 bits")
    return value


def checked(text: str) -> dict[str, Callable[..., Any]]:
    """The functions of a program under CPython, with `int` held to 64 bits."""
    tree = ast.fix_missing_locations(_HoldToSize().visit(ast.parse(text)))
    namespace: dict[str, Any] = {"held": held}
    exec(compile(tree, "<program>", "exec"), namespace)
    return {name: value for name, value in namespace.items() if name.startswith("f")}
