"""min f(t) over {t: rows hold} for polynomials in one variable with rational coefficients: a guess proved exactly.

x* minimizes f with value v if no feasible t has f(t) < v. Every sign that matters is constant between consecutive real
roots of f - v and of the rows, so one rational point between each pair decides, and the roots themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm, prod
from typing import Any

import flint

from duality.algebra.membership import is_feasible
from duality.algebra.nearby_rationals import nearby_rationals
from duality.algebra.polynomial_of import polynomial_coefficients
from duality.model.form import StandardForm
from duality.records import record

CLOSE = 1e-6
"""How far a rational guess may lie from the numeric minimizer, relative to 1 + |x|."""

BITS = 200


@record
class ExactMinimum:
    """f(x) = value at the rational x, proved minimal."""

    x: Fraction
    value: Fraction


@record
class _Row:
    """polynomial <= 0, or = 0."""

    polynomial: flint.fmpz_poly
    equality: bool


def exact_minimum(form: StandardForm, point: Mapping[str, float]) -> ExactMinimum | None:
    """The proved minimum at a rational point next to ``point``, ``None`` where there is none or no polynomial."""
    if len(form.variables) != 1 or form.domain.discrete:
        return None
    name = form.variables[0]
    objective, rows = polynomial_coefficients(form.objective_expression, name), _rows(form, name)
    if objective is None or rows is None:
        return None
    for x in nearby_rationals(point[name], largest=1000, distance=CLOSE):
        if not is_feasible(form, {name: x}):
            continue
        value = sum((a * x**k for k, a in enumerate(objective)), Fraction(0))
        if _nothing_below(_integral([objective[0] - value, *objective[1:]]), rows):
            return ExactMinimum(x, value)
    return None


def _rows(form: StandardForm, name: str) -> list[_Row] | None:
    """Constraints, rows of X and bounds as polynomials."""
    found: list[_Row] = []
    for expression, sign, equality in (
        *((c.expression, 1, c.constraint.kind == "equality") for c in form.constraints),
        *((c.expression, -1, c.equality) for c in form.domain.conditions if not c.nonzero),
    ):
        coefficients = polynomial_coefficients(expression, name)
        if coefficients is None:
            return None
        found.append(_Row(_integral([sign * a for a in coefficients]), equality))
    bounds = form.domain.bound(name)
    for end, sign in ((bounds.lower, -1), (bounds.upper, 1)):
        if end is not None:
            if not isinstance(end, Fraction):
                return None
            found.append(_Row(_integral([-sign * end, Fraction(sign)]), False))
    return found


def _integral(coefficients: Sequence[Fraction]) -> flint.fmpz_poly:
    scale = lcm(*(a.denominator for a in coefficients))
    return flint.fmpz_poly([int(a * scale) for a in coefficients])


def _nothing_below(difference: flint.fmpz_poly, rows: Sequence[_Row]) -> bool:
    """No t satisfies every row with difference(t) < 0."""
    polynomials = [p for p in (difference, *(row.polynomial for row in rows)) if p.degree() > 0]
    with flint.ctx.workprec(BITS):
        balls = sorted(_real_roots(prod(polynomials, start=flint.fmpz_poly([1]))), key=lambda ball: float(ball.mid()))
        if any(a.overlaps(b) for a, b in pairwise(balls)):
            return False
        if any(difference(t) < 0 and all(_holds(row, t) for row in rows) for t in _between(balls)):
            return False
        zeros = [[ball for ball in balls if ball.overlaps(zero)] for zero in _real_roots(difference)]
        if any(len(found) != 1 for found in zeros):
            return False
        touching = [found[0] for found in zeros]
        return all(any(ball is zero for zero in touching) or _is_harmless(ball, difference, rows) for ball in balls)


def _holds(row: _Row, t: flint.fmpq) -> bool:
    value = row.polynomial(t)
    return value == 0 if row.equality else value <= 0


def _is_harmless(root: flint.arb, difference: flint.fmpz_poly, rows: Sequence[_Row]) -> bool:
    """At a root of a row: f is above the value there, or some row is certainly violated."""
    if flint.arb_poly(difference)(root) > 0:
        return True
    return any(flint.arb_poly(row.polynomial)(root) > 0 for row in rows)


def _real_roots(polynomial: flint.fmpz_poly) -> list[flint.arb]:
    """Balls around the distinct real roots; one that met the axis without a real root would meet its mirror image."""
    if polynomial.degree() < 1:
        return []
    shared = polynomial.gcd(polynomial.derivative())
    # The stubs of flint give the list of (root, multiplicity) no type.
    roots: Any = (polynomial // shared).complex_roots()
    return [root.real for root, _ in roots if root.imag.contains(0)]


def _between(balls: Sequence[flint.arb]) -> list[flint.fmpq]:
    """Rational points left of, between and right of the disjoint balls."""
    if not balls:
        return [flint.fmpq(0)]
    ends = [(_rational(ball.lower()), _rational(ball.upper())) for ball in balls]
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(ends)]
    return [ends[0][0] - 1, *inner, ends[-1][1] + 1]


def _rational(end: flint.arb) -> flint.fmpq:
    mantissa, exponent = end.mid().man_exp()
    return flint.fmpq(mantissa) * flint.fmpq(2) ** int(exponent)
