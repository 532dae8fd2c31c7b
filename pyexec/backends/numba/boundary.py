"""What an argument becomes where its parameter's annotation names a scalar type.

    ArgumentBody("clamp", "value", UINT8).text_for((INT,))
    # if a < 0 or a > 255:
    #     raise OverflowError("clamp() argument 'value' must fit uint8 (0 to 255)")
    # return uint8(a)

The rules are those of compiled functions' boundary with Python (`callable/conversion`):
an integer out of range is an OverflowError, a number of a wrong sort a TypeError.
"""

from __future__ import annotations

from ...record import value
from ...types import BOOL, INT, INT64, Type
from .body import Body


@value
class ArgumentBody(Body):
    """The conversion of an argument, whose text depends on the type that it comes in."""

    function: str = ""
    parameter: str = ""

    def text_for(self, operands: tuple[Type, ...]) -> str:
        (source,), target = operands, self.result
        assert target is not None
        if source is target or {source, target} == {INT, INT64}:
            return "return a"
        wrong = f"raise TypeError({self._wrong(source)!r})"
        if target is BOOL or (source.is_complex and not target.is_complex):
            return wrong
        if target.is_integer:
            return self._integer(source, target) if not source.is_float else wrong
        if target.is_float and target.bits == 32 and source is not BOOL:
            limit = "3.4028235677973366e+38"  # from here on a float32 is infinite
            error = f"raise OverflowError({self._range(target)!r})"
            test = f"if float(a) - float(a) == 0.0 and abs(float(a)) >= {limit}:"
            return f"{test}\n    {error}\nreturn float32(float(a))"
        return (
            f"return {target}({'float(a)' if target.is_complex and not source.is_complex else 'a'})"
        )

    def _integer(self, source: Type, target: Type) -> str:
        tests = []
        if source.minimum < target.minimum:
            tests.append(f"a < {target.minimum}")
        if source.maximum > target.maximum:
            tests.append(f"a > {target.maximum}")
        if not tests:
            return f"return {target}(a)"
        error = f"raise OverflowError({self._range(target)!r})"
        return f"if {' or '.join(tests)}:\n    {error}\nreturn {target}(a)"

    def _wrong(self, source: Type) -> str:
        return f"{self.function}() argument {self.parameter!r} must be {self.result}, not {source}"

    def _range(self, t: Type) -> str:
        bounds = f" ({t.minimum} to {t.maximum})" if t.is_integer else ""
        return f"{self.function}() argument {self.parameter!r} must fit {t}{bounds}"
