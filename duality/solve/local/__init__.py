"""Local methods in floating point: starts, sequential quadratic programming, multipliers, Newton's method."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solve.local import answer as answer
    from duality.solve.local import compiled as compiled
    from duality.solve.local import starts as starts

__getattr__ = lazily(__name__)
