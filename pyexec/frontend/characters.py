"""Takes texts of one character for their codes, where nothing needs them as texts.

    for c in text:               c: uint32
        if c != ",":             compares numbers
            digits += c          writes the character behind the others

A character comes out of a text (`text[i]`, a loop over it), out of `chr`, or stands in the
source.  A variable that is given nothing else, and whose every use can take the code as
well, holds the code; no text is made then.  What a use becomes is in the tables below.

    characters(checked)       # in place, before the IR is built
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..errors import Span
from ..object_types import STR
from ..record import changed
from ..types import BOOL, UINT32
from .assigned import children
from .generics import generic
from .tree import (
    Assign,
    CheckedFunction,
    Conditional,
    Expression,
    ForRange,
    Handler,
    Held,
    Hold,
    Invoke,
    Literal,
    Loop,
    MoveOut,
    Operate,
    Read,
    Sequence,
    Statement,
    Text,
    Try,
    Variable,
    While,
)

# What gives a character, and what gives its code; both take the same.
_CODES: Final = {
    "objects.strings.item": "strings.code",
    "objects.strings.unchecked": "strings.unchecked_code",
    "objects.texts.chr_of": "texts.checked_code",
}

# What asks for a property of a text, and of a character.
_PROPERTIES: Final = {
    "objects.predicates.isalpha": "properties.is_letter",
    "objects.predicates.isdecimal": "properties.is_decimal",
    "objects.predicates.isdigit": "properties.is_digit",
    "objects.predicates.isidentifier": "properties.may_begin_name",
    "objects.predicates.islower": "properties.is_lower",
    "objects.predicates.isnumeric": "properties.is_numeric",
    "objects.predicates.isprintable": "properties.is_printable",
    "objects.predicates.isspace": "spaces.is_space",
    "objects.predicates.isupper": "properties.is_upper",
}

_EQUAL: Final = "objects.strings.equal"
_LESS: Final = "objects.strings.less"
_CONTAINS: Final = "objects.strings.contains"
_APPEND: Final = "objects.strings.append_in_place"
_ORD: Final = "objects.texts.ord_of"
_INT: Final = "objects.number_reading.parse_int"

# Constant texts of so many characters are compared with one by one.
_FEW: Final = 16


def characters(checked: CheckedFunction) -> None:
    """Rewrite a function."""
    held_back: set[Variable | Held] = set(checked.parameters)
    while True:
        trial = _Rewriter(checked, held_back)
        trial.statements(checked.body)
        if trial.refused <= held_back:
            break
        held_back |= trial.refused
    final = _Rewriter(checked, held_back, in_place=True)
    checked.body[:] = final.statements(checked.body)
    checked.variables[:] = [final.replaced.get(v, v) for v in checked.variables]


class _Rewriter:
    """Rewrites statements; `refused` are the variables that cannot hold codes.

    All others are taken to hold codes that are texts and not `held_back`, which the next
    trial will know better.  Lists of statements change only `in_place`.
    """

    def __init__(
        self, checked: CheckedFunction, held_back: set[Variable | Held], in_place: bool = False
    ) -> None:
        self.address = checked.address
        self.local = set(checked.variables) - set(checked.constants)
        self.held_back = held_back
        self.in_place = in_place
        self.refused: set[Variable | Held] = set()
        self.replaced: dict[Variable, Variable] = {}
        self.held: dict[Held, Held] = {}  # what stands for the code of what
        self.texts: dict[Held, Text] = {}
        # By the identity of a node, which others may share: the node itself, and what it became.
        self.made: dict[tuple[int, bool], tuple[Expression, Expression]] = {}

    # Statements

    def statements(self, statements: list[Statement]) -> list[Statement]:
        return [self.statement(statement) for statement in statements]

    def statement(self, node: Statement) -> Statement:
        match node:
            case Assign(_, targets, values, held):
                for each, value in held:
                    self.hold(each, value)
                pairs = zip(targets, values, strict=True)
                return changed(
                    node,
                    held=tuple((self.held.get(h, h), self.held_value(h, v)) for h, v in held),
                    values=tuple(self.assigned(t, v) for t, v in pairs),
                    targets=tuple(self.variable(t) for t in targets),
                )
            case Try(_, _, handlers):
                for handler in handlers:
                    self.refused.update(_bound(handler))
                    self.body(handler.body)
        fields: dict[str, object] = {}
        for name, value in vars(node).items():
            if isinstance(value, Expression):
                fields[name] = self.expression(value)
            elif isinstance(value, list) and value and isinstance(value[0], Statement):
                fields[name] = self.body(value)
            elif isinstance(value, tuple) and value and isinstance(value[0], Variable):
                fields[name] = tuple(self.variable(v) for v in value)
        if isinstance(node, Loop | Try | While | ForRange):  # others may refer to it
            if self.in_place:
                vars(node).update(fields)
            return node
        return changed(node, **fields) if fields else node

    def body(self, statements: list[Statement]) -> list[Statement]:
        made = self.statements(statements)
        if self.in_place:
            statements[:] = made
        return statements

    def assigned(self, target: Variable, value: Expression) -> Expression:
        if not self.may_hold(target):
            return self.expression(value)
        code = self.code(value)
        if code is None:
            self.refused.add(target)
            return self.expression(value)
        return code

    def may_hold(self, variable: Variable) -> bool:
        return variable.type is STR and variable in self.local and variable not in self.held_back

    def variable(self, variable: Variable) -> Variable:
        """The variable of the code, in the place of one that holds a character."""
        if not self.may_hold(variable):
            return variable
        return self.replaced.setdefault(variable, Variable(variable.name, UINT32))

    # Values that are held

    def hold(self, held: Held, value: Expression) -> None:
        if isinstance(value, Text):
            self.texts[held] = value
        elif held.type is STR and held not in self.held_back and self.code(value) is not None:
            self.held[held] = Held(UINT32, held.span)

    def held_value(self, held: Held, value: Expression) -> Expression:
        code = self.code(value) if held in self.held else None
        return self.expression(value) if code is None else code

    # Codes

    def code(self, node: Expression) -> Expression | None:
        """The code of a text of one character; None for other texts."""
        key = id(node), True
        if key not in self.made:
            made = self.code_of(node)
            if made is None:
                return None
            self.made[key] = node, made
        return self.made[key][1]

    def code_of(self, node: Expression) -> Expression | None:
        match node:
            case Text(_, span, value) if len(value) == 1:
                return Literal(UINT32, span, ord(value))
            case Held() if node in self.texts:
                return self.code(self.texts[node])
            case Held() if node in self.held:
                return self.held[node]
            case Read(_, span, variable, captured) if self.may_hold(variable) and not captured:
                return Read(UINT32, span, self.variable(variable))
            case Invoke(_, span, name, operands) if name in _CODES:
                return self.call(_CODES[name], span, *map(self.expression, operands))
            case Operate(_, _, "move", (operand,)) if operand.type is STR:
                return self.code(operand)
            case Conditional(_, span, test, then, otherwise):
                code, other = self.code(then), self.code(otherwise)
                if code is None or other is None:
                    return None
                return Conditional(UINT32, span, self.expression(test), code, other)
        return None

    def call(self, target: str, span: Span | None, *operands: Expression) -> Invoke:
        """A call of a function of `rt/objects/` without type variables."""
        instance = generic(f"objects.{target}").instance({}, self.address)
        return Invoke(instance.result, span, instance.name, operands)

    # Other values

    def expression(self, node: Expression) -> Expression:
        """An expression in which characters are codes wherever they can be."""
        key = id(node), False
        if key not in self.made:
            self.made[key] = node, self.rewritten(node)
        return self.made[key][1]

    def rewritten(self, node: Expression) -> Expression:
        match node:
            case Held():
                self.refused.update([node] if node in self.held else [])
                return node
            case Read(_, _, variable) | MoveOut(_, _, variable):
                self.refused.update([variable] if self.may_hold(variable) else [])
                return node
            case Hold(_, _, held, value, body):
                self.hold(held, value)
                value = self.held_value(held, value)
                body = self.expression(body)
                return changed(node, held=self.held.get(held, held), value=value, body=body)
            case Sequence(_, _, statements, value):
                statements = self.body(statements)
                return changed(node, statements=statements, value=self.expression(value))
            case Invoke():
                use = self.use(node)
                if use is not None:
                    return use
        return self.rebuilt(node)

    def rebuilt(self, node: Expression) -> Expression:
        if not any(True for _ in children(node)):
            return node
        fields: dict[str, object] = {}
        for name, value in vars(node).items():
            if isinstance(value, Held):
                fields[name] = self.held.get(value, value)
            elif isinstance(value, Expression):
                fields[name] = self.expression(value)
            elif isinstance(value, tuple):
                fields[name] = tuple(
                    self.expression(part) if isinstance(part, Expression) else part
                    for part in value
                )
        return changed(node, **fields)

    def use(self, node: Invoke) -> Expression | None:
        """What uses a character, with its code in the place of the text."""
        first = self.code(node.operands[0]) if node.operands else None
        match node:
            case Invoke(_, span, name, (a, b)) if name in (_EQUAL, _LESS):
                return self.compared(name, span, a, b)
            case Invoke(_, span, name, (owner, value)) if name in (_APPEND, _CONTAINS):
                code = self.code(value)
                if code is None:
                    return None
                if name == _APPEND:
                    return self.call("strings.append_code", span, self.expression(owner), code)
                return self.contained(span, owner, code)
            case Invoke(t, span, name) if name == _ORD and first is not None:
                return Operate(t, span, "convert", (first,))
            case Invoke(_, span, name, (_, Literal(value=10))) if (
                name == _INT and first is not None
            ):
                return self.call("number_reading.parse_character", span, first)
            case Invoke(_, span, name, (_,)) if name in _PROPERTIES and first is not None:
                return self.call(_PROPERTIES[name], span, first)
        return None

    def compared(
        self, name: str, span: Span | None, a: Expression, b: Expression
    ) -> Expression | None:
        left, right = self.code(a), self.code(b)
        if left is not None and right is not None:
            return Operate(BOOL, span, "eq" if name == _EQUAL else "lt", (left, right))
        if name == _EQUAL and left is not None:
            return self.call("strings.is_code_of", span, left, self.expression(b))
        if name == _EQUAL and right is not None:
            return self.call("strings.has_only", span, self.expression(a), right)
        return None

    def contained(self, span: Span | None, owner: Expression, code: Expression) -> Expression:
        """`code in owner`; of a few constants it is compared with each."""
        text = self.texts.get(owner) if isinstance(owner, Held) else owner
        if not isinstance(text, Text) or not 0 < len(text.value) <= _FEW:
            return self.call("strings.has_code", span, self.expression(owner), code)
        held = Held(UINT32, span)
        tests = [
            Operate(BOOL, span, "eq", (held, Literal(UINT32, span, ord(c)))) for c in text.value
        ]
        whole: Expression = tests[0]
        for test in tests[1:]:
            whole = Operate(BOOL, span, "or", (whole, test))
        return Hold(BOOL, span, held, code, whole)


def _bound(handler: Handler) -> Iterator[Variable]:
    """The variables that a handler assigns to."""
    for variable in (handler.variable, handler.class_name, handler.message):
        if variable is not None:
            yield variable
