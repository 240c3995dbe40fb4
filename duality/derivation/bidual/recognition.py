"""Are two problems the same: equal exact rows, up to positive multiples, order, and what the box implies."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from duality.algebra.boxes import affine_range, is_nonnegative
from duality.model.form import Affine, Row, StandardForm
from duality.model.scalar import Scalar
from duality.records import record

Key = tuple[object, ...]


@record(slots=False)
class Canonical:
    """f, and the set of all rows of c <= 0, h = 0 and D, each with a first coefficient +1 or -1."""

    objective: frozenset[Key]
    rows: frozenset[Key]


def same_problem(first: StandardForm, second: StandardForm) -> bool:
    """The same min form, over closed domains: x > 0 counts as x >= 0."""
    if set(first.variables) != set(second.variables):
        return False
    return canonical(first) == canonical(second)


def canonical(form: StandardForm) -> Canonical:
    """The data that `same_problem` compares."""
    rows: set[Key] = set()
    box = dict(form.domain.bounds)
    for constraint in form.constraints:
        equality = constraint.constraint.kind == "equality"
        implied = constraint.row.is_affine and is_nonnegative(affine_range(-constraint.row.affine, box))
        if equality or not implied:
            rows.add(_scaled(constraint.row, equality))
        if not equality and constraint.row.is_affine and len(constraint.row.linear) == 1:
            rows.add(_scaled(constraint.row, False))
    for name, bounds in form.domain.bounds:
        if bounds.lower is not None:
            rows.add(_scaled(Row(bounds.lower, ((name, Fraction(-1)),)), False))
        if bounds.upper is not None:
            rows.add(_scaled(Row(-bounds.upper, ((name, Fraction(1)),)), False))
    for condition in form.domain.conditions:
        rows.add(("domain", condition.nonzero, *_scaled(-condition.row, condition.equality)))
    for points in form.domain.discrete:
        rows.add(("finite", points.variables, frozenset(points.points)))
    return Canonical(frozenset(_entries(form.objective)), frozenset(rows))


def _entries(row: Row) -> Iterator[Key]:
    if row.constant != 0:
        yield ("constant", row.constant)
    for name, c in row.linear:
        yield ("linear", name, c)
    for pair, c in row.quadratic:
        yield ("quadratic", frozenset(pair), c)
    for c, atom in row.atoms:
        yield ("atom", atom.kind, frozenset(map(_unordered, atom.arguments)), atom.parameters, atom.body, c)
    for c, node in row.remainder:
        yield ("remainder", node, c)


def _unordered(form: Affine) -> Key:
    return (form.constant, frozenset(form.terms))


def _scaled(row: Row, equality: bool) -> Key:
    """The row as a set of entries with the first coefficient, by name, +1 or (of an inequality) -1."""
    size = _leading(row)
    factor: Scalar = 1 / (size if size > 0 or equality else -size)
    entries = frozenset(_entries(row.scaled(factor)))
    return ("=" if equality else "<=", entries)


def _leading(row: Row) -> Scalar:
    if row.linear:
        return min(row.linear)[1]
    if row.quadratic:
        return min((tuple(sorted(pair)), c) for pair, c in row.quadratic)[1]
    if row.atoms:
        return row.atoms[0][0]
    if row.remainder:
        return row.remainder[0][0]
    return Fraction(1)
