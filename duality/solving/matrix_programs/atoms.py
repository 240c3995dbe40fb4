"""The functions of statements as cvxpy's atoms; entries that are numbers stay numpy arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from duality.errors import BackendRefused

Value = Any


def functions() -> dict[str, Callable[..., Value]]:
    """The table; arguments are two-axis arrays or cvxpy expressions."""
    import cvxpy as cp
    import numpy as np

    def single(value: Value) -> Value:
        return cp.reshape(value, (1, 1), order="C")

    def diag(value: Value) -> Value:
        return single(value) if value.shape == (1, 1) else cp.diag(cp.reshape(value, (value.shape[0],), order="C"))

    def times(a: Value, b: Value) -> Value:
        return cp.multiply(a, b)

    def huber(value: Value, knee: Value) -> Value:
        return cp.huber(value, float(knee[0, 0]))  # type: ignore[arg-type]

    def flat(value: Value) -> Value:
        return cp.vec(value, order="C")

    def first(value: Value) -> float:
        return float(np.asarray(value).ravel()[0])

    def quadratic_norm(value: Value, matrix: Value) -> Value:
        levels, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
        return single(cp.norm(flat((np.sqrt(np.maximum(levels, 0.0))[:, None] * vectors.T) @ value), 2))

    def refused(name: str) -> Callable[..., Value]:
        def made(*arrays: Value) -> Value:
            raise BackendRefused(f"cvxpy has no atom for {name}")

        return made

    def column(value: Value) -> Value:
        return cp.reshape(cp.diag(value), (value.shape[0], 1), order="C")

    return {
        "times": times,
        "power": _power,
        "exp": cp.exp,
        "log": cp.log,
        "sqrt": cp.sqrt,
        "abs": cp.abs,
        "pos": cp.pos,
        "softplus": cp.logistic,
        "greatest": cp.maximum,
        "least": cp.minimum,
        "relent": lambda a, b: cp.rel_entr(a, b),
        "huber": huber,
        "norm": lambda a: single(cp.norm(flat(a), 2)),
        "pnorm": lambda a, p: single(cp.pnorm(flat(a), first(p))),  # type: ignore[arg-type]
        "quadnorm": quadratic_norm,
        "geomean": lambda a: single(cp.geo_mean(flat(a))),
        "sumlargest": lambda a, k: single(cp.sum_largest(flat(a), first(k))),
        "trsqrt": refused("the trace of a root"),
        "definite_inverse": refused("an inverse that is no trace"),
        "trace_of_inverse": lambda a: single(cp.tr_inv(a)),
        "norm1": lambda a: single(cp.sum(cp.abs(a))),
        "norminf": lambda a: single(cp.max(cp.abs(a))),
        "norm2": lambda a: single(cp.norm(flat(a), 2) if 1 in a.shape else cp.sigma_max(a)),
        "normnuc": lambda a: single(cp.norm(flat(a), 2) if 1 in a.shape else cp.normNuc(a)),
        "maximum": lambda a: single(cp.max(a)),
        "minimum": lambda a: single(cp.min(a)),
        "logsumexp": lambda a: single(cp.log_sum_exp(a)),
        "logdet": lambda a: single(cp.log_det(a)),
        "lambda_max": lambda a: single(cp.lambda_max(a)),
        # Not cp.trace: its short cut for products is wrong in cvxpy 1.8.0, and of elementwise ones up to 1.9.2.
        "trace": lambda a: single(cp.sum(cp.diag(a))),
        "diagonal": column,
        "diagonal_matrix": diag,
        "block": cp.bmat,
        "sum_squares": lambda a: single(cp.sum_squares(a)),
        "square_over": lambda a, b: single(cp.quad_over_lin(flat(a), cp.reshape(b, (), order="C"))),
        "scaled_exp": _scaled_exp,
        "inverse_form": lambda a, m: single(cp.matrix_frac(a, m)),
    }


def _power(base: Value, exponent: Value) -> Value:
    import cvxpy as cp
    import numpy as np

    return cp.power(base, float(np.asarray(exponent).ravel()[0]))


def _scaled_exp(top: Value, below: Value) -> Value:
    """below*exp(top/below), the perspective, by an exponential cone: the smallest z with (top, below, z) in it."""
    import cvxpy as cp

    raised = cp.Variable(top.shape)
    flat = [
        cp.vec(cp.broadcast_to(v, top.shape) if v.shape != top.shape else v, order="C") for v in (top, below, raised)
    ]
    raised.exponential = cp.ExpCone(*flat)  # type: ignore[attr-defined]
    return raised
