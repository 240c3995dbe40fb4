"""MAiNGO: branch and bound with McCormick relaxations; an optional package, quick in a few variables."""

from __future__ import annotations

from importlib import import_module
from math import inf
from typing import Any

from duality.errors import BackendFailed, BackendUnavailable
from duality.model.form import StandardForm
from duality.solve.globally.bound import GlobalBound, Request
from duality.solve.quiet import quiet

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


class Maingo:
    """Its bounds hold within a box, since every variable needs finite ends, and up to its tolerances."""

    name = "MAiNGO"

    def refusal(self, form: StandardForm) -> str | None:
        if form.domain.discrete:
            return "MAiNGO is given continuous variables"
        return None

    def bound(self, form: StandardForm, request: Request) -> GlobalBound:
        try:
            with quiet():
                # An optional package, which type checkers need not find.
                maingopy = import_module("maingopy")
        except ImportError as error:
            raise BackendUnavailable("MAiNGO is not installed; install it with: pip install maingopy") from error
        from duality.solve.globally.translation.maingo_model import maingo_model

        model = maingo_model(maingopy, form, request, WIDTH)
        settings = SETTINGS | {
            "epsilonA": request.gap,
            "epsilonR": request.gap,
            "deltaIneq": max(request.feasibility, 1e-9),
            "deltaEq": max(request.feasibility, 1e-9),
            "maxTime": max(1, int(request.time_limit)),
        }
        try:
            with quiet():
                solver = maingopy.MAiNGO(model)
                for option, number in settings.items():
                    solver.set_option(option, number)
                status = solver.solve()
        except (maingopy.MAiNGOException, RuntimeError, ValueError) as error:
            raise BackendFailed(f"MAiNGO failed: {str(error).strip().splitlines()[-1]}") from error
        return self._read(form, maingopy, solver, status, model.boxed)

    def _read(self, form: StandardForm, maingopy: Any, solver: Any, status: Any, boxed: bool) -> GlobalBound:
        codes = maingopy.RETCODE
        radius = WIDTH if boxed else inf
        if status == codes.INFEASIBLE:
            if boxed:
                return GlobalBound("open", -inf, inf, None, self.name, note="infeasible in the box", radius=radius)
            return GlobalBound("infeasible", inf, inf, None, self.name)
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
            self.name,
            inside=inside,
            radius=radius,
            note=str(status),
        )
