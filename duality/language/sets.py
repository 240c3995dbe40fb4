"""Rows of the set X: memberships and relations out of ``domain`` statements."""

from __future__ import annotations

from collections.abc import Iterator

from duality.language.entrywise import entries
from duality.language.expand import Expander
from duality.language.statements import (
    DomainStatement,
    IntervalSyntax,
    MembershipSyntax,
    PointsSyntax,
    RangeSyntax,
    RealsSyntax,
)
from duality.language.syntax import Relations, Syntax
from duality.model.expression import Comparison, Expression, Negative, Relation, Sum, Variable
from duality.model.parameter import letters_of
from duality.model.problem import DomainRow, FiniteSet, IntegerRange, Interval, Membership

_RELATIONS: dict[str, Relation] = {"<=": "<=", ">=": ">=", "=": "=", "<": "<", ">": ">"}


def domain_rows(statement: DomainStatement, expander: Expander) -> Iterator[DomainRow]:
    """The rows of a domain statement, one for each member of its family; raises `ProblemError` for an empty set."""
    builder = _Builder(expander)
    row = statement.row
    if not isinstance(row, Relations) and isinstance(row.set, RealsSyntax):
        return
    if statement.family is None:
        every = entries(row, expander.names)
        yield from [builder.row(row)] if every is None else (builder.row(one) for _, one in every)
        return
    for _ in expander.combinations(statement.family, row.start, row.end):
        yield builder.row(row)


def comparison(row: Relations, expander: Expander) -> Comparison:
    """The comparison of a row."""
    sides = tuple([expander.expression(side) for side in row.sides])
    return Comparison(tuple([_RELATIONS[relation] for relation in row.relations]), sides)


class _Builder:
    def __init__(self, expander: Expander) -> None:
        self.expander = expander
        self.constants = Expander(expander.source, expander.names, expander.work, "an element of a set")
        self.constants.indices = expander.indices

    def row(self, row: MembershipSyntax | Relations) -> DomainRow:
        if isinstance(row, Relations):
            compared = comparison(row, self.expander)
            if not any(side.variables() for side in compared.expressions):
                raise self.expander.source.problem_error(
                    "no variable occurs in this domain row", row.start, row.end, "e and pi are numbers, not variables"
                )
            return compared
        variables: list[str] = []
        for subject in row.subjects:
            tree = self.expander.expression(subject)
            if not isinstance(tree, Variable) or tree.name in variables:
                written = self.expander.source.text[subject.start : subject.end]
                message = f"'{written}' is named twice" if isinstance(tree, Variable) else f"'{written}' is a constant"
                raise self.expander.source.problem_error(
                    message, subject.start, subject.end, "a set holds different variables"
                )
            variables.append(tree.name)
        names = tuple(variables)
        match row.set:
            case IntervalSyntax() as interval:
                self._check_single(names, row)
                return Membership(names, self._interval(interval))
            case RangeSyntax() as range_:
                self._check_single(names, row)
                return Membership(names, self._range(range_))
            case PointsSyntax(points):
                return Membership(names, FiniteSet(tuple([self._point(point, len(names)) for point in points])))
            case RealsSyntax():
                return Membership(names, Interval(None, None))

    def _check_single(self, names: tuple[str, ...], row: MembershipSyntax) -> None:
        if len(names) > 1:
            raise self.expander.source.problem_error(
                f"{len(names)} variables cannot lie in a set of single numbers",
                row.set.start,
                row.set.end,
                "write a domain row for each, or a set of points: (x, y) in {(0, 0), (1, 2)}",
            )

    def _interval(self, syntax: IntervalSyntax) -> Interval:
        lower = None if syntax.lower is None else self._constant(syntax.lower)
        upper = None if syntax.upper is None else self._constant(syntax.upper)
        if lower is not None and upper is not None and syntax.lower is not None:
            length = self.constants.sign(Sum((upper, Negative(lower))), syntax.lower)
            if length == -1 or (length == 0 and not (syntax.lower_closed and syntax.upper_closed)):
                raise self._empty(syntax)
        return Interval(lower, upper, syntax.lower_closed, syntax.upper_closed)

    def _range(self, syntax: RangeSyntax) -> IntegerRange:
        lower, upper = (None if end is None else self.constants.integer(end) for end in (syntax.lower, syntax.upper))
        if lower is not None and upper is not None and lower > upper:
            raise self._empty(syntax)
        return IntegerRange(lower, upper)

    def _empty(self, syntax: IntervalSyntax | RangeSyntax) -> Exception:
        return self.expander.source.problem_error(
            "this set is empty", syntax.start, syntax.end, "the lower end stands first: [0, 2], 0..5"
        )

    def _point(self, entries: tuple[Syntax, ...], size: int) -> tuple[Expression, ...]:
        if len(entries) != size:
            raise self.expander.source.problem_error(
                f"this point has {len(entries)} entries for {size} variable{'s' if size > 1 else ''}",
                entries[0].start,
                entries[-1].end,
            )
        point = tuple([self._constant(entry) for entry in entries])
        for tree, entry in zip(point, entries, strict=True):
            if letters := letters_of(tree):
                place = "an element of a finite set"
                raise self.constants.letter_fault(letters[0].name, place, entry.start, entry.end)
        return point

    def _constant(self, node: Syntax) -> Expression:
        return self.constants.expression(node)
