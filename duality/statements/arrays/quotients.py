"""Quotients with variables below the line: squares over a linear function, perspectives, g'*inv(Q)*g."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.errors import BackendRefused
from duality.statements.arrays.cones import product_cone
from duality.statements.arrays.definite import factored
from duality.statements.arrays.forms import Form, blocks
from duality.statements.arrays.matrix_cones import symmetric
from duality.statements.arrays.sides import is_curved, refused
from duality.statements.building import identity, multiply, number, transpose
from duality.statements.building.leaves import is_number
from duality.statements.evaluating import Values
from duality.statements.nodes import Node
from duality.statements.signs import sign_of

if TYPE_CHECKING:
    from duality.statements.arrays.walk import Walk


def quotient(walk: Walk, top: Node, bottom: Node, values: Values) -> Form:
    """An upper bound of top ./ bottom for squares or a positive number on top."""
    powers = _over_power(walk, top, bottom, values)
    if powers is not None:
        return powers
    under = walk.form(bottom, values)
    if top.kind == "power" and is_number(top.args[1], 2):
        base = top.args[0]
        if base.kind == "call" and base.mark[0] == "norm":
            return walk.cone("over", [walk.form(base.args[0], values), under])
        return over_each(walk, walk.form(base, values, 1 if base.kind == "call" else 0), under)
    if top.is_scalar and top.kind == "product" and sum(arg.varying for arg in top.args) == 2:
        form, sign = walk.squares(top, values)
        if sign > 0:
            return walk.cone("over", [form, under])
    if not top.varying:
        found = walk.number(top, values)
        if (found >= 0).all():
            inner = walk.cone("recip", [under])
            return inner.spread(found.shape).weighted(found)
    raise BackendRefused(f"the quotient by {bottom} is not convex as it is written")


def _over_power(walk: Walk, top: Node, bottom: Node, values: Values) -> Form | None:
    """u^q/w^(q - 1) <= t, entry by entry or summed: u <= t^(1/q) w^(1 - 1/q); ``None`` for other quotients."""
    summed = top.is_scalar and top.kind == "product" and len(top.args) == 2 and top.args[0].kind == "ones"
    inner = top.args[1] if summed else top
    if inner.kind != "power" or bottom.kind != "power":
        return None
    base, (exponent, below) = inner.args[0], (float(walk.number(one.args[1], values)[0, 0]) for one in (inner, bottom))
    if exponent <= 1 or abs(exponent - below - 1) > EQUAL:
        return None
    if is_curved(base) and sign_of(base) not in ("positive", "nonnegative"):
        return None
    form = walk.form(base, values, 1)
    column = form.reshaped((form.rows, 1))
    under = walk.form(bottom.args[0], values).spread(form.shape).reshaped((form.rows, 1))
    found = walk.assembly.variable(form.rows)
    walk.assembly.cones("power", [found, under, column], 1.0 / exponent)
    return found.total() if summed else found.reshaped(form.shape)


EQUAL = 1e-12
"""How far exponents in floats may differ."""


def over_each(walk: Walk, form: Form, under: Form) -> Form:
    """u^2/v <= t, entry by entry."""
    column = form.reshaped((form.rows, 1))
    under = under.spread(form.shape).reshaped((form.rows, 1))
    found = walk.assembly.variable(form.rows)
    walk.assembly.cones("second-order", product_cone(found, under, column))
    return found.reshaped(form.shape)


def inverse_form(walk: Walk, node: Node, values: Values) -> Form | None:
    """factor*g'*inv(Q)*g <= factor*t with [[Q, g], [g', t]] >> 0; ``None`` where the node is of another form."""
    count = node.mark[0]
    chain = node.args[count:]
    places = [k for k, arg in enumerate(chain) if arg.varying and arg.kind in ("inverse", "pinv")]
    if not node.is_scalar or len(places) != 1 or any(s.varying for s in node.args[:count]):
        return None
    k = places[0]
    left = multiply(*chain[:k]) if k else identity(chain[0].shape[0])
    right = multiply(*chain[k + 1 :]) if k + 1 < len(chain) else identity(chain[-1].shape[1])
    if transpose(left) != right:
        return None
    factor = 1.0
    for scalar in node.args[:count]:
        factor *= float(walk.number(scalar, values)[0, 0])
    if factor < 0:
        return None
    slope, matrix = walk.form(right, values), walk.form(chain[k].args[0], values)
    found = walk.assembly.variable(1)
    walk.assembly.semidefinite(blocks([matrix, slope, slope.transposed(), found], 2))
    return found.scaled(factor)


def trace_of_inverse(walk: Walk, node: Node, values: Values, side: int) -> Form | None:
    """tr(A*inv(Q)*B) with BA = F'F: tr T with [[Q, F'], [F, T]] >> 0; ``None`` where no inverse varies."""
    import numpy as np

    factors = node.args if node.kind == "product" else (node,)
    count = node.mark[0] if node.kind == "product" else 0
    places = [k for k, arg in enumerate(factors) if arg.varying]
    if len(places) != 1 or factors[places[0]].kind != "inverse":
        return None
    if side != 1:
        raise refused(node)
    k = places[0]
    rest = [*factors[k + 1 :], *factors[count:k]]
    weight = walk.number(multiply(*factors[:count], *rest) if rest or count else number(1), values)
    inner = walk.form(factors[k].args[0], values)
    order = inner.shape[0]
    weight = weight if weight.shape == inner.shape else weight * np.eye(order)
    root, sign = factored(weight)
    if sign < 0:
        raise refused(node)
    bound = symmetric(walk.assembly, order)
    walk.assembly.semidefinite(blocks([inner, Form(root.T, {}), Form(root, {}), bound], 2))
    return bound.picked(np.diag(bound.places).reshape(-1, 1)).total()
