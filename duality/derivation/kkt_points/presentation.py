"""The points that were found as plain data, in the sense of the statement or of the min form."""

from __future__ import annotations

from fractions import Fraction

import flint

from duality.algebra.evaluate import constant
from duality.algebra.polynomial_systems.algebraic import Algebraic, Real
from duality.algebra.polynomial_systems.closed_forms import closed_form, minimal_coefficients, rational_part
from duality.algebra.polynomial_systems.comparison import Comparable, ball
from duality.algebra.polynomial_systems.smooth import PolynomialValue
from duality.derivation.kkt_points.judging import Found
from duality.derivation.kkt_points.local import certified
from duality.derivation.kkt_points.program import PolynomialProgram
from duality.derivation.standardize import mirrored
from duality.model.expression import opposite
from duality.model.form import StandardForm
from duality.model.report import KKTKind, KKTPoint, KKTPoints
from duality.model.scalar import Scalar
from duality.model.solution import Point
from duality.records import replace

BITS, MOST_BITS, ACCURATE = 128, 2048, 64
"""Precision of the first ball and of the last one, and the relative accuracy that is asked of it."""

LARGEST_DEGREE = 10
"""Up to this degree the minimal polynomial of a value is computed."""

MIRRORED: dict[KKTKind, KKTKind] = {
    "local min": "local max",
    "local max": "local min",
    "global min": "global max",
    "global max": "global min",
}


def presented(program: PolynomialProgram, found: Found, value: PolynomialValue, *, is_global: bool) -> KKTPoint:
    """The point in min form: rationals and square roots exactly, other coordinates as the nearest doubles."""
    names = program.form.variables
    point = tuple((name, scalar(x)) for name, x in zip(names, found.point.exact, strict=True))
    small = found.point.field is None or found.point.field.degree <= LARGEST_DEGREE
    coefficients = minimal_coefficients(value.exact) if small else ()
    kind: KKTKind = found.kind
    if is_global and kind != "Fritz John":
        kind = "global min"
    return KKTPoint(
        point=point,
        multipliers=_multipliers(program, found),
        value=nearest(value),
        exact=closed_form(value.exact, coefficients) if coefficients else None,
        kind=kind,
        strict=found.second_order.strict,
        unique=found.unique,
        is_global=is_global,
        is_saddle=found.is_saddle,
        reduced_costs=_reduced_costs(program, found),
        root_of=coefficients if len(coefficients) > 2 else (),
    )


def scalar(value: Real) -> Scalar | float:
    """A fraction, a number with one square root, or the nearest double."""
    if not isinstance(value, Algebraic):
        return float(value) if isinstance(value, flint.arb) else Fraction(int(value.p), int(value.q))
    rational = rational_part(value)
    if rational is not None:
        return rational
    if value.field.degree == 2:
        tree = closed_form(value, minimal_coefficients(value))
        if tree is not None:
            return constant(tree)
    return nearest(value)


def nearest(value: Comparable) -> float:
    """The double next to the number; a number that vanishes to `MOST_BITS` bits is shown as 0."""
    rational = None if isinstance(value, PolynomialValue) else rational_part(value)
    if rational is not None:
        return float(rational)
    bits = BITS
    while ball(value, bits).rel_accuracy_bits() < ACCURATE and bits < MOST_BITS:
        bits *= 2
    return float(ball(value, bits))


def _multipliers(program: PolynomialProgram, found: Found) -> Point:
    if found.multipliers is None:
        return ()
    pairs = zip(program.restrictions, found.multipliers, strict=True)
    return tuple((row.name, scalar(multiplier)) for row, multiplier in pairs if row.name is not None)


def _reduced_costs(program: PolynomialProgram, found: Found) -> Point:
    """The gradient of L = f + the constraints' terms, wherever rows of X are active with a multiplier."""
    multipliers = found.multipliers
    if multipliers is None or not any(row.name is None for row in program.restrictions):
        return ()

    def costs(values: tuple[Real, ...]) -> list[Real]:
        slope: list[Real] = program.smooth.gradient(values)
        # The multipliers may have asked for exact numbers where the point is in balls.
        in_balls = any(isinstance(value, flint.arb) for value in values)
        for row, known in zip(program.restrictions, multipliers, strict=True):
            if row.name is not None:
                multiplier = ball(known, flint.ctx.prec) if in_balls and isinstance(known, Algebraic) else known
                slope = [a + multiplier * b for a, b in zip(slope, row.smooth.gradient(values), strict=True)]
        return slope

    slopes = certified(found.point, costs)
    pairs = [(name, scalar(slope)) for name, slope in zip(program.form.variables, slopes, strict=True)]
    rows = [
        row for row, m in zip(program.restrictions, multipliers, strict=True) if row.name is None and float(_mid(m))
    ]
    touched = {
        program.form.variables[k] for row in rows for k, degree in enumerate(row.polynomial.degrees()) if degree > 0
    }
    return tuple((name, cost) for name, cost in pairs if name in touched)


def _mid(value: Real) -> float:
    return nearest(value) if isinstance(value, Algebraic) else float(value)


def restored(found: KKTPoints, form: StandardForm) -> KKTPoints:
    """The list in the user's sense: for a max problem values and kinds turn; multipliers stay those of the min form."""
    return found if form.sign == 1 else replace(found, points=tuple(map(_mirrored, found.points)))


def _mirrored(point: KKTPoint) -> KKTPoint:
    return replace(
        point,
        value=0.0 - point.value,
        exact=None if point.exact is None else opposite(point.exact),
        kind=MIRRORED.get(point.kind, point.kind),
        root_of=mirrored(point.root_of),
    )
