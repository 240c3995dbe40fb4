"""Linear and quadratic programs in letters: their pieces, and how a piece is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from duality.letters.conditions import comparison
from duality.letters.field import Element
from duality.letters.pieces import Piece, piece
from duality.letters.program import ParametricProgram
from duality.letters.redundancy import needed
from duality.model.expression import Expression
from duality.model.problem import Problem
from duality.model.regions import Region
from duality.model.solution import Status

if TYPE_CHECKING:
    from duality.letters.formula_pieces import FormulaPiece


class Programs:
    """Solves a program with letters around samples."""

    def __init__(self, problem: Problem, program: ParametricProgram) -> None:
        self.problem, self.program = problem, program

    def piece(self, sample: Mapping[str, Fraction]) -> Piece:
        """The piece around a sample; raises `NotLifted` or `OnTheBorder`."""
        return piece(self.program, sample, self.problem.parameters)

    def region(self, found: Piece | FormulaPiece) -> Region:
        """The piece in the words of the model, without the conditions that others imply."""
        assert isinstance(found, Piece), "a program gives pieces of programs"
        program, tree = self.program, self.program.field.tree
        kept = needed(program.field, found.conditions, self.problem.parameters)
        sign = program.field.number(program.sign)
        named = [(row.name, m) for row, m in zip(program.rows, found.multipliers, strict=False) if row.name]
        return Region(
            where=tuple(comparison(program.field, condition) for condition in kept),
            sample=tuple(found.sample.items()),
            status=found.status,
            value=None if found.value is None else tree(found.value * sign),
            point=_named(program.variables, found.point, tree),
            multipliers=tuple((name, tree(m)) for name, m in named),
            ray=_named(program.variables, found.ray, tree),
            attained=True if found.status is Status.OPTIMAL else None,
        )


def _named(
    names: Sequence[str], values: Sequence[Element], tree: Callable[[Element], Expression]
) -> tuple[tuple[str, Expression], ...]:
    return tuple((name, tree(value)) for name, value in zip(names, values, strict=False) if name)
