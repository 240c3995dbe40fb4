"""What the process of MAiNGO does: a form and a request from standard input, a bound to standard output, as pickles."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isinf
from typing import Any

from duality.errors import BackendError, BackendFailed
from duality.model.form import StandardForm
from duality.solving import solvers
from duality.solving.globally.bound import GlobalBound, Request
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


NAME = "MAiNGO"
WIDTH = 1e3
"""The sides of the box that stand for infinite ones: MAiNGO needs finite bounds."""

SETTINGS = {
    # No file is written and nothing is printed.
    "writeResultFile": 0,
    "loggingDestination": 0,
    "BAB_verbosity": 0,
    "LBP_verbosity": 0,
    "UBP_verbosity": 0,
}


def answer() -> None:
    """Reads, solves, writes: a `GlobalBound`, or the exception to be raised in its place."""
    import pickle
    import sys

    form, request, seconds = pickle.load(sys.stdin.buffer)
    found: GlobalBound | BackendError
    try:
        found = bounded(form, request, seconds)
    except BackendError as error:
        found = type(error)(*error.args)
    sys.stdout.buffer.write(pickle.dumps(found))


def bounded(form: StandardForm, request: Request, seconds: float) -> GlobalBound:
    """MAiNGO's bound of inf f over the feasible set, or within the box that stands for infinite sides."""
    maingopy = solvers.library("maingopy")
    model = maingo_model(maingopy, form, request, WIDTH)
    settings = SETTINGS | {
        "epsilonA": request.gap,
        "epsilonR": request.gap,
        "deltaIneq": max(request.feasibility, 1e-9),
        "deltaEq": max(request.feasibility, 1e-9),
        "maxTime": max(1, int(seconds)),
    }
    try:
        solver = solvers.maingo(model, settings)
        status = solver.solve()
    except (maingopy.MAiNGOException, RuntimeError, ValueError) as error:
        raise BackendFailed(f"MAiNGO failed: {str(error).strip().splitlines()[-1]}") from error
    return _read(form, maingopy, solver, status, model.boxed)


def _read(form: StandardForm, maingopy: Any, solver: Any, status: Any, boxed: bool) -> GlobalBound:
    codes = maingopy.RETCODE
    radius = WIDTH if boxed else inf
    if status == codes.INFEASIBLE:
        if boxed:
            return GlobalBound("open", -inf, inf, None, NAME, note="infeasible in the box", radius=radius)
        return GlobalBound("infeasible", inf, inf, None, NAME)
    point, upper = None, inf
    if status in (codes.GLOBALLY_OPTIMAL, codes.FEASIBLE_POINT):
        point = dict(zip(form.variables, map(float, solver.get_solution_point()), strict=True))
        upper = float(solver.get_objective_value())
    # The two can cross by the tolerance.
    inside = min(float(solver.get_final_LBD()), upper)
    proven = status == codes.GLOBALLY_OPTIMAL and not boxed
    return GlobalBound(
        "proven" if proven else "open",
        -inf if boxed else inside,
        upper,
        point,
        NAME,
        inside=inside,
        radius=radius,
        note=str(status),
    )
