"""What is solved in letters: p* and d* as functions, region by region, and ordinary reports at their values."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from duality.algebra.evaluate import constant, exact_value
from duality.errors import ProblemError
from duality.letters.evaluating import holds
from duality.letters.lettered_derivation import LetteredDerivation, numbered
from duality.model import regions as model
from duality.model.expression import Comparison, Expression, as_expression
from duality.model.printing import name_latex
from duality.model.problem import Problem, Sense
from duality.model.scalar import Scalar
from duality.model.solution import Status
from duality.results.rendered import Rendered
from duality.results.report import Report

if TYPE_CHECKING:
    import sympy

    from duality.results.figures.drawn import Drawn
    from duality.results.numbers import Number

Solve = Callable[[Problem], Report]
"""The ordinary solve of a problem with numbers."""


class LetteredReport(Rendered[model.LetteredReport]):
    """p*, d*, x* and the multipliers as functions of the letters. ``data`` is the plain record behind it."""

    def __init__(self, data: model.LetteredReport, solve: Solve) -> None:
        super().__init__(data)
        self._solve = solve

    @property
    def problem(self) -> Problem:
        return self.data.problem

    @cached_property
    def derivation(self) -> LetteredDerivation:
        return LetteredDerivation(self.data.problem, self.data.derivation)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Each with ``where`` it holds, and ``primal``, ``dual`` and ``label`` there."""
        return tuple(Region(region, self.data.problem, self.at) for region in self.data.regions)

    @cached_property
    def value_function(self) -> ValueFunction:
        """p* of the letters: ``value_function(a=2, b=1)`` is a float."""
        return ValueFunction(self, "primal")

    @cached_property
    def dual_value_function(self) -> ValueFunction:
        """d* of the letters."""
        return ValueFunction(self, "dual")

    @property
    def unexplored(self) -> float:
        """The share of sampled points of the letters that lie in no region."""
        return self.data.unexplored

    @property
    def warnings(self) -> tuple[str, ...]:
        return (*self.data.derivation.warnings, *self.data.warnings)

    def at(self, **letters: Number) -> Report:
        """The ordinary report with values for all letters.

        `ProblemError` for a missing or unknown letter and for a value outside its range.
        """
        return self._solve(numbered(self.problem, letters))

    def figure(self, name: str = "", *, dark: bool = False, language: str = "en") -> Drawn:
        """ "value": p*, x* and the multipliers over one letter; "regions": the map of two letters.

        Without a name it is the one that applies. `ProblemError` for an unknown name, `InapplicableError` otherwise.
        """
        from duality.letters.drawing import drawn

        return drawn(self.data, name, dark=dark, language=language)

    def region(self, **letters: Number) -> Region | None:
        """The region that values of the letters lie in, a border in any of its regions; ``None`` outside all."""
        numbered(self.problem, letters)
        values = {name: _exact(value) for name, value in letters.items()}
        return next((region for region in self.regions if region.holds(values)), None)


class ValueFunction:
    """p* or d* as a function of the letters, in the sense of the statement."""

    def __init__(self, report: LetteredReport, side: Literal["primal", "dual"]) -> None:
        self.report = report
        self.side = side

    def __call__(self, **letters: Number) -> float:
        """The value at values of the letters, infinite ones included; by numbers where no region holds them.

        `ProblemError` where it is not known.
        """
        region = self.report.region(**letters)
        if region is not None:
            found = (region.primal if self.side == "primal" else region.dual).at(**letters)
            if found is not None:
                return found
        ordinary = self.report.at(**letters)
        answer = ordinary.primal if self.side == "primal" else ordinary.dual
        if answer.value is None:
            point = ", ".join(f"{name} = {value}" for name, value in letters.items())
            symbol = "p*" if self.side == "primal" else "d*"
            known = "; ".join(map(str, self.report.regions)) or "nowhere in letters"
            raise ProblemError(f"{symbol} is not known at {point}", help=f"it is known where {known}")
        return answer.value

    def _pieces(self) -> Iterator[tuple[tuple[Comparison, ...], Expression | float]]:
        """Where it has which formula."""
        for piece in model.value_pieces(self.report.data.regions):
            region = Region(piece.regions[0], self.report.problem, self.report.at)
            value = (region.primal if self.side == "primal" else region.dual).value
            if value is not None:
                yield piece.where, value

    def __str__(self) -> str:
        return "\n".join(f"{value}   where {_words(where)}" for where, value in self._pieces())

    __repr__ = __str__

    def sympy(self) -> sympy.Basic:
        """A Piecewise over the letters; nan where no region is known."""
        import sympy

        infinite = {math.inf: sympy.oo, -math.inf: -sympy.oo}
        cases = [
            (value.sympy() if isinstance(value, Expression) else infinite[value], sympy.And(*map(_relation, where)))
            for where, value in self._pieces()
        ]
        return sympy.Piecewise(*cases, (sympy.nan, True))

    def latex(self) -> str:
        r"""\begin{cases} ... \end{cases}."""
        names = ", ".join(name_latex(letter.name) for letter in self.report.problem.parameters)
        infinite = {math.inf: r"+\infty", -math.inf: r"-\infty"}
        rows = []
        for where, value in self._pieces():
            shown = value.latex() if isinstance(value, Expression) else infinite[value]
            conditions = ",\\; ".join(condition.latex() for condition in where)
            rows.append(rf"{shown} & \text{{if }} {conditions}" if conditions else shown)
        symbol = "p" if self.side == "primal" else "d"
        body = r" \\ ".join(rows)
        return rf"{symbol}^{{*}}({names}) = \begin{{cases}} {body} \end{{cases}}"


class Region:
    """One region of the letters and the answers there."""

    def __init__(self, data: model.Region, problem: Problem, at: Callable[..., Report]) -> None:
        self.data = data
        self._problem = problem
        self._at = at

    @property
    def where(self) -> tuple[Comparison, ...]:
        """The conditions on the letters, besides their declared ranges; () is everywhere."""
        return self.data.where

    @property
    def label(self) -> str:
        """How strong the answers are: "exact" is proved for all letters of the region."""
        return self.data.label.value

    @property
    def sample(self) -> dict[str, Fraction]:
        """A point of the region."""
        return dict(self.data.sample)

    @cached_property
    def primal(self) -> Side:
        return Side(self.data.status.value, _value(self.data, self._problem.sense), dict(self.data.point), self.label)

    @cached_property
    def dual(self) -> Side:
        """d* and the multipliers; the value is ``None`` where only p* = +inf (of the min form) is known."""
        value = _value(self.data, self._problem.sense)
        known = self.data.status is not Status.INFEASIBLE
        status = {Status.OPTIMAL: "optimal", Status.UNBOUNDED: "infeasible"}.get(self.data.status, "unknown")
        return Side(status, value if known else None, dict(self.data.multipliers), self.label)

    def at(self, **letters: Number) -> Report:
        """The ordinary report at values of the letters."""
        return self._at(**letters)

    def holds(self, values: Mapping[str, Scalar]) -> bool:
        """The conditions hold at exact values of the letters."""
        return all(holds(condition, values) for condition in self.where)

    def formula(self, formula: Expression, letters: Mapping[str, Number]) -> Scalar:
        """The value of a formula of the region at values of the letters."""
        return exact_value(formula, {name: _exact(value) for name, value in letters.items()})

    def __str__(self) -> str:
        return _words(self.where)

    def __repr__(self) -> str:
        return f"<Region {self}: {self.data.status.value} {self.primal.value}>"


class Side:
    """p* with x*, or d* with the multipliers: formulas of the letters; ``value`` is infinite without an optimum."""

    def __init__(self, status: str, value: Expression | float | None, point: dict[str, Expression], label: str) -> None:
        self.status = status
        self.value = value
        self.point = point
        self.label = label

    def at(self, **letters: Number) -> float | None:
        """The value at values of the letters."""
        if not isinstance(self.value, Expression):
            return self.value
        point = {name: _exact(value) for name, value in letters.items()}
        try:
            return float(exact_value(self.value, point))
        except OverflowError:
            at = ", ".join(f"{name} = {value}" for name, value in letters.items())
            raise ProblemError(
                f"the value at {at} is larger than any float", help="region.formula(...) gives exact numbers"
            ) from None

    def __repr__(self) -> str:
        return f"<Side {self.status} {self.value} ({self.label})>"


def _words(conditions: Sequence[Comparison]) -> str:
    return ", ".join(map(str, conditions)) or "everywhere"


def _relation(condition: Comparison) -> Any:
    return condition.sympy()


def _value(region: model.Region, sense: Sense) -> Expression | float | None:
    if region.value is not None or region.status is Status.UNKNOWN:
        return region.value
    above = (region.status is Status.INFEASIBLE) == (sense is Sense.MIN)
    return math.inf if above else -math.inf


def _exact(value: Number) -> Scalar:
    """A value as an exact scalar; a float by the decimal that it prints as."""
    return constant(as_expression(value))  # type: ignore[arg-type]
