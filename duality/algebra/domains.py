"""Natural domains: where the functions of a statement are defined.

log u needs u > 0, sqrt u needs u >= 0, a division a nonzero denominator, a power with a non-integer exponent a base
>= 0 (> 0 where the exponent is negative). u log(k u) is continued by 0 to u = 0, so there log asks for k u >= 0 only.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from duality.algebra.evaluate import constant
from duality.algebra.function_record.function import Kind
from duality.algebra.functions import function
from duality.algebra.powers import rational
from duality.algebra.rows import Collector
from duality.model.expression import Call, Expression, Negative, Power, Product, Quotient, Variable
from duality.records import record


@record
class Demand:
    """argument >= 0, > 0 or != 0, asked for by the subexpression ``origin``."""

    argument: Expression
    kind: Kind
    origin: Expression


def natural_demands(node: Expression) -> tuple[Demand, ...]:
    """What must hold for the tree to be defined, innermost demands first, each once; constants demand nothing here."""
    found: dict[Demand, None] = {}
    for demand in _demands(node, ()):
        if any(isinstance(inner, Variable) for inner in demand.argument.walk()):
            found[demand] = None
    return tuple(found)


def _demands(node: Expression, multiplied_by: tuple[Expression, ...]) -> Iterator[Demand]:
    """``multiplied_by`` are the other factors of the product that the node stands in."""
    if isinstance(node, Product):
        for k, factor in enumerate(node.factors):
            others = (*multiplied_by, *node.factors[:k], *node.factors[k + 1 :])
            yield from _demands(factor, others)
        return
    if isinstance(node, Negative):
        yield from _demands(node.operand, multiplied_by)
        return
    if isinstance(node, Quotient):
        yield from _demands(node.numerator, multiplied_by)
        yield from _demands(node.denominator, ())
        yield from _nonzero(node.denominator, node)
        return
    for child in node.children:
        yield from _demands(child, ())
    match node:
        case Call("log", (Quotient(numerator, denominator),)) if numerator in multiplied_by:
            # u log(u/v): u >= 0 with v > 0, the closure of the relative entropy.
            yield Demand(numerator, "nonnegative", node)
            yield Demand(denominator, "positive", node)
        case Call("log", (argument,)):
            yield Demand(argument, "nonnegative" if _vanishes_with(argument, multiplied_by) else "positive", node)
        case Call(name, arguments):
            for argument, kind in function(name).demands(*arguments):
                yield Demand(argument, kind, node)
        case Power(base, exponent):
            p = rational(exponent)
            if p is None:
                if any(isinstance(inner, Variable) for inner in exponent.walk()) or not _is_integer(exponent):
                    yield Demand(base, "positive", node)
            elif p.denominator != 1:
                yield Demand(base, "nonnegative" if p > 0 else "positive", node)
            elif p < 0:
                yield from _nonzero(base, node)
        case _:
            pass


def _nonzero(node: Expression, origin: Expression) -> Iterator[Demand]:
    """x^2 y is not 0 where neither x nor y is; sqrt(u) is demanded to be defined apart."""
    match node:
        case Product(factors):
            for factor in factors:
                yield from _nonzero(factor, origin)
        case Negative(operand) | Call("abs" | "sqrt", (operand,)):
            yield from _nonzero(operand, origin)
        case Power(base, exponent) if (p := rational(exponent)) is not None and p > 0:
            yield from _nonzero(base, origin)
        case _:
            yield Demand(node, "nonzero", origin)


def _is_integer(exponent: Expression) -> bool:
    value = constant(exponent)
    return isinstance(value, Fraction) and value.denominator == 1


def _vanishes_with(argument: Expression, factors: tuple[Expression, ...]) -> bool:
    """Some factor is a multiple of the argument, so that factor * log(argument) goes to 0 with it."""
    names = set(argument.variables())
    candidates = [factor for factor in factors if names and set(factor.variables()) == names]
    if not candidates:
        return False
    collector = Collector({})
    form = collector.affine(argument)
    if form is None or form.is_constant:
        return False
    for factor in candidates:
        other = collector.affine(factor)
        if other is None or other.is_constant:
            continue
        ratio = form.terms[0][1] / other.coefficient(form.terms[0][0])
        if (form - other.scaled(ratio)).is_zero:
            return True
    return False
