"""Real algebraic numbers: Q(alpha) for a real root alpha of an irreducible polynomial, with exact signs.

A number is a polynomial in alpha reduced by the minimal polynomial, so it is zero iff that polynomial is; the sign of
any other is told by ball arithmetic, at a precision that is doubled until the ball leaves zero.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import flint

FIRST_BITS = 128


class Ambiguous(ArithmeticError):
    """A ball holds zero: its precision does not tell the sign."""


class RealRoots:
    """The real roots of an irreducible polynomial over Z in increasing order, enclosed as sharply as asked."""

    def __init__(self, polynomial: flint.fmpz_poly) -> None:
        self.polynomial = polynomial
        self._balls: dict[int, list[flint.arb]] = {}

    def balls(self, bits: int) -> list[flint.arb]:
        """Disjoint balls around them, one each."""
        if bits not in self._balls:
            with flint.ctx.workprec(bits):
                # A ball that met the axis without a real root would meet its mirror image.
                roots: Any = self.polynomial.complex_roots()
                real = [root.real for root, _ in roots if root.imag.contains(0)]
                self._balls[bits] = sorted(real, key=lambda ball: ball.mid())
        return self._balls[bits]

    def __len__(self) -> int:
        return len(self.balls(FIRST_BITS))


class Field:
    """Q(alpha), alpha the ``place``-th real root."""

    def __init__(self, roots: RealRoots, place: int) -> None:
        self.roots, self.place = roots, place
        self.modulus = flint.fmpq_poly(roots.polynomial)

    @property
    def degree(self) -> int:
        return self.modulus.degree()

    def root(self, bits: int) -> flint.arb:
        """alpha as a ball."""
        return self.roots.balls(bits)[self.place]

    def ball(self, polynomial: flint.fmpq_poly, bits: int) -> flint.arb:
        """polynomial(alpha) as a ball."""
        with flint.ctx.workprec(bits):
            root, total = self.root(bits), flint.arb(0)
            for coefficient in reversed(polynomial.numer().coeffs()):
                total = total * root + coefficient
            return total / polynomial.denom()


class Algebraic:
    """A number of one `Field`; mixes with integers and flint's rationals."""

    __slots__ = ("field", "poly")

    def __init__(self, field: Field, poly: flint.fmpq_poly) -> None:
        self.field, self.poly = field, poly

    def _other(self, other: Any) -> Any:
        return other.poly if isinstance(other, Algebraic) else other

    def __add__(self, other: Any) -> Algebraic:
        return Algebraic(self.field, self.poly + self._other(other))

    __radd__ = __add__

    def __sub__(self, other: Any) -> Algebraic:
        return Algebraic(self.field, self.poly - self._other(other))

    def __rsub__(self, other: Any) -> Algebraic:
        return Algebraic(self.field, self._other(other) - self.poly)

    def __mul__(self, other: Any) -> Algebraic:
        if isinstance(other, Algebraic):
            return Algebraic(self.field, (self.poly * other.poly) % self.field.modulus)
        return Algebraic(self.field, self.poly * other)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Algebraic:
        if isinstance(other, Algebraic):
            return self * other.inverse()
        return Algebraic(self.field, self.poly / other)

    def __rtruediv__(self, other: Any) -> Algebraic:
        return self.inverse() * other

    def __neg__(self) -> Algebraic:
        return Algebraic(self.field, -self.poly)

    def inverse(self) -> Algebraic:
        """1 / x; ``ZeroDivisionError`` for 0."""
        if self.poly.degree() < 0:
            raise ZeroDivisionError("division by zero")
        divisor, factor, _ = self.poly.xgcd(self.field.modulus)
        return Algebraic(self.field, factor / divisor[0])

    def sign(self) -> int:
        """-1, 0 or 1, exactly."""
        if self.poly.degree() < 0:
            return 0
        bits = FIRST_BITS
        while True:
            ball = self.field.ball(self.poly, bits)
            if ball > 0 or ball < 0:
                return 1 if ball > 0 else -1
            bits *= 2


Real = flint.fmpq | flint.arb | Algebraic
"""What the linear algebra of a point works with: rationals, exact algebraic numbers, or balls."""


def sign(value: Real | int) -> int:
    """-1, 0 or 1, certified; raises `Ambiguous` for a ball around zero that is not zero itself."""
    if isinstance(value, Algebraic):
        return value.sign()
    if value > 0:
        return 1
    if value < 0:
        return -1
    if value == 0:
        return 0
    raise Ambiguous


def rational(value: Real) -> flint.fmpq:
    """The number as the rational that it is known to be."""
    assert isinstance(value, flint.fmpq)
    return value


class AlgebraicPoint:
    """(p_1(alpha), ..., p_n(alpha)), or a rational point where alpha is none (``field`` is None)."""

    def __init__(self, field: Field | None, coordinates: tuple[flint.fmpq_poly, ...]) -> None:
        self.field, self.coordinates = field, coordinates

    @cached_property
    def exact(self) -> tuple[flint.fmpq | Algebraic, ...]:
        """The coordinates as exact numbers."""
        if self.field is None:
            return tuple(p[0] for p in self.coordinates)
        return tuple(Algebraic(self.field, p) for p in self.coordinates)

    def balls(self, bits: int) -> tuple[flint.fmpq | flint.arb, ...]:
        """The coordinates as balls; rationals stay what they are."""
        if self.field is None:
            return tuple(p[0] for p in self.coordinates)
        return tuple(p[0] if p.degree() < 1 else self.field.ball(p, bits) for p in self.coordinates)


def minimal_polynomial(value: Algebraic) -> flint.fmpz_poly:
    """The primitive irreducible polynomial over Z that vanishes at the number, leading coefficient positive."""
    size, modulus = value.field.degree, value.field.modulus
    columns = []
    for k in range(size):
        shifted = (value.poly * flint.fmpq_poly([0] * k + [1])) % modulus
        columns.append([shifted[i] for i in range(size)])
    matrix = flint.fmpq_mat(size, size, [columns[j][i] for i in range(size) for j in range(size)])
    return primitive(matrix.minpoly())


def primitive(polynomial: flint.fmpq_poly) -> flint.fmpz_poly:
    """The primitive integer multiple with positive leading coefficient."""
    numerator = polynomial.numer()
    content = numerator.content()
    found = flint.fmpz_poly([c // content for c in numerator.coeffs()])
    return -found if found.leading_coefficient() < 0 else found
