"""Guess and verify: a numeric optimum of a convex problem snapped to nearby exact points, each tried for a proof."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from duality.algebra.atoms import scalar_expression
from duality.model.expression import Expression
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Rigor, Solution, Status
from duality.solving.judging.measure import measure
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.multipliers import recover
from duality.solving.proofs.guesses import guesses
from duality.solving.proofs.optimality import Proof, proof
from duality.solving.proofs.simplicity import irrational_parts
from duality.solving.quadratic.rationals import nearest_float

ROUNDING = 1e-8
"""Violation and KKT residual, relative, of a guess that is worth a proof."""

MOST_IRRATIONALS = 4

LARGEST = 40
"""The largest number of variables for which guesses are tried."""


def settled_exactly(form: StandardForm, x: Mapping[str, float], backend: str) -> Solution | None:
    """The exact solution of a convex form near x, or ``None`` where no guess could be proved."""
    if len(form.variables) > LARGEST:
        return None
    compiled = CompiledForm(form)
    for guess in guesses(x):
        # Floats reject nearly every wrong guess, and symbolic arithmetic may take long over one.
        hint = _plausible(form, compiled, guess)
        found = None if hint is None else proof(form, guess, hint)
        if found is not None:
            return _solution(form, guess, found, backend)
    return None


def _plausible(form: StandardForm, compiled: CompiledForm, guess: Mapping[str, Scalar]) -> dict[str, float] | None:
    """The multipliers of a guess that satisfies KKT in floating point."""
    x = {name: nearest_float(value) for name, value in guess.items()}
    if measure(form, x).violation > ROUNDING or irrational_parts(_trees(form), x) > MOST_IRRATIONALS:
        return None
    recovered = recover(compiled, np.array(list(x.values())))
    return None if recovered is None or recovered.residual > ROUNDING else recovered.multipliers


def _trees(form: StandardForm) -> list[Expression]:
    return [form.objective_expression, *(c.expression for c in form.constraints if not c.row.is_affine)]


def _solution(form: StandardForm, x: Mapping[str, Scalar], found: Proof, backend: str) -> Solution:
    value = nearest_float(found.value)
    return Solution(
        Status.OPTIMAL,
        value,
        Rigor.PROVED,
        value,
        value,
        exact=scalar_expression(found.value),
        attained=True,
        point=tuple((name, x[name]) for name in form.variables),
        multipliers=found.multipliers,
        backend=backend,
    )
