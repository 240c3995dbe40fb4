"""A standard form as a SCIP model: minimize t subject to f(x) <= t, the constraints, the rows of X, natural domains.

SCIP knows no natural domains, so they stand there as rows.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import Any

from duality.algebra.evaluate import value
from duality.errors import BackendRefused
from duality.model.budget import Budget
from duality.model.expression import Expression
from duality.model.form import DiscreteSet, StandardForm
from duality.model.integer_points import IntegerPoints
from duality.model.scalar import Scalar
from duality.model.watch import Watch
from duality.solving import solvers
from duality.solving.globally.bound import Request
from duality.solving.globally.translation.scip_trees import ScipTrees

INFINITE = 1e19
"""SCIP's infinity is 1e20."""


def teller(scip: Any, watch: Watch) -> Any:
    """A handler for ``includeEventhdlr``; SCIP's own primal bound is none, since its points are looked at again."""
    events = scip.SCIP_EVENTTYPE.NODESOLVED

    class Teller(scip.Eventhdlr):
        def eventinit(self) -> None:
            self.model.catchEvent(events, self)

        def eventexit(self) -> None:
            self.model.dropEvent(events, self)

        def eventexec(self, event: Any) -> None:
            lower = float(self.model.getDualbound())
            if abs(lower) < INFINITE:
                watch.saw(lower)

    return Teller()


LEAST = 0.1
"""Seconds below which SCIP does not start to search."""

INSIDE = 1e-9
"""Distance that is kept from an open end or a pole; values there are looked at again."""


class ScipModel:
    """``model`` ready to optimize, ``variables`` by name."""

    def __init__(self, scip: Any, form: StandardForm, request: Request) -> None:
        self.scip, self.form = scip, form
        self.model = solvers.scip(
            {
                **_limits(request.budget),
                "limits/gap": request.gap,
                "limits/absgap": request.gap,
                "numerics/feastol": request.feasibility,
                "randomization/randomseedshift": 0,
            }
        )
        self.variables = {name: self._variable(name, request) for name in form.variables}
        self._discrete()
        for c in form.constraints:
            row = self.expression(c.expression)
            self._constrain(row == 0 if c.constraint.kind == "equality" else row <= 0)
        for condition in form.domain.conditions:
            if not condition.nonzero:
                row = self.expression(condition.expression)
                low = INSIDE if condition.strict else 0
                self._constrain(row == 0 if condition.equality else row >= low)
        level = self.model.addVar(lb=None, ub=None)
        self._constrain(self.expression(form.objective_expression) - level <= 0)
        self.model.setObjective(level)
        self._start(request, level)

    def _constrain(self, row: Any) -> None:
        if isinstance(row, bool):
            if not row:
                raise BackendRefused("a constraint without variables does not hold")
            return
        self.model.addCons(row)

    def _variable(self, name: str, request: Request) -> Any:
        bounds = self.form.domain.bound(name)
        low, high = request.box.get(name, (-inf, inf))
        if bounds.lower is not None:
            low = _inside(bounds.lower, bounds.lower_closed, 1)
        if bounds.upper is not None:
            high = _inside(bounds.upper, bounds.upper_closed, -1)
        integer = any(finite.variables == (name,) and _is_range(finite) for finite in self.form.domain.discrete)
        return self.model.addVar(
            lb=None if low == -inf else low, ub=None if high == inf else high, vtype="I" if integer else "C"
        )

    def _discrete(self) -> None:
        """Finite sets that are no ranges of integers: one binary for each point."""
        for finite in self.form.domain.discrete:
            ends = finite.ends(0) if len(finite.variables) == 1 and _is_range(finite) else None
            if ends is not None:
                own = self.variables[finite.variables[0]]
                self.model.addCons(own >= float(ends[0]))
                self.model.addCons(own <= float(ends[1]))
                continue
            choices = [self.model.addVar(vtype="B") for _ in finite.points]
            self.model.addCons(self.scip.quicksum(choices) == 1)
            for k, name in enumerate(finite.variables):
                chosen = self.scip.quicksum(
                    float(point[k]) * b for point, b in zip(finite.points, choices, strict=True)
                )
                self.model.addCons(self.variables[name] - chosen == 0)

    def _start(self, request: Request, level: Any) -> None:
        if request.start is None or self.form.domain.discrete:
            return
        reached = value(self.form.objective_expression, request.start)
        if not abs(reached) < INSIDE**-1:
            return
        solution = self.model.createSol()
        for name, variable in self.variables.items():
            self.model.setSolVal(solution, variable, request.start[name])
        self.model.setSolVal(solution, level, reached)
        self.model.addSol(solution)

    def expression(self, node: Expression) -> Any:
        """The tree over SCIP's variables. Raises `BackendRefused` for what SCIP cannot state."""
        return ScipTrees(self.scip, self.variables).of(node)


def _limits(budget: Budget) -> dict[str, float]:
    """Processor time, unless a user's own limit runs by the clock."""
    processor, clock = 1, 2
    seconds = budget.limit
    if seconds is None:
        return {}
    return {"limits/time": max(seconds, LEAST), "timing/clocktype": processor if budget.wall == inf else clock}


def _inside(end: Scalar, closed: bool, direction: int) -> float:
    near = float(end)
    return near if closed else near + direction * INSIDE * (1 + abs(near))


def _is_range(finite: DiscreteSet) -> bool:
    """Integers without a gap."""
    if isinstance(finite.points, IntegerPoints):
        return True
    values = [point[0] for point in finite.points]
    integers = sorted(int(v) for v in values if isinstance(v, Fraction) and v.denominator == 1)
    return len(integers) == len(values) and integers == list(range(integers[0], integers[-1] + 1))
