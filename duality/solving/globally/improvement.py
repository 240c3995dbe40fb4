"""One local search from a point that a global method has met."""

from __future__ import annotations

import numpy as np

from duality.model.form import StandardForm
from duality.solving.judging.measure import drowns
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.multipliers import recover
from duality.solving.local.polish import polished
from duality.solving.local.search import SunkError, is_feasible, local_minimum
from duality.solving.task import Limits


class Improvement:
    """x -> (f, x) at a feasible local minimum near x, ``None`` where the search fails or there are finite sets.

    ``visible``: also where a row is violated by as much as its own terms are, within the tolerance.
    """

    def __init__(self, form: StandardForm, visible: bool = False) -> None:
        self.form, self.visible = form, visible
        self.compiled: CompiledForm | None = None

    def __call__(self, start: np.ndarray) -> tuple[float, np.ndarray] | None:
        if self.form.domain.discrete:
            return None
        if self.compiled is None:
            self.compiled = CompiledForm(self.form)
        compiled = self.compiled
        try:
            x = local_minimum(compiled, start, Limits())
        except SunkError as sunk:
            x = sunk.x
        if x is None or not is_feasible(compiled, x):
            return None
        found = recover(compiled, x)
        if found is not None:
            x, _ = polished(compiled, x, found.multipliers)
        if self.visible and drowns(self.form, compiled.point(x)):
            return None
        return float(compiled.objective.value(x)), x
