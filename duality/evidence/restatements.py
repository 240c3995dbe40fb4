"""Equivalent forms with the same p* and the same minimizers, in which more can be proved."""

from __future__ import annotations

from collections.abc import Callable

from duality.model.form import StandardForm
from duality.solving.proofs.faces import without_thin_constraints
from duality.solving.proofs.fixed import with_fixed_variables
from duality.solving.proofs.homogeneous import with_a_ratio
from duality.solving.proofs.kept_bounds import with_bounds_in_domain
from duality.solving.proofs.squared import with_roots_squared

RESTATEMENTS: dict[str, Callable[[StandardForm], StandardForm | None]] = {
    "fixed variables put in": with_fixed_variables,
    "constraints that hold only with equality as equations of X": without_thin_constraints,
    "bounds among the constraints as bounds of X": with_bounds_in_domain,
    "rows without their roots and quotients": with_roots_squared,
    "a positive variable at 1, since f and the rows are homogeneous": with_a_ratio,
}
"""How a form is restated, by the words that tell it; ``None`` where it does not apply."""


def restated(form: StandardForm, how: str) -> StandardForm | None:
    """The form restated in that way, made once; ``None`` where the way does not apply, or is none of these."""
    kept = form.__dict__.setdefault("_restated", {})
    if how not in kept:
        kept[how] = RESTATEMENTS[how](form) if how in RESTATEMENTS else None
    return kept[how]
