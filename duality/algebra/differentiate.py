"""df/dx as a tree: sums, products, quotients, powers and chains by rule, collected into textbook form.

A derivative equals f' wherever f is differentiable. |u|' is u/|u| u', undefined at u = 0, and so are its derivatives:
powers of |u| and u are not cancelled against each other, so that no formula walks over a kink unseen. max, min and
norminf have no derivative in the language's functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.exact_values import fixed_exponent, is_variable
from duality.algebra.monomials import Monomial, collected_sum, opposite, product, raised, ratio
from duality.algebra.removable import affine_coefficients
from duality.model.expression import (
    ONE,
    ZERO,
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
    number,
)

TWO = Number(Fraction(2))


class NotDifferentiable(ValueError):
    """The derivative cannot be written with the language's functions: a max, a min or a norminf is in the way."""


def derivative(node: Expression, name: str) -> Expression:
    """df/dx for the variable ``name``. Raises `NotDifferentiable` where max, min or norminf depend on it."""
    match node:
        case Variable(other):
            return ONE if other == name else ZERO
        case Number() | Constant():
            return ZERO
        case Sum(terms):
            return collected_sum(_nonzero(terms, name))
        case Negative(operand):
            return opposite(derivative(operand, name))
        case Product(factors):
            return _product(factors, name)
        case Quotient(numerator, denominator):
            return _quotient(numerator, denominator, name)
        case Power(base, exponent):
            return _power(node, base, exponent, name)
        case Call(function, arguments):
            inner = [derivative(argument, name) for argument in arguments]
            return ZERO if all(entry == ZERO for entry in inner) else _call(node, function, arguments, inner)
        case _:
            raise TypeError(f"{type(node).__name__} is not a node of the tree")


def dependent_parts(node: Expression) -> dict[str, Expression]:
    """For each variable x of f the part of the sum that depends on x, so that df/dx is the part's derivative.

    A gradient taken part by part costs what the formula is long; taken from the whole f it costs n times that.
    """
    if not isinstance(node, Sum):
        return dict.fromkeys(node.variables(), node)
    found: dict[str, list[Expression]] = {}
    for term in node.terms:
        for name in term.variables():
            found.setdefault(name, []).append(term)
    return {name: terms[0] if len(terms) == 1 else Sum(tuple(terms)) for name, terms in found.items()}


def _nonzero(terms: Sequence[Expression], name: str) -> list[Expression]:
    return [slope for slope in (derivative(term, name) for term in terms) if slope != ZERO]


def _product(factors: tuple[Expression, ...], name: str) -> Expression:
    terms = []
    for k, factor in enumerate(factors):
        slope = derivative(factor, name)
        if slope != ZERO:
            terms.append(product([*factors[:k], slope, *factors[k + 1 :]]))
    return collected_sum(terms)


def _quotient(numerator: Expression, denominator: Expression, name: str) -> Expression:
    above, below = derivative(numerator, name), derivative(denominator, name)
    terms = [] if above == ZERO else [ratio(above, denominator)]
    if below != ZERO:
        terms.append(opposite(ratio(product([numerator, below]), Product((denominator, denominator)))))
    return collected_sum(terms)


def _power(node: Expression, base: Expression, exponent: Expression, name: str) -> Expression:
    if not is_variable(exponent):
        slope = derivative(base, name)
        p = fixed_exponent(exponent)
        if slope == ZERO or p == 0:
            return ZERO
        lowered = Power(base, collected_sum([exponent, number(-1)])) if p is None else raised(base, p - 1)
        return product([exponent if p is None else number(p), slope, lowered])
    growth = derivative(exponent, name)
    terms = []
    if growth != ZERO:
        terms.append(growth if base == Constant("e") else product([growth, Call("log", (base,))]))
    slope = derivative(base, name)
    if slope != ZERO:
        terms.append(ratio(product([exponent, slope]), base))
    return product([collected_sum(terms), node])


def _call(node: Expression, function: str, arguments: tuple[Expression, ...], inner: list[Expression]) -> Expression:
    u, slope = arguments[0], inner[0]
    match function:
        case "exp":
            return product([slope, node])
        case "log":
            return ratio(slope, u)
        case "sqrt":
            return ratio(slope, product([TWO, node]))
        case "abs":
            return ratio(product([u, slope]), node)
        case "sin":
            return product([slope, Call("cos", arguments)])
        case "cos":
            return opposite(product([slope, Call("sin", arguments)]))
        case "tan" | "tanh":
            squared = raised(Call("cos" if function == "tan" else "cosh", arguments), Fraction(2))
            return ratio(slope, squared)
        case "sinh" | "cosh":
            return product([slope, Call("cosh" if function == "sinh" else "sinh", arguments)])
        case "norm":
            products = [product([v, dv]) for v, dv in zip(arguments, inner, strict=True)]
            return ratio(collected_sum(products), node)
        case "norm1":
            return collected_sum(
                ratio(product([v, dv]), Call("abs", (v,))) for v, dv in zip(arguments, inner, strict=True)
            )
        case "huber" if inner[1] == ZERO:
            width = arguments[1]
            clipped = Call("max", (opposite(width), Call("min", (u, width))))
            return product([TWO, slope, clipped])
        case "max" | "min" if len(arguments) == 1:
            return slope
        case "norminf" if len(arguments) == 1:
            return ratio(product([u, slope]), Call("abs", arguments))
        case _:
            raise NotDifferentiable(f"{node} has no derivative in the language's functions")


def is_smooth(node: Expression) -> bool:
    """True if the tree is proved differentiable everywhere inside its natural domain; False if that is not known.

    Kinks come from abs, max, min and norms, and from roots of what touches zero from above, such as sqrt(x^2).
    """
    match node:
        case Call("max" | "min", arguments) if len(arguments) > 1:
            return not is_variable(node)
        case Call("abs" | "norm1" | "norminf", arguments):
            return not is_variable(node) or (len(arguments) == 1 and _smooth_and_nonzero(arguments[0]))
        case Call("norm", arguments):
            return not is_variable(node) or (
                all(map(is_smooth, arguments)) and any(_is_nonzero(argument) for argument in arguments)
            )
        case Call("sqrt", (argument,)):
            return is_smooth(argument) and _crosses_zero_only_at_border(argument)
        case Power(base, exponent):
            smooth = is_smooth(base) and is_smooth(exponent)
            p = fixed_exponent(exponent)
            if p is not None and (p.denominator == 1 or p > 1 or p < 0):
                return smooth
            return smooth and _crosses_zero_only_at_border(base)
        case _:
            return all(map(is_smooth, node.children))


def _smooth_and_nonzero(node: Expression) -> bool:
    return is_smooth(node) and _is_nonzero(node)


def _is_nonzero(node: Expression) -> bool:
    return least_sign(node) > 0 or least_sign(opposite(node)) > 0


def _crosses_zero_only_at_border(node: Expression) -> bool:
    """Inside {u >= 0} there is no zero of u: u is positive, or affine, or a product of distinct variables."""
    if least_sign(node) > 0 or affine_coefficients(node) is not None:
        return True
    monomial = Monomial()
    monomial.multiply(node)
    return all(
        p < 0 or least_sign(base) > 0 or (p == 1 and isinstance(base, Variable)) for base, p in monomial.powers.items()
    )


def least_sign(node: Expression) -> int:
    """1: positive wherever defined, 0: nonnegative, -1: not known; by structure alone, variables of any sign."""
    match node:
        case Number(value):
            return 1 if value > 0 else 0 if value == 0 else -1
        case Constant() | Call("exp" | "cosh", _):
            return 1
        case Sum(terms):
            signs = [least_sign(term) for term in terms]
            return -1 if -1 in signs else max(signs)
        case Product() | Quotient():
            return min(map(least_sign, node.children))
        case Power(base, exponent):
            if is_variable(exponent) or (p := fixed_exponent(exponent)) is None:
                return 1 if least_sign(base) > 0 else 0
            if p.denominator != 1 or p.numerator % 2 == 0:
                return 1 if p <= 0 or least_sign(base) > 0 else 0
            return least_sign(base)
        case Call("sqrt" | "abs" | "norm" | "norm1" | "norminf", arguments):
            return 1 if any(_is_nonzero(argument) for argument in arguments) else 0
        case Call("max", arguments):
            return max(map(least_sign, arguments))
        case Call("min", arguments):
            return min(map(least_sign, arguments))
        case _:
            return -1
