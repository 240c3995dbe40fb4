"""A standard form as a SCIP model: minimize t subject to f(x) <= t, the constraints, the rows of X, natural domains.

SCIP knows no natural domains, so they stand there as rows; it expands products of polynomials unless a factor is
wrapped; and it has no functions but exp, log, sqrt, sin, cos, abs and powers, out of which the others are made.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import Any

from duality.algebra.evaluate import constant, value
from duality.errors import BackendRefused
from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.form import DiscreteSet, StandardForm
from duality.model.integer_points import IntegerPoints
from duality.model.scalar import Scalar
from duality.solve import solvers
from duality.solve.globally.bound import Request

INSIDE = 1e-9
"""Distance that is kept from an open end or a pole; values there are looked at again."""


class ScipModel:
    """``model`` ready to optimize, ``variables`` by name."""

    def __init__(self, scip: Any, form: StandardForm, request: Request) -> None:
        self.scip, self.form = scip, form
        self.model = solvers.scip(
            {
                "limits/time": max(request.time_limit, 0.1),
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
        if not node.variables():
            try:
                return float(constant(node))
            except (ValueError, ZeroDivisionError) as error:
                raise BackendRefused(f"a constant part is undefined: {error}") from error
        match node:
            case Variable(name):
                return self.variables[name]
            case Sum(terms):
                return self.scip.quicksum(self.expression(term) for term in terms)
            case Negative(operand):
                return -1 * self.expression(operand)
            case Product(factors):
                return self._product([self._factor(factor) for factor in factors])
            case Quotient(numerator, denominator):
                below = self._factor(denominator)
                return self._factor(numerator) / below
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call(function, arguments):
                return self._call(function, [self._wrapped(argument) for argument in arguments])
            case _:
                raise BackendRefused(f"SCIP cannot state {node}")

    def _product(self, factors: list[Any]) -> Any:
        result = factors[0]
        for factor in factors[1:]:
            result = result * factor
        return result

    def _factor(self, node: Expression) -> Any:
        """Sums are wrapped, so that products of them are not expanded."""
        return self._wrapped(node) if isinstance(node, (Sum, Negative)) else self.expression(node)

    def _wrapped(self, node: Expression) -> Any:
        inner = self.expression(node)
        return inner if isinstance(inner, float) else self.scip.scip.buildGenExprObj(inner)

    def _power(self, base: Expression, exponent: Expression) -> Any:
        if base == Constant("e"):
            return self.scip.exp(self._wrapped(exponent))
        if exponent.variables():
            return self.scip.exp(self._factor(exponent) * self._logarithm(base))
        p = constant(exponent)
        if p == 0:
            return 1.0
        return self._factor(base) ** (int(p) if isinstance(p, Fraction) and p.denominator == 1 else float(p))

    def _logarithm(self, base: Expression) -> Any:
        inner = self._wrapped(base)
        if isinstance(inner, float):
            if inner <= 0:
                raise BackendRefused("a power of a base that is not positive")
            from math import log

            return log(inner)
        return self.scip.log(inner)

    def _call(self, function: str, inner: list[Any]) -> Any:
        u = inner[0]
        match function:
            case "exp" | "log" | "sqrt" | "sin" | "cos":
                return getattr(self.scip, function)(u)
            case "abs":
                return abs(u)
            case "sinh":
                return (self.scip.exp(u) - self.scip.exp(-1 * u)) / 2
            case "cosh":
                return (self.scip.exp(u) + self.scip.exp(-1 * u)) / 2
            case "tanh":
                return 1 - 2 / (self.scip.exp(2 * u) + 1)
            case "max" | "min":
                return self._extreme(inner, 1 if function == "max" else -1)
            case "norminf":
                return self._extreme([abs(v) for v in inner], 1)
            case "norm1":
                return self.scip.quicksum(abs(v) for v in inner)
            case "norm":
                return self.scip.sqrt(self.scip.quicksum(v**2 for v in inner))
            case "huber":
                size, d = abs(u), inner[1]
                least = self._extreme([size, d], -1)
                return least**2 + 2 * d * (size - least)
            case _:
                raise BackendRefused(f"SCIP has no function {function}")

    def _extreme(self, inner: list[Any], sign: int) -> Any:
        """max(u, v) = (u + v + |u - v|)/2."""
        result = inner[0]
        for other in inner[1:]:
            result = (result + other + sign * abs(result - other)) / 2
        return result


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


__all__ = ["Number", "ScipModel"]
