"""One local search from a point that a global method has met."""

from __future__ import annotations

import numpy as np

from duality.model.form import StandardForm
from duality.solve.limits import Limits
from duality.solve.local.compiled import CompiledForm
from duality.solve.local.search import is_feasible, local_minimum


class Improvement:
    """x -> (f, x) at a feasible local minimum near x, ``None`` where the search fails; discrete variables stay fixed."""

    def __init__(self, form: StandardForm) -> None:
        self.form = form
        self.compiled: CompiledForm | None = None

    def __call__(self, start: np.ndarray) -> tuple[float, np.ndarray] | None:
        if self.form.domain.discrete:
            return None
        if self.compiled is None:
            self.compiled = CompiledForm(self.form)
        x = local_minimum(self.compiled, start, Limits())
        if x is None or not is_feasible(self.compiled, x):
            return None
        return float(self.compiled.objective.value(x)), x
