"""The derived objects one by one; each prints, typesets (`latex`) and turns into sympy (`sympy`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from duality import report, results
from duality.derivation.dual_value import dual_value
from duality.model import derivation as model
from duality.model.derivation import Multiplier
from duality.model.form import StandardForm
from duality.model.problem import Problem
from duality.model.scalar import Scalar
from duality.model.shortened import shortened

if TYPE_CHECKING:
    import sympy

    from duality.results.numbers import Number


class DualFunction:
    """theta_D(alpha, beta) = inf over x in D of L, for alpha >= 0; calling it evaluates it."""

    def __init__(self, data: model.DualFunction, standard: StandardForm) -> None:
        self.data = data
        self.standard = standard

    def __call__(self, multipliers: Mapping[Any, Number]) -> float | Scalar:
        """theta_D at multipliers by constraint name: a float for floats, exact for exact numbers, -inf where L falls.

        Without a closed form the infimum of L is solved numerically, and is a float. Raises `ProblemError` for a
        missing or unknown multiplier, ``ValueError`` where there is no closed form and L is not convex there.
        """
        names = {m.constraint: m.name for m in self.data.multipliers}
        given = results.numbers.numbers_by_name(multipliers, tuple(names), "multiplier")
        if not self.data.is_closed:
            return results.inner_infimum.inner_infimum(self.standard, given)
        floats = any(isinstance(value, float) for value in given.values())
        found = dual_value(self.data, {names[key]: value for key, value in given.items()})
        return float(found) if floats else found

    @property
    def multipliers(self) -> tuple[Multiplier, ...]:
        return self.data.multipliers

    @property
    def form(self) -> model.DualForm:
        """ "closed", "implicit", "conic", "auxiliary", or "numeric" where no closed form was found."""
        return self.data.form

    def __str__(self) -> str:
        return report.displayed.dual_function_text(self.data)

    def __repr__(self) -> str:
        return f"<DualFunction {shortened(str(self))}>"

    def latex(self) -> str:
        return report.displayed.dual_function_latex(self.data)

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    def sympy(self) -> sympy.Expr:
        """theta_D as a Piecewise (or a sum of one a block where the product of their branches is large), -oo elsewhere.

        Raises ``ValueError`` where there is no closed form.
        """
        return results.sympy_views.dual_function(self.data)


class DualProblem:
    """maximize theta_D over its effective domain; ``problem`` states it, where it has no matrix inequality."""

    def __init__(self, derivation: model.Derivation) -> None:
        self.derivation = derivation

    @property
    def problem(self) -> Problem | None:
        """The dual as a problem of its own, that can be written to a file, solved, and dualized again."""
        dual = self.derivation.dual_problem
        return dual if isinstance(dual, Problem) else None

    def __str__(self) -> str:
        return report.displayed.dual_problem_text(self.derivation)

    def __repr__(self) -> str:
        return f"<DualProblem {shortened(str(self))}>"

    def latex(self) -> str:
        return report.displayed.dual_problem_latex(self.derivation)

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    def sympy(self) -> tuple[sympy.Expr, list[sympy.Basic]]:
        """Objective (to maximize) and constraints, over the multipliers."""
        return results.sympy_views.dual_problem(self.derivation)
