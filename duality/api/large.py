"""Problems with hundreds of variables and rows: worked on in arrays, told in their own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality import api, statements
from duality.model.problem import Problem

if TYPE_CHECKING:
    from duality.api.pipeline import BoundsIn
    from duality.statements.explicit.named import NamedDerivation


def derivation_of(problem: Problem, bounds: BoundsIn) -> NamedDerivation | None:
    """The derivation in blocks; ``None`` for a problem that is not convex and quadratic in a closed box."""
    if bounds != "stated":
        problem = api.pipeline.form_of(problem, bounds).problem
    return statements.explicit.named.named_derivation(problem)
