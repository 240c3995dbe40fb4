"""Limits of f along one variable: towards an open end, a pole or infinity, and over points a period apart.

f(x) = x sin x falls without bound over x = 3 pi/2 + 2 pi k though it falls along no ray; log x does towards 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf

import numpy as np

from duality.algebra.atoms import substitute
from duality.errors import BackendRefused
from duality.model.expression import Call, Expression, number
from duality.model.form import StandardForm
from duality.solve.globally.ends import is_open_piece, open_ends
from duality.solve.globally.intervals.evaluation import ranges
from duality.solve.globally.intervals.region import region

REACH = (Fraction(1), Fraction(1, 100), Fraction(1, 10**4), Fraction(1, 10**8))
"""Lengths of the piece next to an open end over which the constraints are checked."""

STARTS = (1.0, 10.0, 1e3, 1e6)
"""Distances from which on the constraints are checked along an axis."""

DENOMINATORS = (1, 60, 10**6)
MOST_VARIABLES = 4


@dataclass(frozen=True, slots=True)
class Descent:
    """f tends to ``limit`` over feasible points, told in words by ``path``."""

    limit: float
    path: str


def descents(form: StandardForm, point: Mapping[str, float]) -> Iterator[Descent]:
    """Limits of f from the point along each variable, proved by symbolic limits and interval arithmetic."""
    if form.domain.discrete or len(form.variables) > MOST_VARIABLES:
        return
    for name in form.objective_expression.variables():
        yield from _to_open_ends(form, point, name)
        yield from _to_infinity(form, point, name)
        yield from _over_periods(form, point, name)


def _others(form: StandardForm, point: Mapping[str, float], name: str) -> Iterator[dict[str, Fraction]]:
    for denominator in DENOMINATORS:
        yield {
            other: Fraction(round(value * denominator), denominator)
            for other, value in point.items()
            if other != name and other in form.variables
        }


def _to_open_ends(form: StandardForm, point: Mapping[str, float], name: str) -> Iterator[Descent]:
    if name not in point:
        return
    seen: set[tuple[Fraction, int]] = set()
    for others in _others(form, point, name):
        for end, side in open_ends(form, others, name, point[name]):
            if (end, side) in seen:
                continue
            if any(is_open_piece(form, others, name, end, side, reach) for reach in REACH):
                seen.add((end, side))
                found = _limit(_along(form, others), name, end, "+" if side > 0 else "-")
                if found is not None:
                    yield Descent(found, f"{name} -> {end}")


def _holds_over(form: StandardForm, others: Mapping[str, Fraction], name: str, low: float, high: float) -> bool:
    """Every constraint and row of X holds where the variable is between the two, the others fixed."""
    try:
        compiled = region(form, None)
    except BackendRefused:
        return False
    if any(least == most for _, least, most in compiled.demands):
        return False
    # The others may be no floats: their two neighbors enclose them.
    lower = np.array([low if v == name else np.nextafter(float(others[v]), -inf) for v in form.variables])
    upper = np.array([high if v == name else np.nextafter(float(others[v]), inf) for v in form.variables])
    stated = np.array([low if v == name else float(others[v]) for v in form.variables])
    if (stated < compiled.lower).any() or (stated > compiled.upper).any() or high > compiled.upper[_at(form, name)]:
        return False
    lower, upper = np.maximum(lower, compiled.lower), np.minimum(upper, compiled.upper)
    found = ranges(compiled.tape, lower[:, None], upper[:, None])
    rows = all(
        found.pairs[place][0][0] >= least and found.pairs[place][1][0] <= most
        for place, least, most in compiled.demands
    )
    return rows and not found.empty[0] and all(found.pairs[place][0][0] > 0 for place in compiled.strict)


def _at(form: StandardForm, name: str) -> int:
    return form.variables.index(name)


def _to_infinity(form: StandardForm, point: Mapping[str, float], name: str) -> Iterator[Descent]:
    """Along the axis, both ways, from some distance on."""
    bounds = form.domain.bound(name)
    for end, sign in ((bounds.lower, -1), (bounds.upper, 1)):
        if end is not None:
            continue
        for others in _others(form, point, name):
            starts = [sign * s for s in STARTS]
            low_high = [(s, inf) if sign > 0 else (-inf, s) for s in starts]
            if any(_holds_over(form, others, name, low, high) for low, high in low_high):
                found = _limit_far(_along(form, others), name, sign)
                if found is not None:
                    yield Descent(found, f"{name} -> {'inf' if sign > 0 else '-inf'}")
                break


def _limit_far(along: Expression, name: str, sign: int) -> float | None:
    import sympy

    try:
        return float(sympy.limit(along.sympy(), sympy.Symbol(name, real=True), sign * sympy.oo))
    except (ValueError, TypeError, NotImplementedError, ZeroDivisionError):
        return None


def _along(form: StandardForm, others: Mapping[str, Fraction]) -> Expression:
    return substitute(form.objective_expression, {name: number(value) for name, value in others.items()})


def _limit(along: Expression, name: str, end: Fraction, side: str) -> float | None:
    import sympy

    try:
        found = sympy.limit(
            along.sympy(), sympy.Symbol(name, real=True), sympy.Rational(end.numerator, end.denominator), side
        )
        return float(found)
    except (ValueError, TypeError, NotImplementedError, ZeroDivisionError):
        return None


def _over_periods(form: StandardForm, point: Mapping[str, float], name: str) -> Iterator[Descent]:
    """x = a + 2 pi k for k -> inf or -inf, where no row but f holds the variable."""
    rows = [*(c.expression for c in form.constraints), *(c.expression for c in form.domain.conditions)]
    bounds = form.domain.bound(name)
    if any(name in row.variables() for row in rows) or not _turns(form.objective_expression, name):
        return
    if any(row.variables() for row in rows):
        return
    import sympy

    k = sympy.Symbol("k", integer=True, positive=True)
    for others in _others(form, point, name):
        along = _along(form, others).sympy()
        symbol = next((s for s in along.free_symbols if str(s) == name), None)
        if symbol is None:
            return
        for sign in (1, -1):
            if (bounds.upper if sign > 0 else bounds.lower) is not None:
                continue
            for quarter in range(4):
                start = sympy.pi * quarter / 2
                try:
                    found = float(sympy.limit(along.subs(symbol, start + 2 * sympy.pi * sign * k), k, sympy.oo))
                except (ValueError, TypeError, NotImplementedError, ZeroDivisionError):
                    continue
                if found == -inf:
                    step = "+" if sign > 0 else "-"
                    yield Descent(found, f"{name} = {start} {step} 2*pi*k, k -> inf")
        break


def _turns(node: Expression, name: str) -> bool:
    return any(isinstance(u, Call) and u.function in ("sin", "cos") and name in u.variables() for u in node.walk())
