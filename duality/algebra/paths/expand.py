"""A tree in the path's parameter t, enclosed by two exact series as t -> inf.

Every node is enclosed from its operands. sqrt(u)^2, norm(u, v)^2 and exp(log u) are taken back first: the series of a
root has a remainder, the root's square need not.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from operator import add

from duality.algebra.functions import function as function_record
from duality.algebra.paths import elementary
from duality.algebra.paths.between import Between, Undecided, constant_of, increasing, product
from duality.algebra.paths.constant_functions import named
from duality.algebra.paths.constants import Coefficient, sign_of
from duality.algebra.paths.monomials import TIME
from duality.algebra.paths.parameter import PARAMETER
from duality.algebra.paths.series import Series
from duality.model.expression import (
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
)

HALF = Fraction(1, 2)


class Expansion:
    """Encloses trees with Taylor series of ``order`` terms; ``whole``: t runs over the integers."""

    def __init__(self, order: int, *, whole: bool = False) -> None:
        self.order = order
        self.whole = whole
        self._known: dict[Expression, Between] = {}

    def of(self, node: Expression) -> Between:
        """Raises `Undecided` where the node is undefined on the path, or more terms may tell."""
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = self._enclosed(node)
        return found

    def _enclosed(self, node: Expression) -> Between:
        match node:
            case Number(value):
                return Between.constant(value)
            case Constant(name):
                return Between.constant(named(name))
            case Variable(name):
                if name != PARAMETER:
                    raise Undecided(f"{name} has no place on the path")
                return Between.exactly(Series.of(Fraction(1), TIME))
            case Negative(operand):
                return -self.of(operand)
            case Sum(terms):
                return reduce(add, map(self.of, terms))
            case Product(factors):
                return reduce(self.times, map(self.of, factors))
            case Quotient(numerator, denominator):
                return self.times(self.of(numerator), self.raised(self.of(denominator), Fraction(-1)))
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call(function, arguments):
                return self._call(function, arguments)
            case _:
                raise TypeError(f"{type(node).__name__} is not a node of the tree")

    def times(self, first: Between, second: Between) -> Between:
        """f g."""
        return product(first, second, self.order)

    def _power(self, base: Expression, exponent: Expression) -> Between:
        constant_exponent = constant_of(self.of(exponent))
        if constant_exponent is None:
            return self.exp(self.times(self.log(self.of(base)), self.of(exponent)))
        if constant_exponent == 0:
            return Between.constant(Fraction(1))
        match base:
            case Call("sqrt", (inner,)):
                inner_power: Coefficient = HALF
            case Call("norm", arguments) if _is_even(constant_exponent):
                squares = [self.raised(self.of(a), Fraction(2)) for a in arguments]
                return self.raised(reduce(add, squares), constant_exponent * HALF)
            case Power(inner, Number(p)) if p.denominator != 1:
                inner_power = p
            case _:
                return self.raised(self.of(base), constant_exponent)
        below = self.of(inner)
        if not below.is_nonnegative:
            raise Undecided("a root of what may be negative")
        return self.raised(below, inner_power * constant_exponent)

    def raised(self, value: Between, exponent: Coefficient) -> Between:
        """f^p for a constant p != 0."""
        if exponent == 1:
            return value
        if value.is_exact:
            return elementary.power(value.lower, exponent, self.order)
        if value.sign == -1 and isinstance(exponent, Fraction) and exponent.denominator == 1:
            flipped = self.raised(-value, exponent)
            return flipped if exponent % 2 == 0 else -flipped
        if value.is_nonnegative:
            return self._raised_positive(value, exponent)
        if sign_of(exponent) < 0 or not isinstance(exponent, Fraction) or exponent.denominator != 1:
            raise Undecided("a power of what may be negative or 0")
        if exponent % 2 == 0:
            return self.raised(value.size, exponent)
        return Between(
            elementary.power(value.lower, exponent, self.order).lower,
            elementary.power(value.upper, exponent, self.order).upper,
        )

    def _raised_positive(self, value: Between, exponent: Coefficient) -> Between:
        low = elementary.power(value.lower, exponent, self.order)
        high = elementary.power(value.upper, exponent, self.order)
        return Between(low.lower, high.upper) if sign_of(exponent) > 0 else Between(high.lower, low.upper)

    def exp(self, value: Between) -> Between:
        """e^f."""
        return increasing(lambda series: elementary.exp(series, self.order), value)

    def log(self, value: Between) -> Between:
        """log f of a positive f."""
        return increasing(lambda series: elementary.log(series, self.order), value)

    def _call(self, function: str, arguments: tuple[Expression, ...]) -> Between:
        match function, arguments:
            case "exp", (Call("log", (inner,)),) if self.of(inner).sign == 1:
                return self.of(inner)
            case "log", (Call("exp", (inner,)),):
                return self.of(inner)
        return function_record(function).along(self, *arguments)


def _is_even(power: Coefficient) -> bool:
    return isinstance(power, Fraction) and power.denominator == 1 and power % 2 == 0
