"""The functions of `math` that every target computes itself."""

import math


def sqrt(x: float) -> float:
    return math.sqrt(x)
# run: sqrt(2.0) == 1.4142135623730951
# run: sqrt(-0.0) == -0.0
# run: sqrt(-1.0) raises ValueError
# run: sqrt(inf) == inf
# run: sqrt(nan) == nan
# run: sqrt(-inf) raises ValueError


def sqrt_of_int(n: int) -> float:
    return math.sqrt(n)
# run: sqrt_of_int(16) == 4.0


def floor(x: float) -> int:
    return math.floor(x)
# run: floor(2.7) == 2
# run: floor(-2.7) == -3
# run: floor(nan) raises ValueError
# run: floor(inf) raises OverflowError


def ceil(x: float) -> int:
    return math.ceil(x)
# run: ceil(2.2) == 3
# run: ceil(-2.7) == -2
# run: ceil(-inf) raises OverflowError


def trunc(x: float) -> int:
    return math.trunc(x)
# run: trunc(2.7) == 2
# run: trunc(-2.7) == -2


def floors_of_int(n: int, b: bool) -> int:
    return math.floor(n) + math.ceil(n) + math.trunc(b)
# run: floors_of_int(9007199254740993, True) == 18014398509481987


def fabs(x: float) -> float:
    return math.fabs(x)
# run: fabs(-2.5) == 2.5
# run: fabs(-0.0) == 0.0


def copysign(x: float, y: float) -> float:
    return math.copysign(x, y)
# run: copysign(3.0, -0.0) == -3.0
# run: copysign(-3.0, 1.0) == 3.0


def fmod(x: float, y: float) -> float:
    return math.fmod(x, y)
# run: fmod(-7.5, 2.0) == -1.5
# run: fmod(7.5, -2.0) == 1.5
# run: fmod(-6.0, 3.0) == -0.0
# run: fmod(5.0, inf) == 5.0
# run: fmod(inf, 5.0) raises ValueError
# run: fmod(5.0, 0.0) raises ValueError
# run: fmod(nan, 0.0) == nan
# run: fmod(1e308, 5e-324) == 0.0
# run: fmod(1e+300, 1e-300) == 4.891554850853602e-301


def remainder(x: float, y: float) -> float:
    return math.remainder(x, y)
# run: remainder(5.0, 2.0) == 1.0
# run: remainder(7.0, 2.0) == -1.0
# run: remainder(6.0, 4.0) == -2.0
# run: remainder(10.0, 4.0) == 2.0
# run: remainder(-5.0, 10.0) == -5.0
# run: remainder(1.0, 0.0) raises ValueError
# run: remainder(inf, 1.0) raises ValueError
# run: remainder(2.0, inf) == 2.0
# run: remainder(nan, 1.0) == nan


def degrees(x: float) -> float:
    return math.degrees(x) + math.radians(x)
# run: degrees(1.0) == 57.31323280560227


def tests(x: float) -> int:
    return math.isnan(x) + 2 * math.isinf(x) + 4 * math.isfinite(x)
# run: tests(1.5) == 4
# run: tests(nan) == 1
# run: tests(-inf) == 2


def close(a: float, b: float) -> bool:
    return math.isclose(a, b)
# run: close(1.0, 1.0000000001) == True
# run: close(1.0, 1.00001) == False
# run: close(inf, inf) == True
# run: close(inf, 1e308) == False
# run: close(nan, nan) == False


def close_by(a: float, b: float, r: float, d: float) -> bool:
    return math.isclose(a, b, rel_tol=r, abs_tol=d)
# run: close_by(1.0, 1.1, 0.2, 0.0) == True
# run: close_by(0.0, 1e-5, 0.0, 1e-4) == True
# run: close_by(1.0, 1.0, -1.0, 0.0) raises ValueError


def nextafter(x: float, y: float) -> float:
    return math.nextafter(x, y)
# run: nextafter(1.0, 2.0) == 1.0000000000000002
# run: nextafter(1.0, 0.0) == 0.9999999999999999
# run: nextafter(0.0, -1.0) == -5e-324
# run: nextafter(-0.0, 0.0) == 0.0
# run: nextafter(1.7976931348623157e+308, inf) == inf
# run: nextafter(inf, 0.0) == 1.7976931348623157e+308
# run: nextafter(-5e-324, 1.0) == -0.0
# run: nextafter(nan, 1.0) == nan


def ulp(x: float) -> float:
    return math.ulp(x)
# run: ulp(1.0) == 2.220446049250313e-16
# run: ulp(-4.0) == 8.881784197001252e-16
# run: ulp(0.0) == 5e-324
# run: ulp(1.7976931348623157e+308) == 1.99584030953472e+292
# run: ulp(inf) == inf


def frexp(x: float) -> float:
    m, e = math.frexp(x)
    return m * 10000.0 + e
# run: frexp(8.0) == 5004.0
# run: frexp(-0.1) == -8003.0
# run: frexp(5e-324) == 3927.0
# run: frexp(0.0) == 0.0
# run: frexp(inf) == inf


def ldexp(x: float, n: int) -> float:
    return math.ldexp(x, n)
# run: ldexp(0.75, 4) == 12.0
# run: ldexp(1.0, -1074) == 5e-324
# run: ldexp(1.0, -1075) == 0.0
# run: ldexp(3.0, -1075) == 1e-323
# run: ldexp(1.0, 1024) raises OverflowError
# run: ldexp(5e-324, 2097) == 8.98846567431158e+307
# run: ldexp(1.0, -9223372036854775808) == 0.0
# run: ldexp(0.0, 9223372036854775807) == 0.0
# run: ldexp(inf, -5) == inf


def modf(x: float) -> float:
    f, w = math.modf(x)
    return f * 1000.0 + w
# run: modf(2.25) == 252.0
# run: modf(-2.25) == -252.0


def modf_fraction(x: float) -> float:
    f, w = math.modf(x)
    return f
# run: modf_fraction(-3.0) == -0.0
# run: modf_fraction(inf) == 0.0
# run: modf_fraction(nan) == nan


def hypot(x: float, y: float) -> float:
    return math.hypot(x, y)
# run: hypot(3.0, 4.0) == 5.0
# run: hypot(1.0, 1.0) == 1.4142135623730951
# run: hypot(inf, nan) == inf
# run: hypot(nan, 1.0) == nan
# run: hypot(-0.0, 0.0) == 0.0
# run: hypot(1e200, 1e200) == 1.414213562373095e+200
# run: hypot(1.7e308, 1.7e308) == inf
# run: hypot(3e-320, 4e-320) == 5e-320


def hypot_many(x: float, y: float, z: float) -> float:
    return math.hypot(x, y, z) + math.hypot(x) + math.hypot()
# run: hypot_many(2.0, 3.0, 6.0) == 9.0
# run: hypot_many(-1.0, 1.0, 1.0) == 2.732050807568877


def factorial(n: int) -> int:
    return math.factorial(n)
# run: factorial(0) == 1
# run: factorial(20) == 2432902008176640000
# run: factorial(21) raises OverflowError  # not Python: int has 64 bits
# run: factorial(-1) raises ValueError


def isqrt(n: int) -> int:
    return math.isqrt(n)
# run: isqrt(0) == 0
# run: isqrt(24) == 4
# run: isqrt(25) == 5
# run: isqrt(9223372036854775807) == 3037000499
# run: isqrt(4503599761588224) == 67108864
# run: isqrt(4503599761588223) == 67108864
# run: isqrt(-1) raises ValueError


def comb(n: int, k: int) -> int:
    return math.comb(n, k)
# run: comb(10, 3) == 120
# run: comb(3, 10) == 0
# run: comb(66, 33) == 7219428434016265740
# run: comb(67, 33) raises OverflowError  # not Python: int has 64 bits
# run: comb(9223372036854775807, 1) == 9223372036854775807
# run: comb(9223372036854775807, 9223372036854775806) == 9223372036854775807
# run: comb(-1, 2) raises ValueError
# run: comb(2, -1) raises ValueError


def perm(n: int, k: int) -> int:
    return math.perm(n, k)
# run: perm(10, 3) == 720
# run: perm(3, 10) == 0
# run: perm(5, 0) == 1
# run: perm(-5, 1) raises ValueError


def perm_all(n: int) -> int:
    return math.perm(n)
# run: perm_all(5) == 120


def gcd(a: int, b: int) -> int:
    return math.gcd(a, b)
# run: gcd(48, -36) == 12
# run: gcd(0, 0) == 0
# run: gcd(0, -7) == 7
# run: gcd(-9223372036854775808, 6) == 2
# run: gcd(-9223372036854775808, 0) raises OverflowError  # not Python: int has 64 bits


def gcd_many(a: int, b: int, c: int) -> int:
    return math.gcd(a, b, c) * 1000 + math.gcd() * 100 + math.gcd(a)
# run: gcd_many(12, 18, 27) == 3012


def lcm(a: int, b: int) -> int:
    return math.lcm(a, b)
# run: lcm(4, -6) == 12
# run: lcm(0, 5) == 0
# run: lcm(4294967296, 4294967297) raises OverflowError  # not Python: int has 64 bits
# run: lcm(9223372036854775807, 9223372036854775807) == 9223372036854775807


def lcm_many(a: int, b: int, c: int) -> int:
    return math.lcm(a, b, c) + math.lcm()
# run: lcm_many(4, 6, 10) == 61
# run: lcm_many(-9223372036854775808, 3, 0) == 1
# run: lcm_many(-9223372036854775808, 3, 1) raises OverflowError  # not Python: int has 64 bits
