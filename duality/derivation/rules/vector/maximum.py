"""inf over u of c*max(u_1, ..., u_n, b_0) + w'u, for u in R^n.

max(u) is the largest of lambda'u over the simplex, so with lambda = -w the infimum is finite only where lambda/c lies
in it: lambda_i >= 0 and sum lambda_i = c, value 0. A constant argument b_0 takes lambda_0 = c - sum lambda_i >= 0 for
itself, value lambda_0*b_0. Attained where all u_i are equal (to b_0).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, scalar_expression
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.regions import at_least, zero
from duality.derivation.rules.vector.arguments import conjugand
from duality.derivation.rules.vector.branches import branch
from duality.derivation.rules.vector.rule import Group
from duality.model.derivation import Branch, Step
from duality.model.expression import ZERO, Comparison
from duality.model.form import Affine

ENTRY = Entry(
    "Maximum of affine functions",
    "var x, y\nmin max(x, y)\ns.t.\n a: x >= 1\n b: y >= 2",
    "Boyd and Vandenberghe, Exercise 3.36 (a)",
)


def maximum(group: Group) -> Sequence[Branch] | Refusal:
    """The largest of affine forms along independent directions, and of constants."""
    given = conjugand(group)
    if isinstance(given, Refusal):
        return given
    weights = [-w for w in given.slopes]
    rest = given.coefficient - sum(weights, Affine(Fraction(0)))
    clauses = [at_least(weight) for weight in weights]
    signs = [Comparison((">=",), (affine_expression(weight), ZERO)) for weight in weights]
    if not given.constants:
        clauses.append(zero(rest))
        signs.append(Comparison(("=",), (affine_expression(rest), ZERO)))
        return branch(given, clauses, [], [], attained=True, minimizer=given.at_zero(), steps=(_step(signs),))
    level = max(value for _, value in given.constants)
    clauses.append(at_least(rest))
    signs.append(Comparison((">=",), (affine_expression(rest), ZERO)))
    point = given.at([scalar_expression(level)] * len(given.arguments))
    value = [affine_expression(rest.scaled(level))]
    return branch(given, clauses, [], value, attained=True, minimizer=point, steps=(_step(signs),))


def _step(signs: Sequence[Comparison]) -> Step:
    places = ", ".join(f"{{{k}}}" for k in range(len(signs)))
    reason = "The slopes along the pieces of the maximum must be weights of a convex combination of them, so "
    return Step("max", f"{reason}{places}.", tuple(signs))
