"""What programs are full of, as statements of a `Body`: characters gone through, and counts.

for v3 in a:
    if v3 in 'aeiou':
        x1 += v3
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from random_expressions import Variable
from random_shapes import INT, STR, dict_of, list_of

if TYPE_CHECKING:
    from random_statements import Body

_ASKED: Final = (
    "{c} == {one!r}", "{c} != {one!r}", "{c} in {some!r}", "{c} not in {some!r}", "{c}.isdigit()",
    "{c}.isalpha()", "{c}.isupper()", "{c}.isspace()", "ord({c}) > 97", "'a' <= {c} <= 'z'",
    "{c} in {text}", "{c} == {text}[0]", "{c} < {text}", "{c}", "len({c}) == 1",
)  # fmt: skip
_TEXTS: Final = (
    "{out} += {c}", "{out} = {c} + {out}", "{out} += {c}.upper()", "{out} += {c} * 2",
    "{out} += chr(ord({c}) % 100 + 20)", "{out} = {c}", "{out} += str(ord({c}))", "{out} += '<'",
)  # fmt: skip
_NUMBERS: Final = (
    "{n} += ord({c})", "{n} = ({n} * 31 + ord({c})) % 1000003", "{n} = {n} % 10000 * 10 + int({c})",
    "{n} += 1", "{n} -= {text}.count({c})", "{n} += {text}.find({c})",
)  # fmt: skip
_KEPT: Final = (
    "{counts}[{c}] = {counts}.get({c}, 0) + 1", "{counts}[{c}] += 1", "{kept}.append({c})",
    "{kept} = [{c}, *{kept}[:5]]", "{counts}[{c} + {c}] = ord({c})",
)  # fmt: skip


def characters(body: Body, depth: int) -> None:
    """A loop over the characters of a text."""
    if body.make.rounds > 60:
        return body.assign(depth)
    text, out, n = (body.make.fresh("x") for _ in range(3))
    kept, counts, c = (body.make.fresh(stem) for stem in ("x", "x", "v"))
    body.line(f"{text} = {body.make.stored(STR, 2)}")
    body.line(f"{out} = ''")
    body.line(f"{n} = 0")
    body.line(f"{kept}: list[str] = []")
    body.line(f"{counts}: dict[str, int] = {{}}")
    new = [Variable(text, STR), Variable(out, STR), Variable(n, INT)]
    new += [Variable(kept, list_of(STR)), Variable(counts, dict_of(STR, INT))]
    names = {"c": c, "out": out, "n": n, "kept": kept, "counts": counts, "text": text}
    head = body.choices.pick((
        f"for {c} in {text}:", f"for {c} in reversed({text}):", f"for i, {c} in enumerate({text}):",
    ))  # fmt: skip
    body.line(head)
    _rounds(body, names)
    body.make.cost += body.make.rounds * 30
    body.fixed |= {kept, counts}
    body.make.variables += new
    return None


def _rounds(body: Body, names: dict[str, str]) -> None:
    """The body of a loop over characters: what is done with those that are asked for."""
    rows = (*_TEXTS, *_TEXTS, *_NUMBERS, *_NUMBERS, *_KEPT)
    pieces = {**names, "one": body.choices.pick("a1 bé"), "some": body.choices.pick(("abc", "é0"))}
    for _ in range(1 + body.choices.below(2)):
        asked = body.choices.pick(_ASKED).format_map(pieces)
        body.line(f"    if {asked}:")
        body.line(f"        {body.choices.pick(rows).format_map(pieces)}")
        if body.choices.chance(40):
            body.line("    else:")
            body.line(f"        {body.choices.pick(rows).format_map(pieces)}")


def places(body: Body, depth: int) -> None:
    """Two characters of a text compared, and the pairs that are equal counted."""
    if body.make.rounds > 60:
        return body.assign(depth)
    text, n, i = body.make.fresh("x"), body.make.fresh("x"), body.make.fresh("v")
    other = body.make.expression(INT, 1)
    pair = body.choices.pick((
        f"{text}[{i}] == {text}[-1 - {i}]", f"{text}[{i}] != {text}[{other} % len({text})]",
        f"{text}[{i}] < {text}[{i} - 1]", f"{text}[{i}] == {text}[{other}]",
        f"{text}[{i}] == {text}[{i} + 1]", f"{text}[{i}] in 'ab' and {text}[{i}].isalpha()",
    ))  # fmt: skip
    body.line(f"{text} = {body.make.stored(STR, 2)}")
    body.line(f"{n} = 0")
    body.line(f"for {i} in range(len({text})):")
    body.line(f"    if {pair}:")
    body.line(f"        {n} += {body.choices.pick(('1', i, f'ord({text}[{i}])'))}")
    body.make.cost += body.make.rounds * 30
    body.make.variables += [Variable(text, STR), Variable(n, INT)]
    return None


def count(body: Body, depth: int) -> None:
    """A number of a dict changed, or begun with."""
    known = [
        v
        for v in body.make.readable(lambda s: s.name == "dict" and s.parts[1].name in _SUMMED)
        if v.sure
    ]
    if not known:
        return body.assign(depth)
    chosen = body.choices.pick(known)
    name, (key_shape, value_shape) = chosen.name, chosen.shape.parts
    key = body.make.stored(key_shape, 1)
    number = body.make.expression(value_shape, 1)
    first = "0.0" if value_shape.name == "float" else "0"
    symbol = body.choices.pick("+-*")
    body.grow(
        name,
        body.choices.pick((
            f"{name}[{key}] {symbol}= {number}",
            f"{name}[{key}] = {name}.get({key}, {first}) {symbol} {number}",
            f"{name}[{key}] = {name}[{key}] {symbol} {number}",
        )),
    )  # fmt: skip
    return None


_SUMMED: Final = ("int", "float")


def again(body: Body, depth: int) -> None:
    """A name used again, for a value of another type."""
    known = [
        v
        for v in body.assignable(lambda s: s.name != "optional")
        if v.sure and v.name not in body.fixed and v.name[0] == "x"
    ]
    if body.indent > 1 or not known:
        return body.assign(depth)
    name = body.choices.pick(known).name
    body.make.may_bind = False
    shape = body.choices.shape(2)
    body.line(f"{name} = {body.make.stored(shape, 2)}")
    body.make.may_bind = True
    body.again.add(name)
    body.make.variables.append(Variable(name, shape))
    return None


IDIOMS: Final[list[tuple[int, Callable[[Body, int], None]]]] = [
    (2, characters), (1, places), (2, count), (1, again),
]  # fmt: skip
