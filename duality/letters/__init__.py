"""Answers as functions of letters: formulas and optimal values for every value of the data that has none.

The room stands between `api` and `results`: it walks through derive and solve, and gives results of its own.
"""

from __future__ import annotations

from duality.letters.lettered_derivation import LetteredDerivation, numbered
from duality.letters.lettered_report import LetteredReport

__all__ = ["LetteredDerivation", "LetteredReport", "numbered"]
