"""Functions on arrays of floats, with 0 log 0 = 0 and 0/0 = 0 where a closed convex function has them.

Arguments may miss the ends of a function's domain by rounding, as multipliers of a solver do: they count as the end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from duality.statements.evaluating.walk import LARGE, filled

Array = Any


def functions(missed: float = 0.0) -> dict[str, Callable[..., Array]]:
    """The table that evaluates nodes in floats; ``missed`` is how far beyond its end an argument counts as the end."""
    import numpy as np

    def ended(value: Array) -> Array:
        return np.where((value < 0) & (value >= -missed), 0.0, value) if missed else value

    def single(value: Any) -> Array:
        return np.array([[float(value)]])

    def relent(top: Array, below: Array) -> Array:
        top, below = np.broadcast_arrays(ended(top), ended(below))
        with np.errstate(all="ignore"):
            value = np.where(top > 0, top * np.log(top / below), np.where(top == 0, 0.0, np.inf))
        return np.where((below < 0) | ((below == 0) & (top > 0)), np.inf, value)

    def divided(top: Array, below: Array) -> Array:
        top, below = np.broadcast_arrays(top, below)
        with np.errstate(all="ignore"):
            ends = (top == 0) | ((np.abs(below) <= missed) & (np.abs(top) <= missed**2))
            return np.where(ends, 0.0, np.where(below == 0, np.sign(top) * np.inf, top / below))

    def over(top: Array, below: Array, *matrix: Array) -> Array:
        size = float(np.sum(top * (matrix[0] @ top if matrix else top)))
        return divided(single(size), ended(below)) if below[0, 0] >= -missed else single(np.inf)

    def scaled_exp(top: Array, below: Array) -> Array:
        top, below = np.broadcast_arrays(top, below)
        with np.errstate(all="ignore"):
            inside = below * np.exp(top / below)
        # The slope at weight 0 is -top: the limit is 0 for top <= 0 and infinite beyond.
        ends = (below <= missed) & (top <= missed)
        return np.where(ends, 0.0, np.where(below > 0, inside, np.inf))

    def huber(value: Array, knee: Array) -> Array:
        return np.where(np.abs(value) <= knee, value**2, 2 * knee * np.abs(value) - knee**2)

    def logdet(value: Array) -> Array:
        if np.linalg.eigvalsh((value + value.T) / 2)[0] <= 0:
            return single(-np.inf)
        return single(np.linalg.slogdet(value)[1])

    def pnorm(value: Array, exponent: Array) -> Array:
        size = np.abs(value)
        largest, p = float(size.max()), float(exponent[0, 0])
        return single(largest * np.sum((size / largest) ** p) ** (1.0 / p)) if largest > 0 else single(0.0)

    def quadnorm(value: Array, matrix: Array) -> Array:
        return single(np.sqrt(max(float(np.sum(value * (matrix @ value))), 0.0)))

    def geomean(value: Array) -> Array:
        value = ended(value)
        if value.min() < 0:
            return single(-np.inf)
        return single(np.exp(np.log(value).mean()) if value.min() > 0 else 0.0)

    def sumlargest(value: Array, count: Array) -> Array:
        ordered, k = np.sort(value.ravel())[::-1], float(count[0, 0])
        whole = int(k)
        rest = (k - whole) * ordered[whole] if whole < ordered.size else 0.0
        return single(ordered[:whole].sum() + rest)

    def trsqrt(value: Array, weight: Array | None = None) -> Array:
        levels, vectors = np.linalg.eigh((value + value.T) / 2)
        if levels[0] < -1e-9 * max(1.0, abs(levels[-1])):
            return single(-np.inf)
        if weight is None:
            return single(np.sqrt(np.maximum(levels, 0.0)).sum())
        root = vectors * np.sqrt(np.maximum(levels, 0.0))
        found = np.linalg.eigvalsh(root.T @ weight @ root)
        return single(np.sqrt(np.maximum(found, 0.0)).sum())

    def definite_inverse(value: Array) -> Array:
        # The inverse of a symmetric matrix that varies is meant over X >> 0.
        levels, vectors = np.linalg.eigh((value + value.T) / 2)
        if levels[0] <= 1e-300 + 1e-15 * levels[-1]:
            return np.full(value.shape, np.nan)
        return (vectors / levels) @ vectors.T

    def quiet(function: Callable[..., Array]) -> Callable[..., Array]:
        def made(*args: Array) -> Array:
            with np.errstate(all="ignore"):
                return function(*args)

        return made

    def diag(value: Array) -> Array:
        if len(value) > LARGE:
            from scipy import sparse

            return sparse.csr_array(sparse.dia_array((value[:, 0].reshape(1, -1), [0]), shape=(len(value),) * 2))
        return np.diag(value[:, 0])

    def times(left: Array, right: Array) -> Array:
        # A number times a sparse array is no matrix product.
        if hasattr(right, "toarray"):
            left, right = right, left
        if not hasattr(left, "toarray"):
            return left * right
        return left * float(right[0, 0]) if right.shape == (1, 1) else left.multiply(right)

    return {
        "times": times,
        "power": quiet(lambda a, b: np.power(a, b)),
        "exp": quiet(np.exp),
        "log": quiet(np.log),
        "sqrt": quiet(lambda a: np.sqrt(ended(a))),
        "abs": np.abs,
        "pos": lambda a: np.maximum(a, 0.0),
        "softplus": lambda a: np.logaddexp(0.0, a),
        "greatest": np.maximum,
        "least": np.minimum,
        "relent": relent,
        "divided": divided,
        "over": over,
        "scaled_exp": scaled_exp,
        "huber": huber,
        "hyperbola": quiet(lambda a, c: np.hypot(a, np.sqrt(c))),
        "norm": lambda a: single(np.sqrt(np.sum(a * a))),
        "norm1": lambda a: single(np.abs(a).sum()),
        "norminf": lambda a: single(np.abs(a).max()),
        "norm2": lambda a: single(np.linalg.norm(a, 2)),
        "normnuc": lambda a: single(np.linalg.norm(a, "nuc")),
        "maximum": lambda a: single(a.max()),
        "minimum": lambda a: single(a.min()),
        "logsumexp": lambda a: single(a.max() + np.log(np.exp(a - a.max()).sum())),
        "logdet": logdet,
        "lambda_max": lambda a: single(np.linalg.eigvalsh((a + a.T) / 2)[-1]),
        "trace": lambda a: single(a.trace()),
        "diagonal": lambda a: a.diagonal()[:, None],
        "diagonal_matrix": diag,
        "pnorm": pnorm,
        "quadnorm": quadnorm,
        "geomean": quiet(geomean),
        "sumlargest": sumlargest,
        "trsqrt": trsqrt,
        "definite_inverse": lambda a: definite_inverse(filled(a)),
        "inverse": lambda a: np.linalg.inv(filled(a)),
        "pinv": lambda a: np.linalg.pinv(filled(a)),
        "block": lambda cells: np.block([[filled(cell) for cell in row] for row in cells]),
    }
