"""StandardForm -> Solution: the choice of a solver, the translation to it, and the exact settlement of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.choose import solve
    from duality.solving.conic import solve_conic_dual
    from duality.solving.globally.oracle import inner_infimum

__all__ = ["inner_infimum", "solve", "solve_conic_dual"]

__getattr__ = lazily(__name__, {"choose": "solve", "conic": "solve_conic_dual", "globally.oracle": "inner_infimum"})
