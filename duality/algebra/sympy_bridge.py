"""Sympy expressions as trees again, in the order a person would write: 1 - x, 2*x/y, sqrt(x), 1/sqrt(x), x^(3/2).

The inverse of `duality.model.sympy_form`: reading a tree back gives an equal sympy expression.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from duality.algebra.monomials import raised
from duality.model.expression import Call, Constant, Expression, Negative, Number, Product, Quotient, Sum, Variable
from duality.model.expression import Power as PowerNode
from duality.model.expression import number as number_tree
from duality.model.functions import names_in_sympy
from duality.model.pieces import Condition, pieces_tree

if TYPE_CHECKING:
    import sympy

LONG_SUM = 300
"""From here on, ordering the terms for the eye costs more than reading them."""


def from_sympy(expression: sympy.Expr | Any) -> Expression:
    """The tree of a real sympy expression; a decimal is read as it prints (0.1 is 1/10).

    Raises ``ValueError`` for what the language has no function for (LambertW, gamma, I, oo, a matrix).
    """
    import sympy

    if not isinstance(expression, sympy.Expr):
        raise ValueError(f"{expression} is not a real expression")
    if expression.is_Number:
        return _number(expression)
    if isinstance(expression, sympy.Symbol):
        return Variable(expression.name)
    if expression is sympy.pi or expression is sympy.E:
        return Constant("pi" if expression is sympy.pi else "e")
    if isinstance(expression, sympy.Add):
        return _sum(expression)
    if isinstance(expression, sympy.Mul):
        return _product(expression)
    if isinstance(expression, sympy.Pow):
        return _power(expression)
    if isinstance(expression, sympy.Piecewise):
        return _pieces(expression)
    name = names_in_sympy().get(type(expression).__name__)
    if name is None:
        raise ValueError(f"the language has no function {type(expression).__name__}, in {expression}")
    arguments = sorted(expression.args, key=sympy.default_sort_key) if name in ("max", "min") else expression.args
    return Call(name, tuple(map(from_sympy, arguments)))


def _number(value: Any) -> Expression:
    import sympy

    if isinstance(value, sympy.Rational):
        return number_tree(Fraction(int(value.p), int(value.q)))
    if isinstance(value, sympy.Float) and value.is_finite:
        return number_tree(Fraction(str(value)))
    raise ValueError(f"{value} is not a finite real number")


def _sum(expression: Any) -> Expression:
    """Sympy's printing order, but a positive term first where there is one; long sums in sympy's inner order."""
    ordered = expression.as_ordered_terms() if len(expression.args) <= LONG_SUM else expression.args
    terms = [from_sympy(term) for term in ordered]
    first = next((k for k, term in enumerate(terms) if not isinstance(term, Negative)), 0)
    return Sum((terms[first], *terms[:first], *terms[first + 1 :]))


def _product(expression: Any) -> Expression:
    """Numbers first; factors with a negative exponent and the denominators of numbers go below the line."""
    import sympy

    coefficient = Fraction(1)
    above: list[Expression] = []
    below: list[Expression] = []
    for factor in expression.as_ordered_factors():
        if isinstance(factor, sympy.Rational):
            coefficient *= Fraction(int(factor.p), int(factor.q))
        elif isinstance(factor, sympy.Pow) and factor.exp.is_Rational and factor.exp < 0:
            below.append(from_sympy(sympy.Pow(factor.base, -factor.exp)))
        else:
            above.append(from_sympy(factor))
    size = abs(coefficient)
    if below:
        result: Expression = Quotient(
            _joined(Fraction(size.numerator), above), _joined(Fraction(size.denominator), below)
        )
    elif above and size.numerator == 1 and size != 1:
        result = Quotient(_joined(Fraction(1), above), Number(Fraction(size.denominator)))
    else:
        result = _joined(size, above)
    return result if coefficient > 0 else Negative(result)


def _joined(coefficient: Fraction, factors: Sequence[Expression]) -> Expression:
    written: list[Expression] = [] if coefficient == 1 and factors else [Number(coefficient)]
    for factor in factors:
        written += factor.factors if isinstance(factor, Product) else (factor,)
    return written[0] if len(written) == 1 else Product(tuple(written))


def _power(expression: Any) -> Expression:
    base, exponent = expression.args
    if exponent.is_Rational:
        return raised(from_sympy(base), Fraction(int(exponent.p), int(exponent.q)))
    if exponent.could_extract_minus_sign() and exponent.is_Symbol is False and exponent.free_symbols:
        return PowerNode(from_sympy(base), Negative(from_sympy(-exponent)))
    return PowerNode(from_sympy(base), from_sympy(exponent))


def _pieces(expression: Any) -> Expression:
    """Piecewise((f, u >= v), ..., (g, True)); Piecewise((t^2, |t| <= d), (2 d |t| - d^2, True)) is huber(t, d)."""
    import sympy

    first, *rest = expression.args
    condition: Any = first.cond
    if len(rest) == 1 and isinstance(condition, sympy.Le) and isinstance(condition.lhs, sympy.Abs):
        t: Any = condition.lhs.args[0]
        d: Any = condition.rhs
        if first.expr == t**2 and rest[0].cond == sympy.true and rest[0].expr == 2 * d * sympy.Abs(t) - d**2:
            return Call("huber", (from_sympy(t), from_sympy(d)))
    *cases, last = expression.args
    if last.cond != sympy.true:
        raise ValueError(f"the pieces of {expression} end without a case for True")
    return pieces_tree([(from_sympy(e), _conditions(c)) for e, c in cases], from_sympy(last.expr))


def _conditions(condition: Any) -> list[Condition]:
    import sympy

    if isinstance(condition, sympy.And):
        return [found for part in condition.args for found in _conditions(part)]
    signs = {sympy.Ge: ">=", sympy.Le: "<=", sympy.Gt: ">", sympy.Lt: "<", sympy.Eq: "="}
    if type(condition) not in signs:
        raise ValueError(f"the condition {condition} is no comparison")
    return [(signs[type(condition)], from_sympy(condition.lhs), from_sympy(condition.rhs))]
