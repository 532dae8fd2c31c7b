"""Parameters, results and defaults."""

# raises: TypeCheckError

import pyexec


def no_annotation(n):  # error: parameter 'n' needs a type annotation @ 'n' # error: 'no_annotation' needs a return type annotation @ 'no_annotation'
    return n


def one_missing(n: int, m) -> int:  # error: parameter 'm' needs a type annotation @ 'm'
    return n


def no_result(n: int):  # error: 'no_result' needs a return type annotation @ 'no_result'
    # help: write `def no_result(...) -> int:`, or `-> None`
    return n


def self_outside_of_a_class(self, n: int) -> int:  # error: parameter 'self' needs a type annotation @ 'self'
    return n


def list_parameter(n: list) -> int:  # error: 'list' does not tell what is in it @ 'list'
    return 0


def number_as_type(n: 3) -> int:  # error: the type '3' cannot be compiled yet @ '3'
    return n


def tuple_result(n: int) -> tuple[int, int]:
    return n  # error: the function returns tuple[int, int], but the value is int @ 'n'


def broken_text(n: "1 +") -> int:  # error: the annotation '1 +' is no type @ '"1 +"'
    return n


def unknown_text(n: "nonsense") -> int:  # error: name 'nonsense' is not defined @ '"nonsense"'
    return n


def value_of_module(n: pyexec) -> int:  # error: the type 'pyexec' cannot be compiled yet @ 'pyexec'
    return n


def none_parameter(n: None) -> int:  # error: parameter 'n' cannot be None @ 'None'
    return 3


def none_local(n: int) -> int:
    m: None = None  # error: a variable cannot be None @ 'None'
    return n


def string_default(n: int = "a") -> int:  # error: the default of 'n' is not a number @ '"a"'
    return n


def none_default(n: int = None) -> int:  # error: the default of 'n' is not a number @ 'None'
    return n


def float_default(n: int = 1.5) -> int:  # error: 'n' is int, but the value is float @ '1.5'
    return n


def wide_default(n: pyexec.uint8 = 256) -> int:  # error: 256 does not fit in uint8 @ '256'
    return n


def second_default(n: int, m: int = 2, k: int = "b") -> int:  # error: the default of 'k' is not a number @ '"b"'
    return n


def keyword_default(n: int, *, m: int, k: int = "b") -> int:  # error: the default of 'k' is not a number @ '"b"'
    return n


def enormous_default(n: int = 10**5000) -> int:  # error: an integer of 16610 bits does not fit in int @ '10**5000'
    return n


def every_fault_at_once(a, b: list, c: int = "x"):  # error: parameter 'a' needs a type annotation @ 'a' # error: 'list' does not tell what is in it @ 'list' # error: the default of 'c' is not a number @ '"x"' # error: 'every_fault_at_once' needs a return type annotation @ 'every_fault_at_once'
    return a
