"""What a name in a function refers to: a cell of an enclosing function, a global, a builtin.

    Names(function).lookup("math")     # the module object
    Names(function).lookup("typo")     # MISSING

The order is Python's own, without the locals, which the checker knows, but for those that
are bound by an import.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Final

from ..interface import Constant
from .source import class_of

MISSING: Final = object()


class Names:
    """The scope in which a function's body runs."""

    def __init__(
        self,
        function: types.FunctionType,
        decorated: bool = False,
        imported: Mapping[str, object] | None = None,
    ) -> None:
        self.function = function
        self.imported = imported or {}  # by imports within the function
        # Its own name is bound only after it is compiled; within a class, never.
        self.in_class = bool(class_of(function))
        self.decorated = decorated and not self.in_class
        self._cells = dict(
            zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
        )
        self._globals = function.__globals__
        self._builtins: dict[str, object] = getattr(function, "__builtins__", {})

    def may_come(self, name: str) -> bool:
        """Whether an enclosing function assigns a name, if only later."""
        return name in self._cells

    def known(self) -> list[str]:
        """Every name that stands for something."""
        return [*self.imported, *self._cells, *self._globals, *self._builtins]

    def lookup(self, name: str) -> object:
        """The object that a name stands for once the function is defined, or `MISSING`."""
        found = self._bound(name)
        own = name == self.function.__name__ and not self.in_class
        return self.function if own and (found is MISSING or self.decorated) else found

    def _bound(self, name: str) -> object:
        """What a name stands for now."""
        if name in self.imported:
            return self.imported[name]
        if name in self._cells:
            try:
                return self._cells[name].cell_contents
            except ValueError:  # assigned only after the function was defined
                return MISSING
        if name in self._globals:
            return self._globals[name]
        return self._builtins.get(name, MISSING)


def constant(value: object) -> tuple[bool, Constant]:
    """Whether an object is a number that code can hold as a constant, and the number."""
    if value is None or type(value) in (bool, int, float, complex):
        return True, value  # type: ignore[return-value]
    return False, None
