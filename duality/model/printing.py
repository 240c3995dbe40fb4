"""Expression trees as text (the grammar of the language, so it reads in again) and as LaTeX, in the author's order."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, log10
from typing import assert_never

from duality.model.expression import (
    Call,
    Comparison,
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
from duality.model.functions import function_latex
from duality.model.parameter import Parameter
from duality.model.pieces import pieces_latex, pieces_text
from duality.model.problem import FiniteSet, IntegerRange, Interval, Membership
from duality.model.rounded import Rounded

# Binding strengths: a child is bracketed where it binds less tightly than its place demands.
SUM, NEGATIVE, PRODUCT, POWER, ATOM = 1, 2, 3, 4, 5

LONG = 400
"""Digits of a number beyond which a power of ten is split off, and the largest such power."""

_SHORT = 12_000
"""Bits of an integer below which Python writes all digits."""

_CHUNK_DIGITS = 3_000
_CHUNK = 10**_CHUNK_DIGITS


def number_text(value: Fraction) -> str:
    """3, -3, 1/2: a rational as the language writes it."""
    numerator = integer_text(value.numerator)
    return numerator if value.denominator == 1 else f"{numerator}/{integer_text(value.denominator)}"


def integer_text(value: int) -> str:
    """The digits, with a power of ten where there are many and the last are zeros: 1e400."""
    digits = _digits(value)
    if len(digits) <= LONG:
        return digits
    zeros = min(len(digits) - len(digits.rstrip("0")), LONG)
    return f"{digits[:-zeros]}e{zeros}" if zeros else digits


def size_at_most(value: float) -> str:
    """Two digits of a size, rounded up: what is at most 0.123 is at most 0.13."""
    if value <= 0:
        return "0"
    exponent = floor(log10(value)) - 1
    digits = ceil(Fraction(value) / Fraction(10) ** exponent)
    whole = Fraction(digits) * Fraction(10) ** exponent
    return f"{float(whole):.2g}"


def _digits(value: int) -> str:
    """All of them, also of an integer that Python's own limit of 4300 digits would refuse."""
    if value.bit_length() < _SHORT:
        return str(value)
    digits: list[str] = []
    rest = abs(value)
    while rest:
        rest, low = divmod(rest, _CHUNK)
        digits.append(f"{low:0{_CHUNK_DIGITS}d}")
    return ("-" if value < 0 else "") + "".join(reversed(digits)).lstrip("0")


Printed = dict[int, tuple[str, int]]
"""What is printed already, with its strength, by the identity of the node."""


def _printed(node: Expression, one: Callable[[Expression, Printed], tuple[str, int]]) -> str:
    """The tree printed from the leaves up, without recursion: a tree from Python may be deeper than the stack."""
    done: Printed = {}
    for part in reversed(list(node.walk())):
        if id(part) not in done:
            done[id(part)] = one(part, done)
    return done[id(node)][0]


def text(node: Expression) -> str:
    """The tree as text of the language; reading it gives the same tree (for trees that the reader builds)."""
    return _printed(node, _text_and_strength)


def comparison_text(comparison: Comparison) -> str:
    """e_0 <= e_1, chains included."""
    parts = [text(comparison.expressions[0])]
    for relation, expression in zip(comparison.relations, comparison.expressions[1:], strict=True):
        parts += [relation, text(expression)]
    return " ".join(parts)


def membership_text(membership: Membership) -> str:
    """x in [0, 2], k in 0..5, (x, y) in {(0, 0), (1, 2)}."""
    names = membership.variables
    subject = names[0] if len(names) == 1 else f"({', '.join(names)})"
    match membership.set:
        case Interval(lower, upper, lower_closed, upper_closed):
            left = "[" if lower_closed and lower is not None else "("
            right = "]" if upper_closed and upper is not None else ")"
            ends = f"{'-inf' if lower is None else text(lower)}, {'inf' if upper is None else text(upper)}"
            return f"{subject} in {left}{ends}{right}"
        case IntegerRange(lower, upper):
            if lower is None and upper is None:
                return f"{subject} in Z"
            return f"{subject} in {'-inf' if lower is None else lower}..{'inf' if upper is None else upper}"
        case FiniteSet(points):
            members = [
                text(point[0]) if len(point) == 1 else f"({', '.join(text(entry) for entry in point)})"
                for point in points
            ]
            return f"{subject} in {{{', '.join(members)}}}"
        case _:
            assert_never(membership.set)


def _text_and_strength(node: Expression, done: Printed) -> tuple[str, int]:
    def within(child: Expression, place: int) -> str:
        body, strength = done[id(child)]
        return f"({body})" if strength < place else body

    match node:
        case Rounded(shown=shown):
            return shown, ATOM
        case Number(value):
            if value < 0:
                return number_text(value), NEGATIVE
            return number_text(value), ATOM if value.denominator == 1 else PRODUCT
        case Constant(name) | Variable(name) | Parameter(name):
            return name, ATOM
        case Sum(terms):
            pieces = [within(terms[0], NEGATIVE)]
            for term in terms[1:]:
                if isinstance(term, Negative):
                    pieces.append(f" - {within(term.operand, PRODUCT)}")
                elif isinstance(term, Number) and term.value < 0:
                    pieces.append(f" + ({number_text(term.value)})")
                else:
                    pieces.append(f" + {within(term, PRODUCT)}")
            return "".join(pieces), SUM
        case Negative(operand):
            return f"-{within(operand, PRODUCT)}", NEGATIVE
        case Product(factors):
            # a/b*c reads as (a/b)*c, so a quotient in the first place needs no bracket; a nested product does.
            first = factors[0]
            head = within(first, POWER if isinstance(first, Product) else PRODUCT)
            return "*".join([head, *(within(factor, POWER) for factor in factors[1:])]), PRODUCT
        case Quotient(numerator, denominator):
            return f"{within(numerator, PRODUCT)}/{within(denominator, POWER)}", PRODUCT
        case Power(base, exponent):
            return f"{within(base, ATOM)}^{within(exponent, POWER)}", POWER
        case Call("piecewise", arguments):
            return pieces_text(arguments, lambda child: done[id(child)][0]), ATOM
        case Call(function, arguments):
            return f"{function}({', '.join(done[id(argument)][0] for argument in arguments)})", ATOM
        case _:
            raise TypeError(f"{type(node).__name__} is not a node of the tree")


GREEK = frozenset(
    [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "zeta",
        "eta",
        "theta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "pi",
        "rho",
        "sigma",
        "tau",
        "upsilon",
        "phi",
        "chi",
        "psi",
        "omega",
        "Gamma",
        "Delta",
        "Theta",
        "Lambda",
        "Xi",
        "Pi",
        "Sigma",
        "Upsilon",
        "Phi",
        "Psi",
        "Omega",
    ]
)

SPELLED = {"lam": "lambda"}
"""Greek letters whose names are words of Python."""

_INDEXED = re.compile(r"^(?P<stem>[^\[]+)(?:\[(?P<index>[^\]]*)\])?$")
_TRAILING_DIGITS = re.compile(r"^(?P<letters>[^\W\d_]+)(?P<digits>\d+)$")

LATEX_RELATIONS = {"<=": r"\le", ">=": r"\ge", "=": "=", "<": "<", ">": ">"}


def name_latex(name: str) -> str:
    r"""x1 -> x_{1}, lam -> \lambda, alpha_budget -> \alpha_{\mathrm{budget}}, alpha_m[1] -> \alpha_{\mathrm{m},1}."""
    match = _INDEXED.match(name)
    assert match is not None, name
    stem, index = match["stem"], match["index"]
    head, underscore, tail = stem.partition("_")
    digits = _TRAILING_DIGITS.match(head)
    subscripts = []
    if digits and digits["letters"] not in GREEK and not underscore:
        head = digits["letters"]
        subscripts.append(digits["digits"])
    if tail:
        escaped = tail.replace("_", r"\_")
        subscripts.append(tail if tail.isdigit() else rf"\mathrm{{{escaped}}}")
    if index:
        subscripts.append(index.replace(" ", ""))
    head = SPELLED.get(head, head)
    if head in GREEK:
        letter = rf"\{head}"
    else:
        letter = head if len(head) == 1 else rf"\mathit{{{head}}}"
    return f"{letter}_{{{','.join(subscripts)}}}" if subscripts else letter


def number_latex(value: Fraction) -> str:
    r"""3, -\frac{1}{2}."""
    if value.denominator == 1:
        return _integer_latex(value.numerator)
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{_integer_latex(abs(value.numerator))}}}{{{_integer_latex(value.denominator)}}}"


def _integer_latex(value: int) -> str:
    mantissa, _, power = integer_text(value).partition("e")
    return rf"{mantissa} \cdot 10^{{{power}}}" if power else mantissa


def latex(node: Expression) -> str:
    """The tree in LaTeX, in the author's order."""
    return _printed(node, _latex_and_strength)


def comparison_latex(comparison: Comparison) -> str:
    r"""e_0 \le e_1, chains included."""
    parts = [latex(comparison.expressions[0])]
    for relation, expression in zip(comparison.relations, comparison.expressions[1:], strict=True):
        parts += [LATEX_RELATIONS[relation], latex(expression)]
    return " ".join(parts)


def _latex_and_strength(node: Expression, done: Printed) -> tuple[str, int]:
    def within(child: Expression, place: int) -> str:
        body, strength = done[id(child)]
        return rf"\left({body}\right)" if strength < place else body

    def bare(child: Expression) -> str:
        return done[id(child)][0]

    match node:
        case Rounded(shown=shown):
            mantissa, exponent, power = shown.partition("e")
            return (rf"{mantissa} \cdot 10^{{{int(power)}}}", PRODUCT) if exponent else (shown, ATOM)
        case Number(value):
            return number_latex(value), NEGATIVE if value < 0 else ATOM if value.denominator == 1 else PRODUCT
        case Constant(name):
            return {"pi": r"\pi", "e": r"\mathrm{e}"}[name], ATOM
        case Variable(name) | Parameter(name):
            return name_latex(name), ATOM
        case Sum(terms):
            pieces = [within(terms[0], NEGATIVE)]
            for term in terms[1:]:
                if isinstance(term, Negative):
                    pieces.append(f" - {within(term.operand, PRODUCT)}")
                else:
                    pieces.append(f" + {within(term, PRODUCT)}")
            return "".join(pieces), SUM
        case Negative(operand):
            return f"-{within(operand, PRODUCT)}", NEGATIVE
        case Product(factors):
            pieces = [within(factors[0], PRODUCT)]
            for previous, factor in pairwise(factors):
                digits_meet = isinstance(factor, Number) or (
                    isinstance(factor, Power) and isinstance(factor.base, Number)
                )
                joint = r" \cdot " if digits_meet and isinstance(previous, (Number, Power, Quotient)) else r" \, "
                pieces.append(joint + within(factor, PRODUCT))
            return "".join(pieces), PRODUCT
        case Quotient(numerator, denominator):
            return rf"\frac{{{bare(numerator)}}}{{{bare(denominator)}}}", POWER - 1
        case Power(base, exponent):
            # Inside a superscript nothing needs a bracket; a root reads better as a root.
            if isinstance(exponent, Number) and exponent.value == Fraction(1, 2):
                return rf"\sqrt{{{bare(base)}}}", ATOM
            return f"{within(base, ATOM)}^{{{bare(exponent)}}}", POWER
        case Call("piecewise", arguments):
            return pieces_latex(arguments, bare), ATOM
        case Call(function, arguments):
            return function_latex(function, ", ".join(bare(argument) for argument in arguments)), ATOM
        case _:
            raise TypeError(f"{type(node).__name__} is not a node of the tree")


__all__ = [
    "comparison_latex",
    "comparison_text",
    "latex",
    "membership_text",
    "name_latex",
    "number_latex",
    "number_text",
    "text",
]
