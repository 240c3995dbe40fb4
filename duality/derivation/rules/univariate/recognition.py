"""From atoms of one variable t to weighted curves: the shape of a recognizer, and products of powers of one base."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from duality.algebra.boxes import affine_range, intersect
from duality.algebra.domains import natural_demands
from duality.algebra.powers import power_product
from duality.algebra.rows import decompose
from duality.derivation.rules.univariate.curve import Curve, Shifted, T
from duality.derivation.rules.univariate.formulas import rational_power
from duality.derivation.rules.univariate.function import Function
from duality.model.expression import Call, Expression
from duality.model.form import Affine, Atom, Bounds
from duality.model.scalar import Scalar
from duality.records import record


@record
class Weighted:
    """weight * curve(t)."""

    weight: Scalar
    curve: Curve

    @staticmethod
    def of(function: Function, argument: Affine, weight: Scalar = Fraction(1)) -> Weighted:
        """weight * F(argument), the argument an affine form in t."""
        return Weighted(weight, shifted(function, argument))


def shifted(function: Function, argument: Affine) -> Shifted:
    """F(argument), the argument an affine form in t."""
    return Shifted(function, argument.coefficient(T.name), argument.constant)


class Recognizer(Protocol):
    """An atom as a weighted sum of curves, or ``None`` where it is not of the family.

    ``bounds`` is the interval of t: a function may be known on one side of 0 only. Raises `Undefined` where the atom
    has no value somewhere inside it.
    """

    def __call__(self, atom: Atom, bounds: Bounds, /) -> Sequence[Weighted] | None: ...


class Undefined(ValueError):
    """The function is not defined on the whole interval."""


def argument_bounds(argument: Affine, bounds: Bounds) -> Bounds:
    """The interval of a t + b for t in the interval."""
    return affine_range(argument, {T.name: bounds})


@record
class PowerOfOneBase:
    """scale * base^p * |base|^q, the base affine in t."""

    scale: Scalar
    base: Affine
    p: Fraction
    q: Fraction


def power_of_one_base(atom: Atom) -> PowerOfOneBase | None:
    """The atom as a product of powers of one affine form and its absolute value, or ``None``."""
    if atom.kind == "power":
        return PowerOfOneBase(Fraction(1), atom.arguments[0], atom.parameters[0], Fraction(0))
    if atom.kind != "univariate" or atom.body is None:
        return None
    product = power_product(atom.body)
    base: Affine | None = None
    scale, p, q = product.scale, Fraction(0), Fraction(0)
    for node, exponent in product.powers:
        is_absolute = isinstance(node, Call) and node.function == "abs"
        form = affine_in_t(node.children[0] if is_absolute else node)
        if form is None:
            return None
        base = form if base is None else base
        ratio = form.terms[0][1] / base.terms[0][1]
        if not (form - base.scaled(ratio)).is_zero or not isinstance(ratio, Fraction):
            return None
        factor = _power_of_ratio(abs(ratio) if is_absolute else ratio, exponent)
        if factor is None:
            return None
        scale = scale * factor
        p, q = (p, q + exponent) if is_absolute else (p + exponent, q)
    return None if base is None else PowerOfOneBase(scale, base, p, q)


def _power_of_ratio(ratio: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator == 1:
        return ratio**exponent.numerator
    return rational_power(ratio, exponent) if ratio > 0 else None


def quadratic_in_t(node: Expression) -> tuple[Scalar, Scalar, Scalar] | None:
    """(a_0, a_1, a_2) of the tree as a quadratic in t, or ``None``."""
    row = decompose(node, (T.name,))
    if not row.is_quadratic or not row.quadratic:
        return None
    return row.constant, row.affine.coefficient(T.name), row.quadratic[0][1]


def affine_in_t(node: Expression) -> Affine | None:
    """The tree as a t + b with a not 0, or ``None``."""
    row = decompose(node, (T.name,))
    return row.affine if row.is_affine and row.linear else None


def natural_bounds(body: Expression, bounds: Bounds) -> Bounds:
    """The part of the interval on which the affine arguments of logarithms and roots have the sign they need."""
    for demand in natural_demands(body):
        argument = affine_in_t(demand.argument)
        if argument is None or demand.kind == "nonzero":
            continue
        scale, closed = argument.coefficient(T.name), demand.kind == "nonnegative"
        end = -argument.constant / scale
        half_line = Bounds(lower=end, lower_closed=closed) if scale > 0 else Bounds(upper=end, upper_closed=closed)
        bounds = intersect(bounds, half_line)
    return bounds
