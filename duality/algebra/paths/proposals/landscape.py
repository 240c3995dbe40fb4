"""What paths are proposed from: f, the rows, the bounds, and the variables that are still free to move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from duality.algebra.atoms import substitute, summands
from duality.model.expression import Expression, number
from duality.model.form import FREE, Bounds, StandardForm
from duality.model.scalar import Irrational, Scalar
from duality.records import record, replace

Coordinates = Mapping[str, Expression]
"""A tree in the path's parameter, by variable."""

DENOMINATOR = 60
"""To which a numeric point is rounded."""


@record
class Landscape:
    """min f, rows <= 0, equations = 0, conditions (trees of open conditions of D); ``solved`` variables are trees in
    the free ones, ``point`` has coordinates where constants are looked for first."""

    names: tuple[str, ...]
    objective: Expression
    rows: tuple[Expression, ...]
    equations: tuple[Expression, ...]
    conditions: tuple[Expression, ...]
    bounds: tuple[tuple[str, Bounds], ...]
    point: tuple[tuple[str, Fraction], ...] = ()
    solved: tuple[tuple[str, Expression], ...] = ()

    @staticmethod
    def of(form: StandardForm, point: Mapping[str, Scalar | float] | None = None) -> Landscape:
        """The form's own functions; the point's coordinates are rounded to short fractions."""
        here = {name: _short(v) for name, v in (point or {}).items()}
        return Landscape(
            form.variables,
            form.objective_expression,
            tuple(c.expression for c in form.inequalities),
            tuple(c.expression for c in form.equalities),
            tuple(c.expression for c in form.domain.conditions if c.strict or c.nonzero),
            form.domain.bounds,
            tuple(here.items()),
        )

    def bound(self, name: str) -> Bounds:
        return next((bounds for other, bounds in self.bounds if other == name), FREE)

    def with_solved(self, name: str, tree: Expression) -> Landscape:
        """The variable replaced by a tree in the others; its bounds are left to whoever checks the path."""
        values = {name: tree}
        return replace(
            self,
            names=tuple(other for other in self.names if other != name),
            objective=substitute(self.objective, values),
            rows=tuple(substitute(row, values) for row in self.rows),
            equations=tuple(substitute(row, values) for row in self.equations),
            conditions=tuple(substitute(row, values) for row in self.conditions),
            solved=(*((other, substitute(old, values)) for other, old in self.solved), (name, tree)),
        )

    def lifted(self, coordinates: Coordinates) -> Coordinates:
        """The coordinates with those of the solved variables."""
        return {**coordinates, **{name: substitute(tree, coordinates) for name, tree in self.solved}}

    def constants(self, name: str) -> list[Expression]:
        """Numbers at which the variable may stay: the point's, finite ends, 0, 1 and -1, inside its bounds."""
        bounds = self.bound(name)
        ends = [end for end in (bounds.lower, bounds.upper) if isinstance(end, Fraction)]
        middle = [sum(ends, Fraction(0)) / 2] if len(ends) == 2 else []
        wanted = [*self.stated(name), Fraction(0), *ends, *middle, Fraction(1), Fraction(-1)]
        return [number(v) for v in dict.fromkeys(wanted) if _is_within(v, bounds)]

    def stated(self, name: str) -> list[Fraction]:
        """The point's coordinate, if there is a point."""
        return [v for other, v in self.point if other == name]

    @property
    def groups(self) -> list[frozenset[str]]:
        """Variables that some row, or one term of f, joins: moving two groups at once shows nothing new."""
        joint = [frozenset(node.variables()) for node in (*summands(self.objective), *self.rows, *self.conditions)]
        groups: list[frozenset[str]] = []
        for names in joint:
            touched = [group for group in groups if group & names]
            groups = [group for group in groups if not group & names]
            groups.append(names.union(*touched))
        return groups

    @property
    def functions(self) -> Iterator[Expression]:
        """f, then every row."""
        yield self.objective
        yield from self.rows
        yield from self.equations


def _is_within(value: Fraction, bounds: Bounds) -> bool:
    above = bounds.lower is None or bounds.lower < value or (bounds.lower == value and bounds.lower_closed)
    return above and (bounds.upper is None or value < bounds.upper or (bounds.upper == value and bounds.upper_closed))


def _short(value: Scalar | float) -> Fraction:
    if isinstance(value, Fraction):
        return value
    return Fraction(round(float(value) * DENOMINATOR), DENOMINATOR) if isinstance(value, Irrational) else _near(value)


def _near(value: float) -> Fraction:
    return Fraction(round(value * DENOMINATOR), DENOMINATOR)
