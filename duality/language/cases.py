"""Functions in pieces to trees: the first piece holds whose conditions do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from duality import algebra
from duality.errors import ProblemError
from duality.language.syntax import Cases, Relations
from duality.model.expression import Expression
from duality.model.pieces import Condition, pieces_tree

if TYPE_CHECKING:
    from duality.language.expand import Expander


def in_pieces(expander: Expander, node: Cases) -> Expression:
    """The tree; raises `ProblemError` where some x has no piece, or a piece no value on its part."""
    from duality.algebra.pieces.line import covers

    pieces = [(expander.expression(body), _conditions(expander, rows)) for body, rows in node.pieces]
    if node.otherwise is not None:
        last = expander.expression(node.otherwise)
    else:
        last, _ = pieces[-1]
        if not covers([conditions for _, conditions in pieces]):
            raise expander.source.problem_error(
                "these pieces are not seen to cover every x",
                node.start,
                node.end,
                "end with a last piece: ...; 0 otherwise}",
            )
        pieces = pieces[:-1]
    tree = pieces_tree(pieces, last)
    try:
        algebra.abbreviations.without_abbreviations(tree)
    except ProblemError as error:
        raise expander.source.problem_error(error.message, node.start, node.end, error.help) from error
    return tree


def _conditions(expander: Expander, rows: Sequence[Relations]) -> list[Condition]:
    found: list[Condition] = []
    for row in rows:
        sides = [expander.expression(side) for side in row.sides]
        for relation, left, right in zip(row.relations, sides, sides[1:], strict=False):
            found.append((relation, left, right))
    return found
