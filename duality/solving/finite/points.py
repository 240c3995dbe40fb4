"""The least value over the points of finite sets, each tried exactly."""

from __future__ import annotations

from math import inf

from duality.algebra.atoms import scalar_expression
from duality.algebra.evaluate import exact_value
from duality.algebra.membership import is_feasible
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Rigor, Solution, Status
from duality.solving.finite.combinations import combinations
from duality.solving.quadratic.rationals import nearest_float


def best_point(form: StandardForm, backend: str) -> Solution:
    """The least exact f over the feasible points, the first of equals."""
    best: tuple[Scalar, dict[str, Scalar]] | None = None
    tried = 0
    for point in combinations(form):
        tried += 1
        value = _value(form, point)
        if value is not None and (best is None or value < best[0]):
            best = value, point
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
