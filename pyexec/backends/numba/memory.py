"""`read_i32 ... write_f64` of `pyexec.memory` inside of functions that Numba compiles.

    @pyexec.jit
    def total(memory, ptr, count):
        result = 0
        for i in range(count):
            result += read_i64(memory, ptr + i * 8)    # a load behind its check
        return result

The memory is an array without gaps, of any type, or a bytearray, or to be read from, bytes.
What is raised is what the functions of `access` raise.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba.core import types
from numba.core.extending import intrinsic, overload, register_jitable
from numba.np.arrayobj import make_array

from ... import access

_OUTSIDE = "a number there would not be inside of the memory"

_TOO_LARGE = "the number does not fit in the bytes that are written"


def _is_memory(t: types.Type) -> bool:
    return isinstance(t, types.Buffer) and t.is_contig


# What Numba cannot express: how long a memory is, and access to any place in it.


@intrinsic
def _bytes(typing: Any, memory: Any) -> Any:
    """The bytes that a memory has."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array = make_array(memory)(context, builder, arguments[0])
        return builder.mul(array.nitems, array.itemsize)

    return types.int64(memory), generate


@intrinsic
def _signed(typing: Any, at: Any) -> Any:
    """An integer as one of 64 bits with a sign: what is too high for it is below 0."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        value = arguments[0]
        extend = builder.sext if at.signed else builder.zext
        return extend(value, ir.IntType(64)) if value.type.width < 64 else value

    return types.int64(at), generate


def _pointer(context: Any, builder: Any, memory: Any, arguments: Any, t: types.Type) -> Any:
    array = make_array(memory)(context, builder, arguments[0])
    start = builder.bitcast(array.data, ir.IntType(8).as_pointer())
    place = builder.gep(start, [arguments[1]])
    return builder.bitcast(place, context.get_value_type(t).as_pointer())


def _reader(t: types.Type) -> Any:
    @intrinsic
    def load(typing: Any, memory: Any, at: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.load(_pointer(context, builder, memory, arguments, t), align=1)

        return t(memory, types.int64), generate

    return load


def _writer(t: types.Type) -> Any:
    @intrinsic
    def store(typing: Any, memory: Any, at: Any, value: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            builder.store(arguments[2], _pointer(context, builder, memory, arguments, t), align=1)
            return context.get_dummy_value()

        return types.none(memory, types.int64, t), generate

    return store


def _register_read(function: Callable[..., Any], t: types.Type) -> None:
    load, size = _reader(t), t.bitwidth // 8
    whole = types.int64 if isinstance(t, types.Integer) else types.float64

    @overload(function, strict=False)  # which would compare annotations too
    def _read(memory: Any, ptr: Any) -> Callable[..., Any] | None:
        if not (_is_memory(memory) and isinstance(ptr, types.Integer)):
            return None

        def read(memory: Any, ptr: Any) -> Any:
            at = _signed(ptr)
            if at < 0 or at > _bytes(memory) - size:
                raise IndexError(_OUTSIDE)
            return whole(load(memory, at))

        return read


def _register_write(function: Callable[..., Any], t: types.Type) -> None:
    store, size = _writer(t), t.bitwidth // 8
    fitted = _fitted_integer if isinstance(t, types.Integer) else _fitted_float

    @overload(function, strict=False)
    def _write(memory: Any, ptr: Any, value: Any) -> Callable[..., Any] | None:
        fit = fitted(t, value)
        if fit is None or not (_is_memory(memory) and isinstance(ptr, types.Integer)):
            return None
        if not memory.mutable:
            return None

        def write(memory: Any, ptr: Any, value: Any) -> None:
            at = _signed(ptr)
            if at < 0 or at > _bytes(memory) - size:
                raise IndexError(_OUTSIDE)
            store(memory, at, fit(value))

        return write


def _fitted_integer(t: types.Integer, given: types.Type) -> Callable[[Any], Any] | None:
    """What makes an integer of a type that is written; None where there is no such thing."""
    if not isinstance(given, types.Integer):
        return None
    least, most = t.minval, t.maxval
    is_high = not given.signed and given.bitwidth == 64  # then 2**63 and more look negative

    @register_jitable
    def fit(value: Any) -> Any:
        number = _signed(value)
        if number < least or number > most or (is_high and number < 0):
            raise OverflowError(_TOO_LARGE)
        return t(number)

    return fit


def _fitted_float(t: types.Float, given: types.Type) -> Callable[[Any], Any] | None:
    """What makes a float of a type that is written; None where there is no such thing."""
    if not isinstance(given, types.Integer | types.Float):
        return None

    @register_jitable
    def fit(value: Any) -> Any:
        number = types.float64(value)
        rounded = t(number)
        if math.isinf(rounded) and not math.isinf(number):
            raise OverflowError(_TOO_LARGE)
        return rounded

    return fit


for _name, _type in (
    ("i32", types.int32),
    ("i64", types.int64),
    ("f32", types.float32),
    ("f64", types.float64),
):
    _register_read(getattr(access, f"read_{_name}"), _type)
    _register_write(getattr(access, f"write_{_name}"), _type)
