"""f at many points at once: `duality.algebra.float_values` over arrays, with the same conventions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from duality.algebra.exact_values import fixed_exponent
from duality.algebra.float_values import CONSTANTS, has_exponential, to_float
from duality.algebra.removable import zero_limits
from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)

Points = Mapping[str, np.ndarray]


def array_values(node: Expression, point: Points) -> np.ndarray:
    """The values of the tree; the shape is the one to which all arrays of ``point`` broadcast."""
    arrays = {name: np.asarray(entry, dtype=float) for name, entry in point.items()}
    shape = np.broadcast_shapes(*(entry.shape for entry in arrays.values()))
    with np.errstate(all="ignore"):
        result = _values(node, arrays)
    return np.array(np.broadcast_to(result, shape))


def _values(node: Expression, point: Points) -> np.ndarray:
    match node:
        case Variable(name):
            return point[name]
        case Number(number):
            return np.asarray(to_float(number))
        case Sum(terms):
            total = _values(terms[0], point)
            for term in terms[1:]:
                total = total + _values(term, point)
            return total
        case Product(factors):
            return _product(node, factors, point)
        case Negative(operand):
            return -_values(operand, point)
        case Power(base, exponent):
            return _power_node(base, exponent, point)
        case Quotient(numerator, denominator):
            below = _values(denominator, point)
            result = np.where(below == 0, np.nan, _values(numerator, point) / below)
            return _rescaled(node, result, point)
        case Call("log", (argument,)) if has_exponential(argument):
            sign, log = signed_log(argument, point)
            return np.where(sign > 0, log, np.nan)
        case Call(function, arguments):
            return FUNCTIONS[function](*(_values(argument, point) for argument in arguments))
        case Constant(name):
            return np.asarray(CONSTANTS[name])
        case _:
            raise TypeError(f"{type(node).__name__} is not a node of the tree")


def _product(node: Product, factors: tuple[Expression, ...], point: Points) -> np.ndarray:
    result = _values(factors[0], point)
    for factor in factors[1:]:
        result = result * _values(factor, point)
    if not np.isnan(result).any():
        return result
    for limit in zero_limits(node):
        ratio = _values(limit.ratio, point)
        vanishes = (_values(limit.core, point) == 0) & (ratio > 0) & np.isfinite(ratio)
        result = np.where(vanishes & np.isfinite(_values(limit.rest, point)), 0.0, result)
    return _rescaled(node, result, point)


def _rescaled(node: Expression, result: np.ndarray, point: Points) -> np.ndarray:
    missing = np.isnan(result)
    if not missing.any() or not has_exponential(node):
        return result
    sign, log = signed_log(node, point)
    return np.where(missing, np.where(log == -np.inf, 0.0, sign * np.exp(log)), result)


def signed_log(node: Expression, point: Points) -> tuple[np.ndarray, np.ndarray]:
    """(sign f, log |f|); see `duality.algebra.float_values.signed_log`."""
    match node:
        case Call("exp", (argument,)) | Power(Constant("e"), argument):
            log = _values(argument, point)
            return np.where(np.isnan(log), np.nan, 1.0), log
        case Negative(operand):
            sign, log = signed_log(operand, point)
            return -sign, log
        case Product(factors) if has_exponential(node):
            pairs = [signed_log(factor, point) for factor in factors]
            sign, log = pairs[0]
            for other_sign, other_log in pairs[1:]:
                sign, log = sign * other_sign, log + other_log
            unbounded = np.logical_or.reduce(np.broadcast_arrays(*(entry == np.inf for _, entry in pairs)))
            return sign, np.where(sign == 0, np.where(unbounded, np.nan, -np.inf), log)
        case Quotient(numerator, denominator) if has_exponential(node):
            (above, log_above), (below, log_below) = signed_log(numerator, point), signed_log(denominator, point)
            return np.where(below == 0, np.nan, above * below), log_above - log_below
        case Sum(terms) if has_exponential(node):
            return _signed_log_sum([signed_log(term, point) for term in terms])
        case _:
            direct = _values(node, point)
            return np.sign(direct), np.log(np.abs(direct))


def _signed_log_sum(pairs: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    signs = np.stack(np.broadcast_arrays(*(sign for sign, _ in pairs)))
    logs = np.stack(np.broadcast_arrays(*(log for _, log in pairs)))
    undefined = np.isnan(signs).any(axis=0) | np.isnan(logs).any(axis=0)
    largest = np.argmax(np.where(np.isnan(logs), -np.inf, logs), axis=0)[None]
    shift = np.take_along_axis(logs, largest, axis=0)[0]
    leading = np.take_along_axis(signs, largest, axis=0)[0]
    relative = signs * np.exp(logs - shift)
    np.put_along_axis(relative, largest, 0.0, axis=0)
    rest = leading * relative.sum(axis=0)
    sign = np.where(rest > -1, leading, np.where(rest == -1, 0.0, -leading))
    log = np.where(rest > -1, shift + np.log1p(rest), np.where(rest == -1, -np.inf, shift + np.log(-1 - rest)))
    infinite = np.isinf(shift)
    sign = np.where(infinite, np.where(shift < 0, 0.0, np.where((signs > 0).all(axis=0), leading, np.nan)), sign)
    log = np.where(infinite, shift, log)
    return np.where(undefined, np.nan, sign), np.where(undefined, np.nan, log)


def _power_node(base: Expression, exponent: Expression, point: Points) -> np.ndarray:
    if base == Constant("e"):
        return np.exp(_values(exponent, point))
    below = _values(base, point)
    constant = fixed_exponent(exponent)
    if constant is not None:
        outside = np.isnan(below)
        if constant < 0:
            outside = outside | (below == 0)
        if constant.denominator != 1:
            outside = outside | (below < 0)
        return np.where(outside, np.nan, np.power(below, to_float(constant)))
    above = _values(exponent, point)
    inside = (below > 0) | ((below == 0) & (above > 0))
    return np.where(inside & ~np.isnan(above), np.power(below, above), np.nan)


def _huber(t: np.ndarray, d: np.ndarray) -> np.ndarray:
    size = np.abs(t)
    return np.where(d >= 0, np.where(size <= d, t * t, 2 * d * size - d * d), np.nan)


def _norm(*xs: np.ndarray) -> np.ndarray:
    stacked = np.stack(np.broadcast_arrays(*map(np.abs, xs)))
    scale = stacked.max(axis=0)
    usable = np.isfinite(scale) & (scale > 0)
    relative = stacked / np.where(usable, scale, 1.0)
    return np.where(usable, scale * np.sqrt((relative * relative).sum(axis=0)), scale)


def _folded(operation: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Callable[..., np.ndarray]:
    def fold(*xs: np.ndarray) -> np.ndarray:
        result = xs[0]
        for x in xs[1:]:
            result = operation(result, x)
        return result

    return fold


_largest = _folded(np.maximum)

FUNCTIONS: dict[str, Callable[..., np.ndarray]] = {
    "exp": np.exp,
    "log": lambda x: np.where(x > 0, np.log(x), np.nan),
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "huber": _huber,
    "min": _folded(np.minimum),
    "max": _largest,
    "norm": _norm,
    "norm1": lambda *xs: _folded(np.add)(*map(np.abs, xs)),
    "norminf": lambda *xs: _largest(*map(np.abs, xs)),
}
