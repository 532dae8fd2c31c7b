"""Scripts of which `main` is made a program: what it uses comes along, nothing else runs.

Each is executed as a script, and has to print the same as a program as `main()` does then.
"""

from __future__ import annotations

SCRIPTS: dict[str, str] = {}


def script(name: str, text: str) -> None:
    assert name not in SCRIPTS
    SCRIPTS[name] = text.lstrip("\n")


script(
    "helper",
    """
def twice(n): return n * 2
def unused(): return nowhere
def main(): return twice(4)
""",
)
script(
    "recursion",
    """
def even(n): return n == 0 or odd(n - 1)
def odd(n): return n != 0 and even(n - 1)
def main(): return even(10), odd(7)
""",
)
script(
    "constants that depend on each other",
    """
AREA = WIDTH * 2 if False else 6
HEIGHT = 3; WIDTH = AREA // HEIGHT; print("top level")
NAMES = {"a": WIDTH, "b": [HEIGHT] * 2}
def main(): return NAMES, AREA
""".replace("WIDTH * 2 if False else 6", "6"),
)
script(
    "a constant that is computed",
    """
def table(n):
    return [k * k for k in range(n)]
SQUARES = table(5)
def main(): return SQUARES
""",
)
script(
    "constants in tuples and chains",
    """
a, (b, *c) = 1, (2, 3, 4)
d = e = a + b
f: int = d * 2
f += 1
g: int
def main(): return a, b, c, d, e, f
""",
)
script(
    "a table that is filled",
    """
TABLE = {}
TABLE["a"] = 1
TABLE.update(b=2)
LIST = []
for i in range(3):
    LIST.append(i)
    print("filling", i)
while len(LIST) < 5:
    LIST.append(0)
    if len(LIST) == 4:
        continue
    else:
        print("more")
del TABLE["a"]
def main(): return TABLE, LIST
""",
)
script(
    "a name that is deleted",
    """
for i in range(2): pass
KEPT = i
del i
def main(): return KEPT
""",
)
script(
    "classes",
    """
import abc
class Base(abc.ABC):
    kind = "base"
    @abc.abstractmethod
    def area(self): ...
    def __str__(self): return f"{self.kind} {self.area()} {SCALE}"
SCALE = 3
class Mixin: extra = SCALE
class Square(Mixin, Base):
    kind = "square"
    def __init__(self, side): self.side = side
    def area(self): return self.side ** 2 * self.extra
class Unused(Base): x = print("top level")
def main(): return str(Square(2))
""",
)
script(
    "a class whose body reads what it binds",
    """
size = 4
class Box:
    size = size
    sizes = [size * 2]
def main(): return Box.size, Box.sizes
""",
)
script(
    "dataclasses and enums",
    """
from dataclasses import dataclass, field
import enum
from enum import auto
class Color(enum.Enum):
    RED = auto()
    BLUE = auto()
@dataclass(order=True)
class Point:
    x: int
    color: Color = Color.RED
    tags: list = field(default_factory=list)
def main(): return sorted([Point(2), Point(1, Color.BLUE)])[0]
""",
)
script(
    "a named tuple and a typed dictionary",
    """
from typing import NamedTuple, TypedDict
from collections import namedtuple
class Row(NamedTuple):
    name: str
    size: "Size" = 3
Size = int
Pair = namedtuple("Pair", "a b")
class Options(TypedDict):
    deep: bool
def main(): return Row("x"), Pair(1, 2), Options(deep=True)
""",
)
script(
    "decorators",
    """
import functools
def loud(function):
    @functools.wraps(function)
    def inner(*args):
        return function(*args) + MARK
    return inner
def times(n):
    def decorator(function):
        return lambda *args: function(*args) * n
    return decorator
MARK = "!"
@times(2)
@loud
def say(text): return text
def main(): return say("a")
""",
)
script(
    "functools.cache",
    """
from functools import cache, lru_cache
import functools
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
@functools.cache
def other(): return print("top level")
def main(): return fib(80)
""",
)
script(
    "a registry",
    """
COMMANDS = {}
def command(function):
    COMMANDS[function.__name__] = function
    return function
@command
def hello(): return "hello"
@command
def bye(): return "bye"
def main(): return sorted((name, f()) for name, f in COMMANDS.items())
""",
)
script(
    "a registry that is an object",
    """
class Registry:
    def __init__(self): self.known = []
    def register(self, function):
        self.known.append(function)
        return function
    def all(self): return [f() for f in self.known]
registry = Registry()
@registry.register
def one(): return 1
@registry.register
def two(): return ONE + 1
ONE = 1
def main(): return registry.all()
""",
)
script(
    "a registry of subclasses",
    """
class Plugin:
    known = []
    def __init_subclass__(cls): Plugin.known.append(cls.__name__)
class First(Plugin): pass
class Second(Plugin): pass
def main(): return Plugin.known
""",
)
script(
    "singledispatch",
    """
from functools import singledispatch
@singledispatch
def describe(value): return "something"
@describe.register
def _(value: int): return "number"
@describe.register(str)
def _(value): return "text"
def main(): return describe(1), describe("a"), describe(None)
""",
)
script(
    "imports",
    """
import os.path, json as j
import xml.dom, xml.sax
from math import sqrt as root, pi
from collections import (
    OrderedDict,
    deque as queue,
)
def main():
    return os.path.basename("a/b"), j.dumps([1]), root(4), pi > 3, queue([1]), xml.sax.__name__
""",
)
script(
    "star imports",
    """
from math import *
from os.path import *
def main(): return floor(2.5), join("a", "b")
""",
)
script(
    "conditional imports",
    """
try:
    import tomllib
except ImportError:
    tomllib = None
try:
    import surely_not_there
except ImportError as error:
    print("not there", file=__import__("sys").stderr)
    surely_not_there = None
import sys
if sys.version_info >= (3, 11):
    import enum as flavour
elif sys.version_info >= (3, 5):
    flavour = 1
else:
    raise SystemExit("too old")
try:
    import surely_not_there
except ModuleNotFoundError:
    there = False
else:
    there = True
import contextlib
known = True
with contextlib.suppress(ImportError):
    import surely_not_there
    known = False
def main(): return there, known, tomllib is not None, surely_not_there, flavour.__name__
""",
)
script(
    "imports for type checkers",
    """
from __future__ import annotations
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from nowhere import Thing
def helper(thing: Thing | None = None) -> list[Thing]: return []
def main(): return helper()
""",
)
script(
    "what else a try binds",
    """
try:
    value = int("x")
except ValueError:
    print("no number", end="", file=__import__("io").StringIO())
    value = -1
else:
    value = 2
    print("top level")
finally:
    done = True
def main(): return value, done
""",
)
script(
    "with, match and walrus",
    """
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()) as stream, open("/dev/null") as f:
    TEXT = stream.getvalue() or "empty"
    print("top level")
match [1, 2]:
    case [x, y] if x < 5:
        print("top level")
        FOUND = y
    case _:
        FOUND = 0
if (length := len(TEXT)) > 3:
    LONG = True
def main(): return TEXT, FOUND, LONG, length, f.closed
""",
)
script(
    "branches on one line",
    """
if True: A = 1; print("top level"); B = 2
else: A = 3
for C in range(3): pass
def main(): return A, B, C
""",
)
script(
    "several statements on one line",
    """
x = 1; print("top level"); y = 2; print(
    "top level"
); z = x + y
def main(): return x, z;
""",
)
script(
    "state that functions change",
    """
count = 0
def step():
    global count, created
    count += 1
    created = "yes"
def main():
    step(); step()
    return count, created
""",
)
script(
    "a cache that calls at the top level have filled",
    """
seen = {}
def fib(n):
    if n not in seen:
        seen[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return seen[n]
print(fib(30))
def main(): return fib(20)
""",
)
script(
    "locals that are called like what is at the top level",
    """
result = print("top level")
data = print("top level")
def helper(data): return [result for result in data]
def main():
    result = helper([1])
    def inner(print_): data = 2; return data, print_
    return result, inner(3)
""",
)
script(
    "shadowed builtins",
    """
def sum(values): return "mine"
def main():
    max = 3
    return sum([1]), max, len("ab")
""",
)
script(
    "a function that is defined again",
    """
def helper(): return 1
def main(): return helper()
def helper(): return 2
""",
)
script(
    "lambdas and partials",
    """
from functools import partial
add = lambda a, b=[1]: a + b[0] + OFFSET
OFFSET = 10
ten = partial(pow, 10)
def main(): return add(1), ten(2), (lambda: OFFSET)()
""",
)
script(
    "closures at the top level",
    """
def make(step):
    total = step
    def advance(n):
        nonlocal total
        total += n * FACTOR
        return total
    return advance
FACTOR = 2
advance = make(5)
def main(): return advance(1), advance(2)
""",
)
script(
    "generators and coroutines",
    """
import asyncio
async def fetch(n):
    await asyncio.sleep(0)
    return n + BASE
async def stream():
    for n in range(2):
        yield await fetch(n)
def numbers():
    yield from range(2)
BASE = 5
async def run(): return [x async for x in stream()]
def main(): return asyncio.run(run()), list(numbers())
""",
)
script(
    "defaults and annotations",
    """
from decimal import Decimal
LIMIT = 3
Alias = "list[Decimal]"
def helper(n: "Alias" = LIMIT, *, rest: Decimal = Decimal(2)) -> "LIMIT": return n * rest
def main(): return helper(), helper.__annotations__["rest"].__name__
""",
)
script(
    "comprehensions at the top level",
    """
SIZES = [n for n in range(3)]
INDEX = {name: index for index, name in enumerate(SIZES)}
def main(): return INDEX
""",
)
script(
    "exceptions of one's own",
    """
class Trouble(ValueError):
    def __init__(self, code): super().__init__(f"code {code}"); self.code = code
def check(n):
    if n > 1: raise Trouble(n)
def main():
    try: check(5)
    except Trouble as error: return error.code, str(error)
""",
)
script(
    "below the main guard",
    """
def main(): return helper(SIZE), LIMITS, js.dumps(1), Point(1).x, NOTHING
if __name__ == "__main__":
    import json as js
    NOTHING = None
    SIZE = len("four")
    LIMITS = [1, 2.5, float("inf"), -0.0, 1j, {"a": (1,), "b": ()}, {1}, b"x", None, ..., 2**100]
    class Point:
        def __init__(self, x): self.x = x
    def helper(n): return n * 2
    print("top level")
elif False:
    pass
""",
)
script(
    "objects below the main guard",
    """
import decimal
from dataclasses import dataclass
@dataclass
class Config:
    name: str
def main(): return CONFIG, PRICE, sorted(SET)
if __name__ == "__main__":
    CONFIG = Config("x")
    PRICE = decimal.Decimal("1.50")
    SET = frozenset({1, 2})
""",
)
script(
    "variables of a function",
    """
import math as mathematics
def outer():
    from textwrap import dedent
    import json
    aid = helper
    size, table, name = 3, {"a": [1]}, "x"
    def even(n): return n == 0 or odd(n - 1)
    def odd(n): return n != 0 and even(n - 1)
    def main(n=size, *, k=[name]):
        \"\"\"Doc.\"\"\"
        table["b"] = helper(size), aid(2)
        return even(4), table, dedent(" x"), json.dumps(n), k, mathematics.pi > 3, main.__doc__
    return main
def helper(n): return n + 1
main = outer()
""",
)
script(
    "a variable that two functions share",
    """
def outer():
    count = 5
    def step():
        nonlocal count
        count += 1
    def main():
        step(); step()
        return count
    return main
main = outer()
""",
)
script(
    "a static method",
    """
class Tools:
    factor = 2
    @staticmethod
    def main(): return Tools.factor * LIMIT
LIMIT = 21
main = Tools.main
""",
)
script(
    "a cached main",
    """
import functools
@functools.lru_cache(maxsize=None)
def main(): return LIMIT
LIMIT = 3
""",
)
script(
    "a decorated main",
    """
import functools
def decorate(function):
    @functools.wraps(function)
    def inner(*args): return "decorated", function(*args)
    return inner
@decorate
def main(): return LIMIT
LIMIT = 3
""",
)
script(
    "main is defined again",
    """
def main(): return helper()
def helper(): return 1
function = main
def main(): return "another"
main = function
""",
)
script(
    "with PyExec's own entry points",
    """
import pyexec
from pyexec import int32, uint8, aot as compiled
import pyexec as px
@pyexec.aot(infer=True)
def square(n: int) -> int: return n * n
def plain(n: int32) -> int32: return n + 1
fast = compiled(plain)
@px.aot
def main() -> int: return square(3) + fast(1) + uint8(300)
""",
)
script(
    "attributes of modules",
    """
import decimal, types
settings = types.SimpleNamespace(depth=1)
settings.depth = 5
decimal.getcontext().prec = 5
space = types.ModuleType("space")
space.value = 3
def main(): return settings.depth, decimal.Decimal(1) / 3, space.value
""",
)
script(
    "odd text",
    """
\f
# -*- coding: utf-8 -*-
NAME = "größe \\
ende"; größe = 1; ﬁ = 2
print("ö"); ä = größe
TEXT = '''
# not a comment
print("top level")
'''
if True:
\tTABS = 1
\tprint("top level")
def main():
    return NAME, ä, TEXT, TABS, fi \\
        + 1
""",
)
script(
    "a docstring that is read",
    '''
"""The module."""
from __future__ import annotations
def main(): return __name__
''',
)
script(
    "type variables",
    """
from typing import Generic, TypeVar, Protocol
T = TypeVar("T", bound="Named")
class Named(Protocol):
    name: str
class Box(Generic[T]):
    def __init__(self, item: T) -> None: self.item = item
def main(): return Box(3).item
""",
)
script(
    "a logger",
    """
import logging
logger = logging.getLogger(__name__)
logger.setLevel(logging.ERROR)
logger.addHandler(logging.NullHandler())
logger.error("top level")
print("top level")
def main(): return logger.level, len(logger.handlers)
""",
)
script(
    "an argument parser",
    """
import argparse
parser = argparse.ArgumentParser(prog="x")
parser.add_argument("--level", type=int, default=LEVEL if False else 2)
def main(): return parser.parse_args([]).level
""",
)
