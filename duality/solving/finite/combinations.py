"""The points of the finite sets of X, and the form that is left when they are put in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf, prod

from duality.algebra.atoms import scalar_expression, substitute, substitute_comparison
from duality.algebra.boxes import holds
from duality.algebra.evaluate import exact_value
from duality.algebra.membership import is_feasible
from duality.algebra.rows import decompose
from duality.errors import BackendError
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.expression import Expression
from duality.model.form import Domain, DomainCondition, Row, StandardForm, choices
from duality.model.problem import DomainRow, Membership
from duality.model.scalar import Scalar, Undecided
from duality.model.solution import Rigor, Solution, Status
from duality.records import replace
from duality.solving.quadratic.rationals import nearest_float


def count(form: StandardForm) -> int:
    """How many combinations there are (1 without finite sets)."""
    return prod(len(finite.points) for finite in form.domain.discrete)


def discrete_names(form: StandardForm) -> tuple[str, ...]:
    """The variables that lie in finite sets."""
    return tuple(dict.fromkeys(name for finite in form.domain.discrete for name in finite.variables))


def is_discrete(form: StandardForm) -> bool:
    """Every variable lies in a finite set."""
    return bool(form.domain.discrete) and set(form.variables) <= set(discrete_names(form))


def combinations(form: StandardForm) -> Iterator[dict[str, Scalar]]:
    """Every choice of one point from each finite set, in order; choices that disagree on a variable are left out."""
    for chosen in choices(form.domain.discrete):
        values: dict[str, Scalar] = {}
        agree = True
        for finite, point in zip(form.domain.discrete, chosen, strict=True):
            for name, value in zip(finite.variables, point, strict=True):
                agree = agree and values.get(name, value) == value
                values[name] = value
        if agree and all(holds(form.domain.bound(name), value) for name, value in values.items()):
            yield values


def restricted(form: StandardForm, values: Mapping[str, Scalar]) -> StandardForm:
    """The form in the other variables with the given ones put in, one object for the same values.

    Raises ``ValueError`` where a function is undefined there or a row of X fails, and its `Undecided` where exact
    arithmetic does not tell.
    """
    kept = form.__dict__.setdefault("_restricted", {})
    key = tuple(values.items())
    if key not in kept:
        kept[key] = _restricted(form, values)
    return kept[key]


def _restricted(form: StandardForm, values: Mapping[str, Scalar]) -> StandardForm:
    rest = tuple(name for name in form.variables if name not in values)
    trees = {name: scalar_expression(value) for name, value in values.items()}
    bounds = tuple((name, b) for name, b in form.domain.bounds if name not in values)
    box = dict(bounds)

    def fixed(node: Expression) -> tuple[Expression, Row]:
        tree = substitute(node, trees)
        return tree, decompose(tree, rest, box)

    def condition(stated: DomainCondition) -> DomainCondition | None:
        tree, row = fixed(stated.expression)
        if row.names():
            return replace(stated, expression=tree, row=row)
        # The other variables may still be written in it, times 0.
        if not stated.admits(row.constant if row.is_affine else exact_value(tree, {})):
            raise ValueError(f"no point of X has these values: {stated.expression}")
        return None

    objective, row = fixed(form.objective_expression)
    constraints = []
    for c in form.constraints:
        tree, own = fixed(c.expression)
        constraints.append(replace(c, expression=tree, row=own))
    natural = tuple(name for name in form.domain.natural_bounds if name not in values)
    return replace(
        form,
        problem=replace(form.problem, variables=rest, domain=tuple(_kept_rows(form, trees))),
        objective=row,
        objective_expression=objective,
        constraints=tuple(constraints),
        domain=Domain(bounds, tuple(filter(None, map(condition, form.domain.conditions))), (), natural),
    )


def _kept_rows(form: StandardForm, trees: Mapping[str, Expression]) -> Iterator[DomainRow]:
    """The rows of X over the other variables; the sets that the given ones were taken from are gone."""
    for row in form.problem.domain:
        if isinstance(row, Membership):
            if not set(row.variables) <= set(trees):
                yield row
        elif not {name for tree in row.expressions for name in tree.variables()} <= set(trees):
            yield substitute_comparison(row, trees)


def best_point(form: StandardForm, backend: str) -> Solution:
    """The least exact f over the feasible points, the first of equals.

    Raises `BackendError` where two values are not told apart.
    """
    best: tuple[Scalar, dict[str, Scalar]] | None = None
    tried = 0
    for point in combinations(form):
        tried += 1
        value = _value(form, point)
        try:
            if value is not None and (best is None or value < best[0]):
                best = value, point
        except Undecided as error:
            raise BackendError("two values of f over the finite sets are too near to be told apart") from error
    witness = Engine("enumeration", f"every one of the {tried} points of the finite sets was tried exactly")
    if best is None:
        establish(form, Evidence("p", witness, lower=End(inf), attained=False, source=backend))
        return _none_feasible(tried, backend)
    value, point = best
    at = tuple((name, point[name]) for name in form.variables)
    establish(form, Evidence("p", witness, End.of(value), End.of(value), attained=True, point=at, source=backend))
    near = nearest_float(value)
    return Solution(
        Status.OPTIMAL,
        near,
        Rigor.PROVED,
        near,
        near,
        exact=scalar_expression(value),
        attained=True,
        point=tuple((name, point[name]) for name in form.variables),
        backend=backend,
    )


def _value(form: StandardForm, point: dict[str, Scalar]) -> Scalar | None:
    """f at a feasible point, ``None`` at any other and outside its natural domain."""
    if not is_feasible(form, point):
        return None
    try:
        return exact_value(form.objective_expression, point)
    except ValueError:
        return None


def _none_feasible(tried: int, backend: str) -> Solution:
    reason = f"none of the {tried} points of the finite sets is feasible"
    return Solution(Status.INFEASIBLE, inf, Rigor.PROVED, inf, inf, attained=False, backend=backend, warnings=(reason,))
