"""One variable with all that L and X say about it."""

from __future__ import annotations

from fractions import Fraction

from duality.named_tuples import NamedTuple
from duality.records import record, replace
from duality.statements import building
from duality.statements.nodes import Declaration, Node, Range


class Placement(NamedTuple):
    """<weight, phi(factor*x + offset)> summed over ``rest``, told for one member of the variable."""

    kind: str
    weight: Node
    factor: Fraction
    offset: Node
    extra: tuple[Node, ...]
    rest: Range = Range()


@record(slots=False)
class Bounds:
    """What X says about one variable: ends (``None`` where infinite), a cone, points, a sum or a ball."""

    lower: Node | None = None
    upper: Node | None = None
    open_lower: bool = False
    open_upper: bool = False
    cone: bool = False
    points: tuple[Node, ...] = ()
    total: Node | None = None
    ball: tuple[str, Node] | None = None

    @property
    def free(self) -> bool:
        return self == Bounds()

    @property
    def orthant(self) -> bool:
        """x >= 0 or x > 0, and nothing else."""
        return (
            self.lower is not None
            and building.leaves.is_zero(self.lower)
            and replace(self, lower=None, open_lower=False).free
        )


@record(slots=False)
class Block:
    """inf over x of <gradient, x> + x'Qx + sum <weight, phi(factor*x + offset)>, x in X."""

    declaration: Declaration
    symbol: Node
    gradient: Node
    bounds: Bounds
    squares: tuple[Placement, ...]
    matrix: Node | None
    atoms: tuple[Placement, ...]
    cell: Range | None = None
    """The part of the family, where the block is not that of all members."""

    @property
    def range(self) -> Range:
        return self.declaration.range if self.cell is None else self.cell
