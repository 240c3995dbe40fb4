"""Arrays that stand whole: ``x >= 0`` for x[1..3] is a row for every entry, ``norm(x, 1)`` its norm of order 1."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from duality.language.names import Names
from duality.language.parameter_values import Array
from duality.language.source import Source
from duality.language.statements import MembershipSyntax
from duality.language.syntax import Application, Indexed, Listing, Numeral, Reference, Relations, Syntax

Indices = tuple[int, ...]
Row = Relations | MembershipSyntax


def entries(row: Row, names: Names) -> Iterator[tuple[Indices, Row]] | None:
    """The rows of a row in which families stand alone on a side, with their indices; ``None`` where none does.

    Raises `ProblemError` where the families differ in their indices.
    """
    sides = row.sides if isinstance(row, Relations) else row.subjects
    whole = {side.name: side for side in sides if isinstance(side, Reference) and side.name in names.families}
    if not whole:
        return None
    first, *others = whole
    indices = _indices(first, names)
    for name in others:
        if _indices(name, names) != indices:
            place = whole[name]
            raise names.source.problem_error(
                f"'{first}' and '{name}' have different indices",
                place.start,
                place.end,
                f"write the rows out: {first}[i] >= {name}[i] for i in 1..3",
            )
    return ((each, _entry(row, each, names)) for each in indices)


def _indices(name: str, names: Names) -> list[Indices]:
    members = (full[len(name) + 1 : -1] for full in names.families[name])
    return [tuple(int(part) for part in member.split(",")) for member in members]


def _entry(row: Row, indices: Indices, names: Names) -> Row:
    if isinstance(row, Relations):
        return row._replace(sides=tuple([_member(side, indices, names) for side in row.sides]))
    return row._replace(subjects=tuple([_member(side, indices, names) for side in row.subjects]))


def _member(side: Syntax, indices: Indices, names: Names) -> Syntax:
    if not isinstance(side, Reference):
        return side
    if side.name not in names.families and not isinstance(names.parameters.get(side.name), Array):
        return side
    return Indexed(side.name, numerals(indices, side.start, side.end), side.start, side.end)


def numerals(indices: Indices, start: int, end: int) -> tuple[Syntax, ...]:
    """Indices as they are written."""
    return tuple([Numeral(Fraction(index), None, start, end) for index in indices])


_ORDERS = {1: "norm1", 2: "norm"}


def norm_of_order(node: Application, is_array: Callable[[str], bool], source: Source) -> Application | None:
    """norm(w, 1), norm([x, y], inf): the norm of that order of a list or an array; ``None`` for entries one by one.

    Raises `ProblemError` for an order that the language has no norm of.
    """
    match node.arguments:
        case (Listing() | Reference() as vector, order) if isinstance(vector, Listing) or is_array(vector.name):
            if isinstance(order, Reference) and order.name == "inf":
                return node._replace(function="norminf", arguments=(vector,))
            if not isinstance(order, Numeral):
                return None
            if order.value in _ORDERS:
                return node._replace(function=_ORDERS[int(order.value)], arguments=(vector,))
            shown = source.text[vector.start : vector.end]
            raise source.problem_error(
                f"the language has no norm of order {order.value}",
                order.start,
                order.end,
                f"it has norm1({shown}), norm({shown}) and norminf({shown}); a number as one more entry stands first",
            )
    return None
