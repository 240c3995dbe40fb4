"""The figures of a report: one file a figure, with its data, its chart and its words, and a line in ``order``.

Values of f, L, theta_D and v stand in the user's sense: for a maximization they are those of the min form with the sign
turned, so that p* and d* are on the same axis. Constraints and multipliers are those of the min form: c(x) <= 0,
alpha >= 0, h(x) = 0, beta free. ``math.inf`` is a value like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.results.figures import drawn as drawn
    from duality.results.figures import landscape as landscape
    from duality.results.figures import order as order
    from duality.results.figures import paged as paged
    from duality.results.figures import path as path
    from duality.results.figures import scene as scene
    from duality.results.figures.order import picture, pictures

__all__ = ["picture", "pictures"]

__getattr__ = lazily(__name__, {"order": "picture pictures"})
