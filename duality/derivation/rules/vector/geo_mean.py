"""inf over u >= 0 of -C*prod u_i^p_i + w'u, p_i > 0, P = sum p_i <= 1.

P = 1: 0 where w >= 0 and prod (w_i/p_i)^p_i >= C, attained at u = 0, and -inf elsewhere.
P < 1: where C > 0 it is -(1 - P)*R with R = (C*prod (p_i/w_i)^p_i)^(1/(1 - P)), attained at u_i = p_i*R/w_i, where
w > 0, and -inf elsewhere; where C <= 0 it is 0 for w >= 0, attained at u = 0, since the product vanishes on the border
of the orthant, and -inf elsewhere.
On the open orthant the infimum is the same, and what is attained at u = 0 alone is approached only.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.formulas import added
from duality.derivation.rules.univariate.regions import Clause, above, at_least
from duality.derivation.rules.vector.arguments import NONNEGATIVE, Conjugand, conjugand
from duality.derivation.rules.vector.branches import branch
from duality.derivation.rules.vector.products import FormProduct
from duality.derivation.rules.vector.rule import Group
from duality.derivation.signs import Sign, sign
from duality.model.derivation import Branch, Condition, Step
from duality.model.expression import Comparison, Expression
from duality.model.form import Affine

ENTRY = Entry(
    "Geometric mean",
    "var x, y\ndomain x >= 0\ndomain y >= 0\nmin -sqrt(x*y)\ns.t.\n a: x <= 2\n b: y <= 3",
    "Boyd and Vandenberghe, Exercise 3.36 (e)",
)

Powers = Sequence[Fraction]


def geo_mean(group: Group) -> Sequence[Branch] | Refusal:
    """A product of powers with exponents that sum to at most 1, on the nonnegative orthant."""
    given = conjugand(group, [NONNEGATIVE] * len(group.atom.arguments))
    if isinstance(given, Refusal):
        return given
    if given.constants:
        return Refusal("a product has a constant factor inside")
    powers = group.atom.parameters
    if sum(powers) == 1:
        return _homogeneous(given, powers)
    return [*_concave(given, powers), *_vanishing(given)]


def _signs(given: Conjugand) -> list[Clause]:
    return [at_least(w) for w in given.slopes]


def _homogeneous(given: Conjugand, powers: Powers) -> list[Branch]:
    """P = 1; C <= 0 needs no case of its own, since the product of the slopes is >= 0."""
    c = given.coefficient
    clauses = _signs(given)
    curved: list[Condition] = []
    steps: tuple[Step, ...] = ()
    if any(w.is_zero for w in given.slopes):
        clauses.append(at_least(c))
    elif sign(c, given.nonnegative) not in (Sign.POSITIVE, Sign.NONNEGATIVE):
        mean = FormProduct.of([(1 / p, w, p) for w, p in zip(given.slopes, powers, strict=True)])
        tree = mean.times(Fraction(1))
        if mean.affine is not None:
            clauses.append(at_least(mean.affine + c))
        elif not mean.bases and c.is_constant:
            # Two numbers: radicand^(1/degree) >= C.
            clauses.append(at_least(Affine(mean.radicand - (-c.constant) ** mean.degree)))
        else:
            curved.append(Condition(added(c, [tree]), ">="))
        steps = (_step(tree, c),)
    attained = None if given.is_open else True
    minimizer = None if given.is_open else given.at_zero()
    return branch(given, clauses, curved, [], attained=attained, minimizer=minimizer, steps=steps)


def _step(mean: Expression, c: Affine) -> Step:
    return Step(
        "geometric mean",
        "By the inequality of the arithmetic and the geometric mean the linear part is at least {0} times the "
        "geometric mean, so the function is bounded below only where {1}.",
        (mean, Comparison((">=",), (mean, affine_expression(-c)))),
    )


def _concave(given: Conjugand, powers: Powers) -> list[Branch]:
    """P < 1 and C > 0."""
    c = -given.coefficient
    if any(w.is_zero for w in given.slopes) or sign(c, given.nonnegative) in (Sign.NEGATIVE, Sign.NONPOSITIVE):
        return []
    rest = 1 - sum(powers, Fraction(0))
    factors = [(Fraction(1), c, 1 / rest)]
    factors += [(1 / p, w, -p / rest) for w, p in zip(given.slopes, powers, strict=True)]
    value = FormProduct.of(factors).times(-rest)
    point = [
        FormProduct.of([*factors, (1 / p, w, Fraction(-1))]).times(Fraction(1))
        for w, p in zip(given.slopes, powers, strict=True)
    ]
    step = Step("geometric mean: stationary point", "Setting the gradient to zero gives the value {0}.", (value,))
    clauses = [above(c), *(above(w) for w in given.slopes)]
    return branch(given, clauses, [], [value], attained=True, minimizer=given.at(point), steps=(step,))


def _vanishing(given: Conjugand) -> list[Branch]:
    """P < 1 and C <= 0: the product is best where it vanishes."""
    attained = None if given.is_open else True
    minimizer = None if given.is_open else given.at_zero()
    clauses = [at_least(given.coefficient), *_signs(given)]
    step = Step("geometric mean: border", "Where {0} the product is best at 0.", (clauses[0].condition.comparison,))
    return branch(given, clauses, [], [], attained=attained, minimizer=minimizer, steps=(step,))
