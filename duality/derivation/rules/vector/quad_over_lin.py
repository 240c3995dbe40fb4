"""inf over u in R^n, v > 0 of c*(sum omega_i u_i^2 + kappa)/v + a'u + b*v.

c > 0: over u it is B*v + c*kappa/v with B = b - sum a_i^2/(4*c*omega_i), at u_i = -a_i*v/(2*c*omega_i). So it is
2*sqrt(c*kappa*B) where B >= 0, and -inf elsewhere. For kappa = 0 the value 0 is attained where B = 0 only (v goes to 0
elsewhere), for kappa > 0 where B > 0, at v = sqrt(c*kappa/B).
c = 0: 0 where a = 0 and b >= 0, attained where b = 0. c < 0: -inf.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.formulas import added, affine_tree, fraction
from duality.derivation.rules.univariate.regions import above, at_least, zero
from duality.derivation.rules.vector.arguments import POSITIVE, Conjugand, conjugand
from duality.derivation.rules.vector.branches import branch
from duality.derivation.rules.vector.roots import DualNorm, constant_square, square_root
from duality.derivation.rules.vector.rule import Group
from duality.derivation.signs import Sign, sign
from duality.model.derivation import Branch, Condition, Step
from duality.model.expression import ONE, ZERO, Call, Comparison, Expression, Negative, Number
from duality.model.form import FREE, Affine
from duality.model.scalar import Scalar

ENTRY = Entry(
    "Square over a linear function",
    "var x, y\ndomain y > 0\nmin x^2/y\ns.t.\n a: x = 1\n b: y <= 2",
    "Boyd and Vandenberghe, section 3.1.5 and Example 3.18",
)


def quad_over_lin(group: Group) -> Sequence[Branch] | Refusal:
    """A sum of squares over a positive form."""
    count = len(group.atom.arguments)
    given = conjugand(group, [FREE] * (count - 1) + [POSITIVE])
    if isinstance(given, Refusal):
        return given
    if not given.arguments or given.arguments[-1].index != count - 1:
        return Refusal("a quotient by a constant is no quotient")
    return [*_curved(given, group.atom.parameters), *_flat(given)]


def _curved(given: Conjugand, weights: Sequence[Fraction]) -> list[Branch]:
    """c > 0."""
    c, b = given.coefficient, given.slopes[-1]
    omegas = [weights[argument.index] for argument in given.arguments[:-1]]
    kappa = constant_square(given, weights)
    size = DualNorm.of(given.slopes[:-1], omegas, given.nonnegative)
    known = sign(b, given.nonnegative)
    if known in (Sign.ZERO, Sign.NEGATIVE, Sign.NONPOSITIVE):
        # b <= 0 leaves b = 0 and no other slope; with kappa > 0 the quotient still falls as v grows.
        clauses = [above(c), *(zero(slope) for slope in given.slopes)]
        step = _step(affine_expression(b), kappa)
        return branch(
            given, clauses, [], [], attained=kappa == 0, minimizer=_level(given) if kappa == 0 else None, steps=(step,)
        )
    loss = fraction(Fraction(1, 4), [size.square], [affine_tree(c)])
    rest = added(b, [Negative(loss)]) if loss != ZERO else affine_expression(b)
    clauses, curved = [above(c)], [Condition(rest, ">=")]
    if loss == ZERO:
        clauses, curved = [above(c), at_least(b)], []
    elif isinstance(loss, Number):
        clauses, curved = [above(c), at_least(b - Affine(loss.value))], []
    if kappa == 0:
        attained = False if loss == ZERO and known is Sign.POSITIVE else None
        return branch(given, clauses, curved, [], attained=attained, steps=(_step(rest, kappa),))
    value = fraction(Fraction(2), [square_root(kappa), Call("sqrt", (fraction(Fraction(1), [affine_tree(c), rest]),))])
    v = fraction(Fraction(1), [square_root(kappa), Call("sqrt", (fraction(Fraction(1), [affine_tree(c)], [rest]),))])
    point = [*(_along(a, omega, c, v) for a, omega in zip(given.slopes[:-1], omegas, strict=True)), v]
    steps = (_step(rest, kappa),)
    return branch(given, clauses, curved, [value], attained=None, minimizer=given.at(point), steps=steps)


def _along(a: Affine, omega: Fraction, c: Affine, v: Expression) -> Expression:
    """u = -a*v/(2*c*omega)."""
    return fraction(Fraction(-1, 2) / omega, [affine_tree(a), v], [affine_tree(c)])


def _level(given: Conjugand) -> tuple[tuple[str, Expression], ...]:
    """u = 0, v = 1: where no slope is left, any point is as good."""
    return given.at([*([ZERO] * (len(given.arguments) - 1)), ONE])


def _flat(given: Conjugand) -> list[Branch]:
    """c = 0: only a'u + b*v is left."""
    *numerators, b = given.slopes
    clauses = [zero(given.coefficient), *(zero(a) for a in numerators), at_least(b)]
    known = sign(b, given.nonnegative)
    vanishes = known in (Sign.ZERO, Sign.NONPOSITIVE)
    attained = True if vanishes else False if known is Sign.POSITIVE else None
    reason = "Where {0} = 0 only a linear function is left."
    step = Step("quotient: linear", reason, (affine_expression(given.coefficient),))
    minimizer = _level(given) if vanishes else None
    return branch(given, clauses, [], [], attained=attained, minimizer=minimizer, steps=(step,))


def _step(rest: Expression, kappa: Scalar) -> Step:
    positive = Comparison((">=",), (rest, ZERO))
    if kappa == 0:
        reason = (
            "The least over the numerator is {0} times the denominator v > 0, so L is bounded below only where {1}; "
            "the infimum 0 is attained where equality holds and approached elsewhere, as v goes to 0."
        )
        return Step("quotient", reason, (rest, positive))
    reason = (
        "The least over the numerator is {0} times the denominator v > 0 plus a multiple of 1/v, "
        "so L is bounded below only where {1}."
    )
    return Step("quotient", reason, (rest, positive))
