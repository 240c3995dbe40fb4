"""The global minimum as a claim: bounds from the global solvers around the best point, and what they prove.

The value is always f at the point, evaluated again; a solver's own objective is never printed. The label is "enclosed"
where both bounds are rigorous, "global" where a floating-point solver proves the lower one, else "numerical".
"""

from __future__ import annotations

from fractions import Fraction
from math import inf, isfinite

import numpy as np

from duality.algebra.membership import is_feasible
from duality.algebra.paths.search import falling
from duality.errors import BackendError, OutOfBudget
from duality.model.budget import Budget, spending
from duality.model.evidence import AlongPath, End, Engine, Evidence, establish
from duality.model.form import StandardForm
from duality.model.scalar import Irrational
from duality.model.solution import Ray, Rigor, Solution, Status
from duality.records import replace
from duality.solving.globally.attainment import floor_not_reached, has_compact_level_set, lies_at_open_end
from duality.solving.globally.best import AGREEMENT, Best, is_settled, started, take_over
from duality.solving.globally.bound import GlobalBound, Request
from duality.solving.globally.schedule import scheduled
from duality.solving.globally.solvers.scip_ import Scip
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.multipliers import recover
from duality.solving.task import Task

FAR = 1e5
LARGE = 1e7
"""A point or value beyond these on an unbounded D is a question, not an answer."""

STATIONARY = 1e-6
ROUGH = 1e-6
"""The feasibility tolerance of the second solve."""

SENSITIVE = 1e-6
HUGE = 1e4


def global_solution(task: Task, local: Solution, budget: Budget) -> Solution:
    """The claim about p*, from the local solution on, in the sense of the form (min); at the end of
    the budget the solvers stop."""
    if local.rigor is Rigor.PROVED and local.status in (Status.UNBOUNDED, Status.INFEASIBLE):
        return local
    best = started(local)
    if local.status is Status.UNBOUNDED and isinstance(local.certificate, Ray):
        origin = {name: float(value) for name, value in local.certificate.origin}
        proved = _fallen(task, replace(best, point=origin))
        if proved is not None:
            return proved
    task.limits.watch.saw(upper=best.value)
    try:
        with spending(budget):
            return _searched(task, local, best, budget)
    except OutOfBudget:
        if best.point is None:
            return _without_point(local, best, 0)
        note = "the search stopped at its limit before anything was proved of this value"
        return Solution(Status.OPTIMAL, best.value, lower=best.lower, point=_kept_point(local, best), warnings=(note,))


def _searched(task: Task, local: Solution, best: Best, budget: Budget) -> Solution:
    """One solver after the other, until the bounds meet, f is seen to fall, or none is left."""
    form, infeasible, watch = task.form, 0, task.limits.watch
    for found in scheduled(form, best, budget, watch):
        if isinstance(found, BackendError):
            best.notes = (*best.notes, str(found))
            continue
        if found.status == "infeasible":
            if found.rigorous_lower:
                return _infeasible(found, Rigor.ENCLOSED)
            infeasible += 1
            continue
        take_over(form, best, found)
        watch.saw(best.lower, best.value)
        if is_settled(best):
            break
        if best.point is not None and _is_questionable(form, best):
            fallen = _fallen(task, best)
            if fallen is not None:
                return fallen
    if local.status is Status.UNBOUNDED and best.lower == -inf:
        return local
    if best.point is None:
        return _without_point(local, best, infeasible)
    return _claim(task, local, best, budget)


def _infeasible(found: GlobalBound, label: Rigor) -> Solution:
    return Solution(Status.INFEASIBLE, inf, label, inf, inf, attained=False, backend=found.solver)


def _without_point(local: Solution, best: Best, infeasible: int) -> Solution:
    if infeasible and local.status is Status.INFEASIBLE:
        note = "no feasible point exists, by a global solver in floating point"
        return replace(local, warnings=(*local.warnings, note))
    notes = ("no point was found that is feasible beyond the tolerance", *best.notes)
    return Solution(Status.UNKNOWN, None, lower=best.lower, backend=local.backend, warnings=(*local.warnings, *notes))


def _claim(task: Task, local: Solution, best: Best, budget: Budget) -> Solution:
    form, point = task.form, best.point
    assert point is not None
    scale = max(1.0, abs(best.value))
    settled = is_settled(best)
    if _is_exactly_feasible(task, local, best):
        best.ceiling = min(best.ceiling, float(np.nextafter(best.value, inf)))
    exact = best.ceiling - best.value <= AGREEMENT * 0.1 * scale
    if not (settled and best.rigorous):
        fallen = _fallen(task, best)
        if fallen is not None:
            return fallen
    if not (settled and best.rigorous) and _is_questionable(form, best):
        reason = "f keeps falling as far out as it was followed: unbounded, or an infimum at infinity"
        return _unknown(best, reason)
    floor = floor_not_reached(form, best.value)
    if floor is not None:
        witness = Engine("intervals", "f comes down to this over the box of D, and reaches it nowhere", rounds=True)
        end = End.of(Fraction(floor))
        establish(form, Evidence("p", witness, end, attains=False, source="interval branch and bound"))
        return _not_attained(floor, best)
    backend = " and ".join(dict.fromkeys(best.solvers)) or local.backend
    lower = min(best.lower, best.value)
    warnings: tuple[str, ...] = ()
    if settled and not exact and _is_sensitive(form, local, best, budget):
        return _unsure(best, local)
    if settled and not best.rigorous and lies_at_open_end(form, point):
        label = Rigor.FOUND
        warnings = ("the point lies at an open end of D, where a bound in floating point proves nothing",)
        settled = False
    elif settled:
        label = Rigor.ENCLOSED if best.rigorous and exact else Rigor.BOUNDED
    else:
        label = Rigor.FOUND
        warnings = _why_open(best, scale)
    attained = True if settled and has_compact_level_set(form, best.value) else None
    return Solution(
        Status.OPTIMAL,
        best.value,
        label,
        lower,
        max(best.value, best.ceiling) if label is Rigor.ENCLOSED else best.value,
        attained=attained,
        point=_kept_point(local, best),
        multipliers=_multipliers(form, local, best),
        backend=backend,
        warnings=warnings,
    )


def _is_exactly_feasible(task: Task, local: Solution, best: Best) -> bool:
    """The point, taken exactly, satisfies every row; asked where exact arithmetic is cheap."""
    form, point = task.form, best.point or {}
    kept = dict(_kept_point(local, best))
    exact = all(isinstance(value, Fraction | Irrational) for value in kept.values())
    polynomial = all(row.is_quadratic for row in form.rows())
    if form.domain.discrete or not (exact or polynomial):
        return False
    stated = kept if exact else {name: Fraction(value) for name, value in point.items()}
    return is_feasible(form, stated)  # type: ignore[arg-type]


def _is_sensitive(form: StandardForm, local: Solution, best: Best, budget: Budget) -> bool:
    """The point violates a curved row by rounding, no bounded multipliers exist, and the tolerance moves the value."""
    rows = [*(c.row for c in form.constraints), *(c.row for c in form.domain.conditions if not c.nonzero)]
    multipliers = _multipliers(form, local, best)
    bounded = multipliers is not None and max((abs(float(m)) for _, m in multipliers), default=0.0) < HUGE
    if bounded or all(row.is_affine for row in rows):
        return False
    if best.rigorous:
        # Its lower bound rests on the point's value, which may lie below p*.
        return True
    request = Request(feasibility=ROUGH, budget=budget, start=best.point, value=best.value)
    try:
        rough = Scip().bound(form, request)
    except BackendError:
        return True
    return rough.status != "proven" or abs(rough.lower - best.lower) > SENSITIVE * max(1.0, abs(best.value))


def _unsure(best: Best, local: Solution) -> Solution:
    note = "tolerance-sensitive: the value moves with the solver's feasibility tolerance, so that a constraint "
    note += "qualification probably fails"
    return Solution(
        Status.OPTIMAL,
        best.value,
        point=_kept_point(local, best),
        backend=" and ".join(dict.fromkeys(best.solvers)),
        warnings=(note,),
    )


def _kept_point(local: Solution, best: Best):
    """The local solution's own point where it is the best one: its coordinates may be exact."""
    if local.point is not None and best.point == {name: float(value) for name, value in local.point}:
        return local.point
    return tuple((best.point or {}).items())


def _multipliers(form: StandardForm, local: Solution, best: Best):
    if local.point is not None and best.point == {name: float(value) for name, value in local.point}:
        return local.multipliers
    if form.domain.discrete or best.point is None:
        return None
    found = recover(CompiledForm(form), np.array([best.point[name] for name in form.variables]))
    return tuple(found.multipliers.items()) if found is not None and found.residual <= STATIONARY else None


def _why_open(best: Best, scale: float) -> tuple[str, ...]:
    if best.value - best.inside <= AGREEMENT * scale:
        return (f"stable in a box: global where every |x_i| <= {best.radius:g}; farther out it is not proved",)
    bound = f"the best lower bound is {best.lower:.6g}" if isfinite(best.lower) else "there is no lower bound"
    return (f"the global search stopped before it was done; {bound}", *best.notes)


def _is_questionable(form: StandardForm, best: Best) -> bool:
    far = any(
        abs(value) > FAR
        and (
            (value < 0 and form.domain.bound(name).lower is None)
            or (value > 0 and form.domain.bound(name).upper is None)
        )
        for name, value in (best.point or {}).items()
    )
    return far or best.value < -LARGE


def _unknown(best: Best, reason: str) -> Solution:
    return Solution(
        Status.UNKNOWN, None, lower=best.lower, upper=best.value, backend=" and ".join(best.solvers), warnings=(reason,)
    )


def _fallen(task: Task, best: Best) -> Solution | None:
    """The claim that f is unbounded, where that is proved along a path."""
    path = falling(task.form, best.point, task.limits.budget)
    if path is None:
        return None
    witness = AlongPath(path.coordinates, path.toward)
    establish(task.form, Evidence("p", witness, upper=End(-inf), attained=False, source="a path"))
    note = f"f falls without bound along {path.words}"
    return Solution(
        Status.UNBOUNDED, -inf, Rigor.PROVED, -inf, -inf, attained=False, backend="a path", warnings=(note,)
    )


def _not_attained(floor: float, best: Best) -> Solution:
    note = "f comes as close to this value as is wanted, and reaches it nowhere"
    label = Rigor.ENCLOSED if best.ceiling < inf else Rigor.BOUNDED
    return Solution(
        Status.OPTIMAL,
        floor,
        label,
        floor,
        max(best.value if best.ceiling == inf else best.ceiling, floor),
        attained=False,
        backend="interval branch and bound",
        warnings=(note,),
    )
