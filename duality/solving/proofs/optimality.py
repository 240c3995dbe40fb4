"""A proof by KKT that an exact x minimizes a convex problem.

At x feasible and multipliers alpha, delta >= 0 with alpha_i c_i(x) = 0, delta_k g_k(x) = 0 (g_k >= 0 the rows of X),

    d = grad f + sum alpha_i grad c_i + sum beta_j grad h_j - sum delta_k grad g_k

must be 0 in the coordinates strictly between their bounds, >= 0 at a lower and <= 0 at an upper bound. Everything is
evaluated exactly; a function without a derivative at x proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import exact_value
from duality.algebra.exact_linear import particular_and_nullspace
from duality.algebra.membership import ExactPoint, contains
from duality.model.expression import Expression
from duality.model.form import StandardForm
from duality.model.scalar import Irrational, Scalar
from duality.records import record
from duality.solving.exact.claims import Infeasibility
from duality.solving.exact.pivoting import feasible
from duality.solving.quadratic.program import LinearRow, QuadraticProgram
from duality.solving.quadratic.rationals import Rationals

ZERO = Fraction(0)
LONGEST = 60
"""Operations in the irrational entries of the gradients up to which symbolic elimination is tried: it may take long."""


@record
class Proof:
    """f(x) and multipliers by constraint name that prove x optimal; ``of_domain`` are those of the tight rows of X."""

    value: Scalar
    multipliers: tuple[tuple[str, Scalar], ...]
    of_domain: tuple[tuple[Expression, Scalar], ...] = ()


@record
class _Side:
    """A function that is tight at x: its gradient (sign included), and whether its multiplier is free in sign.

    A constraint has a name; a row of X its ``node``.
    """

    name: str | None
    gradient: tuple[Scalar, ...]
    free: bool
    hint: float
    node: Expression | None = None


def proof(form: StandardForm, x: ExactPoint, hint: Mapping[str, float]) -> Proof | None:
    """The proof that x attains the minimum of a convex form, or ``None``; ``hint`` are numeric multipliers by name."""
    if form.domain.discrete:
        return None
    try:
        if not contains(form.domain, x):
            return None
        sides = _tight(form, x, hint)
        if sides is None:
            return None
        gradient = _gradient(form, form.objective_expression, x)
        found = _multipliers(form, x, gradient, sides)
        if found is None:
            return None
        value = exact_value(form.objective_expression, x)
    except (ValueError, ZeroDivisionError):
        return None
    by_name = {side.name: m for side, m in zip(sides, found, strict=True) if side.name is not None}
    of_domain = tuple((side.node, m) for side, m in zip(sides, found, strict=True) if side.node is not None)
    return Proof(value, tuple((c.name, by_name.get(c.name, ZERO)) for c in form.constraints), of_domain)


def lacks_multipliers(form: StandardForm, x: ExactPoint) -> bool:
    """True where it is proved that no multipliers satisfy KKT at x, for rational gradients over a box D."""
    try:
        sides = _tight(form, x, {})
        if sides is None:
            return False
        gradient = _gradient(form, form.objective_expression, x)
    except (ValueError, ZeroDivisionError, NotDifferentiable):
        return False
    entries = [*gradient, *(entry for side in sides for entry in side.gradient)]
    if not all(isinstance(entry, Fraction) for entry in entries):
        return False
    corners = [_corner(form, name, x[name]) for name in form.variables]
    return _rational_multipliers(gradient, sides, corners) is None


def _tight(form: StandardForm, x: ExactPoint, hint: Mapping[str, float]) -> list[_Side] | None:
    """The equalities and the tight inequalities and rows of X; ``None`` where a constraint is violated."""
    sides = []
    for c in form.constraints:
        entry = exact_value(c.expression, x)
        equality = c.constraint.kind == "equality"
        if entry > 0 or (equality and entry != 0):
            return None
        if entry == 0:
            gradient = _gradient(form, c.expression, x)
            sides.append(_Side(c.name, gradient, equality, hint.get(c.name, 0.0)))
    for condition in form.domain.conditions:
        if not condition.nonzero and exact_value(condition.expression, x) == 0:
            gradient = tuple(-entry for entry in _gradient(form, condition.expression, x))
            sides.append(_Side(None, gradient, condition.equality, 1.0, condition.expression))
    return sides


def _gradient(form: StandardForm, node: Expression, x: ExactPoint) -> tuple[Scalar, ...]:
    occurring = set(node.variables())
    return tuple(exact_value(derivative(node, name), x) if name in occurring else ZERO for name in form.variables)


def _multipliers(
    form: StandardForm, x: ExactPoint, gradient: Sequence[Scalar], sides: Sequence[_Side]
) -> tuple[Scalar, ...] | None:
    """Signed multipliers with the reduced gradient right at every coordinate."""
    corners = [_corner(form, name, x[name]) for name in form.variables]
    entries = [*gradient, *(entry for side in sides for entry in side.gradient)]
    if all(isinstance(entry, Fraction) for entry in entries):
        return _rational_multipliers(gradient, sides, corners)
    return _irrational_multipliers(gradient, sides, corners)


def _corner(form: StandardForm, name: str, value: Scalar) -> tuple[bool, bool]:
    """(at the lower bound, at the upper bound)."""
    bounds = form.domain.bound(name)
    return bounds.lower is not None and value == bounds.lower, bounds.upper is not None and value == bounds.upper


def _rational_multipliers(
    gradient: Sequence[Scalar], sides: Sequence[_Side], corners: Sequence[tuple[bool, bool]]
) -> tuple[Scalar, ...] | None:
    """A vertex of the polyhedron of multipliers, by pivoting."""
    rows = []
    for i, (at_lower, at_upper) in enumerate(corners):
        entries = Rationals.of(Fraction(e) for e in (*(side.gradient[i] for side in sides), gradient[i]))  # type: ignore[arg-type]
        if at_lower and at_upper:
            continue
        sign = -1 if at_lower else 1
        terms = tuple((k, sign * c) for k, c in enumerate(entries.numerators[:-1]) if c)
        rows.append(LinearRow(terms, sign * entries.numerators[-1], equality=not (at_lower or at_upper)))
    count = len(sides)
    lower = tuple(None if side.free else ZERO for side in sides)
    found = feasible(QuadraticProgram(("",) * count, 0, (0,) * count, (), tuple(rows), lower, (None,) * count))
    return None if isinstance(found, Infeasibility) else tuple(found.x)


def _irrational_multipliers(
    gradient: Sequence[Scalar], sides: Sequence[_Side], corners: Sequence[tuple[bool, bool]]
) -> tuple[Scalar, ...] | None:
    """The solution of the stationarity equations on the support that the hint suggests."""
    support = [k for k, side in enumerate(sides) if side.free or abs(side.hint) > 1e-7]
    entries = [*gradient, *(entry for k in support for entry in sides[k].gradient)]
    if sum(entry.value.count_ops() for entry in entries if isinstance(entry, Irrational)) > LONGEST:
        return None
    inner = [i for i, corner in enumerate(corners) if not any(corner)]
    matrix = [[sides[k].gradient[i] for k in support] for i in inner]
    found = particular_and_nullspace(matrix, [-gradient[i] for i in inner], len(support))
    if found is None:
        return None
    multipliers: list[Scalar] = [ZERO] * len(sides)
    for k, value in zip(support, found[0], strict=True):
        multipliers[k] = value
    if any(m < 0 and not side.free for m, side in zip(multipliers, sides, strict=True)):
        return None
    for i, (at_lower, at_upper) in enumerate(corners):
        reduced = gradient[i] + sum((m * side.gradient[i] for m, side in zip(multipliers, sides, strict=True)), ZERO)
        if (reduced > 0 and not at_lower) or (reduced < 0 and not at_upper):
            return None
    return tuple(multipliers)
