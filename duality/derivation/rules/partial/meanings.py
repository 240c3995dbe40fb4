"""What the rules return for the other variables, read with the parameters' meanings and the variables' names."""

from __future__ import annotations

from collections.abc import Sequence

from duality.algebra.atoms import substitute
from duality.derivation.rules.partial.inner import restated
from duality.derivation.rules.partial.parameters import Parameters
from duality.derivation.rules.rule import Refusal
from duality.model.derivation import Block, Branch, BranchCondition, Condition, Formula, ImplicitMinimum, Infimum, Step
from duality.model.expression import Comparison, Expression, Variable
from duality.model.form import PLACEHOLDER
from duality.records import record, replace


def resolved(blocks: Sequence[Block], parameters: Parameters) -> list[list[Branch]] | Refusal:
    """Each block's branches over the multipliers alone, minimizers by variable only."""
    result: list[list[Branch]] = []
    for block in blocks:
        reader = _Reader(parameters, block.variables[0])
        branches: list[Branch] = []
        labels = {label for label, _ in block.directions}
        for branch in block.branches:
            found = reader.branch(branch)
            if isinstance(found, Refusal):
                return found
            if found is None:
                continue
            if found.minimizer is not None and labels & {name for name, _ in found.minimizer}:
                found = replace(found, minimizer=None)
            steps = tuple(reader.step(step) for step in block.steps)
            branches.append(replace(found, steps=(*steps, *found.steps)))
        result.append(branches)
    return result


def told(steps: Sequence[Step], name: str, parameters: Parameters) -> tuple[Step, ...]:
    """Steps of an inner infimum with the variable's name and the parameters' meanings."""
    return tuple(map(_Reader(parameters, name).step, steps))


@record(slots=False)
class _Reader:
    """Reads formulas of one block; its only variable, or its first, is ``name``."""

    parameters: Parameters
    name: str

    def branch(self, branch: Branch) -> Branch | Refusal | None:
        """The branch over the multipliers; ``None`` where its conditions never hold."""
        conditions: list[BranchCondition] = []
        for stated in branch.conditions:
            if not isinstance(stated, Condition):
                return Refusal("an outer minimum has a matrix condition")
            meant = restated(self.parameters.expand(stated.expression), stated.relation, self.parameters)
            if meant is False:
                return None
            if meant is not True:
                conditions.append(meant)
        if not isinstance(branch.value, (Expression, ImplicitMinimum)):
            return Refusal("an outer minimum has a matrix formula")
        value = self._minimum(branch.value) if isinstance(branch.value, ImplicitMinimum) else self._tree(branch.value)
        minimizer = branch.minimizer
        if minimizer is not None:
            minimizer = tuple((name, self.parameters.shortest(node)) for name, node in minimizer)
        return Branch(tuple(conditions), value, branch.attained, minimizer, tuple(map(self.step, branch.steps)))

    def step(self, step: Step) -> Step:
        return step.mapped(self._formula)

    def _formula(self, formula: Formula) -> Formula:
        match formula:
            case Expression():
                return self._tree(formula)
            case Comparison(relations, expressions):
                return Comparison(relations, tuple(map(self._tree, expressions)))
            case ImplicitMinimum():
                return self._minimum(formula)
            case Infimum(variables, body, region, value):
                return Infimum(variables, self._tree(body), region, None if value is None else self._tree(value))
            case _:
                return formula

    def _minimum(self, formula: ImplicitMinimum) -> ImplicitMinimum:
        variable = self.name if formula.variable == PLACEHOLDER else formula.variable
        return replace(formula, variable=variable, body=self._tree(formula.body))

    def _tree(self, node: Expression) -> Expression:
        return self.parameters.meant(substitute(node, {PLACEHOLDER: Variable(self.name)}))
