"""The KKT system of a standard form.

Stationarity 0 in grad f + sum alpha_i grad c_i + sum beta_j grad h_j + N_X(x), feasibility c <= 0, h = 0,
alpha >= 0, and complementary slackness alpha_i c_i = 0.
"""

from __future__ import annotations

from collections.abc import Iterator

from duality.algebra.atoms import scalar_expression, scaled, total
from duality.algebra.differentiate import NotDifferentiable, dependent_parts, derivative, is_smooth
from duality.algebra.powers import rational
from duality.model.derivation import KKT, StationarityEquation
from duality.model.expression import ZERO, Comparison, Expression, Negative, Product, Variable
from duality.model.form import Bounds, Row, StandardForm


def kkt(form: StandardForm) -> KKT:
    """The system in the order of the statement; a function without a gradient enters by a subgradient g.

    A variable in a finite set has no stationarity: its derivative says nothing of the values that it can take.
    """
    functions: list[tuple[str | None, str, Expression, Row]] = [(None, "f", form.objective_expression, form.objective)]
    functions += [(c.multiplier, c.name, c.expression, c.row) for c in form.constraints]
    terms: dict[str, list[Expression]] = {name: [] for name in form.variables}
    remarks: dict[str, list[str]] = {name: [] for name in form.variables}
    nonsmooth: list[str] = []
    for multiplier, label, node, row in functions:
        if not row.is_quadratic and not is_smooth(node):
            nonsmooth.append(label)
        for name, slope, remark in _slopes(label, node, row):
            terms[name].append(slope if multiplier is None else times(multiplier, slope))
            if remark:
                remarks[name].append(remark)
    for name, cone in _normal_cones(form).items():
        remarks[name].insert(0, cone)
    discrete = tuple(dict.fromkeys(name for points in form.domain.discrete for name in points.variables))
    inequalities, equalities = form.inequalities, form.equalities
    return KKT(
        stationarity=tuple(
            StationarityEquation(name, total(terms[name]), "; ".join(remarks[name]))
            for name in form.variables
            if name not in discrete
        ),
        primal=tuple(
            Comparison(("<=" if c.constraint.kind == "inequality" else "=",), (c.expression, ZERO))
            for c in (*inequalities, *equalities)
        ),
        dual=tuple(Comparison((">=",), (Variable(c.multiplier), ZERO)) for c in inequalities),
        slackness=tuple(Comparison(("=",), (times(c.multiplier, c.expression), ZERO)) for c in inequalities),
        nonsmooth=tuple(nonsmooth),
        discrete=discrete,
    )


def _slopes(label: str, node: Expression, row: Row) -> Iterator[tuple[str, Expression, str]]:
    """(variable, partial derivative, remark) of one function; an affine one has its coefficients."""
    if row.is_affine:
        for name, coefficient in row.linear:
            yield name, scalar_expression(coefficient), ""
        return
    for name, part in dependent_parts(node).items():
        try:
            yield name, derivative(part, name), ""
        except NotDifferentiable:
            symbol = f"g_{label}_{name}" if "[" in name + label else f"g_{label}[{name}]"
            yield name, Variable(symbol), f"{symbol} a partial subgradient of {label}"


def times(multiplier: str, node: Expression) -> Expression:
    """alpha * node: 2*alpha for a number, the sign in front."""
    if isinstance(node, Negative):
        return Negative(times(multiplier, node.operand))
    value = rational(node)
    if value is not None:
        return scaled(value, Variable(multiplier))
    factors = node.factors if isinstance(node, Product) else (node,)
    first, *others = factors
    leading = rational(first) if others else None
    if leading is not None and leading != 1:
        return Product((first, Variable(multiplier), *others))
    return Product((Variable(multiplier), *factors))


def _normal_cones(form: StandardForm) -> dict[str, str]:
    """Where X (or a natural domain with a closed end) bounds a variable, its normal cone joins the equation."""
    cones = {
        name: f"N_X({name}), {_bounds_text(name, bounds)}" for name, bounds in form.domain.bounds if _closed(bounds)
    }
    for condition in form.domain.conditions:
        if condition.strict or condition.nonzero:
            continue
        for name in condition.row.names():
            cones.setdefault(name, f"N_X({name}), {condition.origin}")
    return cones


def _closed(bounds: Bounds) -> bool:
    return (bounds.lower is not None and bounds.lower_closed) or (bounds.upper is not None and bounds.upper_closed)


def _bounds_text(name: str, bounds: Bounds) -> str:
    lower = "" if bounds.lower is None else f"{scalar_expression(bounds.lower)} {'<=' if bounds.lower_closed else '<'} "
    upper = "" if bounds.upper is None else f" {'<=' if bounds.upper_closed else '<'} {scalar_expression(bounds.upper)}"
    return f"{lower}{name}{upper}"
