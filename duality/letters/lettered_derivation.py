"""What is derived from a problem with letters: formulas of the letters, and ordinary derivations at their values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from duality.derivation import derive
from duality.derivation.dual_value import dual_value
from duality.derivation.sizes import refuse_extreme_numbers
from duality.derivation.standardize import standardize
from duality.errors import ProblemError
from duality.letters.derivation import derived
from duality.letters.displayed_form import lettered
from duality.letters.samples import first_sample
from duality.model import derivation as model
from duality.model.budget import Budget
from duality.model.expression import Comparison
from duality.model.letters import with_values
from duality.model.problem import Problem
from duality.model.scalar import Scalar
from duality.named_tuples import NamedTuple
from duality.results.derivation import Derivation
from duality.results.formulas import DualFunction, DualProblem
from duality.results.numbers import numbers_by_name, scalar

if TYPE_CHECKING:
    from duality.results.numbers import Number


class LetteredDerivation(Derivation):
    """L, theta_D, the explicit dual and KKT as functions of the letters; called with values, an ordinary derivation."""

    def __init__(self, problem: Problem, data: model.Derivation) -> None:
        super().__init__(data)
        self._problem = problem

    @staticmethod
    def of(problem: Problem, budget: Budget | None = None) -> LetteredDerivation:
        """Derived in letters, without a value for any of them."""
        sample = with_values(problem, first_sample(problem.parameters))
        return LetteredDerivation(problem, derived(problem, sample, budget))

    def __call__(self, **letters: Number) -> Derivation:
        """The derivation with values for all letters.

        `ProblemError` for a missing or unknown letter and for a value outside its range.
        """
        return ordinary(self._problem, letters)

    @property
    def problem(self) -> Problem:
        return self._problem

    @property
    def regions(self) -> tuple[DerivedRegion, ...]:
        """The formulas hold jointly in multipliers and letters, so that one region holds all values of the letters."""
        return (DerivedRegion((), self),)

    @cached_property
    def dual_function(self) -> LetteredDualFunction:
        return LetteredDualFunction(self.data, self._problem)

    @cached_property
    def dual_problem(self) -> LetteredDualProblem:
        return LetteredDualProblem(self.data, self._problem)

    def primal_function(self, point: Mapping[str, Number], **letters: Number) -> float | Scalar:
        """theta_P(x) at values of the letters."""
        return self(**letters).primal_function(point)


class DerivedRegion(NamedTuple):
    """Where all comparisons of ``where`` hold, the formulas of ``derivation`` do."""

    where: tuple[Comparison, ...]
    derivation: LetteredDerivation

    def at(self, **letters: Number) -> Derivation:
        """The ordinary derivation at values of the letters."""
        return self.derivation(**letters)


class LetteredDualFunction(DualFunction):
    """theta_D(alpha, beta; letters)."""

    def __init__(self, derivation: model.Derivation, problem: Problem) -> None:
        super().__init__(derivation.dual_function, derivation.form)
        self._problem = problem

    def __call__(
        self, multipliers: Mapping[str, Number], *, data: Mapping[str, Number] | None = None, **letters: Number
    ) -> float | Scalar:
        """theta_D at multipliers by constraint name and values of the letters, by the formula in letters.

        The values are keywords, or stand in ``data`` by name. Where the formula needs numbers, the derivation at these
        values of the letters gives it.
        """
        letters = {**(data or {}), **letters}
        if not self.data.is_closed:
            return ordinary(self._problem, letters).dual_function(multipliers)
        values = letter_values(self._problem, letters)
        names = {m.constraint: m.name for m in self.data.multipliers}
        given = numbers_by_name(multipliers, tuple(names), "multiplier")
        found = dual_value(self.data, {**values, **{names[key]: value for key, value in given.items()}})
        floats = any(isinstance(value, float) for value in (*given.values(), *letters.values()))
        return float(found) if floats else found


class LetteredDualProblem(DualProblem):
    """maximize theta_D over its effective domain, for every value of the letters."""

    def __init__(self, derivation: model.Derivation, problem: Problem) -> None:
        super().__init__(derivation)
        self._problem = problem

    @property
    def problem(self) -> Problem | None:
        dual = super().problem
        return None if dual is None else lettered(dual, self._problem.parameters)


def ordinary(problem: Problem, letters: Mapping[str, Number]) -> Derivation:
    """The derivation of the problem with numbers; `ProblemError` for numbers beyond floating point."""
    chosen = numbered(problem, letters)
    refuse_extreme_numbers(chosen)
    return Derivation(derive(standardize(chosen)))


def numbered(problem: Problem, letters: Mapping[str, Number]) -> Problem:
    """The problem with a value for every letter."""
    missing = [letter.name for letter in problem.parameters if letter.name not in letters]
    if missing:
        raise ProblemError(
            f"the letter '{missing[0]}' has no value here", help=f"give one: {', '.join(f'{n}=2' for n in missing)}"
        )
    return with_values(problem, letters)


def letter_values(problem: Problem, letters: Mapping[str, Number]) -> dict[str, Scalar | float]:
    """Exact values of the letters, each within its range; `ProblemError` where one is missing or outside."""
    numbered(problem, letters)
    return {name: scalar(value) for name, value in letters.items()}


__all__ = ["LetteredDerivation", "LetteredDualFunction", "LetteredDualProblem", "letter_values"]
