"""cvxpy without scipy.stats: half of its import time goes there, for the one function that its quantum entropies call.

While cvxpy is imported for the first time, ``scipy.stats`` is a stand-in whose ``entropy`` calls the real function
when it is called, and whose every other name is the real one. Afterwards ``import scipy.stats`` is what it always is.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

STATISTICS = "scipy.stats"


class Deferred(ModuleType):
    """The stand-in."""

    def entropy(self, *arguments: Any, **options: Any) -> Any:
        """scipy.stats.entropy."""
        return real().entropy(*arguments, **options)

    def __getattr__(self, name: str) -> Any:
        # The import system asks for these; only names of the library are worth loading it.
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(real(), name)


def import_cvxpy() -> None:
    """Imports cvxpy; ``ImportError`` where it is not installed."""
    if "cvxpy" in sys.modules or STATISTICS in sys.modules:
        import cvxpy

        return
    stand_in = Deferred(STATISTICS)
    sys.modules[STATISTICS] = stand_in
    try:
        import cvxpy  # noqa: F401
    finally:
        if sys.modules.get(STATISTICS) is stand_in:
            del sys.modules[STATISTICS]


def real() -> ModuleType:
    """scipy.stats itself, whatever stands in its place."""
    if isinstance(sys.modules.get(STATISTICS), Deferred):
        del sys.modules[STATISTICS]
    return importlib.import_module(STATISTICS)
