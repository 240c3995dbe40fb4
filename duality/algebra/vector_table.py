"""phi(u_1, ..., u_k), its gradient and Hessian for the atoms of several arguments, for many atoms at once.

Arguments have shape (k, m): column j belongs to the j-th of m atoms; parameters likewise. Results have shapes (m,),
(k, m), (k, k, m). nan outside the natural domain. At a kink the gradient is a subgradient: the first largest argument
of a max, 0 for a norm at 0; second derivatives are those of the piece chosen.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

First = tuple[np.ndarray, np.ndarray]


def _outer(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return u[:, None] * v[None, :]


def _diagonal(u: np.ndarray) -> np.ndarray:
    return np.eye(len(u))[:, :, None] * u[None, :]


def _one_hot(position: np.ndarray, like: np.ndarray) -> np.ndarray:
    return (np.arange(len(like))[:, None] == position[None]).astype(float)


def maximum(u: np.ndarray, _: np.ndarray) -> First:
    return u.max(axis=0), _one_hot(np.argmax(u, axis=0), u)


def flat(u: np.ndarray, _: np.ndarray) -> np.ndarray:
    """Zero second derivatives."""
    return np.zeros((len(u), *u.shape))


def largest_size(u: np.ndarray, _: np.ndarray) -> First:
    size = np.abs(u)
    return size.max(axis=0), _one_hot(np.argmax(size, axis=0), u) * np.sign(u)


def norm(u: np.ndarray, w: np.ndarray) -> First:
    """sqrt(sum w_i u_i^2)."""
    root = np.sqrt(w)
    scale = np.abs(root * u).max(axis=0)
    divisor = np.where(scale > 0, scale, 1.0)
    relative = root * u / divisor
    length = np.sqrt((relative * relative).sum(axis=0))
    return scale * length, root * relative / np.where(length > 0, length, 1.0)


def norm_second(u: np.ndarray, w: np.ndarray) -> np.ndarray:
    value, slope = norm(u, w)
    return np.where(value > 0, (_diagonal(w) - _outer(slope, slope)) / np.where(value > 0, value, 1.0), 0.0)


def log_sum_exp(u: np.ndarray, w: np.ndarray) -> First:
    """log(sum w_i exp(u_i)), through the largest term."""
    shifted = u + np.log(w)
    first = np.argmax(shifted, axis=0)[None]
    top = np.take_along_axis(shifted, first, axis=0)[0]
    parts = np.exp(shifted - top)
    others = parts.copy()
    np.put_along_axis(others, first, 0.0, axis=0)
    rest = others.sum(axis=0)
    return top + np.log1p(rest), parts / (1 + rest)


def log_sum_exp_second(u: np.ndarray, w: np.ndarray) -> np.ndarray:
    share = log_sum_exp(u, w)[1]
    return _diagonal(share) - _outer(share, share)


def quadratic_over_linear(u: np.ndarray, w: np.ndarray) -> First:
    """sum w_i u_i^2 / v, v > 0 the last argument."""
    v = np.where(u[-1] > 0, u[-1], np.nan)
    ratio = u[:-1] / v
    slope = np.concatenate([2 * w * ratio, -(w * ratio * ratio).sum(axis=0)[None]])
    return (w * ratio * u[:-1]).sum(axis=0), slope


def quadratic_over_linear_second(u: np.ndarray, w: np.ndarray) -> np.ndarray:
    # q = u'Wu/v has the Hessian 2/v * M'WM with M = [I, -u/v].
    v = np.where(u[-1] > 0, u[-1], np.nan)
    ratio = u[:-1] / v
    corner = (w * ratio * ratio).sum(axis=0)
    result = np.zeros((len(u), *u.shape))
    result[:-1, :-1] = _diagonal(w)
    result[:-1, -1] = result[-1, :-1] = -w * ratio
    result[-1, -1] = corner
    return 2 * result / v


def relative_entropy(u: np.ndarray, _: np.ndarray) -> First:
    """x log(x/y) for x >= 0, y > 0; 0 at x = 0."""
    x = np.where(u[0] >= 0, u[0], np.nan)
    y = np.where(u[1] > 0, u[1], np.nan)
    log = np.log(x / y)
    return np.where((x == 0) & ~np.isnan(y), 0.0, x * log), np.stack([log + 1, -x / y])


def relative_entropy_second(u: np.ndarray, _: np.ndarray) -> np.ndarray:
    x, y = np.where(u[0] >= 0, u[0], np.nan), np.where(u[1] > 0, u[1], np.nan)
    return np.array([[1 / x, -1 / y], [-1 / y, x / (y * y)]])


def geometric_mean(u: np.ndarray, p: np.ndarray) -> First:
    """prod u_i^p_i for u >= 0; a slope 0 * inf on the border is taken as 0."""
    inside = np.where(u >= 0, u, np.nan)
    value = np.power(inside, p).prod(axis=0)
    slope = p * value / inside
    zeros = (inside == 0).sum(axis=0)
    single = np.where((inside == 0) & (zeros == 1), np.inf, 0.0)
    return value, np.where((value == 0) & (zeros > 0), single, slope)


def geometric_mean_second(u: np.ndarray, p: np.ndarray) -> np.ndarray:
    inside = np.where(u >= 0, u, np.nan)
    relative = p / inside
    value = np.power(inside, p).prod(axis=0)
    second = value * (_outer(relative, relative) - _diagonal(relative / inside))
    return np.where((value == 0) & np.isnan(second), 0.0, second)


def reciprocal_product(u: np.ndarray, p: np.ndarray) -> First:
    """prod u_i^p_i with p_i < 0, for u > 0."""
    return geometric_mean(np.where(u > 0, u, np.nan), p)


def reciprocal_product_second(u: np.ndarray, p: np.ndarray) -> np.ndarray:
    return geometric_mean_second(np.where(u > 0, u, np.nan), p)


def log_determinant(u: np.ndarray, w: np.ndarray) -> First:
    """log(a x y - sum w_i s_i^2), (a, w) the parameters, for x > 0 and a positive argument."""
    inside, slope = _determinant(u, w)
    return np.log(inside), slope / inside


def log_determinant_second(u: np.ndarray, w: np.ndarray) -> np.ndarray:
    inside, slope = _determinant(u, w)
    second = np.zeros((len(u), *u.shape))
    second[0, 1] = second[1, 0] = w[0]
    for k in range(2, len(u)):
        second[k, k] = -2 * w[k - 1]
    return second / inside - _outer(slope, slope) / (inside * inside)


def _determinant(u: np.ndarray, w: np.ndarray) -> First:
    squares = (w[1:] * u[2:] * u[2:]).sum(axis=0)
    value = w[0] * u[0] * u[1] - squares
    slope = np.concatenate([(w[0] * u[1])[None], (w[0] * u[0])[None], -2 * w[1:] * u[2:]])
    return np.where((value > 0) & (u[0] > 0), value, np.nan), slope


VECTOR: dict[str, tuple[Callable[..., First], Callable[..., np.ndarray]]] = {
    "max": (maximum, flat),
    "norminf": (largest_size, flat),
    "norm2": (norm, norm_second),
    "logsumexp": (log_sum_exp, log_sum_exp_second),
    "quad_over_lin": (quadratic_over_linear, quadratic_over_linear_second),
    "rel_entr": (relative_entropy, relative_entropy_second),
    "geo_mean": (geometric_mean, geometric_mean_second),
    "monomial": (reciprocal_product, reciprocal_product_second),
    "logdet2": (log_determinant, log_determinant_second),
}
"""By the kind of `duality.algebra.atoms`: (value and gradient, Hessian)."""
