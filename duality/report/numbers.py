"""Numbers as a reader wants them: exact ones exactly, floating-point ones with seven significant digits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from duality import algebra
from duality.algebra.atoms import scaled, total
from duality.model.expression import Expression, Negative, Number, Power, Variable, number
from duality.model.printing import latex, number_latex, number_text, text
from duality.model.scalar import Irrational, Scalar

LONGEST_EXACT = 20
"""Exact numbers with more characters than this are shown as decimals."""


def decimal(value: float) -> str:
    """Seven significant digits, trailing zeros kept (they are known), 0 and infinities as words of the language."""
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    if value == 0:
        return "0"
    shown = f"{value:#.7g}"
    return shown.rstrip(".") if "e" not in shown else shown


def short_decimal(value: float) -> str:
    """Four significant digits, for lists of points."""
    return f"{value:.4g}"


def residual(value: float) -> str:
    """0, or the order of magnitude with two digits."""
    return "0" if value == 0 else f"{value:.1e}"


def constant_of(value: Scalar) -> Expression | None:
    """The tree of an exact number, ``None`` where the language has no name for it (a root of a quintic)."""
    if isinstance(value, Fraction):
        return Negative(Number(-value)) if value < 0 else Number(value)
    try:
        return algebra.sympy_bridge.from_sympy(value.value)
    except ValueError:
        return None


def polynomial_tree(coefficients: Sequence[Fraction]) -> Expression:
    """sum a_k t^k, the highest power first, of coefficients from the constant one on."""
    t = Variable("t")
    terms = []
    for k, a in enumerate(coefficients):
        power = t if k == 1 else Power(t, Number(Fraction(k)))
        if a:
            terms.append(scaled(a, power) if k else number(a))
    return total(terms[::-1])


def scalar_text(value: Scalar | float) -> str:
    """1/2, sqrt(5) - 1, or a decimal."""
    if isinstance(value, Fraction):
        exactly = number_text(value)
        return exactly if len(exactly) <= LONGEST_EXACT else decimal(approximate(value))
    if isinstance(value, Irrational):
        node = constant_of(value)
        exactly = "" if node is None else text(node)
        return exactly if exactly and len(exactly) <= LONGEST_EXACT else decimal(float(value))
    return decimal(value)


def scalar_latex(value: Scalar | float) -> str:
    r"""\frac{1}{2}, \sqrt{5} - 1, or a decimal."""
    if isinstance(value, Fraction) and len(number_text(value)) <= LONGEST_EXACT:
        return number_latex(value)
    if isinstance(value, Irrational):
        node = constant_of(value)
        if node is not None and len(text(node)) <= LONGEST_EXACT:
            return latex(node)
    return decimal_latex(decimal(approximate(value)))


def decimal_latex(shown: str) -> str:
    r"""inf -> \infty, 1.5e-08 -> 1.5 \cdot 10^{-8}."""
    if shown in ("inf", "-inf"):
        return shown.replace("inf", r"\infty")
    digits, exponent, power = shown.partition("e")
    return rf"{digits} \cdot 10^{{{int(power)}}}" if exponent else digits


def approximate(value: Scalar | float) -> float:
    """The nearest double; a rational beyond the doubles is infinite."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
