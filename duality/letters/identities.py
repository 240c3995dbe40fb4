"""Whether an expression of the letters is identically 0, by algebra within bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.letters.reality import logarithms_stand_alone

CLOSE = 1e-5

LONGEST = 200
"""Operations of an expression that is simplified: a longer one is work without a bound."""


def is_zero(expression: Any, numbers: Mapping[Any, float]) -> bool:
    """Identically 0 wherever its logarithms and roots are real, proved by simplification.

    Logarithms are put together, and taken apart over factors of any sign, log(u*v) = log|u| + log|v|, which holds where
    they are real. Where a logarithm stands inside another function this is not done.
    """
    import sympy

    expression = with_powers_joined(expression)
    if expression == 0:
        return True
    value = complex(expression.subs(numbers).evalf())
    if not abs(value) <= CLOSE:
        return False
    if _numerator(expression) == 0:
        return True
    if expression.count_ops() > LONGEST:
        return False
    if _are_opposite(expression, numbers):
        return True
    reduced = sympy.simplify(expression)
    if reduced == 0:
        return True
    opened = sympy.powsimp(sympy.expand(reduced))
    if not (logarithms_stand_alone(reduced) and logarithms_stand_alone(opened)):
        return False
    if sympy.simplify(sympy.logcombine(reduced, force=True)) == 0:
        return True
    apart = sympy.simplify(sympy.expand_log(opened, force=True))
    return apart == 0 or sympy.simplify(sympy.logcombine(apart, force=True)) == 0


def _are_opposite(expression: Any, numbers: Mapping[Any, float]) -> bool:
    """A + B with A/B < 0 and log|A| = log|B|: a product of powers and exponentials is 0 nowhere."""
    import sympy

    terms = sympy.Add.make_args(expression)
    if len(terms) != 2 or not expression.has(sympy.exp):
        return False
    ratio = -terms[0] / terms[1]
    if not complex(ratio.subs(numbers).evalf()).real > 0:
        return False
    logarithm = sympy.expand_log(sympy.expand_log(sympy.log(ratio), force=True), force=True)
    return sympy.simplify(logarithm) == 0


def with_powers_joined(expression: Any) -> Any:
    """u for (u^(3/2))^(2/3): where a power of u that is no whole one is real, its base is >= 0, and so is u.

    Not where the inner exponent is even: (u^2)^(1/2) is |u|.
    """

    def joined(power: Any) -> Any:
        inner, q = power.as_base_exp()
        base, p = inner.as_base_exp()
        if q.is_Rational and p.is_Rational and not p.is_even:
            return base ** (p * q)
        return power

    return expression.replace(lambda node: node.is_Pow and node.base.is_Pow, joined)


def _numerator(expression: Any) -> Any:
    """Multiplied out, with the squares of roots."""
    import sympy

    return sympy.expand(sympy.fraction(sympy.together(expression))[0])
