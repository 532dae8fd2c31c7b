"""Random changes of deques, defaultdicts and counters, as statements of a `Body`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from random_shapes import INT, Shape, list_of

if TYPE_CHECKING:
    from random_statements import Body


def of_deque(body: Body, name: str, shape: Shape) -> None:
    (part,) = shape.parts
    value, place = body.make.stored(part, 2), body.make.index(name, 1)
    match body.choices.below(10):
        case 0 | 1:
            body.grow(name, f"{name}.{body.choices.pick(('append', 'appendleft'))}({value})")
        case 2:
            many = body.make.stored(list_of(part), 1)
            body.grow(name, f"{name}.{body.choices.pick(('extend', 'extendleft'))}({many})")
        case 3:
            body.grow(name, f"{name}.insert({place}, {value})")
        case 4:
            body.line(f"{name}[{place}] = {value}")
        case 5:
            body.line(f"{name}.rotate({body.make.expression(INT, 1)})")
        case 6:
            body.line(f"del {name}[{place}]")
        case 7 if part.name in ("int", "str", "bool"):
            body.line(f"{name}.remove({value})")
        case 8 if part in (INT, Shape("float")):
            body.line(f"{name}[{place}] {body.choices.pick(('+=', '-='))} {value}")
        case _:
            method = body.choices.pick(("popleft", "pop", "reverse", "clear"))
            body.line(f"{name}.{method}()")


def of_defaultdict(body: Body, name: str, shape: Shape) -> None:
    key_shape, value_shape = shape.parts
    key, value = body.make.stored(key_shape, 1), body.make.stored(value_shape, 1)
    match body.choices.below(8):
        case 0 | 1 | 2 | 3:
            match value_shape.name:
                case "list":
                    item = body.make.stored(value_shape.parts[0], 1)
                    body.grow(name, f"{name}[{key}].append({item})")
                case "set":
                    item = body.make.stored(value_shape.parts[0], 1)
                    body.grow(name, f"{name}[{key}].add({item})")
                case "bool" | "dict":
                    body.grow(name, f"{name}[{key}] |= {value}")
                case _:
                    body.grow(name, f"{name}[{key}] += {value}")
        case 4:
            body.grow(name, f"{name}[{key}] = {value}")
        case 5:
            body.grow(name, f"{name}[{key}]")
        case 6:
            body.line(f"{name}.pop({key}, {value})")
        case _:
            body.line(f"del {name}[{key}]")


def of_counter(body: Body, name: str, shape: Shape) -> None:
    key_shape, _ = shape.parts
    key = body.make.stored(key_shape, 1)
    match body.choices.below(7):
        case 0 | 1 | 2:
            amount = body.choices.pick(("1", "1", body.make.expression(INT, 1)))
            body.grow(name, f"{name}[{key}] {body.choices.pick(('+=', '-='))} {amount}")
        case 3 | 4:
            many = body.make.stored(list_of(key_shape), 1)
            body.grow(name, f"{name}.{body.choices.pick(('update', 'subtract'))}({many})")
        case 5:
            body.grow(name, f"{name}.update({body.make.expression(shape, 1)})")
        case _:
            body.line(f"del {name}[{key}]")


CHANGES: Final[dict[str, Callable[[Body, str, Shape], None]]] = {
    "deque": of_deque, "defaultdict": of_defaultdict, "Counter": of_counter,
}  # fmt: skip
