"""Statements to and from other systems: problems of cvxpy and their trees."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily
from duality.statements.exchange.from_cvxpy import from_cvxpy
from duality.statements.exchange.to_cvxpy import to_cvxpy

if TYPE_CHECKING:
    from duality.statements.exchange import functions as functions
    from duality.statements.exchange import walk as walk

__getattr__ = lazily(__name__)


__all__ = ["from_cvxpy", "to_cvxpy"]
