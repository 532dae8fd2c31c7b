"""What the functions of `tests/run/` show that PyExec cannot do yet: the table shrinks.

A test fails when something in it begins to work.  `ALL` stands for a file's every function.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from expectations import DataFile

ALL: Final = frozenset({"*"})


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# By file: functions that the compiler refuses.
REFUSED: Final[Mapping[str, frozenset[str]]] = {
    "aliasing": ALL,
    "changed_while_iterated": ALL,
    "closures": ALL,
    "comprehensions": ALL,
    "conversions_of_text": names("""
        ascii_only back_and_forth bases characters_between digits_of float_back is_number
        reversed_digits round_text shown shown_list shown_nested shown_optional shown_pairs
        str_bool str_float str_int sum_of_line texts_inside to_base to_float to_int
        to_int_base truth
    """),
    "default_arguments": ALL,
    "dicts": ALL,
    "errors_with_messages": ALL,
    "iteration": ALL,
    "lambdas_and_keys": ALL,
    "list_methods": ALL,
    "list_slices": ALL,
    "lists": names("""
        appended augmented booleans both_ends compared complex_list delete_item display
        empty extended_by_itself extended_in_place first grow halves huge index_once item
        joined last_of length mixed_numbers nan_in_list negatives of_floats order
        order_of_floats prefix_is_less repeated repeated_in_place returned set_item sieve
        swap_ends total truth zeros
    """),
    "nested_containers": ALL,
    "optionals": ALL,
    "sets": ALL,
    "string_formatting": ALL,
    "string_methods": ALL,
    "strings": ALL,
    "tuples": names("""
        any_length as_key calls_any_length compared constant_items distance divided
        equal_content far_item fixed_slice in_set inner joined largest lowest_highest
        method_count method_index mixed nested nothing of_list order repeated shown single
        slices swap truth variable_item
    """),
    "type_aliases": ALL,
    "types_at_run_time": names("""
        and_of_lists chained_in checked conditional_objects converted converted_deep
        deleted_and_used deleted_name deleted_several divmods is_and_in not_of_objects
        optional_is or_is_the_same or_of_texts reused_name round_pair walrus_in_condition
        walrus_loop
    """),
    "unpacking": names("""
        all_but_ends call_with_star calls_gather chained dict_display display head_and_tail
        items_and_names joined key_value left_to_right loop_pairs loop_star loop_wrong
        merged nested of_list of_range set_display star_end star_front star_middle
        star_of_text star_of_tuple swap_items text tuple_display wrong_length
    """),
}

# The backends whose boundary takes and gives numbers alone.
NUMBERS_ALONE: Final = frozenset(
    {"interpreter", "aot", "production", "unoptimised", "c", "wasm", "node"}
)

# By backend and file: functions that compile and answer wrongly.
WRONG: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {}


def listed(found: frozenset[str], data: DataFile) -> frozenset[str]:
    """The functions of a file that an entry of a table stands for."""
    return frozenset(data.functions) if found == ALL else found


def refused(data: DataFile) -> frozenset[str]:
    """The functions of a file that do not compile."""
    return listed(REFUSED.get(data.path.stem, frozenset()), data)


def wrong(data: DataFile, backend: str) -> frozenset[str]:
    """The functions of a file that a backend answers wrongly."""
    return listed(WRONG.get(backend, {}).get(data.path.stem, frozenset()), data)


def beyond(data: DataFile, backend: str) -> frozenset[str]:
    """The functions of a file that a backend is not asked."""
    if backend == "development":
        return frozenset() if data.for_numba else frozenset(data.functions)
    found = refused(data) | wrong(data, backend)
    if backend in ("wasm", "node"):
        found |= data.not_in_wasm
    if backend in NUMBERS_ALONE:
        found |= {name for name in data.functions if data.takes_objects(name)}
    return found
