"""df/dx as a tree: sums, products, quotients, powers and chains by rule, collected into textbook form.

A derivative equals f' wherever f is differentiable. |u|' is u/|u| u', undefined at u = 0, and so are its derivatives:
powers of |u| and u are not cancelled against each other, so that no formula walks over a kink unseen. max, min and
norminf have no derivative in the language's functions.
"""

from __future__ import annotations

from collections.abc import Sequence

from duality.algebra.boxes import lower_sign
from duality.algebra.function_record.function import Function, NotDifferentiable
from duality.algebra.functions import function
from duality.algebra.literals import is_variable
from duality.algebra.monomials import Monomial, collected_sum, product, raised, ratio
from duality.algebra.removable import affine_coefficients
from duality.algebra.tape.compiler import fixed_exponent
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
    opposite,
)
from duality.model.form import StandardForm
from duality.model.parameter import Parameter


def derivative(node: Expression, name: str) -> Expression:
    """df/dx for the variable ``name``. Raises `NotDifferentiable` where max, min or norminf depend on it."""
    match node:
        case Variable(other):
            return ONE if other == name else ZERO
        case Number() | Constant() | Parameter():
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
        case Call(called, arguments):
            inner = [derivative(argument, name) for argument in arguments]
            return ZERO if all(entry == ZERO for entry in inner) else _call(function(called), arguments, inner)
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


def is_continuous(node: Expression) -> bool:
    """No function in it jumps on its natural domain."""
    calls = [part.function for part in node.walk() if isinstance(part, Call)]
    return all(function(name).continuous for name in calls)


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


def _call(function: Function, arguments: tuple[Expression, ...], inner: list[Expression]) -> Expression:
    """sum over the arguments that vary of d phi/d u_i u_i'."""
    partials = function.partials(*arguments)
    return collected_sum(
        product([slope, partial]) for slope, partial in zip(inner, partials, strict=True) if slope != ZERO
    )


def is_smooth(node: Expression) -> bool:
    """True if the tree is proved differentiable everywhere inside its natural domain; False if that is not known.

    Kinks come from abs, max, min and norms, and from roots of what touches zero from above, such as sqrt(x^2).
    """
    match node:
        case Call("sqrt", (argument,)):
            return is_smooth(argument) and _crosses_zero_only_at_border(argument)
        case Call(name, arguments):
            return not is_variable(node) or _is_smooth_call(function(name), arguments)
        case Power(base, exponent):
            smooth = is_smooth(base) and is_smooth(exponent)
            p = fixed_exponent(exponent)
            if p is not None and (p.denominator == 1 or p > 1 or p < 0):
                return smooth
            return smooth and _crosses_zero_only_at_border(base)
        case _:
            return all(map(is_smooth, node.children))


def _is_smooth_call(record: Function, arguments: tuple[Expression, ...]) -> bool:
    if not all(map(is_smooth, arguments)):
        return False
    if record.smooth:
        # At a closed end of its domain asin has an infinite slope, which makes a kink of what only touches it.
        return not record.touches or all(affine_coefficients(argument) is not None for argument in arguments)
    if record.positive_off_zero:
        # A norm, smooth but at 0; a sum or a maximum of sizes has kinks wherever one argument is 0.
        return (len(arguments) == 1 or record.vector == "norm2") and any(map(_is_nonzero, arguments))
    return len(arguments) == 1 and record.vector == "max"


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
    return lower_sign(node, {}) - 1


def has_gradients(form: StandardForm) -> bool:
    """f and every c_i are proved differentiable inside their domains."""
    rows = [(form.objective, form.objective_expression), *((c.row, c.expression) for c in form.constraints)]
    return all(row.is_quadratic or is_smooth(expression) for row, expression in rows)


__all__ = [
    "NotDifferentiable",
    "dependent_parts",
    "derivative",
    "has_gradients",
    "is_continuous",
    "is_smooth",
    "least_sign",
]
