"""Slices of lists: read, assigned to, deleted, with steps and bounds out of range."""

# options: infer=True
# numba: no


def digits(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number * 10 + value
    return number


def part(start: int, stop: int) -> int:
    return digits([1, 2, 3, 4, 5][start:stop])
# run: part(1, 3) == 23
# run: part(-2, 5) == 45
# run: part(3, 1) == 0
# run: part(-100, 100) == 12345
# run: part(0, -1) == 1234
# run: part(9223372036854775807, -9223372036854775808) == 0


def stepped(start: int, stop: int, step: int) -> int:
    return digits([1, 2, 3, 4, 5, 6, 7][start:stop:step])
# run: stepped(0, 7, 2) == 1357
# run: stepped(1, 6, 3) == 25
# run: stepped(6, 0, -2) == 753
# run: stepped(5, -10, -3) == 63
# run: stepped(100, -100, -1) == 7654321
# run: stepped(0, 7, 9223372036854775807) == 1
# run: stepped(6, 0, -9223372036854775808) == 7
# run: stepped(1, 2, 0) raises ValueError: slice step cannot be zero


def open_ends(n: int) -> int:
    values = [1, 2, 3, 4, 5]
    return digits(values[n:]) * 100000 + digits(values[:n])
# run: open_ends(2) == 34500012
# run: open_ends(-1) == 501234
# run: open_ends(0) == 1234500000
# run: open_ends(9) == 12345


def reversed_copy(n: int) -> int:
    values = [1, 2, 3]
    copy = values[::-1]
    copy.append(n)
    return digits(values + copy)
# run: reversed_copy(8) == 1233218


def whole_copy(n: int) -> int:
    values = [1, 2]
    copy = values[:]
    copy[0] = n
    return digits(values + copy)
# run: whole_copy(9) == 1292


def assigned(start: int, stop: int, n: int) -> int:
    values = [1, 2, 3, 4, 5]
    values[start:stop] = [7] * n
    return digits(values)
# run: assigned(1, 3, 1) == 1745
# run: assigned(1, 3, 4) == 1777745
# run: assigned(0, 5, 0) == 0
# run: assigned(4, 2, 2) == 1234775
# run: assigned(-1, 100, 2) == 123477
# run: assigned(100, 100, 1) == 123457


def assigned_itself(n: int) -> int:
    values = [1, 2, 3]
    values[n:n] = values
    return digits(values)
# run: assigned_itself(0) == 123123
# run: assigned_itself(1) == 112323
# run: assigned_itself(3) == 123123


def assigned_steps(start: int, step: int, n: int) -> int:
    values = [1, 2, 3, 4, 5]
    values[start::step] = [8] * n
    return digits(values)
# run: assigned_steps(0, 2, 3) == 82848
# run: assigned_steps(4, -2, 3) == 82848
# run: assigned_steps(1, 2, 2) == 18385
# run: assigned_steps(0, 2, 2) raises ValueError: attempt to assign sequence of size 2 to extended slice of size 3
# run: assigned_steps(0, -1, 3) raises ValueError: attempt to assign sequence of size 3 to extended slice of size 1
# run: assigned_steps(0, 1, 2) == 88


def deleted(start: int, stop: int) -> int:
    values = [1, 2, 3, 4, 5]
    del values[start:stop]
    return digits(values)
# run: deleted(1, 3) == 145
# run: deleted(3, 1) == 12345
# run: deleted(-2, 9) == 123
# run: deleted(-9, 9) == 0


def deleted_steps(start: int, stop: int, step: int) -> int:
    values = [1, 2, 3, 4, 5, 6, 7]
    del values[start:stop:step]
    return digits(values)
# run: deleted_steps(0, 7, 2) == 246
# run: deleted_steps(6, 0, -3) == 12356
# run: deleted_steps(0, 7, 1) == 0
# run: deleted_steps(2, 2, 5) == 1234567
# run: deleted_steps(0, 7, 0) raises ValueError: slice step cannot be zero


def inserted_reversed(n: int) -> int:
    values = [1, 2, 3]
    values[1:2] = reversed([4, n])
    values[:0] = (6, 5)
    return digits(values)
# run: inserted_reversed(7) == 651743


def added_to(n: int) -> int:
    values = [1, 2, 3, 4]
    values[1:3] += [n]
    return digits(values)
# run: added_to(6) == 12364


def slice_of_slice(n: int) -> int:
    return digits(list(range(10))[2:9][n:][::2][-2:])
# run: slice_of_slice(1) == 57


def optional_bound(n: int) -> int:
    bound = None if n < 0 else n
    return digits([1, 2, 3, 4][:bound]) * 1000 + digits([1, 2, 3, 4][bound:])
# run: optional_bound(-1) == 1235234
# run: optional_bound(1) == 1234


def rotate(values: list[int], k: int) -> list[int]:
    if not values:
        return []
    k %= len(values)
    return values[-k:] + values[:-k]
# run: rotate([1, 2, 3, 4, 5], 2) == [4, 5, 1, 2, 3]
# run: rotate([1, 2, 3, 4, 5], 0) == [1, 2, 3, 4, 5]
# run: rotate([1, 2, 3, 4, 5], -1) == [2, 3, 4, 5, 1]
# run: rotate([], 3) == []


def chunks(values: list[int], size: int) -> list[list[int]]:
    return [values[i : i + size] for i in range(0, len(values), size)]
# run: chunks([1, 2, 3, 4, 5], 2) == [[1, 2], [3, 4], [5]]
# run: chunks([], 2) == []
# run: chunks([1], 0) raises ValueError: range() arg 3 must not be zero


def every_other(values: list[str]) -> list[str]:
    return values[::2]
# run: every_other(["a", "b", "c"]) == ['a', 'c']
# run: every_other([]) == []


def cut_out(values: list[float], start: int, stop: int) -> None:
    del values[start:stop]
# run: cut_out([0.5, 1.5, 2.5], 1, 2) == None
# run: cut_out([0.5], -5, 5) == None


def reverse_in_place(values: list[int]) -> None:
    values[:] = values[::-1]
# run: reverse_in_place([1, 2, 3]) == None


def replace_evens(values: list[int], others: list[int]) -> None:
    values[::2] = others
# run: replace_evens([1, 2, 3], [7, 8]) == None
# run: replace_evens([1, 2, 3], [7]) raises ValueError: attempt to assign sequence of size 1 to extended slice of size 2
# run: replace_evens([], []) == None


def slices_in_place(n: int) -> list[int]:
    values = [1, 2, 3, 4]
    values[1:3] += [n]
    values[::2] *= 1
    values[n:] *= 2
    return values
# run: slices_in_place(2) == [1, 2, 3, 2, 4, 3, 2, 4]
