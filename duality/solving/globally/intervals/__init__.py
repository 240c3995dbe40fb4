"""Interval arithmetic on arrays of boxes, and branch and bound with it."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.globally.intervals import beyond as beyond
    from duality.solving.globally.intervals import contraction as contraction
    from duality.solving.globally.intervals import levels as levels
    from duality.solving.globally.intervals import region as region

__getattr__ = lazily(__name__)
