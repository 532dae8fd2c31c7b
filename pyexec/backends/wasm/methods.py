"""A compiled function as a method in JavaScript, which checks, calls and converts.

    method(export, can_trap=True)

    square(x) {
      if (arguments.length !== 1) throw miscount('square(x)', arguments.length);
      const plain = Number.isSafeInteger(x);
      const big = typeof x === 'bigint';
      if (!plain) x = int64(x, 'square(): x');
      try {
        if (plain) {
          const result = raw.square$n(x);
          return Number.isSafeInteger(result) ? result : raw.$exact.value;
        }
        const result = raw.square(x);
        return big ? result : compact(result);
      } catch (trap) {
        throw failure(trap);
      }
    },

With plain numbers it calls the Number shim (see `exports`), 10 ns instead of 80; with a
BigInt, the raw export, and the result is a BigInt.  All checks stand before the `try`,
so that their errors are not taken for the engine's.

Where objects cross over, a `Call` of `object_runtime` keeps them:

    total(values) {
      if (arguments.length !== 1) throw miscount('total(values)', arguments.length);
      const $call = new Call($memory, false);
      try {
        values = $call.take($list_int, values, 'total(): values', false);
        return compact($call.run(() => raw.total(values)));
      } finally {
        $call.close();
      }
    },
"""

from __future__ import annotations

import math
import re

from ...crossing.needs import changed_parameters, keeps, order
from ...interface import Constant, Parameter, Signature
from ...object_types import OptionalType
from ...types import NONE, Kind, Type
from . import runtime
from .converters import Converters
from .exports import EXACT, SHIM_SUFFIX, Export, is_wide

_SAFE = 2**53 - 1  # Number.MAX_SAFE_INTEGER


def method(export: Export, can_trap: bool, prints: bool, converters: Converters) -> str:
    """The method's text, for use in an object literal.

    Args:
        export: the function.
        can_trap: whether a trap is to be turned into an exception.
        prints: whether there may be text that was printed.
        converters: the types of objects.
    """
    signature = export.signature
    parameters = ", ".join(_declaration(p) for p in signature.parameters)
    lines = [_count_check(export.name, signature)]
    numbers = [p for p in signature.parameters if not p.type.is_object]
    lines += [_conversion(export.name, p) for p in numbers if not is_wide(p.type)]
    before, calls = _calls(export, converters)
    lines += before
    shown = ["  printed(raw);"] if prints else []
    if signature.has_objects:
        told = "true" if keeps(signature, export.entry.changes) else "false"
        lines.append(f"const $call = new Call($memory, {told});")
        taken = _indented(_taken(export, converters))
        end = ["} finally {", *shown, "  $call.close();", "}"]
        calls = ["try {", *taken, *_indented(calls), *end]
    elif can_trap:
        end = ["} finally {", *shown, "}"] if shown else ["}"]
        calls = ["try {", *_indented(calls), "} catch (trap) {", "  throw failure(trap);", *end]
    lines += calls
    text = [f"{export.name}({parameters}) {{", *_indented(lines), "},"]
    return "".join(f"    {line}\n" for line in text)


def _taken(export: Export, converters: Converters) -> list[str]:
    """The statements that make blocks of the arguments that are objects."""
    signature, changes = export.signature, export.entry.changes
    changed = changed_parameters(signature, changes)
    lines = []
    for parameter in (signature.parameters[index] for index in order(signature, changes)):
        if parameter.type.is_object:
            name = _local(parameter)
            place = quoted(f"{export.name}(): {parameter.name}")
            told = "true" if parameter in changed else "false"
            lines.append(
                f"{name} = $call.take({converters.name(parameter.type)}, {name}, {place}, {told});"
            )
    return lines


def required_count(signature: Signature) -> int:
    """How many arguments a call needs at least, by position."""
    required = [i for i, p in enumerate(signature.parameters, 1) if not p.has_default]
    return required[-1] if required else 0


def constant(value: Constant | str, t: Type) -> str:
    """A default value as JavaScript's literal."""
    if value is None:
        return "null" if isinstance(t, OptionalType) else "undefined"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(t, OptionalType):
        return constant(value, t.base)
    if t.is_complex:
        number = complex(value)
        return f"[{_float(number.real)}, {_float(number.imag)}]"
    if t.is_float:
        return _float(complex(value).real)
    assert isinstance(value, int), f"{value!r} is no default of {t}"
    if t.kind is Kind.BOOL:
        return "true" if value else "false"
    return f"{value:d}" if abs(value) <= _SAFE else f"{value:d}n"


def quoted(text: str) -> str:
    """Text as JavaScript's string literal."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return "'" + re.sub(r"[\x00-\x1f\u2028\u2029\ud800-\udfff]", _escape, escaped) + "'"


def _escape(match: re.Match[str]) -> str:
    return {"\n": "\\n", "\r": "\\r"}.get(match[0], f"\\u{ord(match[0]):04x}")


def _float(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(value).removesuffix(".0")


def _local(parameter: Parameter) -> str:
    """A parameter's name in the method, out of the way of the names used there."""
    return parameter.name + "$" if parameter.name in runtime.WORDS else parameter.name


def _declaration(parameter: Parameter) -> str:
    name = _local(parameter)
    if not parameter.has_default:
        return name
    return f"{name} = {constant(parameter.default, parameter.type)}"


def _count_check(name: str, signature: Signature) -> str:
    most = len(signature.parameters)
    least = required_count(signature)
    wrong = [f"arguments.length < {least}"] if least else []
    wrong.append(f"arguments.length > {most}")
    test = f"arguments.length !== {most}" if least == most else " || ".join(wrong)
    written = ", ".join(
        f"{p.name} = {constant(p.default, p.type)}" if p.has_default else p.name
        for p in signature.parameters
    )
    return f"if ({test}) throw miscount({quoted(f'{name}({written})')}, arguments.length);"


def _conversion(function: str, parameter: Parameter) -> str:
    """The statement that checks an argument and makes it what the raw export takes."""
    t = parameter.type
    name = _local(parameter)
    arguments = f"{name}, {quoted(f'{function}(): {parameter.name}')}"
    if is_wide(t):
        return f"{name} = {'int64' if t.signed else 'uint64'}({arguments});"
    if t.is_integer:
        return f"{name} = Number(integer({arguments}, {t.minimum}, {t.maximum}));"
    if t.is_float and t.bits == 32:
        return f"{name} = float32({arguments});"
    check = {Kind.BOOL: "boolean", Kind.FLOAT: "float", Kind.COMPLEX: "complex"}[t.kind]
    return f"{name} = {check}({arguments});"


def _calls(export: Export, converters: Converters) -> tuple[list[str], list[str]]:
    """What is decided and checked before the call, and the call with its result."""
    signature = export.signature
    wide = [p for p in signature.parameters if is_wide(p.type)]
    exact_call = _call(export.name, signature)
    if signature.has_objects:
        exact_call = f"$call.run(() => {exact_call})"
        if signature.result.is_object:
            given = f"$call.give({converters.name(signature.result)}, {exact_call})"
            return [_conversion(export.name, p) for p in wide], [f"return {given};"]
    shim_call = _call(export.name + SHIM_SUFFIX, signature)
    is_big = " || ".join(f"typeof {_given(signature, p)} === 'bigint'" for p in wide)
    checks = [_conversion(export.name, parameter) for parameter in wide]
    if not export.has_shim:
        before = [f"const big = {is_big};"] if wide and is_wide(signature.result) else []
        return before + checks, _exact_result(signature, exact_call, bool(wide))
    if not wide:
        return [], _shim_result(signature, shim_call)
    before = [f"const plain = {' && '.join(_is_plain(p) for p in wide)};"]
    if is_wide(signature.result):
        before.append(f"const big = {is_big};")
    before += ["if (!plain) {", *_indented(checks), "}"]
    calls = ["if (plain) {", *_indented(_shim_result(signature, shim_call)), "}"]
    return before, calls + _exact_result(signature, exact_call, has_wide_parameter=True)


def _is_plain(parameter: Parameter) -> str:
    """The test that a Number shim can take the argument."""
    name = _local(parameter)
    test = f"Number.isSafeInteger({name})"
    return test if parameter.type.signed else f"{test} && {name} >= 0"


def _given(signature: Signature, parameter: Parameter) -> str:
    """The argument as the caller gave it: a default that is a BigInt does not count."""
    default = parameter.default
    if isinstance(default, int) and abs(default) > _SAFE:
        return f"arguments[{signature.parameters.index(parameter)}]"
    return _local(parameter)


def _call(name: str, signature: Signature) -> str:
    arguments = []
    for parameter in signature.parameters:
        local = _local(parameter)
        arguments += [f"{local}[0]", f"{local}[1]"] if parameter.type.is_complex else [local]
    return f"raw.{name}({', '.join(arguments)})"


def _exact_result(signature: Signature, call: str, has_wide_parameter: bool) -> list[str]:
    """The call of the raw export, and its result as JavaScript knows such values."""
    t = signature.result
    if not is_wide(t):
        return [_narrow_result(t, call)]
    value = call if t.signed else f"BigInt.asUintN(64, {call})"
    if not has_wide_parameter:
        return [f"return compact({value});"]
    return [f"const result = {value};", "return big ? result : compact(result);"]


def _shim_result(signature: Signature, call: str) -> list[str]:
    """The call of the Number shim: its result is good where it is safe."""
    t = signature.result
    if not is_wide(t):
        return [_narrow_result(t, call)]
    exact = f"raw.{EXACT}.value"
    exact = exact if t.signed else f"BigInt.asUintN(64, {exact})"
    return [f"const result = {call};", f"return Number.isSafeInteger(result) ? result : {exact};"]


def _narrow_result(t: Type, call: str) -> str:
    if t.kind is Kind.BOOL:
        return f"return {call} !== 0;"
    if t is NONE and call.startswith("$call"):
        return f"{call};"
    if t.kind is Kind.UNSIGNED:
        return f"return {call} >>> 0;"
    return f"return {call};"


def _indented(lines: list[str]) -> list[str]:
    return ["  " + line for line in lines]
