from pyexec import float32, float64
from pyexec import aot, float32

@aot
def distance(x1: float32, y1: float32, x2: float32, y2: float32) -> float32:
    dx: float32 = x2 - x1
    dy: float32 = y2 - y1
    return float32((dx * dx + dy * dy) ** 0.5)

distance(0.0, 0.0, 3.0, 4.0)  # 5.0
distance(0.0, 0.0, 1.0, 1.0)  # 1.4142135381698608
