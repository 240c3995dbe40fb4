"""The backends in the order in which they are asked; the first that takes a task and answers it wins."""

from __future__ import annotations

from duality.solving.backends.clarabel_ import Clarabel
from duality.solving.backends.cvxpy_ import Cvxpy
from duality.solving.backends.enumeration import Enumeration
from duality.solving.backends.global_ import Global
from duality.solving.backends.highs import Highs
from duality.solving.backends.pivoting_ import Pivoting
from duality.solving.backends.protocol import Backend
from duality.solving.backends.scipy_ import Scipy

BACKENDS: tuple[Backend, ...] = (Enumeration(), Pivoting(), Highs(), Clarabel(), Cvxpy(), Global(), Scipy())
