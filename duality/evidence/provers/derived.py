"""The infimum of f over the feasible set by derivation alone: with every constraint in X there are no multipliers.

theta_D of that restated problem is a single number, inf f over D, exact where a rule gives it in closed form, and its
branch says whether it is attained. This settles what a numeric solver cannot: infima at infinity and at open ends.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from duality.algebra.evaluate import constant
from duality.derivation import derive, dual_value
from duality.derivation.dual_value import holding_branch
from duality.evidence.attainment import is_settled
from duality.evidence.ledger import Ledger
from duality.evidence.provers.dual_values import closed_form
from duality.evidence.question import Question
from duality.model.derivation import DualFunction
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.expression import Number, opposite
from duality.model.form import DomainCondition, StandardConstraint, StandardForm
from duality.model.remembered import once
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Point, Rigor, Solution, Status
from duality.records import record, replace
from duality.solving.proofs.kept_bounds import with_bounds_in_domain

MOST_VARIABLES = 2
"""Problems with more variables rarely split into blocks that a rule settles, and their derivation takes long."""

LARGEST_DENOMINATOR = 10**4
"""Of a part of L at multipliers: roots and exponentials of long fractions are slow."""

AGREEMENT = 1e-3
"""A derived infimum further than this, relatively, from what a solver found is not believed."""


class Derived:
    """p* and its attainment where a rule gives the infimum in closed form."""

    name = "infimum by derivation"

    def __init__(self, *, largest: int = MOST_VARIABLES) -> None:
        self.largest = largest

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "p"):
            return "p* is known"
        if self.largest < MOST_VARIABLES and not _has_plain_numbers(question.form):
            return "long fractions in a part of L"
        few = len(question.form.variables) <= self.largest
        return None if few else f"more than {self.largest} variables"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        found = infimum(question.form)
        if found is not None and isinstance(found.value, (Fraction, Irrational)):
            end = End.of(found.value)
            witness = Engine("derivation", "inf f over D by a rule, with every constraint in X")
            point = found.point if found.attained else None
            stated = Evidence("p", witness, end, end, attained=found.attained, point=point, source="derivation")
            yield establish(question.form, stated)


def _has_plain_numbers(form: StandardForm) -> bool:
    numbers = {node.value for node in form.objective_expression.walk() if isinstance(node, Number)}
    return all(value.denominator <= LARGEST_DENOMINATOR for value in numbers)


@record
class Infimum:
    """inf f over D; ``point`` attains it where one is known, ``far_out`` where the formula of a minimizer has no value
    here: the infimum is approached, and no solver's point is a minimizer."""

    value: Scalar | float
    attained: bool | None
    point: Point | None
    far_out: bool = False


def refined(form: StandardForm, claim: Solution) -> Solution:
    """The claim about the form's p*, exact and with attainment where derivation tells."""
    if claim.status is not Status.OPTIMAL or claim.value is None or len(form.variables) > MOST_VARIABLES:
        return claim
    if claim.rigor in (Rigor.PROVED, Rigor.ENCLOSED) and claim.attained is not None:
        return claim
    found = infimum(form)
    if found is None or abs(float(found.value) - claim.value) > AGREEMENT * max(1.0, abs(claim.value)):
        return claim
    exact, value = closed_form(found.value), float(found.value)
    point = found.point if found.attained else None
    keeps_point = found.attained is not False and point is None and not found.far_out
    return Solution(
        Status.OPTIMAL,
        value,
        # A global minimum of one variable is found among all critical points, in floating point.
        Rigor.BOUNDED if exact is None else Rigor.PROVED,
        value,
        value,
        exact=exact,
        attained=found.attained,
        point=claim.point if keeps_point else point,
        multipliers=claim.multipliers,
        backend="derivation",
    )


@once
def infimum(form: StandardForm) -> Infimum | None:
    """The infimum over the feasible set, once a form; ``None`` where no rule gives a finite one."""
    bounded = with_bounds_in_domain(form) or form
    rows = (*bounded.domain.conditions, *map(_condition, bounded.constraints))
    if any(not c.row.names() and not c.admits(c.row.constant) for c in rows):
        # No x is feasible, which is for others to say.
        return None
    conditions = tuple(c for c in rows if c.row.names())
    inside = replace(bounded, constraints=(), domain=replace(bounded.domain, conditions=conditions))
    return _infimum(derive(inside, alone=True).dual_function, form.variables)


def _condition(constraint: StandardConstraint) -> DomainCondition:
    """c(x) <= 0 as -c(x) >= 0, a row of X."""
    equality = constraint.constraint.kind == "equality"
    return DomainCondition(-constraint.row, opposite(constraint.expression), equality=equality, origin=constraint.name)


def _infimum(theta: DualFunction, names: tuple[str, ...]) -> Infimum | None:
    if not theta.is_closed or theta.never_finite or theta.multipliers:
        return None
    value = dual_value(theta, {})
    if not math.isfinite(float(value)):
        return None
    branches = [holding_branch(block, {}) for block in theta.blocks]
    known = [branch for branch in branches if branch is not None]
    if len(known) != len(branches):
        return None
    flags = {branch.attained for branch in known}
    attained = False if False in flags else None if None in flags else True
    if any(branch.minimizer is None for branch in known):
        return Infimum(value, attained, None)
    try:
        found = {name: constant(tree) for branch in known for name, tree in branch.minimizer or ()}
    except (ValueError, ZeroDivisionError):
        # The formula of the minimizer ends where the infimum is only approached.
        return Infimum(value, None if attained else attained, None, far_out=True)
    # A minimizer in directions of its own is no point.
    return Infimum(value, attained, tuple(found.items()) if set(found) == set(names) else None)
