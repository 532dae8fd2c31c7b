"""Groups of functions that call each other, in the order in which facts about them follow.

for group in components(program):     # callees come first
    ...
"""

from __future__ import annotations

from .nodes import Function, Program


def components(program: Program) -> list[list[Function]]:
    """Groups of functions that call each other, callees before callers.

    Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972), with
    an explicit stack, since call chains can be long.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    result: list[list[Function]] = []
    for root in program.functions:
        if root in index:
            continue
        work = [(root, iter(sorted(program.functions[root].callees())))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            name, callees = work[-1]
            for callee in callees:
                if callee not in index:
                    index[callee] = low[callee] = len(index)
                    stack.append(callee)
                    on_stack.add(callee)
                    work.append((callee, iter(sorted(program.functions[callee].callees()))))
                    break
                if callee in on_stack:
                    low[name] = min(low[name], index[callee])
            else:
                work.pop()
                if work:
                    caller = work[-1][0]
                    low[caller] = min(low[caller], low[name])
                if low[name] == index[name]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(program.functions[member])
                        if member == name:
                            break
                    result.append(component)
    return result
