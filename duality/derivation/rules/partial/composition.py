"""An inner infimum and the outer infima of what it leaves, put together."""

from __future__ import annotations

from collections.abc import Sequence

from duality.algebra.atoms import substitute, total
from duality.derivation.rules.partial.expansion import Expansion
from duality.derivation.rules.partial.inner import InnerBranch, restated
from duality.derivation.rules.partial.parameters import Parameters
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.regions import Clause, Region, covers, simplified
from duality.model.derivation import (
    Branch,
    BranchCondition,
    Condition,
    ImplicitMinimum,
    Value,
)
from duality.model.expression import ZERO, Expression
from duality.records import replace


def merged(branches: Sequence[Branch], parameters: Parameters) -> list[Branch]:
    """The branches, fewer where two of one value (and attained alike) make one or one says what another says."""
    result = list(branches)
    for k, branch in enumerate(result):
        alike = [other for other in result if _alike(branch, other, parameters)]
        region = _region(branch)
        if region is None or len(alike) < 2:
            continue
        wide = tuple(clause.closed for clause in region)
        if wide != region and _covered(wide, alike, parameters):
            closed = simplified(wide, parameters.nonnegative)
            assert closed is not None, "the closure of a region that is not empty is not empty"
            result[k] = replace(branch, conditions=tuple(clause.condition for clause in closed))
    k = 0
    while k < len(result):
        region = _region(result[k])
        others = [other for other in result if other is not result[k] and _alike(result[k], other, parameters)]
        if region is not None and _covered(region, others, parameters):
            del result[k]
        else:
            k += 1
    return result


def _region(branch: Branch) -> Region | None:
    """The branch's region where all its conditions are affine."""
    clauses: list[Clause] = []
    for known in branch.conditions:
        if not isinstance(known, Condition) or known.affine is None:
            return None
        clauses.append(Clause(known.affine, known.relation))
    return tuple(clauses)


def _covered(region: Region, branches: Sequence[Branch], parameters: Parameters) -> bool:
    regions = [other for branch in branches if (other := _region(branch)) is not None]
    return covers(regions, region, parameters.nonnegative)


def _alike(first: Branch, second: Branch, parameters: Parameters) -> bool:
    if first.attained is not second.attained:
        return False
    if not (isinstance(first.value, Expression) and isinstance(second.value, Expression)):
        return bool(first.value == second.value)
    return parameters.expand(first.value).equals(parameters.expand(second.value))


def composed(
    name: str, inner: InnerBranch, outer: Sequence[Branch], constant: Expansion, parameters: Parameters
) -> list[Branch] | Refusal:
    """One branch where the inner and all outer conditions hold; none where they exclude one another."""
    conditions = _together(
        [*inner.conditions, *(condition for branch in outer for condition in branch.conditions)], parameters
    )
    if conditions is None:
        return []
    sharper = parameters.where(conditions)
    value = _sum([branch.value for branch in outer], constant, sharper)
    if isinstance(value, Refusal):
        return value
    flags = [inner.attained, *(branch.attained for branch in outer)]
    attained = False if False in flags else None if None in flags else True
    steps = tuple(step for branch in outer for step in branch.steps)
    return [Branch(conditions, value, attained, _point(name, inner, outer, sharper), steps)]


def _together(conditions: Sequence[BranchCondition], parameters: Parameters) -> tuple[BranchCondition, ...] | None:
    """The conditions without repetition, the affine ones simplified; ``None`` where they contradict."""
    clauses = [
        Clause(known.affine, known.relation)
        for known in conditions
        if isinstance(known, Condition) and known.affine is not None
    ]
    others: dict[BranchCondition, None] = {}
    sharper = parameters.where(conditions)
    for known in conditions:
        if not isinstance(known, Condition) or known.affine is not None:
            continue
        again = restated(sharper.expand(known.expression), known.relation, sharper)
        if again is False:
            return None
        if again is True:
            continue
        if again.affine is not None:
            clauses.append(Clause(again.affine, again.relation))
        else:
            others[again] = None
    region = simplified(tuple(clauses), parameters.nonnegative)
    return None if region is None else (*(clause.condition for clause in region), *others)


def _sum(values: Sequence[Value], constant: Expansion, parameters: Parameters) -> Value | Refusal:
    """The sum of the values, multiplied out where that is shorter."""
    implicit = [value for value in values if isinstance(value, ImplicitMinimum)]
    trees = [value for value in values if isinstance(value, Expression) and value != ZERO]
    plain = total([*trees, constant.tree])
    shorter = parameters.shortest(plain)
    if not implicit:
        return shorter
    if len(implicit) > 1:
        return Refusal("two outer minima have no closed form")
    return replace(implicit[0], body=total([implicit[0].body, shorter]))


def _point(
    name: str, inner: InnerBranch, outer: Sequence[Branch], parameters: Parameters
) -> tuple[tuple[str, Expression], ...] | None:
    """The minimizer in all variables, where each is known."""
    if inner.minimizer is None or any(branch.minimizer is None for branch in outer):
        return None
    others = {label: parameters.shortest(node) for branch in outer for label, node in branch.minimizer or ()}
    return (*others.items(), (name, parameters.shortest(substitute(inner.minimizer, others))))
