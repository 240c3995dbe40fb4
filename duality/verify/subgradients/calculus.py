"""The subgradient of a function that is best in a direction: an argmax of g'd over g in df(x).

    d(F(u_1, ..., u_k)) = sum of dF/du_j d(u_j)           F smooth at u(x), each dF/du_j u_j convex
    d(max u_j)          = conv of the d(u_j) that are largest at x
    d|u|                = conv {grad u, -grad u}           where u(x) = 0
    d|u|_2              = {A'v : |v|_2 <= 1}               where u(x) = 0, A the Jacobian of u

so g'd is largest where each part's is: max over df(x) of g'd = f'(x; d). A part that enters with the sign that makes it
concave has no subgradients, and is refused, or df is Clarke's: d(-f) = -df, and the rules give a set that contains it.
Exact at an exact point; v is rational, and where |A d|_2 is not, it lies inside the ball: then g is a subgradient, but
not quite the best.
Source: Clarke, Optimization and Nonsmooth Analysis, 2.3 (equality for regular functions).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.algebra.differentiate import NotDifferentiable, derivative, is_smooth
from duality.algebra.evaluate import exact_value, value
from duality.model.expression import Call, Expression, Negative, Sum, Variable
from duality.model.scalar import Irrational
from duality.records import record
from duality.verify.evaluation import (
    Gradient,
    Number,
    Values,
    all_exact,
    is_exact,
    plus,
    rational_only,
    slope,
    times,
    tree_value,
)
from duality.verify.normal_cone import is_zero

ONE = Fraction(1)
DIGITS = 10**6


class NoSubgradient(Exception):
    """A part has no subgradient at the point, or none that this calculus tells."""


@record(frozen=False, slots=False)
class Best:
    """argmax of g'd over g in d(weight*f)(x), for the point x and the direction d."""

    point: Values
    direction: Values
    clarke: bool = False
    """A part that is not regular has Clarke's subgradients."""
    rounded: bool = False
    """Some g is next to the best one only."""

    def of(self, node: Expression, weight: Number) -> Gradient:
        """Raises `NoSubgradient` where the part has none: not convex at x, or not known to be, unless ``clarke``."""
        if weight == 0 or not node.variables():
            return {}
        if is_smooth(node):
            return _scaled(_gradient(node, self.point), weight)
        match node:
            case Sum(terms):
                return _total([self.of(term, weight) for term in terms])
            case Negative(operand):
                return self.of(operand, -weight)
            case Call("abs" | "norm1", arguments):
                return _total([self._largest(_sides(argument), weight) for argument in arguments])
            case Call("norminf", arguments):
                return self._largest([side for argument in arguments for side in _sides(argument)], weight)
            case Call("max", arguments):
                return self._largest([(argument, 1) for argument in arguments], weight)
            case Call("min", arguments):
                return self._largest([(argument, -1) for argument in arguments], -weight)
            case Call("norm", arguments) if all(is_zero(tree_value(argument, self.point)) for argument in arguments):
                return self._ball(arguments, weight)
            case _:
                return self._chain(node, weight)

    def _largest(self, signed: Sequence[tuple[Expression, int]], weight: Number) -> Gradient:
        """Of max (sign*u): the best gradient among the parts that are largest at x."""
        values = [times(Fraction(sign), tree_value(node, self.point)) for node, sign in signed]
        top = max(values, key=float)
        active = [
            entry for entry, number in zip(signed, values, strict=True) if is_zero(plus(number, times(-ONE, top)))
        ]
        if len(active) > 1 and weight < 0 and not self.clarke:
            raise NoSubgradient("a maximum enters with a negative sign")
        found = [self.of(node, times(weight, Fraction(sign))) for node, sign in active]
        return max(found, key=lambda gradient: float(slope(gradient, self.direction)))

    def _ball(self, arguments: Sequence[Expression], weight: Number) -> Gradient:
        """A'v with v = A d/|A d|, or next to it; of a norm that is subtracted, with its negative."""
        if weight < 0 and not self.clarke:
            raise NoSubgradient("a norm enters with a negative sign")
        if not all(map(is_smooth, arguments)):
            raise NoSubgradient("a norm of functions with kinks")
        rows = [_gradient(argument, self.point) for argument in arguments]
        steps = [slope(row, self.direction) for row in rows]
        if all(step == 0 for step in steps):
            return {}
        unit = _unit([-step for step in steps] if weight < 0 else steps)
        length = sum((times(v, v) for v in unit), Fraction(0))
        self.rounded = self.rounded or length != 1
        if is_exact(length) and length > 1:
            raise NoSubgradient("rounding left the ball")
        return _total([_scaled(row, times(weight, v)) for row, v in zip(rows, unit, strict=True)])

    def _chain(self, node: Expression, weight: Number) -> Gradient:
        """A smooth outer function of parts with kinks: sum of dF/du_j d(u_j)."""
        names = [f"u{k}" for k in range(len(node.children))]
        outer = node.rebuilt([Variable(n) if c.variables() else c for n, c in zip(names, node.children, strict=True)])
        inside = {n: tree_value(c, self.point) for n, c in zip(names, node.children, strict=True)}
        parts = [
            self.of(child, times(weight, _partial(outer, name, inside)))
            for name, child in zip(names, node.children, strict=True)
            if child.variables()
        ]
        return _total(parts)


def _unit(steps: Sequence[Number]) -> list[Fraction]:
    """s/|s|, or next to it: any vector of the ball gives a subgradient, so that it may be rational.

    Of an irrational length every entry is cut after its sixth digit, so that the length is below 1.
    """
    near = [step if isinstance(step, Fraction) else Fraction(float(step)) for step in steps]
    squares = sum((step * step for step in near), Fraction(0))
    length = math.sqrt(float(squares))
    root = Fraction(length).limit_denominator(DIGITS)
    if root > 0 and root * root == squares:
        return [step / root for step in near]
    return [Fraction(int(float(step) / length * DIGITS), DIGITS) for step in near]


def _sides(node: Expression) -> list[tuple[Expression, int]]:
    """|u| = max(u, -u)."""
    return [(node, 1), (node, -1)]


def _gradient(node: Expression, point: Values) -> Gradient:
    """Only exact zeros go: an irrational entry may be 0.0 as a float, and is not 0."""
    return _nonzero({name: _partial(node, name, point) for name in node.variables()})


def _nonzero(gradient: Gradient) -> Gradient:
    return {name: entry for name, entry in gradient.items() if not (is_exact(entry) and entry == 0)}


def _partial(node: Expression, name: str, point: Values) -> Number:
    try:
        tree = derivative(node, name)
        if all_exact(point):
            found: Number = exact_value(tree, rational_only(point))
        else:
            found = value(tree, {key: float(entry) for key, entry in point.items()})
    except (NotDifferentiable, ValueError, ZeroDivisionError) as fault:
        raise NoSubgradient(str(fault)) from fault
    if isinstance(found, Irrational):
        found = float(found)
    if isinstance(found, float) and not math.isfinite(found):
        raise NoSubgradient(f"the slope in {name} is not finite")
    return found


def _scaled(gradient: Mapping[str, Number], weight: Number) -> Gradient:
    return {name: times(weight, entry) for name, entry in gradient.items()}


def _total(gradients: Sequence[Gradient]) -> Gradient:
    total: Gradient = {}
    for gradient in gradients:
        for name, entry in gradient.items():
            total[name] = plus(total.get(name, Fraction(0)), entry)
    return _nonzero(total)
