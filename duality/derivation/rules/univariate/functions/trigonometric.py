"""sin(s), convex where sin <= 0, concave where sin >= 0; cos(s) = sin(s + pi/2)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.evaluate import constant, exact_value
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.curve import T
from duality.derivation.rules.univariate.function import End, Function, Growth, Stationary
from duality.derivation.rules.univariate.recognition import Weighted
from duality.model.expression import Call, Constant, Expression, Negative, Number, Quotient
from duality.model.form import FREE, Affine, Atom, Bounds
from duality.model.scalar import Scalar
from duality.records import record

ENTRY = Entry(
    "Sine, not convex",
    "var x\nmin sin(x)\ns.t.\n a: x <= 1",
    "Boyd and Vandenberghe, section 5.1.3 (any problem)",
)

OSCILLATING = End(Fraction(0), Fraction(0), Growth(oscillates=True))


@record
class Sine(Function):
    """sin(s)."""

    domain = FREE
    lower = OSCILLATING
    upper = OSCILLATING

    def tree(self, s: Expression) -> Expression:
        return Call("sin", (s,))

    def derivative(self, s: Expression) -> Expression:
        return Call("cos", (s,))

    def curvature(self, bounds: Bounds) -> int | None:
        """The sign of -sin on the interval, which must lie between two neighboring multiples of pi."""
        if bounds.lower is None or bounds.upper is None:
            return None
        pi = constant(Constant("pi"))
        half_turn = int(float(bounds.lower + bounds.upper) / 2 // float(pi))
        if bounds.lower < half_turn * pi or bounds.upper > (half_turn + 1) * pi:
            return None
        return 1 if half_turn % 2 else -1

    def stationary(self, c: Affine, u: Affine) -> Stationary | None:
        # cos s = u/c has no closed form in the functions of the language.
        return None

    def extreme(self, direction: int, bounds: Bounds) -> tuple[Scalar, Scalar] | None:
        """-1 at -pi/2 or 1 at pi/2, moved by whole turns into the interval."""
        pi = constant(Constant("pi"))
        turn, point = 2 * pi, -direction * pi / 2
        if bounds.lower is not None and point < bounds.lower:
            point = point + (int(float(bounds.lower - point) / float(turn)) + 1) * turn
        elif bounds.upper is not None and point > bounds.upper:
            point = point - (int(float(point - bounds.upper) / float(turn)) + 1) * turn
        below = bounds.lower is not None and point < bounds.lower
        if below or (bounds.upper is not None and point > bounds.upper):
            return None
        return exact_value(self.tree(T), {T.name: point}), point


@record
class Cosine(Sine):
    """cos(s), the sine a quarter turn on."""

    def tree(self, s: Expression) -> Expression:
        return Call("cos", (s,))

    def derivative(self, s: Expression) -> Expression:
        return Negative(Call("sin", (s,)))

    def curvature(self, bounds: Bounds) -> int | None:
        return Sine().curvature(_moved(bounds, _quarter_turn()))

    def extreme(self, direction: int, bounds: Bounds) -> tuple[Scalar, Scalar] | None:
        quarter = _quarter_turn()
        found = Sine().extreme(direction, _moved(bounds, quarter))
        return None if found is None else (found[0], found[1] - quarter)


def _quarter_turn() -> Scalar:
    return constant(Quotient(Constant("pi"), Number(Fraction(2))))


def _moved(bounds: Bounds, by: Scalar) -> Bounds:
    lower, upper = (None if end is None else end + by for end in (bounds.lower, bounds.upper))
    return Bounds(lower, upper, bounds.lower_closed, bounds.upper_closed)


def sine(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """sin(a t + b) and cos(a t + b)."""
    if atom.kind == "sin":
        return [Weighted.of(Sine(), atom.arguments[0])]
    if atom.kind == "cos":
        return [Weighted.of(Cosine(), atom.arguments[0])]
    return None
