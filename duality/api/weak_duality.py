"""d* <= p* (Theorem 1), asserted of a candidate's values: a violation is a defect of ours."""

from __future__ import annotations

from duality.errors import DerivationError
from duality.model.scalar import Scalar

ROUNDING = 1e-9
"""By how much, relatively, theta_D in floating point may exceed f(x) at a feasible x."""


def assert_weak_duality(lower: Scalar | float | None, upper: Scalar | float | None) -> None:
    """theta_D(alpha, beta) <= theta_P(x), whatever they are; `DerivationError` says that one of them is wrong."""
    if lower is None or upper is None:
        return
    slack = ROUNDING * max(1.0, abs(float(upper))) if isinstance(lower, float) or isinstance(upper, float) else 0
    if not float(lower) > float(upper) + slack:
        return
    raise DerivationError(
        f"defect: theta_D = {float(lower):.10g} exceeds f(x) = {float(upper):.10g} at a feasible x, against weak "
        "duality; neither is reported"
    )
