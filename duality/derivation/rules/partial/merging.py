"""Branches with one value joined where their regions of multipliers fit together."""

from __future__ import annotations

from collections.abc import Sequence

from duality.derivation.rules.partial.parameters import Parameters
from duality.derivation.rules.univariate.regions import Clause, Region, covers, simplified
from duality.model.derivation import Branch, Condition
from duality.model.expression import Expression
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
