"""What is put into programs that are mutated at random: Python, and what is nearly Python.

`x` and other short names stand for the names of the function that is changed.
"""

from __future__ import annotations

from typing import Final


def words(text: str) -> list[str]:
    """The words of a text; `#` stands for a space within one."""
    return [word.replace("#", " ") for word in text.split()]


# What any expression may become.
EXPRESSIONS: Final = words("""
    [] {} () '' None True 0 -1 1.5 2j 9223372036854775807 9223372036854775808 'é😀' ... b''
    [0] [[]] [None] {1} {'a':1} {*()} (1,) (1,'a') [*x] {**x} x[0] x[:] x[::-1] x[0][0] x.y
    f() f(x) f(*x) f(x=1) len(x) sorted(x) sum(x) min(x) max(x) list(x) set(x) dict(x) tuple(x)
    str(x) repr(x) int(x) float(x) bool(x) range(x) zip(x,x) enumerate(x) map(str,x) reversed(x)
    iter(x) next(x) print(x) any(x) all(x) abs(x) type(x) hash(x) isinstance(x,int)
    sorted(x,key=len)
    x.append(1) x.pop() x.sort() x.get(1) x.items() x.keys() x.split() x.join(x) x.add(1) x.copy()
    lambda:0 (lambda:0)() lambda*a:a [y#for#y#in#x] {y:y#for#y#in#x} {y#for#y#in#x} (y#for#y#in#x)
    sum(y#for#y#in#x) x#if#x#else#x x#and#x x#or#x not#x x#in#x x#is#x x#is#not#None (y:=x) -x ~x
    x+x x*x x%x x//x x**x x<x x==x x!=x 1<x<2 x<<1 f'{x}' f'{x!r:>{x}}' '%s'%x '%d%%'%(x,)
    '{}'.format(x)
    await#x (yield) (yield#x) x[()] x[1,2] x[1:2,3] x[None] x['a'] x[x] (x,x) [x,x] {x,x} {x:x}
    int list int|None
""")

TARGETS: Final = ["x", "x[0]", "x[:]", "a, b", "[a, *b]", "(a, b), c", "x.y", "x[0][1]"]

STATEMENTS: Final = [
    "pass", "break", "continue", "return", "return None", "return x", "raise", "raise x",
    "raise ValueError", "raise ValueError(x)", "raise KeyError(x, x)", "x = x", "x = []", "x = {}",
    "x = None", "x: int = x", "x: 'list[int]' = []", "x: list[list[int]]", "x += x", "x[0] = x",
    "x[:] = x", "x[::2] = x", "x[0] += x", "x[x][x] = x", "del x", "del x[0]", "del x[:]",
    "a, b = x", "a, *b = x", "(a, b), c = x", "[a, b] = x", "a = b = x", "a = b = []", "x.y = x",
    "for y in x:\n pass", "for a, b in x:\n pass", "for y in x:\n x = y", "for x in x:\n pass",
    "for i in range(x):\n break\nelse:\n pass", "for i, (a, b) in enumerate(x):\n pass",
    "while x:\n x = x", "while True:\n pass", "if x:\n y = 1",
    "if x:\n return x\nelse:\n return None",
    "try:\n x\nexcept x:\n pass", "try:\n x\nfinally:\n return x", "try:\n pass\nexcept:\n raise",
    "try:\n x = f(x)\nexcept (KeyError, IndexError) as e:\n raise ValueError(str(e)) from e",
    "def f(x): return x", "def f(x=[]): return f(x)", "def f():\n nonlocal x\n x = 1",
    "f = lambda x: f(x)",
    "def x(): pass", "f = x", "f = len", "class C: pass", "import os", "from math import *",
    "global x",
    "with x: pass", "match x:\n case 1: pass", "assert x", "assert x, x", "print(x)",
    "print(*x, sep=x)",
    "x", "[y for y in x if x]", "x @= x", "def f(*a, **k): pass", "yield",
]  # fmt: skip

TOKENS: Final = words("""
    ( ) [ ] { } , : . = == != < > <= >= + - * / // % ** << >> & | ^ ~ := -> += -= *= @ ... 0 1 -1
    None True False not and or in is if else for while break continue return def lambda try except
    finally raise del pass nonlocal global int str float list dict set tuple len x
""")

ANNOTATIONS: Final = words("""
    int str float bool complex None list list[int] list[str] list[list[int]] list[list] dict
    dict[str,int] dict[int,list[str]] set[int] frozenset[str] tuple tuple[int,str] tuple[int,...]
    tuple[()] int|None str|None list[int|None] int|str object 'int' 'list[int]' '' 'x+' 0 [] [int]
    list[0] list[int,int] dict[int] dict[list[int],int] set[list[int]] range bytes type list[None]
""")
