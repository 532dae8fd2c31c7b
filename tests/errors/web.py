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
