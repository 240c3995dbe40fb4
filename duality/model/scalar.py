"""Exact real numbers: rationals, and the irrational constants of a statement such as sqrt(3) or pi/12.

A `Scalar` is a `Fraction` or an `Irrational`. Arithmetic between them is exact, and a result that is rational comes
back as a `Fraction`; problems with rational data never touch sympy.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache, total_ordering
from itertools import islice
from math import lcm
from typing import TYPE_CHECKING, Any, cast

from duality.errors import OutOfBudget
from duality.model.budget import checkpoint
from duality.model.digits import digits

if TYPE_CHECKING:
    import sympy


@total_ordering
class Irrational:
    """A real constant that is not rational, held as a simplified sympy number."""

    __slots__ = ("value",)

    def __init__(self, value: sympy.Expr) -> None:
        self.value = value

    def __add__(self, other: object) -> Scalar:
        return self._combine(other, lambda a, b: a + b)

    __radd__ = __add__

    def __sub__(self, other: object) -> Scalar:
        return self._combine(other, lambda a, b: a - b)

    def __rsub__(self, other: object) -> Scalar:
        return self._combine(other, lambda a, b: b - a)

    def __mul__(self, other: object) -> Scalar:
        return self._combine(other, lambda a, b: a * b)

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> Scalar:
        if other == 0:
            raise ZeroDivisionError("division by zero")
        return self._combine(other, lambda a, b: a / b)

    def __rtruediv__(self, other: object) -> Scalar:
        return self._combine(other, lambda a, b: b / a)

    def __pow__(self, exponent: int) -> Scalar:
        return exact(self.value**exponent)

    def __neg__(self) -> Irrational:
        return Irrational(-self.value)

    def __abs__(self) -> Irrational:
        return -self if self < 0 else self

    def __float__(self) -> float:
        # Where large parts cancel, sympy's own float has no correct digit.
        approximation = _digits(self.value, 17)
        return float(approximation) if _is_sure(approximation) else 0.0

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (int, Fraction)):
            return False
        if not isinstance(other, Irrational):
            return False
        return self.value == other.value or exact(self.value - other.value) == 0

    def __hash__(self) -> int:
        return hash(self.value)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, (int, Fraction, Irrational)):
            return NotImplemented
        difference = self if other == 0 else self - other
        return difference < 0 if isinstance(difference, Fraction) else _is_negative(difference.value)

    def __repr__(self) -> str:
        return f"Irrational({self.value})"

    def _combine(self, other: object, operation) -> Scalar:
        if not isinstance(other, (int, Fraction, Irrational)):
            return NotImplemented
        return exact(operation(self.value, _sympify(other)))


Scalar = Fraction | Irrational


MOST_PARTS = 600
"""Nodes of an irrational number's tree; beyond it a proof that it is 0 takes minutes."""


MOST_PROVED = 80
"""Nodes of a number without a sure digit: that a larger one is 0, or not, takes seconds to minutes to prove."""

MOST_DIGITS = 2000
"""With which a number is computed: one without a correct digit then has to be proved to be 0, or not."""

FEW_DIGITS = 200
"""With which a number is computed before its terms are looked at: most that have no digit then cancel."""

MOST_EXPONENT = 10**5
"""Of exp in an irrational number: beyond it the digits before the point are too many to be computed."""


MOST_WEIGHT = 2000
"""Bits of the numbers in it times the order of its roots: of a heavier one sympy is not asked whether it is rational,
for it would factor a polynomial of that degree with coefficients of as many bits."""

MOST_BITS = 13_000
"""Of a rational number inside an irrational one: Python writes no integer of more digits than 4300."""


class Undecided(ValueError):
    """A number is defined, but its sign or its size is beyond what exact arithmetic settles."""


class TooLarge(OutOfBudget, Undecided):
    """An irrational number has more parts than exact arithmetic takes: what asks for it gets no answer from it."""


def exact(value: sympy.Expr) -> Scalar:
    """The scalar of a constant sympy expression; a rational value comes back as a `Fraction`.

    Raises ``ValueError`` where the value is not a finite real number.
    """
    import sympy

    checkpoint("computing with irrational numbers")
    _refuse_large(value)
    expanded = sympy.expand(value)
    if expanded != value:
        # A quotient of small powers of e may have become one of large powers.
        _refuse_large(expanded)
    value = expanded
    # radsimp multiplies by conjugates, which may be 0 in disguise where sin(2) and sin(1)^2 meet: for roots only.
    if not value.is_Rational and value.has(sympy.Pow) and not value.has(sympy.Function, sympy.NumberSymbol):
        try:
            value = sympy.radsimp(value)
        except ValueError as error:
            # sympy takes what it found with a limit for a prime factor, and later refuses it.
            raise TooLarge("computing with roots of numbers of many digits") from error
    if value.is_Rational:
        return Fraction(int(value.p), int(value.q))
    # The number itself tells whether it is real and finite: sympy's reasoning about long sums of roots does not end.
    approximation = _digits(value, 30, FEW_DIGITS)
    if not _is_sure(approximation):
        if _cancels(value):
            return Fraction(0)
        approximation = _digits(value, 30)
    if not (approximation.is_Float or approximation.is_zero):
        if approximation.has(sympy.I, sympy.nan, sympy.zoo, sympy.oo):
            raise ValueError(f"{value} is not a real number")
        raise TooLarge("computing with a number that has no digit within reach")
    # Only what has no digit that is sure is worth the proof that it vanishes (or does not), which takes long.
    if not _is_sure(approximation):
        if _has_parts(_in_exponentials(value), MOST_PROVED):
            raise TooLarge("proving that an irrational number of many parts is 0")
        if value.equals(0) is True:
            return Fraction(0)
    if _is_light(value) and value.is_rational:
        value = sympy.nsimplify(value)
        return Fraction(int(value.p), int(value.q)) if value.is_Rational else Irrational(value)
    return Irrational(value)


def _refuse_large(value: sympy.Expr) -> None:
    """Nested fractions of roots have no normal form here, and each step doubles them: `TooLarge` from a size on."""
    import sympy

    if _has_parts(value, MOST_PARTS):
        raise TooLarge("computing with an irrational number of many parts")
    for part in sympy.postorder_traversal(value):
        if isinstance(part, sympy.Rational) and max(int(part.p).bit_length(), int(part.q).bit_length()) > MOST_BITS:
            raise TooLarge("computing with an irrational number of thousands of digits")
        # From the inside out: each exponent is small enough to be computed by the time that it is asked for.
        if not isinstance(part, sympy.exp):
            continue
        exponent = _digits(cast("sympy.Expr", part.args[0]), 5)
        # What is close to 0 has no digits before the point; a tower above it would.
        if exponent > MOST_EXPONENT or (exponent < -MOST_EXPONENT and part.args[0].has(sympy.exp)):
            raise TooLarge("computing with an irrational number beyond any size")


def _has_parts(value: sympy.Expr, count: int) -> bool:
    """Its tree has more nodes."""
    import sympy

    return next(islice(sympy.preorder_traversal(value), count, None), None) is not None


def _is_light(value: sympy.Expr) -> bool:
    import sympy

    if any(_digits(power.args[0], 5) < -MOST_EXPONENT for power in value.atoms(sympy.exp)):
        # Beside other terms, sympy would compute all the zeros before its first digit.
        return False
    rationals: set[Any] = value.atoms(sympy.Rational)
    exponents: list[Any] = [power.exp for power in value.atoms(sympy.Pow)]
    bits = max((max(int(r.p).bit_length(), int(r.q).bit_length()) for r in rationals), default=1)
    order = lcm(*(int(p.q) for p in exponents if p.is_Rational))
    return bits * order <= MOST_WEIGHT


@lru_cache(maxsize=4096)
def _digits(value: sympy.Expr, count: int, most: int = MOST_DIGITS) -> sympy.Expr:
    """The value to so many digits, computed with up to ``most``."""
    try:
        return digits(value, count, most)
    except OverflowError as error:
        raise TooLarge("computing with an irrational number beyond any size") from error


def _is_sure(approximation: sympy.Expr) -> bool:
    """It has a correct digit: that of 1 - erf(40) stands behind 696 zeros."""
    return not approximation.is_zero and bool(approximation.is_comparable)


def _cancels(value: sympy.Expr) -> bool:
    """Over one denominator most numbers that are 0 show it."""
    import sympy

    value = _in_exponentials(value)
    for root in value.atoms(sympy.Pow):
        if root.exp == sympy.Rational(1, 2):
            value = cast("sympy.Expr", value.xreplace({root: _root_of_square(root)}))
    numerator, _ = sympy.fraction(sympy.together(value))
    return sympy.expand(numerator) == 0


def _in_exponentials(value: sympy.Expr) -> sympy.Expr:
    """Hyperbolic functions by exp, as sympy takes them apart."""
    import sympy
    from sympy.functions.elementary.hyperbolic import HyperbolicFunction

    return value.rewrite(sympy.exp) if value.has(HyperbolicFunction) else value


def _root_of_square(root: sympy.Expr) -> sympy.Expr:
    """sqrt(1 - 2 log(2) + log(2)^2) as 1 - log(2): of a square of a polynomial in logarithms, pi and the like."""
    import sympy
    from sympy.polys.polyerrors import BasePolynomialError

    base = cast("sympy.Expr", root.args[0])
    names = sorted(base.atoms(sympy.Function, sympy.NumberSymbol), key=str)
    if not names:
        return root
    try:
        scale, factors = sympy.Poly(base, *names, domain="QQ").sqf_list()
    except BasePolynomialError:
        return root
    if any(times % 2 for _, times in factors):
        return root
    whole = sympy.sqrt(scale)
    for factor, times in factors:
        whole = whole * factor.as_expr() ** (times // 2)
    return -whole if _digits(sympy.expand(whole), 5, FEW_DIGITS) < 0 else whole


def _is_negative(value: sympy.Expr) -> bool:
    """The sign of a nonzero constant by its first digit; raises `TooLarge` where neither that nor sympy tells it.

    Digits come first: sympy's own reasoning may look for minimal polynomials, which takes minutes.
    """
    approximation = _digits(value, 5)
    if _is_sure(approximation):
        return bool(approximation < 0)
    known = value.is_negative
    if known is None:
        raise TooLarge("telling the sign of an irrational number that no digit within reach shows")
    return known


def _sympify(value: int | Fraction | Irrational) -> sympy.Expr:
    import sympy

    if isinstance(value, Irrational):
        return value.value
    fraction = Fraction(value)
    return sympy.Rational(fraction.numerator, fraction.denominator)
