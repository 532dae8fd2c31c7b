"""What WebAssembly does not have yet; everything else is as in native code."""

# raises: UnsupportedError
# entry: wasm

import math


def sine(x: float) -> float:
    return math.sin(x)  # error: math.sin is not available in WebAssembly yet @ 'math.sin(x)'


def logarithm(x: float) -> float:
    return math.log(x, 2)  # error: math.log is not available in WebAssembly yet @ 'math.log(x, 2)'


def power(x: float) -> float:
    return x ** 0.5  # error: this power needs a mathematics library, which WebAssembly does not have yet @ 'x ** 0.5'


def power_of_complex(z: complex) -> complex:
    return z ** 2  # error: this power needs a mathematics library, which WebAssembly does not have yet @ 'z ** 2'


def list_parameter(n: int, values: list[int]) -> int:  # error: a WebAssembly module cannot take list[int] as a parameter yet @ 'list[int]'
    return n


def text_and_result(name: str) -> tuple[int, int]:  # error: a WebAssembly module cannot take str as a parameter yet @ 'str' # error: a WebAssembly module cannot give tuple[int, int] as a result yet @ 'tuple[int, int]'
    return 1, 2


def optional_parameter(n: int | None) -> int:  # error: a WebAssembly module cannot take int | None as a parameter yet @ 'int | None'
    return 0
