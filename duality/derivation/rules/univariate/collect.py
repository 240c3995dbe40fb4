"""From c_k and trees phi_k(t) to g as a sum of known curves: like terms merged, the interval cut to natural domains."""

from __future__ import annotations

from collections.abc import Container, Sequence
from fractions import Fraction

from duality.algebra.atoms import atom_expression
from duality.algebra.boxes import intersect, is_empty
from duality.algebra.line_polynomials import Coefficients, degree, raised
from duality.algebra.rows import decompose
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.combinations import combined
from duality.derivation.rules.univariate.curve import Curve, Shifted, T
from duality.derivation.rules.univariate.formulas import NOTHING
from duality.derivation.rules.univariate.functions import RECOGNIZERS
from duality.derivation.rules.univariate.functions.powers import AbsolutePower, RisingPower
from duality.derivation.rules.univariate.objective import Objective, Summand
from duality.derivation.rules.univariate.piecewise import PiecewisePolynomial, piecewise_polynomial, polynomial
from duality.derivation.rules.univariate.proportion import grouped
from duality.derivation.rules.univariate.recognition import Weighted, natural_bounds
from duality.derivation.rules.univariate.unlisted import unlisted
from duality.model.expression import Expression
from duality.model.form import Affine, Atom, Bounds
from duality.model.scalar import Scalar

ARGUMENT = Affine(Fraction(0), ((T.name, Fraction(1)),))

EMPTY = "no point of the interval lies in the natural domain of every function"

KNOWN_CURVATURES = {"rel_entr": 1, "geo_mean": -1}
"""Vector atoms are convex or concave jointly, so along one line as well."""


def collect(
    terms: Sequence[tuple[Affine, Expression]], slope: Affine, bounds: Bounds, nonnegative: Container[str]
) -> Objective | Refusal:
    """g(t) on the part of the interval where every phi_k is defined. Raises `Undefined` for a phi_k with gaps."""
    for _, phi in terms:
        bounds = natural_bounds(phi, bounds)
    if is_empty(bounds):
        return Refusal(EMPTY)
    summands: list[tuple[Affine, Curve]] = []
    constant = NOTHING
    for coefficient, phi in terms:
        row = decompose(phi, (T.name,), {T.name: bounds})
        constant += coefficient.scaled(row.constant)
        slope += coefficient.scaled(row.affine.coefficient(T.name))
        for _, square in row.quadratic:
            summands.append((coefficient.scaled(square), polynomial(Fraction(0), Fraction(0), Fraction(1))))
        parts = [*row.atoms, *((weight, Atom("univariate", (ARGUMENT,), body=node)) for weight, node in row.remainder)]
        for weight, atom in parts:
            summands += [(coefficient.scaled(weight * part.weight), part.curve) for part in recognized(atom, bounds)]
    for _, curve in summands:
        bounds = intersect(bounds, curve.domain)
    if is_empty(bounds):
        return Refusal(EMPTY)
    summands, polynomial_slope, polynomial_constant = _merged(summands)
    summands, offset = combined(summands)
    return Objective(
        tuple(Summand(c, curve) for c, curve in summands),
        slope + polynomial_slope,
        constant + polynomial_constant + offset,
        bounds,
        nonnegative,
    )


def recognized(atom: Atom, bounds: Bounds) -> Sequence[Weighted]:
    """The atom as a weighted sum of curves: of the table, piecewise polynomial, or known by its tree alone."""
    for recognizer in RECOGNIZERS:
        found = recognizer(atom, bounds)
        if found is not None:
            return found
    tree = atom_expression(atom)
    pieces = piecewise_polynomial(tree, T.name)
    if pieces is not None:
        return [Weighted(Fraction(1), PiecewisePolynomial(pieces.breakpoints, pieces.pieces, tree))]
    return [Weighted(Fraction(1), unlisted(tree, bounds, KNOWN_CURVATURES.get(atom.kind)))]


def _merged(summands: list[tuple[Affine, Curve]]) -> tuple[list[tuple[Affine, Curve]], Affine, Affine]:
    """Equal curves once, monomials collected by degree and by proportional coefficients, slope and constant apart."""
    curves: dict[Curve, Affine] = {}
    for coefficient, curve in summands:
        curves[curve] = curves.get(curve, NOTHING) + coefficient
    whole = {curve: p for curve in curves if (p := _as_polynomial(curve)) is not None}
    several = len([p for p in whole.values() if degree(p) >= 2]) > 1
    monomials: dict[int, Affine] = {}
    kept: list[tuple[Affine, Curve]] = []
    for curve, coefficient in curves.items():
        if coefficient.is_zero:
            continue
        if curve not in whole or (isinstance(curve, Shifted) and not several):
            kept.append((coefficient, curve))
            continue
        for k, a in enumerate(whole[curve]):
            monomials[k] = monomials.get(k, NOTHING) + coefficient.scaled(a)
    linear, constant = monomials.pop(1, NOTHING), monomials.pop(0, NOTHING)
    rows = [(monomials[k], k) for k in sorted(monomials, reverse=True) if not monomials[k].is_zero]
    polynomials: list[tuple[Affine, Curve]] = []
    for unit, members in grouped(rows):
        coefficients: list[Scalar] = [Fraction(0)] * (max(k for _, k in members) + 1)
        for ratio, k in members:
            coefficients[k] = ratio
        polynomials.append((unit, polynomial(*coefficients)))
    return [*polynomials, *kept], linear, constant


def _as_polynomial(curve: Curve) -> Coefficients | None:
    if isinstance(curve, PiecewisePolynomial):
        return curve.pieces[0] if curve.is_polynomial else None
    if not isinstance(curve, Shifted):
        return None
    function = curve.function
    if isinstance(function, RisingPower) and function.p.denominator == 1:
        return raised((curve.shift, curve.scale), int(function.p))
    if isinstance(function, AbsolutePower) and function.is_even:
        return raised((curve.shift, curve.scale), int(function.p))
    return None
