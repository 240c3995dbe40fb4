"""Branch and bound with interval arithmetic: slow beyond a few variables, rigorous, and dependent on nothing else."""

from __future__ import annotations

from math import inf, isfinite

import numpy as np

from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.form import StandardForm
from duality.records import replace
from duality.solving.globally.bound import GlobalBound, Request
from duality.solving.globally.improvement import Improvement
from duality.solving.globally.intervals.region import region
from duality.solving.globally.intervals.search import FAR, Outcome, Search
from duality.solving.judging.measure import drowns

MOST_VARIABLES = 8
ROUNDING = 1e-9
"""A point that is feasible beyond doubt is preferred if its value is no worse than this, relatively."""


class Intervals:
    """Lower bounds hold for the functions as stated, whatever the rounding."""

    name = "interval branch and bound"

    def refusal(self, form: StandardForm) -> str | None:
        size = len(form.variables)
        return f"{self.name} takes at most {MOST_VARIABLES} variables" if size > MOST_VARIABLES else None

    def bound(self, form: StandardForm, request: Request) -> GlobalBound:
        if request.start is not None and drowns(form, request.start):
            anew = replace(request, start=None, value=inf, multipliers=None, budget=request.budget.share(0.5))
            found = self._searched(form, anew, visible=True)
            if isfinite(found.verified):
                return self._told(form, found, anew)
        return self._told(form, self._searched(form, request), request)

    def _searched(self, form: StandardForm, request: Request, *, visible: bool = False) -> Outcome:
        """``visible``: a point that violates a row by as much as its terms are is none."""
        compiled = region(form, request.multipliers)
        for k, name in enumerate(form.variables):
            low, high = request.box.get(name, (-inf, inf))
            compiled.lower[k] = low if compiled.lower[k] == -inf else compiled.lower[k]
            compiled.upper[k] = high if compiled.upper[k] == inf else compiled.upper[k]
        start = None if request.start is None else np.array([request.start[name] for name in form.variables])
        value = inf if start is None else request.value
        search = Search(compiled, value, start, request.gap, Improvement(form, visible), request.watch)
        with np.errstate(all="ignore"):
            # Ends of infinite boxes are subtracted.
            found = search.run(request.budget)
        if not request.box:
            self._establish(form, found)
        return found

    def _establish(self, form: StandardForm, found: Outcome) -> None:
        """Bounds over all of D, by boxes that cover it, with rounding under control."""
        witness = Engine("intervals", "boxes that cover D, each bounded or without a feasible point", rounds=True)
        if found.empty:
            establish(form, Evidence("p", witness, lower=End(inf), attained=False, source=self.name))
            return
        if isfinite(found.lower):
            establish(form, Evidence("p", witness, lower=End(found.lower), source=self.name))
        if isfinite(found.verified):
            inside = Engine("intervals", "a point proved to be feasible", rounds=True)
            establish(form, Evidence("p", inside, upper=End(found.verified), source=self.name))

    def _told(self, form: StandardForm, found: Outcome, request: Request) -> GlobalBound:
        beyond_doubt = found.verified <= found.value + ROUNDING * max(1.0, abs(found.value))
        at = found.verified_point if beyond_doubt else found.point
        point = None if at is None else dict(zip(form.variables, at.tolist(), strict=True))
        if found.empty:
            return GlobalBound("infeasible", inf, inf, None, self.name, True, True, inf)
        allowed = 10 * request.gap * max(1.0, abs(found.value)) if isfinite(found.value) else 0.0
        verified = found.verified <= found.value + allowed
        upper = max(found.value, found.verified) if verified else found.value
        proven = found.finished and isfinite(found.lower) and upper - found.lower <= 2 * allowed
        return GlobalBound(
            "proven" if proven else "open",
            found.lower,
            upper,
            point,
            self.name,
            True,
            verified and isfinite(upper),
            found.inside if found.finished else -inf,
            FAR,
        )
