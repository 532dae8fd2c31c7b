"""The functions of `math` that the platform's C library computes, as it does for CPython."""

import math


# wasm: no
def angles(x: float) -> float:
    return math.sin(x) + 10.0 * math.cos(x) + 100.0 * math.tan(x)
# run: angles(0.5) as Python
# run: angles(1e22) as Python
# run: angles(inf) raises ValueError
# run: angles(nan) == nan


# wasm: no
def inverse_angles(x: float) -> float:
    return math.asin(x) + 10.0 * math.acos(x) + 100.0 * math.atan(x)
# run: inverse_angles(0.5) as Python
# run: inverse_angles(1.5) raises ValueError


# wasm: no
def atan2(y: float, x: float) -> float:
    return math.atan2(y, x)
# run: atan2(1.0, -1.0) as Python
# run: atan2(-0.0, -1.0) as Python
# run: atan2(0.0, 0.0) == 0.0
# run: atan2(inf, -inf) as Python


# wasm: no
def hyperbolic(x: float) -> float:
    return math.sinh(x) + math.cosh(x) + math.tanh(x)
# run: hyperbolic(0.5) as Python
# run: hyperbolic(800.0) raises OverflowError


# wasm: no
def inverse_hyperbolic(x: float) -> float:
    return math.asinh(x) + math.acosh(x)
# run: inverse_hyperbolic(2.0) as Python
# run: inverse_hyperbolic(0.5) raises ValueError


# wasm: no
def atanh(x: float) -> float:
    return math.atanh(x)
# run: atanh(0.5) as Python
# run: atanh(1.0) raises ValueError
# run: atanh(2.0) raises ValueError


# wasm: no
def exponentials(x: float) -> float:
    return math.exp(x) + 10.0 * math.expm1(x) + 100.0 * math.exp2(x)
# run: exponentials(0.5) as Python
# run: exponentials(710.0) raises OverflowError
# run: exponentials(-inf) == -10.0
# run: exponentials(nan) == nan


# wasm: no
def logarithms(x: float) -> float:
    return math.log(x) + math.log2(x) + math.log10(x)
# run: logarithms(1000.0) as Python
# run: logarithms(0.0) raises ValueError
# run: logarithms(-1.0) raises ValueError
# run: logarithms(inf) == inf
# run: logarithms(nan) == nan


# wasm: no
def log_base(x: float, base: float) -> float:
    return math.log(x, base)
# run: log_base(8.0, 2.0) == 3.0
# run: log_base(8.0, 1.0) raises ZeroDivisionError
# run: log_base(0.0, 2.0) raises ValueError
# run: log_base(2.0, -2.0) raises ValueError


# wasm: no
def log1p(x: float) -> float:
    return math.log1p(x)
# run: log1p(1e-10) as Python
# run: log1p(-1.0) raises ValueError
# run: log1p(-0.0) == -0.0


# wasm: no
def pow_(x: float, y: float) -> float:
    return math.pow(x, y)
# run: pow_(2.0, 0.5) as Python
# run: pow_(-8.0, 0.5) raises ValueError
# run: pow_(0.0, -1.0) raises ValueError
# run: pow_(2.0, 1024.0) raises OverflowError
# run: pow_(-inf, 3.0) == -inf
# run: pow_(0.0, -inf) == inf
# run: pow_(1.0, nan) == 1.0


# wasm: no
def cbrt(x: float) -> float:
    return math.cbrt(x)
# run: cbrt(27.0) as Python
# run: cbrt(-8.0) == -2.0


# wasm: no
def erf(x: float) -> float:
    return math.erf(x) + 10.0 * math.erfc(x)
# run: erf(0.5) as Python
# run: erf(inf) == 1.0
# run: erf(-inf) == 19.0


# wasm: no
def gamma(x: float) -> float:
    return math.gamma(x)
# run: gamma(5.0) == 24.0
# run: gamma(0.5) as Python
# run: gamma(-1.5) as Python
# run: gamma(0.0) raises ValueError
# run: gamma(-0.0) raises ValueError
# run: gamma(-2.0) raises ValueError
# run: gamma(171.0) as Python
# run: gamma(172.0) raises OverflowError
# run: gamma(1e-310) raises OverflowError
# run: gamma(-170.5) as Python
# run: gamma(-200.5) == -0.0
# run: gamma(inf) == inf
# run: gamma(-inf) raises ValueError
# run: gamma(nan) == nan
# run: gamma(1e-25) as Python
# run: gamma(23.0) as Python


# wasm: no
def lgamma(x: float) -> float:
    return math.lgamma(x)
# run: lgamma(5.0) as Python
# run: lgamma(1.0) == 0.0
# run: lgamma(2.0) == 0.0
# run: lgamma(0.0) raises ValueError
# run: lgamma(-1.0) raises ValueError
# run: lgamma(-0.5) as Python
# run: lgamma(1e305) as Python
# run: lgamma(1e308) raises OverflowError
# run: lgamma(-inf) == inf
# run: lgamma(1e-30) as Python
# run: lgamma(nan) == nan


# wasm: no
def of_ints(n: int, b: bool) -> float:
    return math.exp(n) + math.sin(b) + math.log(n)
# run: of_ints(2, True) as Python
