"""Piecewise polynomials: |t|, max of polynomials, Huber's function, and every polynomial, with exact breakpoints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from duality.algebra import line_polynomials as polynomials
from duality.algebra.atoms import power as tree_power
from duality.algebra.atoms import scalar_expression, scaled, substitute, total
from duality.algebra.boxes import is_interior
from duality.algebra.line_polynomials import Coefficients, degree
from duality.algebra.tape.compiler import value_in
from duality.algebra.tape.tape import Rules
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.curve import Curve, midpoint
from duality.derivation.rules.univariate.function import INFINITY, SETTLES, End, Extended, Growth
from duality.model.expression import (
    ZERO,
    Expression,
)
from duality.model.form import FREE, PLACEHOLDER, Bounds
from duality.model.scalar import Scalar
from duality.records import field, record

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


Piecewise = PiecewisePolynomial | None
RULES = Rules("piecewise polynomials", folds=True, scales=False, continues=False)


def piecewise_polynomial(node: Expression, variable: str) -> Piecewise:
    """The tree as a piecewise polynomial of the variable; ``None`` if it is none or a breakpoint has no formula."""
    try:
        return value_in(_Pieces(variable), node, RULES)
    except ValueError:  # a constant part is undefined
        return None


class _Pieces:
    """The algebra of piecewise polynomials of one variable; ``None`` is what is none."""

    def __init__(self, name: str) -> None:
        self.name = name

    def variable(self, _: list[Piecewise], name: str) -> Piecewise:
        return polynomial(Fraction(0), Fraction(1)) if name == self.name else None

    def number(self, _: list[Piecewise], value: Scalar) -> Piecewise:
        return polynomial(value)

    def sum(self, terms: list[Piecewise], _: None) -> Piecewise:
        return _combined(terms, polynomials.plus)

    def product(self, factors: list[Piecewise], _: None) -> Piecewise:
        return _combined(factors, polynomials.times)

    def negative(self, operand: list[Piecewise], _: None) -> Piecewise:
        return _negative(operand[0])

    def quotient(self, both: list[Piecewise], _: None) -> Piecewise:
        above, below = both
        if below is None or below.breakpoints or degree(below.pieces[0]) != 0:
            return None
        inverse = 1 / below.pieces[0][0]
        return _mapped(above, lambda p: polynomials.scaled(p, inverse))

    def power(self, base: list[Piecewise], exponent: Fraction) -> Piecewise:
        if exponent.denominator != 1 or not 0 <= exponent <= HIGHEST_POWER:
            return None
        return _mapped(base[0], lambda q: polynomials.raised(q, int(exponent)))

    def real_power(self, both: list[Piecewise], _: None) -> Piecewise:
        return None

    def call(self, arguments: list[Piecewise], name: str) -> Piecewise:
        match name:
            case "abs":
                return _size(arguments[0])
            case "norm1":
                return _combined(list(map(_size, arguments)), polynomials.plus)
            case "norminf":
                return _extremum(list(map(_size, arguments)), 1)
            case "max" | "min":
                return _extremum(arguments, 1 if name == "max" else -1)
            case "huber":
                return _huber(*arguments)
            case _:
                return None


def _size(f: Piecewise) -> Piecewise:
    """|f|."""
    return _extremum([f, _negative(f)], 1)


def _huber(argument: Piecewise, width: Piecewise) -> Piecewise:
    """u^2 for |u| <= d, else 2 d |u| - d^2: |u|^2 - max(|u| - d, 0)^2."""
    if width is None or not width.is_polynomial or degree(width.pieces[0]) > 0:
        return None
    excess = _extremum([_combined([_size(argument), _negative(width)], polynomials.plus), polynomial()], 1)
    square = _combined([argument, argument], polynomials.times)
    return _combined([square, _negative(_combined([excess, excess], polynomials.times))], polynomials.plus)


def _negative(f: Piecewise) -> Piecewise:
    return _mapped(f, lambda p: polynomials.scaled(p, Fraction(-1)))


def _mapped(f: Piecewise, change: Callable[[Coefficients], Coefficients]) -> Piecewise:
    return None if f is None else _joined(f.breakpoints, [change(p) for p in f.pieces])


def _combined(
    functions: Sequence[Piecewise], combine: Callable[[Coefficients, Coefficients], Coefficients]
) -> Piecewise:
    result, *others = functions
    for other in others:
        if result is None or other is None:
            return None
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


def _extremum(functions: Sequence[Piecewise], direction: int) -> Piecewise:
    """The pointwise max (``direction`` 1) or min (-1); ``None`` where two pieces meet at roots without a formula."""
    result, *others = functions
    for other in others:
        if result is None or other is None:
            return None
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
