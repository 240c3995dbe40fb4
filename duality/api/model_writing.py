"""Linear and quadratic problems as files of solvers, under their own names."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING

from duality.derivation.standardize import standardize
from duality.errors import ProblemError
from duality.model.problem import Problem
from duality.records import replace
from duality.solving import model_files, quadratic

if TYPE_CHECKING:
    from duality.model.derivation import Derivation
    from duality.model.scalar import Scalar
    from duality.solving.model_files.model import ModelRow
    from duality.solving.quadratic.program import LinearRow, QuadraticProgram

SUFFIXES = (".mps", ".lp")


def model_text(problem: Problem, suffix: str) -> str:
    """The problem as an .mps or .lp file.

    |u| and maxima of affine forms become variables t1, t2, ... above them. Raises `ProblemError` for what is neither
    linear nor quadratic.
    """
    return model_files.linear.model_file(model_of(problem), suffix).decode("utf-8")


def with_names_of(derivation: Derivation, dual: Problem) -> Problem:
    """The explicit dual with each row called as the one variable of the primal whose column it is, up to sign."""
    meant = dict(derivation.dual_names)
    columns: dict[str, dict[str, Scalar]] = {}
    for constraint in derivation.form.constraints:
        for name, value in constraint.row.linear:
            columns.setdefault(name, {})[constraint.multiplier] = abs(value)
    kept = set(meant.values())
    free = {name: {m: c for m, c in column.items() if m in kept} for name, column in columns.items()}
    found = standardize(dual).constraints
    if len(found) != len(dual.rows):
        return dual
    rows = []
    for row, constraint in zip(dual.rows, found, strict=True):
        wanted = {meant.get(name, name): abs(value) for name, value in constraint.row.linear}
        name = next((name for name, column in free.items() if column == wanted), None)
        rows.append(row if name is None else replace(row, name=name))
        free.pop(name or "", None)
    return replace(dual, rows=tuple(rows))


def model_of(problem: Problem) -> model_files.model.Model:
    """The problem as plain rows; names such as x[1] are written x_1_ where a file would take them apart."""
    from duality.solving.finite.branching import relaxation

    form = standardize(problem)
    integers = {name for finite in form.domain.discrete for name in finite.variables}
    relaxed = relaxation(form) if integers else form
    program = None if relaxed is None else quadratic.lifting.quadratic_program(relaxed)
    if program is None:
        raise ProblemError(
            "only linear and quadratic problems with rational data can be written as an .lp or .mps file",
            help="write it as text, LaTeX or JSON: -o FILE.txt, FILE.tex, FILE.json",
        )
    scale = Fraction(form.sign, program.scale)
    hessian = tuple((i, j, float(q * scale)) for i, j, q in program.hessian)
    return model_files.model.Model(
        problem.title,
        form.sign < 0,
        float(program.constant * scale),
        _columns(program, scale, integers),
        _rows(program),
        hessian,
    )


def _columns(program: QuadraticProgram, scale: Fraction, integers: set[str]) -> tuple[model_files.model.Column, ...]:
    count, found = 0, []
    for name, cost, low, high in zip(program.variables, program.linear, program.lower, program.upper, strict=True):
        count += not name
        lower, upper = -inf if low is None else float(low), inf if high is None else float(high)
        found.append(
            model_files.model.Column(_plain(name or f"t{count}"), float(cost * scale), lower, upper, name in integers)
        )
    return tuple(found)


def _rows(program: QuadraticProgram) -> tuple[ModelRow, ...]:
    return tuple(_row(row, k) for k, row in enumerate(program.rows, 1))


def _row(row: LinearRow, place: int) -> model_files.model.ModelRow:
    """a'x <= -b, in the numbers of the statement."""
    terms = tuple((i, float(Fraction(c, row.scale))) for i, c in row.terms)
    end = float(Fraction(-row.constant, row.scale))
    return model_files.model.ModelRow(_plain(row.name or f"domain_{place}"), terms, end if row.equality else -inf, end)


def _plain(name: str) -> str:
    return name.replace("[", "_").replace(", ", "_").replace("]", "")
