"""Guess and verify: a numeric optimum of a convex problem snapped to nearby exact points, each tried for a proof."""

from __future__ import annotations

from collections.abc import Mapping

from duality.algebra.atoms import scalar_expression
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Label, Solution, Status
from duality.solve.proofs.guesses import guesses
from duality.solve.proofs.optimality import Proof, proof
from duality.solve.quadratic.rationals import nearest_float

LARGEST = 40
"""The largest number of variables for which guesses are tried."""


def settled_exactly(
    form: StandardForm, x: Mapping[str, float], multipliers: Mapping[str, float], backend: str
) -> Solution | None:
    """The exact solution of a convex form near x, or ``None`` where no guess could be proved."""
    if len(form.variables) > LARGEST:
        return None
    for guess in guesses(x):
        found = proof(form, guess, multipliers)
        if found is not None:
            return _solution(form, guess, found, backend)
    return None


def _solution(form: StandardForm, x: Mapping[str, Scalar], found: Proof, backend: str) -> Solution:
    value = nearest_float(found.value)
    return Solution(
        Status.OPTIMAL,
        value,
        Label.EXACT,
        value,
        value,
        exact=scalar_expression(found.value),
        attained=True,
        point=tuple((name, x[name]) for name in form.variables),
        multipliers=found.multipliers,
        backend=backend,
    )
