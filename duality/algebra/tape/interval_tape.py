"""Several trees as one list of operations of two arguments at most: what intervals as arrays run over.

The algebra whose numbers are places in the list, so that equal operations stand there once. Sums and products are
folded two by two; log of a sum of exponentials is folded by log(e^s + e^t), which neither overflows nor forgets that
the log undoes the exponential.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from duality.algebra.functions import function
from duality.algebra.tape.compiler import value_in
from duality.algebra.tape.tape import Rules
from duality.errors import BackendRefused
from duality.model.expression import Expression, Product
from duality.model.scalar import Irrational, Scalar
from duality.records import field, record


def _knows(name: str) -> bool:
    return name in ("max", "min") or function(name).has_ranges


RULES = Rules("array ranges", ranges=True, folds=True, knows=_knows)
DIRECT = Rules("array ranges without scales", ranges=True, folds=True, scales=False, knows=_knows)

Exponentials = list[tuple[int, int]] | None
"""A sum of +-e^l as pairs of the sign and the place of l; ``None`` where it is no such sum."""

MOST_EXPONENTIALS = 64


@record
class Operation:
    """``code`` at the operations ``first`` and ``second``; ``low`` and ``high`` hold a constant or an exponent."""

    code: str
    first: int = -1
    second: int = -1
    low: float = 0.0
    high: float = 0.0


@record(frozen=False, slots=False)
class Tape:
    """The operations; the first ones are the variables, in their order."""

    names: Sequence[str]
    operations: list[Operation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._places: dict[Operation, int] = {}
        self._variables = {name: self._place(Operation("variable", k)) for k, name in enumerate(self.names)}

    def add(self, node: Expression) -> int:
        """The place of a tree. Raises `BackendRefused` for a function that intervals do not cover."""
        try:
            return value_in(self, node, RULES)
        except (ValueError, ZeroDivisionError) as error:
            raise BackendRefused(f"a constant part is undefined: {error}") from error

    def _place(self, operation: Operation) -> int:
        if operation not in self._places:
            self._places[operation] = len(self.operations)
            self.operations.append(operation)
        return self._places[operation]

    def _apply(self, code: str, first: int, second: int = -1, exponent: float = 0.0) -> int:
        return self._place(Operation(code, first, second, exponent))

    def _folded(self, code: str, places: Sequence[int]) -> int:
        return reduce(lambda first, second: self._apply(code, first, second), places)

    def variable(self, _: list[int], name: str) -> int:
        return self._variables[name]

    def number(self, _: list[int], value: Scalar) -> int:
        """An exact constant, enclosed by floats."""
        return self._place(Operation("number", low=_below(value), high=-_below(-value)))

    def sum(self, terms: list[int], _: None) -> int:
        place = terms[0]
        for term in terms[1:]:
            operation = self.operations[term]
            if operation.code == "negative":
                place = self._apply("subtract", place, operation.first)
            else:
                place = self._apply("add", place, term)
        return place

    def negative(self, operand: list[int], _: None) -> int:
        return self._apply("negative", operand[0])

    def product(self, factors: list[int], _: None) -> int:
        return self._folded("multiply", factors)

    def quotient(self, both: list[int], _: None) -> int:
        return self._apply("divide", *both)

    def entropy(self, parts: list[int], node: Product) -> int:
        """(core log core + core log ratio) rest, for a positive constant ratio."""
        core, ratio, rest = parts
        if self.operations[ratio].code != "number" or not self.operations[ratio].low > 0:
            return self.product([value_in(self, factor, RULES) for factor in node.factors], None)
        scale = self._apply("log", ratio)
        entropy = self._apply("add", self._apply("xlogx", core), self._apply("multiply", core, scale))
        return self._apply("multiply", entropy, rest)

    def power(self, base: list[int], exponent: Fraction) -> int:
        place, p = base[0], exponent
        if p == 0:
            return self.number([], Fraction(1))
        if p < 0:
            return self._apply("divide", self.number([], Fraction(1)), self.power(base, -p))
        if p.denominator == 1:
            return place if p == 1 else self._apply("integer power", place, exponent=float(p))
        if p == Fraction(1, 2):
            return self._apply("sqrt", place)
        if Fraction(float(p)) == p:
            return self._apply("real power", place, exponent=float(p))
        # The exponent is no float, so t^p = exp(p log t) with p enclosed; undefined at t = 0 only for p < 0.
        return self.real_power([place, self.number([], p)], None)

    def real_power(self, both: list[int], _: None) -> int:
        base, exponent = both
        return self._apply("exp", self._apply("multiply", exponent, self._apply("log", base)))

    def call(self, arguments: list[int], name: str) -> int:
        if name in ("max", "min"):
            return self._folded(name, arguments)
        if not _knows(name):
            raise BackendRefused(f"interval arithmetic has no rule for {name}")
        return self._apply(name, arguments[0])

    def scaled(self, number: list[int], _: None) -> Exponentials:
        operation = self.operations[number[0]]
        if operation.code != "number" or (operation.low <= 0 <= operation.high):
            return None
        if operation.low > 0:
            return [(1, self._apply("log", number[0]))]
        return [(-1, self._apply("log", self._place(Operation("number", low=-operation.high, high=-operation.low))))]

    def scaled_exp(self, exponent: list[int], _: None) -> Exponentials:
        return [(1, exponent[0])]

    def scaled_negative(self, operand: list[Exponentials], _: None) -> Exponentials:
        terms = operand[0]
        return None if terms is None else [(-sign, place) for sign, place in terms]

    def scaled_sum(self, terms: list[Exponentials], _: None) -> Exponentials:
        known = [inner for inner in terms if inner is not None]
        return [entry for inner in known for entry in inner] if len(known) == len(terms) else None

    def scaled_product(self, factors: list[Exponentials], _: None) -> Exponentials:
        result: list[tuple[int, int]] = [(1, self.number([], Fraction(0)))]
        for factor in factors:
            if factor is None or len(factor) * len(result) > MOST_EXPONENTIALS:
                return None
            result = [(s * t, self._apply("add", j, k)) for s, j in result for t, k in factor]
        return result

    def scaled_quotient(self, both: list[Exponentials], _: None) -> Exponentials:
        above, below = both
        if above is None or below is None or len(below) > 1:
            return None
        (sign, log), *_rest = below
        return [(sign * s, self._apply("subtract", k, log)) for s, k in above]

    def scaled_power(self, base: list[Exponentials], exponent: Fraction) -> Exponentials:
        terms = base[0]
        if terms is None or len(terms) > 1 or terms[0][0] < 0:
            return None
        return [(1, self._apply("multiply", self.number([], exponent), terms[0][1]))]

    def log_scaled(self, argument: list[Exponentials], node: Expression) -> int:
        terms = argument[0]
        if terms is None or any(sign < 0 for sign, _ in terms):
            return self._apply("log", value_in(self, node, DIRECT))
        return self._folded("log add exp", [place for _, place in terms])


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


__all__ = ["Operation", "Tape"]
