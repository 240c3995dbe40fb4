"""The functions of cvxpy in the words of the language, each of arrays of expressions."""

from __future__ import annotations

from collections.abc import Callable

from duality.language.foreign.arrays import Array, scalar
from duality.language.foreign.untranslatable import Untranslatable

Function = Callable[[list[Array]], Array]


def _each(template: str, strength: int = 4, within: int = 0) -> Function:
    """A function of one argument, entry by entry."""

    def apply(arguments: list[Array]) -> Array:
        (argument,) = _exactly(arguments, 1)
        return argument.mapped(template, strength, within)

    return apply


def _all(name: str) -> Function:
    """A function of all entries of one argument."""

    def apply(arguments: list[Array]) -> Array:
        (argument,) = _exactly(arguments, 1)
        return scalar(f"{name}({', '.join(argument.entries)})")

    return apply


def _pairs(name: str) -> Function:
    """cp.maximum(x, y, ...): entry by entry over several arguments."""

    def apply(arguments: list[Array]) -> Array:
        shape = max((argument.shape for argument in arguments), key=len, default=())
        if not arguments or any(argument.shape not in ((), shape) for argument in arguments):
            raise Untranslatable(f"the shapes of the arguments of {name} do not fit together")
        size = max(len(argument.entries) for argument in arguments)
        entries = tuple(
            [f"{name}({', '.join(a.entries[k if a.shape else 0] for a in arguments)})" for k in range(size)]
        )
        return Array(shape, entries, (4,) * size)

    return apply


def _sum(arguments: list[Array]) -> Array:
    (argument,) = _exactly(arguments, 1)
    terms = [argument.within(k, 2 if k else 1) for k in range(len(argument.entries))]
    return scalar(" + ".join(terms), 1 if len(terms) > 1 else argument.strengths[0])


def _sum_squares(arguments: list[Array]) -> Array:
    (argument,) = _exactly(arguments, 1)
    return _sum([argument.mapped("{0}^2", 3, 4)])


def _norm(arguments: list[Array]) -> Array:
    if len(arguments) not in (1, 2) or len(arguments[0].shape) > 1:
        raise Untranslatable("of the norms, those of vectors are read")
    order = arguments[1].single() if len(arguments) == 2 else "2"
    if order not in ("1", "2", "inf"):
        raise Untranslatable(f"the norm of order {order}")
    return _all({"1": "norm1", "2": "norm", "inf": "norminf"}[order])(arguments[:1])


def _power(arguments: list[Array]) -> Array:
    base, exponent = _exactly(arguments, 2)
    return base.combined("^", exponent)


def _multiply(arguments: list[Array]) -> Array:
    left, right = _exactly(arguments, 2)
    return left.multiplied(right)


def _quad_over_lin(arguments: list[Array]) -> Array:
    above, below = _exactly(arguments, 2)
    squares = _sum_squares([above])
    return squares.combined("/", scalar(f"({below.single()})"))


def _quad_form(arguments: list[Array]) -> Array:
    vector, matrix = _exactly(arguments, 2)
    if len(vector.shape) != 1 or matrix.shape != vector.shape * 2:
        raise Untranslatable("quad_form takes a vector and a square matrix")
    n = vector.shape[0]
    terms = [
        f"{matrix.within(i * n + j, 2)}*{vector.within(i, 3)}*{vector.within(j, 3)}" for i in range(n) for j in range(n)
    ]
    return scalar(" + ".join(terms), 1)


def _flattened(arguments: list[Array]) -> Array:
    (argument,) = _exactly(arguments, 1)
    return Array((len(argument.entries),), argument.entries, argument.strengths)


def _huber(arguments: list[Array]) -> Array:
    if len(arguments) not in (1, 2):
        raise Untranslatable("huber takes one or two arguments")
    threshold = arguments[1].single() if len(arguments) == 2 else "1"
    return arguments[0].mapped(f"huber({{0}}, {threshold})")


def _exactly(arguments: list[Array], count: int) -> list[Array]:
    if len(arguments) != count:
        raise Untranslatable(f"a function with {len(arguments)} arguments instead of {count}")
    return arguments


FUNCTIONS: dict[str, Function] = {
    "abs": _each("abs({0})"),
    "exp": _each("exp({0})"),
    "log": _each("log({0})"),
    "sqrt": _each("sqrt({0})"),
    "square": _each("{0}^2", 3, 4),
    "inv_pos": _each("1/{0}", 2, 3),
    "pos": _each("max({0}, 0)"),
    "neg": _each("max(-{0}, 0)", 4, 2),
    "entr": _each("-{0}*log({0})", 1, 4),
    "logistic": _each("log(1 + exp({0}))"),
    "sum": _sum,
    "sum_squares": _sum_squares,
    "sum_square": _sum_squares,
    "norm": _norm,
    "norm1": _all("norm1"),
    "norm2": _all("norm"),
    "norm_inf": _all("norminf"),
    "max": _all("max"),
    "min": _all("min"),
    "maximum": _pairs("max"),
    "minimum": _pairs("min"),
    "power": _power,
    "multiply": _multiply,
    "quad_over_lin": _quad_over_lin,
    "quad_form": _quad_form,
    "huber": _huber,
    "hstack": _flattened,
}
"""By the name in cvxpy."""
