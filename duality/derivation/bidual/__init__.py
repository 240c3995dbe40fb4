"""The dual of the dual: the primal itself where it is convex and closed, else a convex relaxation of it."""

from __future__ import annotations

from duality.derivation.bidual.dual_of_dual import dual_of_dual

__all__ = ["dual_of_dual"]
