"""inf over u >= 0, v > 0 of c*u*log(u/v) + a*u + b*v.

c > 0: over v it is u*(c*log(b/c) + c + a), at v = c*u/b. So it is 0 where b >= c*exp(-1 - a/c), attained where equality
holds and elsewhere approached only, at u = 0 with v to 0; and -inf where b < c*exp(-1 - a/c).
c = 0: 0 where a >= 0 and b >= 0, attained where b = 0. c < 0: -inf, as v goes to 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, total
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.formulas import Ratio, affine_tree, fraction
from duality.derivation.rules.univariate.regions import above, at_least, zero
from duality.derivation.rules.vector.arguments import NONNEGATIVE, POSITIVE, Conjugand, conjugand
from duality.derivation.rules.vector.branches import branch
from duality.derivation.rules.vector.rule import Group
from duality.derivation.signs import Sign, sign
from duality.model.derivation import Branch, Condition, Step
from duality.model.expression import ONE, ZERO, Call, Comparison, Negative, opposite

ENTRY = Entry(
    "Relative entropy",
    "var x, y\ndomain x >= 0\ndomain y > 0\nmin x*log(x/y)\ns.t.\n a: x = 1\n b: y <= 2",
    "Boyd and Vandenberghe, Example 3.19",
)


def rel_entr(group: Group) -> Sequence[Branch] | Refusal:
    """The relative entropy of two forms along independent directions."""
    given = conjugand(group, (NONNEGATIVE, POSITIVE))
    if isinstance(given, Refusal):
        return given
    if len(given.arguments) != 2:
        return Refusal("a relative entropy with a constant argument is a function of one variable")
    return [*_curved(given), *_flat(given)]


def _curved(given: Conjugand) -> list[Branch]:
    """c > 0."""
    c = given.coefficient
    a, b = given.slopes
    if sign(b, given.nonnegative) in (Sign.ZERO, Sign.NEGATIVE, Sign.NONPOSITIVE):
        return []
    exponent = total([Negative(ONE), opposite(Ratio.of(a, c).tree)])
    least = fraction(Fraction(1), [affine_tree(c), Call("exp", (exponent,))])
    rest = total([affine_expression(b), Negative(least)])
    step = Step(
        "relative entropy",
        "The least over the second argument is a multiple of the first, so L is bounded below only where {0}; the "
        "infimum 0 is attained where equality holds, and approached elsewhere.",
        (Comparison((">=",), (rest, ZERO)),),
    )
    return branch(given, [above(c)], [Condition(rest, ">=")], [], attained=None, steps=(step,))


def _flat(given: Conjugand) -> list[Branch]:
    """c = 0: only a*u + b*v is left, u >= 0 and v > 0."""
    a, b = given.slopes
    known = sign(b, given.nonnegative)
    vanishes = known in (Sign.ZERO, Sign.NONPOSITIVE)
    attained = False if known is Sign.POSITIVE else True if vanishes and not given.is_open else None
    minimizer = given.at([ZERO, ONE]) if attained else None
    clauses = [zero(given.coefficient), at_least(a), at_least(b)]
    reason = "Where {0} = 0 only a linear function is left."
    step = Step("relative entropy: linear", reason, (affine_expression(given.coefficient),))
    return branch(given, clauses, [], [], attained=attained, minimizer=minimizer, steps=(step,))
