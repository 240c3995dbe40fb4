"""Makes every solver object, silent from its constructor on, whatever its version prints.

A solver's own switch covers neither its banner nor its presolve's remarks nor the libraries inside it, so what may
print runs with the file descriptors turned away. No other file of the package calls one of these constructors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from duality.solving.quiet import quiet

SMALLEST_ENTRY = 1e-12
"""HiGHS takes smaller entries of a matrix for 0: a row with one is another row than was meant."""


class Silent:
    """A solver whose every method runs quietly; attributes that are no methods are the solver's own."""

    def __init__(self, make: Callable[[], Any]) -> None:
        with quiet():
            self._solver = make()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._solver, name)
        if not callable(found):
            return found

        def called(*arguments: Any, **options: Any) -> Any:
            with quiet():
                return found(*arguments, **options)

        return called

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        with quiet():
            return self._solver(*arguments, **options)


def library(name: str) -> Any:
    """The module of a solver; some print while they are loaded. Raises ``ImportError`` where it is not installed."""
    with quiet():
        return import_module(name)


def highs(tolerance: float) -> Any:
    """HiGHS with its simplex method, so that a basis comes back; two threads gain nothing at these sizes.

    In a forked process the threads that it would share its work with are those of the parent, and never answer.
    """
    highspy = library("highspy")
    solver = Silent(highspy.Highs)
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("parallel", "off")
    solver.setOptionValue("solver", "simplex")
    solver.setOptionValue("small_matrix_value", SMALLEST_ENTRY)
    for option in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
        solver.setOptionValue(option, tolerance)
    return solver


def clarabel(settings: Any, *data: Any) -> Any:
    """Clarabel on (P, q, A, b, cones)."""
    settings.verbose = False
    return Silent(lambda: library("clarabel").DefaultSolver(*data, settings))


def scip(parameters: Mapping[str, float]) -> Any:
    """An empty model of SCIP; it is built and run inside `quiet`, since its parts hold the model itself."""
    with quiet():
        model = library("pyscipopt").Model()
        model.hideOutput()
        model.setParams(dict(parameters))
    return model


def ipopt(statement: Mapping[str, Any], settings: Mapping[str, Any]) -> Any:
    """IPOPT on casadi's statement {x, f, g}."""
    return Silent(lambda: library("casadi").nlpsol("problem", "ipopt", dict(statement), dict(settings)))


def maingo(model: Any, settings: Mapping[str, float]) -> Any:
    """MAiNGO on its own kind of model."""
    solver = Silent(lambda: library("maingopy").MAiNGO(model))
    for option, number in settings.items():
        solver.set_option(option, number)
    return solver
