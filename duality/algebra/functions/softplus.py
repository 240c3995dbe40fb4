"""softplus(u) = log(1 + exp(u)), positive, convex and rising, near 0 on the left and near u on the right."""

from __future__ import annotations

import math
from typing import Any

from duality.algebra.function_record.one_variable import LINE, ZERO, OneVariable
from duality.algebra.functions.exp import exponential
from duality.model.expression import Call, Expression
from duality.model.form import Bounds


def _at(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    small = np.exp(-np.abs(u))
    share = 1 / (1 + small)
    return np.where(u >= 0, share, small * share), small * share * share


def _ball(t: Any) -> Any:
    return t + (-t).exp().log1p() if t > 0 else t.exp().log1p()


def _others(u: Expression) -> Expression:
    return Call("log", (1 + exponential(u),))


FUNCTION = OneVariable(
    name="softplus",
    at=_at,
    array=lambda np, u: np.maximum(u, 0.0) + np.log1p(np.exp(-np.abs(u))),
    derived=_derived,
    slope=lambda u: 1 / (1 + exponential(-u)),
    image=Bounds(lower=ZERO, lower_closed=False),
    rises=LINE,
    convex=LINE,
    ball=_ball,
    is_abbreviation=True,
    others=_others,
)
