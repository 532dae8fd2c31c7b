"""The expression that a call in Numba's IR stands for.

Body("return a << b", None, operator.lshift)
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ...record import value
from ...types import Type

if TYPE_CHECKING:
    from .number_calls import BodyType

Operand = TypeVar("Operand")

# The parameters of an expression, in order.
NAMES: Final = string.ascii_lowercase


@value
class Body:
    """An expression over `a`, `b`, ..., as the body of a function.

    `otherwise` is what Numba is to call where an operand is no number; None for a
    conversion, which leaves such a value as it is.
    """

    text: str
    result: Type | None = None
    otherwise: Callable[..., Any] | None = None
    fastmath: bool = False
    wraps: bool = False  # `int` wraps around
    literals: tuple[bool, ...] = ()  # which operands stand in the text; none of them if empty
    purpose: str = ""  # what an error says of a value that is stored, such as "'x' is"

    def variable(self, operands: Sequence[Operand]) -> list[Operand]:
        """The operands that the text does not hold: `a`, `b`, ... in order."""
        if not self.literals:
            return list(operands)
        return [o for o, literal in zip(operands, self.literals, strict=True) if not literal]

    def text_for(self, operands: tuple[Type, ...]) -> str:
        """The body for operands of these types."""
        return self.text

    @property
    def _numba_type_(self) -> BodyType:
        from .number_calls import BodyType

        return BodyType(self)
