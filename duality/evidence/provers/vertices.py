"""p* of a concave f over a polyhedron without a line, where f is known to be bounded below: the least at a vertex.

x is a mean of vertices plus directions of recession, along which a concave f that is bounded below never falls.
Source: R. T. Rockafellar, Convex Analysis (1970), Theorem 32.3 and Corollary 32.3.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from math import comb

from duality.algebra.exact_linear import rank, solve
from duality.algebra.membership import contains
from duality.derivation.curvature import curvature
from duality.evidence.comparison import greater
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.budget import checkpoint
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.expression import opposite
from duality.model.form import Affine, StandardForm
from duality.model.solution import Point
from duality.records import replace
from duality.verify.evaluation import is_exact, row_value

MOST = 2000
"""Choices of active rows that are tried."""

Rows = list[Affine]


class Vertices:
    """Exact, and attained; where values at vertices are exact numbers."""

    name = "vertices"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.p.is_closed:
            return "p* is known exactly"
        if not ledger.p.lower.is_finite:
            return "f is not known to be bounded below"
        if question.is_convex or question.form.domain.discrete:
            return "f is convex, or there are finite sets"
        return None if _rows(question.form) is not None else "some row is not affine, or there are too many vertices"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        form = question.form
        rows = _rows(form)
        if rows is None or not _is_concave(form):
            return
        found = list(_vertices(form.variables, *rows))
        best: tuple[End, Point] | None = None
        for point in found:
            if not contains(form.domain, point):
                return
            value = row_value(form.objective, form.objective_expression, point)
            if not is_exact(value):
                return
            end = End.of(value)
            if best is None or greater(best[0], end):
                best = end, tuple(point.items())
        if best is not None:
            end, at = best
            witness = Engine(self.name, f"f is concave and bounded below, and least of all {len(found)} vertices there")
            yield establish(form, Evidence("p", witness, end, end, attained=True, point=at, source=self.name))


def _is_concave(form: StandardForm) -> bool:
    """-f is convex over D, a convex set."""
    row, tree = form.objective.scaled(Fraction(-1)), opposite(form.objective_expression)
    return curvature(replace(form, objective=row, objective_expression=tree)).verdict == "proved"


def _rows(form: StandardForm) -> tuple[Rows, Rows] | None:
    """(equations, forms <= 0) of a polyhedron without a line; ``None`` for another set, or too many choices."""
    constraints = [(c.row, c.constraint.kind == "equality", 1) for c in form.constraints]
    conditions = [(c.row, c.equality, -1) for c in form.domain.conditions if not c.nonzero]
    equations: Rows = []
    below: Rows = []
    for row, equality, way in (*constraints, *conditions):
        if not row.is_affine:
            return None
        (equations if equality else below).append(row.affine.scaled(Fraction(way)))
    for name, bounds in form.domain.bounds:
        if bounds.lower is not None:
            below.append(Affine(bounds.lower, ((name, Fraction(-1)),)))
        if bounds.upper is not None:
            below.append(Affine(-bounds.upper, ((name, Fraction(1)),)))
    below = list(dict.fromkeys(below))
    coefficients = [[row.coefficient(name) for name in form.variables] for row in (*equations, *below)]
    numbers = [c for row in coefficients for c in row] + [row.constant for row in (*equations, *below)]
    size = len(form.variables)
    if not all(isinstance(c, Fraction) for c in numbers) or rank(coefficients) < size:
        return None
    return (equations, below) if comb(len(below), max(0, size - len(equations))) <= MOST else None


def _vertices(names: Sequence[str], equations: Rows, below: Rows) -> Iterator[dict[str, Fraction]]:
    """Every feasible point at which rows of full rank are active, once."""
    known: set[tuple[Fraction, ...]] = set()
    fixed = rank([[row.coefficient(name) for name in names] for row in equations]) if equations else 0
    for chosen in combinations(below, len(names) - fixed):
        checkpoint("looking at vertices")
        active = [*equations, *chosen]
        matrix = [[row.coefficient(name) for name in names] for row in active]
        if rank(matrix) < len(names):
            continue
        solved = solve(matrix, [-row.constant for row in active])
        if solved is None:
            continue
        point = tuple(Fraction(x) for x in solved if isinstance(x, Fraction))
        at = dict(zip(names, point, strict=True))
        if point not in known and all(row.at(at) <= 0 for row in below):
            known.add(point)
            yield at
