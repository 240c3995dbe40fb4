"""The walk: sums, products and transposes by the operators of the values, functions by a table.

Values are matrices of two axes (numpy arrays, arrays of exact entries, cvxpy expressions); a family is a mapping from
index tuples, counted from 1, to such matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from duality.errors import ProblemError
from duality.records import field, record
from duality.statements import evaluating
from duality.statements.building.linear import transpose
from duality.statements.evaluating.inverses import Inverse
from duality.statements.nodes import Node, Range
from duality.statements.sizes import Size

Value = Any
"""A matrix of two axes."""

LARGE = 500
"""Order from which diagonal matrices are sparse arrays."""


@record(slots=False)
class Values:
    """What letters stand for, and how functions and numbers are made."""

    symbols: Mapping[str, Any]
    sizes: Mapping[str, int]
    functions: Mapping[str, Callable[..., Value]]
    number: Callable[[Any], Any] = float
    ones: Callable[[int, int], Value] | None = None
    special: Callable[[Node, Values], Value | None] | None = field(default=None)
    """A way of its own for some nodes, tried first."""

    def at(self, letters: Mapping[str, int]) -> Values:
        """The same with values for loop variables."""
        return Values(self.symbols, {**self.sizes, **letters}, self.functions, self.number, self.ones, self.special)


def members(range: Range, sizes: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """The index values of a range, in order."""
    found: list[dict[str, int]] = [{}]
    for loop in range.loops:
        found = [{**a, loop.name: k} for a in found for k in _span(loop.lower, loop.upper, {**sizes, **a})]
    return (a for a in found if all(g.holds({**sizes, **a}) for g in range.guards))


def _span(lower: Size, upper: Size, sizes: Mapping[str, int]) -> list[int]:
    return list(_range(lower.value(sizes), upper.value(sizes) + 1))


_range = range


def evaluate(node: Node, values: Values) -> Value:
    """The matrix that the node is at these values."""
    if values.special is not None:
        found = values.special(node, values)
        if found is not None:
            return found
    match node.kind:
        case "number":
            return _constant(values, node.mark[0])
        case "symbol":
            return _symbol(node, values)
        case "size":
            return _constant(values, node.mark[0].value(values.sizes))
        case "add":
            return _sum(node, values)
        case "product":
            return _product(node, values)
        case "times":
            return _times(node, values)
        case "transpose":
            return evaluate(node.args[0], values).T
        case "sum":
            return _over(node, values)
        case "power":
            return values.functions["power"](*(filled(evaluate(arg, values)) for arg in node.args))
        case "call":
            return values.functions[node.mark[0]](*(filled(evaluate(arg, values)) for arg in node.args))
        case "block":
            return _block(node, values)
        case "part":
            return _part(node, values)
        case "ones" | "zero" | "identity" | "unit":
            return _leaf(node, values)
    if node.kind == "inverse" and is_convex_inverse(node):
        return values.functions["definite_inverse"](evaluate(node.args[0], values))
    return values.functions[node.kind](evaluate(node.args[0], values))


def is_convex_inverse(node: Node) -> bool:
    """Whether it is the inverse of a symmetric matrix that varies: a convex function over X >> 0."""
    return node.varying and transpose(node) == node


def filled(value: Value) -> Value:
    """A sparse array with its zeros; anything else as it is."""
    return value.toarray() if hasattr(value, "toarray") else value


def _constant(values: Values, value: Any) -> Value:
    import numpy as np

    made = np.empty((1, 1), dtype=float if values.number is float else object)
    made[0, 0] = values.number(value)
    return made


def _leaf(node: Node, values: Values) -> Value:
    import numpy as np

    rows, columns = (size.value(values.sizes) for size in node.shape)
    match node.kind:
        case "ones":
            made = np.ones((rows, columns))
        case "zero":
            made = np.zeros((rows, columns))
        case "identity" if rows > LARGE and values.number is float and values.special is None:
            from scipy import sparse

            return sparse.eye_array(rows, format="csr")
        case "identity":
            made = np.eye(rows)
        case _:
            made = np.zeros((rows, 1))
            made[node.mark[1].value(values.sizes) - 1, 0] = 1.0
    return made if values.number is float else _exact(made, values)


def _exact(array: Any, values: Values) -> Any:
    import numpy as np

    made = np.empty(array.shape, dtype=object)
    for place, value in np.ndenumerate(array):
        made[place] = values.number(int(value))
    return made


def _symbol(node: Node, values: Values) -> Value:
    declaration, indices = node.mark
    found = values.symbols[declaration.name]
    if not indices:
        return found
    count = len(declaration.range.loops)
    at = tuple(index.value(values.sizes) for index in indices)
    if count:
        found = _member(node, found, at[:count])
    rest = at[count:]
    if not rest:
        return found
    row, column = (
        (rest[0], rest[1]) if len(rest) == 2 else (rest[0], 1) if declaration.shape[1].is_one() else (1, rest[0])
    )
    if not (1 <= row <= found.shape[0] and 1 <= column <= found.shape[1]):
        raise ProblemError(
            f"{declaration.name}[{', '.join(map(str, rest))}] lies outside its "
            f"{found.shape[0]} x {found.shape[1]} entries"
        )
    return found[row - 1 : row, column - 1 : column]


def _member(node: Node, family: Any, at: tuple[int, ...]) -> Value:
    """A family's member. Raises `ProblemError` for indexes that it does not have."""
    try:
        return family[at]
    except (KeyError, IndexError):
        told = f"{node.mark[0].name}[{', '.join(map(str, at))}]"
        raise ProblemError(f"{told} lies outside its range") from None


def _sum(node: Node, values: Values) -> Value:
    total = None
    for factor, arg in zip(node.mark, node.args, strict=True):
        term = evaluate(arg, values)
        term = term if factor == 1 else -term if factor == -1 else _scaled(factor, term, values)
        total = term if total is None else total + term
    return total


def _scaled(factor: Any, term: Value, values: Values) -> Value:
    return (
        float(factor) * term if values.number is float else values.functions["times"](_constant(values, factor), term)
    )


def _product(node: Node, values: Values) -> Value:
    count = node.mark[0]
    scalars = [evaluate(arg, values) for arg in node.args[:count]]
    chain = [_factor(arg, values) for arg in node.args[count:]]
    result = _chained(chain) if chain else None
    for scalar in scalars:
        result = scalar if result is None else values.functions["times"](scalar, result)
    return result


def _factor(node: Node, values: Values) -> Value:
    """A factor of a chain; an inverse in floats by the systems that it solves, where it is not alone."""
    if node.kind == "inverse" and not node.varying and values.number is float and values.special is None:
        return Inverse(evaluate(node.args[0], values))
    return evaluate(node, values)


def _chained(chain: list[Value]) -> Value:
    """The product of a chain from its thin end."""
    if chain[-1].shape[1] <= chain[0].shape[0]:
        result = _opened(chain[-1])
        for factor in reversed(chain[:-1]):
            result = factor @ result
        return result
    result = _opened(chain[0])
    for factor in chain[1:]:
        result = result @ factor
    return result


def _opened(value: Value) -> Value:
    """An inverse at the end of a chain as an array."""
    return value.array() if isinstance(value, Inverse) else value


def _times(node: Node, values: Values) -> Value:
    result = evaluate(node.args[0], values)
    for arg in node.args[1:]:
        result = values.functions["times"](result, evaluate(arg, values))
    return result


def _over(node: Node, values: Values) -> Value:
    import numpy as np

    if values.number is float and values.special is None and evaluating.grids.has_grid(node, values.symbols):
        return evaluating.grids.on_grid(node, evaluating.grids.one_point(values.sizes), values).reshape(1, 1)
    total = None
    for letters in members(node.mark[0], values.sizes):
        term = evaluate(node.args[0], values.at(letters))
        total = term if total is None else total + term
    if total is not None:
        return total
    rows, columns = (size.value(values.sizes) for size in node.shape)
    zeros = np.zeros((rows, columns))
    return zeros if values.number is float else _exact(zeros, values)


def _block(node: Node, values: Values) -> Value:
    cells = [evaluate(arg, values) for arg in node.args]
    wide = len(cells) // node.mark[0]
    return values.functions["block"]([cells[k : k + wide] for k in _range(0, len(cells), wide)])


def _part(node: Node, values: Values) -> Value:
    heights, widths, row, column = node.mark
    tall = [size.value(values.sizes) for size in heights]
    wide = [size.value(values.sizes) for size in widths]
    top, left = sum(tall[:row]), sum(wide[:column])
    return evaluate(node.args[0], values)[top : top + tall[row], left : left + wide[column]]
