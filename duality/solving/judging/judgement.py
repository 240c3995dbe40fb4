"""A numeric candidate for the optimum, judged by the statement's own rows and made exact where that succeeds."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

import numpy as np

from duality.algebra.paths.search import lowered
from duality.model.evidence import AlongPath, End, Evidence, establish
from duality.model.form import StandardForm
from duality.model.solution import Point, Rigor, Solution, Status
from duality.records import replace
from duality.solving.globally.attainment import has_compact_level_set
from duality.solving.judging.drift import drift, only_approached
from duality.solving.judging.measure import Candidate, measure
from duality.solving.judging.sensitivity import feasible_nearby, is_sensitive, plainer
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.polish import is_regular, polished
from duality.solving.proofs.rays import verified_ray
from duality.solving.proofs.settled import settled_exactly
from duality.solving.task import Task

NEAR = 1e-5
"""How close a value must be to the limit along a falling direction to be taken for it."""

FAR = 1e9
"""Beyond this, rounding hides violations: sqrt(x^2 + 1) - x is 0 at x = 1e9."""


def concluded(task: Task, stated: Candidate) -> Solution:
    """The solution that the candidate supports: exact for a convex problem where KKT is proved, else numerical.

    The value is f at the point, never the solver's own. An infimum that keeps falling towards infinity is reported
    without a point.
    """
    form, backend = task.form, stated.backend
    candidate = _sharpened(form, stated)
    found = measure(form, candidate.x)
    if not found.feasible:
        return _unusable(candidate, f"{backend} returned a point that violates a constraint by {found.violation:.1e}")
    if task.is_convex:
        exact = settled_exactly(form, candidate.x, backend)
        if exact is not None:
            return exact
    direction = drift(form, candidate.x, found.value)
    if direction is not None:
        return _drifting(task, candidate, found.value, direction)
    if found.violation > 0 and only_approached(form, candidate.x):
        return _unusable(candidate, "a constraint seems to hold towards infinity only: there may be no feasible point")
    if max(map(abs, candidate.x.values()), default=0.0) > FAR:
        return _unusable(candidate, f"{backend} stopped too far out for its point to be trusted")
    sensitive = found.violation > 0 and is_sensitive(form, candidate)
    sharp = _is_sharp(form, candidate)
    safe = feasible_nearby(form, candidate, found.value) if sensitive else plainer(form, candidate, found.value, sharp)
    warnings = list(candidate.warnings)
    if not task.is_convex:
        warnings.append("the best value found by local searches; convexity is not proved, so it need not be p*")
    if sensitive:
        warnings.append("the multipliers are huge or do not exist: the value depends on the solver's tolerance")
    value = found.value if safe is None else safe.value
    return Solution(
        Status.OPTIMAL,
        value,
        Rigor.FOUND,
        upper=value,
        attained=True if task.is_convex and _is_attained(form, candidate, value, sharp) else None,
        point=tuple(candidate.x.items()) if safe is None else safe.point,
        multipliers=_named(candidate),
        backend=backend,
        warnings=tuple(warnings),
    )


def _is_sharp(form: StandardForm, candidate: Candidate) -> bool:
    """Newton's method on the KKT equations stands still at the candidate: a minimizer lies next to it."""
    if candidate.multipliers is None:
        return False
    return is_regular(CompiledForm(form), np.array(list(candidate.x.values())), candidate.multipliers)


def _is_attained(form: StandardForm, candidate: Candidate, value: float, sharp: bool) -> bool:
    """A minimizer is known to lie next to the candidate, or to exist because a level set is compact."""
    return sharp or (candidate.multipliers is not None and has_compact_level_set(form, value))


def _sharpened(form: StandardForm, candidate: Candidate) -> Candidate:
    """The candidate after Newton's method on its KKT equations."""
    if candidate.multipliers is None:
        return candidate
    compiled = CompiledForm(form)
    x, multipliers = polished(compiled, np.array(list(candidate.x.values())), candidate.multipliers)
    return replace(candidate, x=compiled.point(x), multipliers=multipliers)


def _unusable(candidate: Candidate, reason: str) -> Solution:
    return Solution(Status.UNKNOWN, None, backend=candidate.backend, warnings=(*candidate.warnings, reason))


def _named(candidate: Candidate) -> Point | None:
    return None if candidate.multipliers is None else tuple(candidate.multipliers.items())


def _drifting(task: Task, candidate: Candidate, value: float, direction: Mapping[str, float]) -> Solution:
    """f still falls along a feasible direction: unbounded, an infimum approached at infinity, or not known."""
    form, backend, convex = task.form, candidate.backend, task.is_convex
    ray = verified_ray(form, candidate.x, direction, convex=convex)
    if ray is not None:
        return Solution(
            Status.UNBOUNDED, -inf, Rigor.PROVED, -inf, -inf, attained=False, certificate=ray, backend=backend
        )
    *_, last = (None, *lowered(form, inf, candidate.x, task.limits.budget))
    if last is not None:
        end = End(last.value) if isinstance(last.value, float | int) else End.of(last.value)
        witness = AlongPath(last.path.coordinates, last.path.toward)
        establish(form, Evidence("p", witness, upper=end, source=f"limit along {last.path.words}"))
    limit = None if last is None else float(last.value)
    if limit == -inf:
        return Solution(Status.UNBOUNDED, -inf, Rigor.PROVED, -inf, -inf, attained=False, backend=backend)
    if limit is None or value - limit > NEAR * (1 + abs(limit)):
        reason = f"the objective still falls towards infinity where {backend} stopped"
        return Solution(Status.UNKNOWN, None, backend=backend, upper=value, warnings=(*candidate.warnings, reason))
    reason = "the objective approaches this value towards infinity: the infimum may not be attained"
    return Solution(
        Status.OPTIMAL,
        limit,
        Rigor.FOUND,
        upper=limit,
        multipliers=_named(candidate),
        backend=backend,
        warnings=(*candidate.warnings, reason),
    )
