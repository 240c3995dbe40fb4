"""StandardForm -> Solution: the choice of a solver, the translation to it, and the exact settlement of its answer."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duality.solve.choose import solve
    from duality.solve.conic import solve_conic_dual
    from duality.solve.globally.oracle import inner_infimum

__all__ = ["inner_infimum", "solve", "solve_conic_dual"]

_HOMES = {
    "inner_infimum": "duality.solve.globally.oracle",
    "solve": "duality.solve.choose",
    "solve_conic_dual": "duality.solve.conic",
}


def __getattr__(name: str) -> object:
    """Loads a public function when it is first asked for: the semidefinite solve needs far more than a small one."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
