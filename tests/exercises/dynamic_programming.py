"""Tables of what is known already."""


def climb_stairs(number_of_steps: int) -> int:
    """
    >>> climb_stairs(3)
    3
    >>> climb_stairs(-7)
    Traceback (most recent call last):
    AssertionError: number_of_steps needs to be positive integer, your input -7
    """
    assert (
        isinstance(number_of_steps, int) and number_of_steps > 0
    ), f"number_of_steps needs to be positive integer, your input {number_of_steps}"
    if number_of_steps == 1:
        return 1
    previous, current = 1, 1
    for _ in range(number_of_steps - 1):
        current, previous = current + previous, current
    return current


def coin_change(coins: list[int], amount: int) -> int:
    """
    >>> coin_change([1, 5, 10, 25], 63)
    6
    >>> coin_change([5], 3)
    -1
    """
    best = [0] + [amount + 1] * amount
    for total in range(1, amount + 1):
        for coin in coins:
            if coin <= total:
                best[total] = min(best[total], best[total - coin] + 1)
    return best[amount] if best[amount] <= amount else -1


def count_change(coins: tuple[int, ...], n: int) -> int:
    """
    >>> count_change((1, 2, 3), 4)
    4
    """
    table = [1] + [0] * n
    for coin in coins:
        for i in range(coin, n + 1):
            table[i] += table[i - coin]
    return table[n]


def knapsack(capacity: int, weights: list[int], values: list[int]) -> int:
    """
    >>> knapsack(50, [10, 20, 30], [60, 100, 120])
    220
    """
    n = len(values)
    dp = [[0] * (capacity + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for w in range(1, capacity + 1):
            if weights[i - 1] <= w:
                dp[i][w] = max(values[i - 1] + dp[i - 1][w - weights[i - 1]], dp[i - 1][w])
            else:
                dp[i][w] = dp[i - 1][w]
    return dp[n][capacity]


def longest_common_subsequence(x: str, y: str) -> tuple[int, str]:
    """
    >>> longest_common_subsequence("programming", "gaming")
    (6, 'gaming')
    >>> longest_common_subsequence("", "a")
    (0, '')
    """
    m, n = len(x), len(y)
    dp = [[0] * (n + 1) for _ in range(m + 1)]
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            match = 1 if x[i - 1] == y[j - 1] else 0
            dp[i][j] = max(dp[i - 1][j], dp[i][j - 1], dp[i - 1][j - 1] + match)
    seq = ""
    i, j = m, n
    while i > 0 and j > 0:
        match = 1 if x[i - 1] == y[j - 1] else 0
        if dp[i][j] == dp[i - 1][j - 1] + match:
            if match == 1:
                seq = x[i - 1] + seq
            i -= 1
            j -= 1
        elif dp[i][j] == dp[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return dp[m][n], seq


def longest_common_substring(text1: str, text2: str) -> str:
    """
    >>> longest_common_substring("abcdef", "xabded")
    'ab'
    """
    dp = [[0] * (len(text2) + 1) for _ in range(len(text1) + 1)]
    end = 0
    length = 0
    for i, a in enumerate(text1, 1):
        for j, b in enumerate(text2, 1):
            if a == b:
                dp[i][j] = 1 + dp[i - 1][j - 1]
                if dp[i][j] > length:
                    end, length = i, dp[i][j]
    return text1[end - length : end]


def word_break(string: str, words: list[str]) -> bool:
    """
    >>> word_break("applepenapple", ["apple", "pen"])
    True
    >>> word_break("catsandog", ["cats", "dog", "sand", "and", "cat"])
    False
    """
    known: dict[int, bool] = {len(string): True}

    def breakable(index: int) -> bool:
        if index not in known:
            known[index] = any(
                string.startswith(word, index) and breakable(index + len(word))
                for word in words
            )
        return known[index]

    return breakable(0)


def catalan(limit: int) -> list[int]:
    """
    >>> catalan(5)
    [1, 1, 2, 5, 14, 42]
    >>> catalan(-1)
    Traceback (most recent call last):
    ValueError: Limit for the Catalan sequence must be ≥ 0
    """
    if limit < 0:
        raise ValueError("Limit for the Catalan sequence must be ≥ 0")
    numbers = [0] * (limit + 1)
    numbers[0] = 1
    if limit > 0:
        numbers[1] = 1
    for i in range(2, limit + 1):
        for j in range(i):
            numbers[i] += numbers[j] * numbers[i - j - 1]
    return numbers


def fibonacci_memo(n: int, memo: dict[int, int] = {}) -> int:
    """
    >>> fibonacci_memo(60)
    1548008755920
    """
    if n <= 1:
        return n
    if n not in memo:
        memo[n] = fibonacci_memo(n - 1) + fibonacci_memo(n - 2)
    return memo[n]


def min_path_sum(grid: list[list[int]]) -> int:
    """
    >>> min_path_sum([[1, 3, 1], [1, 5, 1], [4, 2, 1]])
    7
    >>> min_path_sum([])
    Traceback (most recent call last):
    TypeError: The grid does not contain the appropriate information
    """
    if not grid or not grid[0]:
        raise TypeError("The grid does not contain the appropriate information")
    for cell_n in range(1, len(grid[0])):
        grid[0][cell_n] += grid[0][cell_n - 1]
    row_above = grid[0]
    for row_n in range(1, len(grid)):
        current_row = grid[row_n]
        current_row[0] += row_above[0]
        for cell_n in range(1, len(current_row)):
            current_row[cell_n] += min(current_row[cell_n - 1], row_above[cell_n])
        row_above = current_row
    return grid[-1][-1]


def subset_sum(numbers: list[int], target: int) -> bool:
    """
    >>> subset_sum([2, 4, 6, 8], 14), subset_sum([2, 4, 6, 8], 5)
    (True, False)
    """
    reachable = {0}
    for number in numbers:
        reachable |= {total + number for total in reachable}
    return target in reachable


def matrix_chain(dimensions: list[int]) -> int:
    """
    >>> matrix_chain([40, 20, 30, 10, 30])
    26000
    """
    n = len(dimensions) - 1
    costs = [[0 for _ in range(n)] for _ in range(n)]
    for size in range(1, n):
        for i in range(n - size):
            j = i + size
            costs[i][j] = min(
                costs[i][k] + costs[k + 1][j] + dimensions[i] * dimensions[k + 1] * dimensions[j + 1]
                for k in range(i, j)
            )
    return costs[0][n - 1]


def longest_palindrome(s: str) -> str:
    """
    >>> longest_palindrome("babbad")
    'abba'
    """
    best = ""
    for centre in range(len(s)):
        for width in (0, 1):
            left, right = centre, centre + width
            while left >= 0 and right < len(s) and s[left] == s[right]:
                left -= 1
                right += 1
            if right - left - 1 > len(best):
                best = s[left + 1 : right]
    return best


def partitions(n: int) -> int:
    """
    >>> [partitions(i) for i in range(8)]
    [1, 1, 2, 3, 5, 7, 11, 15]
    """
    ways = [1, *([0] * n)]
    for part in range(1, n + 1):
        for i in range(part, n + 1):
            ways[i] += ways[i - part]
    return ways[n]
