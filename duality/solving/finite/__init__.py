"""Finite sets in X: their combinations, and the best of them."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.finite import branching as branching
    from duality.solving.finite import combinations as combinations
    from duality.solving.finite import mixed as mixed

__getattr__ = lazily(__name__)
