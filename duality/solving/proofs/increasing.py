"""f = phi(u) with phi continuous and strictly increasing: f is least where u is, and p* = phi(inf u).

exp(q), 2^q, log(q), sqrt(q), atan(q) and the like, in multiples and with constants added; where f falls with q, u is
-q. So `max exp(-x^2 - y^2)` is a problem of degree two.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf, isfinite, nextafter

from duality.algebra.atoms import substitute
from duality.algebra.evaluate import constant, exact_value
from duality.algebra.functions import function
from duality.algebra.intervals import enclose
from duality.algebra.rows import decompose
from duality.algebra.scalars import sign
from duality.model.evidence import End
from duality.model.expression import (
    Call,
    Expression,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    number,
    opposite,
)
from duality.model.form import FREE, PLACEHOLDER, StandardForm
from duality.model.remembered import once
from duality.records import record, replace

T = Variable(PLACEHOLDER)

ROUNDING = Fraction(1, 10**15)
"""Relative distance of the float beside an algebraic number from it."""


@record
class Composition:
    """outer(t) at t = inside; ``rises``: it increases with t, else it decreases.

    ``arguments``: what its functions are taken of, from the outermost on; none where it is affine.
    """

    outer: Expression
    inside: Expression
    rises: bool
    arguments: tuple[Expression, ...] = ()


@once
def with_the_inside_alone(form: StandardForm) -> StandardForm | None:
    """The form with u in place of f = phi(u); ``None`` where f is no such function.

    The natural domain of phi is left out of D: `through` tells whether u lies in it wherever the rest of D holds.
    """
    found = composition(form.objective_expression)
    if found is None:
        return None
    inside = found.inside if found.rises else opposite(found.inside)
    row = decompose(inside, form.variables, dict(form.domain.bounds))
    own = form.domain
    elsewhere = {part for c in form.constraints for part in c.expression.walk()}
    only_here = set(found.arguments) - elsewhere
    left = tuple(c for c in own.conditions if not (c.natural and c.expression in only_here))
    return replace(form, objective=row, objective_expression=inside, domain=replace(own, conditions=left))


def composition(node: Expression) -> Composition | None:
    """phi and u with node = phi(u), the deepest such u; ``None`` where phi is affine."""
    found = _peeled(node)
    return found if found.arguments else None


def through(form: StandardForm, lower: End, upper: End) -> tuple[End, End] | None:
    """Bounds of p* from those of inf u; ``None`` where phi is not known to be defined from the lower one on."""
    found = composition(form.objective_expression)
    assert found is not None
    outer = found.outer if found.rises else substitute(found.outer, {T.name: Negative(T)})
    ends = _mapped(outer, lower, 0), _mapped(outer, upper, 1)
    return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])


def _mapped(outer: Expression, end: End, side: int) -> End | None:
    if end.exact is not None:
        try:
            return End.of(exact_value(outer, {T.name: end.exact}))
        except ValueError:
            return None
    if not isfinite(end.value):
        # No point is feasible, or nothing is known.
        return end if end.value > 0 else None
    near = Fraction(end.value)
    slack = abs(near) * ROUNDING if end.root_of else Fraction(0)
    found = enclose(outer, {T.name: (near - slack, near + slack)})[side]
    return None if found is None else End(nextafter(float(found), inf if side else -inf))


def _peeled(node: Expression) -> Composition:
    whole = Composition(T, node, rises=True)
    match node:
        case Negative(operand):
            return _within(Negative(T), operand, rises=False)
        case Sum(parts) | Product(parts):
            varying = [k for k, part in enumerate(parts) if part.variables()]
            if len(varying) != 1:
                return whole
            place = varying[0]
            others = (*parts[:place], T, *parts[place + 1 :])
            if isinstance(node, Sum):
                return _within(Sum(others), parts[place], rises=True)
            way = _sign([part for part in parts if not part.variables()])
            return whole if way == 0 else _within(Product(others), parts[place], rises=way > 0)
        case Quotient(u, w) if not w.variables():
            way = _sign([w])
            return whole if way == 0 else _within(Quotient(T, w), u, rises=way > 0)
        case Call(name, (u,)) if u.variables():
            record = function(name)
            shape = record.shape(FREE)
            if not record.analytic or shape.increasing is shape.decreasing:
                return whole
            return _within(Call(name, (T,)), u, rises=shape.increasing, argument=u)
        case Power(base, exponent) if not base.variables() and exponent.variables():
            way = _sign([Sum((base, number(-1)))])
            if way == 0 or _sign([base]) <= 0:
                return whole
            return _within(Power(base, T), exponent, rises=way > 0, argument=exponent)
        case _:
            return whole


def _within(outer: Expression, node: Expression, *, rises: bool, argument: Expression | None = None) -> Composition:
    inner = _peeled(node)
    arguments = inner.arguments if argument is None else (argument, *inner.arguments)
    whole = substitute(outer, {T.name: inner.outer})
    return Composition(whole, inner.inside, rises is inner.rises, arguments)


def _sign(constants: Sequence[Expression]) -> int:
    """The sign of a product; 0 also where it is not known."""
    try:
        return sign(constant(Product(tuple(constants))))
    except ValueError:
        return 0
