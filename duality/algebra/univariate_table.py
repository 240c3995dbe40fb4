"""phi, phi', phi'' of the atoms of one argument, for whole arrays of arguments.

Every function takes the arguments and the highest order wanted, 0, 1 or 2, and gives a tuple of that many derivatives
and the value in front. nan outside the natural domain. At a kink the derivative is a subgradient: 0 for |u| at 0. At
the border of the domain one-sided limits stand, infinite where they are (u log u at 0, u^p at 0 for p < 1).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Derivatives = tuple[np.ndarray, ...]
SMALL_POWER = 16


def exponential(u: np.ndarray, order: int) -> Derivatives:
    return (np.exp(u),) * (order + 1)


def logarithm(u: np.ndarray, order: int) -> Derivatives:
    inside = np.where(u > 0, u, np.nan)
    if order == 0:
        return (np.log(inside),)
    slope = 1 / inside
    return (np.log(inside), slope, -slope * slope)[: order + 1]


def power(u: np.ndarray, order: int, p: float) -> Derivatives:
    """u^p: u >= 0 for a fractional p, u != 0 for p < 0."""
    if not p.is_integer():
        u = np.where(u >= 0, u, np.nan)
    if p < 0:
        u = np.where(u == 0, np.nan, u)
    if order == 0:
        return (_power(u, p),)
    slope = p * _power(u, p - 1)
    return (_power(u, p), slope) if order == 1 else (_power(u, p), slope, p * (p - 1) * _second(u, p))


def _second(u: np.ndarray, p: float) -> np.ndarray:
    return np.zeros_like(u) if p == 1 else _power(u, p - 2)


def _power(u: np.ndarray, p: float) -> np.ndarray:
    if p == 0.5:
        return np.sqrt(u)
    if p < 0 or p > SMALL_POWER or not p.is_integer():
        return np.power(u, p)
    # A few multiplications are many times faster than a power.
    result, square, rest = np.ones_like(u), u, int(p)
    while rest:
        if rest % 2:
            result = result * square
        rest //= 2
        square = square * square if rest else square
    return np.where(np.isnan(u), np.nan, result) if p == 0 else result


def absolute(u: np.ndarray, order: int) -> Derivatives:
    return (np.abs(u),) if order == 0 else (np.abs(u), np.sign(u), np.zeros_like(u))[: order + 1]


def entropy(u: np.ndarray, order: int) -> Derivatives:
    """u log u, 0 at 0 with slope -inf."""
    inside = np.where(u >= 0, u, np.nan)
    log = np.log(inside)
    value = np.where(inside == 0, 0.0, inside * log)
    if order == 0:
        return (value,)
    return (value, log + 1) if order == 1 else (value, log + 1, 1 / inside)


def huber(u: np.ndarray, order: int, d: float | np.ndarray) -> Derivatives:
    """u^2 for |u| <= d, 2 d |u| - d^2 beyond."""
    clipped = np.clip(u, -d, d)
    value, slope = clipped * (2 * u - clipped), 2 * clipped
    return (value, slope)[: order + 1] if order < 2 else (value, slope, np.where(np.abs(u) <= d, 2.0, 0.0))


def sine(u: np.ndarray, order: int) -> Derivatives:
    s = np.sin(u)
    return (s,) if order == 0 else (s, np.cos(u), -s)[: order + 1]


def cosine(u: np.ndarray, order: int) -> Derivatives:
    c = np.cos(u)
    return (c,) if order == 0 else (c, -np.sin(u), -c)[: order + 1]


def tangent(u: np.ndarray, order: int) -> Derivatives:
    t = np.tan(u)
    slope = 1 + t * t
    return (t, slope, 2 * t * slope)[: order + 1]


def hyperbolic_sine(u: np.ndarray, order: int) -> Derivatives:
    s = np.sinh(u)
    return (s,) if order == 0 else (s, np.cosh(u), s)[: order + 1]


def hyperbolic_cosine(u: np.ndarray, order: int) -> Derivatives:
    c = np.cosh(u)
    return (c,) if order == 0 else (c, np.sinh(u), c)[: order + 1]


def hyperbolic_tangent(u: np.ndarray, order: int) -> Derivatives:
    t = np.tanh(u)
    if order == 0:
        return (t,)
    slope = (1 / np.cosh(u)) ** 2
    return (t, slope, -2 * t * slope)[: order + 1]


UNIVARIATE: dict[str, Callable[..., Derivatives]] = {
    "exp": exponential,
    "log": logarithm,
    "power": power,
    "abs": absolute,
    "xlogx": entropy,
    "huber": huber,
    "sin": sine,
    "cos": cosine,
    "tan": tangent,
    "sinh": hyperbolic_sine,
    "cosh": hyperbolic_cosine,
    "tanh": hyperbolic_tangent,
}
"""By the kind of `duality.algebra.atoms`; the parameters follow the order."""
