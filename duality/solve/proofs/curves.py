"""Curves x(t) in D along which the constraints come to hold: an upper bound of d* that p* need not obey.

If limsup c_i(x(t)) <= 0, lim h_j(x(t)) = 0 and f(x(t)) -> v as t -> inf, then theta_D(y) <= lim L(x(t), y) <= v for
every y with alpha >= 0. In Duffin's example (t^4, t) is such a curve: f -> 0 there, while f = 1 at every feasible x.
Where the rows hold on the curve itself, v bounds p* too.

Each coordinate is a constant or a +- t^k; a curve is screened in floating point and proved by symbolic limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise, product
from math import inf, isfinite
from typing import TYPE_CHECKING

from duality.algebra.atoms import substitute
from duality.algebra.evaluate import value
from duality.model.expression import Expression, Number, Power, Product, Quotient, Sum, Variable
from duality.model.form import Bounds, StandardForm

if TYPE_CHECKING:
    import sympy

TIME = "_t"
POWERS = (1, 2, 4, -1, -2)
SCREENED = (8.0, 32.0, 128.0)
"""Where a curve is looked at before it is proved; much farther out floating point cancels."""

START = Fraction(8)
MOST_VARIABLES = 3
MOST_CURVES = 4000
MOST_PROOFS = 12
NEAR = 0.25
"""How close to holding a row must be at the last screened t."""


@dataclass(frozen=True, slots=True)
class Limit:
    """f -> ``value`` (exact, or -inf) along ``path``; ``feasible``: the rows hold on the curve from some t on."""

    value: Fraction | float
    path: str
    feasible: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """One coordinate: start + sign * t^power, or the start alone (power 0)."""

    start: Fraction
    sign: int = 0
    power: int = 0

    def at(self, t: float) -> float:
        return float(self.start) + self.sign * t**self.power

    @property
    def tree(self) -> Expression:
        if not self.sign:
            return Number(self.start)
        size: Expression = Variable(TIME) if self.power == 1 else Power(Variable(TIME), Number(Fraction(self.power)))
        if self.power < 0:
            size = Quotient(Number(Fraction(1)), Power(Variable(TIME), Number(Fraction(-self.power))))
        signed = size if self.sign > 0 else Product((Number(Fraction(-1)), size))
        return signed if self.start == 0 else Sum((Number(self.start), signed))


_Curve = Mapping[str, _Piece]


def limits(form: StandardForm, below: float) -> Iterator[Limit]:
    """Proved limits of f below the given value, the most promising curves first."""
    if form.domain.discrete or not 0 < len(form.variables) <= MOST_VARIABLES:
        return
    screened = [(level, k, curve) for k, (level, curve) in enumerate(_promising(form, below))]
    found = sorted(screened, key=lambda entry: entry[:2])
    for _, _, curve in found[:MOST_PROOFS]:
        proved = _proved(form, curve)
        if proved is not None and proved.value < below:
            yield proved


def _promising(form: StandardForm, below: float) -> Iterator[tuple[float, _Curve]]:
    for curve in islice(_curves(form), MOST_CURVES):
        level = _screened(form, curve)
        if level < below:
            yield level, curve


def _curves(form: StandardForm) -> Iterator[_Curve]:
    pieces = [list(_pieces(form.domain.bound(name))) for name in form.variables]
    choices = sorted(product(*(range(len(p)) for p in pieces)), key=sum)
    for choice in choices:
        curve = {name: p[k] for name, p, k in zip(form.variables, pieces, choice, strict=True)}
        if any(piece.power > 0 for piece in curve.values()):
            yield curve


def _pieces(bounds: Bounds) -> Iterator[_Piece]:
    """Powers of t both ways, from 0 or a finite end of the interval, and plain constants, inside the interval."""
    ends = [end for end in (bounds.lower, bounds.upper) if isinstance(end, Fraction)]
    starts = list(dict.fromkeys([*ends, Fraction(0)]))
    for power in POWERS:
        for sign in (1, -1):
            for start in starts if power < 0 else starts[:1]:
                piece = _Piece(start, sign, power)
                if _is_inside(piece, bounds):
                    yield piece
    for constant in dict.fromkeys([*starts, Fraction(1), Fraction(-1)]):
        if _is_inside(_Piece(constant), bounds):
            yield _Piece(constant)


def _is_inside(piece: _Piece, bounds: Bounds) -> bool:
    """The coordinate is monotone in t, so that one t and its limit tell."""
    limit = piece.start if piece.power <= 0 else piece.sign * inf
    first = piece.start if not piece.sign else piece.start + piece.sign * START**piece.power
    low, high = bounds.lower, bounds.upper
    if low is not None and not (first > low or (bounds.lower_closed and first >= low)):
        return False
    if high is not None and not (first < high or (bounds.upper_closed and first <= high)):
        return False
    return (low is None or limit >= low) and (high is None or limit <= high)


def _screened(form: StandardForm, curve: _Curve) -> float:
    """f at the last t where the rows seem to come to hold, inf where they do not."""
    points = [{name: piece.at(t) for name, piece in curve.items()} for t in SCREENED]
    try:
        for constraint in form.constraints:
            amounts = [value(constraint.expression, point) for point in points]
            if constraint.constraint.kind == "equality":
                amounts = [abs(amount) for amount in amounts]
            if not _comes_to_hold(amounts):
                return inf
        levels = [value(form.objective_expression, point) for point in points]
    except (OverflowError, ValueError, ZeroDivisionError):
        return inf
    return levels[-1] if isfinite(levels[-1]) and levels[-1] <= levels[-2] <= levels[-3] else inf


def _comes_to_hold(amounts: list[float]) -> bool:
    if amounts[-1] <= 1e-9:
        return True
    return amounts[-1] <= NEAR and all(later < earlier for earlier, later in pairwise(amounts))


def _proved(form: StandardForm, curve: _Curve) -> Limit | None:
    from duality.algebra.intervals import sign_over

    path = {name: piece.tree for name, piece in curve.items()}
    later = {TIME: (START, None)}
    for condition in form.domain.conditions:
        sign = sign_over(substitute(condition.expression, path), later)
        allowed = ("positive",) if condition.strict else ("positive", "nonnegative", "zero")
        if condition.equality:
            allowed = ("zero",)
        if sign not in (("positive", "negative") if condition.nonzero else allowed):
            return None
    feasible = True
    for constraint in form.constraints:
        along = substitute(constraint.expression, path)
        end = _limit(along)
        equality = constraint.constraint.kind == "equality"
        if end is None or end > 0 or (equality and end != 0):
            return None
        if equality:
            feasible = feasible and _vanishes(along)
        elif sign_over(along, later) not in ("negative", "nonpositive", "zero"):
            feasible = False
    reached = _limit(substitute(form.objective_expression, path))
    if reached is None or reached == inf:
        return None
    words = ", ".join(f"{name} = {_words(piece)}" for name, piece in curve.items())
    return Limit(reached, words, feasible)


def _words(piece: _Piece) -> str:
    if not piece.sign:
        return str(piece.start)
    power = "t" if piece.power == 1 else f"t^{piece.power}" if piece.power > 0 else f"t^({piece.power})"
    start = "" if piece.start == 0 else f"{piece.start} {'+' if piece.sign > 0 else '-'} "
    return f"{start}{power}" if start else power if piece.sign > 0 else f"-{power}"


def _limit(along: Expression) -> Fraction | float | None:
    """The limit as t -> inf: rational, or an infinity; ``None`` where it is neither or was not found."""
    import sympy

    t = sympy.Symbol(TIME, positive=True)
    try:
        found = sympy.limit(_on_positive(along, t), t, sympy.oo)
    except (ValueError, TypeError, NotImplementedError, ZeroDivisionError):
        return None
    if found in (sympy.oo, -sympy.oo):
        return inf if found == sympy.oo else -inf
    return Fraction(int(found.p), int(found.q)) if found.is_Rational else None


def _vanishes(along: Expression) -> bool:
    import sympy

    return sympy.simplify(_on_positive(along, sympy.Symbol(TIME, positive=True))) == 0


def _on_positive(along: Expression, t: sympy.Symbol) -> sympy.Expr:
    import sympy

    return along.sympy().subs(sympy.Symbol(TIME, real=True), t)
