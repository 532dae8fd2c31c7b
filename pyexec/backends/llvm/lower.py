"""Lowers the IR to LLVM's textual form: one function of LLVM for each of the program's.

    lowered = lower(program, NATIVE)
    lowered.text      # `define internal ...` for every function
    lowered.errors    # error code i + 1 stands for errors[i]

Natively a function that can raise returns {value, error code} in registers and
writes no memory, so that LLVM sees pure functions and merges repeated calls.  In
WebAssembly such a pair would go through memory; there a raise records its code and
traps, in a function that LLVM knows to be pure and not to return.

Two operations per table row at most: `_OPERATIONS` has one entry for each row of
`ops.OPERATIONS`.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Final

from ...interface import RaisedError
from ...ir.nodes import (
    Block,
    Branch,
    Call,
    CallLibrary,
    Compute,
    Const,
    Function,
    Instruction,
    Jump,
    Operand,
    Program,
    Raise,
    Return,
    Slot,
)
from ...ops import OPERATIONS, RECURSION
from ...record import value
from ...types import NONE, Kind, Type


@value
class Convention:
    """How errors leave a function."""

    errors_return: bool  # {value, code}; otherwise a raise traps and nothing is returned


NATIVE: Final = Convention(errors_return=True)
WEBASSEMBLY: Final = Convention(errors_return=False)


@value
class Lowered:
    text: str
    errors: tuple[RaisedError, ...]


def llvm_type(t: Type) -> str:
    """LLVM's name of a type."""
    match t.kind:
        case Kind.NONE:
            return "void"
        case Kind.BOOL:
            return "i1"
        case Kind.FLOAT:
            return "double" if t.bits == 64 else "float"
        case Kind.COMPLEX:
            part = llvm_type(t.part)
            return f"{{ {part}, {part} }}"
        case _:
            return f"i{t.bits}"


def llvm_name(name: str) -> str:
    """A name of the program as LLVM quotes it."""
    escaped = "".join(
        c if c.isascii() and c.isprintable() and c not in '"\\' else "".join(f"\\{b:02X}" for b in c.encode())
        for c in name
    )  # fmt: skip
    return f'"{escaped}"'


def body_symbol(name: str) -> str:
    """The symbol of a function of the program; exports have their plain names beside it."""
    return "py." + name


def llvm_constant(constant: Const) -> str:
    t, value = constant.type, constant.value
    match t.kind:
        case Kind.BOOL:
            return "true" if value else "false"
        case Kind.FLOAT:
            return _float_text(float(value.real))
        case Kind.COMPLEX:
            number, part = complex(value), llvm_type(t.part)
            re, im = _float_text(number.real), _float_text(number.imag)
            return f"{{ {part} {re}, {part} {im} }}"
        case _:
            return str(value)


def _float_text(value: float) -> str:
    # LLVM writes a `float` as the double of the same value.
    return "0x" + struct.pack(">d", value).hex().upper()


def lower(program: Program, convention: Convention, small: bool = False) -> Lowered:
    """The program as LLVM IR, without target lines, and its table of error codes.

    With `small`, LLVM is told that size counts more than speed.
    """
    module = _Module(program, convention, small)
    functions = [_Lowering(module, function).run() for function in program.functions.values()]
    declarations = [f"declare {text}" for text in sorted(module.declared)]
    weights = '!0 = !{!"branch_weights", i32 1, i32 1048575}'
    text = "\n".join([*functions, *declarations, weights, ""])
    return Lowered(text, tuple(module.codes))


class _Module:
    """What the functions of a module share: declarations and error codes."""

    def __init__(self, program: Program, convention: Convention, small: bool) -> None:
        self.program = program
        self.small = small
        self.convention = convention
        self.declared: set[str] = set()
        self.codes: dict[RaisedError, int] = {}

    def code(self, error: RaisedError) -> int:
        return self.codes.setdefault(error, len(self.codes) + 1)

    def returns(self, function: Function) -> str:
        """The LLVM type that a function returns."""
        t = llvm_type(function.result)
        if not (function.raises and self.convention.errors_return):
            return t
        return "i32" if function.result is NONE else f"{{ {t}, i32 }}"

    def takes_stack(self, function: Function) -> bool:
        return function.needs_stack and self.convention.errors_return


class _Lowering:
    """Lowers one function."""

    def __init__(self, module: _Module, function: Function) -> None:
        self.module = module
        self.function = function
        self.lines: list[str] = []
        self.count = 0
        self.raised: dict[int, str] = {}  # error code: the label that raises it
        self.names: dict[Slot, str] = {}
        self.in_memory = _stored_slots(function)

    def run(self) -> str:
        function = self.function
        stack = ["ptr %stack.limit"] if self.module.takes_stack(function) else []
        parameters = stack + [
            f"{llvm_type(p.type)} %{llvm_name(p.name)}" for p in function.parameters
        ]
        for slot in [*function.parameters, *function.slots]:
            self.names[slot] = f"%{llvm_name(slot.name)}"
        self.entry()
        for block in function.blocks:
            self.lines.append(f"{block.name}:")
            for instruction in block.instructions:
                self.instruction(instruction)
            self.terminator(block)
        for code, label in self.raised.items():
            self.lines.append(f"{label}:")
            self.leave(str(code))
        symbol = llvm_name(body_symbol(function.name))
        head = f"define internal {self.module.returns(function)} @{symbol}"
        attributes = _attributes(function, self.module.small)
        body = "\n".join(line if line.endswith(":") else "  " + line for line in self.lines)
        return f"{head}({', '.join(parameters)}) {attributes} {{\n{body}\n}}\n"

    def entry(self) -> None:
        self.lines.append("entry:")
        for slot in [*self.function.parameters, *self.function.slots]:
            if slot in self.in_memory:
                t, name = llvm_type(slot.type), self.names[slot]
                self.names[slot] = f"%{llvm_name(slot.name + '.slot')}"
                self.lines.append(f"{self.names[slot]} = alloca {t}")
                if slot in self.function.parameters:
                    self.lines.append(f"store {t} {name}, ptr {self.names[slot]}")
        first = self.function.blocks[0].name
        if self.function.recursive and self.module.takes_stack(self.function):
            frame, below = self.fresh(), self.fresh()
            self.declare("ptr @llvm.frameaddress.p0(i32)")
            self.lines.append(f"{frame} = call ptr @llvm.frameaddress.p0(i32 0)")
            self.lines.append(f"{below} = icmp ult ptr {frame}, %stack.limit")
            label = self.raise_label(RECURSION)
            self.lines.append(f"br i1 {below}, label %{label}, label %{first}, !prof !0")
        else:
            self.lines.append(f"br label %{first}")

    # Pieces

    def fresh(self) -> str:
        self.count += 1
        return f"%v{self.count}"

    def declare(self, text: str) -> None:
        self.module.declared.add(text)

    def emit(self, text: str) -> str:
        name = self.fresh()
        self.lines.append(f"{name} = {text}")
        return name

    def operand(self, operand: Operand) -> str:
        """An operand's LLVM value; a slot in memory is loaded."""
        if isinstance(operand, Const):
            return llvm_constant(operand)
        if operand in self.in_memory:
            return self.emit(f"load {llvm_type(operand.type)}, ptr {self.names[operand]}")
        return self.names[operand]

    def typed(self, operand: Operand) -> str:
        return f"{llvm_type(operand.type)} {self.operand(operand)}"

    def define(self, slot: Slot, value: str) -> None:
        if slot in self.in_memory:
            self.lines.append(f"store {llvm_type(slot.type)} {value}, ptr {self.names[slot]}")
        else:
            self.names[slot] = value

    def intrinsic(self, name: str, result: str, *arguments: str) -> str:
        types = ", ".join(argument.rpartition(" ")[0] for argument in arguments)
        self.declare(f"{result} @{name}({types})")
        return self.emit(f"call {result} @{name}({', '.join(arguments)})")

    # Errors

    def raise_label(self, error: RaisedError) -> str:
        code = self.module.code(error)
        return self.raised.setdefault(code, f"raise{code}")

    def branch_to_error(self, condition: str, label: str) -> None:
        self.count += 1
        on = f"on{self.count}"
        self.lines.append(f"br i1 {condition}, label %{label}, label %{on}, !prof !0")
        self.lines.append(f"{on}:")

    def leave(self, code: str) -> None:
        """Leave the function with an error code.

        `pyexec_raise` is declared by the text of the module's exports.
        """
        if not self.module.convention.errors_return:
            self.lines.append(f"call void @pyexec_raise(i32 {code})")
            self.lines.append("unreachable")
        elif self.function.result is NONE:
            self.lines.append(f"ret i32 {code}")
        else:
            t = llvm_type(self.function.result)
            pair = self.module.returns(self.function)
            value = self.emit(f"insertvalue {pair} {{ {t} zeroinitializer, i32 0 }}, i32 {code}, 1")
            self.lines.append(f"ret {pair} {value}")

    # Instructions

    def instruction(self, node: Instruction) -> None:
        match node:
            case Compute():
                self.define(node.result, _OPERATIONS[node.operation](self, node))
            case CallLibrary(name, result, operands):
                arguments = ", ".join(self.typed(operand) for operand in operands)
                types = ", ".join(llvm_type(operand.type) for operand in operands)
                self.declare(f"double @{name}({types}) nobuiltin memory(none) nounwind willreturn")
                self.define(result, self.emit(f"call double @{name}({arguments}) nobuiltin"))
            case Call():
                self.call(node)

    def call(self, node: Call) -> None:
        callee = self.module.program.functions[node.function]
        arguments = [self.typed(operand) for operand in node.operands]
        if self.module.takes_stack(callee):
            arguments.insert(0, "ptr %stack.limit")
        returns = self.module.returns(callee)
        text = f"call {returns} @{llvm_name(body_symbol(callee.name))}({', '.join(arguments)})"
        if returns == "void":
            self.lines.append(text)
            return
        value = self.emit(text)
        if callee.raises and self.module.convention.errors_return:
            code = value
            if callee.result is not NONE:
                code = self.emit(f"extractvalue {returns} {value}, 1")
                value = self.emit(f"extractvalue {returns} {value}, 0")
            self.propagate(code)
        if node.result is not None:
            self.define(node.result, value)

    def propagate(self, code: str) -> None:
        """Leave with a callee's error code, if it gave one."""
        failed = self.emit(f"icmp ne i32 {code}, 0")
        self.count += 1
        number = self.count
        self.lines.append(f"br i1 {failed}, label %failed{number}, label %on{number}, !prof !0")
        self.lines.append(f"failed{number}:")
        self.leave(code)
        self.lines.append(f"on{number}:")

    def terminator(self, block: Block) -> None:
        match block.terminator:
            case Jump(target):
                self.lines.append(f"br label %{target.name}")
            case Branch(condition, then, otherwise, unlikely):
                hint = ", !prof !0" if unlikely else ""
                test = self.operand(condition)
                self.lines.append(f"br i1 {test}, label %{then.name}, label %{otherwise.name}{hint}")
            case Raise(error):
                self.lines.append(f"br label %{self.raise_label(error)}")
            case Return(value):
                self.ret(value)

    def ret(self, value: Operand | None) -> None:
        pair = self.module.returns(self.function)
        if value is None:
            self.lines.append("ret void" if pair == "void" else "ret i32 0")
        elif self.function.raises and self.module.convention.errors_return:
            t = llvm_type(value.type)
            full = self.emit(
                f"insertvalue {pair} {{ {t} poison, i32 0 }}, {t} {self.operand(value)}, 0"
            )
            self.lines.append(f"ret {pair} {full}")
        else:
            self.lines.append(f"ret {self.typed(value)}")


def _stored_slots(function: Function) -> set[Slot]:
    """The slots that live in memory until LLVM promotes them: all but temporaries, and
    parameters that are never assigned."""
    stored = {
        instruction.result
        for block in function.blocks
        for instruction in block.instructions
        if instruction.result is not None and not instruction.result.temporary
    }
    return stored | set(function.slots)


def _attributes(function: Function, small: bool) -> str:
    words = ["nounwind", "memory(none)"]
    if function.recursive:
        # A tail call made into a loop would recurse for ever without an error.
        words.append('"disable-tail-calls"="true"')
    if function.inline == "never":
        words.append("noinline")
    if small:
        words.append("optsize minsize")
    return " ".join(words)


# One entry for each row of `ops.OPERATIONS`: emits it, and returns the value's name.

_Emitter = Callable[[_Lowering, Compute], str]

# Reassociation and the like, but nothing that makes NaN or infinity undefined.
_FAST: Final = "reassoc nsz arcp contract afn "


def _simple(signed: str, unsigned: str, real: str = "") -> _Emitter:
    def emit(lowering: _Lowering, node: Compute) -> str:
        t = node.operands[0].type
        word = real if t.is_float else signed if t.signed else unsigned
        fast = _FAST if node.fast and not word.startswith("fcmp") else ""
        operands = ", ".join(lowering.operand(operand) for operand in node.operands)
        return lowering.emit(f"{word} {fast}{llvm_type(t)} {operands}")

    return emit


def _comparison(condition: str, real: str) -> _Emitter:
    if condition in ("eq", "ne"):
        return _simple(f"icmp {condition}", f"icmp {condition}", f"fcmp {real}")
    return _simple(f"icmp s{condition}", f"icmp u{condition}", f"fcmp {real}")


def _checked(name: str) -> _Emitter:
    def emit(lowering: _Lowering, node: Compute) -> str:
        t = llvm_type(node.result.type)
        prefix = "s" if node.result.type.signed else "u"
        arguments = [f"{t} {lowering.operand(operand)}" for operand in node.operands]
        pair = f"{{ {t}, i1 }}"
        both = lowering.intrinsic(f"llvm.{prefix}{name}.with.overflow.{t}", pair, *arguments)
        value = lowering.emit(f"extractvalue {pair} {both}, 0")
        overflow = lowering.emit(f"extractvalue {pair} {both}, 1")
        error = OPERATIONS[node.operation].raises
        assert error is not None
        lowering.branch_to_error(overflow, lowering.raise_label(error))
        return value

    return emit


def _float_intrinsic(name: str) -> _Emitter:
    def emit(lowering: _Lowering, node: Compute) -> str:
        t = node.result.type
        arguments = [lowering.typed(operand) for operand in node.operands]
        return lowering.intrinsic(f"llvm.{name}.f{t.bits}", llvm_type(t), *arguments)

    return emit


def _bit_intrinsic(name: str, *more: str) -> _Emitter:
    def emit(lowering: _Lowering, node: Compute) -> str:
        t = llvm_type(node.result.type)
        arguments = [lowering.typed(operand) for operand in node.operands]
        return lowering.intrinsic(f"llvm.{name}.{t}", t, *arguments, *more)

    return emit


def _move(lowering: _Lowering, node: Compute) -> str:
    return lowering.operand(node.operands[0])


def _not(lowering: _Lowering, node: Compute) -> str:
    return lowering.emit(f"xor i1 {lowering.operand(node.operands[0])}, true")


def _convert(lowering: _Lowering, node: Compute) -> str:
    source, target = node.operands[0].type, node.result.type
    value = lowering.typed(node.operands[0])
    if source.is_float:
        word = "fpext" if target.bits > source.bits else "fptrunc"
    elif target.is_float:
        word = "sitofp" if source.signed else "uitofp"
    elif source.kind is Kind.BOOL:
        word = "zext"
    elif target.bits < source.bits:
        word = "trunc"
    elif target.bits > source.bits:
        word = "sext" if source.signed else "zext"
    else:
        return lowering.operand(node.operands[0])
    if source.is_float and source.bits == target.bits:
        return lowering.operand(node.operands[0])
    return lowering.emit(f"{word} {value} to {llvm_type(target)}")


def _truncate(lowering: _Lowering, node: Compute) -> str:
    word = "fptosi" if node.result.type.signed else "fptoui"
    return lowering.emit(f"{word} {lowering.typed(node.operands[0])} to {llvm_type(node.result.type)}")


def _bitcast(lowering: _Lowering, node: Compute) -> str:
    return lowering.emit(f"bitcast {lowering.typed(node.operands[0])} to {llvm_type(node.result.type)}")


def _multiply_high(lowering: _Lowering, node: Compute) -> str:
    t = node.result.type
    wide, extend = f"i{2 * t.bits}", "sext" if t.signed else "zext"
    a, b = (
        lowering.emit(f"{extend} {lowering.typed(operand)} to {wide}") for operand in node.operands
    )
    product = lowering.emit(f"mul {wide} {a}, {b}")
    upper = lowering.emit(f"lshr {wide} {product}, {t.bits}")
    return lowering.emit(f"trunc {wide} {upper} to {llvm_type(t)}")


def _complex(lowering: _Lowering, node: Compute) -> str:
    t = llvm_type(node.result.type)
    re, im = (lowering.typed(operand) for operand in node.operands)
    half = lowering.emit(f"insertvalue {t} poison, {re}, 0")
    return lowering.emit(f"insertvalue {t} {half}, {im}, 1")


def _part(index: int) -> _Emitter:
    def emit(lowering: _Lowering, node: Compute) -> str:
        return lowering.emit(f"extractvalue {lowering.typed(node.operands[0])}, {index}")

    return emit


_OPERATIONS: Final[dict[str, _Emitter]] = {
    "move": _move,
    "add": _simple("add", "add", "fadd"),
    "sub": _simple("sub", "sub", "fsub"),
    "mul": _simple("mul", "mul", "fmul"),
    "add_checked": _checked("add"),
    "sub_checked": _checked("sub"),
    "mul_checked": _checked("mul"),
    "div": _simple("sdiv", "udiv", "fdiv"),
    "rem": _simple("srem", "urem"),
    "neg": _simple("", "", "fneg"),
    "and": _simple("and", "and"),
    "or": _simple("or", "or"),
    "xor": _simple("xor", "xor"),
    "not": _not,
    "shl": _simple("shl", "shl"),
    "shr": _simple("ashr", "lshr"),
    "eq": _comparison("eq", "oeq"),
    "ne": _comparison("ne", "une"),
    "lt": _comparison("lt", "olt"),
    "le": _comparison("le", "ole"),
    "gt": _comparison("gt", "ogt"),
    "ge": _comparison("ge", "oge"),
    "sqrt": _float_intrinsic("sqrt"),
    "floor": _float_intrinsic("floor"),
    "ceil": _float_intrinsic("ceil"),
    "trunc": _float_intrinsic("trunc"),
    "nearest": _float_intrinsic("roundeven"),
    "fabs": _float_intrinsic("fabs"),
    "copysign": _float_intrinsic("copysign"),
    "convert": _convert,
    "truncate": _truncate,
    "bits": _bitcast,
    "from_bits": _bitcast,
    "clz": _bit_intrinsic("ctlz", "i1 false"),
    "ctz": _bit_intrinsic("cttz", "i1 false"),
    "popcount": _bit_intrinsic("ctpop"),
    "mulhi": _multiply_high,
    "complex": _complex,
    "real": _part(0),
    "imag": _part(1),
}
