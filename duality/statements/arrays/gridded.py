"""A number of a family for all points of a grid at once, as one column of affine forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duality.statements.arrays.forms import Form, sparse_array
from duality.statements.arrays.sides import is_curved, refused, turned
from duality.statements.evaluating import Values
from duality.statements.evaluating.grids import Grid, added, checked, grid_of, on_grid
from duality.statements.nodes import Node

if TYPE_CHECKING:
    from duality.statements.arrays.walk import Walk


def gridded(walk: Walk, node: Node, grid: Grid, values: Values, side: int) -> Form:
    """The column of numbers that the node is at the points of a grid."""
    import numpy as np

    if not node.varying:
        constant = np.broadcast_to(on_grid(node, grid, values), (grid.count,)).astype(float)
        return Form(constant.reshape(-1, 1), {})
    match node.kind:
        case "symbol":
            return _entries(walk, node, grid)
        case "add":
            total: Form | None = None
            for factor, arg in zip(node.mark, node.args, strict=True):
                term = gridded(walk, arg, grid, values, side if factor > 0 else -side).scaled(float(factor))
                total = term if total is None else total.plus(term)
            assert total is not None
            return total
        case "product" | "times":
            return _scaled(walk, node, grid, values, side)
        case "sum":
            inner = grid_of(node.mark[0], grid.letters, grid.count)
            return _added(gridded(walk, node.args[0], inner, values, side), inner, grid.count)
    return walk.function(
        node,
        lambda arg, s: gridded(walk, arg, grid, values, s),
        lambda n: np.broadcast_to(on_grid(n, grid, values), (grid.count,)).reshape(-1, 1),
        side,
    )


def _entries(walk: Walk, node: Node, grid: Grid) -> Form:
    import numpy as np

    declaration, indices = node.mark
    layout = walk.layouts[declaration.name]
    at = [index.value(grid.letters) for index in indices]
    count = len(declaration.range.loops)
    places = layout.members_at(node, at[:count]) * layout.entries
    rest = at[count:]
    if rest:
        row, column = (rest[0], rest[1]) if len(rest) == 2 else (rest[0], 1) if layout.cell[1] == 1 else (1, rest[0])
        inside = checked(node, [np.asarray(row) - 1, np.asarray(column) - 1], layout.cell)
        places = places + layout.places[inside]
    places = np.broadcast_to(places, (grid.count,))
    entries = np.ones(grid.count), places.astype(np.int32), np.arange(grid.count + 1, dtype=np.int32)
    return Form(np.zeros((grid.count, 1)), {declaration.name: sparse_array(entries, (grid.count, layout.size))})


def _scaled(walk: Walk, node: Node, grid: Grid, values: Values, side: int) -> Form:
    import numpy as np

    moving = [arg for arg in node.args if arg.varying]
    factor: Any = 1.0
    for arg in node.args:
        if not arg.varying:
            factor = factor * on_grid(arg, grid, values)
    if len(moving) != 1:
        raise refused(node)
    column = np.broadcast_to(factor, (grid.count,)).reshape(-1, 1)
    inner = gridded(walk, moving[0], grid, values, turned(side, [column]) if is_curved(moving[0]) else 0)
    return inner.weighted(column)


def _added(form: Form, grid: Grid, count: int) -> Form:
    """The sums of a column below each parent."""
    import numpy as np

    adding = sparse_array((np.ones(grid.count), (grid.parents, np.arange(grid.count))), (count, grid.count))
    found = form.left(adding)
    return Form(added(form.constant[:, 0], grid, count).reshape(-1, 1), found.parts)
