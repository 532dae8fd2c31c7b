"""Shortest paths on a road map held in dictionaries: Dijkstra's algorithm.

The queue is a binary heap written out on a list of pairs (distance, town).
"""

ROADS = [
    ("Arden", "Birch", 7),
    ("Arden", "Cove", 9),
    ("Arden", "Fell", 14),
    ("Birch", "Cove", 10),
    ("Birch", "Dale", 15),
    ("Cove", "Dale", 11),
    ("Cove", "Fell", 2),
    ("Dale", "Elm", 6),
    ("Elm", "Fell", 9),
    ("Gorse", "Heath", 3),
]


def build_graph(roads: list[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """Return the neighbours of each town with their distances, in both directions.

    >>> build_graph([("a", "b", 3)])
    {'a': {'b': 3}, 'b': {'a': 3}}
    """
    graph: dict[str, dict[str, int]] = {}
    for start, end, length in roads:
        if length < 0:
            raise ValueError(f"the road from {start} to {end} has a negative length")
        graph.setdefault(start, {})[end] = length
        graph.setdefault(end, {})[start] = length
    return graph


def push(heap: list[tuple[int, str]], item: tuple[int, str]) -> None:
    """Put a pair on the heap.

    >>> heap = [(2, "b")]
    >>> push(heap, (1, "a"))
    >>> heap
    [(1, 'a'), (2, 'b')]
    """
    heap.append(item)
    child = len(heap) - 1
    while child > 0:
        parent = (child - 1) // 2
        if heap[parent] <= heap[child]:
            break
        heap[parent], heap[child] = heap[child], heap[parent]
        child = parent


def pop(heap: list[tuple[int, str]]) -> tuple[int, str]:
    """Take the smallest pair off the heap.

    >>> heap = [(1, "a"), (5, "c"), (2, "b")]
    >>> pop(heap), heap
    ((1, 'a'), [(2, 'b'), (5, 'c')])
    """
    smallest = heap[0]
    last = heap.pop()
    if heap:
        heap[0] = last
        parent = 0
        while True:
            child = 2 * parent + 1
            if child >= len(heap):
                break
            if child + 1 < len(heap) and heap[child + 1] < heap[child]:
                child += 1
            if heap[parent] <= heap[child]:
                break
            heap[parent], heap[child] = heap[child], heap[parent]
            parent = child
    return smallest


def dijkstra(graph: dict[str, dict[str, int]], start: str) -> tuple[dict[str, int], dict[str, str]]:
    """Return the distances from a town, and each town's predecessor on the way.

    >>> dijkstra({"a": {"b": 2}, "b": {"c": 1}, "c": {}}, "a")
    ({'a': 0, 'b': 2, 'c': 3}, {'b': 'a', 'c': 'b'})
    """
    if start not in graph:
        raise KeyError(start)
    distances = {start: 0}
    previous: dict[str, str] = {}
    done = set()
    heap = [(0, start)]
    while heap:
        distance, town = pop(heap)
        if town in done:
            continue
        done.add(town)
        for neighbour, length in graph[town].items():
            candidate = distance + length
            if neighbour not in distances or candidate < distances[neighbour]:
                distances[neighbour] = candidate
                previous[neighbour] = town
                push(heap, (candidate, neighbour))
    return distances, previous


def path_to(previous: dict[str, str], start: str, end: str) -> list[str] | None:
    """Return the towns on the way, or None if there is no way.

    >>> path_to({"b": "a", "c": "b"}, "a", "c")
    ['a', 'b', 'c']
    """
    path = [end]
    while path[-1] != start:
        before = previous.get(path[-1])
        if before is None:
            return None
        path.append(before)
    path.reverse()
    return path


def farthest_pair(graph: dict[str, dict[str, int]]) -> tuple[str, str, int]:
    """Return the two towns that are farthest from each other, with their distance.

    >>> farthest_pair({"a": {"b": 2}, "b": {"a": 2, "c": 1}, "c": {"b": 1}})
    ('a', 'c', 3)
    """
    best = ("", "", -1)
    for start in graph:
        distances, _ = dijkstra(graph, start)
        for end, distance in distances.items():
            if distance > best[2]:
                best = (start, end, distance)
    return best


def components(graph: dict[str, dict[str, int]]) -> list[list[str]]:
    """Return the groups of towns that are connected, each sorted."""
    groups: list[list[str]] = []
    seen: set[str] = set()
    for town in graph:
        if town not in seen:
            distances, _ = dijkstra(graph, town)
            seen |= set(distances)
            groups.append(sorted(distances))
    return groups


def main() -> None:
    """Print the ways from one town to all others."""
    graph = build_graph(ROADS)
    start = "Arden"
    distances, previous = dijkstra(graph, start)
    for town in sorted(graph):
        path = path_to(previous, start, town)
        if path is None:
            print(f"{town:<6} unreachable")
        else:
            print(f"{town:<6} {distances[town]:>3}  {' > '.join(path)}")
    first, second, distance = farthest_pair(graph)
    print(f"farthest: {first} and {second}, {distance} apart")
    for group in components(graph):
        print(len(group), "connected:", ", ".join(group))
    try:
        dijkstra(graph, "Zenith")
    except KeyError as error:
        print("no such town:", error)
    try:
        build_graph([("x", "y", -1)])
    except ValueError as error:
        print(error)


if __name__ == "__main__":
    main()
