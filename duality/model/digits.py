"""Digits of a real constant of sympy by ball arithmetic, with as many bits as it takes: those that are given are right.

sympy's own digits are not where a logarithm is taken of a difference that cancels: of log(1 - tanh(400)), -799.3, it
gives -577.4 with 200 digits at hand, and calls all of them sure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import flint
    import sympy

FIRST_BITS, BITS_OF_A_DIGIT, SPARE = 64, 3.33, 16

FUNCTIONS = frozenset(
    (
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "asinh",
        "acosh",
        "atanh",
        "exp",
        "log",
        "erf",
    )
)
"""Of sympy, by the names that balls have for them."""


def digits(value: sympy.Expr, count: int, most: int) -> sympy.Expr:
    """The value to so many digits, computed with up to ``most``: a float, or 0 where no digit is told from 0.

    What is not real all along, as a cube root of a negative number, is left to sympy.
    """
    import flint
    import sympy

    bits, needed = FIRST_BITS, int(count * BITS_OF_A_DIGIT) + 2
    while True:
        with flint.ctx.workprec(bits):
            ball = _ball(value)
            if ball is None:
                return cast("sympy.Expr", value.evalf(count, maxn=most))
            if ball.is_finite() and (ball.is_zero() or ball.rel_accuracy_bits() >= needed):
                return sympy.Integer(0) if ball.is_zero() else sympy.Float(ball.str(count + 3, radius=False), count)
        if bits >= most * BITS_OF_A_DIGIT + SPARE:
            return sympy.Integer(0)
        bits *= 2


def _ball(value: sympy.Basic) -> flint.arb | None:
    """An interval that holds the value; ``None`` for what is not known here."""
    import flint
    import sympy

    if isinstance(value, sympy.Rational):
        return flint.arb(flint.fmpq(int(value.p), int(value.q)))
    if value is sympy.pi:
        return flint.arb.pi()
    if value is sympy.E:
        return flint.arb.const_e()
    parts = [_ball(part) for part in value.args]
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    match value:
        case sympy.Add():
            return sum(known[1:], known[0])
        case sympy.Mul():
            product = known[0]
            for part in known[1:]:
                product = product * part
            return product
        case sympy.Pow(exp=exponent):
            if isinstance(exponent, sympy.Integer):
                return known[0] ** flint.fmpz(int(exponent))
            if known[0] < 0:
                return None
            return known[0].sqrt() if exponent == sympy.Rational(1, 2) else known[0] ** known[1]
        case sympy.Function():
            name = type(value).__name__
            is_real = name in FUNCTIONS and not (name == "log" and known[0] < 0)
            return getattr(known[0], name)() if is_real else None
        case _:
            return None
