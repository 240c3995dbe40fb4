"""What the process of MAiNGO does: a form and a request from standard input, a bound to standard output, as pickles."""

from __future__ import annotations

from math import inf
from typing import Any

from duality.errors import BackendError, BackendFailed
from duality.model.form import StandardForm
from duality.solving import solvers
from duality.solving.globally.bound import GlobalBound, Request
from duality.solving.globally.translation.maingo_model import maingo_model

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
