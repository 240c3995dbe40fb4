"""Names that occur in constraints only: variables, declared where they first stand, unless they are slips.

A name in a single row that is near to a declared one is taken for a slip; ``x`` in ``min t`` with ``x^2 <= t`` is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from duality.language.plain import PlainRow, plain_terms
from duality.language.statements import ConstraintStatement, Statement
from duality.language.syntax import references
from duality.language.vocabulary import CONSTANTS, reserved, suggestion


class Undeclared:
    """Tells which unknown names of the constraints are variables."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements

    @cached_property
    def rows(self) -> Counter[str]:
        """In how many rows each name stands for itself; counted when the first unknown name is met."""
        found: Counter[str] = Counter()
        for statement in self.statements:
            if isinstance(statement, ConstraintStatement):
                bound = frozenset(loop.name for loop in statement.family.loops) if statement.family else frozenset()
                names = {one.name for side in statement.row.sides for one in references(side, bound)}
            elif isinstance(statement, PlainRow):
                names = {name for side in (statement.left, statement.right) for name in plain_terms(side)}
            else:
                continue
            found.update(names - CONSTANTS.keys())
        return found

    def is_variable(self, name: str, known: Sequence[str]) -> bool:
        """Whether an unknown name is a variable of its own, and none of the known ones mistyped."""
        rows = self.rows[name]
        return reserved(name) is None and rows > 0 and (rows > 1 or suggestion(name, known) is None)
