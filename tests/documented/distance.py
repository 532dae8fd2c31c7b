from pyexec import compile_llvm

def distance(x1: int, y1: int, x2: int, y2: int) -> int:
    """Compute Manhattan distance."""
    dx: int = x2 - x1
    dy: int = y2 - y1

    if dx < 0:
        dx = -dx
    if dy < 0:
        dy = -dy

    return dx + dy

files = compile_llvm(distance, "distance")
