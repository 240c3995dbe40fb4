"""inf over u of c*max(|u_1|, ..., |u_n|, kappa) + w'u, for u in R^n.

It is kappa*(c - sum |w_i|) where sum |w_i| <= c, attained at u_i = -kappa*sign(w_i), and -inf elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.formulas import absolute, added, fraction
from duality.derivation.rules.univariate.regions import Clause, at_least
from duality.derivation.rules.vector.arguments import Conjugand, conjugand
from duality.derivation.rules.vector.branches import branch
from duality.derivation.rules.vector.rule import Group
from duality.derivation.signs import Sign, sign
from duality.model.derivation import Branch, Condition, Step
from duality.model.expression import ZERO, Comparison, Expression, Negative
from duality.model.form import Affine
from duality.model.scalar import Scalar

ENTRY = Entry(
    "Largest absolute value",
    "var x, y\nmin norminf(x, y)\ns.t.\n a: x = 1\n b: y = 2",
    "Boyd and Vandenberghe, Example 3.26",
)


def norminf(group: Group) -> Sequence[Branch] | Refusal:
    """The largest absolute value, of constants too."""
    given = conjugand(group)
    if isinstance(given, Refusal):
        return given
    kappa = max([Fraction(0), *(abs(value) for _, value in given.constants)])
    affine, others = _remainder(given)
    sizes = list(map(absolute, others))
    rest = added(affine, [Negative(size) for size in sizes])
    step = Step(
        "norminf",
        "The linear part falls at most {0} times as fast as the largest absolute value grows, "
        "so L is bounded below only where {1}.",
        (added(given.coefficient - affine, sizes), Comparison((">=",), (rest, ZERO))),
    )
    clauses, conditions = _bounds(given, affine, others, rest)
    value = [] if kappa == 0 else [fraction(kappa, [rest])]
    minimizer = given.at_zero() if kappa == 0 else None
    return branch(given, clauses, conditions, value, attained=True, minimizer=minimizer, steps=(step,))


def _remainder(given: Conjugand) -> tuple[Affine, list[Affine]]:
    """c minus the |w_i| of known sign, and forms v_k whose |v_k| add up to the other |w_i|."""
    affine = given.coefficient
    others: dict[Affine, Scalar] = {}
    for w in given.slopes:
        match sign(w, given.nonnegative):
            case Sign.ZERO | Sign.POSITIVE | Sign.NONNEGATIVE:
                affine = affine - w
            case Sign.NEGATIVE | Sign.NONPOSITIVE:
                affine = affine + w
            case Sign.UNKNOWN:
                # |2 b| + |-3 b| is |5 b|.
                (_, lead), *_ = w.terms
                unit = w.scaled(1 / lead)
                others[unit] = others.get(unit, Fraction(0)) + abs(lead)
    return affine, [unit.scaled(weight) for unit, weight in others.items()]


def _bounds(
    given: Conjugand, affine: Affine, others: Sequence[Affine], rest: Expression
) -> tuple[list[Clause], list[Condition]]:
    """c - sum |w_i| >= 0, affine where at most one slope has an unknown sign."""
    if not others:
        return [at_least(affine)], []
    if len(others) == 1:
        return [at_least(affine - others[0]), at_least(affine + others[0])], []
    if sign(affine, given.nonnegative) is Sign.NEGATIVE:
        return [at_least(affine)], []
    return [], [Condition(rest, ">=")]
