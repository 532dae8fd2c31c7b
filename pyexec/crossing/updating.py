"""The caller's objects take over what has changed in their blocks.

One that holds what its block holds is left alone, and so is a part of a list; where a
function has got something else than a list, dict or set, it has worked on one of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ..object_types import DictType, ListType, SetType
from ..types import Type
from .leaving import dict_of, elements_of_list, entries, set_of
from .places import bytes_of, entry_of, number

if TYPE_CHECKING:
    from .call import Call


def update_list(call: Call, old: Any, t: ListType, at: int) -> None:
    """A list."""
    if not isinstance(old, list):
        return
    raw = list(elements_of_list(call, t, at))
    kept = [call.is_same(t.element, r, o) for r, o in zip(raw, old, strict=False)]
    if len(raw) == len(old) and all(kept):
        return
    kept += [False] * (len(raw) - len(kept))
    old[:] = [old[i] if kept[i] else call.leave(t.element, number) for i, number in enumerate(raw)]


def update_dict(call: Call, old: Any, t: DictType, at: int) -> None:
    """A dict."""
    if not isinstance(old, dict):
        return
    place = entry_of(t).value
    found = [
        (_raw(call, t.key, entry), _raw(call, t.value, entry + place))
        for entry in entries(call, t, at)
    ]
    pairs = zip(found, old.items(), strict=False)
    if len(found) == len(old) and all(
        call.is_same(t.key, key, k) and call.is_same(t.value, value, v)
        for (key, value), (k, v) in pairs
    ):
        return
    contents = dict_of(call, t, at)
    old.clear()
    old.update(contents)


def update_set(call: Call, old: Any, t: SetType, at: int) -> None:
    """A set."""
    if isinstance(old, set):
        contents = set_of(call, t, at)
        if contents != old:
            old.clear()
            old.update(contents)


def _raw(call: Call, t: Type, at: int) -> Any:
    return number(t, call.host.read(at, bytes_of(t)))


UPDATES: Final[dict[type[Type], Callable[[Any, Any, Any, int], None]]] = {
    ListType: update_list,
    DictType: update_dict,
    SetType: update_set,
}
