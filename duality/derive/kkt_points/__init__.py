"""All KKT points of a polynomial problem, exactly: candidates by active set, then signs and second-order class."""

from duality.derive.kkt_points.listing import kkt_points
from duality.derive.kkt_points.presentation import restored

__all__ = ["kkt_points", "restored"]
