"""Graphs in dictionaries."""

from typing import Dict, List, Optional, Set, Tuple

INFINITY = 10**9


def breadth_first(graph: Dict[str, Set[str]], start: str) -> List[str]:
    """
    >>> breadth_first({"A": {"B"}, "B": {"C"}, "C": {"A"}}, "A")
    ['A', 'B', 'C']
    """
    explored = {start}
    result = [start]
    queue = [start]
    while queue:
        v = queue.pop(0)
        for w in sorted(graph[v]):
            if w not in explored:
                explored.add(w)
                result.append(w)
                queue.append(w)
    return result


def depth_first(graph: Dict[str, List[str]], start: str) -> Set[str]:
    """
    >>> sorted(depth_first({"A": ["B", "C"], "B": [], "C": ["D"], "D": [], "E": ["A"]}, "A"))
    ['A', 'B', 'C', 'D']
    """
    explored, stack = {start}, [start]
    while stack:
        v = stack.pop()
        for adj in reversed(graph[v]):
            if adj not in explored:
                stack.append(adj)
        explored.add(v)
    return explored


def shortest_path(graph: dict[str, list[str]], start: str, goal: str) -> list[str]:
    """
    >>> shortest_path({"A": ["B", "C"], "B": ["D"], "C": ["D"], "D": ["E"], "E": []}, "A", "E")
    ['A', 'B', 'D', 'E']
    >>> shortest_path({"A": [], "B": []}, "A", "B")
    []
    """
    explored = set()
    queue = [[start]]
    if start == goal:
        return [start]
    while queue:
        path = queue.pop(0)
        node = path[-1]
        if node not in explored:
            for neighbour in graph[node]:
                new_path = list(path)
                new_path.append(neighbour)
                queue.append(new_path)
                if neighbour == goal:
                    return new_path
            explored.add(node)
    return []


def bellman_ford(
    edges: List[Tuple[int, int, int]], vertex_count: int, source: int
) -> List[Optional[int]]:
    """
    >>> bellman_ford([(0, 1, 4), (0, 2, 1), (2, 1, 2)], 4, 0)
    [0, 3, 1, None]
    >>> bellman_ford([(0, 1, -1), (1, 0, -1)], 2, 0)
    Traceback (most recent call last):
    Exception: Negative cycle found
    """
    distance: List[Optional[int]] = [None] * vertex_count
    distance[source] = 0
    for round_number in range(vertex_count):
        for u, v, w in edges:
            known = distance[u]
            if known is None:
                continue
            old = distance[v]
            if old is None or known + w < old:
                if round_number == vertex_count - 1:
                    raise Exception("Negative cycle found")
                distance[v] = known + w
    return distance


def floyd_warshall(weights: list[list[int]]) -> list[list[int]]:
    """
    >>> floyd_warshall([[0, 3, INFINITY], [INFINITY, 0, 1], [2, INFINITY, 0]])
    [[0, 3, 4], [3, 0, 1], [2, 5, 0]]
    """
    n = len(weights)
    dist = [row[:] for row in weights]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if dist[i][k] + dist[k][j] < dist[i][j]:
                    dist[i][j] = dist[i][k] + dist[k][j]
    return dist


def kruskal(num_nodes: int, edges: List[Tuple[int, int, int]]) -> List[Tuple[int, int, int]]:
    """
    >>> kruskal(4, [(0, 1, 3), (1, 2, 5), (2, 3, 1), (0, 2, 1), (0, 3, 2)])
    [(2, 3, 1), (0, 2, 1), (0, 1, 3)]
    """
    edges = sorted(edges, key=lambda edge: edge[2])
    parent = list(range(num_nodes))

    def find_parent(i: int) -> int:
        if i != parent[i]:
            parent[i] = find_parent(parent[i])
        return parent[i]

    minimum_spanning_tree = []
    for edge in edges:
        parent_a = find_parent(edge[0])
        parent_b = find_parent(edge[1])
        if parent_a != parent_b:
            minimum_spanning_tree.append(edge)
            parent[parent_a] = parent_b
    return minimum_spanning_tree


def has_cycle(graph: dict[int, list[int]]) -> bool:
    """
    >>> has_cycle({0: [1], 1: [2], 2: [0]}), has_cycle({0: [1, 2], 1: [2], 2: []})
    (True, False)
    """
    done: set[int] = set()
    active: set[int] = set()

    def visit(node: int) -> bool:
        active.add(node)
        for child in graph[node]:
            if child in active or (child not in done and visit(child)):
                return True
        active.remove(node)
        done.add(node)
        return False

    return any(node not in done and visit(node) for node in graph)


def is_bipartite(graph: dict[int, list[int]]) -> bool:
    """
    >>> is_bipartite({0: [1, 3], 1: [0, 2], 2: [1, 3], 3: [0, 2]})
    True
    >>> is_bipartite({0: [1, 2], 1: [0, 2], 2: [0, 1]})
    False
    """
    colour: dict[int, int] = {}
    for start in graph:
        if start in colour:
            continue
        colour[start] = 0
        stack = [start]
        while stack:
            node = stack.pop()
            for other in graph[node]:
                if other not in colour:
                    colour[other] = 1 - colour[node]
                    stack.append(other)
                elif colour[other] == colour[node]:
                    return False
    return True


def degrees(edges: list[tuple[str, str]]) -> dict[str, int]:
    """
    >>> degrees([("a", "b"), ("b", "c")])
    {'a': 1, 'b': 2, 'c': 1}
    """
    result: dict[str, int] = {}
    for pair in edges:
        for node in pair:
            result[node] = result.get(node, 0) + 1
    return result


def page_rank(links: dict[str, list[str]], rounds: int = 20, damping: float = 0.85) -> dict[str, float]:
    """
    >>> ranks = page_rank({"a": ["b"], "b": ["a", "c"], "c": ["a"]})
    >>> [(page, round(rank, 3)) for page, rank in ranks.items()]
    [('a', 0.397), ('b', 0.388), ('c', 0.215)]
    """
    ranks = {page: 1 / len(links) for page in links}
    for _ in range(rounds):
        incoming = dict.fromkeys(links, 0.0)
        for page, targets in links.items():
            for target in targets:
                incoming[target] += ranks[page] / len(targets)
        ranks = {page: (1 - damping) / len(links) + damping * v for page, v in incoming.items()}
    return ranks


def maze_path(maze: list[str]) -> int | None:
    """
    >>> maze_path(["..#", "#..", "##."])
    4
    >>> maze_path([".#", "#."]) is None
    True
    """
    goal = (len(maze) - 1, len(maze[0]) - 1)
    frontier = [(0, 0, 0)]
    seen = {(0, 0)}
    while frontier:
        row, col, steps = frontier.pop(0)
        if (row, col) == goal:
            return steps
        for r, c in [(row + 1, col), (row - 1, col), (row, col + 1), (row, col - 1)]:
            if 0 <= r < len(maze) and 0 <= c < len(maze[r]) and maze[r][c] == "." and (r, c) not in seen:
                seen.add((r, c))
                frontier.append((r, c, steps + 1))
    return None
