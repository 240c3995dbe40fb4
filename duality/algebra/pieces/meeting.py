"""Where bodies meet: their values at a breakpoint, and whether the function jumps there."""

from __future__ import annotations

from fractions import Fraction

from duality import algebra
from duality.algebra.atoms import scaled, substitute
from duality.algebra.folding import folded
from duality.algebra.pieces.line import Line
from duality.algebra.powers import rational
from duality.model.expression import ONE, Call, Expression, Negative, Product, Sum, Variable, number
from duality.model.parameter import letters_of


def at_break(body: Expression, x: Variable, c: Fraction) -> Expression:
    """The body at x = c: a number where it has no other variable."""
    found = substitute(body, {x.name: number(c)})
    if found.variables() or letters_of(found):
        return found
    try:
        value = algebra.evaluate.constant(found)
    except ValueError:
        return found
    return number(value) if isinstance(value, Fraction) else found


def is_jump(jump: Expression) -> bool:
    """The two bodies are not known to meet."""
    if not jump.variables() and not letters_of(jump):
        try:
            return algebra.scalars.sign(algebra.evaluate.constant(jump)) != 0
        except ValueError:
            return True
    return bool(known_terms(jump))


def known_terms(node: Expression) -> dict[object, Fraction]:
    """The coefficients of constants, variables, products of two, atoms and what is left; rational ones only."""
    collector = algebra.rows.Collector({}, opaque=True)
    collector.add(node, Fraction(1))
    collector.drop_zeros()
    found: dict[object, Fraction] = {}
    parts = ({(): collector.constant} if collector.constant != 0 else {}, collector.linear, collector.quadratic)
    for part in (*parts, collector.atoms, collector.remainder):
        for key, coefficient in part.items():
            found[key] = coefficient if isinstance(coefficient, Fraction) else Fraction(0)
    if any(value == 0 for value in found.values()):
        return {node: Fraction(1)}
    return found


def jumps_at(line: Line, k: int, jump: Expression) -> list[Expression]:
    """The jump at a breakpoint, which belongs to the part on the right, on the left, or to a part of its own."""
    x, c = Variable(line.variable), line.breaks[k]
    after, before = (x - number(c), number(c) - x) if c else (x, -x)
    if line.at[k] is line.bodies[k]:
        return [jump, _times(Negative(jump), step_of(before))] if is_jump(jump) else []
    steps = [_times(jump, step_of(after))] if is_jump(jump) else []
    if line.at[k] is not line.bodies[k + 1]:
        own = at_break(line.at[k], x, c) - at_break(line.bodies[k + 1], x, c)
        if is_jump(own):
            steps.append(_times(own, Sum((step_of(after), step_of(before), Negative(ONE)))))
    return steps


def _times(size: Expression, step: Expression) -> Expression:
    size = folded(size)
    value = rational(size)
    return Product((size, step)) if value is None else scaled(value, step)


def step_of(u: Expression) -> Expression:
    return Call("step", (u,))
