"""D as the curvature rules see it: a box, affine forms that are >= 0 on it, and expressions of known sign."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.boxes import affine_range_where, inside, intersect, is_empty, rational_hull
from duality.algebra.scalars import from_flint
from duality.model.expression import Expression
from duality.model.form import FREE, Affine, Bounds, Domain

NONNEGATIVE = Bounds(lower=Fraction(0))
POSITIVE = Bounds(lower=Fraction(0), lower_closed=False)


class Region:
    """A superset of D that is easy to reason about.

    ``box`` bounds the variables (a finite set by its hull), ``forms`` are affine and >= 0 on D, ``equalities`` affine
    and = 0 on D, and ``signs`` gives ranges of further expressions, taken from the conditions of D.
    """

    def __init__(self, domain: Domain, variables: tuple[str, ...]) -> None:
        self.variables = variables
        self.box: dict[str, Bounds] = dict(domain.bounds)
        for points in domain.discrete:
            for k, name in enumerate(points.variables):
                ends = points.ends(k)
                if ends is not None:
                    self.box[name] = intersect(self.box.get(name, FREE), Bounds(*ends))
        conditions = domain.conditions
        self.equalities = tuple(c.row.affine for c in conditions if c.equality and c.row.is_affine)
        self.forms = tuple(
            form
            for c in conditions
            if c.row.is_affine and not c.nonzero
            for form in ((c.row.affine, -c.row.affine) if c.equality else (c.row.affine,))
        )
        self.signs: dict[Expression, Bounds] = {
            c.expression: POSITIVE if c.strict else NONNEGATIVE for c in conditions if not (c.nonzero or c.equality)
        }
        self._hull = {name: rational_hull(bounds) for name, bounds in self.box.items()}

    @property
    def empty(self) -> str | None:
        """A variable whose bounds exclude each other, if there is one."""
        return next((name for name, b in self.box.items() if is_empty(b)), None)

    def affine_range(self, form: Affine) -> Bounds:
        """The range of an affine form over the box, tightened by the other affine forms of D."""
        return affine_range_where(form, self.box, self.forms)

    def hull(self, name: str) -> tuple[Fraction | None, Fraction | None]:
        """Rational ends at or beyond the bounds of a variable."""
        return self._hull.get(name, (None, None))

    def enclosure(self, node: Expression) -> Bounds:
        """An interval that contains the values of a tree over the box, by ball arithmetic."""
        from duality.algebra.intervals import enclosure

        found = enclosure(node, {name: self.hull(name) for name in node.variables()}).range
        lower, upper = (None if end is None else from_flint(end) for end in (found.lower, found.upper))
        return Bounds(lower, upper, not found.lower_open, not found.upper_open)

    def interior_point(self) -> dict[str, Fraction]:
        """A rational point strictly inside the box where it has an inside; other conditions of D are not looked at."""
        return {name: inside(Bounds(*self.hull(name))) or Fraction(0) for name in self.variables}
