"""LLVM text of a call with objects: what the wrapper does besides, before and after the body.

    crossing bytes, all zeros
    keep = ...; block.0 = arriving(object 0)     -> misfit.0
    keep = ...; block.1 = arriving(object 1)     -> misfit.1, undo.1
    call the body                                -> raise, update what has changed, undo.2
    turn; update what has changed
    answer = leaving(result); release the result
    undo.2: release block.1; undo.1: release block.0; undo.0: finish; ret answer

Parameters whose objects may be changed come first, so that what is reached from them and
from others is known to change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ....interface import RELEASE, Callee, Entry, Parameter, Required, Signature
from ....object_types import (
    DictType,
    SetType,
    has_mutable,
    parts,
)
from ....types import Type
from ..boxing import LIKELY
from ..layout import ObjectLayout
from .conversions import DICTS, SETS, Conversions
from .ways import CROSSING_BYTES, KEEP, NOTED, UPDATED


def required(signature: Signature) -> tuple[Required, ...]:
    """The functions of `rt/` that the wrapper of a function with objects calls."""
    found: dict[Required, None] = {}
    for parameter in signature.parameters:
        for t in _inner(parameter.type):
            found |= dict.fromkeys(_required(t, arrives=True, leaves=True))
    for t in _inner(signature.result):
        found |= dict.fromkeys(_required(t, arrives=False, leaves=True))
    return tuple(found)


def _inner(t: Type) -> list[Type]:
    """A type, and all that it is made of."""
    return [t, *(inner for part in parts(t) for inner in _inner(part))]


def _required(t: Type, arrives: bool, leaves: bool) -> list[Required]:
    found = [Required(RELEASE, (t,))] if t.is_object else []
    arriving, leaving = {
        DictType: (("with_room", "set_item"), ("next_entry", "key_at", "value_at")),
        SetType: (("with_room", "add"), ("next_entry", "key_at")),
    }.get(type(t), ((), ()))
    module = DICTS if isinstance(t, DictType) else SETS
    names = (arriving if arrives else ()) + (leaving if leaves else ())
    return [*found, *(Required(f"{module}.{name}", parts(t)) for name in names)]


class ObjectCall:
    """The lines of one wrapper that deal with objects."""

    def __init__(
        self, entry: Entry, layout: ObjectLayout, callees: Mapping[Required, Callee], heap: str
    ) -> None:
        self._entry = entry
        self._heap = heap
        parameters = entry.signature.parameters
        objects = [i for i, p in enumerate(parameters) if p.type.is_object]
        changes = entry.changes or (True,) * len(parameters)
        self._changed = [i for i in objects if changes[i] and has_mutable(parameters[i].type)]
        self._order = [*self._changed, *(i for i in objects if i not in self._changed)]
        self.conversions = Conversions(layout, callees, bool(self._changed))

    def opening(self) -> list[str]:
        """At the function's entry."""
        array = f"[{CROSSING_BYTES} x i8]"
        return [f"%crossing = alloca {array}, align 8"]

    def arriving(self, objects: Sequence[str]) -> list[str]:
        """From the arguments to the blocks `%block.N` of those that are objects."""
        lines = [f"store [{CROSSING_BYTES} x i8] zeroinitializer, ptr %crossing"]
        lines.append(f"%keep.at = getelementptr i8, ptr %crossing, i64 {KEEP}")
        for number, index in enumerate(self._order):
            parameter = self._parameters[index]
            alone = "true" if self._is_alone(index) else "false"
            arguments = f"{self._common}, ptr {objects[index]}, i1 {alone}"
            lines += [
                f"store i64 {self._keep(index)}, ptr %keep.at",
                f"%arrived.{index} = call {{ i64, i1 }} "
                f"{self.conversions.arriving(parameter.type)}({arguments})",
                f"%block.{index} = extractvalue {{ i64, i1 }} %arrived.{index}, 0",
                f"%fits.{index} = extractvalue {{ i64, i1 }} %arrived.{index}, 1",
                f"br i1 %fits.{index}, label %crossed.{index}, label %misfit.{number}, {LIKELY}",
                f"misfit.{number}:",
                f"call void @pyexec_object_misplaced(ptr %crossing, ptr %self, i64 {index})",
                f"br label %undo.{number}",
                f"crossed.{index}:",
            ]
        return lines

    def after_body(self) -> list[str]:
        """Behind the call, whether it has raised or not."""
        return [f"call void @pyexec_object_turn({self._common})"]

    def after_error(self) -> list[str]:
        """In the block `raise`, whose exception is set."""
        lines = []
        if self._changed:
            lines.append(f"call void @pyexec_object_update_after_error({self._common})")
        return [*lines, f"br label %undo.{len(self._order)}"]

    def leaving(self, type: str, value: str) -> list[str]:
        """From the result to the object that is the answer."""
        result = self._entry.signature.result
        release = self.conversions.release(result, value, self._heap).split("\n")[:-1]
        release = [line.strip() for line in release]
        last = f"undo.{len(self._order)}"
        lines = []
        if self._changed:
            lines += [
                f"%updated = call i1 @pyexec_object_update({self._common})",
                f"br i1 %updated, label %leave, label %spoiled, {LIKELY}",
                "spoiled:",
                *release,
                f"br label %{last}",
            ]
        else:
            lines.append("br label %leave")
        given = "" if type == "void" else f", {type} {value}"
        return [
            *lines,
            "leave:",
            f"%answer = call ptr {self.conversions.leaving(result)}({self._common}{given})",
            *release,
            f"br label %{last}",
        ]

    def undo(self, raises: bool) -> list[str]:
        """The blocks that give up what has arrived, and answer."""
        lines = []
        count = len(self._order)
        for number in range(count, -1, -1):
            if number == count:
                ways = ["[ %answer, %leave ]"]
                ways += ["[ null, %spoiled ]"] if self._changed else []
                ways += ["[ null, %raise ]"] if raises else []
            else:
                ways = [f"[ null, %misfit.{number} ]", f"[ %end.{number + 1}, %undo.{number + 1} ]"]
            lines += [f"undo.{number}:", f"%end.{number} = phi ptr {', '.join(ways)}"]
            if number:
                index = self._order[number - 1]
                t = self._parameters[index].type
                release = self.conversions.symbol(Required(RELEASE, (t,)))
                lines.append(f"call void {release}(ptr {self._heap}, i64 %block.{index})")
                lines.append(f"br label %undo.{number - 1}")
        return [*lines, f"call void @pyexec_object_finish({self._common})"]

    @property
    def _parameters(self) -> tuple[Parameter, ...]:
        return self._entry.signature.parameters

    @property
    def _common(self) -> str:
        return f"ptr {self._heap}, ptr %crossing"

    def _keep(self, index: int) -> int:
        if index in self._changed:
            return UPDATED
        shares = self._entry.shares or (True,) * len(self._parameters)
        return NOTED if shares[index] and self._entry.signature.result.is_object else 0

    def _is_alone(self, index: int) -> bool:
        """Whether no other place of the arguments can hold the same mutable object."""
        own = self._parameters[index].type
        places = [t for p in self._parameters for t in _inner(p.type)]
        return places.count(own) == 1


ANSWER: Final = "%end.0"
