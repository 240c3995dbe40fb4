"""Where g'(t) = 0 on a piece on which every summand is smooth, and the value there, in closed form if they have one.

One curve beside an affine part is settled by its conjugate; a quadratic by completing the square; two exponentials,
and a quadratic with a logarithm, by a quadratic equation. For the rest there is no closed form.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.atoms import scalar_expression, total
from duality.derivation.rules.univariate.candidate import Closed
from duality.derivation.rules.univariate.curve import Shifted, midpoint
from duality.derivation.rules.univariate.formulas import NOTHING, Ratio, affine_tree, fraction, square
from duality.derivation.rules.univariate.function import Stationary
from duality.derivation.rules.univariate.functions.powers import AbsolutePower, RisingPower
from duality.derivation.rules.univariate.objective import Objective
from duality.derivation.rules.univariate.pairs import PAIRS
from duality.derivation.rules.univariate.piecewise import PiecewisePolynomial
from duality.model.expression import Expression
from duality.model.form import Affine, Bounds
from duality.model.scalar import Scalar
from duality.records import record

TWO = Fraction(2)


@record
class StationaryPoint:
    """A stationary t and g there."""

    point: Affine | Expression
    value: Closed


def stationary_point(objective: Objective, piece: Bounds) -> StationaryPoint | None:
    """The stationary point of g on the piece, in whose interior it is known to lie."""
    inside = midpoint(piece)
    monomials: dict[int, Affine] = {0: objective.constant, 1: objective.slope}
    curves: list[tuple[Affine, Shifted]] = []
    for summand in objective.summands:
        part = summand.curve.smooth_part(inside)
        if isinstance(part, PiecewisePolynomial):
            for k, a in enumerate(part.pieces[0]):
                monomials[k] = monomials.get(k, NOTHING) + summand.coefficient.scaled(a)
        elif isinstance(part, Shifted):
            curves.append((summand.coefficient, part))
        else:
            return None
    monomials = {k: form for k, form in monomials.items() if k < 2 or not form.is_zero}
    highest = max(monomials)
    if not curves:
        return _quadratic(monomials) if highest == 2 else _power(monomials, piece)
    if len(curves) == 1 and highest < 2:
        return _one_curve(*curves[0], monomials[0], monomials[1])
    for pair in PAIRS:
        found = pair(curves, monomials, piece)
        if found is not None:
            return StationaryPoint(*found)
    return None


def _one_curve(c: Affine, curve: Shifted, constant: Affine, slope: Affine) -> StationaryPoint | None:
    """c F(s) + d t + constant with s = a t + b: slope w = d/a in s, and d t = w s - w b."""
    w = slope.scaled(1 / curve.scale)
    found = curve.function.stationary(c, -w)
    return None if found is None else _back(found, curve.scale, curve.shift, constant - w.scaled(curve.shift))


def _back(found: Stationary, scale: Scalar, shift: Scalar, constant: Affine) -> StationaryPoint:
    """From s to t = (s - shift)/scale."""
    return StationaryPoint(_unshifted(found.point, scale, shift), Closed(found.affine + constant, found.curved))


def _unshifted(s: Ratio | Expression, scale: Scalar, shift: Scalar) -> Affine | Expression:
    if isinstance(s, Ratio):
        form = s.affine
        if form is not None:
            return (form - Affine(shift)).scaled(1 / scale)
        tree = s.scaled(1 / scale).tree
    else:
        tree = fraction(1 / scale, [s])
    return tree if shift == 0 else total([tree, scalar_expression(-shift / scale)])


def _quadratic(monomials: dict[int, Affine]) -> StationaryPoint:
    """p t^2 + q t + r: with q = m p + l, the point -m/2 - l/(2 p) and the value r - (m^2 p + 2 m l)/4 - l^2/(4 p).

    m is chosen so that l is short: for (t - 3)^2 + d t it is d alone.
    """
    p, q, r = monomials[2], monomials[1], monomials[0]
    m = _shortening(q, p)
    rest = q - p.scaled(m)
    affine = r - (p.scaled(m) + rest.scaled(TWO)).scaled(m / 4)
    if rest.is_zero:
        return StationaryPoint(Affine(-m / 2), Closed(affine))
    ratio = Ratio.of(rest, p.scaled(TWO))
    point = _unshifted(ratio.scaled(Fraction(-1)), Fraction(1), m / 2)
    return StationaryPoint(point, Closed(affine, (fraction(Fraction(-1, 4), [square(rest)], [affine_tree(p)]),)))


def _shortening(q: Affine, p: Affine) -> Scalar:
    """m for which q - m p has fewest terms, 0 where nothing is gained."""
    choices: list[Scalar] = [Fraction(0)]
    choices += [q.coefficient(name) / c for name, c in p.terms]
    if p.constant != 0:
        choices.append(q.constant / p.constant)

    def length(m: Scalar) -> int:
        rest = q - p.scaled(m)
        return len(rest.terms) + (rest.constant != 0)

    return min(choices, key=length)


def _power(monomials: dict[int, Affine], piece: Bounds) -> StationaryPoint | None:
    """A polynomial of the form c (t - h)^n + d t + constant, n even or the piece on one side of h."""
    n = max(monomials)
    ratio = Ratio.of(monomials.get(n - 1, NOTHING), monomials[n])
    center = None if ratio.affine is None or not ratio.affine.is_constant else -ratio.affine.constant / n
    if n < 3 or center is None:
        return None
    c = monomials[n]
    coefficient: Scalar = Fraction(1)
    for k in range(n, 1, -1):
        if not (monomials.get(k, NOTHING) - c.scaled(coefficient)).is_zero:
            return None
        coefficient = coefficient * -center * Fraction(k, n - k + 1)
    # coefficient is now that of t in (t - center)^n, and the constant's follows.
    slope = monomials[1] - c.scaled(coefficient)
    constant = monomials[0] - c.scaled((-center) ** n)
    above = piece.lower is not None and piece.lower >= center
    below = piece.upper is not None and piece.upper <= center
    if n % 2 == 0:
        return _one_curve(c, Shifted(AbsolutePower(Fraction(n)), Fraction(1), -center), constant, slope)
    if above:
        return _one_curve(c, Shifted(RisingPower(Fraction(n)), Fraction(1), -center), constant, slope)
    if below:
        # (t - h)^n = -(h - t)^n for odd n.
        return _one_curve(-c, Shifted(RisingPower(Fraction(n)), Fraction(-1), center), constant, slope)
    return None
