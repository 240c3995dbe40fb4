"""From trees to a tape: operations in order, equal ones once, and the rewritings of `duality.algebra.tape.tape`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from duality.algebra.functions import function
from duality.algebra.literals import is_variable, literal
from duality.algebra.removable import zero_limits
from duality.algebra.tape.exact import Exact, Rational, result
from duality.algebra.tape.tape import VALUES, Operation, Rules, Tape, run
from duality.model.budget import checkpoint
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
from duality.model.pieces import PIECEWISE
from duality.model.scalar import Scalar

LOGARITHMS = {"log": lambda u: u, "log1p": lambda u: 1 + u}
"""Functions that are log of something: they are taken through scaled numbers where that holds exponentials."""


_KEPT = 512
_tapes: dict[tuple[int, str], tuple[Expression, Tape]] = {}


def tape_of(node: Expression, rules: Rules = VALUES) -> Tape:
    """The tape of one tree, kept for the next call with the same tree."""
    return _kept(node, rules.name, lambda: _compiled(node, rules))


def scaled_tape(node: Expression) -> Tape:
    """The tape that takes the tree as a scaled number, and gives the ordinary one; kept like `tape_of`."""
    return _kept(node, "scaled", lambda: _compiled_scaled(node))


def _kept(node: Expression, kind: str, make: Callable[[], Tape]) -> Tape:
    key = id(node), kind
    found = _tapes.get(key)
    if found is not None and found[0] is node:
        return found[1]
    tape = make()
    if len(_tapes) >= _KEPT:
        _tapes.clear()
    _tapes[key] = (node, tape)
    return tape


def _compiled(node: Expression, rules: Rules) -> Tape:
    checkpoint("preparing a function for its evaluation")
    compiler = _Compiler(rules)
    place = compiler.place(node)
    return Tape(tuple(compiler.operations), (place,))


def _compiled_scaled(node: Expression) -> Tape:
    compiler = _Compiler(VALUES)
    place = compiler.emit("from_scaled", (compiler.scaled(node),), None)
    return Tape(tuple(compiler.operations), (place,))


def value_in(algebra: Any, node: Expression, rules: Rules = VALUES) -> Any:
    """The value of one tree."""
    return run(tape_of(node, rules), algebra)[0]


EXACT = Rules("exact", scales=False)


def exact_value(node: Expression, point: Mapping[str, Scalar]) -> Scalar:
    """The tree's value at an exact point; u*log(k*u) is 0 at u = 0.

    Raises ``ValueError`` outside the natural domain, and its kind `Undecided` where a power is too large to write down
    (2^20 bits); ``KeyError`` for a variable that the point lacks; ``TypeError`` for a coordinate that is not exact.
    """
    return result(value_in(Exact(point), node, EXACT))


def rational_value(node: Expression, point: Mapping[str, Scalar]) -> Fraction | None:
    """The tree's value at an exact point where it is rational and seen to be; ``None`` for any other."""
    found = value_in(Rational(point), node, EXACT)
    return found if isinstance(found, Fraction) else None


def constant(node: Expression) -> Scalar:
    """The exact value of a tree without variables; ``ValueError`` where it is undefined (1/0, log(0), sqrt(-1))."""
    return exact_value(node, {})


def fixed_exponent(node: Expression) -> Fraction | None:
    """The rational value of an exponent without variables; ``None`` if it varies or is not seen to be rational.

    It decides the natural domain of base^exponent: an integer power takes any base.
    """
    if isinstance(node, Number):
        return node.value
    value = literal(node)
    if value is not None or is_variable(node):
        return value
    try:
        scalar = constant(node)
    except ValueError:
        return None  # undefined, or real without sympy's knowing (tan(e)); not an integer that it could know
    return scalar if isinstance(scalar, Fraction) else None


class _Compiler:
    """The operations so far and where each stands."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.operations: list[Operation] = []
        self._places: dict[Hashable, int] = {}
        self._varies: dict[int, bool] = {}
        self._exponential: dict[int, bool] = {}
        self._exponentials = self._logarithms = False
        """Whether a function of the kind stands on the tape: without one, no product needs to be looked into."""
        self._made: list[Expression] = []
        """Trees made on the way, kept so that no later tree gets the identity of one of them."""

    def emit(self, code: str, arguments: tuple[int, ...], data: Any, key: Hashable = None) -> int:
        """The place of an operation, an old one where it is there already."""
        name = (code, arguments, data if key is None else key)
        place = self._places.get(name)
        if place is None:
            place = self._places[name] = len(self.operations)
            self.operations.append((code, arguments, data))
        return place

    def place(self, node: Expression) -> int:
        """The place of a tree."""
        if self.rules.folds and not self._has_variables(node):
            return self._number(constant(node))
        match node:
            case Variable(name):
                return self.emit("variable", (), name)
            case Number(value):
                return self._number(value)
            case Sum(terms):
                return self._folded("sum", terms)
            case Product():
                return self._product(node)
            case Negative(operand):
                return self.emit("negative", (self.place(operand),), None)
            case Quotient(numerator, denominator):
                direct = self.emit("quotient", (self.place(numerator), self.place(denominator)), None)
                return self._rescaled(direct, node)
            case Power(base, exponent):
                return self._power(node, base, exponent)
            case Call(name, arguments):
                return self._call(node, name, arguments)
            case Constant(name):
                return self.emit("constant", (), name)
            case _:
                raise TypeError(f"{type(node).__name__} is not a node of the tree")

    def _has_variables(self, node: Expression) -> bool:
        known = self._varies.get(id(node))
        if known is None:
            known = isinstance(node, Variable) or any(self._has_variables(child) for child in node.children)
            self._varies[id(node)] = known
        return known

    def _has_exponential(self, node: Expression) -> bool:
        """An exponential stands in the tree under sums, products, quotients, roots, powers and signs only."""
        known = self._exponential.get(id(node))
        if known is None:
            match node:
                case Call("sqrt", (argument,)):
                    known = self._has_exponential(argument)
                case Call(name, (argument,)):
                    known = self._is_exponential(name, argument)
                case Power(Constant("e"), _):
                    known = True
                case Power(base, Number()):
                    known = self._has_exponential(base)
                case Sum() | Product() | Quotient() | Negative():
                    known = any(self._has_exponential(child) for child in node.children)
                case _:
                    known = False
            self._exponential[id(node)] = known
        return known

    def _is_exponential(self, name: str, argument: Expression) -> bool:
        return function(name).exponentials(argument) is not None

    def _number(self, value: Any) -> int:
        # Pairs of integers hash faster than rationals.
        key = (value.numerator, value.denominator) if isinstance(value, Fraction) else value
        return self.emit("number", (), value, key)

    def _folded(self, code: str, nodes: Sequence[Expression]) -> int:
        if not self.rules.pairs:
            return self.emit(code, tuple([self.place(node) for node in nodes]), None)
        place = self.place(nodes[0])
        for node in nodes[1:]:
            place = self.emit(code, (place, self.place(node)), None)
        return place

    def _rescaled(self, direct: int, node: Expression) -> int:
        if self.rules.ranges or not self.rules.scales or not self._exponentials or not self._has_exponential(node):
            return direct
        return self.emit("rescaled", (direct,), node, 0)

    def _product(self, node: Product) -> int:
        if self.rules.ranges:
            return self._product_of_ranges(node)
        direct = self._folded("product", node.factors)
        limits = zero_limits(node) if self._logarithms and self.rules.continues else ()
        if limits:
            parts = [part for limit in limits for part in (limit.core, limit.ratio, limit.rest)]
            self._made += parts
            direct = self.emit("continued", (direct, *[self.place(part) for part in parts]), None)
        return self._rescaled(direct, node)

    def _product_of_ranges(self, node: Product) -> int:
        for limit in zero_limits(node):
            parts = (limit.core, limit.ratio, limit.rest)
            self._made += parts
            return self.emit("entropy", tuple([self.place(part) for part in parts]), node, 0)
        counts: dict[int, int] = {}
        for factor in node.factors:
            place = self.place(factor)
            counts[place] = counts.get(place, 0) + 1
        powers = tuple(p if n == 1 else self.emit("power", (p,), Fraction(n)) for p, n in counts.items())
        return powers[0] if len(powers) == 1 else self.emit("product", powers, None)

    def _power(self, node: Power, base: Expression, exponent: Expression) -> int:
        if base == Constant("e"):
            return self._call(node, "exp", (exponent,))
        p = fixed_exponent(exponent)
        if p is None:
            return self.emit("real_power", (self.place(base), self.place(exponent)), None)
        direct = self.emit("power", (self.place(base),), p)
        return direct if p.denominator == 1 and p > 0 else self._rescaled(direct, node)

    def _call(self, node: Expression, name: str, arguments: Sequence[Expression]) -> int:
        inner = LOGARITHMS.get(name)
        if inner is not None and self.rules.scales and self._has_exponential(arguments[0]):
            argument = inner(arguments[0])
            self._made.append(argument)
            self._logarithms = self._exponentials = True
            return self.emit("log_scaled", (self.scaled(argument),), argument, 0)
        # Of a function in pieces, the piece that does not hold may be undefined.
        if name == PIECEWISE or not self.rules.knows(name):
            expansion = function(name).expansion(*arguments)
            if expansion is not None:
                self._made.append(expansion)
                return self.place(expansion)
        self._logarithms = self._logarithms or name == "log"
        self._exponentials = self._exponentials or (len(arguments) == 1 and self._is_exponential(name, arguments[0]))
        call = self.emit("call", tuple([self.place(argument) for argument in arguments]), name)
        if name == "sqrt":
            return self._rescaled(call, node)
        return call

    def scaled(self, node: Expression) -> int:
        """The place of a tree as a scaled number."""
        if not self._has_exponential(node):
            return self.emit("scaled", (self.place(node),), None)
        match node:
            case Call("exp", (argument,)) | Power(Constant("e"), argument):
                return self.emit("scaled_exp", (self.place(argument),), None)
            case Call("sqrt", (argument,)):
                return self.emit("scaled_power", (self.scaled(argument),), Fraction(1, 2))
            case Power(base, Number(exponent)):
                return self.emit("scaled_power", (self.scaled(base),), exponent)
            case Negative(operand):
                return self.emit("scaled_negative", (self.scaled(operand),), None)
            case Sum(terms):
                return self.emit("scaled_sum", tuple([self.scaled(term) for term in terms]), None)
            case Product(factors):
                return self.emit("scaled_product", tuple([self.scaled(factor) for factor in factors]), None)
            case Quotient(numerator, denominator):
                return self.emit("scaled_quotient", (self.scaled(numerator), self.scaled(denominator)), None)
            case Call(name, (argument,)):
                sums = function(name).exponentials(argument)
                assert sums is not None
                self._made.append(sums)
                return self.scaled(sums)
            case _:
                raise TypeError(f"{node} holds no exponential")
