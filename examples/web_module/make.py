"""A WebAssembly module for the browser and for Node.

python make.py
node use.mjs
python -m http.server        # then open http://localhost:8000/game.html
"""

from pyexec import wasm_multi


def clamp(value: int, low: int, high: int) -> int:
    """The value, or the nearer end of the range."""
    return min(max(value, low), high)


def lerp(a: float, b: float, t: float) -> float:
    """From a to b as t goes from 0 to 1."""
    return a + (b - a) * t


def collide(x1: int, y1: int, w1: int, h1: int, x2: int, y2: int, w2: int, h2: int) -> bool:
    """Whether two boxes overlap."""
    return x1 < x2 + w2 and x2 < x1 + w1 and y1 < y2 + h2 and y2 < y1 + h1


if __name__ == "__main__":
    files = wasm_multi([clamp, lerp, collide], "game.wasm", generate_html=True)
    for kind, path in files.items():
        print(f"{kind}: {path}, {path.stat().st_size} bytes")
