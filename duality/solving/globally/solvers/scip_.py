"""SCIP: spatial branch and bound in floating point, with integer variables."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from duality.errors import BackendFailed, BackendRefused, BackendUnavailable
from duality.model.form import StandardForm
from duality.solving.globally.bound import GlobalBound, Request
from duality.solving.globally.translation.scip_model import INFINITE, ScipModel, teller
from duality.solving.quiet import quiet
from duality.solving.solvers import library

if TYPE_CHECKING:
    from duality.solving.globally.translation.scip_model import ScipModel


class Scip:
    """Bounds hold up to the feasibility tolerance, which a thin feasible set can turn into any error."""

    name = "SCIP"

    def refusal(self, form: StandardForm) -> str | None:
        return None

    def bound(self, form: StandardForm, request: Request) -> GlobalBound:
        try:
            pyscipopt = library("pyscipopt")
        except ImportError as error:
            raise BackendUnavailable("SCIP is not installed; install it with: pip install pyscipopt") from error
        try:
            # Ipopt inside SCIP writes to the file descriptors, whatever SCIP is told.
            with quiet():
                translated = ScipModel(pyscipopt, form, request)
                translated.model.includeEventhdlr(teller(pyscipopt, request.watch), "bounds", "tells the bounds")
                # Without Python's lock other threads go on, such as the one that ends the command at its time limit.
                translated.model.optimizeNogil()
                status = str(translated.model.getStatus())
                found = self._read(translated, status)
        except BackendRefused:
            raise
        except Exception as error:  # pyscipopt raises bare exceptions of its C layer
            raise BackendFailed(f"SCIP failed: {error}") from error
        request.watch.saw(found.lower)
        if status == "userinterrupt":
            # SCIP handles Ctrl-C itself while it runs.
            raise KeyboardInterrupt
        return found

    def _read(self, translated: ScipModel, status: str) -> GlobalBound:
        if status == "infeasible":
            return GlobalBound("infeasible", inf, inf, None, self.name)
        model: Any = translated.model
        lower = float(model.getDualbound()) if status not in ("unbounded", "inforunbd") else -inf
        point, upper = None, inf
        if model.getNSols():
            solution = model.getBestSol()
            point = {name: float(model.getSolVal(solution, v)) for name, v in translated.variables.items()}
            # The epigraph variable may lie below f at the point: the caller evaluates f again.
            upper = float(model.getSolObjVal(solution))
        if abs(lower) >= INFINITE:
            lower = -inf
        proven = status in ("optimal", "gaplimit") and lower > -inf
        return GlobalBound("proven" if proven else "open", lower, upper, point, self.name, note=status)
