"""IPOPT through casadi, an optional package: an interior-point method with exact second derivatives.

It is asked where sequential quadratic programming leaves a residual of KKT: in badly scaled or nearly degenerate convex
problems its point is better by orders of magnitude.
"""

from __future__ import annotations

from importlib.util import find_spec
from math import inf
from typing import Any

import numpy as np

from duality.errors import BackendFailed, BackendUnavailable
from duality.solving import solvers
from duality.solving.local.compiled import CompiledForm
from duality.solving.task import Limits
from duality.solving.translation.library_trees import Library, Trees

SETTINGS = {
    "print_time": False,
    "ipopt.print_level": 0,
    "ipopt.sb": "yes",
    "ipopt.tol": 1e-10,
    # The bounds are those of the statement: IPOPT would relax them a little.
    "ipopt.bound_relax_factor": 0.0,
    "ipopt.max_iter": 500,
}


def ipopt_point(compiled: CompiledForm, start: np.ndarray, limits: Limits) -> np.ndarray | None:
    """Where IPOPT ends from ``start``, ``None`` where that is no KKT point by its own account.

    Raises `BackendUnavailable` without casadi, `BackendRefused` for a function that it lacks, `BackendFailed` from its
    own exception.
    """
    if find_spec("casadi") is None:
        raise BackendUnavailable("IPOPT is not installed; install it with: pip install 'duality-playground[casadi]'")
    casadi = solvers.library("casadi")
    form = compiled.form
    symbols = [casadi.SX.sym(f"x{k}") for k in range(len(form.variables))]
    trees = Trees(_library(casadi), dict(zip(form.variables, symbols, strict=True)))
    rows = [(trees.of(c.expression), -inf if c.constraint.kind == "inequality" else 0.0, 0.0) for c in form.constraints]
    rows += [(trees.of(g.expression), 0.0, 0.0 if g.equality else inf) for g in form.domain.conditions if not g.nonzero]
    statement = {"x": casadi.vertcat(*symbols), "f": trees.of(form.objective_expression)}
    statement["g"] = casadi.vertcat(*(row for row, _, _ in rows))
    settings = dict(SETTINGS)
    if limits.time_limit is not None:
        settings["ipopt.max_wall_time"] = limits.time_limit
    try:
        solver = solvers.ipopt(statement, settings)
        found = solver(
            x0=start,
            lbx=compiled.lower,
            ubx=compiled.upper,
            lbg=[low for _, low, _ in rows],
            ubg=[high for _, _, high in rows],
        )
    except RuntimeError as error:
        raise BackendFailed(f"IPOPT failed: {str(error).strip().splitlines()[-1]}") from error
    if not solver.stats()["success"]:
        return None
    x = np.clip(np.array(found["x"], dtype=float).ravel(), compiled.lower, compiled.upper)
    return x if np.isfinite(x).all() else None


def _library(casadi: Any) -> Library:
    """casadi's names of the operations; a symbol raised to a number is its own operator."""
    return Library("casadi", casadi, casadi.SX, pow, casadi.fabs, casadi.fmax, casadi.fmin, lambda u: u >= 0)
