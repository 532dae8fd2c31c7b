"""`A @ B` of arrays whose elements are not of one floating type, as NumPy has it.

    matrix_product(a, b)        # what `rewrite` puts in the place of `a @ b`

Numba hands `@` to a BLAS, which takes two arrays of one float or complex type.  Here the
operands are converted to the type that NumPy gives the result; integers, which no BLAS
knows, are multiplied in plain loops.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy
from numba.core import types
from numba.core.extending import overload
from numba.np.numpy_support import as_dtype, from_dtype


def matrix_product(a: Any, b: Any) -> Any:
    """What stands in Numba's IR for `a @ b`; never called from Python."""
    raise TypeError("only code under Numba can call this")


@overload(matrix_product, strict=False)  # which would compare annotations too
def _matrix_product(a: types.Type, b: types.Type) -> Callable[..., Any] | None:
    if not (isinstance(a, types.Array) and isinstance(b, types.Array)):
        return None
    dtype = numpy.promote_types(as_dtype(a.dtype), as_dtype(b.dtype))
    if dtype.kind not in "fc":
        return _INTEGERS.get((a.ndim, b.ndim), _unknown)(from_dtype(dtype))
    common = from_dtype(dtype)
    if a.dtype == common and b.dtype == common:
        return lambda a, b: a @ b
    if a.dtype == common:
        return lambda a, b: a @ b.astype(common)
    if b.dtype == common:
        return lambda a, b: a.astype(common) @ b
    return lambda a, b: a.astype(common) @ b.astype(common)


def _unknown(dtype: Any) -> None:
    return None


def _both(dtype: Any) -> Callable[..., Any]:
    def multiply(a: Any, b: Any) -> Any:
        if a.shape[1] != b.shape[0]:
            raise ValueError("incompatible array sizes for '@'")
        result = numpy.zeros((a.shape[0], b.shape[1]), dtype)
        for i in range(a.shape[0]):
            for k in range(a.shape[1]):
                for j in range(b.shape[1]):
                    result[i, j] += a[i, k] * b[k, j]
        return result

    return multiply


def _right(dtype: Any) -> Callable[..., Any]:
    def multiply(a: Any, b: Any) -> Any:
        if a.shape[1] != b.shape[0]:
            raise ValueError("incompatible array sizes for '@'")
        result = numpy.zeros(a.shape[0], dtype)
        for i in range(a.shape[0]):
            for k in range(a.shape[1]):
                result[i] += a[i, k] * b[k]
        return result

    return multiply


def _left(dtype: Any) -> Callable[..., Any]:
    def multiply(a: Any, b: Any) -> Any:
        if a.shape[0] != b.shape[0]:
            raise ValueError("incompatible array sizes for '@'")
        result = numpy.zeros(b.shape[1], dtype)
        for k in range(a.shape[0]):
            for j in range(b.shape[1]):
                result[j] += a[k] * b[k, j]
        return result

    return multiply


def _inner(dtype: Any) -> Callable[..., Any]:
    def multiply(a: Any, b: Any) -> Any:
        if a.shape[0] != b.shape[0]:
            raise ValueError("incompatible array sizes for '@'")
        result = numpy.zeros(1, dtype)
        for k in range(a.shape[0]):
            result[0] += a[k] * b[k]
        return result[0]

    return multiply


# By the numbers of dimensions.
_INTEGERS: dict[tuple[int, int], Callable[[Any], Callable[..., Any]]] = {
    (2, 2): _both,
    (2, 1): _right,
    (1, 2): _left,
    (1, 1): _inner,
}
