"""Lists, texts, tuples, dicts, sets and functions as values: types that do not fit."""

# raises: TypeCheckError

from typing import Any


def list_index(a: int) -> int:
    x = [a]
    return x[1.5]  # error: an index of a list is an integer, not float @ '1.5'


def unhashable(a: int) -> int:
    x = {[a]: 1}  # error: unhashable type: 'list' @ '{[a]: 1}'
    return 1


def unhashable_set(a: int) -> int:
    x = {[a]}  # error: unhashable type: 'list' @ '{[a]}'
    return 1


def two_types(a: int) -> int:
    x = [a, 2.5]  # error: elements of types int and float cannot be in one container @ '[a, 2.5]'
    return 1


def two_types_text(a: int) -> int:
    x = [a, "b"]  # error: elements of types int and str cannot be in one container @ '[a, "b"]'
    return 1


def empty_list(a: int) -> int:
    x = []  # error: local variable 'x' needs a type annotation @ 'x'
    return 1


def empty_dict(a: int) -> int:
    x = {}  # error: local variable 'x' needs a type annotation @ 'x'
    return len(x)


def str_plus_int(n: int) -> str:
    return "a" + n  # error: + does not work on str and int @ '"a" + n'


def int_plus_str(n: int) -> str:
    return n + "a"  # error: + does not work on int and str @ 'n + "a"'


def str_minus(n: int) -> str:
    return "a" - "b"  # error: - does not work on str and str @ '"a" - "b"'


def str_times_str(n: int) -> str:
    return "a" * "b"  # error: * does not work on str and str @ '"a" * "b"'


def list_plus_tuple(n: int) -> int:
    return len([n] + (n,))  # error: + does not work on list[int] and tuple[int] @ '[n] + (n,)'


def list_plus_other(n: int) -> int:
    return len([n] + ["a"])  # error: + does not work on list[int] and list[str] @ '[n] + ["a"]'


def str_less(n: int) -> bool:
    return "a" < n  # error: str and int have no order @ '"a" < n'


def list_less(n: int) -> bool:
    return [n] < n  # error: list[int] and int have no order @ '[n] < n'


def dict_less(n: int) -> bool:
    return {n: 1} < {n: 2}  # error: dict[int, int] and dict[int, int] have no order @ '{n: 1} < {n: 2}'


def append_wrong(n: int) -> int:
    x = [n]
    x.append("a")  # error: 'value' is int, but the value is str @ '"a"'
    return n


def append_float(n: int) -> int:
    x = [n]
    x.append(1.5)  # error: 'value' is int, but the value is float @ '1.5'
    return n


def item_wrong(n: int) -> int:
    x = [n]
    x[0] = "a"  # error: 'value' is int, but the value is str @ '"a"'
    return n


def key_wrong(n: int) -> int:
    x = {"a": n}
    return x[n]  # error: 'key' is str, but the value is int @ 'n'


def value_wrong(n: int) -> int:
    x = {"a": n}
    x["a"] = "b"  # error: 'value' is int, but the value is str @ '"b"'
    return n


def none_local(n: int) -> int:
    x: str = None  # error: 'x' is str, but the value is None @ 'None'
    return n


def none_returned(n: int) -> str:
    return None  # error: 'none_returned' has to return a value of type str @ 'return None'


def none_appended(n: int) -> int:
    x = [n]
    x.append(None)  # error: 'value' is int, but the value is None @ 'None'
    return n


def local_of_two_types(n: int) -> int:
    x = [n]
    x = "a"  # error: 'x' is list[int], but the value is str @ '"a"'
    return n


def in_number(n: int) -> bool:
    return 1 in n  # error: 'in' does not work on int @ '1 in n'


def in_text(n: int) -> bool:
    return n in "abc"  # error: the elements are str, but the value is int @ 'n'


def set_index(n: int) -> int:
    x = {n}
    return x[0]  # error: set[int] cannot be indexed @ 'x[0]'


def str_item(n: int) -> int:
    x = "abc"  # error: local variable 'x' needs a type annotation @ 'x'
    x[0] = "d"  # error: 'str' object does not support item assignment @ 'x[0]'
    return n


def tuple_item(n: int) -> int:
    x = (n, n)
    x[0] = 1  # error: 'tuple' object does not support item assignment @ 'x[0]'
    return n


def tuple_range(n: int) -> int:
    x = (n, n)
    return x[2]  # error: tuple index out of range @ '2'


def tuple_computed(n: int) -> int:
    x = (n, 1.5)
    return x[n]  # error: an index of a tuple of several types has to be a constant @ 'n'


def slice_step(n: int) -> int:
    return [n][::0][0]  # error: slice step cannot be zero @ '::0'


def slice_float(n: int) -> int:
    return [n][1.5:][0]  # error: a bound of a slice is an integer, not float @ '1.5'


def set_del(n: int) -> int:
    x = {n}
    del x[0]  # error: 'set' object does not support item deletion @ 'x[0]'
    return n


def format_of_list(n: int) -> str:
    return f"{[n]:>5}"  # error: a list[int] takes no format @ '[n]'


def percent_count(n: int) -> str:
    return "%d %d" % (n,)  # error: not enough arguments for format string @ '"%d %d" % (n,)'


def percent_many(n: int) -> str:
    return "%d" % (n, n)  # error: not all arguments converted during string formatting @ '"%d" % (n, n)'


def percent_type(n: int) -> str:
    return "%d" % "a"  # error: %d format: a number is required, not str @ '"%d" % "a"'


def percent_char(n: int) -> str:
    return "%y" % n  # error: unsupported format character 'y' @ '"%y" % n'


def format_missing(n: int) -> str:
    return "{} {}".format(n)  # error: the template's field '1' has no argument @ '"{} {}".format(n)'


def format_name(n: int) -> str:
    return "{a}".format(b=n)  # error: the template's field 'a' has no argument @ '"{a}".format(b=n)'


def join_ints(n: int) -> str:
    return ",".join([n])  # error: 'value' is str, but the value is int @ 'n'


def sort_arg(n: int) -> int:
    x = [n]
    x.sort(1)  # error: sort() takes no positional arguments @ 'x.sort(1)'
    return n


def sort_complex(z: complex) -> complex:
    return sorted([z])[0]  # error: '<' does not work on complex numbers @ 'sorted([z])'


def sort_functions(n: int) -> int:
    return sorted([lambda x: x])[0](n)  # error: the type of the parameter 'x' is not known here @ 'lambda x: x'


def sum_texts(n: int) -> int:
    return sum(["a"])  # error: the sum is str, but the value is int @ 'sum(["a"])'


def len_int(n: int) -> int:
    return len(n)  # error: object of type 'int' has no len() @ 'len(n)'


def loop_int(n: int) -> int:
    for i in n:  # error: int cannot be iterated over @ 'n'
        pass
    return n


def unpack_three(n: int) -> int:
    a, b, c = n, n  # error: 2 values cannot be unpacked to 3 names @ 'a, b, c'
    return a


def nested_target(n: int) -> int:
    (a, b), c = n, n  # error: one int cannot be unpacked to 2 names @ '(a, b)'
    return a


def range_two(n: int) -> int:
    for i, j in range(n):  # error: one int cannot be unpacked to 2 names @ 'i, j'
        pass
    return n


def identity_of_numbers(n: int) -> bool:
    return n is n  # error: 'is' compares objects, and numbers have no identity here @ 'n is n'


def lambda_untyped(n: int) -> int:
    f = [lambda x: x]  # error: the type of the parameter 'x' is not known here @ 'lambda x: x'
    return n


def lambda_args(n: int) -> int:
    f = lambda x: x
    return f(n, n)  # error: f() takes 1 argument, not 2 @ 'f(n, n)'


def lambda_missing(n: int) -> int:
    f = lambda x: x
    return f()  # error: f() needs an argument for 'x' @ 'f()'


def list_among_keys(n: int) -> int:
    x = {**[n]}  # error: '**' here takes a dict, not list[int] @ '{**[n]}'
    return n


def any_type(n: int) -> int:
    x: Any = n  # error: the type 'Any' cannot be compiled yet @ 'Any'
    return n


def list_list(n: int) -> int:
    x: list[list] = []  # error: 'list' does not tell what is in it @ 'list[list]'
    return n


def dict_one(n: int) -> int:
    x: dict[str] = {}  # error: 'dict[str]' does not tell what is in it @ 'dict[str]'
    return n


def bytes_type(n: int) -> int:
    x: bytes = b""  # error: the type 'bytes' cannot be compiled yet @ 'bytes'
    return n


def number_as_separator(n: int) -> int:
    "abc".split(n)  # error: 'sep' is str, but the value is int @ 'n'
    return n


def split_many(n: int) -> int:
    "abc".split(",", 1, 2)  # error: split() takes at most 2 arguments, not 3 @ '"abc".split(",", 1, 2)'
    return n


def split_kw(n: int) -> int:
    "abc".split(x=1)  # error: split() has no argument 'x' to take here @ 'x=1'
    return n


def replace_few(n: int) -> str:
    return "abc".replace("a")  # error: replace() needs an argument for 'new' @ '"abc".replace("a")'


def str_index_text(n: int) -> str:
    return str(n)["a"]  # error: an index of a str is an integer, not str @ '"a"'


def call_list(n: int) -> int:
    x = [n]
    return x(1)  # error: 'x' is a variable, not a function @ 'x'


def element_of_display(n: int) -> int:
    x: list[int] = [1.5]  # error: 'value' is int, but the value is float @ '1.5'
    return n


def list_var(n: int) -> int:
    x = [n]
    y: list[float] = x  # error: 'y' is list[float], but the value is list[int] @ 'x'
    return n


def print_in_expression(n: int) -> int:
    return n + print(n)  # error: this function returns None, which is not a number @ 'print(n)'


def sorted_int(n: int) -> int:
    return sorted(n)  # error: int cannot be iterated over @ 'sorted(n)'


def range_returned(n: int) -> int:
    return range(n)  # error: the function returns int, but the value is range @ 'range(n)'


def exception_returned(n: int) -> int:
    try:
        return 10 // n
    except ZeroDivisionError as error:
        return error  # error: the function returns int, but the value is exception @ 'error'


def arguments_of_exception(n: int) -> int:
    try:
        return 10 // n
    except ZeroDivisionError as error:
        return len(error.args)  # error: exception has no attribute 'args' @ 'error.args'


def starred_int(n: int) -> int:
    x = [*n]  # error: int cannot be iterated over @ 'n'
    return n


def cond_types(n: int) -> int:
    x = [n] if n else "a"  # error: the two values are list[int] and str @ '[n] if n else "a"'
    return n


def or_types(n: int) -> int:
    x = [n] or "a"  # error: 'or' gives one of its operands, but these are list[int] and str @ '[n] or "a"'
    return n


def negative_text(n: int) -> str:
    return -"a"  # error: - does not work on str @ '-"a"'


def nested_kw(n: int) -> int:
    def inner(x):
        return x
    return inner(y=1)  # error: inner() has no argument 'y' to take here @ 'y=1'


def nested_many(n: int) -> int:
    def inner(x):
        return x
    return inner(1, 2)  # error: inner() takes 1 argument, not 2 @ 'inner(1, 2)'


def nested_recursive(n: int) -> int:
    def inner(x):
        return inner(x)
    return inner(1)  # error: nothing tells the type of what inner() returns @ 'inner(1)'


def nested_const(n: int) -> int:
    x = ()  # error: local variable 'x' needs a type annotation @ 'x'
    return len(x)


def method_value(n: int) -> int:
    x = [n]
    f = x.append  # error: list[int] has no attribute 'append' @ 'x.append'
    f(1)
    return n


def attribute_of_list(n: int) -> int:
    return [n].foo  # error: list[int] has no attribute 'foo' @ '[n].foo'


def greatest_complex(z: complex) -> complex:
    return max([z, z])  # error: '>' does not work on complex numbers @ 'max([z, z])'


def power(n: int) -> str:
    return "a" ** 2  # error: ** does not work on str and int @ '"a" ** 2'


def matrix_product(n: int) -> int:
    return [n] @ [n]  # error: @ does not work on list[int] and list[int] @ '[n] @ [n]'


def augmented_text(n: int) -> int:
    x = "a"  # error: local variable 'x' needs a type annotation @ 'x'
    x += n  # error: + does not work on str and int @ 'x += n'
    return n


def augmented_list(n: int) -> int:
    x = [n]
    x += n  # error: int cannot be iterated over @ 'n'
    return n


def augmented_with_other_list(n: int) -> int:
    x = [n]
    x += ["a"]  # error: 'value' is int, but the value is str @ '"a"'
    return n


def slice_of_dict(n: int) -> int:
    return {n: 1}[1:2]  # error: unhashable type: 'slice' @ '1:2'


def slice_of_dict_assigned(n: int) -> int:
    x = {n: 1}
    x[1:2] = [1]  # error: unhashable type: 'slice' @ '1:2'
    return n


def slice_of_dict_deleted(n: int) -> int:
    x = {n: 1}
    del x[1:2]  # error: unhashable type: 'slice' @ '1:2'
    return n
