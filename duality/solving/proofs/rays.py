"""Proofs that f is unbounded below: x0 + t d feasible for every t >= 0, and f falling to -inf along it.

Along the ray every function depends on t alone. A polynomial g(t) is <= 0 for all t >= 0 if all its coefficients are,
and a convex one if g(0) <= 0 and its slope at infinity is; f tends to -inf by its leading coefficient or its limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import inf

from duality.algebra.atoms import affine_expression, substitute
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import exact_value
from duality.algebra.paths import PARAMETER, Path, limit
from duality.algebra.paths.limits import is_below
from duality.algebra.polynomial_of import polynomial_coefficients
from duality.model.expression import Expression
from duality.model.form import Affine, DomainCondition, StandardForm
from duality.model.solution import Ray
from duality.solving.exact.claims import Infeasibility
from duality.solving.exact.pivoting import SMALL, feasible, weight
from duality.solving.quadratic.lifting import polyhedral_part

DENOMINATORS = (1, 2, 6, 60)
STARTS = (0, 1, 10, 100)
"""How far along the ray the origin is moved: beyond the last sign change a polynomial's coefficients agree."""

TIME = PARAMETER
ONWARD = Path(())
"""t -> inf; the coordinates are already put in."""

ZERO = Fraction(0)


def verified_ray(
    form: StandardForm, origin: Mapping[str, float], direction: Mapping[str, float], *, convex: bool
) -> Ray | None:
    """An exact ray near the given one, or ``None``; ``convex`` tells that f, c and D are proved convex."""
    if form.domain.discrete:
        return None
    for d in _directions(direction):
        for x in _origins(form, origin, d):
            path = {name: affine_expression(Affine.of(x[name], ((TIME, d[name]),))) for name in form.variables}
            if (
                _stays(form, x, d, path, convex)
                and limit(substitute(form.objective_expression, path), ONWARD).value == -inf
            ):
                return Ray(tuple(x.items()), tuple(d.items()), verified=True)
    return None


def _directions(direction: Mapping[str, float]) -> Iterator[dict[str, Fraction]]:
    largest = max((abs(v) for v in direction.values()), default=0.0)
    seen = set()
    for denominator in DENOMINATORS if largest > 0 else ():
        snapped = {name: Fraction(round(v / largest * denominator), denominator) for name, v in direction.items()}
        key = tuple(snapped.values())
        if key not in seen:
            seen.add(key)
            yield snapped


def _origins(
    form: StandardForm, origin: Mapping[str, float], d: Mapping[str, Fraction]
) -> Iterator[dict[str, Fraction]]:
    """An exact point of the affine rows, then the origin snapped; each also moved along the ray."""
    for snapped in (*_polyhedral_points(form), *_snapped(origin)):
        for start in STARTS:
            yield {name: value + start * d[name] for name, value in snapped.items()}


def _snapped(origin: Mapping[str, float]) -> Iterator[dict[str, Fraction]]:
    for denominator in (1, 60):
        yield {name: Fraction(round(v * denominator), denominator) for name, v in origin.items()}


def _polyhedral_points(form: StandardForm) -> Iterator[dict[str, Fraction]]:
    program = polyhedral_part(form)
    if program is not None and weight(program) <= SMALL:
        found = feasible(program)
        if not isinstance(found, Infeasibility):
            yield dict(program.point(found.x))


def _stays(
    form: StandardForm,
    x: Mapping[str, Fraction],
    d: Mapping[str, Fraction],
    path: Mapping[str, Expression],
    convex: bool,
) -> bool:
    for name, bounds in form.domain.bounds:
        low, high = bounds.lower, bounds.upper
        if low is not None and (d[name] < 0 or x[name] < low or (x[name] == low and not bounds.lower_closed)):
            return False
        if high is not None and (d[name] > 0 or x[name] > high or (x[name] == high and not bounds.upper_closed)):
            return False
    for c in form.constraints:
        along = substitute(c.expression, path)
        if c.constraint.kind == "equality":
            coefficients = polynomial_coefficients(along, TIME)
            if coefficients is None or any(coefficients):
                return False
        elif not _never_positive(along, convex):
            return False
    # A row of a convex X need not be concave, so only its coefficients tell.
    return all(_keeps(g, substitute(g.expression, path)) for g in form.domain.conditions)


def _keeps(condition: DomainCondition, along: Expression) -> bool:
    """The row of X holds for every t >= 0."""
    coefficients = polynomial_coefficients(along, TIME)
    if coefficients is None:
        return False
    if condition.equality:
        return not any(coefficients)
    same_sign = all(a >= 0 for a in coefficients) or (condition.nonzero and all(a <= 0 for a in coefficients))
    return same_sign and (coefficients[0] != 0 or not (condition.strict or condition.nonzero))


def _never_positive(along: Expression, convex: bool) -> bool:
    """g(t) <= 0 for every t >= 0."""
    coefficients = polynomial_coefficients(along, TIME)
    if coefficients is not None:
        return all(a <= 0 for a in coefficients)
    if not convex:
        return False
    try:
        start, slope = exact_value(along, {TIME: ZERO}), derivative(along, TIME)
    except (ValueError, NotDifferentiable, ZeroDivisionError):
        return False
    # The slope of a convex function grows up to its limit.
    steepest = limit(slope, ONWARD).upper
    return bool(start <= 0) and not is_below(ZERO, steepest)
