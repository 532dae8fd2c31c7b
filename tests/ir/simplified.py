"""What is known is computed, and what is never reached or used is left out."""

# stage: passes


def constant_of_constants(n: int) -> int:
    width: int = 4
    size: int = width * 2 + 1
    return n ^ size
# ir: func constant_of_constants(n: int64) -> int64
# ir: b0:
# ir:   %2: int64 = xor n, 9
# ir:   return %2


def branch_never_taken(n: int) -> int:
    if 3 * 3 > 10:
        return n ^ 1
    return n ^ 2
# ir: func branch_never_taken(n: int64) -> int64
# ir: b0:
# ir:   %2: int64 = xor n, 2
# ir:   return %2


def error_that_stays(n: int) -> int:
    large: int = 9_223_372_036_854_775_807
    unused: int = large + 1
    return n
# ir: func error_that_stays(n: int64) -> int64, raises
# ir: b0:
# ir:   %0: int64 = add_checked 9223372036854775807, 1
# ir:   return n


def loop_that_changes(n: int) -> int:
    step: int = 1
    total: int = 0
    while total < n:
        total = total ^ step
        step = 3
    return total
# ir: func loop_that_changes(n: int64) -> int64
# ir:   slot step: int64
# ir:   slot total: int64
# ir: b0:
# ir:   step = 1
# ir:   total = 0
# ir:   jump b1
# ir: b1:
# ir:   %0: bool = lt total, n
# ir:   branch %0, b2, b3
# ir: b2:
# ir:   %1: int64 = xor total, step
# ir:   total = %1
# ir:   step = 3
# ir:   jump b1
# ir: b3:
# ir:   return total
