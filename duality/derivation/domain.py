"""D = X intersected with the natural domains of the functions: bounds, other conditions, finite sets."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from duality import algebra
from duality.algebra.boxes import affine_range, intersect, is_nonnegative, is_positive, points_within, sign_at_least
from duality.algebra.domains import Demand, natural_demands
from duality.algebra.evaluate import constant
from duality.algebra.rows import Collector, decompose
from duality.algebra.squares import sum_of_squares
from duality.derivation.differences import difference
from duality.errors import ProblemError
from duality.model.expression import Comparison, Expression, opposite
from duality.model.form import FREE, Affine, Bounds, DiscreteSet, Domain, DomainCondition, Row
from duality.model.integer_points import LISTED, IntegerPoints
from duality.model.problem import FiniteSet, IntegerRange, Interval, Membership, Problem
from duality.model.scalar import Irrational, Scalar


def without_ends(row: Membership) -> ProblemError:
    """The refusal of infinitely many integers."""
    name = row.variables[0]
    return ProblemError(
        f"{name} may be any integer, and neither the rows nor the objective are seen to bound it",
        help=f"give it ends, as wide as you like: domain {name} in -1000..1000",
    )


class DomainBuilder:
    """Gathers X and the natural domains into bounds, conditions and finite sets."""

    def __init__(self, problem: Problem) -> None:
        self.order = {name: k for k, name in enumerate(problem.variables)}
        self.bounds: dict[str, Bounds] = {}
        self.conditions: list[DomainCondition] = []
        self.discrete: list[DiscreteSet] = []
        self.natural: dict[str, None] = {}
        general: list[Comparison] = []
        for row in problem.domain:
            if isinstance(row, Membership):
                self._add_membership(row)
            else:
                general += [
                    Comparison((relation,), pair)
                    for relation, pair in zip(
                        row.relations, zip(row.expressions, row.expressions[1:], strict=False), strict=True
                    )
                ]
        rows = [self._nonnegative_side(comparison) for comparison in general]
        # Rows that bound one variable come first: the others are read knowing the box.
        pending = [(c, e) for c, e in rows if not self._add_bound(decompose(e, self.order), c.relations[0])]
        for comparison, expression in pending:
            relation = comparison.relations[0]
            row = decompose(expression, self.order, self.bounds)
            if row.is_affine and not row.linear:
                self._add_constant(row.constant, relation)
                continue
            self.conditions.append(
                DomainCondition(
                    row,
                    expression,
                    strict=relation in ("<", ">"),
                    equality=relation == "=",
                    origin=str(comparison),
                )
            )
        self.own_expressions = [expression for _, expression in rows]

    def _nonnegative_side(self, comparison: Comparison) -> tuple[Comparison, Expression]:
        left, right = comparison.expressions
        if comparison.relations[0] in ("<=", "<"):
            left, right = right, left
        return comparison, difference(left, right)

    def _add_membership(self, row: Membership) -> None:
        match row.set:
            case Interval(lower, upper, lower_closed, upper_closed):
                self._intersect(
                    row.variables[0],
                    Bounds(
                        None if lower is None else constant(lower),
                        None if upper is None else constant(upper),
                        lower_closed,
                        upper_closed,
                    ),
                )
            case IntegerRange(lower, upper) if lower is None or upper is None:
                raise without_ends(row)
            case IntegerRange(int() as lower, int() as upper):
                integers = IntegerPoints(range(lower, upper + 1))
                self._add_points(row.variables, integers if len(integers) > LISTED else tuple(integers))
            case FiniteSet(points):
                self._add_points(row.variables, tuple(tuple(constant(entry) for entry in point) for point in points))

    def _add_points(self, names: tuple[str, ...], points: tuple[tuple[Scalar, ...], ...] | IntegerPoints) -> None:
        kept = points if isinstance(points, IntegerPoints) else tuple(dict.fromkeys(points))
        self.discrete.append(DiscreteSet(names, kept))
        for k, name in enumerate(names):
            ends = self.discrete[-1].ends(k)
            if ends is not None:
                self._intersect(name, Bounds(*ends))

    def _intersect(self, name: str, bounds: Bounds) -> None:
        self.bounds[name] = intersect(self.bounds.get(name, FREE), bounds)

    def _add_bound(self, row: Row, relation: str) -> bool:
        """True where the row bounds one variable, and the bound was taken up."""
        if not row.is_affine or len(row.linear) != 1:
            return False
        (name, coefficient), *_ = row.linear
        end = -row.constant / coefficient
        closed = relation in (">=", "<=", "=")
        lower = Bounds(lower=end, lower_closed=closed)
        upper = Bounds(upper=end, upper_closed=closed)
        if relation == "=":
            self._intersect(name, Bounds(end, end))
        else:
            self._intersect(name, lower if coefficient > 0 else upper)
        return True

    def _add_constant(self, value: Scalar, relation: str) -> None:
        """A row without variables holds everywhere, or D is empty, which the bounds of a variable tell."""
        strict = relation in ("<", ">")
        holds = value == 0 if relation == "=" else value > 0 or (value == 0 and not strict)
        if not holds:
            self._intersect(next(iter(self.order)), Bounds(Fraction(1), Fraction(0)))

    def add_natural(self, expressions: Iterable[Expression]) -> None:
        """Adds what the functions demand to be defined, unless the box implies it."""
        demands: dict[Demand, None] = {}
        for expression in [*self.own_expressions, *expressions]:
            demands |= dict.fromkeys(natural_demands(expression))
        pending = list(demands)
        # Bounds first, since they may imply the rest.
        pending = [demand for demand in pending if not self._add_natural_bound(demand)]
        for demand in pending:
            if not self._add_natural_bound(demand):
                self._add_natural_condition(demand)

    def _add_natural_bound(self, demand: Demand) -> bool:
        """True where the demand is implied by the box or is a bound of one variable."""
        row = decompose(demand.argument, self.order, self.bounds)
        if not row.is_affine:
            return self._implied(demand)
        form = row.affine
        range_ = affine_range(form, self.bounds)
        if is_positive(range_) or (demand.kind == "nonnegative" and is_nonnegative(range_)):
            return True
        if demand.kind == "nonzero":
            if is_positive(affine_range(-form, self.bounds)):
                return True
            # A form that is >= 0 (or <= 0) on the box and must not vanish is a strict bound.
            if is_nonnegative(range_):
                return self._strict(form)
            if is_nonnegative(affine_range(-form, self.bounds)):
                return self._strict(-form)
            return False
        if len(form.terms) == 1:
            self.natural[form.terms[0][0]] = None
            return self._add_bound(row, ">" if demand.kind == "positive" else ">=")
        return False

    def _strict(self, form: Affine) -> bool:
        if len(form.terms) != 1:
            return False
        self.natural[form.terms[0][0]] = None
        return self._add_bound(Row(constant=form.constant, linear=form.terms), ">")

    def _implied(self, demand: Demand) -> bool:
        strict = demand.kind != "nonnegative"
        if sign_at_least(demand.argument, self.bounds, strict=strict):
            return True
        if demand.kind == "nonzero" and sign_at_least(opposite(demand.argument), self.bounds, strict=True):
            return True
        return self._enclosed(demand)

    def _enclosed(self, demand: Demand) -> bool:
        """The demand holds all over the box, by interval arithmetic."""
        box: dict[str, tuple[Fraction | None, Fraction | None]] = {}
        for name in demand.argument.variables():
            bounds = self.bounds.get(name, FREE)
            if isinstance(bounds.lower, Irrational) or isinstance(bounds.upper, Irrational):
                return False
            box[name] = (bounds.lower, bounds.upper)
        low, high = algebra.intervals.enclose(demand.argument, box)
        if low is not None and (low > 0 or (low == 0 and demand.kind == "nonnegative")):
            return True
        return demand.kind == "nonzero" and high is not None and high < 0

    def _add_natural_condition(self, demand: Demand) -> None:
        row = decompose(demand.argument, self.order, self.bounds)
        if demand.kind != "positive" and _is_sum_of_squares(row, strict=demand.kind == "nonzero"):
            return
        if demand.kind == "positive" and _is_sum_of_squares(row, strict=True):
            return
        condition = DomainCondition(
            row,
            demand.argument,
            strict=demand.kind == "positive",
            nonzero=demand.kind == "nonzero",
            natural=True,
            origin=str(demand.origin),
        )
        same = (condition.row, condition.strict, condition.nonzero)
        if all((other.row, other.strict, other.nonzero) != same for other in self.conditions):
            self.conditions.append(condition)

    def build(self) -> Domain:
        discrete = {name for points in self.discrete for name in points.variables}
        bounds = tuple(
            (name, self.bounds[name])
            for name in self.order
            if name in self.bounds and name not in discrete and not self.bounds[name].is_free
        )
        points = tuple(points_within(points, self.bounds) for points in self.discrete)
        return Domain(bounds, tuple(self.conditions), points, tuple(self.natural))


def _is_sum_of_squares(row: Row, *, strict: bool) -> bool:
    """A quadratic that is a sum of squares is >= 0 everywhere; with a positive constant square, > 0."""
    if not row.is_quadratic or not row.quadratic:
        return False
    collector = Collector({})
    collector.constant = row.constant
    collector.linear = dict(row.linear)
    collector.quadratic = dict(row.quadratic)
    squares = sum_of_squares(collector)
    if squares is None:
        return False
    return not strict or any(form.is_constant for form in squares[1])
