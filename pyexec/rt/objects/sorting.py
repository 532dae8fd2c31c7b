"""Sorting lists: stable, by `<` alone, with keys that are computed once.

    sort(values, False)
    sort_by_keys(names, lengths, True)

Numbers have ways of their own (`number_sorting`).  Otherwise what is sorted are indices,
by what stands there; runs that are sorted already stay as they are.  Where `<` is no total
order, as between sets or with a NaN, fewer than 64 elements end up as CPython leaves them
(its `listsort.txt` describes the insertion that both begin with), more in some order.
"""

from __future__ import annotations

from ...scalars import uint32, uint64
from ..bytes import copy_upwards
from ..heap import release
from ..lists import LENGTH
from ..primitives import (
    Address,
    S,
    T,
    address,
    always_inline,
    borrow,
    fetch,
    is_float,
    is_object,
    memory,
    pointer,
    quotient,
    read_u32,
    shift_left,
    shift_right,
    size_of,
    write_u32,
)
from .blocks import bytes_for, new_storage
from .elements import move, reverse_elements
from .list_blocks import place
from .number_sorting import sort_numbers

INDEX = 4  # bytes

_FEW = 64
_RUN = 32


def sort(self: list[T], reverse: bool = False) -> None:
    """Sort a list in place."""
    count = address(read_u32(memory, pointer(self) + LENGTH))
    start = place(self, 0)
    if count < 2:
        return
    if is_object(T):
        arrange(T, start, T, start, count, reverse)
    else:
        if reverse:  # and again below, so that equal elements keep their order
            reverse_elements(T, start, count)
        if descends(T, start, count):
            reverse_elements(T, start, count)
        elif not ascends(T, start, count):
            if is_float(T) and has_nan(T, start, count):
                arrange(T, start, T, start, count, False)
            else:
                sort_numbers(T, start, count)
        if reverse:
            reverse_elements(T, start, count)


def sort_by_keys(self: list[T], keys: list[S], reverse: bool) -> None:
    """Sort a list in place by the keys of its elements, which were computed in their order."""
    if len(self) != len(keys):
        raise ValueError("list modified during sort")
    arrange(T, place(self, 0), S, place(keys, 0), address(len(keys)), reverse)


def ascends(kind: type[T], start: Address, count: Address) -> bool:
    """Whether no number is less than the one before it."""
    left = count - 1
    while left != 0:
        if fetch(T, start + size_of(T)) < fetch(T, start):
            return False
        start += size_of(T)
        left -= 1
    return True


def descends(kind: type[T], start: Address, count: Address) -> bool:
    """Whether each number is less than the one before it."""
    left = count - 1
    while left != 0:
        if not fetch(T, start + size_of(T)) < fetch(T, start):
            return False
        start += size_of(T)
        left -= 1
    return True


def has_nan(kind: type[T], start: Address, count: Address) -> bool:
    """Whether any number is not equal to itself."""
    found = False
    end = start + count * size_of(T)
    while start != end:
        value = fetch(T, start)
        found |= value != value
        start += size_of(T)
    return found


# By their indices


def arrange(
    kind: type[T],
    values: Address,
    key: type[S],
    keys: Address,
    count: Address,
    reverse: bool,
) -> None:
    """Put so many elements in the order of as many keys, which may be themselves."""
    if count < 2:
        return
    bytes = bytes_for(uint64(count), size_of(T) + 2 * INDEX)
    scratch = new_storage(bytes)
    order = scratch + count * size_of(T)
    number_indices(order, count, reverse)
    sort_indices(S, keys, order, count, order + count * INDEX)
    if reverse:
        reverse_elements(uint32, order, count)
    to = scratch
    for _ in range(count):
        move(T, to, values + address(read_u32(memory, order)) * size_of(T))
        to += size_of(T)
        order += INDEX
    copy_upwards(memory, values, scratch, count * size_of(T))
    release(memory, scratch)


def number_indices(order: Address, count: Address, reverse: bool) -> None:
    """Write the indices from 0 on, or down to 0."""
    index: uint32 = 0
    while index < uint32(count):
        write_u32(memory, order, uint32(count) - 1 - index if reverse else index)
        order += INDEX
        index += 1


@always_inline
def before(key: type[S], keys: Address, at: Address, other: Address) -> bool:
    """Whether what an index stands for is less than what another one does."""
    a = keys + address(read_u32(memory, at)) * size_of(S)
    b = keys + address(read_u32(memory, other)) * size_of(S)
    return borrow(S, a) < borrow(S, b)


def sort_indices(
    key: type[S], keys: Address, order: Address, count: Address, scratch: Address
) -> None:
    """Sort indices by their keys: runs, which are then merged two by two."""
    end = order + count * INDEX
    run: Address = _RUN * INDEX if count >= _FEW else count * INDEX
    first = order
    while first < end:
        last = first + run if end - first > run else end
        insert_behind(S, keys, first, run_from(S, keys, first, last), last)
        first = last
    while run < count * INDEX:
        first = order
        while end - first > run:
            middle = first + run
            last = middle + run if end - middle > run else end
            merge(S, keys, first, middle, last, scratch)
            first = last
        run += run


def run_from(key: type[S], keys: Address, first: Address, end: Address) -> Address:
    """The end of the sorted run at the beginning; one that descends is turned around."""
    at = first + INDEX
    if at >= end:
        return end
    if before(S, keys, at, first):
        while at != end and before(S, keys, at, at - INDEX):
            at += INDEX
        reverse_elements(uint32, first, quotient(at - first, INDEX))
    else:
        while at != end and not before(S, keys, at, at - INDEX):
            at += INDEX
    return at


def insert_behind(
    key: type[S], keys: Address, first: Address, sorted_end: Address, end: Address
) -> None:
    """Insert the indices behind a sorted run into it, one by one."""
    while sorted_end < end:
        low, high = first, sorted_end
        while low < high:
            middle = low + shift_left(shift_right(high - low, 3), 2)
            if before(S, keys, sorted_end, middle):
                high = middle
            else:
                low = middle + INDEX
        index = read_u32(memory, sorted_end)
        at = sorted_end
        while at != low:
            write_u32(memory, at, read_u32(memory, at - INDEX))
            at -= INDEX
        write_u32(memory, low, index)
        sorted_end += INDEX


def merge(
    key: type[S],
    keys: Address,
    first: Address,
    middle: Address,
    end: Address,
    scratch: Address,
) -> None:
    """Merge two sorted runs side by side; of equal keys the left one's index comes first."""
    if not before(S, keys, middle, middle - INDEX):
        return
    copy_upwards(memory, scratch, first, middle - first)
    left = scratch
    left_end = scratch + (middle - first)
    right, to = middle, first
    while left != left_end and right != end:
        if before(S, keys, right, left):
            write_u32(memory, to, read_u32(memory, right))
            right += INDEX
        else:
            write_u32(memory, to, read_u32(memory, left))
            left += INDEX
        to += INDEX
    copy_upwards(memory, to, left, left_end - left)  # what is left on the right is in place
