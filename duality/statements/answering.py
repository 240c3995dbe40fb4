"""A statement in, a derivation or a report out."""

from __future__ import annotations

from duality.statements.results import StatementDerivation
from duality.statements.statement import Statement
from duality.statements.tower import derived


def derive(statement: Statement) -> StatementDerivation:
    """L, theta_D in letters, the explicit dual, the KKT conditions; nothing is solved."""
    return StatementDerivation(derived(statement))
