"""Optimal values as functions of letters: on each of finitely many regions one formula, each proved on its region."""

from __future__ import annotations

from fractions import Fraction

from duality.model.derivation import Derivation
from duality.model.expression import Comparison, Expression
from duality.model.problem import Problem
from duality.model.solution import Label, Status
from duality.records import record

Formulas = tuple[tuple[str, Expression], ...]
"""Formulas of the letters by name."""


@record(slots=False)
class Region:
    """Where all comparisons of ``where`` hold, within the ranges of the letters, the answer is this one.

    ``value`` is p* = d* in the sense of the statement (``None``: infinite, as the status says), ``point`` x*,
    ``multipliers`` those of the min form by constraint. Without an optimum ``multipliers`` are a Farkas vector, or
    ``ray`` is a direction of descent from ``point``. ``sample`` is a point inside. ``label`` holds all over the region.
    """

    where: tuple[Comparison, ...]
    sample: tuple[tuple[str, Fraction], ...]
    status: Status
    value: Expression | None
    point: Formulas = ()
    multipliers: Formulas = ()
    ray: Formulas = ()
    label: Label = Label.EXACT
    attained: bool | None = True


@record(slots=False)
class GridPoint:
    """p* at one value of the only letter, with its bounds; infinite where there is no optimum, ``None`` unknown."""

    letter: Fraction
    value: float | None
    lower: float
    upper: float
    label: Label


@record(slots=False)
class LetteredReport:
    """What is derived and solved in letters.

    ``rates`` give dp*/da for every letter a, as dL/da over x, the multipliers and the letters, in the sense of the
    statement. ``unexplored`` is the share of sampled points of the letters that lie in no region (0 with ``complete``:
    it is proved that they cover the ranges of the letters); without ``sampled`` it is measured along the only letter.
    ``note`` says what needs numbers, and why.
    """

    problem: Problem
    derivation: Derivation
    regions: tuple[Region, ...]
    rates: Formulas = ()
    unexplored: float = 0.0
    complete: bool = False
    note: str = ""
    grid: tuple[GridPoint, ...] = ()
    """Values by numbers where no formula was found, over one letter."""
    warnings: tuple[str, ...] = ()
    sampled: bool = False
