"""Puzzles on lists."""

from __future__ import annotations

from collections.abc import Sequence


def two_sum(nums: list[int], target: int) -> list[int]:
    """
    >>> two_sum([2, 7, 11, 15], 9)
    [0, 1]
    >>> two_sum([1, 2], 9)
    []
    """
    chk_map: dict[int, int] = {}
    for index, val in enumerate(nums):
        compl = target - val
        if compl in chk_map:
            return [chk_map[compl], index]
        chk_map[val] = index
    return []


def three_sum(nums: list[int]) -> list[tuple[int, int, int]]:
    """
    >>> three_sum([-1, 0, 1, 2, -1, -4])
    [(-1, -1, 2), (-1, 0, 1)]
    """
    nums.sort()
    found = set()
    for i in range(len(nums) - 2):
        left, right = i + 1, len(nums) - 1
        while left < right:
            total = nums[i] + nums[left] + nums[right]
            if total == 0:
                found.add((nums[i], nums[left], nums[right]))
            if total < 0:
                left += 1
            else:
                right -= 1
    return sorted(found)


def max_subarray(arr: Sequence[float]) -> float:
    """
    >>> max_subarray([-2.0, 1.0, -3.0, 4.0, -1.0, 2.0, 1.0, -5.0])
    6.0
    >>> max_subarray([])
    Traceback (most recent call last):
    ValueError: Input sequence should not be empty
    """
    if not arr:
        raise ValueError("Input sequence should not be empty")
    curr_max = ans = arr[0]
    for num in arr[1:]:
        curr_max = max(curr_max + num, num)
        ans = max(curr_max, ans)
    return ans


def max_profit(prices: list[int]) -> int:
    """
    >>> max_profit([7, 1, 5, 3, 6, 4])
    5
    """
    if not prices:
        return 0
    min_price = prices[0]
    best = 0
    for price in prices:
        min_price = min(price, min_price)
        best = max(price - min_price, best)
    return best


def product_except_self(nums: list[int]) -> list[int]:
    """
    >>> product_except_self([1, 2, 3, 4])
    [24, 12, 8, 6]
    """
    result = [1] * len(nums)
    prefix = 1
    for i in range(len(nums)):
        result[i] = prefix
        prefix *= nums[i]
    suffix = 1
    for i in reversed(range(len(nums))):
        result[i] *= suffix
        suffix *= nums[i]
    return result


def rotate(values: list[int], steps: int) -> list[int]:
    """
    >>> rotate([1, 2, 3, 4, 5], 2)
    [4, 5, 1, 2, 3]
    """
    if not values:
        return values
    steps %= len(values)
    return values[-steps:] + values[:-steps]


def flatten(nested: list[list[int]]) -> list[int]:
    """
    >>> flatten([[1], [2, 3], []])
    [1, 2, 3]
    """
    return [item for sub in nested for item in sub]


def chunks(seq: list[str], n: int) -> list[list[str]]:
    """
    >>> chunks(["a", "b", "c"], 2)
    [['a', 'b'], ['c']]
    """
    return [seq[i : i + n] for i in range(0, len(seq), n)]


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    """
    >>> merge_intervals([[1, 3], [8, 10], [2, 6], [15, 18]])
    [[1, 6], [8, 10], [15, 18]]
    """
    if not intervals:
        return []
    intervals.sort(key=lambda x: x[0])
    merged = [intervals[0]]
    for start, end in intervals[1:]:
        if start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged


def moving_average(data: list[float], window: int) -> list[float]:
    """
    >>> moving_average([1.0, 2.0, 3.0, 4.0], 2)
    [1.5, 2.5, 3.5]
    """
    return [sum(data[i : i + window]) / window for i in range(len(data) - window + 1)]


def majority(votes: list[int]) -> int | None:
    """
    >>> majority([1, 2, 1, 1])
    1
    >>> majority([1, 2]) is None
    True
    """
    candidate, count = None, 0
    for vote in votes:
        if count == 0:
            candidate = vote
        count += 1 if vote == candidate else -1
    if candidate is not None and votes.count(candidate) * 2 > len(votes):
        return candidate
    return None


def longest_increasing(array: list[int]) -> list[int]:
    """
    >>> longest_increasing([10, 22, 9, 33, 21, 50, 41, 60, 80])
    [10, 22, 33, 41, 60, 80]
    >>> longest_increasing([])
    []
    """
    array_length = len(array)
    if array_length <= 1:
        return array
    pivot = array[0]
    is_found = False
    i = 1
    longest_subseq: list[int] = []
    while not is_found and i < array_length:
        if array[i] < pivot:
            is_found = True
            temp_array = array[i:]
            temp_array = longest_increasing(temp_array)
            if len(temp_array) > len(longest_subseq):
                longest_subseq = temp_array
        else:
            i += 1
    temp_array = [element for element in array[1:] if element >= pivot]
    temp_array = [pivot, *longest_increasing(temp_array)]
    if len(temp_array) > len(longest_subseq):
        return temp_array
    return longest_subseq


def trapped_water(heights: tuple[int, ...]) -> int:
    """
    >>> trapped_water((0, 1, 0, 2, 1, 0, 1, 3, 2, 1, 2, 1))
    6
    >>> trapped_water((7, 1, -3))
    Traceback (most recent call last):
    ValueError: No height can be negative
    """
    if not heights:
        return 0
    if any(h < 0 for h in heights):
        raise ValueError("No height can be negative")
    length = len(heights)
    left_max = [0] * length
    left_max[0] = heights[0]
    for i, height in enumerate(heights[1:], start=1):
        left_max[i] = max(height, left_max[i - 1])
    right_max = [0] * length
    right_max[-1] = heights[-1]
    for i in range(length - 2, -1, -1):
        right_max[i] = max(heights[i], right_max[i + 1])
    return sum(
        min(left, right) - height for left, right, height in zip(left_max, right_max, heights)
    )


def remove_duplicates(values: list[str]) -> list[str]:
    """
    >>> remove_duplicates(["b", "a", "b"])
    ['b', 'a']
    """
    return list(dict.fromkeys(values))


def intersection(first: list[int], second: list[int]) -> list[int]:
    """
    >>> intersection([1, 2, 2, 3], [2, 2, 4])
    [2, 2]
    """
    rest = second.copy()
    common = []
    for v in first:
        if v in rest:
            common.append(v)
            rest.remove(v)
    return common


def run_lengths(values: list[int]) -> list[tuple[int, int]]:
    """
    >>> run_lengths([1, 1, 2, 3, 3])
    [(1, 2), (2, 1), (3, 2)]
    """
    result: list[tuple[int, int]] = []
    for v in values:
        if result and result[-1][0] == v:
            result[-1] = v, result[-1][1] + 1
        else:
            result.append((v, 1))
    return result


def missing_number(nums: list[int]) -> int:
    """
    >>> missing_number([3, 0, 1])
    2
    """
    n = len(nums)
    result = n
    for i, value in enumerate(nums):
        result ^= i ^ value
    return result


def next_permutation(nums: list[int]) -> list[int]:
    """
    >>> next_permutation([1, 3, 2])
    [2, 1, 3]
    >>> next_permutation([3, 2, 1])
    [1, 2, 3]
    """
    i = len(nums) - 2
    while i >= 0 and nums[i] >= nums[i + 1]:
        i -= 1
    if i >= 0:
        j = len(nums) - 1
        while nums[j] <= nums[i]:
            j -= 1
        nums[i], nums[j] = nums[j], nums[i]
    nums[i + 1 :] = reversed(nums[i + 1 :])
    return nums


def all_equal(values: list[float]) -> bool:
    """
    >>> all_equal([1.0, 1.0]), all_equal([]), all_equal([1.0, 2.0])
    (True, True, False)
    """
    return len(set(values)) <= 1


def second_largest(values: list[int]) -> int:
    """
    >>> second_largest([5, 1, 5, 3])
    3
    >>> second_largest([1])
    Traceback (most recent call last):
    IndexError: list index out of range
    """
    return sorted(set(values), reverse=True)[1]
