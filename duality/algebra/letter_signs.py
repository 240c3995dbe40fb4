"""What is known of the sign of a function of the letters, from their declared ranges alone."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from duality.algebra.powers import rational
from duality.model.expression import Call, Expression, Negative, Number, Power, Product, Quotient, Sum
from duality.model.letters import constant_value
from duality.model.parameter import Parameter, letters_of


class Sign(IntEnum):
    """UNKNOWN says nothing; NONNEGATIVE is >= 0 and POSITIVE is > 0 over the whole range of the letters."""

    UNKNOWN = 0
    NONNEGATIVE = 1
    POSITIVE = 2


def sign(node: Expression) -> Sign:
    """The sign of a tree of letters and numbers."""
    match node:
        case Number(value):
            return _of_number(value)
        case Parameter():
            return _of_letter(node)
        case Sum(terms):
            return _of_sum(terms)
        case Product(factors):
            return min(sign(factor) for factor in factors)
        case Quotient(numerator, denominator):
            return sign(numerator) if sign(denominator) is Sign.POSITIVE else Sign.UNKNOWN
        case Negative(operand):
            return _of_number(-constant_value(operand)) if _is_constant(operand) else Sign.UNKNOWN
        case Power(base, exponent):
            known, p = sign(base), rational(exponent)
            if p is not None and p.denominator == 1 and p % 2 == 0 and p > 0 and known is not Sign.POSITIVE:
                return Sign.NONNEGATIVE
            return known if p is None or p > 0 or known is Sign.POSITIVE else Sign.UNKNOWN
        case Call("exp", _):
            return Sign.POSITIVE
        case Call("sqrt", (argument,)):
            return max(Sign.NONNEGATIVE, sign(argument))
        case Call("abs" | "norm" | "norm1" | "norminf", _):
            return Sign.NONNEGATIVE
        case _:
            return _of_number(constant_value(node)) if _is_constant(node) else Sign.UNKNOWN


def _is_constant(node: Expression) -> bool:
    return not node.variables() and not letters_of(node)


def _of_number(value: object) -> Sign:
    return Sign.POSITIVE if value > 0 else Sign.NONNEGATIVE if value == 0 else Sign.UNKNOWN  # type: ignore[operator]


def _of_letter(letter: Parameter) -> Sign:
    if letter.lower is None:
        return Sign.UNKNOWN
    lower = sign(letter.lower)
    if lower is Sign.POSITIVE or (lower is Sign.NONNEGATIVE and not letter.lower_closed):
        return Sign.POSITIVE
    return lower


def _of_sum(terms: Sequence[Expression]) -> Sign:
    """Every term >= 0, or a letter minus its lower end, or its upper end minus it."""
    signs = [sign(term) for term in terms]
    if Sign.UNKNOWN not in signs:
        return max(signs)
    if len(terms) == 2 and isinstance(terms[1], Negative):
        above, below = terms[0], terms[1].operand
        if isinstance(above, Parameter) and above.lower == below:
            return Sign.NONNEGATIVE if above.lower_closed else Sign.POSITIVE
        if isinstance(below, Parameter) and below.upper == above:
            return Sign.NONNEGATIVE if below.upper_closed else Sign.POSITIVE
    return Sign.UNKNOWN
