"""Rows of a problem as affine parts and squares of affine forms, as they were written: nothing is expanded."""

from __future__ import annotations

from collections.abc import Mapping

from duality.algebra.abbreviations import without_abbreviations
from duality.algebra.boxes import intersect
from duality.algebra.folding import folded
from duality.algebra.rows import ONE, Collector
from duality.derivation.domain import DomainBuilder
from duality.derivation.standardize import standard_expression
from duality.model.expression import Expression, Negative
from duality.model.form import FREE, Affine, Bounds
from duality.model.problem import Constraint, Problem, Sense
from duality.model.scalar import Scalar
from duality.named_tuples import NamedTuple
from duality.records import replace
from duality.statements.explicit.ends import bound_of
from duality.statements.explicit.plain import Gathered, Plain


class Program(NamedTuple):
    """min f subject to rows <= 0 or = 0, variables in their bounds."""

    objective: Gathered
    rows: list[tuple[Constraint, Gathered]]
    bounds: Mapping[str, Bounds]


class _Gatherer(Collector):
    """Keeps the squares of affine forms."""

    def __init__(self) -> None:
        super().__init__({})
        self.squares: list[tuple[Scalar, Affine]] = []

    def add_product(self, first: Affine, second: Affine, factor: Scalar) -> None:
        if first is second and len(first.terms) > 1:
            self.squares.append((factor, first))
        else:
            super().add_product(first, second, factor)


class _Rows:
    """Reads rows; the trees that hold functions are kept, for the functions may be undefined somewhere."""

    def __init__(self) -> None:
        self.curious: list[Expression] = []

    def objective(self, problem: Problem) -> Gathered | None:
        plain = Plain()
        if plain.add(problem.objective, 1 if problem.sense is Sense.MIN else -1):  # type: ignore[arg-type]
            return plain.gathered()
        return self._other(problem.objective if problem.sense is Sense.MIN else Negative(problem.objective))

    def constraint(self, constraint: Constraint) -> Gathered | None:
        plain = Plain()
        sign = -1 if constraint.relation == ">=" else 1
        if plain.add(constraint.left, sign) and plain.add(constraint.right, -sign):  # type: ignore[arg-type]
            return plain.gathered()
        return self._other(standard_expression(constraint))

    def _other(self, tree: Expression) -> Gathered | None:
        tree = folded(without_abbreviations(tree))
        self.curious.append(tree)
        collector = _Gatherer()
        collector.add(tree, ONE)
        collector.drop_zeros()
        if not collector.as_quadratic():
            return None
        return Gathered(collector.constant, collector.linear, collector.quadratic, collector.squares, [], [])


def gathered(problem: Problem) -> Program | None:
    """The problem's rows in the min form; ``None`` where one is not quadratic, or X is no closed box."""
    if problem.parameters:
        return None
    reading = _Rows()
    goal = reading.objective(problem)
    if goal is None:
        return None
    rows = []
    for constraint in problem.constraints:
        row = reading.constraint(constraint)
        if row is None:
            return None
        rows.append((constraint, row))
    open_at_zero = {name for row in (goal, *(row for _, row in rows)) for name in _positive(row)}
    bounds = _bounds(problem, reading.curious, open_at_zero)
    return None if bounds is None else Program(goal, rows, bounds)


def _positive(row: Gathered) -> list[str]:
    """The variables that a logarithm keeps positive, so that x > 0 says no more than x >= 0."""
    of_one = [atom.form for atom in row.atoms if atom.kind in ("log", "entropy") and len(atom.form.terms) == 1]
    return [form.terms[0][0] for form in of_one if form.constant == 0 and form.terms[0][1] > 0]


def _bounds(problem: Problem, curious: list[Expression], positive: set[str]) -> dict[str, Bounds] | None:
    """The closed box that X is; ``None`` where it is another set."""
    found = [(row, bound_of(row)) for row in problem.domain]
    builder = DomainBuilder(replace(problem, domain=tuple(row for row, bound in found if bound is None)))
    builder.add_natural(curious)
    domain = builder.build()
    bounds = dict(domain.bounds)
    for _, bound in found:
        if bound is not None:
            name, ends = bound
            bounds[name] = intersect(bounds.get(name, FREE), ends)
    for name in positive & bounds.keys():
        if bounds[name].lower == 0:
            bounds[name] = replace(bounds[name], lower_closed=True)
    if domain.conditions or domain.discrete or not all(map(_is_closed, bounds.values())):
        return None
    return bounds


def _is_closed(bounds: Bounds) -> bool:
    """Whether X has both ends that there are, in order."""
    lower, upper = bounds.lower, bounds.upper
    closed = (lower is None or bounds.lower_closed) and (upper is None or bounds.upper_closed)
    return closed and (lower is None or upper is None or not upper < lower)
