"""The global solvers in the order in which they are asked."""

from __future__ import annotations

from duality.solve.globally.solvers.intervals_ import Intervals
from duality.solve.globally.solvers.maingo_ import Maingo
from duality.solve.globally.solvers.protocol import GlobalSolver
from duality.solve.globally.solvers.scip_ import Scip

GLOBAL_SOLVERS: tuple[GlobalSolver, ...] = (Intervals(), Scip(), Maingo())
