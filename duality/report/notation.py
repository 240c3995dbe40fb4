"""The letters of the report: Li Hang's (alpha, beta, theta_D) or Boyd and Vandenberghe's (lambda, nu, g).

Derivations use Li Hang's letters throughout; a notation renames the multipliers of finished formulas.
"""

from __future__ import annotations

from collections.abc import Mapping

from duality.algebra.atoms import substitute, substitute_comparison
from duality.model.derivation import (
    BranchCondition,
    Condition,
    Formula,
    ImplicitMinimum,
    Infimum,
    InRange,
    Multiplier,
    PositiveSemidefinite,
    QuadraticValue,
    Value,
)
from duality.model.expression import Comparison, Expression, Variable
from duality.model.form import Affine
from duality.named_tuples import NamedTuple
from duality.records import replace
from duality.report.document import Symbol


class Notation(NamedTuple):
    """How the multipliers of inequalities and equalities and the dual function are called."""

    name: str
    inequality: str
    equality: str
    dual_function: Symbol


LIHANG = Notation("lihang", "alpha", "beta", Symbol("theta_D", r"\theta_D"))
BOYD = Notation("boyd", "lambda", "nu", Symbol("g", "g"))

NOTATIONS: tuple[Notation, ...] = (LIHANG, BOYD)


def notation(name: str) -> Notation:
    """The notation of that name; ``ValueError`` lists the names there are."""
    for candidate in NOTATIONS:
        if candidate.name == name:
            return candidate
    raise ValueError(f"unknown notation {name!r}; choose one of {', '.join(n.name for n in NOTATIONS)}")


class Letters(NamedTuple):
    """Formulas in one notation, for one problem: ``names`` maps alpha_budget to what the reader sees."""

    notation: Notation
    names: Mapping[str, str]

    @classmethod
    def of(cls, chosen: Notation, multipliers: tuple[Multiplier, ...], taken: tuple[str, ...]) -> Letters:
        """A letter that is already a variable of the problem gets a trailing underscore."""
        if chosen == LIHANG:
            return cls(chosen, {})
        names: dict[str, str] = {}
        used = set(taken)
        for multiplier in multipliers:
            letter = chosen.inequality if multiplier.kind == "inequality" else chosen.equality
            stem, bracket, index = multiplier.name.partition("[")
            fresh = letter + stem[stem.index("_") :]
            while fresh + bracket + index in used:
                fresh += "_"
            used.add(fresh + bracket + index)
            names[multiplier.name] = fresh + bracket + index
        return cls(chosen, names)

    def name(self, multiplier: str) -> str:
        return self.names.get(multiplier, multiplier)

    def expression(self, node: Expression) -> Expression:
        return substitute(node, self._trees) if self.names else node

    def comparison(self, comparison: Comparison) -> Comparison:
        return substitute_comparison(comparison, self._trees) if self.names else comparison

    def affine(self, form: Affine) -> Affine:
        return Affine(form.constant, tuple((self.name(name), c) for name, c in form.terms))

    def value(self, value: Value) -> Value:
        """The value of a branch, renamed."""
        match value:
            case Expression():
                return self.expression(value)
            case QuadraticValue(matrix, vector):
                return QuadraticValue(self._matrix(matrix), tuple(map(self.affine, vector)))
            case ImplicitMinimum():
                return replace(value, body=self.expression(value.body))

    def condition(self, condition: BranchCondition) -> BranchCondition:
        """A condition of a branch, renamed."""
        match condition:
            case Condition(expression, relation, affine):
                return Condition(self.expression(expression), relation, affine and self.affine(affine))
            case _:
                return self._matrix_statement(condition)

    def formula(self, formula: Formula) -> Formula:
        """Any formula of a step, renamed."""
        match formula:
            case Comparison():
                return self.comparison(formula)
            case PositiveSemidefinite() | InRange():
                return self._matrix_statement(formula)
            case Infimum(variables, body, region, value):
                rows = tuple(map(self.comparison, region))
                return Infimum(
                    variables, self.expression(body), rows, None if value is None else self.expression(value)
                )
            case _:
                return self.value(formula)

    def _matrix_statement(self, statement: PositiveSemidefinite | InRange) -> PositiveSemidefinite | InRange:
        match statement:
            case PositiveSemidefinite(matrix, strict):
                return PositiveSemidefinite(self._matrix(matrix), strict)
            case InRange(matrix, vector):
                return InRange(self._matrix(matrix), tuple(map(self.affine, vector)))

    @property
    def _trees(self) -> dict[str, Expression]:
        return {old: Variable(new) for old, new in self.names.items()}

    def _matrix(self, matrix: tuple[tuple[Affine, ...], ...]) -> tuple[tuple[Affine, ...], ...]:
        return tuple(tuple(map(self.affine, row)) for row in matrix)
