"""Branches of vector conjugates: affine clauses simplified, then conditions that are not affine."""

from __future__ import annotations

from collections.abc import Sequence

from duality.derivation.rules.univariate.formulas import added
from duality.derivation.rules.univariate.regions import Clause, simplified
from duality.derivation.rules.vector.arguments import Conjugand
from duality.model.derivation import Branch, Condition, Step
from duality.model.expression import Expression


def branch(
    given: Conjugand,
    clauses: Sequence[Clause],
    curved: Sequence[Condition],
    value: Sequence[Expression],
    *,
    attained: bool | None,
    minimizer: tuple[tuple[str, Expression], ...] | None = None,
    steps: Sequence[Step] = (),
) -> list[Branch]:
    """One branch with the value shift + sum of ``value``; none where no multiplier satisfies the clauses."""
    region = simplified(tuple(clauses), given.nonnegative)
    if region is None:
        return []
    conditions = (*(clause.condition for clause in region), *dict.fromkeys(curved))
    return [Branch(conditions, added(given.shift, value), attained, minimizer, tuple(steps))]
