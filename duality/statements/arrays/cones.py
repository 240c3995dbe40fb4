"""Functions by cones: each gives variables t with t >= phi(u) for convex phi, t <= phi(u) for concave phi."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from duality.named_tuples import NamedTuple
from duality.statements.arrays.assembly import Assembly
from duality.statements.arrays.definite import factored
from duality.statements.arrays.forms import Form, stacked
from duality.statements.arrays.matrix_cones import (
    euclidean,
    largest_eigenvalue,
    largest_singular_value,
    log_determinant,
    nuclear,
    trace_of_root,
)
from duality.statements.nodes import Node
from duality.statements.signs import sign_of

Bound = Callable[[Assembly, Sequence[Form], Sequence[Any]], Form]


class ConicFunction(NamedTuple):
    """``curvature`` is +1 for convex and -1 for concave; an ``increasing`` one takes bounds for its argument."""

    curvature: int
    bound: Bound
    increasing: bool = False


def _column(form: Form) -> Form:
    return form.reshaped((form.rows, 1))


def _ones(form: Form) -> Form:
    import numpy as np

    return Form(np.ones((form.rows, 1)), {})


def _fresh(program: Assembly, form: Form) -> Form:
    return program.variable(form.rows)


def _between(program: Assembly, form: Form, bound: Form) -> None:
    """-bound <= form <= bound."""
    program.nonpositive(form.plus(bound.scaled(-1.0)))
    program.nonpositive(form.scaled(-1.0).plus(bound.scaled(-1.0)))


def _absolute(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    form = _column(forms[0])
    found = _fresh(program, form)
    _between(program, form, found)
    return found.reshaped(forms[0].shape)


def _largest_size(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    form = _column(forms[0])
    found = program.variable(1)
    _between(program, form, found.spread(form.shape))
    return found


def _maximum(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    form = _column(forms[0])
    found = program.variable(1)
    program.nonpositive(form.plus(found.spread(form.shape).scaled(-1.0)))
    return found


def _minimum(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    return _maximum(program, [forms[0].scaled(-1.0)], extra).scaled(-1.0)


def _positive_part(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    form = _column(forms[0])
    found = _fresh(program, form)
    program.nonpositive(form.plus(found.scaled(-1.0)))
    program.bounded(found)
    return found.reshaped(forms[0].shape)


def _norm(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    return euclidean(program, forms[0])


def _entrywise(cone: str, cells: Callable[[Form, Form, Form], list[Form]]) -> Bound:
    """t against phi(u), entry by entry: ``cells`` of u, t and 1 lie in a cone, whose exponent stands beside u."""

    def bound(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
        form = _column(forms[0])
        found = _fresh(program, form)
        exponents = [float(value.ravel()[0]) for value in extra]
        # |u| <= t^(1/p) for p > 1, t <= u^p for p < 1.
        program.cones(cone, cells(form, found, _ones(form)), *(1.0 / p if p > 1 else p for p in exponents))
        return found.reshaped(forms[0].shape)

    return bound


def product_cone(left: Form, right: Form, root: Form) -> list[Form]:
    """root^2 <= left*right: |(2 root, left - right)| <= left + right."""
    return [left.plus(right), root.scaled(2.0), left.plus(right.scaled(-1.0))]


_squared = _entrywise("second-order", lambda u, t, one: product_cone(t, one, u))


def _entropy(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """u log(u/v) <= t: (-t, u, v) in the exponential cone."""
    shape = forms[0].shape if forms[0].rows > 1 else forms[1].shape
    top, below = (_column(form.spread(shape)) for form in forms)
    found = _fresh(program, top)
    program.cones("exponential", [found.scaled(-1.0), top, below])
    return found.reshaped(shape)


def _perspective(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """v*exp(u/v) <= t."""
    top = _column(forms[0])
    below = _column(forms[1].spread(forms[0].shape))
    found = _fresh(program, top)
    program.cones("exponential", [top, below, found])
    return found.reshaped(forms[0].shape)


def _greatest(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """The larger of each pair of entries."""
    shape = forms[0].shape if forms[0].rows > 1 else forms[1].shape
    columns = [_column(form.spread(shape)) for form in forms]
    found = _fresh(program, columns[0])
    for column in columns:
        program.nonpositive(column.plus(found.scaled(-1.0)))
    return found.reshaped(shape)


def _least(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    return _greatest(program, [form.scaled(-1.0) for form in forms], extra).scaled(-1.0)


def _softplus(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """exp(-t) + exp(u - t) <= 1."""
    form = _column(forms[0])
    found = _fresh(program, form)
    first, second = _fresh(program, form), _fresh(program, form)
    one = _ones(form)
    program.cones("exponential", [found.scaled(-1.0), one, first])
    program.cones("exponential", [form.plus(found.scaled(-1.0)), one, second])
    program.nonpositive(first.plus(second).plus(one.scaled(-1.0)))
    return found.reshaped(forms[0].shape)


def _log_sum_exp(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """sum exp(u_i - t) <= 1."""
    import numpy as np

    form = _column(forms[0])
    found = program.variable(1)
    parts = _fresh(program, form)
    program.cones("exponential", [form.plus(found.spread(form.shape).scaled(-1.0)), _ones(form), parts])
    program.nonpositive(parts.total().plus(Form(np.array([[-1.0]]), {})))
    return found


def _huber(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """min v^2 + 2M|w| with u = v + w."""
    form = _column(forms[0])
    rest = _fresh(program, form)
    square = _squared(program, [form.plus(rest.scaled(-1.0))], ())
    size = _absolute(program, [rest], ())
    return square.plus(size.weighted(2.0 * extra[0])).reshaped(forms[0].shape)


def _hyperbola(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """|(u, sqrt(c))| <= t, entry by entry."""
    import numpy as np

    form = _column(forms[0])
    found = _fresh(program, form)
    program.cones("second-order", [found, form, _ones(form).weighted(np.sqrt(extra[0]))])
    return found.reshaped(forms[0].shape)


def _exponent_norm(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """|u|_p <= t: |u_i| <= r_i^(1/p) t^(1 - 1/p) with sum r <= t."""
    form = _column(forms[0])
    found, shares = program.variable(1), _fresh(program, form)
    program.cones("power", [shares, found.spread(form.shape), form], 1.0 / float(extra[0].ravel()[0]))
    program.nonpositive(shares.total().plus(found.scaled(-1.0)))
    return found


def _quadratic_norm(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """sqrt(u'Pu) = |F u| with F'F = P."""
    factor, _ = factored(extra[0])
    return _norm(program, [forms[0].left(factor)], ())


def _squares_over(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """u'Ku/v <= t: |(2Fu, t - v)| <= t + v with F'F = K."""
    top, below = forms
    found = program.variable(1)
    column = _column(top.left(factored(extra[0])[0]) if extra else top).scaled(2.0)
    program.ball(found.plus(below), stacked([column, found.plus(below.scaled(-1.0))]))
    return found


def _geometric_mean(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """t <= geomean(u): r_i <= t log(u_i/t) with sum r >= 0."""
    form = _column(forms[0])
    found, logs = program.variable(1), _fresh(program, form)
    program.cones("exponential", [logs, found.spread(form.shape), form])
    program.nonpositive(logs.total().scaled(-1.0))
    return found


def _sum_of_largest(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """min k s + sum max(0, u - s)."""
    form = _column(forms[0])
    level = program.variable(1)
    excess = _positive_part(program, [form.plus(level.spread(form.shape).scaled(-1.0))], ())
    return level.scaled(float(extra[0].ravel()[0])).plus(excess.total())


def power_name(node: Node, value: float) -> str:
    """The function that a power with this exponent is; "" where no cone holds it."""
    base = node.args[0]
    if value in (2, -1):
        return "square" if value == 2 else "recip"
    if 0 < value < 1:
        return "root"
    even = value % 2 == 0
    return "power" if value > 1 and (even or sign_of(base) in ("positive", "nonnegative")) else ""


CONES: dict[str, ConicFunction] = {
    "abs": ConicFunction(1, _absolute),
    "norm1": ConicFunction(1, lambda p, f, e: _absolute(p, f, e).total()),
    "norminf": ConicFunction(1, _largest_size),
    "norm": ConicFunction(1, _norm),
    "maximum": ConicFunction(1, _maximum, increasing=True),
    "minimum": ConicFunction(-1, _minimum, increasing=True),
    "pos": ConicFunction(1, _positive_part, increasing=True),
    "square": ConicFunction(1, _squared),
    "sqrt": ConicFunction(-1, _entrywise("second-order", lambda u, t, one: product_cone(u, one, t)), increasing=True),
    "recip": ConicFunction(1, _entrywise("second-order", lambda u, t, one: product_cone(t, u, one))),
    "power": ConicFunction(1, _entrywise("power", lambda u, t, one: [t, one, u])),
    "root": ConicFunction(-1, _entrywise("power", lambda u, t, one: [u, one, t]), increasing=True),
    "exp": ConicFunction(1, _entrywise("exponential", lambda u, t, one: [u, one, t]), increasing=True),
    "scaled_exp": ConicFunction(1, _perspective),
    "greatest": ConicFunction(1, _greatest, increasing=True),
    "least": ConicFunction(-1, _least, increasing=True),
    "log": ConicFunction(-1, _entrywise("exponential", lambda u, t, one: [t, one, u]), increasing=True),
    "relent": ConicFunction(1, _entropy),
    "softplus": ConicFunction(1, _softplus, increasing=True),
    "logsumexp": ConicFunction(1, _log_sum_exp, increasing=True),
    "huber": ConicFunction(1, _huber),
    "hyperbola": ConicFunction(1, _hyperbola),
    "logdet": ConicFunction(-1, log_determinant),
    "norm2": ConicFunction(1, largest_singular_value),
    "normnuc": ConicFunction(1, nuclear),
    "lambda_max": ConicFunction(1, largest_eigenvalue),
    "pnorm": ConicFunction(1, _exponent_norm),
    "quadnorm": ConicFunction(1, _quadratic_norm),
    "over": ConicFunction(1, _squares_over),
    "geomean": ConicFunction(-1, _geometric_mean, increasing=True),
    "sumlargest": ConicFunction(1, _sum_of_largest, increasing=True),
    "trsqrt": ConicFunction(-1, trace_of_root),
}
