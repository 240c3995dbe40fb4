"""theta_D as a smooth concave function of few multipliers, where every infimum has one minimizer entry by entry.

inf over x of L splits into inf of w*phi(t) + U(y)*t with U affine in the multipliers y; with t*(U) the minimizer, the
slope of theta_D in y is what the constraints miss at x*(y), and its Hessian G' diag(t*'(U)) G for U = G y + c.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from duality.named_tuples import NamedTuple
from duality.records import replace
from duality.statements.arrays.assembly import Assembly
from duality.statements.arrays.forms import Form, matrix_of
from duality.statements.arrays.gridded import gridded
from duality.statements.arrays.layout import Layout
from duality.statements.arrays.walk import Walk
from duality.statements.building import ones, symbol
from duality.statements.building.products import broadcast
from duality.statements.evaluating import Values
from duality.statements.evaluating.floats import functions
from duality.statements.evaluating.grids import grid_of, has_grid
from duality.statements.nodes import Declaration, Node
from duality.statements.rebuilding import mapped
from duality.statements.theta import Bound
from duality.statements.tower.blocks import Block
from duality.statements.tower.rules.pencil import diagonal_weights, multiplied_out

Array = Any


class Entries(NamedTuple):
    """One variable: t*(U) and t*'(U), the value of w*phi(t) + U*t, and x = (t - offset)/factor."""

    declaration: Declaration
    slope: Form
    point: Callable[[Array], Array]
    value: Callable[[Array, Array], Array]
    bend: Callable[[Array, Array], Array]
    factor: float
    offset: Array


class Multipliers:
    """The multipliers as columns of one vector, and the affine forms of what L says."""

    def __init__(self, bound: Bound, symbols: Mapping[str, Any], sizes: Mapping[str, int]) -> None:
        self.declared = tuple(replace(d, role="variable") for d in bound.derived.multipliers)
        self.layouts = {d.name: Layout(d, sizes) for d in self.declared}
        self.known = {d.name: d for d in self.declared}
        self.values = Values(symbols, sizes, functions())
        self.walk = Walk(Assembly(), self.layouts, self.values)
        self.size = sum(layout.size for layout in self.layouts.values())

    def form(self, node: Node, block: Block | None = None) -> Form | None:
        """The node of parameters and multipliers for all members of a variable; ``None`` where no grid holds it."""
        told = mapped(node, self._moving)
        if block is None or not block.range.loops:
            return self.walk.form(told, self.values)
        if not has_grid(told, self.values.symbols, self.layouts):
            return None
        return gridded(self.walk, told, grid_of(block.range, self.values.sizes), self.values, 0)

    def numbers(self, node: Node, block: Block) -> Array | None:
        """A node without multipliers as one column; ``None`` where it holds some."""
        if any(s.mark[0].role == "multiplier" for s in node.symbols()):
            return None
        form = self.form(broadcast(node, block.symbol.shape), block)
        return None if form is None else form.constant.ravel()

    def _moving(self, node: Node) -> Node | None:
        if node.kind != "symbol" or node.mark[0].name not in self.known:
            return None
        return symbol(self.known[node.mark[0].name], node.mark[1])

    def stacked(self, form: Form) -> tuple[Array, Array]:
        """(G, c) with form = G y + c."""
        from scipy import sparse

        cells = [
            matrix_of(form.parts[name]) if name in form.parts else sparse.csr_array((form.rows, layout.size))
            for name, layout in self.layouts.items()
        ]
        return sparse.hstack(cells, format="csr"), form.constant.ravel()


def entries_of(block: Block, known: Multipliers) -> Entries | None:
    """The entries of one variable; ``None`` where its infimum is not smooth in the multipliers."""
    bounds = block.bounds
    if bounds.cone or bounds.points or bounds.total is not None or bounds.ball is not None:
        return None
    if block.declaration.symmetric:
        return None
    ends = _ends(block, known)
    if ends is None:
        return None
    if not block.atoms:
        return _squares(block, known, *ends)
    if len(block.atoms) == 1 and not block.squares and block.matrix is None:
        return _atom(block, known, *ends)
    return None


def _ends(block: Block, known: Multipliers) -> tuple[Array, Array] | None:
    import numpy as np

    found = []
    for end, infinite in ((block.bounds.lower, -np.inf), (block.bounds.upper, np.inf)):
        value = np.array([infinite]) if end is None else known.numbers(end, block)
        if value is None:
            return None
        found.append(value)
    return found[0], found[1]


def _squares(block: Block, known: Multipliers, lower: Array, upper: Array) -> Entries | None:
    """w t^2 + U t over an interval: t = -U/(2w), moved to the nearer end."""
    import numpy as np

    if not block.squares:
        return None
    form = multiplied_out(block)
    node = diagonal_weights(form)
    weights = None if node is None else known.numbers(node, block)
    constant = known.numbers(form.constant, replace(block, symbol=ones(form.constant.shape)))
    slope = known.form(form.linear, block)
    if weights is None or constant is None or slope is None or (weights <= 0).any():
        return None

    def point(slopes: Array) -> Array:
        return np.clip(-slopes / (2 * weights), lower, upper)

    def bend(slopes: Array, t: Array) -> Array:
        free = -slopes / (2 * weights)
        return np.where((free >= lower) & (free <= upper), -0.5 / weights, 0.0)

    total = float(constant.sum())

    def value(slopes: Array, t: Array) -> Array:
        return float(((weights * t + slopes) * t).sum()) + total

    return Entries(block.declaration, slope, point, value, bend, 1.0, np.zeros(1))


def _atom(block: Block, known: Multipliers, lower: Array, upper: Array) -> Entries | None:
    """w*phi(c*x + o) for phi the entropy or -log."""
    import numpy as np

    atom = block.atoms[0]
    weights, offset = known.numbers(atom.weight, block), known.numbers(atom.offset, block)
    slope = known.form(block.gradient, block)
    if atom.rest.loops or weights is None or offset is None or slope is None or (weights <= 0).any():
        return None
    factor = float(atom.factor)
    if factor < 0:
        return None
    low, high = np.maximum(lower * factor + offset, 0.0), upper * factor + offset
    made = None
    if atom.kind == "relent":
        reference = known.numbers(atom.extra[0], block)
        made = None if reference is None else _entropy(weights, reference, low, high)
    elif atom.kind == "neglog" and not low.any() and np.isinf(high).all():
        made = _logarithm(weights)
    return None if made is None else Entries(block.declaration, slope.scaled(1 / factor), *made, factor, offset)


def _entropy(weights: Array, reference: Array, low: Array, high: Array) -> tuple[Any, Any, Any]:
    """w t log(t/q) + U t: t = q exp(-1 - U/w), moved to the nearer end."""
    import numpy as np

    def point(slopes: Array) -> Array:
        with np.errstate(over="ignore"):
            return np.clip(reference * np.exp(-1 - slopes / weights), low, high)

    def value(slopes: Array, t: Array) -> Array:
        with np.errstate(all="ignore"):
            logs = np.where(t > 0, t * np.log(t / reference), 0.0)
            return float((weights * logs + slopes * t).sum())

    def bend(slopes: Array, t: Array) -> Array:
        return np.where((t > low) & (t < high), -t / weights, 0.0)

    return point, value, bend


def _logarithm(weights: Array) -> tuple[Any, Any, Any]:
    """-w log t + U t: t = w/U for U > 0."""
    import numpy as np

    def point(slopes: Array) -> Array:
        with np.errstate(all="ignore"):
            return weights / slopes

    def value(slopes: Array, t: Array) -> Array:
        if (slopes <= 0).any():
            return -np.inf
        return float((weights - weights * np.log(t)).sum())

    def bend(slopes: Array, t: Array) -> Array:
        return -weights / slopes**2

    return point, value, bend
