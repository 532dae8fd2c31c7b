# `try`, `except`, `else`, `finally`, `raise`: where an error goes, and what runs on the way.


def divide(a: int, b: int) -> int:
    try:
        return a // b
    except ZeroDivisionError:
        return -1
# run: divide(7, 2) == 3
# run: divide(7, 0) == -1


def which(a: int, b: int, n: int) -> int:
    try:
        if n == 0:
            raise ValueError("no")
        if n == 1:
            raise KeyError("key")
        x = a * b
    except (ValueError, IndexError):
        return 1
    except LookupError:
        return 2
    except OverflowError:
        return 3
    else:
        return x
# run: which(2, 3, 0) == 1
# run: which(2, 3, 1) == 2
# run: which(2**62, 3, 2) == 3  # not Python: int has 64 bits
# run: which(2, 3, 2) == 6


def inner(n: int) -> int:
    if n < 0:
        raise ValueError("negative")
    return 100 // n


def outer(n: int) -> int:
    try:
        return inner(n)
    except ValueError:
        return -1
# run: outer(5) == 20
# run: outer(-5) == -1
# run: outer(0) raises ZeroDivisionError
# run: inner(-1) raises ValueError


def deep(n: int) -> int:
    if n == 0:
        return inner(-1)
    return deep(n - 1) + 1


def catches_deep(n: int) -> int:
    total: int = 0
    for i in range(n):
        try:
            total += deep(i)
        except ValueError:
            total += 10
            continue
        total += 1000
    return total
# run: catches_deep(5) == 50


def again(n: int) -> int:
    try:
        return inner(n)
    except ZeroDivisionError:
        raise
    except ValueError as error:
        if n == -2:
            raise error
        raise OverflowError("other") from error
# run: again(10) == 10
# run: again(0) raises ZeroDivisionError
# run: again(-2) raises ValueError
# run: again(-1) raises OverflowError


def order(n: int) -> int:
    done: int = 0
    try:
        done = done * 10 + 1
        try:
            if n == 1:
                inner(0)
            if n == 2:
                inner(-1)
            done = done * 10 + 2
        except ZeroDivisionError:
            done = done * 10 + 3
        else:
            done = done * 10 + 4
        finally:
            done = done * 10 + 5
    except ValueError:
        done = done * 10 + 6
    finally:
        done = done * 10 + 7
    return done
# run: order(0) == 12457
# run: order(1) == 1357
# run: order(2) == 1567


def leaves(n: int) -> int:
    seen: int = 0
    for i in range(10):
        try:
            if i == n:
                break
            if i % 2 == 0:
                continue
            seen += 1
        finally:
            seen += 100
    return seen
# run: leaves(4) == 502
# run: leaves(20) == 1005


def returned(n: int) -> int:
    value: int = 1
    try:
        if n == 0:
            return value
        value = inner(n)
        return value
    finally:
        value = 50
# run: returned(0) == 1
# run: returned(4) == 25
# run: returned(-1) raises ValueError


def overridden(n: int) -> int:
    try:
        return inner(n)
    finally:
        return 7
# run: overridden(0) == 7
# run: overridden(-1) == 7
# run: overridden(1) == 7


def unbound(n: int) -> int:
    try:
        x = inner(n)
        y = x + 1
    except ValueError:
        pass
    return y
# run: unbound(4) == 26
# run: unbound(-4) raises UnboundLocalError


def bare(n: int) -> int:
    try:
        return inner(n)
    except:  # noqa: E722
        return -9
# run: bare(0) == -9
# run: bare(-1) == -9
# run: bare(1) == 100


def raised_in_handler(n: int) -> int:
    try:
        try:
            return inner(n)
        except ZeroDivisionError:
            return inner(-1)
    except ValueError:
        return -2
# run: raised_in_handler(0) == -2
# run: raised_in_handler(-1) == -2
# run: raised_in_handler(2) == 50


def raised_in_else(n: int) -> int:
    try:
        n += 1
    except ValueError:
        return -1
    else:
        return inner(n)
# run: raised_in_else(-5) raises ValueError


def raised_in_finally(n: int) -> int:
    try:
        return inner(n)
    finally:
        if n == 1:
            raise KeyError("late")
# run: raised_in_finally(2) == 50
# run: raised_in_finally(1) raises KeyError
# run: raised_in_finally(0) raises ZeroDivisionError


def loop_until(n: int) -> int:
    tries: int = 0
    while True:
        try:
            inner(n - tries)
            tries += 1
        except ZeroDivisionError:
            return tries
        finally:
            tries += 10
# run: loop_until(11) == 11
# run: loop_until(5) raises ValueError


def floats(x: float) -> float:
    try:
        return 1.0 / x
    except ZeroDivisionError:
        return -0.0
# run: floats(0.0) == -0.0
# run: floats(4.0) == 0.25


def nothing(n: int) -> None:
    try:
        inner(n)
    except ValueError:
        pass


def calls_nothing(n: int) -> int:
    try:
        nothing(n)
    except ArithmeticError:
        return 1
    return 0
# run: calls_nothing(0) == 1
# run: calls_nothing(-1) == 0
# run: calls_nothing(1) == 0


def asserted(n: int) -> int:
    try:
        assert n > 0, "positive"
        return n
    except AssertionError:
        return 0
# run: asserted(3) == 3
# run: asserted(-3) == 0


def state_before(n: int) -> int:
    x: int = 1
    try:
        x = 2
        x = 3 + inner(n)
        x = 4
    except ZeroDivisionError:
        return x
    return x * 10
# run: state_before(0) == 2
# run: state_before(1) == 40


def nested_in_handler(n: int) -> int:
    try:
        return inner(n)
    except ValueError:
        try:
            return inner(n + 1)
        except ValueError:
            return -1
        except ZeroDivisionError:
            return -2
    except ArithmeticError:
        return -3
# run: nested_in_handler(-2) == -1
# run: nested_in_handler(-1) == -2
# run: nested_in_handler(0) == -3
# run: nested_in_handler(50) == 2
