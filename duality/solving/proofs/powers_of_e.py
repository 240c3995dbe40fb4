"""x = exp(u): sums of exponentials of affine forms as sums of terms c * prod x_i^p_i, a geometric program.

c*exp(a'u + b) is c*e^b * prod x_i^a_i, and an affine row a'u + b <= 0 is e^b * prod x_i^a_i <= 1: the minimizers of one
problem are the logarithms of the other's.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.atoms import scalar_expression, total
from duality.algebra.evaluate import exact_value
from duality.algebra.rows import decompose
from duality.model.expression import ONE, Call, Expression, Negative, Power, Product, Variable, number
from duality.model.form import Affine, Bounds, Domain, Row, StandardForm
from duality.model.remembered import once
from duality.model.scalar import Scalar
from duality.records import replace
from duality.solving.proofs.eliminated import Trees


@once
def with_powers_of_e(form: StandardForm) -> StandardForm | None:
    """The form in x = exp(u); ``None`` unless all rows are sums of exponentials of affine forms, or affine."""
    rows = [form.objective, *(c.row for c in form.constraints), *(c.row for c in form.domain.conditions)]
    if form.domain.discrete or not form.objective.atoms or not all(map(_fits, rows)):
        return None
    names = tuple(map(_power, form.variables))
    bounds = tuple((_power(name), _ends(form.domain.bound(name))) for name in form.variables)
    box = dict(bounds)
    objective = _sum(form.objective)
    constraints = tuple(
        replace(c, expression=tree, row=decompose(tree, names, box)) for c in form.constraints for tree in [_row(c.row)]
    )
    conditions = tuple(
        replace(c, expression=tree, row=decompose(tree, names, box))
        for c in form.domain.conditions
        for tree in [_row(c.row)]
    )
    return replace(
        form,
        problem=replace(form.problem, variables=names, rows=(), domain=()),
        objective=decompose(objective, names, box),
        objective_expression=objective,
        constraints=constraints,
        domain=Domain(bounds, conditions, (), ()),
    )


def logarithms(form: StandardForm) -> Trees:
    """The variables as functions of those of the restatement."""
    return {name: Call("log", (Variable(_power(name)),)) for name in form.variables}


def _power(name: str) -> str:
    return f"e^{name}"


def _fits(row: Row) -> bool:
    """Exponentials and a constant, or an affine row, with rational coefficients of u."""
    if row.quadratic or row.remainder or (row.linear and row.atoms):
        return False
    if not all(atom.kind == "exp" for _, atom in row.atoms):
        return False
    slopes = [c for _, c in row.linear] + [c for _, atom in row.atoms for _, c in atom.arguments[0].terms]
    return all(isinstance(c, Fraction) for c in slopes)


def _row(row: Row) -> Expression:
    """A row of the sign of the given one."""
    return total([_term(Fraction(1), row.affine), Negative(ONE)]) if row.linear else _sum(row)


def _sum(row: Row) -> Expression:
    terms = [_term(c, atom.arguments[0]) for c, atom in row.atoms]
    return total([*terms, scalar_expression(row.constant)] if row.constant != 0 else terms)


def _term(coefficient: Scalar, exponent: Affine) -> Expression:
    """coefficient * exp(exponent)."""
    factors: list[Expression] = [scalar_expression(coefficient * _exp(exponent.constant))]
    factors += [Power(Variable(_power(name)), number(c)) for name, c in exponent.terms if isinstance(c, Fraction)]
    return Product(tuple(factors))


def _exp(value: Scalar) -> Scalar:
    return Fraction(1) if value == 0 else exact_value(Call("exp", (scalar_expression(value),)), {})


def _ends(bounds: Bounds) -> Bounds:
    lower = Fraction(0) if bounds.lower is None else _exp(bounds.lower)
    upper = None if bounds.upper is None else _exp(bounds.upper)
    return Bounds(lower, upper, bounds.lower is not None and bounds.lower_closed, bounds.upper_closed)
