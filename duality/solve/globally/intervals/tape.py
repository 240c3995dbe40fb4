"""Several trees as one list of operations, equal subtrees once: what array evaluation runs over.

Every operation names the operations it takes as arguments, which stand before it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from duality.algebra.evaluate import constant
from duality.algebra.removable import zero_limits
from duality.errors import BackendRefused
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
from duality.model.scalar import Irrational, Scalar

UNARY = ("exp", "log", "sqrt", "abs", "sin", "cos", "sinh", "cosh", "tanh")


@dataclass(frozen=True, slots=True)
class Operation:
    """``code`` at the operations ``first`` and ``second``; ``low`` and ``high`` hold a constant or an exponent."""

    code: str
    first: int = -1
    second: int = -1
    low: float = 0.0
    high: float = 0.0


@dataclass
class Tape:
    """The operations; the first ones are the variables, in their order."""

    names: Sequence[str]
    operations: list[Operation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._places: dict[Operation, int] = {}
        self._known: dict[Expression, int] = {}
        for k, name in enumerate(self.names):
            self._known[Variable(name)] = self._place(Operation("variable", k))

    def add(self, node: Expression) -> int:
        """The place of a tree. Raises `BackendRefused` for a function that intervals do not cover."""
        if node not in self._known:
            self._known[node] = self._placed(node)
        return self._known[node]

    def number(self, value: Scalar) -> int:
        """The place of an exact constant, enclosed by floats."""
        return self._place(Operation("number", low=_below(value), high=-_below(-value)))

    def _place(self, operation: Operation) -> int:
        if operation not in self._places:
            self._places[operation] = len(self.operations)
            self.operations.append(operation)
        return self._places[operation]

    def _apply(self, code: str, first: int, second: int = -1, exponent: float = 0.0) -> int:
        return self._place(Operation(code, first, second, exponent))

    def _placed(self, node: Expression) -> int:
        if not node.variables():
            try:
                return self.number(constant(node))
            except (ValueError, ZeroDivisionError) as error:
                raise BackendRefused(f"a constant part is undefined: {error}") from error
        match node:
            case Sum(terms):
                return self._sum(terms)
            case Negative(operand):
                return self._apply("negative", self.add(operand))
            case Product(factors):
                return self._product(node, factors)
            case Quotient(numerator, denominator):
                return self._apply("divide", self.add(numerator), self.add(denominator))
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call(function, arguments):
                return self._call(function, arguments)
            case _:
                raise BackendRefused(f"interval arithmetic has no rule for {node}")

    def _sum(self, terms: Sequence[Expression]) -> int:
        place = self.add(terms[0])
        for term in terms[1:]:
            if isinstance(term, Negative):
                place = self._apply("subtract", place, self.add(term.operand))
            else:
                place = self._apply("add", place, self.add(term))
        return place

    def _product(self, node: Product, factors: Sequence[Expression]) -> int:
        for limit in zero_limits(node):
            if not limit.ratio.variables() and constant(limit.ratio) > 0:
                core = self.add(limit.core)
                scale = self.add(Call("log", (limit.ratio,)))
                entropy = self._apply("add", self._apply("xlogx", core), self._apply("multiply", core, scale))
                return self._apply("multiply", entropy, self.add(limit.rest))
        counts: dict[int, int] = {}
        for factor in factors:
            place = self.add(factor)
            counts[place] = counts.get(place, 0) + 1
        powers = [p if n == 1 else self._apply("integer power", p, exponent=float(n)) for p, n in counts.items()]
        place = powers[0]
        for other in powers[1:]:
            place = self._apply("multiply", place, other)
        return place

    def _power(self, base: Expression, exponent: Expression) -> int:
        if base == Constant("e"):
            return self._apply("exp", self.add(exponent))
        if exponent.variables():
            return self._apply("exp", self._apply("multiply", self.add(exponent), self._logarithm(base)))
        p = constant(exponent)
        if p == 0:
            return self.number(Fraction(1))
        if p < 0:
            return self._apply("divide", self.number(Fraction(1)), self._power(base, _tree(-p)))
        place = self.add(base)
        if isinstance(p, Fraction) and p.denominator == 1:
            return place if p == 1 else self._apply("integer power", place, exponent=float(p))
        if p == Fraction(1, 2):
            return self._apply("sqrt", place)
        if isinstance(p, Fraction) and Fraction(float(p)) == p:
            return self._apply("real power", place, exponent=float(p))
        # The exponent is no float, so t^p = exp(p log t) with p enclosed; undefined at t = 0 only for p < 0.
        return self._apply("exp", self._apply("multiply", self.number(p), self._apply("log", place)))

    def _logarithm(self, base: Expression) -> int:
        return self._apply("log", self.add(base))

    def _call(self, function: str, arguments: Sequence[Expression]) -> int:
        if function in UNARY:
            return self._apply(function, self.add(arguments[0]))
        match function:
            case "tan":
                sine, cosine = (self._apply(code, self.add(arguments[0])) for code in ("sin", "cos"))
                return self._apply("divide", sine, cosine)
            case "max" | "min":
                return self._folded(function, [self.add(argument) for argument in arguments])
            case "norminf":
                return self._folded("max", [self._apply("abs", self.add(argument)) for argument in arguments])
            case "norm1":
                return self._folded("add", [self._apply("abs", self.add(argument)) for argument in arguments])
            case "norm":
                squares = [self._apply("integer power", self.add(u), exponent=2.0) for u in arguments]
                return self._apply("sqrt", self._folded("add", squares))
            case "huber":
                return self._huber(*arguments)
            case _:
                raise BackendRefused(f"interval arithmetic has no rule for {function}")

    def _folded(self, code: str, places: Sequence[int]) -> int:
        place = places[0]
        for other in places[1:]:
            place = self._apply(code, place, other)
        return place

    def _huber(self, argument: Expression, width: Expression) -> int:
        """With s = min(|t|, d): s^2 + 2 d (|t| - s), increasing in |t|."""
        size, d = self._apply("abs", self.add(argument)), self.add(width)
        inner = self._apply("min", size, d)
        outer = self._apply("max", self._apply("subtract", size, d), self.number(Fraction(0)))
        slope = self._apply("multiply", self.number(Fraction(2)), d)
        square = self._apply("integer power", inner, exponent=2.0)
        return self._apply("add", square, self._apply("multiply", slope, outer))


def _tree(value: Scalar) -> Expression:
    from duality.algebra.atoms import scalar_expression

    return scalar_expression(value)


def _below(value: Scalar) -> float:
    """The largest float at or below an exact number, or one less."""
    try:
        near = float(value)
    except OverflowError:
        return -math.inf if value < 0 else math.nextafter(math.inf, 0.0)
    if math.isinf(near):
        return -math.inf if near < 0 else math.nextafter(math.inf, 0.0)
    if isinstance(value, Irrational):
        return math.nextafter(near, -math.inf)
    return near if Fraction(near) <= value else math.nextafter(near, -math.inf)


__all__ = ["Number", "Operation", "Tape"]
