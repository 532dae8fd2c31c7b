"""One function as a native callable, a C library and a web module: `python -m pyexec.demo`.

    native callable   pyexec.aot(fibonacci)
        in 101 ms, LLVM's start included; from the disk cache in 1.3 ms
        fibonacci(90) == 2880067194370816120, in 0.05 us; Python takes 1.62 us

The files are written to `pyexec-demo`, or to the folder that is named on the command
line, and stay there to be tried.
"""

from __future__ import annotations

import inspect
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from . import aot, compile_llvm, wasm
from .errors import PyExecError

_ROUNDS = 2000


def fibonacci(n: int) -> int:
    """The n-th Fibonacci number."""
    a: int = 0
    b: int = 1
    for _ in range(n):
        a, b = b, a + b
    return a


def main(arguments: list[str]) -> int:
    """Show the three ways; 0 if all went well."""
    folder = Path(arguments[0] if arguments else "pyexec-demo")
    print(inspect.getsource(fibonacci), end="")
    try:
        show_callable()
        show_library(folder)
        show_module(folder)
    except PyExecError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def show_callable() -> None:
    """Compile into this process, call, and compare with CPython."""
    # A cache of its own: what is shown is never the work of an earlier run.
    with TemporaryDirectory() as cache:
        os.environ["PYEXEC_CACHE_DIR"] = cache
        compiled, elapsed = timed(lambda: aot(fibonacci))
        _, again = timed(lambda: aot(fibonacci))
        size = sum(path.stat().st_size for path in Path(cache).rglob("*") if path.is_file())
    answer = compiled(90)
    native, python = time_of_call(compiled), time_of_call(fibonacci)
    heading("native callable", "pyexec.aot(fibonacci)")
    print(f"    in {elapsed:.0f} ms, LLVM's start included; from the disk cache in {again:.1f} ms")
    print(f"    {size:>7} bytes in the disk cache")
    print(f"    fibonacci(90) == {answer}, in {native:.2f} us; Python takes {python:.2f} us")
    try:
        compiled(93)
    except OverflowError as error:
        print(f"    fibonacci(93) raises OverflowError: {error}")


def show_library(folder: Path) -> None:
    """Write the C library, and call it as any other language would."""
    import ctypes

    call = 'pyexec.compile_llvm(fibonacci, "fibonacci", folder)'
    files, elapsed = timed(lambda: compile_llvm(fibonacci, "fibonacci", folder))
    heading("C library", call)
    list_files(files, elapsed)
    function = ctypes.CDLL(str(files["library"].resolve())).fibonacci
    function.argtypes, function.restype = [ctypes.c_int64], ctypes.c_int64
    print(f"    through ctypes, fibonacci(90) == {function(90)}")
    print(f"    in C: gcc main.c -I{folder} -L{folder} -lfibonacci -o main")


def show_module(folder: Path) -> None:
    """Write the web module, and call it in Node where there is one."""
    call = 'pyexec.wasm(fibonacci, "fibonacci.wasm")'
    files, elapsed = timed(lambda: wasm(fibonacci, folder / "fibonacci.wasm"))
    heading("web module", call)
    list_files(files, elapsed)
    answer = in_node(files["js"])
    if answer is not None:
        print(f"    in Node, fibonacci(90) == {answer}")
    print(f"    in a browser: python3 -m http.server -d {folder}, then open fibonacci.html")


def in_node(script: Path) -> str | None:
    """What the module answers under Node; None where there is no Node."""
    import shutil
    import subprocess

    node = shutil.which("node")
    if node is None:
        return None
    program = f"""
        const {{ loadFibonacci }} = require({str(script.resolve())!r});
        loadFibonacci().then(wasm => console.log(String(wasm.fibonacci(90))));
    """
    done = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def timed(action: Callable[[], Any]) -> tuple[Any, float]:
    """What an action gives, and the milliseconds it took."""
    start = time.perf_counter()
    result = action()
    return result, (time.perf_counter() - start) * 1e3


def time_of_call(function: Callable[[int], int]) -> float:
    """The microseconds of one call of `function(90)`, the best of five rounds."""
    rounds = []
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(_ROUNDS):
            function(90)
        rounds.append((time.perf_counter() - start) / _ROUNDS * 1e6)
    return min(rounds)


def heading(title: str, call: str) -> None:
    print(f"\n{title:<18}{call}")


def list_files(files: dict[str, Path], elapsed: float) -> None:
    print(f"    in {elapsed:.0f} ms:")
    for path in files.values():
        print(f"    {path.stat().st_size:>7} bytes  {path}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
