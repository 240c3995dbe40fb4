"""Kinks and quotients of f and of the rows as polynomial rows: max(u, v) becomes the least t with u <= t and v <= t.

It may where the function only rises with it: in f and in rows c <= 0, under sums and positive factors. |u| is
max(u, -u), norm1 a sum of them, norminf the largest; u/w with w > 0 wherever the rows hold is the least t with
u <= t w. With polynomials inside, all KKT points can be listed.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from duality.algebra.boxes import affine_range_where, intersect, is_positive, rational_hull
from duality.algebra.intervals import sign_over
from duality.algebra.monomials import collected_sum, product
from duality.algebra.polynomial_of import polynomial
from duality.algebra.rows import decompose
from duality.model.expression import (
    Call,
    Expression,
    Negative,
    Number,
    Product,
    Quotient,
    Sum,
    Variable,
    number,
    opposite,
)
from duality.model.form import FREE, Bounds, StandardConstraint, StandardForm
from duality.model.problem import Constraint
from duality.model.remembered import once
from duality.records import field, record, replace
from duality.solving.globally.intervals.region import feasible_box
from duality.solving.proofs.kept_bounds import affine_sides

KINKED = ("abs", "max", "min", "norm1", "norminf")
FALLING = ("min",)
"""These are concave: they may stand where the function falls with them."""

LARGEST = 4
"""Variables up to which KKT points are listed."""


@once
def with_bounds_on_kinks(form: StandardForm) -> StandardForm | None:
    """The form with a variable for each kink and quotient; ``None`` where it has none, or one that cannot be lifted,
    or where functions are left that are no polynomials."""
    trees = [form.objective_expression, *(c.expression for c in form.constraints)]
    if form.domain.discrete or not any(map(_is_bent, trees)):
        return None
    lift = _Lift(form)
    rows = [lift.put(form.objective_expression, rises=True)]
    for c in form.constraints:
        bent = c.constraint.kind == "equality" and _is_bent(c.expression)
        rows.append(None if bent else lift.put(c.expression, rises=True))
    known = [row for row in rows if row is not None]
    names = (*form.variables, *(name for name, _ in lift.bounds))
    if len(known) < len(rows) or len(names) > LARGEST:
        return None
    objective, *left = known
    bounds = (*form.domain.bounds, *lift.bounds)
    box = dict(bounds)
    kept = [
        replace(c, expression=row, row=decompose(row, names, box))
        for c, row in zip(form.constraints, left, strict=True)
    ]
    if any(polynomial(tree) is None for tree in (*known, *lift.rows)):
        return None
    added = [lift.row(k, node, names, box) for k, node in enumerate(lift.rows)]
    return replace(
        form,
        problem=replace(form.problem, variables=names, rows=(), domain=()),
        objective=decompose(objective, names, box),
        objective_expression=objective,
        constraints=(*kept, *added),
        domain=replace(
            form.domain,
            bounds=bounds,
            conditions=tuple(c for c in form.domain.conditions if not (c.nonzero and c.expression in lift.signed)),
        ),
    )


def _is_bent(node: Expression) -> bool:
    return any(
        part.denominator.variables()
        if isinstance(part, Quotient)
        else isinstance(part, Call) and part.function in KINKED and part.variables()
        for part in node.walk()
    )


@record(frozen=False, slots=False)
class _Lift:
    """The new variables with their bounds, and the rows u - t <= 0."""

    form: StandardForm
    bounds: list[tuple[str, Bounds]] = field(default_factory=list)
    rows: list[Expression] = field(default_factory=list)
    signed: list[Expression] = field(default_factory=list)
    """Denominators, and their opposites, that are not 0 at any feasible point."""

    @cached_property
    def box(self) -> dict[str, Bounds]:
        """Around every feasible point."""
        around = feasible_box(self.form)
        own = self.form.domain
        return {name: intersect(own.bound(name), around.get(name, FREE)) for name in self.form.variables}

    def put(self, node: Expression, *, rises: bool) -> Expression | None:
        """The tree with variables for what is bent; ``None`` where that is of the wrong kind, or inside another."""
        if not _is_bent(node):
            return node
        match node:
            case Sum(terms):
                parts = [self.put(term, rises=rises) for term in terms]
                known = [part for part in parts if part is not None]
                return Sum(tuple(known)) if len(known) == len(parts) else None
            case Negative(operand):
                inner = self.put(operand, rises=not rises)
                return None if inner is None else opposite(inner)
            case Product((Number(factor), inner)):
                put = self.put(inner, rises=rises if factor > 0 else not rises)
                return None if put is None else Product((number(factor), put))
            case Call(name, arguments) if name in KINKED and not any(map(_is_bent, arguments)):
                return self._kink(name, arguments, rises=rises)
            case Quotient(u, w) if not _is_bent(u) and not _is_bent(w):
                return self._quotient(u, w, rises=rises)
            case _:
                return None

    def _kink(self, name: str, arguments: tuple[Expression, ...], *, rises: bool) -> Expression | None:
        if rises is (name in FALLING):
            return None
        if name == "norm1":
            return Sum(tuple(self._least([u, opposite(u)], nonnegative=True) for u in arguments))
        if name in ("abs", "norminf"):
            return self._least([side for u in arguments for side in (u, opposite(u))], nonnegative=True)
        if name == "max":
            return self._least(list(arguments))
        return opposite(self._least([opposite(u) for u in arguments]))

    def _quotient(self, u: Expression, w: Expression, *, rises: bool) -> Expression | None:
        """t with u <= t w, or -t with -u <= t w, for w > 0."""
        if self._is_positive(opposite(w)):
            u, w = opposite(u), opposite(w)
        elif not self._is_positive(w):
            return None
        self.signed += [w, opposite(w)]
        t = self._new()
        self.rows.append(collected_sum([u if rises else opposite(u), opposite(product([t, w]))]))
        return t if rises else opposite(t)

    def _is_positive(self, node: Expression) -> bool:
        """node > 0 at every feasible point."""
        row = decompose(node, self.form.variables, self.box)
        if row.is_affine:
            return is_positive(affine_range_where(row.affine, self.box, affine_sides(self.form)))
        return sign_over(node, {name: rational_hull(self.box[name]) for name in node.variables()}) == "positive"

    def _new(self, bounds: Bounds = FREE) -> Expression:
        name = f"bound {len(self.bounds) + 1}"
        self.bounds.append((name, bounds))
        return Variable(name)

    def _least(self, above: list[Expression], *, nonnegative: bool = False) -> Expression:
        """A new t that no entry exceeds."""
        t = self._new(Bounds(lower=Fraction(0)) if nonnegative else FREE)
        self.rows += [Sum((u, opposite(t))) for u in above]
        return t

    def row(self, place: int, node: Expression, names: tuple[str, ...], box: dict[str, Bounds]) -> StandardConstraint:
        """node <= 0 under a name of its own."""
        stated = Constraint(f"bound {place + 1}", "inequality", node, "<=", number(0), automatic=False)
        return StandardConstraint(stated, node, decompose(node, names, box))
