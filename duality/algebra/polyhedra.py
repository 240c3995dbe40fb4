"""Rows a'y + b >= 0, > 0 or = 0: have they no common solution, do some imply another, does a union leave nothing out.

Equations are solved for a name each, inequalities eliminated name by name (Fourier and Motzkin), exactly. The number of
rows is bounded, so that every question has the answers "proved" and "not known".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal

from duality.algebra.scalars import sign
from duality.model.form import Affine
from duality.model.scalar import Scalar
from duality.named_tuples import NamedTuple

MOST_ROWS = 120
"""Rows beyond which elimination gives up."""

FEW = 12
"""Rows up to which parallel ones are not worth looking for."""

MOST_IRRATIONAL = 12
"""The same for rows with irrational numbers, whose signs take long."""

MOST_CASES = 150
"""Parts of a complement that are looked at."""


class Row(NamedTuple):
    """form relation 0."""

    form: Affine
    relation: Literal[">=", ">", "="]

    def negated(self) -> Iterator[Row]:
        """Where the row fails: one part, or two beside an equation."""
        if self.relation != ">":
            yield Row(-self.form, ">")
        if self.relation != ">=":
            yield Row(self.form if self.relation == "=" else -self.form, ">" if self.relation == "=" else ">=")


def is_impossible(rows: Iterable[Row]) -> bool:
    """No y satisfies all rows: proved. False also where that is not known."""
    left = _without_equations(list(rows))
    while left is not None:
        known = [row for row in left if row.form.is_constant]
        if any(_fails(row) for row in known):
            return True
        left = [row for row in left if not row.form.is_constant]
        if len(left) > FEW:
            left = _strongest(left)
        if not left or len(left) > (MOST_ROWS if _are_rational(left) else MOST_IRRATIONAL):
            return False
        left = _eliminated(left, _cheapest(left))
    return True


def implies(rows: Sequence[Row], other: Row) -> bool:
    """Every y that satisfies the rows satisfies the other one: proved."""
    return all(is_impossible([*rows, part]) for part in other.negated())


def is_parallel_equation(row: Row, other: Row) -> bool:
    """Both are equations, and say the same."""
    if not row.relation == other.relation == "=" or row.form.is_constant or other.form.is_constant:
        return False
    name, entry = row.form.terms[0]
    by = other.form.coefficient(name)
    return by != 0 and (row.form - other.form.scaled(entry / by)).is_zero


def covers(polyhedra: Sequence[Sequence[Row]], region: Sequence[Row]) -> bool:
    """Every y of the region lies in one of the polyhedra: proved."""
    return _Complement(polyhedra).is_empty(tuple(region), 0)


class _Complement:
    """What is left of a region: it is cut along the rows of one polyhedron after the other."""

    def __init__(self, polyhedra: Sequence[Sequence[Row]]) -> None:
        self.polyhedra = polyhedra
        self.cases = 0

    def is_empty(self, rows: tuple[Row, ...], k: int) -> bool:
        self.cases += 1
        if is_impossible(rows):
            return True
        if k == len(self.polyhedra) or self.cases > MOST_CASES:
            return False
        inside = rows
        for row in self.polyhedra[k]:
            for part in row.negated():
                if not self.is_empty((*inside, part), k + 1):
                    return False
            inside = (*inside, row)
        return True


def _without_equations(rows: list[Row]) -> list[Row] | None:
    """Each equation solved for its first name and put into the others; ``None`` where they contradict."""
    equations = [row.form for row in rows if row.relation == "="]
    rest = [row for row in rows if row.relation != "="]
    while equations:
        form = equations.pop()
        if form.is_constant:
            if form.constant != 0:
                return None
            continue
        name, coefficient = form.terms[0]

        def put_in(other: Affine, form: Affine = form, name: str = name, by: Scalar = coefficient) -> Affine:
            entry = other.coefficient(name)
            return other if entry == 0 else other - form.scaled(entry / by)

        equations = [put_in(other) for other in equations]
        rest = [Row(put_in(row.form), row.relation) for row in rest]
    return rest


def _are_rational(rows: Sequence[Row]) -> bool:
    return all(isinstance(c, Fraction) for row in rows for c in (row.form.constant, *(c for _, c in row.form.terms)))


def _fails(row: Row) -> bool:
    side = sign(row.form.constant)
    return side < 0 or (side == 0 and row.relation == ">")


def _strongest(rows: Iterable[Row]) -> list[Row]:
    """Of parallel rows the strongest: u >= -b with the smallest b, a strict one where they are equal."""
    kept: dict[tuple[tuple[str, Scalar], ...], Row] = {}
    for row in rows:
        ordered = sorted(row.form.terms)
        size = abs(ordered[0][1])
        direction = tuple((name, entry / size) for name, entry in ordered)
        scaled = Row(row.form.scaled(Fraction(1) / size), row.relation)
        other = kept.get(direction)
        if other is None or _is_stronger(scaled, other):
            kept[direction] = scaled
    return list(kept.values())


def _is_stronger(row: Row, other: Row) -> bool:
    order = sign(row.form.constant - other.form.constant)
    return order < 0 or (order == 0 and row.relation == ">")


def _cheapest(rows: Sequence[Row]) -> str:
    """The name whose elimination makes the fewest rows."""
    counts: dict[str, list[int]] = {}
    for row in rows:
        for name, entry in row.form.terms:
            counts.setdefault(name, [0, 0])[sign(entry) > 0] += 1
    return min(counts, key=lambda name: counts[name][0] * counts[name][1] - sum(counts[name]))


def _eliminated(rows: Sequence[Row], name: str) -> list[Row]:
    """The rows that remain for the other names: every lower bound of the name below every upper one."""
    found = [row for row in rows if row.form.coefficient(name) == 0]
    lower = [row for row in rows if sign(row.form.coefficient(name)) > 0]
    upper = [row for row in rows if sign(row.form.coefficient(name)) < 0]
    for low in lower:
        for high in upper:
            form = low.form.scaled(-high.form.coefficient(name)) + high.form.scaled(low.form.coefficient(name))
            found.append(Row(form, ">" if ">" in (low.relation, high.relation) else ">="))
    return found
