"""Functions in pieces in terms of max, min, huber and step.

On a line, with breakpoints c_k, f = f_0 + sum of D_k(max(x, c_k)) - D_k(c_k) + J_k step(x - c_k), where
D_k = f_k - f_(k-1) and J_k = D_k(c_k) is the jump: exactly the same function, so that whatever is proved of one is
true of the other. Where every body is affine and the slopes rise, it is the maximum of the bodies; where they fall,
the minimum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality import algebra
from duality.algebra.atoms import total
from duality.algebra.domains import natural_demands
from duality.algebra.pieces.forms import clamped, differences, extremum, tangent_parabola
from duality.algebra.pieces.line import Line, on_a_line
from duality.algebra.pieces.meeting import at_break, is_jump, jumps_at, known_terms, step_of
from duality.algebra.polynomial_of import polynomial_coefficients
from duality.errors import ProblemError
from duality.model.expression import Call, Expression, Negative, Product, Variable
from duality.model.parameter import letters_of
from duality.model.pieces import in_pieces
from duality.model.shortened import shortened


def joined(left: Expression, right: Expression, then: Expression, otherwise: Expression) -> Expression:
    """{then if left >= right; otherwise}, without pieces. Raises `ProblemError` where a piece may be undefined."""
    letter = next((letter for one in (left, right, then, otherwise) for letter in letters_of(one)), None)
    if letter is not None:
        raise ProblemError(
            f"the letter '{letter.name}' has no value, and a function in pieces has numbers alone",
            help=f"give it one: param {letter.name} = 2, or --set {letter.name}=2; max and min of pieces take letters",
        )
    line = on_a_line(in_pieces(left, right, then, otherwise))
    return _by_condition(left, right, then, otherwise) if line is None else _on_line(line)


def _by_condition(left: Expression, right: Expression, then: Expression, otherwise: Expression) -> Expression:
    """max or min where the difference of the pieces is a multiple of that of the condition, else by a step."""
    for body in (then, otherwise):
        if not _is_defined(body, {}):
            raise ProblemError(
                f"the piece {shortened(str(body))} is not defined everywhere",
                help=f"its condition, on {shortened(str(left - right))}, is no bound on one variable; write the piece "
                "so that it has a value for every x: sqrt(max(u, 0))",
            )
    ratio = _ratio(then - otherwise, left - right)
    if ratio is not None:
        return then if ratio == 0 else Call("max" if ratio > 0 else "min", (then, otherwise))
    return total([otherwise, Product((then - otherwise, step_of(left - right)))])


def _ratio(one: Expression, other: Expression) -> Fraction | None:
    """k with one = k*other, where both are sums of the same known terms."""
    first, second = known_terms(one), known_terms(other)
    if not first:
        return Fraction(0)
    if first.keys() != second.keys():
        return None
    ratios = {first[key] / second[key] for key in first}
    return ratios.pop() if len(ratios) == 1 else None


def _on_line(line: Line) -> Expression:
    bodies = tuple(_resolved(line, k) for k in range(len(line.bodies)))
    if len(bodies) == 1:
        return bodies[0]
    x = Variable(line.variable)
    free = all(_is_defined(body, {}) for body in bodies)
    if not free:
        _check_defined(line, bodies)
    jumps = [at_break(bodies[k + 1], x, c) - at_break(bodies[k], x, c) for k, c in enumerate(line.breaks)]
    own = any(line.at[k] is not line.bodies[k] and line.at[k] is not line.bodies[k + 1] for k in range(len(jumps)))
    if free and not own and not any(map(is_jump, jumps)):
        for known in (extremum(bodies), tangent_parabola(line, bodies)):
            if known is not None:
                return known
        return differences(line, bodies, _affine_body(line, bodies))
    smooth = differences(line, bodies, 0) if free else clamped(line, bodies)
    steps = [term for k, jump in enumerate(jumps) for term in jumps_at(line, k, jump)]
    return total([smooth, *steps])


def _affine_body(line: Line, bodies: Sequence[Expression]) -> int:
    """The place of the first affine body, from which convex differences are convex functions of max(x, c)."""
    degrees = [len(polynomial_coefficients(body, line.variable) or [0] * 3) for body in bodies]
    return next((k for k, size in enumerate(degrees) if size <= 2), 0)


def _resolved(line: Line, k: int) -> Expression:
    """The body without bars whose sign is known between its breakpoints."""
    low = line.breaks[k - 1] if k else None
    high = line.breaks[k] if k < len(line.breaks) else None

    def within(node: Expression) -> Expression:
        node = node.mapped(within)
        if isinstance(node, Call) and node.function == "abs":
            coefficients = polynomial_coefficients(node.arguments[0], line.variable)
            if coefficients is not None and len(coefficients) == 2 and coefficients[1] != 0:
                zero, rises = -coefficients[0] / coefficients[1], coefficients[1] > 0
                if low is not None and low >= zero:
                    return node.arguments[0] if rises else Negative(node.arguments[0])
                if high is not None and high <= zero:
                    return Negative(node.arguments[0]) if rises else node.arguments[0]
        return node

    return within(line.bodies[k])


def _check_defined(line: Line, bodies: Sequence[Expression]) -> None:
    """Raises `ProblemError` where a body is not seen to be defined on its closed part."""
    ends = (None, *line.breaks, None)
    for k, body in enumerate(bodies):
        if not _is_defined(body, {line.variable: (ends[k], ends[k + 1])}):
            low, high = ends[k], ends[k + 1]
            part = " and ".join(
                f"{line.variable} {relation} {end}" for relation, end in ((">=", low), ("<=", high)) if end is not None
            )
            raise ProblemError(
                f"the piece {shortened(str(body))} is not seen to be defined on all of its part, {part}",
                help="the ends belong to the part; write the piece so that it has a value there",
            )


def _is_defined(body: Expression, box: Mapping[str, tuple[Fraction | None, Fraction | None]]) -> bool:
    """The body is proved to have a value over a box of some of the variables, the others any number."""
    if not natural_demands(body):
        return True
    whole: dict[str, tuple[Fraction | None, Fraction | None]] = dict.fromkeys(body.variables(), (None, None))
    return algebra.intervals.enclosure(body, {**whole, **box}).defined == "everywhere"
