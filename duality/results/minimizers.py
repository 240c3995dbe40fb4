"""argmin over x in D of L(x, alpha, beta) at given multipliers: the points that are known, and whether there are more.

A quadratic L over R^n is minimized by exact linear algebra, a finite D by looking at every point; elsewhere the
derivation of theta_D tells a minimizer, block by block.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from duality.algebra.atoms import scalar_expression, substitute
from duality.algebra.evaluate import constant
from duality.algebra.exact_linear import is_positive_semidefinite, solve_symmetric_psd
from duality.algebra.polynomial_of import polynomial_coefficients
from duality.derivation import inner_problem
from duality.derivation.dual_value import branch_value, holding_branch, minimum_at, tree_value
from duality.model.derivation import Block, Branch, Derivation, ImplicitMinimum
from duality.model.expression import Expression
from duality.model.form import StandardForm
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Point
from duality.named_tuples import NamedTuple
from duality.results.primal_function import primal_value

Multipliers = Mapping[str, Scalar | float]

MOST_POINTS = 4096
"""A finite D with more points is not looked through."""

MOST_SHOWN = 8

SAME = 1e-9
"""Relative difference up to which floating-point values of L are called equal."""


class Minimizers(NamedTuple):
    """Points that attain theta_D; ``complete`` where no others do, ``None`` where that is not known."""

    points: tuple[Point, ...] = ()
    complete: bool | None = None


NOTHING_KNOWN = Minimizers()


def minimizers(derivation: Derivation, multipliers: Multipliers) -> Minimizers:
    """The minimizers of L at multipliers by constraint name, at which theta_D is finite."""
    form = derivation.form
    if _finite(form):
        return _among_points(form, multipliers)
    found = _of_a_quadratic(form, multipliers)
    return _of_the_branches(derivation, multipliers) if found is None else found


def _of_a_quadratic(form: StandardForm, multipliers: Multipliers) -> Minimizers | None:
    """Q x = -q, exactly; ``None`` where L is no rational quadratic over R^n with Q positive semidefinite."""
    if not form.domain.is_whole_space or any(isinstance(value, float) for value in multipliers.values()):
        return None
    row = inner_problem(form, multipliers).objective
    numbers = [*(c for _, c in row.linear), *(c for _, c in row.quadratic)]
    if not row.is_quadratic or any(isinstance(number, Irrational) for number in numbers):
        return None
    index = {name: k for k, name in enumerate(form.variables)}
    hessian = [[Fraction(0)] * len(index) for _ in index]
    for (a, b), c in row.quadratic:
        assert isinstance(c, Fraction), "irrational numbers were refused"
        hessian[index[a]][index[b]] += c
        hessian[index[b]][index[a]] += c
    right = [Fraction(0)] * len(index)
    for name, c in row.linear:
        assert isinstance(c, Fraction), "irrational numbers were refused"
        right[index[name]] = -c
    if not is_positive_semidefinite(hessian):
        return None
    solved = solve_symmetric_psd(hessian, right)
    if solved is None:
        return NOTHING_KNOWN
    x, kernel = solved
    return Minimizers((tuple(zip(form.variables, x, strict=True)),), complete=not kernel)


def _finite(form: StandardForm) -> bool:
    """Every variable lies in a finite set, and there are few enough points."""
    covered = {name for discrete in form.domain.discrete for name in discrete.variables}
    return covered == set(form.variables) and math.prod(len(d.points) for d in form.domain.discrete) <= MOST_POINTS


def _among_points(form: StandardForm, multipliers: Multipliers) -> Minimizers:
    inner = inner_problem(form, multipliers)
    levels = [(primal_value(inner, dict(point)), point) for point in points_of(form)]
    inside = [(level, point) for level, point in levels if float(level) < math.inf]
    if not inside:
        return NOTHING_KNOWN
    least = min(float(level) for level, _ in inside)
    best = [point for level, point in inside if float(level) <= least + SAME * max(1.0, abs(least))]
    return Minimizers(tuple(best[:MOST_SHOWN]), complete=len(best) <= MOST_SHOWN)


def points_of(form: StandardForm) -> list[Point]:
    """Every point of the finite sets of D, for a D that has finite sets only and few points; else none."""
    if not form.domain.discrete or not _finite(form):
        return []
    names = [name for discrete in form.domain.discrete for name in discrete.variables]
    places = []
    for chosen in product(*(discrete.points for discrete in form.domain.discrete)):
        point = dict(zip(names, (value for part in chosen for value in part), strict=True))
        places.append(tuple((name, point[name]) for name in form.variables))
    return places


def _of_the_branches(derivation: Derivation, multipliers: Multipliers) -> Minimizers:
    """What the derivation of theta_D knows; blocks over directions y = A x instead of variables are left alone."""
    theta = derivation.dual_function
    if not theta.is_closed or theta.never_finite:
        return NOTHING_KNOWN
    at = {m.name: multipliers[m.constraint] for m in theta.multipliers}
    choices: list[list[dict[str, Scalar | float]]] = []
    for block in theta.blocks:
        branch = holding_branch(block, at)
        found = [] if branch is None or block.directions else _of_a_branch(block, branch, at)
        if not found:
            return NOTHING_KNOWN
        choices.append(found)
    joined = [{name: value for part in chosen for name, value in part.items()} for chosen in product(*choices)]
    names = derivation.form.variables
    if any(set(point) != set(names) for point in joined):
        return NOTHING_KNOWN
    return Minimizers(tuple(tuple((name, point[name]) for name in names) for point in joined[:MOST_SHOWN]))


def _of_a_branch(block: Block, branch: Branch, at: Multipliers) -> list[dict[str, Scalar | float]]:
    if isinstance(branch.value, ImplicitMinimum):
        return [] if len(block.variables) != 1 else [{block.variables[0]: t} for t in implicit_points(branch.value, at)]
    if branch.minimizer is None:
        return []
    if isinstance(branch.value, Expression) and not math.isfinite(float(branch_value(branch.value, at))):
        return []
    point = {name: tree_value(node, at) for name, node in branch.minimizer}
    return [point] if all(math.isfinite(float(value)) for value in point.values()) else []


def implicit_points(formula: ImplicitMinimum, at: Multipliers) -> list[float]:
    """Where the minimum is attained: all such points of a polynomial, one of any other function."""
    found = minimum_at(formula, at)
    if not math.isfinite(found.value):
        return []
    numbers = {k: scalar_expression(v if isinstance(v, Irrational) else Fraction(v)) for k, v in at.items()}
    coefficients = polynomial_coefficients(substitute(formula.body, numbers), formula.variable)
    if coefficients is None:
        return [found.point]
    import numpy as np

    polynomial = np.polynomial.Polynomial([float(a) for a in coefficients])
    low = -math.inf if formula.lower is None else float(constant(formula.lower))
    high = math.inf if formula.upper is None else float(constant(formula.upper))
    roots = [float(root.real) for root in polynomial.deriv().roots() if abs(root.imag) <= SAME * (1 + abs(root))]
    candidates = sorted(t for t in {*roots, low, high} if math.isfinite(t) and low <= t <= high)
    slack = SAME * max(1.0, abs(found.value))
    # The minimum that was found stays in the list, whatever rounding did to the roots.
    ties = [t for t in candidates if polynomial(t) <= found.value + slack]
    return ties or [found.point]
