"""Conic programs of sparse arrays: linear ones by HiGHS, the others by Clarabel."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily
from duality.solving.arrays.optimum import Optimum, optimize
from duality.solving.arrays.program import ArrayProgram, Cone

if TYPE_CHECKING:
    from duality.solving.arrays import conic as conic
    from duality.solving.arrays import linear as linear

__getattr__ = lazily(__name__)


__all__ = ["ArrayProgram", "Cone", "Optimum", "optimize"]
