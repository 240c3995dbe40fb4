"""Numbers in the words and tables of figures."""

from __future__ import annotations

from duality.report.numbers import decimal


def shown(value: float | None) -> str:
    """Seven digits without trailing zeros, "unknown" for ``None``."""
    if value is None:
        return "unknown"
    digits, exponent, power = decimal(float(value)).partition("e")
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) + exponent + power


def rounded(value: float, digits: int = 6) -> str:
    """The number without the noise of floating point: that many digits behind the point; three of a smaller one."""
    near = round(value, digits)
    return typeset(shown(near if near else float(f"{value:.3g}") if abs(value) > 1e-12 else 0.0))


def typeset(text: str) -> str:
    """A number with the minus sign of mathematics, infinities as their sign, powers of ten as powers."""
    head, exponent, power = text.partition("e")
    if exponent and power.lstrip("+-").isdigit() and head.strip():
        return f"{typeset(head)}·10^{{{int(power)}}}"
    return text.replace("-", "\N{MINUS SIGN}").replace("inf", "\N{INFINITY}")
