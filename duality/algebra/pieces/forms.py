"""Continuous functions in pieces without pieces: as a maximum, a Huber function, or terms in max(x, c)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import comb

from duality import algebra
from duality.algebra.atoms import scaled, substitute, total
from duality.algebra.pieces.line import Line
from duality.algebra.pieces.meeting import at_break, is_jump, known_terms
from duality.algebra.polynomial_of import polynomial_coefficients
from duality.model.expression import ONE, ZERO, Call, Expression, Negative, Power, Variable, number


def extremum(bodies: Sequence[Expression]) -> Expression | None:
    """max of affine bodies whose slopes rise from left to right, min where they fall; two bodies may be any."""
    collector = algebra.rows.Collector({}, opaque=True)
    forms = [form for body in bodies if (form := collector.affine(body)) is not None]
    if len(forms) < len(bodies):
        return None
    changes = [(after - before).terms for before, after in pairwise(forms)]
    slopes = {1 if terms[0][1] > 0 else -1 for terms in changes if len(terms) == 1}
    if len(slopes) != 1 or any(len(terms) != 1 for terms in changes):
        return None
    return Call("max" if slopes == {1} else "min", tuple(bodies))


def tangent_parabola(line: Line, bodies: Sequence[Expression]) -> Expression | None:
    """a huber(x - m, d) + an affine function: a parabola a x^2 + b x + c continued by its tangents."""
    polynomials = [polynomial_coefficients(body, line.variable) for body in bodies]
    match polynomials:
        case [[*left], [c, b, a], [*right]] if a != 0:
            low, high = line.breaks
            for other, at in ((left, low), (right, high)):
                tangent = [c - a * at * at, b + 2 * a * at]
                if [*other, *[Fraction(0)] * (2 - len(other))] != tangent:
                    return None
            middle, width = (low + high) / 2, (high - low) / 2
            x = Variable(line.variable)
            inner = scaled(a, Call("huber", (x - number(middle) if middle else x, number(width))))
            return total([inner, _polynomial([c - a * middle**2, b + 2 * a * middle], x)])
    return None


def differences(line: Line, bodies: Sequence[Expression], base: int) -> Expression:
    """f_b + sum of the differences to the next body, from the body b outwards, without the jumps."""
    x = Variable(line.variable)
    terms = [bodies[base]]
    for k in range(base, len(line.breaks)):
        terms.append(_beyond(_difference(bodies[k + 1], bodies[k]), x, line.breaks[k], 1))
    for k in range(base - 1, -1, -1):
        terms.append(_beyond(_difference(bodies[k], bodies[k + 1]), x, line.breaks[k], -1))
    return total(terms)


def _difference(one: Expression, other: Expression) -> Expression:
    return total([one, Negative(other)])


def _beyond(difference: Expression, x: Variable, c: Fraction, side: int) -> Expression:
    """D(x) - D(c) beyond c on that side, and 0 on the other one."""
    coefficients = _coefficients(difference, x)
    if coefficients is None:
        inside = Call("max" if side > 0 else "min", (x, number(c)))
        at = at_break(difference, x, c)
        return total([substitute(difference, {x.name: inside}), *([Negative(at)] if is_jump(at) else [])])
    hinge = Call("max", (x - number(c) if c else x, ZERO) if side > 0 else (number(c) - x if c else -x, ZERO))
    shifted = [Fraction(0)] * len(coefficients)
    for n, a in enumerate(coefficients):
        for j in range(n + 1):
            shifted[j] += a * comb(n, j) * c ** (n - j) * side**j
    return _polynomial([Fraction(0), *shifted[1:]], hinge)


def _coefficients(node: Expression, x: Variable) -> list[Fraction] | None:
    """Those of a polynomial in x alone, also where other terms cancel."""
    known = polynomial_coefficients(node, x.name)
    if known is not None:
        return known
    terms = known_terms(node)
    places = {(): 0, x.name: 1, (x.name, x.name): 2}
    if not terms.keys() <= places.keys():
        return None
    found = [Fraction(0)] * 3
    for key, coefficient in terms.items():
        found[places[key]] = coefficient  # type: ignore[index]
    return found


def _polynomial(coefficients: Sequence[Fraction], t: Expression) -> Expression:
    powers = [ONE, t, *(Power(t, number(j)) for j in range(2, len(coefficients)))]
    return total([scaled(a, powers[j]) for j, a in reversed(list(enumerate(coefficients))) if a])


def clamped(line: Line, bodies: Sequence[Expression]) -> Expression:
    """sum of f_k(x cut to its part) - f_k(c_k): no body is asked beyond its part."""
    x = Variable(line.variable)
    terms: list[Expression] = []
    for k, body in enumerate(bodies):
        low = number(line.breaks[k - 1]) if k else None
        high = number(line.breaks[k]) if k < len(line.breaks) else None
        inside: Expression = x
        if low is not None:
            inside = Call("max", (inside, low))
        if high is not None:
            inside = Call("min", (inside, high))
        terms.append(substitute(body, {x.name: inside}))
        if k:
            terms.append(Negative(at_break(body, x, line.breaks[k - 1])))
    return total(terms)
