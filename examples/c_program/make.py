"""A C library from Python, and a C program that uses it.

python make.py
gcc main.c -L. -lgeometry -o main
./main
"""

from pyexec import compile_llvm


def distance(x1: int, y1: int, x2: int, y2: int) -> int:
    """The Manhattan distance of two points."""
    return abs(x2 - x1) + abs(y2 - y1)


if __name__ == "__main__":
    for kind, path in compile_llvm(distance, "geometry").items():
        print(f"{kind}: {path}, {path.stat().st_size} bytes")
