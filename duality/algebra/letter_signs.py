"""What is known of the sign of a function of the letters, from their declared ranges alone."""

from __future__ import annotations

from enum import IntEnum

from duality.algebra.boxes import lower_sign
from duality.model.expression import Expression, Negative, Sum
from duality.model.letters import constant_value
from duality.model.parameter import Parameter, letters_of


class Sign(IntEnum):
    """UNKNOWN says nothing; NONNEGATIVE is >= 0 and POSITIVE is > 0 over the whole range of the letters."""

    UNKNOWN = 0
    NONNEGATIVE = 1
    POSITIVE = 2


def sign(node: Expression) -> Sign:
    """The sign of a tree of letters and numbers."""
    return Sign(lower_sign(node, {}, _by_letters))


def _by_letters(node: Expression) -> Sign:
    match node:
        case Parameter():
            return _of_letter(node)
        case Sum((above, Negative(below))):
            return _of_difference(above, below)
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


def _of_difference(above: Expression, below: Expression) -> Sign:
    """A letter minus its lower end, or its upper end minus it; of constants, their difference."""
    if isinstance(above, Parameter) and above.lower == below:
        return Sign.NONNEGATIVE if above.lower_closed else Sign.POSITIVE
    if isinstance(below, Parameter) and below.upper == above:
        return Sign.NONNEGATIVE if below.upper_closed else Sign.POSITIVE
    if _is_constant(above) and _is_constant(below):
        return _of_number(constant_value(above) - constant_value(below))
    return Sign.UNKNOWN
