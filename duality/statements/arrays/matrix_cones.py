"""Functions of matrices by semidefinite cones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from duality.statements.arrays.assembly import Assembly
from duality.statements.arrays.definite import factored
from duality.statements.arrays.forms import Form, blocks, sparse_array


def euclidean(program: Assembly, form: Form) -> Form:
    """|u| <= t over all entries."""
    found = program.variable(1)
    program.ball(found, form.reshaped((form.rows, 1)))
    return found


def largest_eigenvalue(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """t*I - U >> 0."""
    import numpy as np

    found = program.variable(1)
    program.semidefinite(found.outer(np.eye(forms[0].shape[0])).plus(forms[0].scaled(-1.0)))
    return found


def symmetric(program: Assembly, order: int) -> Form:
    """A new symmetric matrix."""
    import numpy as np

    below = np.tril_indices(order)
    places = np.zeros((order, order), dtype=int)
    places[below] = np.arange(len(below[0]))
    return program.variable(len(below[0])).picked(np.maximum(places, places.T))


def largest_singular_value(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """[[t*I, U], [U', t*I]] >> 0."""
    import numpy as np

    rows, columns = forms[0].shape
    if 1 in (rows, columns):
        return euclidean(program, forms[0])
    found = program.variable(1)
    program.semidefinite(
        blocks([found.outer(np.eye(rows)), forms[0], forms[0].transposed(), found.outer(np.eye(columns))], 2)
    )
    return found


def nuclear(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """(tr V + tr W)/2 with [[V, U], [U', W]] >> 0."""
    import numpy as np

    rows, columns = forms[0].shape
    if 1 in (rows, columns):
        return euclidean(program, forms[0])
    first, second = symmetric(program, rows), symmetric(program, columns)
    program.semidefinite(blocks([first, forms[0], forms[0].transposed(), second], 2))
    traces = [form.weighted(np.eye(form.shape[0])).total() for form in (first, second)]
    return traces[0].plus(traces[1]).scaled(0.5)


def log_determinant(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """sum log Z_ii with [[U, Z], [Z', diag(Z)]] >> 0 for a lower triangle Z."""
    import numpy as np

    order = forms[0].shape[0]
    below = np.tril_indices(order)
    free = program.variable(len(below[0]))
    entries = np.ones(len(below[0])), (below[0] * order + below[1], np.arange(len(below[0])))
    triangle = free.left(sparse_array(entries, (order * order, len(below[0])))).reshaped((order, order))
    program.semidefinite(blocks([forms[0], triangle, triangle.transposed(), triangle.weighted(np.eye(order))], 2))
    diagonal = triangle.picked(np.diag(triangle.places).reshape(-1, 1))
    logs = program.variable(diagonal.rows)
    program.cones("exponential", [logs, Form(np.ones((diagonal.rows, 1)), {}), diagonal])
    return logs.total()


def trace_of_root(program: Assembly, forms: Sequence[Form], extra: Sequence[Any]) -> Form:
    """t <= tr((W U)^(1/2)): tr R with [[F U F', R], [R', I]] >> 0 and F'F = W."""
    import numpy as np

    inner = forms[0]
    if extra:
        factor, _ = factored(extra[0])
        inner = inner.left(factor).right(factor.T)
    order = inner.shape[0]
    root = program.variable(order * order).reshaped((order, order))
    program.semidefinite(blocks([inner, root, root.transposed(), Form(np.eye(order), {})], 2))
    return root.picked(np.diag(root.places).reshape(-1, 1)).total()
