"""A solution of a form with fewer constraints or variables, as a solution of the form as stated."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import inf

import numpy as np

from duality.algebra.evaluate import exact_value, value
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.form import StandardForm
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Farkas, Point, Rigor, Solution, Status
from duality.records import replace
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.multipliers import recover
from duality.solving.proofs.eliminated import solutions
from duality.solving.proofs.optimality import proof
from duality.solving.task import Task

SATISFIED = 1e-6
"""Relative residual of stationarity up to which multipliers are told."""

THIN = "a constraint holds only with equality and was replaced by equations for its solution"


def impossible(form: StandardForm, name: str) -> Solution:
    """No x is feasible, because the function of the constraint is positive wherever it is defined."""
    reason = f"'{name}' asks a function to be <= 0 that is positive everywhere"
    witness = Engine("signs of the atoms", reason)
    establish(form, Evidence("p", witness, lower=End(inf), attained=False, source="signs of the atoms"))
    return Solution(
        Status.INFEASIBLE, inf, Rigor.PROVED, inf, inf, attained=False, backend="signs of the atoms", warnings=(reason,)
    )


def restated(task: Task, reduced: Solution, *notes: str) -> Solution:
    """The same values with notes on what was done.

    Multipliers only where KKT holds for the constraints as stated, a Farkas vector none.
    """
    kept = replace(reduced, multipliers=None, warnings=(*reduced.warnings, *notes))
    if isinstance(reduced.certificate, Farkas):
        return replace(kept, certificate=None)
    if reduced.point is None:
        return kept
    exact = {name: value for name, value in reduced.point if isinstance(value, Fraction | Irrational)}
    if len(exact) < len(reduced.point):
        return kept
    return replace(kept, multipliers=_exact_multipliers(task.form, exact))


def _exact_multipliers(form: StandardForm, exact: dict[str, Scalar]) -> Point | None:
    """Multipliers with which KKT holds exactly."""
    found = proof(form, exact, dict.fromkeys((c.name for c in form.constraints), 1.0))
    return None if found is None else found.multipliers


def with_solved_variables(form: StandardForm, reduced: Solution) -> Solution:
    """The answer of the form whose equations are solved, with all variables, and with multipliers at x*."""
    kept = replace(reduced, multipliers=None, certificate=None)
    if reduced.point is None:
        return kept
    exact: dict[str, Scalar] = {n: v for n, v in reduced.point if isinstance(v, Fraction | Irrational)}
    if len(exact) == len(reduced.point):
        exact |= {name: exact_value(tree, exact) for name, tree in solutions(form).items()}
        known = _exact_multipliers(form, exact) or _near_multipliers(form, exact)
        return replace(kept, point=tuple((name, exact[name]) for name in form.variables), multipliers=known)
    near = {name: float(entry) for name, entry in reduced.point}
    near |= {name: value(tree, near) for name, tree in solutions(form).items()}
    point = tuple((name, near[name]) for name in form.variables)
    return replace(kept, point=point, multipliers=_near_multipliers(form, near))


def _near_multipliers(form: StandardForm, point: Mapping[str, Scalar | float]) -> Point | None:
    """Multipliers by least squares on the gradients of what is active."""
    x = np.array([float(point[name]) for name in form.variables])
    found = recover(CompiledForm(form), x) if np.isfinite(x).all() else None
    return None if found is None or found.residual > SATISFIED else tuple(found.multipliers.items())
