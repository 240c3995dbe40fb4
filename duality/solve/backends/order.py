"""The backends in the order in which they are asked; the first that takes a task and answers it wins."""

from __future__ import annotations

from duality.solve.backends.clarabel_ import Clarabel
from duality.solve.backends.cvxpy_ import Cvxpy
from duality.solve.backends.enumeration import Enumeration
from duality.solve.backends.global_ import Global
from duality.solve.backends.highs import Highs
from duality.solve.backends.pivoting_ import Pivoting
from duality.solve.backends.protocol import Backend
from duality.solve.backends.scipy_ import Scipy

BACKENDS: tuple[Backend, ...] = (Enumeration(), Pivoting(), Highs(), Clarabel(), Cvxpy(), Global(), Scipy())
