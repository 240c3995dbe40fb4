"""A statement with data: both sides solved, theta_D evaluated by the derived formula, the verdict."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily
from duality.statements.solving.report import StatementReport
from duality.statements.solving.solve import solve

if TYPE_CHECKING:
    from duality.statements.solving import solve as solve

__getattr__ = lazily(__name__)


__all__ = ["StatementReport", "solve"]
