"""Polynomials along rays, and the proof that theta_D is -inf everywhere.

Along x + t*d, t >= 0, inside D, L(., y) is a polynomial in t whose leading coefficient f_K + y'g_K must not be
negative where theta_D(y) > -inf. If weights w >= 0 give sum w g_K <= 0 (= 0 for equations) and sum w f_K < 0, no y
with alpha >= 0 satisfies these demands of all rays, so theta_D is nowhere finite. All of it over Q.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product

from duality.algebra.boxes import holds
from duality.algebra.evaluate import exact_value
from duality.model.expression import Expression, Negative, Number, Power, Product, Quotient, Sum, Variable
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.solve.dual.combination import Atom, least_mean

Coefficients = list[Scalar]
Line = Mapping[str, tuple[Fraction, Fraction]]
"""x + t*d by variable: (x_i, d_i)."""

MOST_RAYS = 1200
BASES = {1: 16, 2: 4}
"""Points that rays start from, by the number of variables that move; one for more than two."""

HIGHEST_DEGREE = 12


def is_nowhere_finite(form: StandardForm) -> bool:
    """Proved: theta_D = -inf at every y. Rays need polynomials and a box with infinite sides; False proves nothing."""
    if form.domain.conditions or form.domain.discrete:
        return False
    kept = form
    while True:
        demands = _demands(kept)
        signs = [c.constraint.kind == "inequality" for c in kept.constraints]
        mean = least_mean(demands, signs) if demands else None
        if mean is not None and mean < 0:
            return True
        zeros = _forced_to_zero(demands, signs)
        if not zeros:
            return False
        # A cubic -x^3 in h_1 leaves beta_1 = 0 alone; without h_1 lower powers of t lead along the same rays.
        kept = replace(kept, constraints=tuple(c for k, c in enumerate(kept.constraints) if k not in zeros))


def _demands(form: StandardForm) -> list[Atom]:
    found: dict[Atom, None] = {}
    for line in islice(_rays(form), MOST_RAYS):
        demand = _demand(form, line)
        # Demands that are left out weaken the proof, and never make it wrong.
        if demand is not None:
            found[demand] = None
    return list(found)


def _forced_to_zero(demands: list[Atom], nonnegative: list[bool]) -> set[int]:
    """The multipliers that demands s*y_j >= 0 (and the sign of an inequality's) leave no value but 0."""
    signs: dict[int, set[bool]] = {k: {True} if sign else set() for k, sign in enumerate(nonnegative)}
    for demand in demands:
        places = [k for k, slope in enumerate(demand.slopes) if slope != 0]
        if demand.value == 0 and len(places) == 1:
            signs[places[0]].add(demand.slopes[places[0]] > 0)
    return {k for k, seen in signs.items() if len(seen) == 2}


def along(node: Expression, line: Line) -> Coefficients | None:
    """The coefficients in t of the tree on the line, lowest first; ``None`` where it is no polynomial over Q."""
    match node:
        case Number(value):
            return [value]
        case _ if all(line[name][1] == 0 for name in node.variables()):
            return _constant(node, tuple((name, line[name][0]) for name in node.variables()))
        case Variable(name):
            return list(line[name])
        case Negative(operand):
            inner = along(operand, line)
            return None if inner is None else [-c for c in inner]
        case Sum(terms):
            return _folded([along(term, line) for term in terms], _plus, [Fraction(0)])
        case Product(factors):
            return _folded([along(factor, line) for factor in factors], _times, [Fraction(1)])
        case Quotient(numerator, denominator):
            above, below = along(numerator, line), along(denominator, line)
            if above is None or below is None or any(c != 0 for c in below[1:]) or below[0] == 0:
                return None
            return [c / below[0] for c in above]
        case Power(base, Number(exponent)) if exponent.denominator == 1 and 0 <= exponent <= HIGHEST_DEGREE:
            inner = along(base, line)
            return _folded([inner] * int(exponent), _times, [Fraction(1)])
        case _:
            return None


@lru_cache(maxsize=4096)
def _constant(node: Expression, point: tuple[tuple[str, Fraction], ...]) -> Coefficients | None:
    """The value of a tree whose variables stand still; ``None`` outside its natural domain."""
    try:
        return [exact_value(node, dict(point))]
    except (ValueError, ZeroDivisionError):
        return None


def above(value: Scalar) -> Fraction:
    """The value, or a rational a little above an irrational one: f may be raised in an upper bound."""
    if isinstance(value, Fraction):
        return value
    rounded = Fraction(float(value))
    return rounded + abs(rounded) / 10**12 + Fraction(1, 10**15)


def _demand(form: StandardForm, line: Line) -> Atom | None:
    """The leading coefficients along the line; those of t^0 demand nothing and read 0 <= 0."""
    rows = [along(node, line) for node in (form.objective_expression, *(c.expression for c in form.constraints))]
    known = [row for row in rows if row is not None]
    if len(known) != len(rows):
        return None
    top = max((k for row in known for k, c in enumerate(row) if c != 0), default=0)
    if top == 0:
        return Atom(Fraction(0), (Fraction(0),) * len(form.constraints))
    first, *others = [row[top] if top < len(row) else Fraction(0) for row in known]
    slopes = tuple(slope for slope in others if isinstance(slope, Fraction))
    return Atom(above(first), slopes) if len(slopes) == len(others) else None


def _rays(form: StandardForm) -> Iterator[Line]:
    """From a few points of D in every direction with entries -1, 0, 1, sparse ones first, that stays in the box."""
    names = form.variables
    bases = [base for base in _bases(form) if all(holds(form.domain.bound(n), base[n]) for n in names)]
    sides = [_directions(form, name) for name in names]
    if not bases or all(side == (0,) for side in sides):
        return
    steps = sorted(islice(product(*sides), 3**7), key=lambda d: (sum(map(abs, d)), d))
    for step in steps:
        if any(step):
            for base in bases[: BASES.get(sum(map(abs, step)), 1)]:
                yield {name: (base[name], Fraction(s)) for name, s in zip(names, step, strict=True)}


def _directions(form: StandardForm, name: str) -> tuple[int, ...]:
    bounds = form.domain.bound(name)
    return (0, *((1,) if bounds.upper is None else ()), *((-1,) if bounds.lower is None else ()))


def _bases(form: StandardForm) -> Iterator[dict[str, Fraction]]:
    ends = []
    for name in form.variables:
        bounds = form.domain.bound(name)
        stated = [end for end in (bounds.lower, bounds.upper) if isinstance(end, Fraction)]
        shifted = [] if len(stated) == 2 else [stated[0] + (1 if bounds.upper is None else -1)] if stated else []
        ends.append([*stated, *shifted] or [Fraction(1), Fraction(-1)])
    for corner in islice(product(*ends), 16):
        yield dict(zip(form.variables, corner, strict=True))


def _folded(parts, combine, start: Coefficients) -> Coefficients | None:
    total = start
    for part in parts:
        if part is None or len(total) + len(part) > 2 * HIGHEST_DEGREE:
            return None
        total = combine(total, part)
    return total


def _plus(a: Coefficients, b: Coefficients) -> Coefficients:
    size = max(len(a), len(b))
    return [(a[k] if k < len(a) else Fraction(0)) + (b[k] if k < len(b) else Fraction(0)) for k in range(size)]


def _times(a: Coefficients, b: Coefficients) -> Coefficients:
    result: Coefficients = [Fraction(0)] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            if x != 0 and y != 0:
                result[i + j] = result[i + j] + x * y
    return result
