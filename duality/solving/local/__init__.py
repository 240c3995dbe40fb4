"""Local methods in floating point: starts, sequential quadratic programming, multipliers, Newton's method."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.local import answer as answer
    from duality.solving.local import compiled as compiled
    from duality.solving.local import direct as direct
    from duality.solving.local import starts as starts

__getattr__ = lazily(__name__)
