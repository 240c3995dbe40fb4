"""A standard form as a MAiNGO model, evaluated node by node over MAiNGO's own numbers."""

from __future__ import annotations

from collections.abc import Mapping
from math import isinf
from typing import Any

from duality.model.form import StandardForm
from duality.solving.globally.bound import Request
from duality.solving.translation.library_trees import Library, Trees

INSIDE = 1e-9
"""Distance that is kept from an open end."""


def maingo_model(maingopy: Any, form: StandardForm, request: Request, width: float) -> Any:
    """The model; its attribute ``boxed`` tells whether some infinite side was replaced by ``width``."""
    ends = [_ends(form, name, request, width) for name in form.variables]

    class Model(maingopy.MAiNGOmodel):
        boxed = any(replaced for _, _, replaced in ends)

        def get_variables(self) -> list[Any]:
            # Names of the statement never reach the solver.
            return [
                maingopy.OptimizationVariable(maingopy.Bounds(low, high), maingopy.VT_CONTINUOUS, f"x{k}")
                for k, (low, high, _) in enumerate(ends)
            ]

        def get_initial_point(self) -> list[float]:
            if request.start is None:
                return []
            return [
                min(max(request.start[name], low), high)
                for name, (low, high, _) in zip(form.variables, ends, strict=True)
            ]

        def evaluate(self, variables: list[Any]) -> Any:
            values = _trees(maingopy, dict(zip(form.variables, variables, strict=True)))
            result = maingopy.EvaluationContainer()
            result.objective = values.of(form.objective_expression)
            rows = [(values.of(c.expression), c.constraint.kind == "equality") for c in form.constraints]
            rows += [(-values.of(c.expression), c.equality) for c in form.domain.conditions if not c.nonzero]
            result.ineq = [row for row, equality in rows if not equality]
            result.eq = [row for row, equality in rows if equality]
            return result

    return Model()


def _ends(form: StandardForm, name: str, request: Request, width: float) -> tuple[float, float, bool]:
    bounds = form.domain.bound(name)
    low, high = request.box.get(name, (-width, width))
    low, high = (-width if isinf(low) else low), (width if isinf(high) else high)
    if bounds.lower is not None:
        end = float(bounds.lower)
        low = end if bounds.lower_closed else end + INSIDE * (1 + abs(end))
        high = max(high, low + width)
    if bounds.upper is not None:
        end = float(bounds.upper)
        high = end if bounds.upper_closed else end - INSIDE * (1 + abs(end))
        low = low if bounds.lower is not None else min(low, high - width)
    return low, high, bounds.lower is None or bounds.upper is None


def _trees(maingopy: Any, variables: Mapping[str, Any]) -> Trees:
    """Trees over MAiNGO's numbers."""
    library = Library(
        "MAiNGO", maingopy, maingopy.FFVar, maingopy.pow, fabs=maingopy.fabs, max=maingopy.max, min=maingopy.min
    )
    return Trees(library, variables)
