"""Constraint rows with the names that their author gave them, families taken apart."""

from __future__ import annotations

from collections.abc import Iterator

from duality.language.entrywise import entries, numerals
from duality.language.expand import Expander, member_name
from duality.language.limits import MAX_CONSTRAINTS
from duality.language.plain import PlainRow, PlainSums
from duality.language.sets import comparison
from duality.language.statement_grammar import plain_row_statement
from duality.language.statements import ConstraintStatement, Label
from duality.language.syntax import Relations
from duality.model.expression import Comparison
from duality.model.problem import ConstraintRow

_FAMILY = "a family of constraints"


class Rows:
    """Builds the rows of a problem, in order, and keeps their names apart."""

    def __init__(self, expander: Expander, plain: PlainSums) -> None:
        self.expander = expander
        self.source = expander.source
        self.names = expander.names
        self.plain = plain
        self.members: set[str] = set()
        self.count = 0

    def build(self, statement: ConstraintStatement | PlainRow) -> Iterator[ConstraintRow]:
        """The rows of one statement."""
        if isinstance(statement, PlainRow):
            left, right = self.plain.expression(statement.left), self.plain.expression(statement.right)
            if left is not None and right is not None and "[" not in (statement.label or ""):
                yield self._plain_row(statement, Comparison((statement.relation,), (left, right)))
                return
            statement = plain_row_statement(self.source, statement)
        row, family = statement.row, statement.family
        if family is None:
            yield from self._alone(statement)
            return
        for number, _ in enumerate(self.expander.combinations(family, row.start, row.end), 1):
            yield self._row(statement, number)

    def _alone(self, statement: ConstraintStatement) -> Iterator[ConstraintRow]:
        """A row without a loop; one of a whole indexed variable is a row for each of its entries."""
        label, every = statement.label, entries(statement.row, self.names)
        if every is None:
            yield self._row(statement, None)
            return
        for number, (indices, row) in enumerate(every, 1):
            assert isinstance(row, Relations)
            if label is not None and label.indices is None:
                own = label._replace(indices=numerals(indices, label.start, label.end))
                yield self._row(ConstraintStatement(own, row, None), number)
            else:
                yield self._row(ConstraintStatement(label, row, None), number)

    def _plain_row(self, row: PlainRow, compared: Comparison) -> ConstraintRow:
        self._count(1, row.start, row.end)
        if row.label is not None:
            start = self.source.text.index(row.label, row.start)
            self.names.claim(row.label, "a constraint", start, start + len(row.label))
        return ConstraintRow(compared, row.label)

    def _row(self, statement: ConstraintStatement, number: int | None) -> ConstraintRow:
        row, label = statement.row, statement.label
        compared = comparison(row, self.expander)
        self._count(len(row.relations), row.start, row.end)
        if label is None or label.name is None:
            return ConstraintRow(compared, None, family=number is not None or label is not None)
        return ConstraintRow(compared, self._name(label, label.name, number, len(row.relations) == 2))

    def _name(self, label: Label, stem: str, number: int | None, chain: bool) -> str:
        """The name of a row; a chain also takes the names of its two halves."""
        if label.indices is not None:
            indices = tuple([self.expander.integer(index) for index in label.indices])
        elif number is not None:
            indices = (number,)
        else:
            for suffix in ("", "_lower", "_upper") if chain else ("",):
                self.names.claim(stem + suffix, "a constraint", label.start, label.end)
            return stem
        for suffix in ("", "_lower", "_upper") if chain else ("",):
            if self.names.claimed_as(stem + suffix) != _FAMILY:
                self.names.claim(stem + suffix, _FAMILY, label.start, label.end)
        full_name = member_name(stem, indices)
        if full_name in self.members:
            message = f"the constraint '{full_name}' is named twice"
            raise self.source.problem_error(
                message, label.start, label.end, "let the name hold every index of the family"
            )
        self.members.add(full_name)
        return full_name

    def _count(self, constraints: int, start: int, end: int) -> None:
        self.count += constraints
        if self.count > MAX_CONSTRAINTS:
            raise self.source.problem_error(f"the problem has more than {MAX_CONSTRAINTS:,} constraints", start, end)
