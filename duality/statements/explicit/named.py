"""Large problems in blocks, told in their own names: the derivation in letters, points and multipliers by name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from duality import results
from duality.algebra.uncollected import uncollected
from duality.errors import DerivationError
from duality.model.problem import Problem
from duality.results.values import Values
from duality.statements.answering import derive, solve
from duality.statements.explicit.inner import inner_infimum
from duality.statements.explicit.lowering import Group, Lowered, lowered
from duality.statements.explicit.stating import EQUATIONS, INEQUALITIES, statement_of
from duality.statements.results import StatementDerivation, StatementDualFunction
from duality.statements.solving.report import Entries, StatementAnswer, StatementReport

Array = Any


def named_derivation(problem: Problem) -> NamedDerivation | None:
    """The derivation in blocks; ``None`` where the problem is not convex and quadratic in a closed box."""
    with uncollected(large=True):
        found = lowered(problem)
    if found is None:
        return None
    derivation = NamedDerivation(found)
    try:
        derivation.derived  # noqa: B018
    except DerivationError:
        # A certificate that does not close says nothing of the scalar rows.
        return None
    return derivation


class NamedDerivation(StatementDerivation):
    """L, theta_D, the dual and KKT with blocks of variables and rows as vectors."""

    def __init__(self, found: Lowered) -> None:
        super().__init__(derive(statement_of(found))._derived)
        self.lowered = found

    @property
    def problem(self) -> Problem:  # type: ignore[override]
        """The problem as given; ``statement`` is the same in blocks."""
        return self.lowered.problem

    @property
    def dual_function(self) -> NamedDualFunction:  # type: ignore[override]
        """theta_D as a formula of blocks, and as a function of multipliers by constraint name."""
        return NamedDualFunction(self)

    def legend(self) -> list[str]:
        """What the letters of the blocks stand for."""
        found = [f"{block.letter}: {_listed(block.names)}" for block in self.lowered.blocks]
        groups = ((INEQUALITIES, self.lowered.inequalities), (EQUATIONS, self.lowered.equations))
        found += [f"{name}: {_listed(group.names)}" for name, group in groups if group.names]
        if self.lowered.factor != 1:
            found.append(f"the objective is multiplied by {self.lowered.factor}, that its numbers are short")
        return found

    def solve(self, tolerance: float, time_limit: float | None) -> NamedReport:
        """Both sides, told by names."""
        return NamedReport(self, solve(self.statement, {}, tolerance=tolerance, time_limit=time_limit))


class NamedDualFunction(StatementDualFunction):
    """theta_D at multipliers by constraint name."""

    def __init__(self, derivation: NamedDerivation) -> None:
        super().__init__(derivation.derived)
        self._lowered = derivation.lowered

    def __call__(self, multipliers: Mapping[Any, object], data: Mapping[str, object] | None = None) -> float:
        """inf over x in X of L, a float; -inf where L has no lower bound. `ProblemError` for a missing name."""
        found = self._lowered
        names = (*found.inequalities.names, *found.equations.names)
        given = results.numbers.numbers_by_name(multipliers, names, "multiplier")
        arrays = {
            block: _gathered(group, given, found.factor)
            for block, group in ((INEQUALITIES, found.inequalities), (EQUATIONS, found.equations))
            if group.names
        }
        if self._derived.splits:
            return inner_infimum(found, arrays) / found.factor
        return super().__call__(arrays, dict(data or {})) / found.factor


class NamedReport(StatementReport):
    """p*, d*, the gap and the verdict of a large problem; ``blocks`` is the report of the statement in letters."""

    def __init__(self, derivation: NamedDerivation, blocks: StatementReport) -> None:
        found = derivation.lowered
        super().__init__(
            derivation,
            _answer(blocks.primal, _point(found, blocks.primal.point), found),
            _answer(blocks.dual, _multipliers(found, blocks.dual.point), found),
            blocks.verdict,
            blocks.theorem,
            blocks.why,
            residuals=blocks.residuals,
            sizes=blocks.sizes,
        )
        self.lowered = found

    @property
    def problem(self) -> Problem:
        return self.lowered.problem

    def __getitem__(self, key: object) -> Any:
        """x* of a variable, an array or an expression, or the multiplier of a constraint."""
        return results.lookup.looked_up(self, key)  # type: ignore[arg-type]

    def entries(self) -> Iterator[Entries]:
        """x* by blocks, then the multipliers by kinds of rows."""
        point, multipliers = self.primal.point or {}, self.dual.point or {}
        for block in self.lowered.blocks if point else ():
            yield Entries("x*", block.letter, [float(point[name]) for name in block.names], block.names)
        groups = ((INEQUALITIES, self.lowered.inequalities), (EQUATIONS, self.lowered.equations))
        for name, group in groups if multipliers else ():
            if group.names:
                yield Entries("multipliers", name, [float(multipliers[n]) for n in group.names], group.names)


def _answer(given: StatementAnswer, point: Values | None, found: Lowered) -> StatementAnswer:
    """The answer in the numbers of the problem."""
    answer = given._replace(point=point)
    factor = found.factor
    if factor != 1:
        answer = answer._replace(
            value=None if given.value is None else given.value / factor,
            exact=str(Fraction(given.exact) / factor) if given.exact else "",
            bounds=None
            if given.bounds is None
            else (
                math.nextafter(given.bounds[0] / factor, -math.inf),
                math.nextafter(given.bounds[1] / factor, math.inf),
            ),
        )
    if answer.exact:
        answer = answer._replace(value=float(Fraction(answer.exact)))
    if found.rounded:
        # What is proved is proved of the floats.
        answer = answer._replace(exact="", bounds=None, label="numerical")
    return answer


def _point(found: Lowered, arrays: Mapping[str, Array] | None) -> Values | None:
    if arrays is None:
        return None
    values: dict[str, float] = {}
    for block in found.blocks:
        entries = arrays[block.letter].ravel().tolist()
        values |= {
            name: x / factor if factor != 1 else x
            for name, factor, x in zip(block.names, block.factors, entries, strict=True)
        }
    return Values({name: values[name] for name in found.problem.variables})


def _multipliers(found: Lowered, arrays: Mapping[str, Array] | None) -> Values | None:
    if arrays is None:
        return None
    values: dict[str, float] = {}
    for block, group in ((INEQUALITIES, found.inequalities), (EQUATIONS, found.equations)):
        if group.names:
            entries = arrays[block].ravel().tolist()
            values |= {
                name: y * factor / found.factor if factor != found.factor else y
                for name, factor, y in zip(group.names, group.factors, entries, strict=True)
            }
    return Values({c.name: values[c.name] for c in found.problem.constraints})


def _gathered(group: Group, given: Mapping[str, Any], factor: int) -> Array:
    """The multipliers of the rows as they are multiplied."""
    import numpy as np

    return np.array([float(given[name]) * factor / f for name, f in zip(group.names, group.factors, strict=True)])


def _listed(names: Sequence[str]) -> str:
    """All of a few names, the ends of many."""
    if len(names) <= 6:
        return ", ".join(names)
    return f"{', '.join(names[:3])}, ..., {names[-1]} ({len(names):,})"
