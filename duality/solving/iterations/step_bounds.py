"""Which steps dual ascent may take: theta_D has a Lipschitz gradient, and a step below 2/L converges.

For f = 1/2 x'Qx + q'x with Q positive definite over R^n and affine constraints A x - b, theta_D has the Hessian
-A Q^-1 A', so that L is its largest eigenvalue; for equations alone the iteration is linear, and 2/L is sharp. For any
other smooth problem the same formula at (x*, alpha*) with the Hessian of L tells what happens near the optimum.
Source: Boyd and others, Distributed Optimization and Statistical Learning via ADMM (2011), section 2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from duality import algebra
from duality.algebra.differentiate import is_smooth
from duality.algebra.exact_linear import inverse, is_positive_semidefinite, rank
from duality.algebra.row_sums import combined
from duality.model.form import Affine, Atom, Row, StandardForm
from duality.model.iteration import StepBound
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Label, Point


def is_strictly_convex(row: Row, variables: Sequence[str]) -> bool:
    """Proved strictly convex over the domain of its atoms; ``False`` where this is not seen."""
    if row.remainder or not all(_is_strict(coefficient, atom) for coefficient, atom in row.atoms):
        return False
    numbers = [
        *(c for _, c in row.quadratic),
        *(c for _, atom in row.atoms for a in atom.arguments for _, c in a.terms),
    ]
    if any(isinstance(number, Irrational) for number in numbers):
        return False
    hessian = hessian_of(row, variables)
    if not is_positive_semidefinite(hessian):
        return False
    directions = [form for _, atom in row.atoms for form in _curved(atom)]
    return rank([*hessian, *([form.coefficient(name) for name in variables] for form in directions)]) == len(variables)


def hessian_of(row: Row, variables: Sequence[str]) -> list[list[Scalar]]:
    """The matrix Q of the quadratic part 1/2 x'Qx, exact."""
    index = {name: k for k, name in enumerate(variables)}
    matrix: list[list[Scalar]] = [[Fraction(0)] * len(index) for _ in index]
    for (a, b), c in row.quadratic:
        matrix[index[a]][index[b]] += c
        matrix[index[b]][index[a]] += c
    return matrix


def _is_strict(coefficient: Scalar, atom: Atom) -> bool:
    """Strictly convex in its argument (for log-sum-exp: in the differences of its arguments)."""
    match atom.kind:
        case "exp" | "xlogx" | "cosh" | "logsumexp":
            return coefficient > 0
        case "log":
            return coefficient < 0
        case "power":
            (p,) = atom.parameters
            if 0 < p < 1:
                return coefficient < 0
            # u^4 on the line; u^(3/2) where u >= 0 and u^(-1/2) where u > 0, which are their natural domains.
            even = p.denominator == 1 and p.numerator % 2 == 0 and p > 0
            return coefficient > 0 and (even or p.denominator > 1)
        case _:
            return False


def _curved(atom: Atom) -> list[Affine]:
    if atom.kind == "logsumexp":
        first, *others = atom.arguments
        return [other - first for other in others]
    return [atom.arguments[0]]


ACTIVE = 1e-6
"""A constraint is active where |c(x*)| is below this, and a bound of D where x* is this near to it."""

LARGEST_DENOMINATOR = 1000


def step_bound(form: StandardForm, x: Point | None, multipliers: Point | None) -> StepBound | None:
    """The bound on the step, ``None`` where none is known; x* and the multipliers where there are some."""
    found = _of_a_quadratic(form)
    if found is not None or x is None or multipliers is None:
        return found
    return _near(form, dict(x), dict(multipliers))


def _of_a_quadratic(form: StandardForm) -> StepBound | None:
    rows = [form.objective, *(c.row for c in form.constraints)]
    affine = form.objective.is_quadratic and all(c.row.is_affine for c in form.constraints)
    if not affine or not form.domain.is_whole_space or not form.constraints or _has_irrationals(rows):
        return None
    hessian = hessian_of(form.objective, form.variables)
    inverted = inverse(hessian) if is_positive_semidefinite(hessian) else None
    if inverted is None:
        return None
    matrix = [[c.row.affine.coefficient(name) for name in form.variables] for c in form.constraints]
    curvature = [[_form(a, inverted, b) for b in matrix] for a in matrix]
    largest = _largest_eigenvalue(curvature)
    if largest == 0:
        return None
    label = Label.NUMERICAL if isinstance(largest, float) else Label.EXACT
    return StepBound(2 / largest, label, "everywhere", not form.inequalities, "2/L, L = lambda_max(A Q^-1 A')")


def _form(a: Sequence[Scalar], inverted: Sequence[Sequence[Scalar]], b: Sequence[Scalar]) -> Scalar:
    """a'Q^-1 b."""
    total: Scalar = Fraction(0)
    for left, row in zip(a, inverted, strict=True):
        for entry, right in zip(row, b, strict=True):
            total = total + left * entry * right
    return total


def _largest_eigenvalue(matrix: list[list[Scalar]]) -> Scalar | float:
    """Exact where it is a plain rational: then lambda*I - M is positive semidefinite and singular."""
    if len(matrix) == 1:
        return matrix[0][0]
    import numpy as np

    rough = float(np.linalg.eigvalsh(np.array([[float(entry) for entry in row] for row in matrix]))[-1])
    guess = Fraction(rough).limit_denominator(LARGEST_DENOMINATOR)
    shifted = [[(guess if i == j else 0) - entry for j, entry in enumerate(row)] for i, row in enumerate(matrix)]
    exact = is_positive_semidefinite(shifted) and rank(shifted) < len(shifted)
    return guess if exact else rough


def _near(form: StandardForm, x: dict[str, Scalar | float], multipliers: dict[str, Scalar | float]) -> StepBound | None:
    """2/lambda_max(A H^-1 A') with the Hessian H of L at (x*, alpha*) and the gradients A of the active constraints."""
    import numpy as np

    trees = [form.objective_expression, *(c.expression for c in form.constraints)]
    if not _inside(form, x) or not all(map(is_smooth, trees)):
        return None
    terms: list[tuple[Scalar, Row]] = [(Fraction(1), form.objective)]
    terms += [(_exactly(multipliers[c.name]), c.row) for c in form.constraints]
    place = np.array([float(x[name]) for name in form.variables])
    hessian = algebra.numeric.compile_row(combined(terms), form.variables).hessian(place)
    compiled = [(c, algebra.numeric.compile_row(c.row, form.variables)) for c in form.constraints]
    active = [
        row.gradient(place) for c, row in compiled if c.constraint.kind == "equality" or abs(row.value(place)) <= ACTIVE
    ]
    if not active or not np.isfinite(hessian).all():
        return None
    values, vectors = np.linalg.eigh(hessian)
    if values[0] <= ACTIVE * max(1.0, values[-1]):
        return None
    scaled = np.array(active) @ vectors / np.sqrt(values)
    largest = float(np.linalg.eigvalsh(scaled @ scaled.T)[-1])
    if not 0 < largest < math.inf:
        return None
    why = "2/L, L = lambda_max(A H^-1 A') with the Hessian H of L at x*"
    return StepBound(2 / largest, Label.NUMERICAL, "near the optimum", False, why)


def _inside(form: StandardForm, x: dict[str, Scalar | float]) -> bool:
    """x* lies away from the bounds of D, which has no other rows."""
    if form.domain.conditions or form.domain.discrete:
        return False
    for name, bounds in form.domain.bounds:
        for end in (bounds.lower, bounds.upper):
            if end is not None and abs(float(x[name]) - float(end)) <= ACTIVE:
                return False
    return True


def _exactly(value: Scalar | float) -> Scalar:
    return value if isinstance(value, (Fraction, Irrational)) else Fraction(value)


def _has_irrationals(rows: list[Row]) -> bool:
    numbers = [c for row in rows for c in (*(c for _, c in row.linear), *(c for _, c in row.quadratic))]
    return any(isinstance(number, Irrational) for number in numbers)
