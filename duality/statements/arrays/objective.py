"""The objective: squares go into P, all else is linear in the variables and in the bounds of functions."""

from __future__ import annotations

from typing import Any

from duality.errors import BackendRefused
from duality.statements.arrays.definite import factored, is_semidefinite
from duality.statements.arrays.forms import Multiple
from duality.statements.arrays.gridded import gridded
from duality.statements.arrays.sides import is_curved, refused
from duality.statements.arrays.walk import Walk
from duality.statements.building.leaves import is_number
from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.grids import Grid, grid_of, has_grid, on_grid, one_point
from duality.statements.evaluating.walk import members
from duality.statements.nodes import Node
from duality.statements.signs import sign_of
from duality.statements.tower.quadratics import bilinear

Array = Any


class Objective:
    """min node, term by term."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk

    def add(self, node: Node, values: Values, factor: float = 1.0) -> None:
        """Adds factor*node. Raises `BackendRefused` for a term that is not convex."""
        if node.varying and is_curved(node) and self._squares(node, values, factor):
            return
        side = 1 if factor >= 0 else -1
        self.walk.assembly.costs.append(self.walk.form(node, values, side).scaled(factor))

    def _squares(self, node: Node, values: Values, factor: float) -> bool:
        """Whether the node was a sum or a multiple of squares, and is done."""
        match node.kind:
            case "add":
                for value, arg in zip(node.mark, node.args, strict=True):
                    self.add(arg, values, factor * float(value))
                return True
            case "sum" if has_grid(node, values.symbols, self.walk.layouts):
                self._gridded(node, one_point(values.sizes), factor, values)
                return True
            case "sum":
                for letters in members(node.mark[0], values.sizes):
                    self.add(node.args[0], values.at(letters), factor)
                return True
            case "product":
                return self._product(node, values, factor)
            case "power" if is_number(node.args[1], 2):
                return self._square(node.args[0], values, factor)
            case "trace" if node.args[0].kind == "product":
                return self._trace(node.args[0], values, factor)
        return False

    def _square(self, base: Node, values: Values, factor: float) -> bool:
        inside = base.args[0] if base.kind == "call" and base.mark[0] == "norm" else base
        side = 1 if sign_of(inside) in ("positive", "nonnegative") else 0
        if factor < 0 or (is_curved(inside) and not side):
            return False
        self.walk.assembly.square(self.walk.form(inside, values, side), factor)
        return True

    def _product(self, node: Node, values: Values, factor: float) -> bool:
        count = node.mark[0]
        moving = [k for k, arg in enumerate(node.args) if arg.varying]
        if len(moving) == 2 and node.is_scalar:
            return self._quadratic(node, values, factor)
        if len(moving) != 1:
            return False
        k = moving[0]
        rest = [arg for j, arg in enumerate(node.args) if j != k]
        if all(arg.is_scalar for arg in rest) and node.args[k].is_scalar:
            for arg in rest:
                factor *= float(self.walk.number(arg, values)[0, 0])
            self.add(node.args[k], values, factor)
            return True
        return self._weighted_squares(node, k - count, values, factor)

    def _weighted_squares(self, node: Node, place: int, values: Values, factor: float) -> bool:
        """w'*(u .^ 2) with numbers in front."""
        chain = node.args[node.mark[0] :]
        if not (len(chain) == 2 and place >= 0 and chain[place].kind == "power" and is_number(chain[place].args[1], 2)):
            return False
        inner = chain[place].args[0]
        if is_curved(inner):
            return False
        for arg in node.args[: node.mark[0]]:
            factor *= float(self.walk.number(arg, values)[0, 0])
        weights = factor * self.walk.number(chain[1 - place], values).ravel()
        if (weights < 0).any():
            raise refused(node)
        self.walk.assembly.square(self.walk.form(inner, values), weights)
        return True

    def _quadratic(self, node: Node, values: Values, factor: float) -> bool:
        """u'*K*u: into P where u is a variable, else squares of F*u."""
        form = bilinear(node.args[: node.mark[0]], node.args[node.mark[0] :])
        if form is None or form[0] != form[2] or form[1].varying:
            raise refused(node)
        inner = self.walk.form(form[2], values)
        if form[1].kind == "identity":
            if factor < 0:
                raise refused(node)
            self.walk.assembly.square(inner, factor)
            return True
        return self._form(node, inner, evaluate(form[1], values), factor)

    def _form(self, node: Node, inner: Any, matrix: Array, factor: float) -> bool:
        parts = list(inner.parts.items())
        if len(parts) == 1 and isinstance(parts[0][1], Multiple) and not inner.constant.any():
            key, part = parts[0]
            scaled = matrix * (factor * part.factor**2)
            if not is_semidefinite(scaled):
                raise refused(node)
            self.walk.assembly.quadratic(key, scaled)
            return True
        root, sign = factored(matrix.toarray() if hasattr(matrix, "toarray") else matrix)
        if sign * factor < 0:
            raise refused(node)
        self.walk.assembly.square(inner.left(root), abs(factor))
        return True

    def _trace(self, node: Node, values: Values, factor: float) -> bool:
        """tr(U'*K*U) with a semidefinite K, whose chain may begin at any factor: squares of F*U."""
        scalars, chain = node.args[: node.mark[0]], node.args[node.mark[0] :]
        moving = [k for k, arg in enumerate(chain) if arg.varying]
        if len(moving) != 2 or any(s.varying for s in scalars):
            return False
        found = (bilinear(scalars, chain[k:] + chain[:k]) for k in moving)
        form = next((f for f in found if f is not None and f[0] == f[2]), None)
        if form is None or is_curved(form[2]):
            return False
        inner = self.walk.form(form[2], values)
        root, sign = factored(self.walk.number(form[1], values))
        if sign * factor < 0:
            return False
        self.walk.assembly.square(inner.left(root), abs(factor))
        return True

    def _gridded(self, node: Node, grid: Grid, factor: Any, values: Values) -> None:
        """Adds the sum over the grid of factor*node, a number at each point."""
        import numpy as np

        if node.kind == "add":
            for value, arg in zip(node.mark, node.args, strict=True):
                self._gridded(arg, grid, factor * float(value), values)
            return
        if node.kind == "sum":
            inner = grid_of(node.mark[0], grid.letters, grid.count)
            self._gridded(node.args[0], inner, factor[inner.parents] if np.ndim(factor) else factor, values)
            return
        moving = [arg for arg in node.args if arg.varying] if node.kind in ("product", "times") else []
        if len(moving) == 1:
            for arg in node.args:
                factor = factor if arg.varying else factor * on_grid(arg, grid, values)
            self._gridded(moving[0], grid, factor, values)
            return
        weights = np.broadcast_to(factor, (grid.count,)).astype(float)
        if node.kind == "power" and is_number(node.args[1], 2) and not is_curved(node.args[0]):
            if (weights < 0).any():
                raise BackendRefused(f"the weights of {node} are not all >= 0")
            self.walk.assembly.square(gridded(self.walk, node.args[0], grid, values, 0), weights)
            return
        side = 1 if (weights >= 0).all() else -1 if (weights <= 0).all() else 0
        form = gridded(self.walk, node, grid, values, side)
        self.walk.assembly.costs.append(form.weighted(weights.reshape(-1, 1)).total())
