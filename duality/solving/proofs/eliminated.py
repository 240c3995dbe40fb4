"""Equations solved for variables that they have alone and to the first power, which are put into f and the other rows.

On x + y = 1 the cubes of x^3 + y^3 cancel: 3 x^2 - 3 x + 1 has a minimum. Bounds of a variable that is put in become
bounds or rows of those that are left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import islice

from duality.algebra.atoms import row_expression, substitute
from duality.algebra.boxes import intersect
from duality.algebra.polynomial_of import polynomial
from duality.algebra.rows import decompose
from duality.model.expression import Expression
from duality.model.form import FREE, Bounds, Domain, DomainCondition, Row, StandardConstraint, StandardForm
from duality.model.remembered import once
from duality.model.scalar import Scalar
from duality.records import replace

LARGEST = 12
"""Variables up to which equations are solved."""

LONGEST = 60
"""Nodes of a solution that is put in."""

Trees = Mapping[str, Expression]


@once
def with_equations_solved(form: StandardForm) -> StandardForm | None:
    """The form in the variables that are left, at least one; ``None`` where no equation can be solved.

    Linear and quadratic programs are left as they are: their own methods take equations.
    """
    names = form.variables
    if form.domain.discrete or len(names) > LARGEST or form.is_linearly_constrained_quadratic:
        return None
    try:
        trees, left = _solved(form)
        if not trees or len(trees) == len(names):
            return None
        return _put_in(form, trees, left)
    except (ValueError, ZeroDivisionError):
        # Something is undefined on the equations: the statement itself is left to the solvers.
        return None


def solutions(form: StandardForm) -> Trees:
    """The variables that `with_equations_solved` puts in, as functions of the others."""
    return _solved(form)[0]


@once
def _solved(form: StandardForm) -> tuple[Trees, list[StandardConstraint]]:
    """The solutions, and the constraints that are left; affine equations first."""
    trees: dict[str, Expression] = {}
    left = list(form.constraints)
    while True:
        found = _next(form, left, trees)
        if found is None:
            return trees, left
        used, name, tree = found
        left.remove(used)
        trees = {other: _put(own, {name: tree}) for other, own in trees.items()} | {name: tree}


def _next(
    form: StandardForm, left: Sequence[StandardConstraint], trees: Trees
) -> tuple[StandardConstraint, str, Expression] | None:
    equations = [c for c in left if c.constraint.kind == "equality"]
    box = dict(form.domain.bounds)
    for constraint in sorted(equations, key=lambda c: not c.row.is_affine):
        row = decompose(_put(constraint.expression, trees), form.variables, box)
        curved = set(replace(row, linear=()).names())
        alone = [name for name, _ in row.linear if name not in curved]
        for name in sorted(alone, key=lambda name: form.domain.bound(name) != FREE):
            slope = dict(row.linear)[name]
            rest = replace(row, linear=tuple(term for term in row.linear if term[0] != name))
            tree = row_expression(rest.scaled(Fraction(-1) / slope))
            if next(islice(tree.walk(), LONGEST, None), None) is None:
                return constraint, name, tree
    return None


def _put_in(form: StandardForm, trees: Trees, left: Sequence[StandardConstraint]) -> StandardForm | None:
    """The form without the variables; ``None`` where a row of X then holds nowhere."""
    rest = tuple(name for name in form.variables if name not in trees)
    bounds = {name: form.domain.bound(name) for name in rest}
    conditions = [
        condition
        for name, tree in trees.items()
        for condition in _bounded(decompose(tree, rest), form.domain.bound(name), name, bounds)
    ]
    for condition in form.domain.conditions:
        node = _put(condition.expression, trees)
        conditions.append(replace(condition, row=decompose(node, rest, bounds), expression=node))
    if any(not c.row.names() and not c.admits(c.row.constant) for c in conditions):
        return None
    objective = _put(form.objective_expression, trees)
    constraints: list[StandardConstraint] = []
    for constraint in left:
        node = _put(constraint.expression, trees)
        constraints.append(replace(constraint, expression=node, row=decompose(node, rest, bounds)))
    natural = tuple(name for name in form.domain.natural_bounds if name in rest)
    return replace(
        form,
        problem=replace(form.problem, variables=rest, rows=(), domain=()),
        objective=decompose(objective, rest, bounds),
        objective_expression=objective,
        constraints=tuple(constraints),
        domain=Domain(tuple(bounds.items()), tuple(c for c in conditions if c.row.names()), (), natural),
    )


def _put(node: Expression, trees: Trees) -> Expression:
    """The node with the solutions put in, multiplied out where it is a polynomial."""
    if not set(node.variables()) & set(trees):
        return node
    put = substitute(node, trees)
    expanded = polynomial(put)
    return put if expanded is None else expanded.expression()


def _bounded(own: Row, bounds: Bounds, name: str, box: dict[str, Bounds]) -> list[DomainCondition]:
    """The bounds of a variable that is put in: bounds of the one variable that it depends on, or rows."""
    ends: list[tuple[Scalar | None, bool, int]] = [
        (bounds.lower, bounds.lower_closed, 1),
        (bounds.upper, bounds.upper_closed, -1),
    ]
    rows: list[DomainCondition] = []
    for end, closed, way in ends:
        if end is None:
            continue
        # way * (u - end) >= 0.
        side = replace(own, constant=own.constant - end).scaled(Fraction(way))
        root = side.affine.root if side.is_affine else None
        if root is not None:
            other, at = root
            rises = side.affine.coefficient(other) > 0
            found = Bounds(lower=at, lower_closed=closed) if rises else Bounds(upper=at, upper_closed=closed)
            box[other] = intersect(box[other], found)
        else:
            rows.append(DomainCondition(side, row_expression(side), strict=not closed, origin=name))
    return rows
