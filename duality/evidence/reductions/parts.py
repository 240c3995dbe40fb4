"""Independent parts: f, c and h fall into sums over groups of variables that no row and no condition of D joins.

p* and d* are the sums of the parts' values, a minimizer and optimal multipliers are put together from theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from duality.algebra.atoms import row_expression
from duality.derivation import standardize
from duality.model.expression import ZERO, Comparison, Expression
from duality.model.form import Domain, DomainCondition, Row, StandardConstraint, StandardForm
from duality.model.problem import ConstraintRow, DomainRow, Membership, Problem, Sense
from duality.records import record

MOST_PARTS = 8


@record(slots=False)
class Part:
    """One group of variables with its share of f, its constraints and its rows of X, as a problem of its own."""

    name: str
    form: StandardForm


def parts(form: StandardForm) -> tuple[Part, ...]:
    """The parts, in the order of the variables; empty where there is only one, or more than are worth it."""
    groups = _groups(form)
    if not 1 < len(groups) <= MOST_PARTS:
        return ()
    if any(not names_in(row) for row in form.problem.domain) or any(not _of(c) for c in form.constraints):
        return ()
    found = []
    for k, group in enumerate(groups):
        problem = _problem(form, group, with_constant=k == 0)
        own = standardize(problem)
        if {c.name for c in own.constraints} != {c.name for c in form.constraints if _of(c) <= group}:
            return ()
        if not keeps_domain(own.domain, form.domain, group):
            return ()
        found.append(Part(", ".join(problem.variables), own))
    return tuple(found)


def keeps_domain(own: Domain, whole: Domain, names: set[str]) -> bool:
    """Whether D, stated anew, is what the whole asks of these variables.

    A natural domain may have come from a term that cancels (x^2/x is x, but for 0), and a restatement may have added
    conditions that the problem's own rows do not state.
    """
    bounds = {name: b for name, b in whole.bounds if name in names}
    discrete = tuple(d for d in whole.discrete if set(d.variables) <= names)
    conditions = {_told(c) for c in whole.conditions if set(c.expression.variables()) <= names}
    return dict(own.bounds) == bounds and own.discrete == discrete and set(map(_told, own.conditions)) == conditions


def _told(condition: DomainCondition) -> tuple[Row, bool, bool, bool]:
    return condition.row, condition.strict, condition.equality, condition.nonzero


def _groups(form: StandardForm) -> list[set[str]]:
    groups: list[set[str]] = [{name} for name in form.variables]
    for joined in _joints(form):
        touching = [group for group in groups if group & joined]
        if len(touching) > 1:
            groups = [group for group in groups if not group & joined]
            groups.append(set().union(*touching))
    order = {name: k for k, name in enumerate(form.variables)}
    return sorted(groups, key=lambda group: min(order[name] for name in group))


def _joints(form: StandardForm) -> Iterable[set[str]]:
    """Sets of variables that belong together."""
    for pair, _ in form.objective.quadratic:
        yield set(pair)
    for _, atom in form.objective.atoms:
        yield set(atom.names)
    for _, node in form.objective.remainder:
        yield set(node.variables())
    for constraint in form.constraints:
        yield _of(constraint)
    for row in form.problem.domain:
        yield names_in(row)
    for condition in form.domain.conditions:
        yield set(condition.expression.variables())


def _of(constraint: StandardConstraint) -> set[str]:
    return set(constraint.expression.variables())


def names_in(row: DomainRow) -> set[str]:
    if isinstance(row, Membership):
        return set(row.variables)
    return {name for expression in row.expressions for name in expression.variables()}


def _problem(form: StandardForm, group: set[str], *, with_constant: bool) -> Problem:
    row = form.objective
    share = Row(
        constant=row.constant if with_constant else Fraction(0),
        linear=tuple(e for e in row.linear if e[0] in group),
        quadratic=tuple(e for e in row.quadratic if set(e[0]) <= group),
        atoms=tuple(e for e in row.atoms if set(e[1].names) <= group),
        remainder=tuple(e for e in row.remainder if set(e[1].variables()) <= group),
    )
    own: Expression = row_expression(share)
    rows = tuple(
        ConstraintRow(
            Comparison(("=",) if c.constraint.kind == "equality" else ("<=",), (c.expression, ZERO)), label=c.name
        )
        for c in form.constraints
        if _of(c) <= group
    )
    domain = tuple(entry for entry in form.problem.domain if names_in(entry) <= group)
    variables = tuple(name for name in form.variables if name in group)
    return Problem(own, Sense.MIN, variables, rows, domain)
