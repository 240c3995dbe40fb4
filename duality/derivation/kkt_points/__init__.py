"""All KKT points of a polynomial problem, exactly: candidates by active set, then signs and second-order class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.derivation.kkt_points.listing import kkt_points
    from duality.derivation.kkt_points.presentation import restored

__all__ = ["kkt_points", "restored"]

__getattr__ = lazily(__name__, {"listing": "kkt_points", "presentation": "restored"})
