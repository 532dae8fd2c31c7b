"""The functions that count references, made for each type that a program counts.

    counting.operation("release", list_of(STR))    # their name in calls of (memory, reference)
    counting.function(name, UINT64)                # the IR of such a function, for `runtime`

    retain         one reference more
    release        one less; the last one destroys the object
    retain_any     the same of what may be null
    release_any
    drop           `release_any` out of line, for where an error leaves
    destroy        gives up what the object refers to, and frees its block

What an object refers to follows from its type; a block says nothing of it.  Types whose
objects are destroyed alike share their functions: all that refer to nothing are `str` here,
and the elements of others that are no references are `int`.  The containers' part is in
`rt/objects/emptying.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ..ir.nodes import (
    Block,
    Branch,
    Call,
    Compute,
    Const,
    Function,
    Load,
    Operand,
    Return,
    Slot,
    Store,
)
from ..object_types import (
    PLACE,
    STR,
    CallableType,
    CellType,
    DictType,
    IteratorType,
    ListType,
    OptionalType,
    SequenceType,
    SetType,
    TupleType,
    dict_of,
    list_of,
    optional_of,
    parts,
    places_of,
    sequence_of,
    set_of,
    tuple_of,
)
from ..rt.layout import HEADER
from ..types import BOOL, INT, INT32, MEMORY, NONE, Type
from .function_values import discarding

PREFIX: Final = "counting."

_shapes: Final[dict[str, Type]] = {}


def shape(t: Type) -> Type:
    """The type that stands for all whose objects are destroyed like those of this one."""
    match t:
        case OptionalType():
            return shape(t.base) if t.base.is_object else STR
        case ListType():
            return list_of(_part(t.element), t.form)
        case SequenceType() if t.element.is_object:
            return sequence_of(_part(t.element))
        case SetType():
            return set_of(_part(t.element))
        case DictType(key=key, value=value):
            if not key.is_object and not value.is_object:
                return dict_of(INT, INT)
            # Where something stands in an entry depends on how wide the other part is.
            return dict_of(
                _part(key) if key.is_object else key, _part(value) if value.is_object else value
            )
        case CellType():
            return shape(tuple_of(t.content))
        case TupleType():
            return _shape_of_tuple(t)
        case CallableType() | IteratorType():
            return t
    return STR


def _part(t: Type) -> Type:
    """The shape of what containers hold."""
    if not t.is_object:
        return INT
    return optional_of(shape(t)) if isinstance(t, OptionalType) else shape(t)


def _shape_of_tuple(t: TupleType) -> Type:
    places = [_part(part) for part in t.elements for _ in range(places_of(part))]
    while places and not places[-1].is_object:
        places.pop()
    return tuple_of(*places) if places else STR


def operation(verb: str, t: Type) -> str:
    """The name of the function that does this to a reference of a type."""
    if verb in ("retain", "retain_any"):
        return PREFIX + verb
    kind = shape(t)
    _shapes[str(kind)] = kind
    return f"{PREFIX}{verb}[{kind}]"


def counted_type(name: str) -> Type:
    """The type in a name that `operation` gave."""
    return _shapes[name.removesuffix("]").partition("[")[2]]


def function(name: str, address: Type) -> Function | None:
    """The function of a name that `operation` gave; None for other names."""
    target, _, argument = name.removesuffix("]").partition("[")
    verb = target.removeprefix(PREFIX)
    if verb not in _MAKERS or verb == target:
        return None
    body = _Body(name, address)
    _MAKERS[verb](body, _shapes.get(argument, STR))
    for number, block in enumerate(body.function.blocks):
        block.name = f"b{number}"
    return body.function


class _Body:
    """A function of a memory and a reference that is being written."""

    def __init__(self, name: str, address: Type) -> None:
        self.memory = Slot("memory", MEMORY)
        self.reference = Slot("reference", address)
        self.function = Function(name, [self.memory, self.reference], NONE)
        self.count_at: Operand | None = None
        self.temporaries = 0
        self.start()

    def start(self) -> Block:
        self.block = Block("")
        self.function.blocks.append(self.block)
        return self.block

    def temporary(self, t: Type) -> Slot:
        self.temporaries += 1
        return Slot(f"%{self.temporaries - 1}", t, temporary=True)

    def compute(self, operation: str, t: Type, *operands: Operand) -> Slot:
        result = self.temporary(t)
        self.block.instructions.append(Compute(operation, result, operands))
        return result

    def load(self, t: Type, at: Operand) -> Slot:
        result = self.temporary(t)
        self.block.instructions.append(Load(result, (self.memory, at)))
        return result

    def offset(self, distance: int) -> Operand:
        """The address so many bytes from where the reference points to."""
        if distance == 0:
            return self.reference
        t = self.reference.type
        verb = "add" if distance > 0 else "sub"
        return self.compute(verb, t, self.reference, Const(abs(distance), t))

    def call(self, name: str, reference: Operand) -> None:
        self.block.instructions.append(Call(name, None, (self.memory, reference)))

    def finish(self) -> None:
        self.block.terminator = Return(None)

    # Counts

    def count(self) -> Slot:
        self.count_at = self.offset(-HEADER)
        return self.load(INT32, self.count_at)

    def change_count(self, verb: str, count: Slot) -> None:
        assert self.count_at is not None
        changed = self.compute(verb, INT32, count, Const(1, INT32))
        self.block.instructions.append(Store((self.memory, self.count_at, changed)))

    def leave_null(self) -> None:
        """Go on where there is an object; else that is all."""
        null = self.compute("eq", BOOL, self.reference, Const(0, self.reference.type))
        before, nothing = self.block, self.start()
        self.finish()
        before.terminator = Branch(null, nothing, self.start())


def _retain(body: _Body, t: Type) -> None:
    body.function.inline = "always"
    body.change_count("add", body.count())
    body.finish()


def _retain_any(body: _Body, t: Type) -> None:
    body.leave_null()
    _retain(body, t)


def _release(body: _Body, t: Type) -> None:
    count = body.count()
    shared = body.compute("gt", BOOL, count, Const(1, INT32))
    before, more = body.block, body.start()
    body.change_count("sub", count)
    body.finish()
    before.terminator = Branch(shared, more, body.start())
    body.call(operation("destroy", t), body.reference)
    body.finish()


def _release_any(body: _Body, t: Type) -> None:
    body.leave_null()
    _release(body, t)


def _drop(body: _Body, t: Type) -> None:
    body.function.inline = "never"
    body.call(operation("release_any", t), body.reference)
    body.finish()


def _destroy(body: _Body, t: Type) -> None:
    body.function.inline = "never"
    match t:
        case TupleType():
            for index, element in enumerate(t.elements):
                if element.is_object:
                    # A reference has eight bytes' room: the upper half of a short one is 0.
                    part = body.load(body.reference.type, body.offset(PLACE * index))
                    body.call(operation("release_any", element), part)
        case CallableType() | IteratorType():  # what it refers to is known to the program alone
            body.block.instructions.append(Call(discarding(t), None, (body.reference,)))
        case ListType() | SequenceType() | DictType() | SetType():
            body.block.instructions.append(Call(_emptying(t, body), None, (body.reference,)))
    body.call("heap.release", body.reference)
    body.finish()


def _emptying(t: Type, body: _Body) -> str:
    """The instance of a function of `rt/objects/emptying.py` for a container's type."""
    from .generics import generic

    container = generic("objects.emptying." + _emptying_function(t))
    (variables,) = (parts(p.type) for p in container.parameters)
    bindings = dict(zip(variables, parts(t), strict=True))
    return container.instance(bindings, body.reference.type).name


def _emptying_function(t: Type) -> str:
    return "empty_deque" if isinstance(t, ListType) and t.form else _EMPTYING[type(t)]


_EMPTYING: Final[dict[type[Type], str]] = {
    ListType: "empty_list",
    SequenceType: "empty_sequence",
    DictType: "empty_dict",
    SetType: "empty_set",
}

_MAKERS: Final[dict[str, Callable[[_Body, Type], None]]] = {
    "retain": _retain,
    "retain_any": _retain_any,
    "release": _release,
    "release_any": _release_any,
    "drop": _drop,
    "destroy": _destroy,
}
