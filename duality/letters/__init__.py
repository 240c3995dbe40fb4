"""Answers as functions of letters: formulas and optimal values for every value of the data that has none.

The room stands between `api` and `results`: it walks through derive and solve, and gives results of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.letters import displayed_form as displayed_form
    from duality.letters import drawing as drawing
    from duality.letters import grading as grading
    from duality.letters import perturbing as perturbing
    from duality.letters.lettered_derivation import LetteredDerivation, numbered
    from duality.letters.lettered_report import LetteredReport

__all__ = ["LetteredDerivation", "LetteredReport", "numbered"]

__getattr__ = lazily(
    __name__,
    {
        "lettered_derivation": "LetteredDerivation numbered",
        "lettered_report": "LetteredReport",
    },
)
