"""Inner and outer infima put together, and the meanings of parameters put back into what the rules return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from duality.algebra.atoms import substitute, total
from duality.derive.rules.partial.expansion import Expansion
from duality.derive.rules.partial.inner import InnerBranch, restated
from duality.derive.rules.partial.parameters import Parameters
from duality.derive.rules.rule import Refusal
from duality.derive.rules.univariate.regions import Clause, simplified
from duality.model.derivation import (
    Block,
    Branch,
    BranchCondition,
    Condition,
    Formula,
    ImplicitMinimum,
    Step,
    Value,
)
from duality.model.expression import ZERO, Comparison, Expression


def resolved(blocks: Sequence[Block], parameters: Parameters) -> list[list[Branch]] | Refusal:
    """Each block's branches with the parameters' meanings put back, minimizers by variable only."""
    result: list[list[Branch]] = []
    for block in blocks:
        branches: list[Branch] = []
        labels = {label for label, _ in block.directions}
        for branch in block.branches:
            found = _resolved(branch, parameters)
            if isinstance(found, Refusal):
                return found
            if found is None:
                continue
            if found.minimizer is not None and labels & {name for name, _ in found.minimizer}:
                found = replace(found, minimizer=None)
            steps = tuple(_resolved_step(step, parameters) for step in block.steps)
            branches.append(replace(found, steps=(*steps, *found.steps)))
        result.append(branches)
    return result


def _resolved(branch: Branch, parameters: Parameters) -> Branch | Refusal | None:
    conditions: list[BranchCondition] = []
    for stated in branch.conditions:
        if not isinstance(stated, Condition):
            return Refusal("an outer minimum has a matrix condition")
        meant = restated(parameters.expand(stated.expression), stated.relation, parameters)
        if meant is False:
            return None
        if meant is not True:
            conditions.append(meant)
    value = branch.value
    if isinstance(value, ImplicitMinimum):
        value = replace(value, body=parameters.meant(value.body))
    elif isinstance(value, Expression):
        value = parameters.meant(value)
    else:
        return Refusal("an outer minimum has a matrix formula")
    minimizer = branch.minimizer
    if minimizer is not None:
        minimizer = tuple((name, parameters.shortest(node)) for name, node in minimizer)
    steps = tuple(_resolved_step(step, parameters) for step in branch.steps)
    return Branch(tuple(conditions), value, branch.attained, minimizer, steps)


def _resolved_step(step: Step, parameters: Parameters) -> Step:
    return replace(step, formulas=tuple(_resolved_formula(formula, parameters) for formula in step.formulas))


def _resolved_formula(formula: Formula, parameters: Parameters) -> Formula:
    match formula:
        case Expression():
            return parameters.meant(formula)
        case Comparison(relations, expressions):
            return Comparison(relations, tuple(parameters.meant(node) for node in expressions))
        case ImplicitMinimum():
            return replace(formula, body=parameters.meant(formula.body))
        case _:
            return formula


def composed(
    name: str, inner: InnerBranch, outer: Sequence[Branch], constant: Expansion, parameters: Parameters
) -> list[Branch] | Refusal:
    """One branch where the inner and all outer conditions hold; none where they exclude one another."""
    conditions = _together(
        [*inner.conditions, *(condition for branch in outer for condition in branch.conditions)], parameters
    )
    if conditions is None:
        return []
    value = _sum([branch.value for branch in outer], constant, parameters)
    if isinstance(value, Refusal):
        return value
    flags = [inner.attained, *(branch.attained for branch in outer)]
    attained = False if False in flags else None if None in flags else True
    steps = tuple(step for branch in outer for step in branch.steps)
    return [Branch(conditions, value, attained, _point(name, inner, outer, parameters), steps)]


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
    others = {label: node for branch in outer for label, node in branch.minimizer or ()}
    return (*others.items(), (name, parameters.shortest(substitute(inner.minimizer, others))))
