"""Functions under the names that users of cvxpy know, as what they stand for; of arrays and of vectors in letters."""

from __future__ import annotations

from typing import Any

from duality.api import functions
from duality.api.foreign import expression_of, expressions_of
from duality.errors import ProblemError
from duality.model.array import Array

Operand = object


def square(x: Operand) -> Any:
    """x^2, of an array entry by entry."""
    return power(x, 2)


def power(x: Operand, p: Operand) -> Any:
    """x^p, of an array entry by entry."""
    return _operand(x) ** p


def sum_squares(x: Operand) -> Any:
    """x_1^2 + ... + x_n^2, over all entries."""
    return functions.norm(x) ** 2 if _is_in_letters(x) else functions.sum(square(x))


def quad_form(x: Operand, P: Operand) -> Any:
    """x'Px."""
    vector = _operand(x)
    return (vector.T if _is_in_letters(x) else vector) @ P @ vector


def quad_over_lin(x: Operand, t: Operand) -> Any:
    """(x_1^2 + ... + x_n^2)/t, t > 0."""
    return sum_squares(x) / _operand(t)


def inv_pos(x: Operand) -> Any:
    """1/x over x > 0: state x > 0 in the domain."""
    return 1 / _operand(x)


def pos(x: Operand) -> Any:
    """max(x, 0), of an array entry by entry."""
    return maximum(x, 0)


def neg(x: Operand) -> Any:
    """max(-x, 0), of an array entry by entry."""
    return maximum(-_operand(x), 0)


def maximum(x: Operand, y: Operand) -> Any:
    """The larger of both, entry by entry."""
    return _of_pairs(functions.max, x, y)


def minimum(x: Operand, y: Operand) -> Any:
    """The smaller of both, entry by entry."""
    return _of_pairs(functions.min, x, y)


def multiply(x: Operand, y: Operand) -> Any:
    """x*y entry by entry."""
    return _operand(x) * y


def logistic(x: Operand) -> Any:
    """log(1 + exp(x)), of an array entry by entry."""
    return functions.__getattr__("softplus")(x)


def entr(x: Operand) -> Any:
    """-x*log(x), of an array entry by entry."""
    return -(_operand(x) * functions.log(x))


def rel_entr(x: Operand, y: Operand) -> Any:
    """x*log(x/y), entry by entry."""
    return _operand(x) * functions.log(_operand(x) / y)


def kl_div(x: Operand, y: Operand) -> Any:
    """x*log(x/y) - x + y, entry by entry."""
    return rel_entr(x, y) - x + y


def log_sum_exp(x: Operand) -> Any:
    """log(exp(x_1) + ... + exp(x_n))."""
    if _is_in_letters(x):
        return x.called("logsumexp", x)  # type: ignore[attr-defined]
    return functions.log(functions.sum(functions.exp(x)))


def _is_in_letters(x: Operand) -> bool:
    return type(x).__module__ == "duality.statements.objects"


def _operand(x: Operand) -> Any:
    """A vector in letters, an array, or an expression."""
    if _is_in_letters(x):
        return x
    entries = expressions_of(x)
    return expression_of(x) if entries is None else entries


def _of_pairs(function: Any, x: Operand, y: Operand) -> Any:
    if _is_in_letters(x) or _is_in_letters(y):
        return function(x, y)
    first, second = _operand(x), _operand(y)
    if not hasattr(first, "entries") and not hasattr(second, "entries"):
        return function(first, second)
    shape = (first + second).shape
    pairs = zip(_spread(first, shape), _spread(second, shape), strict=True)
    return Array(tuple(function(a, b) for a, b in pairs), shape)


def _spread(x: Any, shape: tuple[int, ...]) -> tuple[Any, ...]:
    size = 1
    for length in shape:
        size *= length
    entries = getattr(x, "entries", None)
    if entries is None:
        return (x,) * size
    if x.shape != shape:
        raise ProblemError(f"arrays of the shapes {x.shape} and {shape} do not go together", help="give both one shape")
    return entries


_VARIABLE = 'a variable is made by duality.variables("x"), a vector by duality.variables("x[1..3]")'

CLASSES = {
    "Variable": _VARIABLE,
    "variable": _VARIABLE,
    "Minimize": "write duality.minimize(f, [rows])",
    "Maximize": "write duality.maximize(f, [rows])",
    "diff": "write x[1:] - x[:-1]",
    "sum_entries": "write duality.sum(x)",
    "mul_elemwise": "write x*y",
    "hstack": "write duality.array([x, y])",
    "vstack": "write duality.array([x, y])",
    "Constant": "numbers and arrays of numpy are data as they are",
}
"""Names of cvxpy for what is written otherwise here."""
