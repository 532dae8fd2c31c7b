"""Exceptions: computed messages, what a handler sees of them, else and finally, from; containers freed."""

# options: infer=True
# numba: no


def formatted(n: int) -> int:
    if n < 0:
        raise ValueError(f"n must be positive, not {n}")
    return n
# run: formatted(1) == 1
# run: formatted(-5) raises ValueError: n must be positive, not -5


def concatenated(name: str) -> int:
    raise KeyError("no " + name)
# run: concatenated("x") raises KeyError: 'no x'


def several_types(n: int) -> int:
    values = [1, 2, 3]
    table = {1: 10}
    try:
        return table[values[n]] // (n - 1)
    except IndexError:
        return -1
    except KeyError as error:
        return -2
    except ZeroDivisionError:
        return -3
# run: several_types(0) == -10
# run: several_types(1) == -2
# run: several_types(9) == -1


def text_of_error(n: int) -> str:
    try:
        if n == 0:
            raise ValueError("zero")
        if n == 1:
            return str({5: 1}[n])
        if n == 2:
            return str([0][n])
        if n == 3:
            return str(int("x"))
        if n == 4:
            raise RuntimeError
        if n == 5:
            raise RuntimeError()
        return str(1 // (n - 6))
    except (ValueError, RuntimeError) as error:
        return f"value: {error}"
    except LookupError as error:
        return "lookup: " + str(error)
    except Exception as error:
        return repr(error)
# run: text_of_error(1) == 'lookup: 1'
# run: text_of_error(0) == 'value: zero'
# run: text_of_error(2) == 'lookup: list index out of range'
# run: text_of_error(3) == "value: invalid literal for int() with base 10: 'x'"
# run: text_of_error(4) == 'value: '
# run: text_of_error(5) == 'value: '
# run: text_of_error(7) == '1'


def key_error_text(key: str) -> str:
    table = {"a": 1}
    try:
        return str(table[key])
    except KeyError as error:
        return f"missing {error}, {error.args[0]}"
# run: key_error_text("a") == '1'
# run: key_error_text("it's") == 'missing "it\'s", it\'s'


def class_name(n: int) -> str:
    try:
        return str([5, 6][n])
    except Exception as error:
        return type(error).__name__
# run: class_name(0) == '5'
# run: class_name(2) == 'IndexError'


def shown(n: int) -> str:
    try:
        raise ValueError("it's " + "not " * n)
    except ValueError as error:
        return repr(error)
# run: shown(1) == 'ValueError("it\'s not ")'


def raised_from(n: int) -> int:
    try:
        return [1, 2][n]
    except IndexError as error:
        raise ValueError(f"bad index {n}") from error
# run: raised_from(1) == 2
# run: raised_from(2) raises ValueError: bad index 2


def raised_from_none(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise TypeError("not a number: " + repr(text)) from None
# run: raised_from_none("4") == 4
# run: raised_from_none("four") raises TypeError: not a number: 'four'


def again(n: int) -> int:
    values = [1, 2]
    try:
        return values[n]
    except IndexError:
        values.append(n)
        raise
    finally:
        values.clear()
# run: again(0) == 1
# run: again(5) raises IndexError: list index out of range


def finally_runs(n: int) -> int:
    log = []
    for i in range(4):
        try:
            if i == n:
                continue
            if i == n + 1:
                break
            log.append(10 // (i - n + 2))
        except ZeroDivisionError:
            log.append(7)
        else:
            log.append(1)
        finally:
            log.append(9)
    number = 0
    for value in log:
        number = number * 10 + value
    return number
# run: finally_runs(2) == 8001999
# run: finally_runs(0) == 99
# run: finally_runs(9) == -181181181281


def frees_on_the_way(n: int) -> int:
    words = ["a" * i for i in range(n)]
    table = {word: [word] * 2 for word in words}

    def deep(i: int) -> int:
        copy = [words, words]
        if i == 0:
            raise ValueError(f"{len(copy)} copies of {len(table)}")
        return deep(i - 1)

    try:
        return deep(n)
    except ValueError as error:
        return len(str(error)) + len(words)
# run: frees_on_the_way(3) == 16


def raised_in_comprehension(n: int) -> int:
    try:
        return len([str(10 // (n - i)) for i in range(5)])
    except ZeroDivisionError:
        return -1
# run: raised_in_comprehension(2) == -1
# run: raised_in_comprehension(7) == 5


def raised_in_display(n: int) -> int:
    try:
        rows = [[1], [n], [10 // n]]
        return len(rows)
    except ZeroDivisionError:
        return -1
# run: raised_in_display(0) == -1
# run: raised_in_display(1) == 3


def raised_in_arguments(n: int) -> int:
    def total(a: list[int], b: list[int]) -> int:
        return sum(a) + sum(b)

    try:
        return total([1, 2], [10 // n])
    except ZeroDivisionError:
        return -1
# run: raised_in_arguments(0) == -1
# run: raised_in_arguments(5) == 5


def raised_in_key(n: int) -> int:
    values = [3, n, 1]
    try:
        values.sort(key=lambda v: 10 // v)
    except ZeroDivisionError:
        return -1
    return values[0]
# run: raised_in_key(0) == -1
# run: raised_in_key(2) == 3


def returned_in_finally(n: int) -> str:
    try:
        return "try" * n
    finally:
        if n > 1:
            return "finally"
# run: returned_in_finally(1) == 'try'
# run: returned_in_finally(2) == 'finally'


def asserted(values: list[int]) -> int:
    assert len(values) > 1, f"only {len(values)} values"
    assert values[0] < values[1]
    return values[0]
# run: asserted([1, 2]) == 1
# run: asserted([1]) raises AssertionError: only 1 values
# run: asserted([2, 1]) raises AssertionError


def withdraw(balance: float, amount: float) -> float:
    if amount <= 0:
        raise ValueError("Amount must be positive")
    if amount > balance:
        raise RuntimeError(f"Insufficient funds: {balance:.2f} < {amount:.2f}")
    return balance - amount
# run: withdraw(10.0, 4.0) == 6.0
# run: withdraw(10.0, -4.0) raises ValueError: Amount must be positive
# run: withdraw(10.0, 14.0) raises RuntimeError: Insufficient funds: 10.00 < 14.00


def parsed(words: list[str]) -> list[int]:
    result = []
    for word in words:
        try:
            result.append(int(word))
        except ValueError:
            result.append(-1)
    return result
# run: parsed(["1", "x", "3", ""]) == [1, -1, 3, -1]


def changes_before_raising(values: list[int], n: int) -> None:
    values.append(n)
    values[0] = 100 // n
    values.append(0)
# run: changes_before_raising([1], 5) == None
# run: changes_before_raising([1], 0) raises ZeroDivisionError


def first_line_of(text: str, line: int) -> str:
    lines = text.split("\n")
    if line >= len(lines):
        raise IndexError(f"line {line} of {len(lines)}: {lines!r}")
    return lines[line]
# run: first_line_of("a\nb", 1) == 'b'
# run: first_line_of("a\nb", 2) raises IndexError: line 2 of 2: ['a', 'b']


def stop(values: list[int]) -> int:
    iterator = iter(values)
    total = next(iterator)
    total += next(iterator)
    return total
# run: stop([1, 2, 3]) == 3
# run: stop([1]) raises StopIteration


def not_implemented(kind: str) -> int:
    if kind == "a":
        return 1
    raise NotImplementedError(f"{kind!r} is not supported")
# run: not_implemented("a") == 1
# run: not_implemented("b") raises NotImplementedError: 'b' is not supported


def many_classes(n: int) -> int:
    if n == 0:
        raise AttributeError("a" * 3)
    if n == 1:
        raise OverflowError(f"{n}")
    if n == 2:
        raise NameError(str(n))
    if n == 3:
        raise ArithmeticError("%d" % n)
    if n == 4:
        raise LookupError("{}".format(n))
    if n == 5:
        raise StopIteration
    if n == 6:
        raise EOFError("→")
    if n == 7:
        raise OSError(f"{n}")
    if n == 8:
        raise PermissionError("no")
    raise Exception(f"{n} is another")
# run: many_classes(0) raises AttributeError: aaa
# run: many_classes(1) raises OverflowError: 1
# run: many_classes(2) raises NameError: 2
# run: many_classes(3) raises ArithmeticError: 3
# run: many_classes(4) raises LookupError: 4
# run: many_classes(5) raises StopIteration
# run: many_classes(6) raises EOFError: →
# run: many_classes(7) raises OSError: 7
# run: many_classes(8) raises PermissionError: no
# run: many_classes(9) raises Exception: 9 is another


def shown_in_all_ways(n: int) -> str:
    try:
        if n == 0:
            raise ValueError("zero")
        if n == 1:
            return str({5: 1}[n])
        if n == 2:
            return str([0][n])
        if n == 3:
            return str(int("x"))
        if n == 4:
            raise RuntimeError
        if n == 8:
            raise KeyError("foo")
        if n == 9:
            raise KeyError
        if n == 10:
            raise ValueError("")
        return str(1 // (n - 6))
    except (ValueError, RuntimeError) as error:
        return f"value: {error} {error!r} {type(error).__name__}"
    except Exception as error:
        return repr(error) + type(error).__name__ + str(error) + error.__class__.__name__
# run: shown_in_all_ways(0) == "value: zero ValueError('zero') ValueError"
# run: shown_in_all_ways(1) == 'KeyError(1)KeyError1KeyError'
# run: shown_in_all_ways(2) == "IndexError('list index out of range')IndexErrorlist index out of rangeIndexError"
# run: shown_in_all_ways(3) == 'value: invalid literal for int() with base 10: \'x\' ValueError("invalid literal for int() with base 10: \'x\'") ValueError'
# run: shown_in_all_ways(4) == 'value:  RuntimeError() RuntimeError'
# run: shown_in_all_ways(6) == "ZeroDivisionError('integer division or modulo by zero')ZeroDivisionErrorinteger division or modulo by zeroZeroDivisionError"
# run: shown_in_all_ways(7) == '1'
# run: shown_in_all_ways(8) == "KeyError('foo')KeyError'foo'KeyError"
# run: shown_in_all_ways(9) == 'KeyError()KeyErrorKeyError'
# run: shown_in_all_ways(10) == "value:  ValueError('') ValueError"


def first_argument(s: str) -> str:
    try:
        raise ValueError("it's "+s)
    except ValueError as e:
        return e.args[0]
# run: first_argument("b") == "it's b"
