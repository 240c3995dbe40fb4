"""A solution of the form without its thin constraints, as a solution of the form as stated."""

from __future__ import annotations

from fractions import Fraction
from math import inf

from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.form import StandardForm
from duality.model.scalar import Irrational
from duality.model.solution import Farkas, Rigor, Solution, Status
from duality.records import replace
from duality.solving.proofs.optimality import proof
from duality.solving.task import Task

THIN = "a constraint holds only with equality and was replaced by equations for its solution"


def impossible(form: StandardForm, name: str) -> Solution:
    """No x is feasible, because the function of the constraint is positive wherever it is defined."""
    reason = f"'{name}' asks a function to be <= 0 that is positive everywhere"
    witness = Engine("signs of the atoms", reason)
    establish(form, Evidence("p", witness, lower=End(inf), attained=False, source="signs of the atoms"))
    return Solution(
        Status.INFEASIBLE, inf, Rigor.PROVED, inf, inf, attained=False, backend="signs of the atoms", warnings=(reason,)
    )


def restated(task: Task, reduced: Solution) -> Solution:
    """The same values; multipliers only where KKT holds for the constraints as stated, a Farkas vector none."""
    kept = replace(reduced, multipliers=None, warnings=(*reduced.warnings, THIN))
    if isinstance(reduced.certificate, Farkas):
        return replace(kept, certificate=None)
    if reduced.point is None:
        return kept
    exact = {name: value for name, value in reduced.point if isinstance(value, Fraction | Irrational)}
    if len(exact) < len(reduced.point):
        return kept
    found = proof(task.form, exact, dict.fromkeys((c.name for c in task.form.constraints), 1.0))
    return kept if found is None else replace(kept, multipliers=found.multipliers)
