"""An optimum of a sample, lifted: the KKT equations of its active rows, solved for all letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.letters.claims import LiftedOptimum, NotLifted, OnTheBorder, Requirement
from duality.letters.faces import Face
from duality.letters.field import Element, is_number
from duality.letters.program import ParametricProgram, ParametricRow

Sample = Mapping[str, Fraction]


def lifted_optimum(
    program: ParametricProgram, sample: Sample, x: list[Fraction], multipliers: Sequence[Fraction]
) -> tuple[LiftedOptimum, list[Requirement]]:
    """x and multipliers around an optimum x of the sample with multipliers of the rows there."""
    face = Face(program, sample, x)
    active = face.vertex(multipliers)
    found = face.solved(active)
    if found is None:
        raise OnTheBorder("the active rows are dependent there")
    point, lifted = found
    required = [Requirement(lifted[i]) for i in active if not program.rows[i].equality and not is_number(lifted[i])]
    required += _slacks(program, sample, point, set(active), x)
    return LiftedOptimum(tuple(point), tuple(lifted), _value(program, point)), required


def _slacks(
    program: ParametricProgram, sample: Sample, x: Sequence[Element], active: set[int], at_sample: Sequence[Fraction]
) -> list[Requirement]:
    """What feasibility of x requires beyond the active rows."""
    required = []
    for k, row in enumerate(program.rows):
        slack = -_at(program, row, x)
        if k in active:
            if row.strict:
                raise NotLifted("an open end of X is reached: the value is not attained")
            continue
        if row.equality:
            if slack != program.field.zero:
                raise OnTheBorder("the equations have a solution at this value only")
            continue
        if is_number(slack) and not row.strict:
            continue
        required.append(Requirement(slack, row.strict))
    return required


def _at(program: ParametricProgram, row: ParametricRow, x: Sequence[Element]) -> Element:
    return sum((c * x[i] for i, c in row.terms.items()), row.constant)


def _value(program: ParametricProgram, x: Sequence[Element]) -> Element:
    total = program.field.zero
    for key, c in program.objective.items():
        term = c
        for i in key:
            term = term * x[i]
        total = total + term
    return total
