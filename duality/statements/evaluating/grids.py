"""Numbers for all indexes of a range at once: a grid holds one array a letter, and a sum adds within its parents.

A member of a family is a number here; what holds matrices is evaluated member by member.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from duality.errors import ProblemError
from duality.named_tuples import NamedTuple
from duality.statements.binding import Family
from duality.statements.evaluating.walk import Values
from duality.statements.nodes import Guard, Node, Range
from duality.statements.sizes import Size

Array = Any


class Grid(NamedTuple):
    """``letters`` are the sizes and index arrays of length ``count``; ``parents`` the points that it was made from."""

    letters: Mapping[str, Any]
    count: int
    parents: Array


def grid_of(range: Range, letters: Mapping[str, Any], count: int = 1) -> Grid:
    """The points of a range, in order, below each of ``count`` points that the letters tell."""
    import numpy as np

    found: dict[str, Any] = dict(letters)
    parents = np.arange(count)
    for loop in range.loops:
        size = len(parents)
        low, high = loop.lower.value(found), loop.upper.value(found)
        for guard in range.guards:
            low, high = _tightened(guard, loop.name, found, low, high)
        low = np.broadcast_to(low, (size,))
        lengths = np.maximum(np.broadcast_to(high, (size,)) - low + 1, 0)
        repeated = np.repeat(np.arange(size), lengths)
        inside = np.arange(len(repeated)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        found = _at(found, repeated)
        found[loop.name] = low[repeated] + inside
        parents = parents[repeated]
    for guard in range.guards:
        kept = np.flatnonzero(np.broadcast_to(guard.holds(found), (len(parents),)))
        found, parents = _at(found, kept), parents[kept]
    return Grid(found, len(parents), parents)


def _tightened(guard: Guard, name: str, letters: Mapping[str, Any], low: Any, high: Any) -> tuple[Any, Any]:
    """The ends of a loop under a guard that bounds it by what is known: no point is made to be left out again."""
    import numpy as np

    gap = guard.right - guard.left
    slope = dict(gap.letters).get(name, 0)
    if not slope or guard.relation == "!=" or any(a != name and a not in letters for a, _ in gap.letters):
        return low, high
    rest = gap.substitute(name, Size(0)).value(letters) - (guard.relation == "<")
    if guard.relation == "=":
        # slope*k = -rest; where that is no integer the ends cross.
        return np.maximum(low, -(rest // slope)), np.minimum(high, -rest // slope)
    return (np.maximum(low, -(rest // slope)), high) if slope > 0 else (low, np.minimum(high, rest // -slope))


def _at(letters: Mapping[str, Any], places: Array) -> dict[str, Any]:
    return {name: value if isinstance(value, int) else value[places] for name, value in letters.items()}


def one_point(sizes: Mapping[str, int]) -> Grid:
    """The grid of no loops."""
    import numpy as np

    return Grid(sizes, 1, np.zeros(1, dtype=int))


def has_grid(node: Node, symbols: Mapping[str, Any], known: Container[str] = ()) -> bool:
    """Whether every part of the node is a number, and every family an array or one of the known names."""
    for part in node.walk():
        if not part.is_scalar or part.kind not in _KINDS:
            return False
        if part.kind == "symbol" and part.mark[0].name not in known and not _is_array(part, symbols):
            return False
    return True


_KINDS = frozenset({"number", "symbol", "size", "add", "product", "times", "sum", "power", "call"})


def _is_array(node: Node, symbols: Mapping[str, Any]) -> bool:
    import numpy as np

    declaration, indices = node.mark
    found = symbols.get(declaration.name)
    if declaration.range.loops:
        return isinstance(found, Family) and found.shape == (1, 1)
    return isinstance(found, np.ndarray) or (not indices and hasattr(found, "toarray"))


def on_grid(node: Node, grid: Grid, values: Values) -> Array:
    """The numbers that the node is at the points of the grid; a single one where no letter is in it."""
    if not grid.count:
        # Letters of the parents that no guard lets pass may have no entry.
        return 0.0
    match node.kind:
        case "number":
            return float(node.mark[0])
        case "size":
            return node.mark[0].value(grid.letters)
        case "symbol":
            return _entries(node, grid, values)
        case "add":
            total: Any = 0.0
            for factor, arg in zip(node.mark, node.args, strict=True):
                total = total + float(factor) * on_grid(arg, grid, values)
            return total
        case "product" | "times":
            result: Any = 1.0
            for arg in node.args:
                result = result * on_grid(arg, grid, values)
            return result
        case "sum":
            inner = grid_of(node.mark[0], grid.letters, grid.count)
            return added(on_grid(node.args[0], inner, values), inner, grid.count)
    function = values.functions["power" if node.kind == "power" else node.mark[0]]
    import numpy as np

    return function(*(np.asarray(on_grid(arg, grid, values), dtype=float) for arg in node.args))


def added(numbers: Array, grid: Grid, count: int) -> Array:
    """The sums of the numbers of a grid below each of its ``count`` parents."""
    import numpy as np

    return np.bincount(grid.parents, np.broadcast_to(numbers, (grid.count,)), count)


def _entries(node: Node, grid: Grid, values: Values) -> Array:
    declaration, indices = node.mark
    found = values.symbols[declaration.name]
    at = [index.value(grid.letters) for index in indices]
    count = len(declaration.range.loops)
    if count:
        return found.array[
            checked(node, [k - low for k, low in zip(at, found.offsets, strict=True)], found.array.shape)
        ]
    if not at:
        return float(found[0, 0])
    places = at if len(at) == 2 else [at[0], 1] if declaration.shape[1].is_one() else [1, at[0]]
    return found[checked(node, [k - 1 for k in places], found.shape)]


def checked(node: Node, places: list[Any], shape: tuple[int, ...]) -> tuple[Any, ...]:
    """Places counted from 0, all inside an array. Raises `ProblemError` for one outside."""
    import numpy as np

    for place, length in zip(places, shape, strict=False):
        if np.size(place) and (np.min(place) < 0 or np.max(place) >= length):
            raise ProblemError(f"{node} lies outside its {' x '.join(map(str, shape))} entries for some index")
    return tuple(places)
