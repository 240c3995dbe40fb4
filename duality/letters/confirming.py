"""A formula of the letters, held against the KKT conditions at further points of its region, in floating point."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from duality.letters.evaluating import holds
from duality.letters.samples import random_sample
from duality.letters.stationary import KKT, Stationary
from duality.model.expression import Comparison
from duality.model.parameter import Parameter

POINTS = 2
TRIALS = 12
TOLERANCE = 1e-6
LARGEST = Fraction(1000)
"""A digit is worth less where letters are larger."""


def confirmed(
    kkt: KKT,
    found: Stationary,
    conditions: Sequence[Comparison],
    letters: Sequence[Parameter],
    symbols: Mapping[Any, Any],
) -> bool:
    """No further point of the region refutes what was derived at its sample."""
    generator, left = random.Random(3), POINTS
    for _ in range(TRIALS):
        sample = random_sample(letters, generator)
        if left and all(holds(condition, sample) for condition in conditions):
            left -= 1
            scale = 1 + max(abs(value) for value in sample.values())
            numbers = {new: float(sample[old.name]) for old, new in symbols.items()}
            if scale < LARGEST and kkt.residual(found, numbers) > TOLERANCE * float(scale) ** 2:
                return False
    return True
