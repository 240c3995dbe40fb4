"""Is theta_D = -inf everywhere: no multipliers satisfy the affine conditions of its formula, strict ones included.

max t s.t. the equations, a'y + b >= 0 for the weak conditions, a'y + b >= t for the strict ones, t <= 1: the domain is
empty where this linear program, solved exactly, is infeasible or has an optimum of at most 0.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.atoms import affine_expression
from duality.api.effort import Effort
from duality.derivation.standardize import standardize
from duality.model.derivation import Condition, Derivation, DualFunction
from duality.model.expression import Comparison, Variable, number
from duality.model.form import Affine
from duality.model.problem import ConstraintRow, Problem, Sense
from duality.model.solution import Rigor, Status
from duality.solving import solve

LEAST = "t"


def is_empty(derivation: Derivation, effort: Effort) -> bool:
    """Proved exactly; False also where it is not known, such as for conditions that are not affine."""
    theta = derivation.dual_function
    conditions = _conditions(theta) if theta.is_closed and theta.multipliers else []
    if len(conditions) < 2 or any(m.name == LEAST for m in theta.multipliers):
        return False
    rows = [_row(relation, affine) for relation, affine in conditions]
    rows += [Comparison((">=",), (Variable(m.name), number(0))) for m in theta.multipliers if m.kind == "inequality"]
    rows.append(Comparison(("<=",), (Variable(LEAST), number(1))))
    names = (*(m.name for m in theta.multipliers), LEAST)
    problem = Problem(Variable(LEAST), Sense.MAX, names, tuple(map(ConstraintRow, rows)))
    found = solve(standardize(problem), budget=effort.searches, convex="proved")
    if found.rigor is not Rigor.PROVED:
        return False
    if found.status is Status.INFEASIBLE:
        return True
    return found.status is Status.OPTIMAL and found.value is not None and found.value >= 0


def _conditions(theta: DualFunction) -> list[tuple[str, Affine]]:
    """Of the blocks with one branch; the others only make the domain smaller."""
    return [
        (condition.relation, condition.affine)
        for block in theta.blocks
        if len(block.branches) == 1
        for condition in block.branches[0].conditions
        if isinstance(condition, Condition) and condition.affine is not None
    ]


def _row(relation: str, affine: Affine) -> Comparison:
    if relation == ">":
        return Comparison(
            (">=",), (affine_expression(affine + Affine(Fraction(0), ((LEAST, Fraction(-1)),))), number(0))
        )
    return Comparison(("=",) if relation == "=" else (">=",), (affine_expression(affine), number(0)))
