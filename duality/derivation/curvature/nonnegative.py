"""p(x) >= 0 on D: exact sufficient tests for polynomials, and enclosures over a subdivided box for other trees."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality import algebra
from duality.algebra.evaluate import value
from duality.algebra.line_polynomials import sign_on, trimmed
from duality.algebra.polynomial import Polynomial
from duality.derivation.curvature.definiteness import is_semidefinite
from duality.derivation.curvature.region import Region
from duality.model.expression import Expression
from duality.model.form import FREE, Bounds

BOXES_LIMIT = 600
TERMS_LIMIT = 400

End = Fraction | None


def polynomial_is_nonnegative(p: Polynomial, region: Region) -> bool:
    """True where one of the tests proves p >= 0 on D."""
    order = p.names
    if len(order) <= 1:
        return is_nonnegative_on(p, region.box.get(order[0], FREE) if order else FREE)
    if p.degree <= 2 and is_semidefinite(p.homogenized()):
        return True
    if _is_nonnegative_binary_form(p, order) or _has_nonnegative_terms(_shifted(p, order, region), order, region):
        return True
    return tree_is_nonnegative(p.expression(), {name: region.hull(name) for name in order})


def is_nonnegative_on(p: Polynomial, range_: Bounds) -> bool:
    """p(t) >= 0 for every t of the interval; exact for rational coefficients, False for others but constants."""
    low, high = range_.lower, range_.upper
    if p.degree == 0:
        return p.constant_term >= 0
    if len(p.names) != 1 or not p.is_rational or (low is not None and high is not None and low >= high):
        return False
    return sign_on(trimmed(p.coefficients), range_) == 1


def tree_is_nonnegative(node: Expression, box: Mapping[str, tuple[End, End]], limit: int = BOXES_LIMIT) -> bool:
    """Bisects the box until every part has an enclosure >= 0, or the budget is spent."""
    order = node.variables()
    start = {name: box[name] for name in order}
    if value(node, {name: _float_inside(*ends) for name, ends in start.items()}) < 0:
        return False
    pending: list[tuple[dict[str, tuple[End, End]], int]] = [(start, 0)]
    for _ in range(limit):
        if not pending:
            return True
        part, depth = pending.pop()
        bottom, top = algebra.intervals.enclose(node, part)
        if bottom is not None and bottom >= 0:
            continue
        if (top is not None and top < 0) or not order:
            return False
        name = order[depth % len(order)]
        low, high = part[name]
        middle = cut(low, high)
        pending += [(part | {name: (low, middle)}, depth + 1), (part | {name: (middle, high)}, depth + 1)]
    return not pending


def cut(low: End, high: End) -> Fraction:
    """Half of a bounded interval; unbounded ones are cut at 0, and then ever farther out."""
    if low is not None and high is not None:
        return (low + high) / 2
    if high is None:
        return max(Fraction(1), 2 * low) if low is not None and low >= 0 else Fraction(0)
    return min(Fraction(-1), 2 * high) if high <= 0 else Fraction(0)


def _float_inside(low: End, high: End) -> float:
    return float((low + high) / 2 if low is not None and high is not None else cut(low, high))


def _is_nonnegative_binary_form(p: Polynomial, order: tuple[str, ...]) -> bool:
    """A form in two variables of even degree is >= 0 iff p(t, 1) is >= 0 for every t."""
    total = {sum(k for _, k in monomial) for monomial, _ in p.terms}
    if len(order) != 2 or len(total) != 1 or total.pop() % 2:
        return False
    collected = Polynomial.of(
        {tuple((name, k) for name, k in monomial if name == order[0]): c for monomial, c in p.terms}
    )
    return is_nonnegative_on(collected, FREE)


def _shifted(p: Polynomial, order: tuple[str, ...], region: Region) -> Polynomial:
    """p with s = x - lower or s = upper - x in place of x, wherever x has a rational bound."""
    if len(p.terms) > TERMS_LIMIT:
        return p
    for name in order:
        bounds = region.box.get(name, FREE)
        if isinstance(bounds.lower, Fraction):
            p = _substituted(p, name, bounds.lower, Fraction(1))
        elif isinstance(bounds.upper, Fraction):
            p = _substituted(p, name, bounds.upper, Fraction(-1))
    return p


def _substituted(p: Polynomial, name: str, shift: Fraction, slope: Fraction) -> Polynomial:
    """p with shift + slope * name in place of name."""
    inner = Polynomial.of({(): shift, ((name, 1),): slope})
    total = Polynomial()
    for monomial, coefficient in p.terms:
        exponents = dict(monomial)
        k = exponents.pop(name, 0)
        term = Polynomial.of({tuple(sorted(exponents.items())): coefficient})
        for _ in range(k):
            term = term * inner
        total = total + term
    return total


def _has_nonnegative_terms(p: Polynomial, order: tuple[str, ...], region: Region) -> bool:
    """Every monomial is >= 0: even in the free variables, and with a coefficient >= 0."""
    return all(c >= 0 and all(k % 2 == 0 or _is_shifted(region.box.get(n, FREE)) for n, k in m) for m, c in p.terms)


def _is_shifted(bounds: Bounds) -> bool:
    return isinstance(bounds.lower, Fraction) or isinstance(bounds.upper, Fraction)
