"""A tree in the path's parameter t, enclosed by two exact series as t -> inf.

Every node is enclosed from its operands. sqrt(u)^2, norm(u, v)^2 and exp(log u) are taken back first: the series of a
root has a remainder, the root's square need not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from duality.algebra.paths import elementary
from duality.algebra.paths.between import (
    UNIT_BAND,
    Between,
    Undecided,
    common,
    constant_of,
    increasing,
    larger,
    product,
    smaller,
)
from duality.algebra.paths.constant_functions import named
from duality.algebra.paths.constants import Coefficient, sign_of
from duality.algebra.paths.monomials import TIME
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

PARAMETER = "_t"
"""The variable of a path's coordinates; a leading underscore cannot be a name of the language."""

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
                return self._sum(terms)
            case Product(factors):
                return self._product([self.of(factor) for factor in factors])
            case Quotient(numerator, denominator):
                return self._times(self.of(numerator), self.raised(self.of(denominator), Fraction(-1)))
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call(function, arguments):
                return self._call(function, arguments)
            case _:
                raise TypeError(f"{type(node).__name__} is not a node of the tree")

    def _sum(self, terms: tuple[Expression, ...]) -> Between:
        total = self.of(terms[0])
        for term in terms[1:]:
            total = total + self.of(term)
        return total

    def _times(self, first: Between, second: Between) -> Between:
        return product(first, second, self.order)

    def _product(self, factors: list[Between]) -> Between:
        total = factors[0]
        for factor in factors[1:]:
            total = self._times(total, factor)
        return total

    def _power(self, base: Expression, exponent: Expression) -> Between:
        constant_exponent = constant_of(self.of(exponent))
        if constant_exponent is None:
            return self._exp(self._times(self._log(self.of(base)), self.of(exponent)))
        if constant_exponent == 0:
            return Between.constant(Fraction(1))
        match base:
            case Call("sqrt", (inner,)):
                inner_power: Coefficient = HALF
            case Call("norm", arguments) if _is_even(constant_exponent):
                squares = [self.raised(self.of(a), Fraction(2)) for a in arguments]
                return self.raised(_total(squares), constant_exponent * HALF)
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

    def _exp(self, value: Between) -> Between:
        return increasing(lambda series: elementary.exp(series, self.order), value)

    def _log(self, value: Between) -> Between:
        return increasing(lambda series: elementary.log(series, self.order), value)

    def _call(self, function: str, arguments: tuple[Expression, ...]) -> Between:
        match function, arguments:
            case "exp", (Call("log", (inner,)),) if self.of(inner).sign == 1:
                return self.of(inner)
            case "log", (Call("exp", (inner,)),):
                return self.of(inner)
            case "norm", _:
                squares = [self.raised(self.of(a), Fraction(2)) for a in arguments]
                return self.raised(_total(squares), HALF) if len(squares) > 1 else self.of(arguments[0]).size
        values = [self.of(argument) for argument in arguments]
        return self._function(function, *values)

    def _function(self, function: str, first: Between, *others: Between) -> Between:
        match function:
            case "exp":
                return self._exp(first)
            case "log":
                return self._log(first)
            case "sqrt":
                return self.raised(first, HALF)
            case "abs":
                return first.size
            case "sin" | "cos":
                return self._sine(first, quarter=function == "cos")
            case "tan":
                return self._times(
                    self._sine(first, quarter=False), self.raised(self._sine(first, quarter=True), Fraction(-1))
                )
            case "sinh" | "cosh":
                opposite = self._exp(-first)
                return (self._exp(first) + (opposite if function == "cosh" else -opposite)).scaled(HALF)
            case "tanh":
                return increasing(self._tanh, first)
            case "huber":
                return self._huber(first, others[0])
            case "max":
                return _extreme(larger, (first, *others))
            case "min":
                return _extreme(smaller, (first, *others))
            case "norm1":
                return _total([value.size for value in (first, *others)])
            case "norminf":
                return _extreme(larger, [value.size for value in (first, *others)])
            case _:
                raise Undecided(f"the growth of {function} is not known")

    def _sine(self, value: Between, *, quarter: bool) -> Between:
        """|sin u - sin v| <= |u - v| where the argument itself is only enclosed."""
        start = elementary.without_turns(value.lower) if self.whole else value.lower
        found = elementary.sine(start, self.order, quarter=quarter)
        if value.is_exact:
            return found
        width = value.upper - value.lower
        return common(found + Between(-width, width), UNIT_BAND)

    def _tanh(self, series: Series) -> Between:
        """sign(u) (1 - exp(-2|u|)) / (1 + exp(-2|u|))."""
        if series.sign < 0:
            return -self._tanh(-series)
        decay = elementary.exp(series.scaled(Fraction(-2)), self.order)
        one = Between.constant(Fraction(1))
        return self._times(one - decay, self.raised(one + decay, Fraction(-1)))

    def _huber(self, value: Between, width: Between) -> Between:
        """u^2 where |u| <= d, else d (2 |u| - d)."""
        size = value.size
        difference = (size - width).sign
        if difference is None:
            raise Undecided("which piece of huber holds")
        if difference <= 0:
            return self.raised(size, Fraction(2))
        return self._times(width, size.scaled(Fraction(2)) - width)


def _total(values: list[Between]) -> Between:
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total


def _extreme(choose: Callable[[Series, Series], Series], values: Sequence[Between]) -> Between:
    first, *others = values
    for other in others:
        if first.is_exact and other.is_exact:
            first = Between.exactly(choose(first.lower, other.lower))
        else:
            first = Between(choose(first.lower, other.lower), choose(first.upper, other.upper))
    return first


def _is_even(power: Coefficient) -> bool:
    return isinstance(power, Fraction) and power.denominator == 1 and power % 2 == 0
