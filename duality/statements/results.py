"""What a user gets from a statement: the derivation, theta_D as a function, the explicit dual as a statement."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from duality import statements
from duality.errors import DerivationError
from duality.model.shortened import shortened
from duality.report.options import Options
from duality.statements.nodes import Node
from duality.statements.report import render
from duality.statements.report.lines import problem_lines
from duality.statements.statement import Statement
from duality.statements.text import text
from duality.statements.tower import Derived
from duality.statements.tower.curvature import Judged, judged
from duality.statements.tower.dual import Explicit, explicit_dual
from duality.statements.tower.kkt import Conditions, kkt
from duality.statements.tower.lagrangian import lagrangian_text
from duality.statements.tower.steps import Step, condition_text, steps
from duality.statements.tower.theorems import Applies, theorem


class StatementDerivation:
    """L, theta_D with its effective domain, the explicit dual and the KKT conditions of a statement in letters.

    Nothing is shown before the certificate has compared theta_D with the infimum of L at small random sizes.
    """

    def __init__(self, derived: Derived) -> None:
        self._derived = derived

    @cached_property
    def derived(self) -> Derived:
        """The record behind all that is shown. Raises `DerivationError` where the certificate disagrees."""
        from duality.statements.certificate import certificate

        found = certificate(self._derived)
        if found.fault:
            raise DerivationError(f"the derived theta_D is not shown, since it disagrees with L: {found.fault}")
        return self._derived

    @property
    def statement(self) -> Statement:
        """The statement as given."""
        return self._derived.statement

    problem = statement

    @property
    def lagrangian(self) -> str:
        return lagrangian_text(self.derived)

    @cached_property
    def dual_function(self) -> StatementDualFunction:
        """theta_D: prints as a formula, and is a function of multipliers by constraint name."""
        return StatementDualFunction(self.derived)

    @cached_property
    def dual_problem(self) -> StatementDual:
        """The explicit dual."""
        return StatementDual(explicit_dual(self.derived))

    @cached_property
    def kkt(self) -> Conditions:
        return kkt(self.derived)

    @property
    def steps(self) -> tuple[Step, ...]:
        return steps(self.derived)

    @cached_property
    def convexity(self) -> Judged:
        """Convexity by rule."""
        return judged(self._derived)

    @cached_property
    def theorem(self) -> Applies:
        """The theorem that closes the gap, and the condition on the data under which it does."""
        return theorem(self._derived, self.convexity)

    def legend(self) -> list[str]:
        """What the letters stand for, where they are no letters of the author's."""
        return []

    def render(self, format: str = "text", options: Options | None = None) -> str:
        """In one of the formats text, latex, markdown, html, json."""
        return render(self, format, options or Options())

    def latex(self) -> str:
        return self.render("latex", Options(standalone=False))

    def to_json(self) -> str:
        return self.render("json")

    def __str__(self) -> str:
        return self.render().rstrip("\n")

    def __repr__(self) -> str:
        return f"<Derivation theta_D: {shortened(text(self._derived.value))}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": str(self), "text/latex": self.latex()}


NOWHERE = "-inf for all multipliers"


class StatementDualFunction:
    """theta_D(multipliers) for data; -inf outside the effective domain."""

    def __init__(self, derived: Derived) -> None:
        self._derived = derived

    @property
    def value(self) -> Node:
        """The formula."""
        return self._derived.value

    @property
    def conditions(self) -> tuple[str, ...]:
        """The effective domain, line by line."""
        return tuple(map(condition_text, self._derived.conditions))

    def __call__(self, multipliers: Mapping[str, object], data: Mapping[str, object] | None = None) -> float:
        """theta_D at multipliers by constraint name, each of its constraint's shape; ``data`` has arrays by letter."""
        return statements.theta.Bound(self._derived, data or {}).theta(multipliers)

    def __str__(self) -> str:
        if self._derived.is_nowhere_finite:
            return NOWHERE
        where = ", ".join(self.conditions)
        return f"{text(self.value)}  where {where}; -inf elsewhere" if where else text(self.value)

    def latex(self) -> str:
        from duality.statements.latex import latex

        return latex(self.value)


class StatementDual:
    """The explicit dual, a statement again: it can be written, derived once more, bound and solved."""

    def __init__(self, explicit: Explicit) -> None:
        self.statement = explicit.statement
        self.slacks = explicit.slacks

    def to_cvxpy(self, data: Mapping[str, object] | None = None) -> Any:
        """The dual at its data as a ``cvxpy.Problem``, with the multipliers as variables by name."""
        from duality.statements.exchange import to_cvxpy

        return to_cvxpy(self.statement, data or {})

    def __str__(self) -> str:
        return "\n".join(problem_lines(self.statement))
