"""Quadratic over affine: (q t^2 + ...)/(a t + b) is an affine function plus a multiple of 1/(a t + b)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.line_polynomials import (
    Coefficients,
    degree,
    plus,
    quotient_and_remainder,
    scaled,
    times,
)
from duality.algebra.powers import power_product
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.curve import T
from duality.derivation.rules.univariate.piecewise import piecewise_polynomial, polynomial
from duality.derivation.rules.univariate.recognition import Weighted, affine_in_t
from duality.model.expression import Expression, Number, Power, Product
from duality.model.form import Affine, Atom, Bounds

ENTRY = Entry(
    "Quadratic over affine",
    "var x\ndomain x > 0\nmin (x^2 + 1)/x\ns.t.\n a: x <= 1/2",
    "Boyd and Vandenberghe, Example 3.21 (inverse)",
)


def quotient(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """p(t)/(a t + b) = quotient(t) + remainder/(a t + b)."""
    found = _numerator_and_denominator(atom)
    if found is None or degree(found[0]) < 1:
        return None
    numerator, line = found
    whole, rest = quotient_and_remainder(numerator, (line.constant, line.coefficient(T.name)))
    parts = [Weighted(Fraction(1), polynomial(*whole))]
    if rest:
        from duality.derivation.rules.univariate.functions.powers import powers

        inverse = powers(Atom("power", (line,), (Fraction(-1),)), bounds)
        assert inverse is not None, "1/s is a power"
        parts += [Weighted(rest[0] * part.weight, part.curve) for part in inverse]
    return parts


def _numerator_and_denominator(atom: Atom) -> tuple[Coefficients, Affine] | None:
    if atom.kind == "quad_over_lin":
        *forms, line = atom.arguments
        square: Coefficients = ()
        for weight, form in zip(atom.parameters, forms, strict=True):
            row = (form.constant, form.coefficient(T.name))
            square = plus(square, scaled(times(row, row), weight))
        return None if line.is_constant else (square, line)
    if atom.kind != "univariate" or atom.body is None:
        return None
    product = power_product(atom.body)
    below = [base for base, p in product.powers if p < 0]
    line = affine_in_t(below[0]) if len(below) == 1 and (below[0], Fraction(-1)) in product.powers else None
    if line is None or any(p > 0 and p.denominator != 1 for _, p in product.powers):
        return None
    above: tuple[Expression, ...] = tuple(Power(base, Number(p)) for base, p in product.powers if p > 0)
    numerator = piecewise_polynomial(Product(above), T.name) if above else None
    if numerator is None or not numerator.is_polynomial:
        return None
    return scaled(numerator.pieces[0], product.scale), line
