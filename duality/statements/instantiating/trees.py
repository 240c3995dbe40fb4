"""The functions of statements on arrays of entries, as trees of scalar problems."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from duality.errors import BackendRefused
from duality.model.expression import Call
from duality.statements.instantiating.entries import Entry, is_one, tree

Array = Any


def functions() -> dict[str, Callable[..., Array]]:
    """The table; `BackendRefused` for what has no scalar form."""
    import numpy as np

    def each(change: Callable[..., Entry]) -> Callable[..., Array]:
        def made(*arrays: Array) -> Array:
            spread = np.broadcast_arrays(*arrays)
            result = np.empty(spread[0].shape, dtype=object)
            for place in np.ndindex(result.shape):
                result[place] = change(*(array[place] for array in spread))
            return result

        return made

    def single(entry: Entry) -> Array:
        result = np.empty((1, 1), dtype=object)
        result[0, 0] = entry
        return result

    def many(function: str) -> Callable[[Array], Array]:
        return lambda array: single(Entry(Call(function, tuple(tree(e.content) for e in array.ravel()))))

    def only_vectors(function: str, name: str) -> Callable[[Array], Array]:
        def made(array: Array) -> Array:
            if 1 not in array.shape:
                raise BackendRefused(f"{name} of a matrix has no scalar form")
            return many(function)(array)

        return made

    def total(entries: Any) -> Entry:
        result = Entry(Fraction(0))
        for entry in entries:
            result = result + entry
        return result

    def matrix(name: str, change: Callable[[Entry], Entry]) -> Callable[[Array], Array]:
        def made(array: Array) -> Array:
            if array.shape != (1, 1):
                raise BackendRefused(f"{name} of a matrix has no scalar form")
            return single(change(array[0, 0]))

        return made

    def of_vectors(name: str) -> Callable[..., Array]:
        def made(*arrays: Array) -> Array:
            raise BackendRefused(f"{name} has no scalar form")

        return made

    def exponent_norm(array: Array, exponent: Array) -> Array:
        power = exponent[0, 0]
        summed = total(e.call("abs").power(power) for e in array.ravel())
        return single(summed.power(Entry(Fraction(1)).over(power)))

    def quadratic_norm(array: Array, matrix: Array) -> Array:
        column = list(array.ravel())
        forms = (total(m * e for m, e in zip(row, column, strict=True)) for row in matrix)
        return single(total(f * e for f, e in zip(forms, column, strict=True)).call("sqrt"))

    def huber(entry: Entry, knee: Entry) -> Entry:
        return Entry(Call("huber", (tree(entry.content), tree(knee.content))))

    def positive(entry: Entry) -> Entry:
        return Entry(Call("max", (tree(Fraction(0)), tree(entry.content))))

    def relative(top: Entry, below: Entry) -> Entry:
        ratio = top if is_one(below) else top.over(below)
        return top * ratio.call("log")

    return {
        "times": each(lambda a, b: a * b),
        "power": each(lambda a, p: a.power(p)),
        "exp": each(lambda a: a.call("exp")),
        "log": each(lambda a: a.call("log")),
        "sqrt": each(lambda a: a.call("sqrt")),
        "abs": each(lambda a: a.call("abs")),
        "pos": each(positive),
        "softplus": each(lambda a: (Entry(Fraction(1)) + a.call("exp")).call("log")),
        "relent": each(relative),
        "huber": each(huber),
        "hyperbola": each(lambda a, c: (a * a + c).call("sqrt")),
        "divided": each(lambda a, b: a.over(b)),
        "norm": many("norm"),
        "norm1": many("norm1"),
        "norminf": many("norminf"),
        "norm2": only_vectors("norm", "norm2"),
        "normnuc": only_vectors("norm", "normnuc"),
        "maximum": many("max"),
        "minimum": many("min"),
        "logsumexp": lambda a: single(total(e.call("exp") for e in a.ravel()).call("log")),
        "squares": lambda a: single(total(e * e for e in a.ravel())),
        "logdet": matrix("logdet", lambda e: e.call("log")),
        "lambda_max": matrix("eigmax", lambda e: e),
        "pnorm": exponent_norm,
        "quadnorm": quadratic_norm,
        "geomean": of_vectors("geomean"),
        "sumlargest": of_vectors("sumlargest"),
        "trsqrt": of_vectors("trsqrt"),
        "inverse": of_vectors("inv"),
        "definite_inverse": of_vectors("inv"),
        "pinv": of_vectors("pinv"),
        "trace": lambda a: single(total(a[k, k] for k in range(a.shape[0]))),
        "diagonal": lambda a: np.diag(a)[:, None],
        "diagonal_matrix": lambda a: _diagonal(a),
        "block": lambda cells: np.block(cells),
    }


def _diagonal(array: Array) -> Array:
    import numpy as np

    size = array.shape[0]
    result = np.empty((size, size), dtype=object)
    for i in range(size):
        for j in range(size):
            result[i, j] = array[i, 0] if i == j else Entry(Fraction(0))
    return result
