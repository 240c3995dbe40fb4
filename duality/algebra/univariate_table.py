"""phi, phi', phi'' of the atoms of one argument, for whole arrays of arguments: powers, u log u, Huber's function.

Every other kind is a function of the language, whose record gives them.

Each takes the arguments and the highest order wanted, 0, 1 or 2, and gives a tuple of that many derivatives
and the value in front. nan outside the natural domain. At a kink the derivative is a subgradient: 0 for |u| at 0. At
the border of the domain one-sided limits stand, infinite where they are (u log u at 0, u^p at 0 for p < 1).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from duality.algebra.functions import function
from duality.model.functions import FUNCTIONS

Derivatives = tuple[np.ndarray, ...]
SMALL_POWER = 16


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


UNIVARIATE: dict[str, Callable[..., Derivatives]] = {"power": power, "xlogx": entropy, "huber": huber}
"""By the kind of `duality.algebra.atoms`; the parameters follow the order."""


def derivatives(kind: str, u: np.ndarray, order: int, *parameters: float | np.ndarray) -> Derivatives:
    """phi and its derivatives for an atom's kind."""
    own = UNIVARIATE.get(kind)
    return function(kind).derivatives(np, u, order) if own is None else own(u, order, *parameters)


def is_univariate(kind: str) -> bool:
    """An atom of one argument with derivatives of its own."""
    return kind in UNIVARIATE or (kind in FUNCTIONS and FUNCTIONS[kind].most == 1)
