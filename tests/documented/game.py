from pyexec import wasm_multi

def clamp(value: int, min_val: int, max_val: int) -> int:
    """Clamp value to range."""
    if value < min_val:
        return min_val
    if value > max_val:
        return max_val
    return value

def lerp(a: int, b: int, t: int) -> int:
    """Linear interpolation (t in 0-100)."""
    return a + ((b - a) * t) // 100

def collision(x1: int, y1: int, w1: int, h1: int,
              x2: int, y2: int, w2: int, h2: int) -> bool:
    """Check AABB collision."""
    return not (x1 + w1 < x2 or
                x2 + w2 < x1 or
                y1 + h1 < y2 or
                y2 + h2 < y1)

files = wasm_multi([clamp, lerp, collision], "game.wasm")
