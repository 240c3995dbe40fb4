"""Expressions of the letters whose sign is the same for all letters in their ranges, proved by algebra.

The ranges are a connected set, so that a continuous expression with no zero in them keeps its sign. One with a square
root, (A + B*sqrt(D))/C, has no zero and no pole where A^2 - B^2*D, C and D have none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from duality.algebra.letter_signs import Sign, sign
from duality.algebra.sympy_bridge import from_sympy
from duality.letters.conditions import lettered
from duality.letters.one_letter import interval
from duality.letters.one_root import one_root
from duality.letters.samples import ends
from duality.model.parameter import Parameter, letters_of

Letters = Sequence[Parameter]


def is_known(expression: Any, letters: Letters, *, strict: bool) -> bool:
    """It is > 0 by the ranges of the letters alone; >= 0 is enough where 0 is allowed, as of a square."""
    if expression.is_positive or (expression.is_nonnegative and not strict):
        return True
    try:
        return sign(lettered(from_sympy(expression), tuple(letters))) is Sign.POSITIVE
    except ValueError:
        return False


def never_changes(expression: Any, strict: bool, sample: Mapping[str, Fraction], letters: Letters) -> bool:
    """It is > 0 (>= 0) for all letters, given that it is so at the sample."""
    own = [p for p in letters if p.name in {symbol.name for symbol in expression.free_symbols}]
    if len(own) == 1 and _is_so_throughout(expression, strict, sample, own[0]):
        return True
    form = one_root(expression)
    return form is not None and all(_has_no_zero(p, letters) for p in form.critical)


def _is_so_throughout(expression: Any, strict: bool, sample: Mapping[str, Fraction], letter: Parameter) -> bool:
    """A function of one letter changes its sign nowhere in the range of that one."""
    if any(letters_of(end) for end in (letter.lower, letter.upper) if end is not None):
        return False
    (symbol,), (low, high) = expression.free_symbols, ends(letter, {})
    changes = interval(expression, strict, symbol, sample[letter.name])
    return changes is not None and all(
        (low is not None and (end < low or (end == low and not (is_open and letter.lower_closed))))
        or (high is not None and (end > high or (end == high and not (is_open and letter.upper_closed))))
        for end, is_open in changes
    )


def _has_no_zero(polynomial: Any, letters: Letters) -> bool:
    """By the signs of its terms, or as a quadratic in one letter whose discriminant is negative."""
    import sympy

    node = polynomial.as_expr()
    if is_known(node, letters, strict=True) or is_known(-node, letters, strict=True):
        return True
    for symbol in polynomial.gens:
        if polynomial.degree(symbol) == 2:
            discriminant: Any = sympy.discriminant(node, symbol)
            if is_known(sympy.factor(-discriminant), letters, strict=True):
                return True
    return False
