"""Where a function that is nowhere negative vanishes, and root <= v without its root, read off the tree.

x^4/y, x^2/sqrt(y) and x^2*exp(-y) are >= 0 where y > 0, and 0 only where x is: a nonnegative product vanishes where its
one factor that can be 0 does, a sum of nonnegative terms where all of them do, exp(u) - 1 where u is 0. k*sqrt(u) <= v
holds exactly where v >= 0 and k^2*u <= v^2.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.boxes import Box, holds, sign_at_least
from duality.algebra.function_record.one_variable import OneVariable
from duality.algebra.functions import function
from duality.algebra.monomials import Monomial, collected_sum, product
from duality.model.expression import (
    Call,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    number,
    opposite,
)
from duality.model.form import Bounds
from duality.model.rational_values import rational

TWO = Number(Fraction(2))


def zeros(node: Expression, box: Box) -> list[Expression] | None:
    """Trees that are all 0 exactly where the node is; ``None`` unless it is >= 0 on D and understood."""
    if not sign_at_least(node, box, strict=False):
        return None
    match node:
        case Variable():
            return [node]
        case Sum(terms):
            return _all([zeros(term, box) for term in terms])
        case Product(factors):
            able = [factor for factor in factors if not sign_at_least(factor, box, strict=True)]
            return zeros(able[0], box) if len(able) == 1 else None
        case Quotient(numerator, denominator) if sign_at_least(denominator, box, strict=True):
            return zeros(numerator, box)
        case Power(base, Number(p)) if p > 0:
            return zeros(base, box) or [undone(base)]
        case Call(name, arguments) if function(name).positive_off_zero:
            return _all([zeros(argument, box) or [undone(argument)] for argument in arguments])
        case _:
            return None


def undone(node: Expression) -> Expression:
    """u - v for phi(u) - phi(v), phi one-to-one: zero at the same points, and simpler; any other tree as it is."""
    terms = node.terms if isinstance(node, Sum) else (node,)
    moving = [term for term in terms if term.variables()]
    level = rational(collected_sum(opposite(term) for term in terms if not term.variables()))
    if len(moving) != 1 or level is None:
        return node
    term = Monomial()
    term.multiply(moving[0])
    ((call, p),) = term.powers.items() if len(term.powers) == 1 else ((node, Fraction(0)),)
    record = function(call.function) if isinstance(call, Call) and p == 1 else None
    if record is None or not isinstance(record, OneVariable) or not _is_one_to_one(record):
        return node
    value = level / term.coefficient
    inside = record.undone(number(value)) if holds(record.image, value) else None
    return node if inside is None else undone(collected_sum([call.children[0], opposite(inside)]))


def _is_one_to_one(record: OneVariable) -> bool:
    shape = record.shape(Bounds())
    return shape.increasing or shape.decreasing


def _all(parts: Sequence[list[Expression] | None]) -> list[Expression] | None:
    found: list[Expression] = []
    for part in parts:
        if part is None:
            return None
        found += part
    return found


def without_root(node: Expression) -> tuple[Expression, Expression] | None:
    """(v, k^2 u - v^2) of a row k*sqrt(u) - v <= 0 or k*norm(...) - v <= 0, k > 0, with this one root."""
    terms = node.terms if isinstance(node, Sum) else (node,)
    roots = [term for term in terms if root_of(term) is not None]
    if len(roots) != 1:
        return None
    found = root_of(roots[0])
    assert found is not None
    factor, square = found
    bound = collected_sum(opposite(term) for term in terms if term is not roots[0])
    return bound, Sum((product([number(factor**2), square]), Negative(Power(bound, TWO))))


def root_of(term: Expression) -> tuple[Fraction, Expression] | None:
    """(k, u) of k*sqrt(u), k > 0, with norm(a, b) as the root of a^2 + b^2; ``None`` for any other term."""
    match term:
        case Call("sqrt", (argument,)):
            return Fraction(1), argument
        case Call("norm", arguments):
            return Fraction(1), Sum(tuple(Power(argument, TWO) for argument in arguments))
        case Product((Number(factor), inner)) if factor > 0 and isinstance(inner, Call):
            found = root_of(inner)
            return None if found is None else (factor * found[0], found[1])
        case _:
            return None
