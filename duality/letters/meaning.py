"""From multipliers of the lifted problem back to multipliers and letters, in every formula that was derived."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from duality.algebra.atoms import affine_expression, substitute, substitute_comparison
from duality.algebra.removable import affine_form
from duality.letters.collecting import Terms, collected, terms_of, tree_of
from duality.model.derivation import (
    Branch,
    BranchCondition,
    Condition,
    Formula,
    ImplicitMinimum,
    Infimum,
    InRange,
    PositiveSemidefinite,
    QuadraticValue,
    Step,
    Value,
)
from duality.model.expression import ZERO, Comparison, Expression, Variable
from duality.model.form import Affine
from duality.records import field, record, replace


class Entangled(ValueError):
    """A matrix has a product of a multiplier and a letter for an entry, which no affine form can hold."""


@record(slots=False)
class Meaning:
    """``trees`` give the lifted multipliers over the multipliers and the letters (as variables of a tree).

    ``positive`` are letters > 0; ``widths`` are the lengths u - l that some of the letters in ``trees`` stand for.
    """

    trees: Mapping[str, Expression]
    multipliers: Collection[str]
    positive: Collection[str] = ()
    widths: Mapping[str, Expression] = field(default_factory=dict)

    def tree(self, node: Expression) -> Expression:
        """The formula in multipliers and letters, like terms collected."""
        return self._spelled(collected(substitute(node, self.trees), self.multipliers))

    def zero(self, node: Expression) -> Expression:
        """The left side of a condition on its sign: a factor that is positive is left out."""
        terms = terms_of(substitute(node, self.trees), self.multipliers)
        shared = _shared(terms, self.positive)
        if not shared:
            return self.tree(node)
        rest = {
            tuple((b, p - shared.get(b, 0)) for b, p in factors if p != shared.get(b, 0)): c
            for factors, c in terms.items()
        }
        return self._spelled(tree_of(rest, self.multipliers))

    def _spelled(self, node: Expression) -> Expression:
        return collected(substitute(node, self.widths), self.multipliers) if self.widths else node

    def comparison(self, comparison: Comparison) -> Comparison:
        if comparison.expressions[1:] == (ZERO,):
            return Comparison(comparison.relations, (self.zero(comparison.expressions[0]), ZERO))
        return Comparison(comparison.relations, tuple(self.tree(side) for side in comparison.expressions))

    def affine(self, form: Affine) -> Affine:
        """An affine form over multipliers and letters; raises `Entangled` where a product stands in it."""
        found = terms_of(substitute(affine_expression(form), self.trees))
        constant, terms = Fraction(0), []
        for factors, c in found.items():
            if not factors:
                constant = c
            elif len(factors) == 1 and factors[0][1] == 1 and isinstance(name := factors[0][0], Variable):
                terms.append((name.name, c))
            else:
                raise Entangled(str(affine_expression(form)))
        return Affine.of(constant, terms)

    def condition(self, condition: BranchCondition) -> BranchCondition:
        match condition:
            case Condition(expression, relation, _):
                written = self.zero(expression)
                return Condition(written, relation, affine_form(written))
            case PositiveSemidefinite(matrix, strict):
                return PositiveSemidefinite(self._matrix(matrix), strict)
            case InRange(matrix, vector):
                return InRange(self._matrix(matrix), tuple(map(self.affine, vector)))

    def value(self, value: Value) -> Value:
        match value:
            case QuadraticValue(matrix, vector):
                return QuadraticValue(self._matrix(matrix), tuple(map(self.affine, vector)))
            case ImplicitMinimum():
                return replace(value, body=self.tree(value.body))
            case _:
                return self.tree(value)

    def branch(self, branch: Branch) -> Branch:
        """The branch without its minimizer, which belongs to the changed variables."""
        conditions = dict.fromkeys(map(self.condition, branch.conditions))
        return Branch(tuple(conditions), self.value(branch.value), branch.attained, None, self.steps(branch.steps))

    def steps(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        found = []
        for step in steps:
            try:
                found.append(step.mapped(self.formula))
            except Entangled:
                continue
        return tuple(found)

    def formula(self, formula: Formula) -> Formula:
        match formula:
            case Comparison():
                return self.comparison(formula)
            case PositiveSemidefinite() | InRange():
                condition = self.condition(formula)
                assert not isinstance(condition, Condition)
                return condition
            case Infimum(variables, body, region, value):
                rows = tuple(substitute_comparison(row, self.trees) for row in region)
                return Infimum(variables, self.tree(body), rows, None if value is None else self.tree(value))
            case _:
                return self.value(formula)

    def _matrix(self, matrix: tuple[tuple[Affine, ...], ...]) -> tuple[tuple[Affine, ...], ...]:
        return tuple(tuple(map(self.affine, row)) for row in matrix)


def _shared(terms: Terms, positive: Collection[str]) -> dict[Expression, Fraction]:
    """The powers of positive letters that every term has."""
    shared: dict[Expression, Fraction] = {}
    for k, factors in enumerate(terms):
        own: dict[Expression, Fraction] = {b: p for b, p in factors if isinstance(b, Variable) and b.name in positive}
        shared = own if k == 0 else {b: min(p, own[b]) for b, p in shared.items() if b in own}
    return shared
