"""Conic programs of sparse arrays: linear ones by HiGHS, the others by Clarabel."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.arrays import conic as conic
    from duality.solving.arrays import linear as linear
    from duality.solving.arrays.optimum import Optimum, optimize
    from duality.solving.arrays.program import ArrayProgram, Cone

__getattr__ = lazily(__name__, {"optimum": "Optimum optimize", "program": "ArrayProgram Cone"})


__all__ = ["ArrayProgram", "Cone", "Optimum", "optimize"]
