"""Changes of a statement that cannot change its answer, or change it in a known way: value -> factor*value + shift."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import duality as du
from duality.algebra.atoms import substitute, substitute_comparison
from duality.model.expression import Comparison, Expression, Number, Variable, number
from duality.model.problem import (
    ConstraintRow,
    DomainRow,
    FiniteSet,
    IntegerRange,
    Interval,
    Membership,
    Problem,
    Sense,
)


@dataclass(frozen=True)
class Change:
    """``apply`` makes the new statement, ``None`` where the change does not apply; the factor and the shift belong to
    a minimum (``shift`` turns its sign for a maximum)."""

    name: str
    apply: Callable[[Problem], Problem | None]
    factor: float = 1.0
    shift: float = 0.0

    def value(self, value: float, sense: Sense) -> float:
        return self.factor * value + (self.shift if sense is Sense.MIN else -self.shift)


def _added(problem: Problem, term: str, *rows: str) -> Problem:
    """f plus (for a maximum: minus) a decoupled term over variables of its own, and rows over these."""
    block = du.parse(f"min {term}\n" + ("s.t.\n" + "\n".join(rows) if rows else ""))
    names = {name: Variable(f"{name}_own") for name in block.variables}
    addend = substitute(block.objective, names)
    objective = problem.objective + addend if problem.sense is Sense.MIN else problem.objective - addend
    own = tuple(replace(row, comparison=substitute_comparison(row.comparison, names)) for row in block.rows)
    variables = (*problem.variables, *(v.name for v in names.values()))
    return replace(problem, objective=objective, variables=variables, rows=(*problem.rows, *own))


def _scaled(factor: Fraction) -> Callable[[Problem], Problem]:
    return lambda problem: replace(problem, objective=number(factor) * problem.objective)


def _shifted(shift: int) -> Callable[[Problem], Problem]:
    return lambda p: replace(p, objective=p.objective + number(shift if p.sense is Sense.MIN else -shift))


def _turned(problem: Problem) -> Problem:
    sense = Sense.MAX if problem.sense is Sense.MIN else Sense.MIN
    return replace(problem, objective=-problem.objective, sense=sense)


def _substituted(factor: int, shift: int) -> Callable[[Problem], Problem]:
    """x = factor*t + shift for every variable; t keeps the name."""

    def apply(problem: Problem) -> Problem:
        names = {name: number(factor) * Variable(name) + number(shift) for name in problem.variables}
        if factor == 1:
            names = {name: Variable(name) + number(shift) for name in problem.variables}
        rows = tuple(replace(row, comparison=substitute_comparison(row.comparison, names)) for row in problem.rows)
        domain = tuple(_moved(row, names, factor, shift) for row in problem.domain)
        return replace(problem, objective=substitute(problem.objective, names), rows=rows, domain=domain)

    return apply


def _moved(row: DomainRow, names: Mapping[str, Expression], factor: int, shift: int) -> DomainRow:
    if isinstance(row, Comparison):
        return substitute_comparison(row, names)

    def at(value: Expression) -> Expression:
        if isinstance(value, Number):
            return number((value.value - shift) / factor)
        return (value - number(shift)) / number(factor)

    def end(value: Expression | None) -> Expression | None:
        return None if value is None else at(value)

    match row.set:
        case Interval(lower, upper):
            moved = replace(row.set, lower=end(lower), upper=end(upper))
        case IntegerRange(lower, upper):
            moved = FiniteSet(tuple((number(Fraction(k - shift, factor)),) for k in range(lower, upper + 1)))
        case FiniteSet(points):
            moved = FiniteSet(tuple(tuple(at(entry) for entry in point) for point in points))
    return Membership(row.variables, moved)


def _reversed(problem: Problem) -> Problem | None:
    named = tuple(replace(row, name=row.name or f"row_{k}") for k, row in enumerate(problem.rows))
    return replace(problem, rows=named[::-1]) if len(named) > 1 else None


def _row_scaled(factor: Fraction) -> Callable[[Problem], Problem | None]:
    def apply(problem: Problem) -> Problem | None:
        if not problem.rows:
            return None
        first = problem.rows[0]
        sides = tuple(number(factor) * side for side in first.comparison.expressions)
        scaled = replace(first, comparison=replace(first.comparison, expressions=sides))
        return replace(problem, rows=(scaled, *problem.rows[1:]))

    return apply


def _repeated(problem: Problem) -> Problem | None:
    if not problem.rows:
        return None
    again = ConstraintRow(problem.rows[0].comparison, name="again")
    return replace(problem, rows=(*problem.rows, again))


def _redundant(problem: Problem) -> Problem | None:
    """The first row once more, weaker by 1."""
    if not problem.constraints:
        return None
    first = problem.constraints[0]
    left, right = (first.right, first.left) if first.relation == ">=" else (first.left, first.right)
    weaker = Comparison(("<=",), (left, right + number(1)))
    return replace(problem, rows=(*problem.rows, ConstraintRow(weaker, name="weaker")))


CHANGES = (
    Change("squares added", lambda p: _added(p, "z1^2 + z2^2")),
    Change("second problem added", lambda p: _added(p, "(w - 3)^2 + w", "w >= 4"), shift=5.0),
    Change("f times 1e-9", _scaled(Fraction(1, 10**9)), factor=1e-9),
    Change("f times 1e9", _scaled(Fraction(10**9)), factor=1e9),
    Change("f plus 1e7", _shifted(10**7), shift=1e7),
    Change("f minus 1e7", _shifted(-(10**7)), shift=-1e7),
    Change("x + 1", _substituted(1, 1)),
    Change("3x", _substituted(3, 0)),
    Change("rows in reverse", _reversed),
    Change("row times 7/3", _row_scaled(Fraction(7, 3))),
    Change("row times 1e-6", _row_scaled(Fraction(1, 10**6))),
    Change("row twice", _repeated),
    Change("redundant row", _redundant),
    Change("max for min", _turned, factor=-1.0),
)
