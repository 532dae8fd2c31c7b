"""Lets code under Numba call what `code` makes: typing, lowering, and the type names.

    numba_type(UINT8)           # numba.types.uint8
    Body("return a << b", None, operator.lshift)

In Numba's IR a call of `number` stands for an expression of numbers; its first argument
is a `Body`, which is a constant, and the others are the operands.  Where an operand is no
number (an array, a tuple), Numba's own meaning of the operation is taken.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Sequence
from typing import Any, Final

from llvmlite import ir
from numba.core import types
from numba.core.datamodel import models
from numba.core.errors import TypingError
from numba.core.extending import register_model
from numba.core.imputils import impl_ret_borrowed, lower_builtin, lower_constant
from numba.core.typeconv import Conversion
from numba.core.typing.templates import AbstractTemplate, Signature, infer_global, signature

from ... import scalars
from ...errors import CompileError
from ...frontend.annotations import type_of_object
from ...interface import RaisedError
from ...record import value
from ...types import (
    BOOL,
    COMPLEX,
    COMPLEX64,
    FLOAT,
    FLOAT32,
    INT,
    INT8,
    INT16,
    INT32,
    INT64,
    UINT8,
    UINT16,
    UINT32,
    UINT64,
    Type,
)
from .body import NAMES, Body
from .code import NumberCode, number_code
from .linking import linked


class WrappingInt64(types.Integer):
    """`int64`, whose arithmetic wraps around, beside Numba's int64, which stands for `int`."""

    def __init__(self) -> None:
        super().__init__("pyexec.int64", bitwidth=64, signed=True)

    def can_convert_to(self, typingctx: Any, other: types.Type) -> Conversion | None:
        return typingctx.can_convert(types.int64, other) or Conversion.safe

    def can_convert_from(self, typingctx: Any, other: types.Type) -> Conversion | None:
        return Conversion.safe if other == types.int64 else None


register_model(WrappingInt64)(models.IntegerModel)

_NUMBA_TYPES: Final[dict[Type, types.Type]] = {
    BOOL: types.boolean,
    INT: types.int64,
    INT64: WrappingInt64(),
    INT8: types.int8,
    INT16: types.int16,
    INT32: types.int32,
    UINT8: types.uint8,
    UINT16: types.uint16,
    UINT32: types.uint32,
    UINT64: types.uint64,
    FLOAT32: types.float32,
    FLOAT: types.float64,
    COMPLEX64: types.complex64,
    COMPLEX: types.complex128,
}
_TYPES: Final = {numba: t for t, numba in _NUMBA_TYPES.items()}


def numba_type(t: Type) -> types.Type:
    """Numba's type for a scalar type."""
    return _NUMBA_TYPES[t]


def scalar_type(numba: types.Type) -> Type | None:
    """The scalar type of a value in Numba's code; None for an array, a tuple, ..."""
    return _TYPES.get(types.unliteral(numba))


def _plain(numba: types.Type) -> types.Type:
    """The type that Numba's own operations know."""
    return types.int64 if isinstance(numba, WrappingInt64) else numba


class NumberError(TypingError):
    """Carries PyExec's own error about an expression through Numba's typing.

    Numba joins the texts of errors, so the text is what `read_refusal` finds.
    """

    def __init__(self, error: CompileError, body: Body, text: str) -> None:
        message = _on_purpose(error.message, body.purpose)
        help = _on_purpose(error.help or "", body.purpose)
        super().__init__(f"PyExec refuses {(message, help, text)!r}")


@value
class Refusal:
    """What PyExec says of an expression that there is not."""

    message: str
    help: str
    body: str


def read_refusal(text: str) -> Refusal | None:
    """The first refusal in a text of Numba's."""
    match = re.search(r"PyExec refuses (\(.*\))", text)
    return None if match is None else Refusal(*ast.literal_eval(match[1]))


def _on_purpose(text: str, purpose: str) -> str:
    """What is said of a function's result, said of what the value is stored in."""
    return text.replace("the function returns", purpose) if purpose else text


class BodyType(types.Type):
    """The type of one `Body` alone, so that the typing of a call can read it."""

    def __init__(self, body: Body) -> None:
        self.body = body
        super().__init__(repr(body))


register_model(BodyType)(models.OpaqueModel)


@lower_constant(BodyType)
def _constant_body(context: Any, builder: Any, numba: Any, body: Any) -> Any:
    return context.get_dummy_value()


def number(body: Body, *operands: Any) -> Any:
    """What stands in Numba's IR for an expression of numbers; never called from Python."""
    raise TypeError("only code under Numba can call this")


def code_of(body: Body, operands: Sequence[types.Type]) -> NumberCode | None:
    """The code of an expression; None where an operand is no number.

    Raises:
        NumberError: if the language has no such operation for these numbers.
    """
    found = [scalar_type(operand) for operand in body.variable(operands)]
    known = tuple(t for t in found if t is not None)
    if len(known) < len(found):
        return None
    text = body.text_for(known)
    try:
        return number_code(text, known, body.result, body.fastmath, body.wraps)
    except CompileError as error:
        raise NumberError(error, body, text) from error


@infer_global(number)
class _NumberTemplate(AbstractTemplate):
    """The type of a call of `number`."""

    def generic(self, args: Sequence[types.Type], kws: Any) -> Signature | None:
        first, *operands = args
        code = code_of(first.body, operands)
        if code is not None:
            return signature(numba_type(code.result), *args)
        if first.body.otherwise is None:
            return signature(operands[0], *args)
        plain = self._otherwise(first.body, operands)
        return None if plain is None else signature(plain.return_type, *args)

    def _otherwise(self, body: Body, operands: Sequence[types.Type]) -> Signature | None:
        function = self.context.resolve_value_type(body.otherwise)
        return self.context.resolve_function_type(function, tuple(map(_plain, operands)), {})


def only_numbers(*operands: Any) -> Any:
    """Takes the place of an operation that there is for numbers alone."""
    raise TypeError("only code under Numba can call this")


@infer_global(only_numbers)
class _NothingTemplate(AbstractTemplate):
    def generic(self, args: Sequence[types.Type], kws: Any) -> Signature | None:
        return None


@lower_builtin(number, types.VarArg(types.Any))
def _lower_number(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    body, operands = sig.args[0].body, sig.args[1:]
    code = code_of(body, operands)
    if code is not None:
        return call_number(context, builder, code, body.variable(args[1:]))
    if body.otherwise is None:
        return impl_ret_borrowed(context, builder, sig.return_type, args[1])
    function = context.typing_context.resolve_value_type(body.otherwise)
    plain = context.typing_context.resolve_function_type(function, tuple(map(_plain, operands)), {})
    # Numba's typing may ask for operands of other types than they have.
    converted = [
        context.cast(builder, operand, given, wanted)
        for operand, given, wanted in zip(args[1:], operands, plain.args, strict=True)
    ]
    meaning = context.get_function(function, plain)
    context.add_linking_libs(getattr(meaning, "libs", ()))
    result = meaning(builder, converted)
    return context.cast(builder, result, plain.return_type, sig.return_type)


def call_number(context: Any, builder: Any, code: NumberCode, operands: Sequence[Any]) -> Any:
    """The instructions that call a piece of code, and raise what it answers to raise."""
    t = context.get_value_type(numba_type(code.result))
    returned = ir.LiteralStructType([t, ir.IntType(32)]) if code.raises else t
    function_type = ir.FunctionType(returned, [operand.type for operand in operands])
    function = linked(context, builder, code.symbol, function_type, code.text)
    answer = builder.call(function, operands)
    if not code.raises:
        return answer
    raise_errors(context, builder, code.errors, builder.extract_value(answer, 1))
    return builder.extract_value(answer, 0)


def raise_errors(context: Any, builder: Any, errors: Sequence[RaisedError], answered: Any) -> None:
    """Raise `errors[n - 1]` where the answered code is n."""
    none = ir.Constant(ir.IntType(32), 0)
    with builder.if_then(builder.icmp_unsigned("!=", answered, none), likely=False):
        for index, error in enumerate(errors, 1):
            this = builder.icmp_unsigned("==", answered, ir.Constant(ir.IntType(32), index))
            with builder.if_then(this, likely=False):
                arguments = (error.message,) if error.message else ()
                context.call_conv.return_user_exc(
                    builder, getattr(builtins, error.exception), arguments
                )
        builder.unreachable()


# The type names, called in any code under Numba: `uint8(x)`, `complex64(re, im)`.


def _declare(scalar: Any) -> None:
    name = scalar.__name__

    def body(count: int) -> Body:
        return Body(f"return {name}({', '.join(NAMES[:count])})", type_of_object(scalar), None)

    @infer_global(scalar)
    class Conversion(AbstractTemplate):
        key = scalar

        def generic(self, args: Sequence[types.Type], kws: Any) -> Signature | None:
            if kws or len(args) > 2 or code_of(body(len(args)), args) is None:
                return None
            result = type_of_object(scalar)
            assert result is not None
            return signature(_plain(numba_type(result)), *args)

    @lower_builtin(scalar, types.VarArg(types.Any))
    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        code = code_of(body(len(args)), sig.args)
        assert code is not None
        return call_number(context, builder, code, args)


for _name in scalars.NAMES:
    _declare(getattr(scalars, _name))
