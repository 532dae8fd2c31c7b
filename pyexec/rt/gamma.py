"""The gamma function and its logarithm, as CPython computes them, by Lanczos's formula.

    gamma(x) = lanczos_sum(x) * (x + g - 0.5)**(x - 0.5) / exp(x + g - 0.5)

with g = 6.02468004077673 and N = 13 terms.  The approximation and its
constants are published in boost.org's `lanczos.hpp` (`lanczos13m53`) after
V. Pugh, "An Analysis of the Lanczos Gamma Approximation" (2004); CPython uses the same
ones, so that the order of the operations here decides over the last bit.
"""

from __future__ import annotations

from .mathematics import INFINITY, PI
from .primitives import c, copysign, divide, fabs, floor, fmod

G = 6.02468004077673
G_MINUS_HALF = 5.52468004077673
LOG_PI = 1.1447298858494002

# Up to this integer a factorial of the predecessor is exact as a float.
LARGEST_EXACT = 23.0


def lanczos_sum(x: float) -> float:
    """The rational part for x > 0, in powers of 1 / x where those of x would grow too large."""
    if x < 5.0:
        return divide(
            ((((((((((((2.5066282746310002 * x
            + 210.82427775157936) * x
            + 8071.672002365816) * x
            + 186056.26539522348) * x
            + 2876370.6289353725) * x
            + 31426415.585400194) * x
            + 248874557.86205417) * x
            + 1439720407.3117216) * x
            + 6039542586.352028) * x
            + 17921034426.03721) * x
            + 35711959237.35567) * x
            + 42919803642.6491) * x
            + 23531376880.41076),
            (((((((((((x + 66.0) * x + 1925.0) * x + 32670.0) * x + 357423.0) * x
            + 2637558.0) * x + 13339535.0) * x + 45995730.0) * x + 105258076.0) * x
            + 150917976.0) * x + 120543840.0) * x + 39916800.0) * x,
        )  # fmt: skip
    over = divide(23531376880.41076, x)
    over = divide(over + 42919803642.6491, x)
    over = divide(over + 35711959237.35567, x)
    over = divide(over + 17921034426.03721, x)
    over = divide(over + 6039542586.352028, x)
    over = divide(over + 1439720407.3117216, x)
    over = divide(over + 248874557.86205417, x)
    over = divide(over + 31426415.585400194, x)
    over = divide(over + 2876370.6289353725, x)
    over = divide(over + 186056.26539522348, x)
    over = divide(over + 8071.672002365816, x)
    over = divide(over + 210.82427775157936, x)
    over = over + 2.5066282746310002
    under = divide(39916800.0, x)
    under = divide(under + 120543840.0, x)
    under = divide(under + 150917976.0, x)
    under = divide(under + 105258076.0, x)
    under = divide(under + 45995730.0, x)
    under = divide(under + 13339535.0, x)
    under = divide(under + 2637558.0, x)
    under = divide(under + 357423.0, x)
    under = divide(under + 32670.0, x)
    under = divide(under + 1925.0, x)
    under = divide(under + 66.0, x)
    return divide(over, under + 1.0)


def sine_of_pi(x: float) -> float:
    """sin(PI * x) for finite x, exact in its zeros: x is reduced to an eighth of a turn."""
    turn = fmod(fabs(x), 2.0)
    result = 0.0
    if turn < 0.25:
        result = c.sin(PI * turn)
    elif turn < 0.75:
        result = c.cos(PI * (turn - 0.5))
    elif turn < 1.25:
        result = c.sin(PI * (1.0 - turn))
    elif turn < 1.75:
        result = -c.cos(PI * (turn - 1.5))
    else:
        result = c.sin(PI * (turn - 2.0))
    return copysign(1.0, x) * result


def factorial_below(x: float) -> float:
    """(x - 1)! for an integral x from 1 to 23, where every product is exact."""
    result = 1.0
    factor = 2.0
    while factor < x:
        result = result * factor
        factor = factor + 1.0
    return result


def gamma(x: float) -> float:
    if x != x or x == INFINITY:
        return x
    if x == -INFINITY or x == 0.0:
        raise ValueError("math domain error")
    if floor(x) == x:
        if x < 0.0:
            raise ValueError("math domain error")
        if x <= LARGEST_EXACT:
            return factorial_below(x)
    size = fabs(x)
    if size < 1e-20:
        # The other terms of the series are too small to matter beside 1 / x.
        return in_range(divide(1.0, x))
    if size > 200.0:
        if x < 0.0:
            return divide(0.0, sine_of_pi(x))
        raise OverflowError("math range error")
    return in_range(lanczos_gamma(x, size))


def in_range(result: float) -> float:
    if fabs(result) == INFINITY:
        raise OverflowError("math range error")
    return result


def lanczos_gamma(x: float, size: float) -> float:
    """Lanczos's formula at `size` = |x|, and Euler's reflection of it for x < 0."""
    base = size + G_MINUS_HALF
    # What was lost when `base` was rounded.
    lost = (base - G_MINUS_HALF) - size
    if size > G_MINUS_HALF:
        lost = (base - size) - G_MINUS_HALF
    correction = divide(lost * G, base)
    if x < 0.0:
        result = divide(-PI, sine_of_pi(size))
        result = divide(divide(result, size) * c.exp(base), lanczos_sum(size))
        result = result - correction * result
    else:
        result = divide(lanczos_sum(size), c.exp(base))
        result = result + correction * result
    if size < 140.0:
        power = c.pow(base, size - 0.5)
        if x < 0.0:
            return divide(result, power)
        return result * power
    # The whole power would overflow, though the result does not.
    root = c.pow(base, size * 0.5 - 0.25)
    if x < 0.0:
        return divide(divide(result, root), root)
    return result * root * root


def lgamma(x: float) -> float:
    """The logarithm of |gamma(x)|."""
    if x != x:
        return x
    if fabs(x) == INFINITY:
        return INFINITY
    if floor(x) == x and x <= 2.0:
        if x <= 0.0:
            raise ValueError("math domain error")
        return 0.0
    size = fabs(x)
    if size < 1e-20:
        return -c.log(size)
    result = c.log(lanczos_sum(size)) - G
    result = result + (size - 0.5) * (c.log(size + G - 0.5) - 1.0)
    if x < 0.0:
        result = LOG_PI - c.log(fabs(sine_of_pi(size))) - c.log(size) - result
    return in_range(result)
