"""Nodes in numbers: one walk, over floats, exact entries, or the expressions of a solver."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily
from duality.statements.evaluating.walk import Values, evaluate

if TYPE_CHECKING:
    from duality.statements.evaluating import grids as grids

__getattr__ = lazily(__name__)


__all__ = ["Values", "evaluate"]
