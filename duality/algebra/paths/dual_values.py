"""theta_D along a path of multipliers y(t): d* >= lim theta_D(y(t)), also where no multiplier reaches d*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, product
from math import inf

from duality.algebra.atoms import affine_expression, total
from duality.algebra.paths.holding import holds
from duality.algebra.paths.limits import limit
from duality.algebra.paths.path import Path
from duality.algebra.paths.proposals import over
from duality.algebra.paths.proposals.landscape import Landscape
from duality.model.derivation import Block, Branch, Condition, DualFunction, Multiplier
from duality.model.expression import Expression, Negative, Variable
from duality.model.form import Bounds
from duality.model.scalar import Scalar

MOST_CHOICES = 6
"""Of branches, one a block."""


def theta_along(theta: DualFunction, path: Path) -> Scalar | float | None:
    """The limit inferior of theta_D along a path of its multipliers, by their names in formulas.

    ``None`` where theta_D has no closed form, or a branch is not proved to hold from some t on.
    """
    if not theta.is_closed or not all(holds(Variable(m.name), ">=", path) for m in theta.multipliers if _is_signed(m)):
        return None
    branches = [_holding(block, path) for block in theta.blocks]
    values = [branch.value for branch in branches if branch is not None and isinstance(branch.value, Expression)]
    if len(values) < len(branches):
        return None
    found = limit(_tree(theta, values), path).lower
    return None if found == -inf else found


def rising_paths(theta: DualFunction) -> Iterator[Path]:
    """Paths of multipliers that are worth a check, for every choice of branches with a formula."""
    if not theta.is_closed or not theta.multipliers:
        return
    for branches in islice(product(*(block.branches for block in theta.blocks)), MOST_CHOICES):
        values = [branch.value for branch in branches if isinstance(branch.value, Expression)]
        if len(values) < len(branches):
            continue
        conditions = [c for branch in branches for c in branch.conditions if isinstance(c, Condition)]
        yield from over(
            Landscape(
                names=tuple(m.name for m in theta.multipliers),
                objective=Negative(_tree(theta, values)),
                rows=tuple(Negative(c.expression) for c in conditions if c.relation != "="),
                equations=tuple(c.expression for c in conditions if c.relation == "="),
                conditions=(),
                bounds=tuple((m.name, Bounds(lower=Fraction(0))) for m in theta.multipliers if _is_signed(m)),
            )
        )


def _tree(theta: DualFunction, values: Sequence[Expression]) -> Expression:
    """constant + the blocks' values, with like terms collected where the derivation has done so."""
    return theta.formula if theta.formula is not None else total([affine_expression(theta.constant), *values])


def _is_signed(multiplier: Multiplier) -> bool:
    return multiplier.kind == "inequality"


def _holding(block: Block, path: Path) -> Branch | None:
    """A branch all of whose conditions hold from some t on; they agree where several do."""
    return next((branch for branch in block.branches if _holds(branch, path)), None)


def _holds(branch: Branch, path: Path) -> bool:
    return all(isinstance(c, Condition) and holds(c.expression, c.relation, path) for c in branch.conditions)
