"""f(t x) = f(x) for t > 0 over a cone: a variable that is positive is 1.

If every row is homogeneous, c(t x) = t^k c(x), and X is a cone, then x and x/x_i are feasible together and f is the
same at both; the degree k is a row's own, and 0 for f.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.form import StandardForm
from duality.model.remembered import once
from duality.solving.proofs.fixed import with_values

OF_ARGUMENTS = {"abs", "max", "min", "norm", "norm1", "norminf"}
"""f(t u) = t f(u) for t > 0."""

Degree = Fraction | None
"""``None``: not homogeneous, or not known to be."""


@once
def with_a_ratio(form: StandardForm) -> StandardForm | None:
    """The form with the first positive variable fixed at 1; ``None`` where f or a row is not homogeneous."""
    if form.domain.discrete or len(form.variables) < 2:
        return None
    ends = [end for _, bounds in form.domain.bounds for end in (bounds.lower, bounds.upper)]
    if any(end is not None and end != 0 for end in ends):
        return None
    positive = [name for name, b in form.domain.bounds if b.lower == 0 and not b.lower_closed and b.upper is None]
    if not positive or degree(form.objective_expression) != 0:
        return None
    rows = [c.expression for c in (*form.constraints, *form.domain.conditions)]
    if any(degree(row) is None for row in rows):
        return None
    return with_values(form, {positive[0]: Fraction(1)})


def degree(node: Expression) -> Degree:
    """k with f(t x) = t^k f(x) for all t > 0."""
    match node:
        case Number() | Constant():
            return Fraction(0)
        case Variable():
            return Fraction(1)
        case Negative(part):
            return degree(part)
        case Sum(terms):
            return _common([degree(term) for term in terms])
        case Product(factors):
            found = [degree(factor) for factor in factors]
            return None if None in found else sum((d for d in found if d is not None), Fraction(0))
        case Quotient(above, below):
            first, second = degree(above), degree(below)
            return None if first is None or second is None else first - second
        case Power(base, Number(exponent)):
            inner = degree(base)
            return None if inner is None else inner * exponent
        case Call("sqrt", (argument,)):
            inner = degree(argument)
            return None if inner is None else inner / 2
        case Call(name, arguments):
            inner = _common([degree(argument) for argument in arguments])
            return inner if name in OF_ARGUMENTS or inner == 0 else None
        case _:
            return None


def _common(degrees: Sequence[Degree]) -> Degree:
    return degrees[0] if degrees and all(d == degrees[0] for d in degrees) else None
