"""A box that holds {x in D: f(x) <= level} for f that grows in every direction, by f's powers alone.

With D_i the degree of the pure powers of x_i and theta = sum e_i / D_i <= 1, Young's inequality gives

    |x_1|^e_1 ... |x_n|^e_n <= sum_i w_i |x_i|^(theta D_i),   w_i = e_i / (theta D_i),

also with max(1, |x_i|) in place of |x_i|, so that with t_i = |x_i| and k_i < D_i

    f(x) >= constant + sum_i (a_i t_i^D_i - b_i max(1, t_i^k_i)),

and a_i > 0 bounds t_i. Where f = x'Ax + b'x + c with A positive definite, f(x) <= level is an ellipsoid around its
minimizer m, in the box |x_i - m_i| <= sqrt((level - f(m)) (A^-1)_ii).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isfinite

import numpy as np

from duality.algebra.evaluate import constant
from duality.algebra.numeric import compile_row
from duality.algebra.rows import decompose
from duality.algebra.tape.interval_ranges import ranges
from duality.algebra.tape.interval_tape import Tape
from duality.model.expression import Expression, Negative, Number, Power, Product, Quotient, Sum, Variable, number
from duality.records import field, record
from duality.solving.globally.intervals.growth import Range, growth

MOST_TERMS = 300
MARGIN = 1 + 1e-9
WELL = 1e-9
"""Least eigenvalue to the largest, so that inverting loses few digits."""
ROUNDING = 1e-6
"""Relative, far more than what floats lose then."""

Monomial = tuple[tuple[int, int], ...]
Terms = list[tuple[Fraction, Monomial, tuple[Expression, ...]]]
"""(exact coefficient, powers of the variables, other factors)."""


@record(frozen=False, slots=False)
class _Growth:
    """a t^degree - loss * max(1, t^below) for one variable."""

    degree: float = 0.0
    lead: float = 0.0
    loss: float = 0.0
    below: float = 0.0
    powers: dict[int, Fraction] = field(default_factory=dict)

    def lose(self, amount: float, power: float) -> None:
        self.loss += amount * MARGIN
        if power >= self.degree:
            self.lead -= amount * MARGIN
        else:
            self.below = max(self.below, power)

    @property
    def turn(self) -> float:
        """Beyond this t the function is at least lead/2 * t^degree."""
        if self.loss == 0:
            return 1.0
        return max(1.0, (2 * self.loss / self.lead) ** (1 / (self.degree - self.below))) * MARGIN

    @property
    def least(self) -> float:
        return -self.loss * self.turn**self.below * MARGIN


def level_box(
    node: Expression, names: Sequence[str], lower: np.ndarray, upper: np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """The box narrowed to where node <= level can hold; unchanged where its powers do not tell."""
    free = {k for k in range(len(names)) if not (isfinite(lower[k]) and isfinite(upper[k]))}
    if free and isfinite(level):
        around = _ellipsoid(node, names, level)
        if around is not None:
            return np.maximum(lower, around[0]), np.minimum(upper, around[1])
    terms = _expanded(node, {name: k for k, name in enumerate(names)})
    if not free or terms is None or not isfinite(level):
        return lower, upper
    growths = {k: _Growth() for k in free}
    rest = _collected(terms, names, lower, upper, growths)
    if rest is None or any(g.degree == 0 or g.lead <= 0 for g in growths.values()):
        return lower, upper
    room = max(0.0, level - rest - sum(g.least for g in growths.values())) * MARGIN
    lower, upper = lower.copy(), upper.copy()
    for k, g in growths.items():
        radius = max(g.turn, (2 * room / g.lead) ** (1 / g.degree)) * 1.01
        lower[k], upper[k] = max(lower[k], -radius), min(upper[k], radius)
    return lower, upper


def _ellipsoid(node: Expression, names: Sequence[str], level: float) -> tuple[np.ndarray, np.ndarray] | None:
    """The box of a quadratic's level set; ``None`` for other functions, and unless A is well away from singular."""
    row = decompose(node, tuple(names), {})
    if not row.is_quadratic or len({name for pair, _ in row.quadratic for name in pair}) < len(names):
        return None
    quadratic = compile_row(row, names)
    origin = np.zeros(len(names))
    a, b, at_zero = quadratic.hessian(origin) / 2, quadratic.gradient(origin), quadratic.value(origin)
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return None
    spectrum = np.linalg.eigvalsh(a)
    if not spectrum[0] > WELL * spectrum[-1]:
        return None
    inverse = np.linalg.inv(a)
    middle = -inverse @ b / 2
    least = at_zero + float(b @ middle) / 2
    room = level - least + ROUNDING * (abs(level) + abs(at_zero) + abs(least - at_zero) + 1.0)
    if not isfinite(room):
        return None
    radius = np.sqrt(max(0.0, room) * np.diag(inverse)) * 1.01 + ROUNDING * (1.0 + np.abs(middle))
    return middle - radius, middle + radius


def _collected(
    terms: Terms, names: Sequence[str], lower: np.ndarray, upper: np.ndarray, growths: Mapping[int, _Growth]
) -> float | None:
    """Fills in the growths and returns a lower bound of everything else; ``None`` where a term has none."""
    rest, mixed = 0.0, []
    range_of = _ranges(names, lower, upper)
    for coefficient, monomial, others in terms:
        if len(monomial) == 1 and not others and monomial[0][0] in growths:
            powers = growths[monomial[0][0]].powers
            powers[monomial[0][1]] = powers.get(monomial[0][1], Fraction(0)) + coefficient
            continue
        node = _product(coefficient, monomial, others, names)
        least = range_of(node)[0]
        if isfinite(least):
            rest += least
            continue
        size = growth(node, range_of)
        if size is None:
            return None
        mixed.append((size.size, [(names.index(name), power) for name, power in size.powers.items() if power > 0]))
    for k, own in growths.items():
        positive = [e for e, c in own.powers.items() if c > 0 and (e % 2 == 0 or lower[k] >= 0)]
        own.degree = float(max(positive, default=0))
        if own.degree == 0:
            return None
        own.lead = float(own.powers[int(own.degree)]) / MARGIN
        for e, c in own.powers.items():
            if e != own.degree and (c < 0 or (e % 2 and lower[k] < 0)):
                own.lose(abs(float(c)), e)
    for size, free in mixed:
        if any(k not in growths for k, _ in free):
            return None
        theta = sum(e / growths[k].degree for k, e in free)
        if theta > 1 + 1e-12:
            return None
        for k, e in free:
            share = e / (theta * growths[k].degree)
            growths[k].lose(size * share, growths[k].degree if theta > 1 - 1e-9 else theta * growths[k].degree)
    return rest - MARGIN * abs(rest) * 1e-9


def _product(
    coefficient: Fraction, monomial: Monomial, others: Sequence[Expression], names: Sequence[str]
) -> Expression:
    powers = [Power(Variable(names[k]), Number(Fraction(e))) if e != 1 else Variable(names[k]) for k, e in monomial]
    return Product((number(coefficient), *powers, *others))


def _ranges(names: Sequence[str], lower: np.ndarray, upper: np.ndarray) -> Range:
    """Bounds of trees over the box."""

    def of(node: Expression) -> tuple[float, float]:
        tape = Tape(names)
        place = tape.add(node)
        low, high = ranges(tape, lower[:, None], upper[:, None]).pairs[place]
        return float(low[0]), float(high[0])

    return of


def _expanded(node: Expression, index: Mapping[str, int]) -> Terms | None:
    """The node as a sum of monomials times other factors, ``None`` where that grows too long."""
    match node:
        case Sum(terms):
            found: Terms = []
            for term in terms:
                inner = _expanded(term, index)
                if inner is None:
                    return None
                found += inner
            return found if len(found) <= MOST_TERMS else None
        case Negative(operand):
            inner = _expanded(operand, index)
            return None if inner is None else [(-c, m, o) for c, m, o in inner]
        case Variable(name):
            return [(Fraction(1), ((index[name], 1),), ())]
        case Product(factors):
            return _multiplied([_expanded(factor, index) for factor in factors])
        case Power(base, Number(value)) if value.denominator == 1 and 0 < value <= 12:
            return _multiplied([_expanded(base, index)] * int(value))
        case Quotient(numerator, denominator) if not denominator.variables():
            inner, below = _expanded(numerator, index), constant(denominator)
            if inner is None or not isinstance(below, Fraction):
                return None
            return [(c / below, m, o) for c, m, o in inner]
        case _ if not node.variables():
            value = constant(node)
            return [(value, (), ())] if isinstance(value, Fraction) else [(Fraction(1), (), (node,))]
        case _:
            return [(Fraction(1), (), (node,))]


def _multiplied(factors: Sequence[Terms | None]) -> Terms | None:
    result: Terms = [(Fraction(1), (), ())]
    for factor in factors:
        if factor is None or len(result) * len(factor) > MOST_TERMS:
            return None
        collected: dict[tuple[Monomial, tuple[Expression, ...]], Fraction] = {}
        for a, m, o in result:
            for b, n, p in factor:
                powers = dict(m)
                for k, e in n:
                    powers[k] = powers.get(k, 0) + e
                key = tuple(sorted(powers.items())), o + p
                collected[key] = collected.get(key, Fraction(0)) + a * b
        result = [(c, m, o) for (m, o), c in collected.items()]
    return result
