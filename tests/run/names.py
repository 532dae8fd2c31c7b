# Locals and parameters whose names the stages use for blocks, labels and values.


def parameters(entry: int, b0: int, b1: int, v1: int, v2: int, on1: int, raise1: int) -> int:
    if entry > 3:
        return b0 + v1 // on1
    return b1 * v2 - raise1
# run: parameters(5, 1, 2, 7, 4, 2, 6) == 4
# run: parameters(1, 1, 2, 7, 4, 2, 6) == 2
# run: parameters(5, 1, 2, 7, 4, 0, 6) raises ZeroDivisionError


def locals_(n: int) -> int:
    entry = n
    failed1 = n + 1
    on2 = n + 2
    b2: int = 0
    for v3 in range(n):
        b2 += v3
        if v3 > 2:
            raise2 = b2 * 2
            b2 = raise2 - on2
    return entry + failed1 + b2
# run: locals_(5) == 22
# run: locals_(0) == 1


def called(b1: int) -> int:
    return b1 + 1


def calls(v1: int) -> int:
    b3: int = called(v1)
    common = called(b3)
    return common * called(common)
# run: calls(1) == 12
