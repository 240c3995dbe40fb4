"""theta_D at exact multipliers beside floating-point ones: a lower bound of d* that owes nothing to a tolerance.

Near the border of the effective domain a small slack in a condition can raise theta_D by any amount (a cone that is
touched along a ray). So the multipliers are made rational, moved onto the affine equations of their branches by exact
elimination, and every condition is then asked exactly.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from duality.derivation.dual_value import dual_level, holding_branch
from duality.model.derivation import Condition, DualFunction
from duality.model.form import Affine
from duality.model.scalar import Irrational, Scalar

LARGEST_DENOMINATOR = 10**12


def exact_level(theta: DualFunction, multipliers: Mapping[str, Scalar | float]) -> tuple[float, dict[str, Scalar]]:
    """(theta_D, y) at exact multipliers y next to the given ones, by name in formulas; -inf where none were found.

    The conditions hold exactly at y; the value is the formula's in floating point.
    """
    nonnegative = {m.name for m in theta.multipliers if m.kind == "inequality"}
    numbers = {name: float(v) for name, v in multipliers.items()}
    point: dict[str, Scalar] = {}
    for name, v in multipliers.items():
        exact = v if isinstance(v, Irrational) else Fraction(v).limit_denominator(LARGEST_DENOMINATOR)
        point[name] = Fraction(0) if name in nonnegative and exact < 0 else exact
    equations: list[Affine] = []
    for block in theta.blocks:
        branch = holding_branch(block, numbers)
        if branch is None:
            return -math.inf, point
        equations += [
            c.affine for c in branch.conditions if isinstance(c, Condition) and c.relation == "=" and c.affine
        ]
    moved = _onto(list(dict.fromkeys(equations)), point)
    if moved is None or any(moved[name] < 0 for name in nonnegative):
        return -math.inf, point
    level = dual_level(theta, moved)
    return (-math.inf if math.isnan(level) else level), moved


def _onto(equations: list[Affine], point: dict[str, Scalar]) -> dict[str, Scalar] | None:
    """The point moved onto the equations, by changing the multipliers that are farthest from zero."""
    reduced: list[tuple[str, Affine]] = []
    for equation in equations:
        for pivot, form in reduced:
            coefficient = equation.coefficient(pivot)
            if coefficient != 0:
                equation = equation - form.scaled(coefficient)
        if equation.is_constant:
            if equation.constant != 0:
                return None
            continue
        pivot, coefficient = max(equation.terms, key=lambda term: abs(float(term[1]) * float(point[term[0]])))
        form = equation.scaled(1 / coefficient)
        reduced = [(p, f - form.scaled(f.coefficient(pivot))) for p, f in reduced]
        reduced.append((pivot, form))
    result = dict(point)
    for pivot, form in reduced:
        rest = Affine(form.constant, tuple((name, c) for name, c in form.terms if name != pivot)).at(result)
        if not isinstance(rest, (Fraction, Irrational)):
            return None
        result[pivot] = -rest
    return result
