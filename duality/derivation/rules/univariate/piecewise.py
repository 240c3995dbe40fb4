"""Piecewise polynomials: |t|, max of polynomials, Huber's function, and every polynomial, with exact breakpoints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from fractions import Fraction
from itertools import pairwise

from duality.algebra.atoms import power as tree_power
from duality.algebra.atoms import scalar_expression, scaled, substitute, total
from duality.algebra.boxes import is_interior
from duality.algebra.evaluate import constant
from duality.algebra.powers import rational
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate import polynomials
from duality.derivation.rules.univariate.curve import Curve, midpoint
from duality.derivation.rules.univariate.function import INFINITY, SETTLES, End, Extended, Growth
from duality.derivation.rules.univariate.polynomials import Coefficients, degree
from duality.model.expression import (
    ZERO,
    Call,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.form import FREE, PLACEHOLDER, Bounds
from duality.model.scalar import Scalar
from duality.records import record

ENTRY = Entry(
    "Piecewise polynomial: absolute value, hinge, Huber",
    "var x\nmin abs(x)\ns.t.\n a: x = 1",
    "Boyd and Vandenberghe, Example 3.26 and section 6.1.2; Li Hang, chapter 7 (hinge loss)",
)

HIGHEST_POWER = 12


@record
class PiecewisePolynomial:
    """pieces[k](t) between breakpoints[k-1] and breakpoints[k], continuous; ``written`` is the tree it came from."""

    breakpoints: tuple[Scalar, ...]
    pieces: tuple[Coefficients, ...]
    written: Expression | None = field(default=None, compare=False)

    @property
    def domain(self) -> Bounds:
        return FREE

    @property
    def is_polynomial(self) -> bool:
        return len(self.pieces) == 1

    def piece_at(self, t: Scalar, side: int = 1) -> Coefficients:
        """The polynomial that holds at t, at a breakpoint the one on that side."""
        index = sum(1 for b in self.breakpoints if b < t or (b == t and side > 0))
        return self.pieces[index]

    def value(self, t: Scalar) -> Extended:
        return polynomials.at(self.piece_at(t), t)

    def growth_at(self, t: Scalar) -> Growth:
        return SETTLES

    def slope(self, t: Scalar, side: int) -> Extended:
        return polynomials.at(polynomials.derivative(self.piece_at(t, side)), t)

    def infinite_end(self, side: int) -> End:
        piece = self.pieces[-1] if side > 0 else self.pieces[0]
        if degree(piece) <= 1:
            return End(piece[1] if len(piece) > 1 else Fraction(0), piece[0] if piece else Fraction(0))
        sign = (1 if piece[-1] > 0 else -1) * (1 if side > 0 or degree(piece) % 2 == 0 else -1)
        rest = INFINITY * sign
        return End(rest * side, rest, Growth(power=Fraction(degree(piece)), sign=sign))

    def curvature(self, bounds: Bounds) -> int | None:
        inside = [b for b in self.breakpoints if is_interior(bounds, b)]
        marks = [bounds.lower, *inside, bounds.upper]
        signs: set[int | None] = set()
        for left, right in pairwise(marks):
            piece = self.piece_at(midpoint(Bounds(left, right)))
            second = polynomials.derivative(polynomials.derivative(piece))
            signs.add(polynomials.sign_on(second, Bounds(left, right)))
        for b in inside:
            jump = polynomials.at(polynomials.derivative(self.piece_at(b, 1)), b) - polynomials.at(
                polynomials.derivative(self.piece_at(b, -1)), b
            )
            signs.add(0 if jump == 0 else 1 if jump > 0 else -1)
        signs.discard(0)
        if None in signs or len(signs) > 1:
            return None
        return signs.pop() if signs else 0

    def smooth_part(self, t: Scalar) -> Curve:
        return PiecewisePolynomial((), (self.piece_at(t),))

    def tree(self, t: Expression) -> Expression:
        if self.written is not None:
            return substitute(self.written, {PLACEHOLDER: t})
        return polynomial_tree(self.pieces[0], t)

    def derivative(self, t: Expression) -> Expression:
        return polynomial_tree(polynomials.derivative(self.pieces[0]), t)


def is_piecewise_affine(curve: Curve) -> bool:
    """The curve consists of straight pieces."""
    return isinstance(curve, PiecewisePolynomial) and all(degree(piece) <= 1 for piece in curve.pieces)


def polynomial(*coefficients: Scalar) -> PiecewisePolynomial:
    """a_0 + a_1 t + ..."""
    return PiecewisePolynomial((), (polynomials.trimmed(coefficients),))


def polynomial_tree(p: Coefficients, t: Expression) -> Expression:
    """Higher powers first."""
    terms = [scaled(a, tree_power(t, Fraction(k))) if k else scalar_expression(a) for k, a in enumerate(p) if a != 0]
    return total(terms[::-1]) if terms else ZERO


def piecewise_polynomial(node: Expression, variable: str) -> PiecewisePolynomial | None:
    """The tree as a piecewise polynomial of the variable; ``None`` if it is none or a breakpoint has no formula."""
    match node:
        case Number(value):
            return polynomial(value)
        case Constant():
            return polynomial(constant(node))
        case Variable(name):
            return polynomial(Fraction(0), Fraction(1)) if name == variable else None
        case Sum(terms):
            return _fold(terms, variable, polynomials.plus)
        case Product(factors):
            return _fold(factors, variable, polynomials.times)
        case Negative(operand):
            return _mapped(piecewise_polynomial(operand, variable), lambda p: polynomials.scaled(p, Fraction(-1)))
        case Quotient(numerator, denominator):
            below = piecewise_polynomial(denominator, variable)
            if below is None or below.breakpoints or degree(below.pieces[0]) != 0:
                return None
            inverse = 1 / below.pieces[0][0]
            return _mapped(piecewise_polynomial(numerator, variable), lambda p: polynomials.scaled(p, inverse))
        case Power(base, exponent):
            p = rational(exponent)
            if p is None or p.denominator != 1 or not 0 <= p <= HIGHEST_POWER:
                return None
            return _mapped(piecewise_polynomial(base, variable), lambda q: polynomials.raised(q, int(p)))
        case Call(function, arguments):
            return _call(function, arguments, variable)
        case _:
            return None


def _call(function: str, arguments: tuple[Expression, ...], variable: str) -> PiecewisePolynomial | None:
    found = [piecewise_polynomial(argument, variable) for argument in arguments]
    inner = [f for f in found if f is not None]
    if len(inner) != len(found):
        return None
    match function:
        case "abs" | "norm1" | "norminf":
            sizes = [_extremum([f, _negative(f)], 1) for f in inner]
            known = [size for size in sizes if size is not None]
            if len(known) != len(sizes):
                return None
            return _extremum(known, 1) if function == "norminf" else _combined(known, polynomials.plus)
        case "max":
            return _extremum(inner, 1)
        case "min":
            return _extremum(inner, -1)
        case "huber":
            return _huber(inner[0], inner[1])
        case _ if all(f.is_polynomial and degree(f.pieces[0]) <= 0 for f in inner):
            return polynomial(constant(Call(function, arguments)))
        case _:
            return None


def _huber(argument: PiecewisePolynomial, width: PiecewisePolynomial) -> PiecewisePolynomial | None:
    """u^2 for |u| <= d, else 2 d |u| - d^2: |u|^2 - max(|u| - d, 0)^2."""
    size = _extremum([argument, _negative(argument)], 1)
    if size is None or not width.is_polynomial or degree(width.pieces[0]) > 0:
        return None
    excess = _extremum([_combined([size, _negative(width)], polynomials.plus), polynomial()], 1)
    if excess is None:
        return None
    square = _combined([argument, argument], polynomials.times)
    return _combined([square, _negative(_combined([excess, excess], polynomials.times))], polynomials.plus)


def _negative(f: PiecewisePolynomial) -> PiecewisePolynomial:
    return PiecewisePolynomial(f.breakpoints, tuple(polynomials.scaled(p, Fraction(-1)) for p in f.pieces))


def _mapped(
    f: PiecewisePolynomial | None, change: Callable[[Coefficients], Coefficients]
) -> PiecewisePolynomial | None:
    return None if f is None else _joined(f.breakpoints, [change(p) for p in f.pieces])


def _fold(
    nodes: Sequence[Expression], variable: str, combine: Callable[[Coefficients, Coefficients], Coefficients]
) -> PiecewisePolynomial | None:
    functions = [piecewise_polynomial(node, variable) for node in nodes]
    known = [f for f in functions if f is not None]
    return _combined(known, combine) if len(known) == len(functions) else None


def _combined(
    functions: Sequence[PiecewisePolynomial], combine: Callable[[Coefficients, Coefficients], Coefficients]
) -> PiecewisePolynomial:
    result, *others = functions
    for other in others:
        marks, between = _common_pieces([result, other])
        result = _joined(marks, [combine(result.piece_at(t), other.piece_at(t)) for t in between])
    return result


def _common_pieces(functions: Sequence[PiecewisePolynomial]) -> tuple[list[Scalar], list[Scalar]]:
    """All breakpoints in increasing order, and a point inside each piece between them."""
    marks: list[Scalar] = sorted({b for f in functions for b in f.breakpoints})
    ends: list[Scalar | None] = [None, *marks, None]
    return marks, [midpoint(Bounds(left, right)) for left, right in pairwise(ends)]


def _joined(marks: Sequence[Scalar], pieces: Sequence[Coefficients]) -> PiecewisePolynomial:
    """Neighbors with the same formula become one piece."""
    kept_marks: list[Scalar] = []
    kept = [pieces[0]]
    for mark, piece in zip(marks, pieces[1:], strict=True):
        if piece != kept[-1]:
            kept_marks.append(mark)
            kept.append(piece)
    return PiecewisePolynomial(tuple(kept_marks), tuple(kept))


def _extremum(functions: Sequence[PiecewisePolynomial], direction: int) -> PiecewisePolynomial | None:
    """The pointwise max (``direction`` 1) or min (-1); ``None`` where two pieces meet at roots without a formula."""
    result, *others = functions
    for other in others:
        marks, between = _common_pieces([result, other])
        ends: list[Scalar | None] = [None, *marks, None]
        crossings: set[Scalar] = set(marks)
        for left, right, t in zip(ends, ends[1:], between, strict=False):
            difference = polynomials.plus(result.piece_at(t), polynomials.scaled(other.piece_at(t), Fraction(-1)))
            if degree(difference) < 1 or polynomials.sign_on(difference, Bounds(left, right)) is not None:
                continue
            roots = polynomials.roots_up_to_degree_two(difference)
            if roots is None:
                return None
            crossings |= {r for r in roots if is_interior(Bounds(left, right), r)}
        fine = PiecewisePolynomial(tuple(sorted(crossings)), ((),) * (len(crossings) + 1))
        marks, between = _common_pieces([fine])
        chosen = []
        for t in between:
            p, q = result.piece_at(t), other.piece_at(t)
            chosen.append(p if (polynomials.at(p, t) - polynomials.at(q, t)) * direction >= 0 else q)
        result = _joined(marks, chosen)
    return result
