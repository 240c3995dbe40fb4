"""A candidate of somebody's own: theta_P at the point, theta_D at the multipliers, KKT with both."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial

from duality import verify
from duality.api.weak_duality import assert_weak_duality
from duality.derivation.curvature import curvature
from duality.evidence.provers.dual_values import theta_at
from duality.model.derivation import Derivation
from duality.model.report import Residuals
from duality.model.scalar import Scalar
from duality.report.subjects import Candidate
from duality.results.primal_function import primal_value, violated
from duality.verify.evaluation import place

Values = Mapping[str, Scalar | float]


def candidate_of(derivation: Derivation, point: Values | None, multipliers: Values | None) -> Candidate:
    """theta_P at the point, theta_D at the multipliers, and with both the KKT residuals."""
    form = derivation.form
    upper = None if point is None else primal_value(form, point)
    lower = None if multipliers is None else _known(theta_at(derivation, multipliers))
    assert_weak_duality(lower, upper)
    residuals: Residuals | None = None
    if point is not None and multipliers is not None:
        residuals = _residuals(derivation, point, multipliers)
    return Candidate(
        derivation,
        None if point is None else tuple(point.items()),
        None if multipliers is None else tuple(multipliers.items()),
        violations=() if point is None else tuple(violated(form, point)),
        primal_value=upper,
        dual_value=lower,
        residuals=residuals,
    )


def _residuals(derivation: Derivation, point: Values, multipliers: Values) -> Residuals | None:
    """Stationarity (with subgradients at a kink), feasibility, dual feasibility and slackness.

    ``None`` where X is discrete: KKT does not apply.
    """
    if derivation.form.domain.discrete:
        return None
    at = place(derivation.form, tuple(point.items()))
    if at is None or not at.is_defined:
        return None
    convex = curvature(derivation.form).verdict == "proved"
    condition = verify.findings.condition_at(at, multipliers, convex=convex)
    return verify.findings.kkt_residuals(at, multipliers, partial(theta_at, derivation), condition)


def _known(value: Scalar | float) -> Scalar | float | None:
    return None if isinstance(value, float) and math.isnan(value) else value
