"""Trees of sums, products and squares read in one pass: the rows that are written by the thousand.

A quick way beside `duality.algebra.rows`, with the same meaning: numbers are integers where they are, squares of sums
stay squares, and whatever else a tree holds is left to the other.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from duality.algebra.boxes import intersect
from duality.model.expression import Comparison, Expression, Negative, Number, Power, Product, Quotient, Sum, Variable
from duality.model.form import Affine, Bounds
from duality.model.problem import DomainRow
from duality.model.scalar import Scalar


class Gathered(NamedTuple):
    """constant + sum linear + sum quadratic + sum w*u^2, the squares of forms with two variables or more."""

    constant: Scalar
    linear: dict[str, Scalar]
    quadratic: dict[tuple[str, str], Scalar]
    squares: list[tuple[Scalar, Affine]]


class Plain:
    """Accumulates factor * node; ``add`` is ``False`` where the node is of another kind."""

    def __init__(self) -> None:
        self.constant: Scalar = 0  # type: ignore[assignment]
        self.linear: dict[str, Scalar] = {}
        self.quadratic: dict[tuple[str, str], Scalar] = {}
        self.squares: list[tuple[Scalar, Affine]] = []

    def add(self, node: Expression, factor: Scalar) -> bool:
        kind = type(node)
        if kind is Variable:
            self.linear[node.name] = self.linear.get(node.name, 0) + factor  # type: ignore[attr-defined]
            return True
        if kind is Sum:
            return all(self.add(term, factor) for term in node.terms)  # type: ignore[attr-defined]
        if kind is Product:
            return self._product(node.factors, factor)  # type: ignore[attr-defined]
        if kind is Negative:
            return self.add(node.operand, -factor)  # type: ignore[attr-defined]
        if kind is Number:
            self.constant += factor * _short(node.value)  # type: ignore[attr-defined]
            return True
        if kind is Quotient:
            under = node.denominator  # type: ignore[attr-defined]
            if type(under) is not Number or under.value == 0:
                return False
            return self.add(node.numerator, factor * Fraction(1) / under.value)  # type: ignore[attr-defined]
        if kind is Power:
            return self._square(node.base, node.exponent, factor)  # type: ignore[attr-defined]
        return False

    def _product(self, factors: tuple[Expression, ...], factor: Scalar) -> bool:
        moving = []
        for one in factors:
            if type(one) is Number:
                factor = factor * _short(one.value)
            else:
                moving.append(one)
        if len(moving) == 1:
            return self.add(moving[0], factor)
        if not moving:
            self.constant += factor
            return True
        if len(moving) > 2:
            return False
        first, second = affine(moving[0]), affine(moving[1])
        if first is None or second is None:
            return False
        self._multiplied(first, second, factor)
        return True

    def _square(self, base: Expression, exponent: Expression, factor: Scalar) -> bool:
        form = affine(base) if type(exponent) is Number and exponent.value == 2 else None
        if form is None:
            return False
        if len(form.terms) > 1:
            self.squares.append((factor, form))
        else:
            self._multiplied(form, form, factor)
        return True

    def _multiplied(self, first: Affine, second: Affine, factor: Scalar) -> None:
        self.constant += factor * first.constant * second.constant
        for form, other in ((first, second), (second, first)):
            if other.constant:
                for name, value in form.terms:
                    self.linear[name] = self.linear.get(name, 0) + factor * value * other.constant  # type: ignore[operator]
        for a, p in first.terms:
            for b, q in second.terms:
                pair = (b, a) if (b, a) in self.quadratic else (a, b)
                self.quadratic[pair] = self.quadratic.get(pair, 0) + factor * p * q  # type: ignore[operator]

    def gathered(self) -> Gathered:
        """The parts without what cancelled."""
        linear = {name: value for name, value in self.linear.items() if value}
        return Gathered(self.constant, linear, {k: v for k, v in self.quadratic.items() if v}, self.squares)


def affine(node: Expression) -> Affine | None:
    """The affine form of a plain tree."""
    if type(node) is Variable:
        return Affine(0, ((node.name, 1),))  # type: ignore[arg-type]
    inner = Plain()
    if not inner.add(node, 1) or inner.quadratic or inner.squares:  # type: ignore[arg-type]
        return None
    return Affine(inner.constant, tuple((name, value) for name, value in inner.linear.items() if value))


def _short(value: Fraction) -> Scalar:
    """An integer as one, which counts faster."""
    return value.numerator if value.denominator == 1 else value  # type: ignore[return-value]


def bound_of(row: DomainRow) -> tuple[str, Bounds] | None:
    """x >= number, x <= number or number <= x <= number with the variable's name; ``None`` for any other row."""
    if type(row) is not Comparison or not all(relation in ("<=", ">=") for relation in row.relations):
        return None
    sides = row.expressions
    places = [k for k, side in enumerate(sides) if type(side) is Variable]
    if len(places) != 1 or len(sides) > 3 or (len(sides) == 3 and places != [1]):
        return None
    (place,) = places
    found = Bounds()
    for k, relation in enumerate(row.relations):
        end = _number(sides[k + 1 if k == place else k])
        if end is None:
            return None
        above = (relation == "<=") == (k == place)
        found = intersect(found, Bounds(upper=end) if above else Bounds(lower=end))
    return sides[place].name, found  # type: ignore[attr-defined]


def _number(node: Expression) -> Fraction | None:
    if type(node) is Number:
        return node.value
    return -node.operand.value if type(node) is Negative and type(node.operand) is Number else None
