"""Proofs that no x is feasible: alpha >= 0, beta with inf over D of sum alpha_i c_i + sum beta_j h_j > 0."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality.algebra.nearby_rationals import nearby_directions
from duality.algebra.row_sums import combined
from duality.errors import BackendError
from duality.model.form import Row, StandardForm
from duality.model.solution import Farkas
from duality.records import replace
from duality.solving.exact.claims import Infeasibility, Optimum
from duality.solving.exact.pivoting import feasible, pivoted, weight
from duality.solving.exact.settlement import PIVOTED
from duality.solving.quadratic.convexity import is_convex
from duality.solving.quadratic.lifting import polyhedral_part


def linear_farkas(form: StandardForm) -> Farkas | None:
    """A proof from the affine rows and the bounds alone, whatever the other functions are."""
    program = polyhedral_part(form)
    if program is None or weight(program) > PIVOTED:
        return None
    found = feasible(program)
    if not isinstance(found, Infeasibility):
        return None
    stated = dict(program.named(found.multipliers))
    return Farkas(tuple((c.name, stated.get(c.name, Fraction(0))) for c in form.constraints), verified=True)


def verified_farkas(form: StandardForm, multipliers: Mapping[str, float]) -> Farkas | None:
    """Multipliers near the given ones that prove infeasibility exactly; the combination must be a convex quadratic."""
    signed = {c.name: c.constraint.kind == "inequality" for c in form.constraints}
    for near in nearby_directions({name: multipliers[name] for name in signed}, largest=10**6):
        exact = {name: max(m, Fraction(0)) if signed[name] else m for name, m in near.items()}
        if any(exact.values()) and _is_positive(form, exact):
            return Farkas(tuple(exact.items()), verified=True)
    return None


def _is_positive(form: StandardForm, multipliers: Mapping[str, Fraction]) -> bool:
    """The infimum of the combination over the polyhedral part of D is positive, exactly."""
    combination = _combined(form, multipliers)
    if combination is None:
        return False
    program = polyhedral_part(replace(form, constraints=()), combination)
    if program is None or weight(program) > PIVOTED or not is_convex(program):
        return False
    try:
        claim = pivoted(program)
    except BackendError:
        return False
    return isinstance(claim, Infeasibility) or (isinstance(claim, Optimum) and program.value(claim.x) > 0)


def _combined(form: StandardForm, multipliers: Mapping[str, Fraction]) -> Row | None:
    """sum alpha_i c_i + sum beta_j h_j where it is a quadratic."""
    total = combined((multipliers[c.name], c.row) for c in form.constraints)
    return total if total.is_quadratic else None
