"""Letters for which the affine rows of a problem contradict one another, whatever f and its other rows are.

They are the rows of X, the constraints that are affine in x, and the demands u >= 0 or u > 0 of functions in f.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from duality.algebra.domains import natural_demands
from duality.letters.claims import NotLifted
from duality.letters.pieces import Piece
from duality.letters.program import NoProgram, parametric_program
from duality.letters.programs import Programs
from duality.model.expression import ZERO, Comparison
from duality.model.problem import Problem, Sense
from duality.model.regions import Region
from duality.model.solution import Status
from duality.records import replace


def infeasible_rows(problem: Problem, sample: Mapping[str, Fraction]) -> tuple[Piece, Region] | None:
    """The piece around the sample, and its region; ``None`` where the affine rows are feasible there.

    Raises `OnTheBorder`.
    """
    nothing = replace(problem, objective=ZERO, sense=Sense.MIN, rows=(), expectations=())
    rows = tuple(row for row in problem.rows if _is_program(replace(nothing, rows=(row,))))
    demands = tuple(row for row in _demands(problem) if _is_program(replace(nothing, domain=(*problem.domain, row))))
    affine = replace(nothing, rows=rows, domain=(*problem.domain, *demands))
    try:
        programs = Programs(affine, parametric_program(affine))
        found = programs.piece(sample)
    except (NoProgram, NotLifted):
        return None
    return (found, programs.region(found)) if found.status is Status.INFEASIBLE else None


def _demands(problem: Problem) -> Iterator[Comparison]:
    for demand in natural_demands(problem.objective):
        if demand.kind != "nonzero":
            yield Comparison((">=" if demand.kind == "nonnegative" else ">",), (demand.argument, ZERO))


def _is_program(problem: Problem) -> bool:
    try:
        parametric_program(problem)
    except NoProgram:
        return False
    return True
