"""Linear maps of a matrix by matrices: sum L_k X R_k, from an index or from values at the unit vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duality.errors import ProblemError
from duality.statements.building import add, multiply, transpose
from duality.statements.building.leaves import unit
from duality.statements.exchange.leaves import refused
from duality.statements.nodes import Node
from duality.statements.sizes import Size

if TYPE_CHECKING:
    from duality.statements.exchange.walk import Walk

MOST = 400
"""Products L_k X R_k up to which a linear map is written out."""

ENTRIES = 20_000
"""Entries of the argument up to which a map is told by its values at the unit vectors."""


def selected(walk: Walk, node: Node, own: tuple[int, ...], key: Any, shape: tuple[int, ...]) -> Node:
    """X[rows, columns] by products with parts of the identity."""
    places = [list(range(size))[part] for part, size in zip(key, own, strict=True)]
    found = _rows(walk, node, places[0]) if own else node
    if len(own) == 2:
        found = transpose(_rows(walk, transpose(found), places[1]))
    # One axis of a matrix that is left is a column.
    return transpose(found) if len(shape) == 1 and len(own) == 2 and found.shape[0].is_one() else found


def _rows(walk: Walk, node: Node, places: list[int]) -> Node:
    import numpy as np

    count = node.shape[0].known() or 0
    if places == list(range(count)):
        return node
    if not places:
        raise ProblemError("a slice is empty", help="leave it out")
    if len(places) == 1:
        return multiply(transpose(unit(Size(count), Size(places[0] + 1))), node)
    return multiply(walk.leaves.constant(np.eye(count)[places]), node)


def mapped(walk: Walk, tree: Any) -> Node:
    """An affine atom of one moving argument, by the matrix of the map."""
    import numpy as np

    moving = [argument for argument in tree.args if not argument.is_constant()]
    if len(moving) != 1:
        raise refused(f"{type(tree).__name__} of several variables")
    argument = moving[0]
    place = next(k for k, other in enumerate(tree.args) if other is argument)
    size = int(np.prod(argument.shape, dtype=int))
    if size > ENTRIES:
        raise ProblemError(f"cvxpy's {type(tree).__name__} of {size} entries is too large to be told by its matrix")
    values = [None if k == place else np.asarray(a.value, dtype=float) for k, a in enumerate(tree.args)]

    def at(x: Any) -> Any:
        values[place] = x
        return np.asarray(tree.numeric(list(values)), dtype=float)

    return _told(walk, walk.node(argument), argument.shape, at)


def _told(walk: Walk, node: Node, own: tuple[int, ...], at: Any) -> Node:
    """sum over the columns j of X and i of the value: M_ij X e_j e_i', and the value at 0."""
    import numpy as np

    origin = at(np.zeros(own))
    rows, columns = (*own, *(1,) * (2 - len(own)))
    tall, wide = (*origin.shape, *(1,) * (2 - origin.ndim))
    parts = np.zeros((wide, columns, tall, rows))
    for place in np.ndindex(own):
        x = np.zeros(own)
        x[place] = 1.0
        i, j = (*place, *(0,) * (2 - len(place)))
        parts[:, j, :, i] = (at(x) - origin).reshape(tall, wide).T
    terms = []
    for k, j in np.ndindex(wide, columns):
        if not parts[k, j].any():
            continue
        column = node if columns == 1 else multiply(node, unit(Size(columns), Size(j + 1)))
        image = multiply(walk.leaves.constant(parts[k, j]), column)
        terms.append(image if wide == 1 else multiply(image, transpose(unit(Size(wide), Size(k + 1)))))
    if len(terms) > MOST:
        raise ProblemError(f"a linear map of {rows} x {columns} entries is too long to be written out")
    if origin.any():
        terms.append(walk.leaves.constant(origin.reshape(tall, wide)))
    return add(*terms)
