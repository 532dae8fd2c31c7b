"""What containers, texts and nested functions cannot do yet, each in words of its own."""

from pyexec import complex64, float32

# raises: UnsupportedError

names = ["a", "b"]
rows = {"a": [1]}
mixed = [1, object]
big = list(range(6000))


def square(n: int) -> int:
    return n * n


def star(**args: int) -> int:  # error: the parameter '**args' cannot be compiled yet @ 'args: int'
    return 1


def starstar(**args: int) -> int:  # error: the parameter '**args' cannot be compiled yet @ 'args: int'
    return 1


def nested_star(n: int) -> int:
    def inner(*args):  # error: the parameter 'args' cannot be compiled yet @ 'args'
        return 1
    return inner(n)


def nested_decorated(n: int) -> int:
    @staticmethod  # error: a decorated nested function cannot be compiled yet @ 'staticmethod'
    def inner():
        return 1
    return n


def keys_kept(d: int) -> int:
    k = {d: 1}.keys()  # error: a dict's view cannot be kept yet @ '{d: 1}.keys()'
    return 1


def items_kept(d: int) -> int:
    x = {d: 1}
    k = x.items()  # error: a dict's view cannot be kept yet @ 'x.items()'
    return 1


def unknown_list(n: int) -> int:
    x = [n]
    x.push(3)  # error: list[int] has no method 'push' that can be compiled @ 'x.push(3)'
    return n


def unknown_str(n: int) -> str:
    return "abc".foo()  # error: str has no method 'foo' that can be compiled @ '"abc".foo()'


def unknown_encode(n: int) -> str:
    return "abc".encode()  # error: str has no method 'encode' that can be compiled @ '"abc".encode()'


def change_global(n: int) -> int:
    names.append("c")  # error: 'names' is global, and compiled code cannot change it @ 'names.append("c")'
    return n


def change_global_item(n: int) -> int:
    names[0] = "c"  # error: 'names' is global, and compiled code cannot change it @ 'names[0]'
    return n


def change_global_del(n: int) -> int:
    del names[0]  # error: 'names' is global, and compiled code cannot change it @ 'names[0]'
    return n


def change_inner(n: int) -> int:
    rows["a"].append(3)  # error: 'rows' is global, and compiled code cannot change it @ 'rows["a"].append(3)'
    return n


def change_global_by_another_name(n: int) -> int:
    same = names
    same.append("c")  # error: 'names' is global, and compiled code cannot change it @ 'same.append("c")'
    return n


def append_to(values: list[str]) -> None:
    values.append("c")


def change_global_by_a_call(n: int) -> int:
    append_to(names)  # error: 'names' is global, and compiled code cannot change it @ 'append_to(names)'
    return n


def change_global_plus(n: int) -> int:
    names[0] += "c"  # error: 'names' is global, and compiled code cannot change it @ 'names[0]'
    return n


def tuple_slice(n: int) -> int:
    x = (n, "a")
    return len(x[n:])  # error: the bounds of a slice have to be constants for a tuple of several types @ 'x[n:]'


def slice_in_tuple(n: int) -> int:
    x = [n]
    return x[0:1, 2]  # error: a slice among others cannot be compiled yet @ '0:1'


def del_name(n: int) -> int:
    x = n
    def inner() -> None:
        nonlocal x
        x = 1
    inner()
    del x  # error: 'del' of 'x', which functions within use, cannot be compiled yet @ 'x'
    return n


def del_attr(n: int) -> int:
    del n.x  # error: 'del' of this cannot be compiled yet @ 'n.x'
    return n


def kept_reassigned(n: int) -> int:
    f = [len([lambda: k]) for k in range(n)]  # error: a function that is kept cannot use 'k', a variable of a comprehension, yet @ 'lambda: k'
    return f[0]


def builtin_value(n: int) -> int:
    f = len  # error: 'len' is a function, which cannot be used as a value yet @ 'len'
    return n


def global_mixed(n: int) -> int:
    return len(mixed)  # error: 'mixed' holds a type, which compiled code cannot use @ 'mixed'


def global_big(n: int) -> int:
    return len(big)  # error: 'big' is too large for a constant @ 'big'


def union(n: int) -> int:
    x: int | str = n  # error: a value of one of several types, int | str, cannot be compiled yet @ 'int | str'
    return n


def zip_kept(rows: list[list[int]]) -> int:
    z = zip(*rows)  # error: '*' before what may have any number of values cannot be compiled here @ '*rows'
    return 1


def generator_of_comprehension(n: int) -> int:
    rows = [(i * j for j in range(n)) for i in range(n)]  # error: a function that is kept cannot use 'i', a variable of a comprehension, yet @ '(i * j for j in range(n))'
    return len(rows)


def reversed_set(n: int) -> int:
    return list(reversed({n}))[0]  # error: set[int] cannot be reversed @ 'reversed({n})'


def print_file(n: int) -> int:
    print(n, foo=1)  # error: print() cannot take 'foo' here @ '1'
    return n


def remembering(n: int, seen: list[int] = []) -> int:
    seen.append(n)
    return len(seen)


def changed_default(n: int) -> int:
    return remembering(n)  # error: the default of 'seen' is one object for all calls, and may change @ 'remembering(n)'


def text_of_float32(x: float32) -> int:
    return len(str(x))  # error: how a float32 is written differs between versions of NumPy @ 'str(x)'


def text_of_complex64(z: complex64) -> int:
    return len(f"{z}")  # error: how a complex64 is written differs between versions of NumPy @ 'z'


def gives_back(n: int) -> int:
    def inner():
        x = yield n  # error: a 'yield' that gives a value back cannot be compiled yet @ 'yield n'
    return sum(inner())


def returns_value(n: int) -> int:
    def inner():
        yield n
        return n  # error: a 'return' with a value in a generator cannot be compiled yet @ 'return n'
    return sum(inner())
