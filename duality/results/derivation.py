"""Everything that is derived from one problem, before any number is computed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from duality import results
from duality.model import derivation as model
from duality.model.derivation import KKT, Lagrangian, Step
from duality.model.form import StandardForm
from duality.model.problem import Problem
from duality.model.scalar import Scalar
from duality.report import sections
from duality.results.formulas import DualFunction, DualProblem
from duality.results.rendered import Rendered

if TYPE_CHECKING:
    from duality.results.numbers import Number


class Derivation(Rendered[model.Derivation]):
    """L, theta_D, the explicit dual and the KKT system; ``data`` is the plain record behind them."""

    @property
    def form(self) -> StandardForm:
        """min f(x), c(x) <= 0, h(x) = 0, x in D, to which all formulas belong."""
        return self.data.form

    @property
    def problem(self) -> Problem:
        return self.data.form.problem

    @property
    def lagrangian(self) -> Lagrangian:
        return self.data.lagrangian

    @cached_property
    def dual_function(self) -> DualFunction:
        return DualFunction(self.data.dual_function, self.data.form)

    @cached_property
    def dual_problem(self) -> DualProblem:
        return DualProblem(self.data)

    @property
    def kkt(self) -> KKT:
        return self.data.kkt

    @property
    def steps(self) -> tuple[Step, ...]:
        """The worked solution; `render` with ``steps=True`` prints it."""
        return tuple(sections.optimality.all_steps(self.data))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was stopped because the time for the derivation was over."""
        return self.data.warnings

    def _gist(self) -> str:
        return f"theta_D: {self.dual_function}"

    def primal_function(self, point: Mapping[Any, Number]) -> float | Scalar:
        """theta_P(x) = sup over alpha >= 0, beta of L(x, alpha, beta): f(x) where x is feasible, +inf elsewhere.

        f is that of the min form. Exact points are judged exactly, floats with a relative slack of 1e-9.
        Raises ``ValueError`` for a missing or unknown variable.
        """
        given = results.numbers.numbers_by_name(point, self.form.variables, "variable")
        found = results.primal_function.primal_value(self.form, given)
        return float(found) if any(isinstance(value, float) for value in given.values()) else found
