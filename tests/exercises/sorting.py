"""Sorting and searching."""

from typing import Callable, List, Optional


def bubble_sort(collection: list[int]) -> list[int]:
    """
    >>> bubble_sort([0, 5, 3, 2, 2])
    [0, 2, 2, 3, 5]
    >>> bubble_sort([])
    []
    """
    length = len(collection)
    for i in reversed(range(length)):
        swapped = False
        for j in range(i):
            if collection[j] > collection[j + 1]:
                swapped = True
                collection[j], collection[j + 1] = collection[j + 1], collection[j]
        if not swapped:
            break
    return collection


def insertion_sort(a: list[int]) -> list[int]:
    """
    >>> insertion_sort([5, -2, 9, 0])
    [-2, 0, 5, 9]
    """
    for i, value in enumerate(a[1:], 1):
        while i > 0 and value < a[i - 1]:
            a[i] = a[i - 1]
            i -= 1
        a[i] = value
    return a


def selection_sort(a: list[float]) -> list[float]:
    """
    >>> selection_sort([2.5, -1.0, 2.0])
    [-1.0, 2.0, 2.5]
    """
    n = len(a)
    for i in range(n - 1):
        min_index = i
        for k in range(i + 1, n):
            if a[k] < a[min_index]:
                min_index = k
        if min_index != i:
            a[i], a[min_index] = a[min_index], a[i]
    return a


def merge_sort(values: list[int]) -> list[int]:
    """
    >>> merge_sort([0, 5, 3, 2, 2])
    [0, 2, 2, 3, 5]
    """

    def merge(left: list[int], right: list[int]) -> list[int]:
        result = []
        while left and right:
            result.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
        result.extend(left)
        result.extend(right)
        return result

    if len(values) <= 1:
        return values
    mid = len(values) // 2
    return merge(merge_sort(values[:mid]), merge_sort(values[mid:]))


def quick_sort(collection: list[str]) -> list[str]:
    """
    >>> quick_sort(["pear", "fig", "apple", "fig"])
    ['apple', 'fig', 'fig', 'pear']
    """
    if len(collection) < 2:
        return collection
    pivot = collection.pop(len(collection) // 2)
    lesser = [item for item in collection if item <= pivot]
    greater = [item for item in collection if item > pivot]
    return [*quick_sort(lesser), pivot, *quick_sort(greater)]


def heap_sort(unsorted: list[int]) -> list[int]:
    """
    >>> heap_sort([3, 7, 9, 28, 123, -5, 8])
    [-5, 3, 7, 8, 9, 28, 123]
    """
    def heapify(index: int, heap_size: int) -> None:
        largest = index
        left = 2 * index + 1
        right = 2 * index + 2
        if left < heap_size and unsorted[left] > unsorted[largest]:
            largest = left
        if right < heap_size and unsorted[right] > unsorted[largest]:
            largest = right
        if largest != index:
            unsorted[largest], unsorted[index] = unsorted[index], unsorted[largest]
            heapify(largest, heap_size)

    n = len(unsorted)
    for i in range(n // 2 - 1, -1, -1):
        heapify(i, n)
    for i in range(n - 1, 0, -1):
        unsorted[0], unsorted[i] = unsorted[i], unsorted[0]
        heapify(0, i)
    return unsorted


def counting_sort(collection: list[int]) -> list[int]:
    """
    >>> counting_sort([-2, -5, -45, 3, 3])
    [-45, -5, -2, 3, 3]
    """
    if collection == []:
        return []
    low, high = min(collection), max(collection)
    counts = [0] * (high + 1 - low)
    for number in collection:
        counts[number - low] += 1
    return [i + low for i, n in enumerate(counts) for _ in range(n)]


def radix_sort(values: list[int]) -> list[int]:
    """
    >>> radix_sort([170, 45, 75, 90, 802, 24, 2, 66])
    [2, 24, 45, 66, 75, 90, 170, 802]
    """
    placement = 1
    while placement <= max(values):
        buckets: list[list[int]] = [[] for _ in range(10)]
        for i in values:
            buckets[(i // placement) % 10].append(i)
        values = [v for bucket in buckets for v in bucket]
        placement *= 10
    return values


def bucket_sort(values: list[float], bucket_count: int = 5) -> list[float]:
    """
    >>> bucket_sort([0.4, 1.2, 0.1, 0.2, -0.9])
    [-0.9, 0.1, 0.2, 0.4, 1.2]
    """
    if len(values) == 0 or bucket_count <= 0:
        return []
    low, high = min(values), max(values)
    if low == high:
        return values
    width = (high - low) / bucket_count
    buckets: list[list[float]] = [[] for _ in range(bucket_count)]
    for value in values:
        index = min(int((value - low) / width), bucket_count - 1)
        buckets[index].append(value)
    return [v for bucket in buckets for v in sorted(bucket)]


def shell_sort(collection: List[int]) -> List[int]:
    """
    >>> shell_sort([0, 5, 3, 2, 2])
    [0, 2, 2, 3, 5]
    """
    for gap in [701, 301, 132, 57, 23, 10, 4, 1]:
        for i in range(gap, len(collection)):
            insert_value = collection[i]
            j = i
            while j >= gap and collection[j - gap] > insert_value:
                collection[j] = collection[j - gap]
                j -= gap
            if j != i:
                collection[j] = insert_value
    return collection


def binary_search(sorted_collection: list[int], item: int) -> int:
    """
    >>> binary_search([0, 5, 7, 10, 15], 15)
    4
    >>> binary_search([0, 5, 7, 10, 15], 6)
    -1
    >>> binary_search([5, 1], 1)
    Traceback (most recent call last):
    ValueError: sorted_collection must be sorted in ascending order
    """
    if list(sorted_collection) != sorted(sorted_collection):
        raise ValueError("sorted_collection must be sorted in ascending order")
    left = 0
    right = len(sorted_collection) - 1
    while left <= right:
        midpoint = left + (right - left) // 2
        current_item = sorted_collection[midpoint]
        if current_item == item:
            return midpoint
        elif item < current_item:
            right = midpoint - 1
        else:
            left = midpoint + 1
    return -1


def bisect_left(values: list[float], x: float, lo: int = 0, hi: Optional[int] = None) -> int:
    """
    >>> bisect_left([1.0, 2.0, 2.0, 3.0], 2.0)
    1
    >>> bisect_left([], 1.0)
    0
    """
    if hi is None:
        hi = len(values)
    while lo < hi:
        mid = (lo + hi) // 2
        if values[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo


def quick_select(items: list[int], index: int) -> int | None:
    """
    >>> quick_select([2, 4, 5, 7, 899, 54, 32], 5)
    54
    >>> quick_select([2, 4], 5) is None
    True
    """
    if index >= len(items) or index < 0:
        return None
    pivot = items[len(items) // 2]
    smaller = [v for v in items if v < pivot]
    larger = [v for v in items if v > pivot]
    count = items.count(pivot)
    m = len(smaller)
    if m <= index < m + count:
        return pivot
    if m > index:
        return quick_select(smaller, index)
    return quick_select(larger, index - (m + count))


def topological_sort(graph: dict[str, list[str]]) -> list[str]:
    """
    >>> topological_sort({"shirt": ["tie"], "tie": ["jacket"], "jacket": [], "belt": ["jacket"]})
    ['belt', 'shirt', 'tie', 'jacket']
    """
    visited: set[str] = set()
    order: list[str] = []

    def visit(node: str) -> None:
        if node in visited:
            return
        visited.add(node)
        for following in graph[node]:
            visit(following)
        order.append(node)

    for node in graph:
        visit(node)
    return order[::-1]


def sort_by(values: list[int], key: Callable[[int], int]) -> list[int]:
    """
    >>> sort_by([3, -1, 2], abs)
    [-1, 2, 3]
    """
    decorated = [(key(v), i, v) for i, v in enumerate(values)]
    decorated.sort()
    return [v for _, _, v in decorated]


def is_sorted(values: list[int], descending: bool = False) -> bool:
    """
    >>> is_sorted([1, 2, 2]), is_sorted([1, 2], descending=True)
    (True, False)
    """
    if descending:
        values = values[::-1]
    return all(values[i] <= values[i + 1] for i in range(len(values) - 1))


def dutch_flag(colours: list[int]) -> list[int]:
    """
    >>> dutch_flag([2, 1, 0, 0, 1, 2])
    [0, 0, 1, 1, 2, 2]
    >>> dutch_flag([3])
    Traceback (most recent call last):
    ValueError: The elements inside the sequence must contains only (0, 1, 2) values
    """
    low = mid = 0
    high = len(colours) - 1
    while mid <= high:
        if colours[mid] == 0:
            colours[low], colours[mid] = colours[mid], colours[low]
            low += 1
            mid += 1
        elif colours[mid] == 1:
            mid += 1
        elif colours[mid] == 2:
            colours[mid], colours[high] = colours[high], colours[mid]
            high -= 1
        else:
            msg = f"The elements inside the sequence must contains only {(0, 1, 2)} values"
            raise ValueError(msg)
    return colours
