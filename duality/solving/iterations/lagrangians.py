"""L and the augmented Lagrangian at given multipliers as problems without constraints, and their minimizers.

L_rho(x, alpha, beta) = f + sum beta_j h_j + rho/2 sum h_j^2 + min over s >= 0 of sum alpha_i (c_i + s_i) + rho/2
(c_i + s_i)^2, so that minimizing it over x takes one more variable s_i >= 0 for every inequality.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.atoms import row_expression
from duality.algebra.evaluate import exact_value, value
from duality.algebra.row_sums import combined, squared
from duality.errors import BackendRefused
from duality.model.expression import Expression
from duality.model.form import Affine, Bounds, Domain, Row, StandardForm
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Status
from duality.records import replace
from duality.solving.choose import solve
from duality.solving.iterations.method import Values


def constraint_values(form: StandardForm, x: Values) -> dict[str, Scalar | float]:
    """c(x) and h(x) by constraint name."""
    return {c.name: at(c.expression, x) for c in form.constraints}


def at(node: Expression, x: Values) -> Scalar | float:
    """The tree at x."""
    if all(isinstance(coordinate, Fraction) for coordinate in x.values()):
        try:
            return exact_value(node, {name: number for name, number in x.items() if isinstance(number, Fraction)})
        except ValueError:
            pass  # outside the natural domain of an exact formula: floating point says nan
    return value(node, {name: float(coordinate) for name, coordinate in x.items()})


def plus(a: Scalar | float, b: Scalar | float) -> Scalar | float:
    """a + b, exact where both are."""
    return float(a) + float(b) if isinstance(a, float) or isinstance(b, float) else a + b


def times(a: Scalar | float, b: Scalar | float) -> Scalar | float:
    """a * b, exact where both are."""
    return float(a) * float(b) if isinstance(a, float) or isinstance(b, float) else a * b


SLACK = "_s"
"""Slack variables are _s1, _s2, ...: a leading underscore cannot be a name of the language."""

ONE = Fraction(1)


def minimizer_of_lagrangian(form: StandardForm, multipliers: Values) -> Values:
    """argmin over x in D of f + sum alpha_i c_i + sum beta_j h_j; `BackendRefused` where it has none."""
    terms: list[tuple[Scalar, Row]] = [(ONE, form.objective)]
    terms += [(_exactly(multipliers[c.name]), c.row) for c in form.constraints]
    return _minimized(_without_constraints(form, combined(terms), form.domain, form.variables), multipliers)


def minimizer_of_augmented(form: StandardForm, multipliers: Values, rho: Scalar | float) -> Values:
    """argmin over x in D of L_rho for affine constraints; `BackendRefused` where it has none."""
    half = _exactly(rho) / 2
    slacks = {c.name: f"{SLACK}{k}" for k, c in enumerate(form.inequalities, 1)}
    variables = (*form.variables, *slacks.values())
    terms: list[tuple[Scalar, Row]] = [(ONE, form.objective)]
    for constraint in form.constraints:
        affine = constraint.row.affine
        if constraint.name in slacks:
            affine = affine + Affine.of(Fraction(0), [(slacks[constraint.name], ONE)])
        terms.append((_exactly(multipliers[constraint.name]), Row(affine.constant, affine.terms)))
        terms.append((half, squared(affine, variables)))
    bounds = (*form.domain.bounds, *((name, Bounds(Fraction(0))) for name in slacks.values()))
    domain = Domain(bounds, form.domain.conditions, form.domain.discrete, form.domain.natural_bounds)
    x = _minimized(_without_constraints(form, combined(terms), domain, variables), multipliers)
    return {name: x[name] for name in form.variables}


def _without_constraints(form: StandardForm, row: Row, domain: Domain, variables: tuple[str, ...]) -> StandardForm:
    expression = row_expression(row)
    problem = replace(form.problem, variables=variables, rows=(), expectations=(), notes=())
    return StandardForm(problem, 1, row, expression, (), domain)


def _minimized(inner: StandardForm, multipliers: Values) -> Values:
    """L is convex where the problem is: its minimum is what a convex solver finds."""
    found = solve(inner, convex="proved")
    if found.status is Status.OPTIMAL and found.attained is not False and found.point is not None:
        return dict(found.point)
    place = ", ".join(f"{name} = {float(value):.6g}" for name, value in multipliers.items())
    if found.status is Status.UNBOUNDED:
        raise BackendRefused(f"L falls without bound at {place}, so there is no minimizer to go on from.")
    if found.attained is False:
        raise BackendRefused(f"L has no minimizer at {place}: its infimum is not attained.")
    raise BackendRefused(f"the minimizer of L at {place} was not found.")


def _exactly(value: Scalar | float) -> Scalar:
    return value if isinstance(value, (Fraction, Irrational)) else Fraction(value)
