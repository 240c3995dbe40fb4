"""The global solvers in the order in which they are asked."""

from __future__ import annotations

from duality.solving.globally.solvers.intervals_ import Intervals
from duality.solving.globally.solvers.maingo_ import Maingo
from duality.solving.globally.solvers.protocol import GlobalSolver
from duality.solving.globally.solvers.scip_ import Scip

GLOBAL_SOLVERS: tuple[GlobalSolver, ...] = (Intervals(), Scip(), Maingo())
