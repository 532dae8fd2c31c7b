"""The IR: its printed form beside the source, the verifier's invariants, complete tables.

The comments `# ir:` in `tests/ir/` are what the function above them becomes; after a
change that is meant, `pytest --update-ir` rewrites them.  A file with `# stage: passes`
shows the functions as they go to the backends, the others as they come from `build`; with
`# stage: versions` behind that of `frontend/versions.py`, with `# stage: characters` behind that
of `frontend/characters.py`.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from pathlib import Path
from types import FunctionType

import pytest
from expectations import load

from pyexec import ops
from pyexec.backends.llvm import operations
from pyexec.driver import frontend
from pyexec.frontend import unsupported
from pyexec.frontend.build import build
from pyexec.frontend.characters import characters
from pyexec.frontend.check import FunctionChecker
from pyexec.frontend.operators import COMPARISONS
from pyexec.frontend.unit import Options, Unit
from pyexec.frontend.versions import versions
from pyexec.interface import RaisedError
from pyexec.ir.nodes import (
    Block,
    Branch,
    Call,
    CallLibrary,
    Compute,
    Const,
    Function,
    Instruction,
    Jump,
    Program,
    Raise,
    Return,
    Slot,
    Terminator,
)
from pyexec.ir.printer import print_function
from pyexec.ir.verifier import VerifierError, verify_program
from pyexec.types import BOOL, FLOAT, INT8, INT64, NONE, UINT8, UINT64, Type

FOLDER = Path(__file__).parent / "ir"
MARK = "# ir: "


def printed(path: Path) -> dict[str, str]:
    """The IR of the functions of a file, by name."""
    functions = [
        value
        for value in vars(load(path)).values()
        if isinstance(value, FunctionType) and value.__code__.co_filename == str(path)
    ]
    if "# stage: passes\n" in path.read_text():
        program = frontend(functions, Options()).program
        return {name: print_function(program.functions[name]) for name in program.exported}
    unit = Unit(Options())
    for python in functions:
        unit.add(python)
    checked = unit.check()
    if "# stage: versions\n" in path.read_text():
        for function in checked:
            versions(function, UINT64)
    if "# stage: characters\n" in path.read_text():
        for function in checked:
            characters(function)
    return {f.name: print_function(f) for f in map(build, checked)}


def with_ir(path: Path) -> str:
    """The file's text with the IR of each function below it."""
    lines = [line for line in path.read_text().splitlines() if not line.startswith(MARK.rstrip())]
    texts = printed(path)
    for node in reversed(ast.parse("\n".join(lines)).body):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            lines[node.end_lineno : node.end_lineno] = [
                (MARK + line).rstrip() for line in texts[node.name].splitlines()
            ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.py")))
def test_printed(name: str, request: pytest.FixtureRequest) -> None:
    path = FOLDER / f"{name}.py"
    text = with_ir(path)
    if request.config.getoption("--update-ir"):
        path.write_text(text)
    assert path.read_text() == text, "if this change is meant: pytest --update-ir"


# Tables


def test_llvm_has_every_operation() -> None:
    assert operations.OPERATIONS.keys() == ops.OPERATIONS.keys()


def test_every_error_is_an_exception_of_python() -> None:
    for row in ops.OPERATIONS.values():
        if row.raises is not None:
            assert issubclass(getattr(builtins, row.raises.exception), Exception)


# These stand only inside of nodes that are described, or are gone from Python's syntax.
_PARTS = {"FormattedValue", "Num", "Str", "Bytes", "NameConstant", "Ellipsis", "TemplateStr",
          "Interpolation", "TypeAlias"}  # fmt: skip


@pytest.mark.parametrize("base", [ast.stmt, ast.expr])
def test_every_construct_is_checked_or_described(base: type[ast.AST]) -> None:
    for kind in base.__subclasses__():
        if kind.__name__ in _PARTS:
            continue
        handled = hasattr(FunctionChecker, f"check_{kind.__name__}")
        described = kind in unsupported.constructs()
        assert handled != described, kind.__name__


def test_every_comparison_of_numbers_has_an_operation() -> None:
    of_objects = {ast.Is, ast.IsNot, ast.In, ast.NotIn}
    assert len(COMPARISONS) == len(set(ast.cmpop.__subclasses__()) - of_objects)


# The verifier


class Example:
    """A function that is right, to be broken in one place.

    func f(n: int64) -> int64
      slot x: int64
    b0:
      %0: bool = lt n, 10
      branch %0, b1, b2
    b1:
      %1: int64 = add n, 1
      x = %1
      jump b2
    b2:
      %2: int64 = call g(x)
      return %2
    """

    def __init__(self) -> None:
        self.n, self.x = Slot("n", INT64), Slot("x", INT64)
        self.test = temporary(0, BOOL)
        self.sum, self.answer = temporary(1), temporary(2)
        ten, one = Const(10, INT64), Const(1, INT64)
        self.entry, self.body, self.end = Block("b0"), Block("b1"), Block("b2")
        self.entry.instructions = [Compute("lt", self.test, (self.n, ten))]
        self.entry.terminator = Branch(self.test, self.body, self.end)
        self.body.instructions = [
            Compute("add", self.sum, (self.n, one)),
            Compute("move", self.x, (self.sum,)),
        ]
        self.body.terminator = Jump(self.end)
        self.end.instructions = [Call("g", self.answer, (self.x,))]
        self.end.terminator = Return(self.answer)
        blocks = [self.entry, self.body, self.end]
        self.function = Function("f", [self.n], INT64, slots=[self.x], blocks=blocks)
        own = Slot("a", INT64)
        block = Block("b0", terminator=Return(own))
        callee = Function("g", [own], INT64, blocks=[block])
        self.program = Program({"f": self.function, "g": callee}, ("f",))

    def put(self, instruction: Instruction) -> None:
        """One more instruction at the end of the first block."""
        self.entry.instructions.append(instruction)

    def finish(self, terminator: Terminator | None) -> None:
        self.end.terminator = terminator


def temporary(number: int, t: Type = INT64) -> Slot:
    return Slot(f"%{number}", t, temporary=True)


def test_the_example_is_right() -> None:
    verify_program(Example().program)


def compute(operation: str, result: Type, *operands: Type) -> Callable[[Example], None]:
    """Puts in an operation on constants of types."""
    values = {BOOL: True, FLOAT: 1.0}
    constants = tuple(Const(values.get(t, 1), t) for t in operands)
    return lambda e: e.put(Compute(operation, temporary(9, result), constants))


BROKEN: dict[str, tuple[Callable[[Example], object], str]] = {
    "no block": (lambda e: e.function.blocks.clear(), "no blocks"),
    "a name twice": (lambda e: e.function.slots.append(Slot("x", FLOAT)), "two things"),
    "two blocks of a name": (lambda e: setattr(e.body, "name", "b0"), "two things"),
    "no terminator": (lambda e: e.finish(None), "b2 has no terminator"),
    "a jump out": (lambda e: e.finish(Jump(Block("b7"))), "jumps to b7"),
    "a foreign slot": (lambda e: e.finish(Return(Slot("n", INT64))), "not a slot of this"),
    "a foreign result": (
        lambda e: e.put(Compute("move", Slot("y", INT64), (e.n,))),
        "not a slot of this",
    ),
    "a constant out of range": (lambda e: e.finish(Return(Const(2**63, INT64))), "cannot hold"),
    "a float for an integer": (lambda e: e.finish(Return(Const(1.0, INT64))), "cannot hold"),
    "a bool for an integer": (lambda e: e.finish(Return(Const(True, INT64))), "cannot hold"),
    "a constant of no type": (lambda e: e.finish(Return(Const(0, NONE))), "cannot hold"),
    "an unknown operation": (compute("plus", INT64, INT64), "no operation plus"),
    "too few operands": (compute("add", INT64, INT64), "does not fit its row"),
    "operands of two types": (compute("add", INT64, INT64, INT8), "does not fit its row"),
    "another result": (compute("add", INT8, INT64, INT64), "does not fit its row"),
    "a float's bits": (compute("and", FLOAT, FLOAT, FLOAT), "does not fit its row"),
    "bits of other width": (compute("bits", UINT8, FLOAT), "does not fit its row"),
    "float to int by convert": (compute("convert", INT64, FLOAT), "does not fit its row"),
    "a comparison's result": (compute("lt", INT64, INT64, INT64), "does not fit its row"),
    "an unknown callee": (lambda e: e.put(Call("h", None, ())), "calls h"),
    "an argument too many": (
        lambda e: e.put(Call("g", temporary(9), (e.n, e.n))),
        "operands of other types",
    ),
    "an argument's type": (
        lambda e: e.put(Call("g", temporary(9), (Const(1, INT8),))),
        "operands of other types",
    ),
    "a result's type": (
        lambda e: e.put(Call("g", temporary(9, INT8), (e.n,))),
        "takes int8 from g",
    ),
    "a result left": (lambda e: e.put(Call("g", None, (e.n,))), "takes None from g"),
    "a library on integers": (
        lambda e: e.put(CallLibrary("sin", temporary(9), (e.n,))),
        "libm sin on int64",
    ),
    "a branch on an integer": (
        lambda e: setattr(e.entry, "terminator", Branch(e.n, e.body, e.end)),
        "branches on int64",
    ),
    "nothing returned": (lambda e: e.finish(Return(None)), "returns nothing"),
    "another type returned": (lambda e: e.finish(Return(e.test)), "returns bool, not int64"),
    "a temporary twice": (lambda e: e.put(Compute("move", e.sum, (e.n,))), "assigned twice"),
    "a temporary too early": (
        lambda e: e.entry.instructions.insert(0, Compute("not", temporary(9, BOOL), (e.test,))),
        "before it is assigned",
    ),
    "a temporary on one path only": (
        lambda e: e.finish(Return(e.sum)),
        "before it is assigned",
    ),
    "a missing export": (lambda e: e.program.functions.pop("f"), "exported function f"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_the_verifier_finds(fault: str) -> None:
    example = Example()
    damage, message = BROKEN[fault]
    damage(example)
    with pytest.raises(VerifierError, match=message):
        verify_program(example.program)


def test_a_raise_ends_a_path() -> None:
    example = Example()
    example.body.terminator = Raise(RaisedError("ValueError", "no"))
    verify_program(example.program)
    assert "raise ValueError: no" in print_function(example.function)
