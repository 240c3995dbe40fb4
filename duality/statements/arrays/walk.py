"""A node as an affine form; functions are replaced by bounds from their cones, from the side that the program needs.

``side`` is +1 where an upper bound will do (what is minimized or at most something), -1 for a lower bound, 0 where the
node must be affine.
"""

from __future__ import annotations

from typing import Any

from duality.statements.arrays.assembly import Assembly
from duality.statements.arrays.cones import CONES, power_name
from duality.statements.arrays.definite import factored
from duality.statements.arrays.forms import Form, Multiple, blocks, sparse_array
from duality.statements.arrays.gridded import gridded
from duality.statements.arrays.layout import Layout
from duality.statements.arrays.quotients import inverse_form, quotient, trace_of_inverse
from duality.statements.arrays.sides import is_curved, refused, turned
from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.grids import checked, has_grid, one_point
from duality.statements.evaluating.walk import members
from duality.statements.nodes import Node
from duality.statements.signs import sign_of
from duality.statements.tower.patterns import below
from duality.statements.tower.quadratics import bilinear

Array = Any


EVEN = frozenset({"abs", "hyperbola", "norm", "norm1", "norm2", "norminf", "pnorm", "power", "square"})
"""Functions that grow where the argument is nonnegative."""

OF_TWO = frozenset({"greatest", "least", "over", "relent", "scaled_exp"})
"""Functions of two arguments."""

WITH_DATA = frozenset({"huber", "hyperbola", "over", "pnorm", "power", "quadnorm", "root", "sumlargest", "trsqrt"})
"""Functions with a number or a matrix beside their arguments."""


class Walk:
    """One statement's variables as columns."""

    def __init__(self, assembly: Assembly, layouts: dict[str, Layout], values: Values) -> None:
        self.assembly = assembly
        self.layouts = layouts
        self.values = values
        for name, layout in layouts.items():
            assembly.variable(layout.size, name)

    def number(self, node: Node, values: Values) -> Array:
        """The dense matrix of a node without variables."""
        found = evaluate(node, values)
        return found.toarray() if hasattr(found, "toarray") else found

    def form(self, node: Node, values: Values, side: int = 0) -> Form:
        """The node, or its bound from the side. Raises `BackendRefused` where it is not convex as it is written."""
        if not node.varying:
            return Form(self.number(node, values), {})
        match node.kind:
            case "symbol":
                return self._symbol(node, values)
            case "add":
                return self._sum(node, values, side)
            case "product":
                return self._product(node, values, side)
            case "times":
                return self._weighted(node, values, side)
            case "transpose":
                return self.form(node.args[0], values, side).transposed()
            case "sum":
                return self._over(node, values, side)
            case "trace" if (inside := trace_of_inverse(self, node.args[0], values, side)) is not None:
                return inside
            case "power" | "call":
                if node.kind == "call" and node.mark[0] == "divided":
                    return self._divided(node, values, side)
                return self.function(
                    node, lambda arg, s: self.form(arg, values, s), lambda n: self.number(n, values), side
                )
        return self._rearranged(node, values, side)

    def _symbol(self, node: Node, values: Values) -> Form:
        import numpy as np

        declaration, indices = node.mark
        layout = self.layouts[declaration.name]
        at = [index.value(values.sizes) for index in indices]
        count = len(declaration.range.loops)
        member = int(layout.members_at(node, at[:count]))
        places = layout.places + member * layout.entries
        rest = at[count:]
        if rest:
            row, column = (
                (rest[0], rest[1]) if len(rest) == 2 else (rest[0], 1) if layout.cell[1] == 1 else (1, rest[0])
            )
            checked(node, [row - 1, column - 1], layout.cell)
            places = places[row - 1 : row, column - 1 : column]
        whole = Form(np.zeros((layout.size, 1)), {declaration.name: Multiple(layout.size)})
        if places.size == layout.size and not declaration.symmetric:
            return whole.reshaped(places.shape)
        return whole.picked(places)

    def _sum(self, node: Node, values: Values, side: int) -> Form:
        total: Form | None = None
        for factor, arg in zip(node.mark, node.args, strict=True):
            term = self.form(arg, values, side if factor > 0 else -side).scaled(float(factor))
            total = term if total is None else total.plus(term)
        assert total is not None
        return total

    def _product(self, node: Node, values: Values, side: int) -> Form:
        curved = self._quotient(node, values, side)
        if curved is not None:
            return curved
        moving = [k for k, arg in enumerate(node.args) if arg.varying]
        if len(moving) == 2 and node.is_scalar:
            return self._quadratic(node, values, side)
        if len(moving) != 1:
            raise refused(node)
        k, count = moving[0], node.mark[0]
        factors = [evaluate(arg, values) for j, arg in enumerate(node.args) if j != k]
        found = self.form(node.args[k], values, turned(side, factors) if is_curved(node.args[k]) else 0)
        scalars, chain = factors[: count - (k < count)], factors[count - (k < count) :]
        if k < count:
            if chain:
                found = found.outer(_multiplied(chain))
        else:
            before = k - count
            for matrix in reversed(chain[:before]):
                found = found.left(matrix)
            for matrix in chain[before:]:
                found = found.right(matrix)
        for scalar in scalars:
            found = found.scaled(float(scalar[0, 0]))
        return found

    def _quotient(self, node: Node, values: Values, side: int) -> Form | None:
        """A quotient or an inverse of variables, from above; ``None`` where the node holds neither."""
        found = below(node)
        if found is not None and found[1].varying:
            if side != 1:
                raise refused(node)
            return quotient(self, *found, values)
        if node.kind == "product" and any(arg.varying and arg.kind in ("inverse", "pinv") for arg in node.args):
            form = inverse_form(self, node, values) if side == 1 else None
            if form is None:
                raise refused(node)
            return form
        return None

    def _divided(self, node: Node, values: Values, side: int) -> Form:
        found = self._quotient(node, values, side)
        if found is not None:
            return found
        below = self.number(node.args[1], values)
        if not below.all():
            raise refused(node)
        under = 1.0 / below
        return self.form(node.args[0], values, turned(side, [under])).weighted(under)

    def cone(self, name: str, forms: list[Form]) -> Form:
        """A function by name."""
        return CONES[name].bound(self.assembly, forms, ())

    def _quadratic(self, node: Node, values: Values, side: int) -> Form:
        """u'*K*u for a semidefinite K: a bound of the square of a norm."""
        form, sign = self.squares(node, values)
        if sign * side <= 0:
            raise refused(node)
        return CONES["square"].bound(self.assembly, [form], ()).total().scaled(sign)

    def squares(self, node: Node, values: Values) -> tuple[Form, int]:
        """F*u with sign*|F*u|^2 the quadratic form u'*K*u."""
        form = bilinear(node.args[: node.mark[0]], node.args[node.mark[0] :])
        if form is None or form[0] != form[2] or form[1].varying:
            raise refused(node)
        inner = self.form(form[2], values)
        if form[1].kind == "identity":
            return inner, 1
        factor, sign = factored(self.number(form[1], values))
        return inner.left(factor), sign

    def _weighted(self, node: Node, values: Values, side: int) -> Form:
        moving = [arg for arg in node.args if arg.varying]
        if len(moving) != 1:
            raise refused(node)
        weights = [self.number(arg, values) for arg in node.args if not arg.varying]
        found = self.form(moving[0], values, turned(side, weights) if is_curved(moving[0]) else 0)
        for weight in weights:
            found = found.weighted(weight)
        return found

    def _over(self, node: Node, values: Values, side: int) -> Form:
        import numpy as np

        if has_grid(node, self.values.symbols, self.layouts):
            return gridded(self, node, one_point(values.sizes), values, side)
        total: Form | None = None
        for letters in members(node.mark[0], values.sizes):
            term = self.form(node.args[0], values.at(letters), side)
            total = term if total is None else total.plus(term)
        if total is None:
            rows, columns = (size.value(values.sizes) for size in node.shape)
            return Form(np.zeros((rows, columns)), {})
        return total

    def _rearranged(self, node: Node, values: Values, side: int) -> Form:
        """Traces, diagonals, blocks and parts: entries picked."""
        import numpy as np

        inner = [self.form(arg, values, side) for arg in node.args]
        match node.kind:
            case "trace":
                return inner[0].picked(np.diag(inner[0].places).reshape(-1, 1)).total()
            case "diagonal":
                return inner[0].picked(np.diag(inner[0].places).reshape(-1, 1))
            case "diagonal_matrix":
                order = inner[0].rows
                unit = sparse_array(
                    (np.ones(order), (np.arange(order) * (order + 1), np.arange(order))), (order * order, order)
                )
                return inner[0].reshaped((order, 1)).left(unit).reshaped((order, order))
            case "block":
                return blocks(inner, node.mark[0])
            case "part":
                heights, widths, row, column = node.mark
                tall = [size.value(values.sizes) for size in heights]
                wide = [size.value(values.sizes) for size in widths]
                top, left = sum(tall[:row]), sum(wide[:column])
                return inner[0].picked(inner[0].places[top : top + tall[row], left : left + wide[column]])
        raise refused(node)

    def function(self, node: Node, form: Any, number: Any, side: int) -> Form:
        """A function by its cone, where its curvature is that of the side."""
        name = node.mark[0] if node.kind == "call" else power_name(node, float(number(node.args[1]).ravel()[0]))
        cone = CONES.get(name)
        count = 2 if name in OF_TWO else 1
        extra = tuple(number(arg) for arg in node.args[count:] if name in WITH_DATA)
        if cone is None or cone.curvature != side:
            raise refused(node)
        inner = []
        for arg in node.args[:count]:
            grows = side if cone.increasing and is_curved(arg) else 0
            if name in EVEN and is_curved(arg) and sign_of(arg) in ("positive", "nonnegative"):
                grows = side
            inner.append(form(arg, grows))
        return cone.bound(self.assembly, inner, extra)


def _multiplied(chain: list[Array]) -> Array:
    result = chain[0]
    for matrix in chain[1:]:
        result = result @ matrix
    return result
