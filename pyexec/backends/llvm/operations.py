"""How each machine operation is written in LLVM: one entry for each row of `ops.OPERATIONS`.

    OPERATIONS["add"](lowering, node) == "%v7"     # after the line `%v7 = add i64 %a, %b`

An entry writes the lines of its operation and returns the name of its value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ... import ops
from ...ir.nodes import Compute, Const
from ...types import Kind
from .text import llvm_type

if TYPE_CHECKING:
    from .lower import Lowering

Emitter = Callable[["Lowering", Compute], str]

# Reassociation and the like, but nothing that makes NaN or infinity undefined.
_FAST: Final = "reassoc nsz arcp contract afn "


def _simple(signed: str, unsigned: str, real: str = "") -> Emitter:
    def emit(lowering: Lowering, node: Compute) -> str:
        t = node.operands[0].type
        word = real if t.is_float else signed if t.signed else unsigned
        fast = _FAST if node.fast and not word.startswith("fcmp") else ""
        operands = ", ".join(lowering.operand(operand) for operand in node.operands)
        return lowering.emit(f"{word} {fast}{llvm_type(t)} {operands}")

    return emit


def _comparison(condition: str, real: str) -> Emitter:
    if condition in ("eq", "ne"):
        return _simple(f"icmp {condition}", f"icmp {condition}", f"fcmp {real}")
    return _simple(f"icmp s{condition}", f"icmp u{condition}", f"fcmp {real}")


def _checked(name: str) -> Emitter:
    def emit(lowering: Lowering, node: Compute) -> str:
        t = llvm_type(node.result.type)
        prefix = "s" if node.result.type.signed else "u"
        arguments = [f"{t} {lowering.operand(operand)}" for operand in node.operands]
        pair = f"{{ {t}, i1 }}"
        both = lowering.intrinsic(f"llvm.{prefix}{name}.with.overflow.{t}", pair, *arguments)
        value = lowering.emit(f"extractvalue {pair} {both}, 0")
        overflow = lowering.emit(f"extractvalue {pair} {both}, 1")
        error = ops.OPERATIONS[node.operation].raises
        assert error is not None
        lowering.branch_to_error(overflow, lowering.raise_label(error))
        return value

    return emit


def _checked_product(lowering: Lowering, node: Compute) -> str:
    """A checked product; in WebAssembly, that with a constant fits where the other is in a range.

    Processors tell by a flag, which is faster, and WebAssembly has no such thing.
    """
    constants = [operand.value for operand in node.operands if isinstance(operand, Const)]
    others = [operand for operand in node.operands if not isinstance(operand, Const)]
    t = node.result.type
    match constants:
        case [int(factor)] if abs(factor) > 1 and not lowering.module.convention.errors_return:
            pass
        case _:
            return _checked("mul")(lowering, node)
    word, value = llvm_type(t), lowering.operand(others[0])
    least, most = sorted((_toward_zero(t.minimum, factor), _toward_zero(t.maximum, factor)))
    distance = lowering.emit(f"sub {word} {value}, {least}")
    outside = lowering.emit(f"icmp ugt {word} {distance}, {most - least}")
    error = ops.OPERATIONS[node.operation].raises
    assert error is not None
    lowering.branch_to_error(outside, lowering.raise_label(error))
    return lowering.emit(f"mul nsw {word} {value}, {factor}")


def _toward_zero(a: int, b: int) -> int:
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


def _float_intrinsic(name: str) -> Emitter:
    def emit(lowering: Lowering, node: Compute) -> str:
        t = node.result.type
        arguments = [lowering.typed(operand) for operand in node.operands]
        return lowering.intrinsic(f"llvm.{name}.f{t.bits}", llvm_type(t), *arguments)

    return emit


def _bit_intrinsic(name: str, *more: str) -> Emitter:
    def emit(lowering: Lowering, node: Compute) -> str:
        t = llvm_type(node.result.type)
        arguments = [lowering.typed(operand) for operand in node.operands]
        return lowering.intrinsic(f"llvm.{name}.{t}", t, *arguments, *more)

    return emit


def _move(lowering: Lowering, node: Compute) -> str:
    return lowering.operand(node.operands[0])


def _not(lowering: Lowering, node: Compute) -> str:
    return lowering.emit(f"xor i1 {lowering.operand(node.operands[0])}, true")


def _convert(lowering: Lowering, node: Compute) -> str:
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


def _truncate(lowering: Lowering, node: Compute) -> str:
    word = "fptosi" if node.result.type.signed else "fptoui"
    return lowering.emit(
        f"{word} {lowering.typed(node.operands[0])} to {llvm_type(node.result.type)}"
    )


def _bitcast(lowering: Lowering, node: Compute) -> str:
    return lowering.emit(
        f"bitcast {lowering.typed(node.operands[0])} to {llvm_type(node.result.type)}"
    )


def _multiply_high(lowering: Lowering, node: Compute) -> str:
    t = node.result.type
    wide, extend = f"i{2 * t.bits}", "sext" if t.signed else "zext"
    a, b = (
        lowering.emit(f"{extend} {lowering.typed(operand)} to {wide}") for operand in node.operands
    )
    product = lowering.emit(f"mul {wide} {a}, {b}")
    upper = lowering.emit(f"lshr {wide} {product}, {t.bits}")
    return lowering.emit(f"trunc {wide} {upper} to {llvm_type(t)}")


def _complex(lowering: Lowering, node: Compute) -> str:
    t = llvm_type(node.result.type)
    re, im = (lowering.typed(operand) for operand in node.operands)
    half = lowering.emit(f"insertvalue {t} poison, {re}, 0")
    return lowering.emit(f"insertvalue {t} {half}, {im}, 1")


def _extent(lowering: Lowering, node: Compute) -> str:
    return lowering.extent(node.operands[0])


def _grow(lowering: Lowering, node: Compute) -> str:
    """Natively, a memory has the length that it has."""
    if lowering.module.convention.base_pointer:
        return "-1"
    pages = lowering.typed(node.operands[1])
    t = llvm_type(node.result.type)
    return lowering.intrinsic(f"llvm.wasm.memory.grow.{t}", t, "i32 0", pages)


def _drain(lowering: Lowering, node: Compute) -> str:
    """The function is a part of each program that prints (`backends/program/output.py`)."""
    operands = ", ".join(lowering.typed(operand) for operand in node.operands)
    return lowering.emit(f"call {llvm_type(node.result.type)} @program.drain({operands})")


def _part(index: int) -> Emitter:
    def emit(lowering: Lowering, node: Compute) -> str:
        return lowering.emit(f"extractvalue {lowering.typed(node.operands[0])}, {index}")

    return emit


OPERATIONS: Final[dict[str, Emitter]] = {
    "move": _move,
    "add": _simple("add", "add", "fadd"),
    "sub": _simple("sub", "sub", "fsub"),
    "mul": _simple("mul", "mul", "fmul"),
    "add_checked": _checked("add"),
    "sub_checked": _checked("sub"),
    "mul_checked": _checked_product,
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
    "extent": _extent,
    "grow": _grow,
    "drain": _drain,
    "complex": _complex,
    "real": _part(0),
    "imag": _part(1),
}
