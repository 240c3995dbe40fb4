"""Proofs that Slater's condition fails.

A non-affine c_i that is >= 0 on all of D cannot be negative. More generally let z in D be exact, and let

    sum lambda_i grad c_i(z) + sum mu_k grad a_k(z) + sum nu_j grad h_j(z) - sum kappa_l grad g_l(z) = 0

with lambda, mu, kappa >= 0 over active convex c_i, affine a_k, equations h_j and rows g_l >= 0 of X. By convexity

    sum lambda_i c_i(x) + sum mu_k a_k(x) + sum nu_j h_j(x) >= sum kappa_l g_l(x) >= 0     for x in D.

At a Slater point the left side is <= 0, and < 0 if some lambda_i > 0; the right side is > 0 in the relative interior of
D if some kappa_l > 0 with g_l not identically 0 on D. So either of them contradicts Slater's condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from duality.algebra import exact_linear
from duality.algebra.boxes import is_empty, is_nonnegative
from duality.algebra.membership import contains
from duality.model.form import Affine, StandardForm
from duality.model.report import Convexity
from duality.model.scalar import Scalar
from duality.records import record
from duality.verify.evaluation import Gradient, is_exact, row_gradient, row_value
from duality.verify.lower_bounds import lower_bound
from duality.verify.nonnegative_least_squares import nonnegative_least_squares
from duality.verify.slater.witness import point_text

POINTS_LIMIT = 60
BORDER_STARTS = 4
BORDER_VARIABLES = 12

ExactPoint = Mapping[str, Scalar]


@record
class Term:
    """One gradient of the combination. ``border`` is a row of X, as an affine form that is >= 0 on D."""

    name: str
    kind: Literal["convex", "affine", "equation", "border"]
    gradient: Gradient
    border: Affine | None = None


def failure(form: StandardForm, convexity: Convexity, points: Sequence[ExactPoint]) -> str | None:
    """A proof in words, or ``None``; ``points`` are exact points at which the combination is looked for."""
    empty = next((name for name, bounds in form.domain.bounds if is_empty(bounds)), None)
    if empty is not None:
        return f"D is empty: no value of {empty} lies within its bounds"
    for constraint in form.inequalities:
        if not constraint.row.is_affine and is_nonnegative(lower_bound(constraint.row, form.domain, convex=False)):
            return f"{constraint.name} is never negative on D"
    convex = {f.name for f in convexity.functions if f.curvature in ("convex", "affine")}
    inside = [point for point in points[:POINTS_LIMIT] if contains(form.domain, point)]
    known = [*inside, *(point for point in _border_points(form, inside) if contains(form.domain, point))]
    for point in known:
        found = _combination(form, convex, point, known)
        if found is not None:
            return found
    return None


def _border_points(form: StandardForm, inside: Sequence[ExactPoint]) -> Iterator[ExactPoint]:
    """Points moved onto a bound of X, one variable at a time."""
    for point in inside[:BORDER_STARTS]:
        for name, bounds in form.domain.bounds[:BORDER_VARIABLES]:
            for end, closed in ((bounds.lower, bounds.lower_closed), (bounds.upper, bounds.upper_closed)):
                if end is not None and closed and point[name] != end:
                    yield {**point, name: end}


def _combination(form: StandardForm, convex: set[str], point: ExactPoint, known: Sequence[ExactPoint]) -> str | None:
    terms = [*_constraint_terms(form, convex, point), *_border_terms(form, point, known)]
    deciding = [term for term in terms if term.kind in ("convex", "border")]
    if not deciding:
        return None
    weights = _vanishing_combination(terms, form.variables)
    if weights is None:
        return None
    used = [term for term, weight in zip(terms, weights, strict=True) if weight != 0]
    curved = [term.name for term in used if term.kind == "convex"]
    others = [term.name for term in used if term.kind in ("affine", "equation")]
    place = point_text(form, point)
    if len(used) == 1 and curved:
        return f"{curved[0]} has its least value 0 at {place}, so it is never negative on D"
    if curved:
        return (
            f"a combination of {', '.join(curved + others)} has its least value 0 at {place}, so none is ever negative"
        )
    border = ", ".join(term.name for term in used if term.kind == "border")
    return f"{', '.join(others)} forces {border}, on the border of D"


def _constraint_terms(form: StandardForm, convex: set[str], point: ExactPoint) -> list[Term]:
    found: list[Term] = []
    for constraint in form.constraints:
        row = constraint.row
        equation = constraint.constraint.kind == "equality"
        if not row.is_affine and (equation or constraint.name not in convex):
            continue
        if row_value(row, constraint.expression, point) != 0:
            continue
        gradient = row_gradient(row, constraint.expression, point, form.variables)
        if gradient is None or not all(map(is_exact, gradient.values())):
            continue
        kind = "equation" if equation else "affine" if row.is_affine else "convex"
        found.append(Term(constraint.name, kind, gradient))
    return found


def _border_terms(form: StandardForm, point: ExactPoint, known: Sequence[ExactPoint]) -> list[Term]:
    """Active bounds and affine rows of X that are positive somewhere in D."""
    borders: list[tuple[str, Affine]] = []
    for name, bounds in form.domain.bounds:
        if bounds.lower is not None and point[name] == bounds.lower:
            borders.append((f"{name} = {bounds.lower}", Affine(-bounds.lower, ((name, Fraction(1)),))))
        if bounds.upper is not None and point[name] == bounds.upper:
            borders.append((f"{name} = {bounds.upper}", Affine(bounds.upper, ((name, Fraction(-1)),))))
    for condition in form.domain.conditions:
        is_border = condition.row.is_affine and not (condition.nonzero or condition.equality)
        if is_border and condition.row.affine.at(point) == 0:
            borders.append((f"{condition.expression} = 0", condition.row.affine))
    return [
        Term(name, "border", {variable: -slope for variable, slope in border.terms}, border)
        for name, border in borders
        if any(border.at(other) > 0 for other in known)
    ]


def _vanishing_combination(terms: Sequence[Term], variables: tuple[str, ...]) -> list[Scalar] | None:
    """Exact weights, >= 0 but for equations, that make the gradients cancel with some deciding weight positive."""
    for k, term in enumerate(terms):
        if term.kind in ("convex", "border"):
            weights = _cancelling(terms, k, variables)
            if weights is not None:
                return weights
    return None


def _cancelling(terms: Sequence[Term], chosen: int, variables: tuple[str, ...]) -> list[Scalar] | None:
    """Weight 1 on the chosen gradient; the others are found by least squares and then solved for exactly."""
    import numpy as np

    index = {name: k for k, name in enumerate(variables)}

    def column(gradient: Gradient, sign: float) -> np.ndarray:
        dense = np.zeros(len(variables))
        for name, slope in gradient.items():
            dense[index[name]] = sign * float(slope)
        return dense

    owners = [(k, sign) for k, term in enumerate(terms) if k != chosen for sign in _signs(term)]
    support: list[int] = []
    if owners:
        matrix = np.array([column(terms[k].gradient, sign) for k, sign in owners]).T
        z, left = nonnegative_least_squares(matrix, column(terms[chosen].gradient, -1.0))
        if float(np.abs(left).max()) > 1e-9:
            return None
        support = sorted({k for (k, _), weight in zip(owners, z, strict=True) if weight > 0})
    rows = [[_slope(terms[k], name) for k in support] for name in variables]
    target = [-_slope(terms[chosen], name) for name in variables]
    if not support:
        solved: list[Scalar] | None = [] if all(entry == 0 for entry in target) else None
    else:
        solved = exact_linear.solve(rows, target)
    if solved is None:
        return None
    weights: list[Scalar] = [Fraction(0)] * len(terms)
    weights[chosen] = Fraction(1)
    for k, weight in zip(support, solved, strict=True):
        if weight < 0 and terms[k].kind != "equation":
            return None
        weights[k] = weight
    return weights


def _signs(term: Term) -> Iterable[float]:
    return (1.0, -1.0) if term.kind == "equation" else (1.0,)


def _slope(term: Term, name: str) -> Scalar:
    slope = term.gradient.get(name, Fraction(0))
    return slope if is_exact(slope) else Fraction(float(slope))
