"""A standard form as a MAiNGO model, evaluated node by node over MAiNGO's own numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from math import isinf
from typing import Any

from duality.algebra.evaluate import constant
from duality.errors import BackendRefused
from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.form import StandardForm
from duality.solve.globally.bound import Request

INSIDE = 1e-9
"""Distance that is kept from an open end."""

SAME = ("exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh")


def maingo_model(maingopy: Any, form: StandardForm, request: Request, width: float) -> Any:
    """The model; its attribute ``boxed`` tells whether some infinite side was replaced by ``width``."""
    ends = [_ends(form, name, request, width) for name in form.variables]

    class Model(maingopy.MAiNGOmodel):
        boxed = any(replaced for _, _, replaced in ends)

        def get_variables(self) -> list[Any]:
            # Names of the statement never reach the solver.
            return [
                maingopy.OptimizationVariable(maingopy.Bounds(low, high), maingopy.VT_CONTINUOUS, f"x{k}")
                for k, (low, high, _) in enumerate(ends)
            ]

        def get_initial_point(self) -> list[float]:
            if request.start is None:
                return []
            return [
                min(max(request.start[name], low), high)
                for name, (low, high, _) in zip(form.variables, ends, strict=True)
            ]

        def evaluate(self, variables: list[Any]) -> Any:
            values = _Values(maingopy, dict(zip(form.variables, variables, strict=True)))
            result = maingopy.EvaluationContainer()
            result.objective = values.of(form.objective_expression)
            rows = [(values.of(c.expression), c.constraint.kind == "equality") for c in form.constraints]
            rows += [(-values.of(c.expression), c.equality) for c in form.domain.conditions if not c.nonzero]
            result.ineq = [row for row, equality in rows if not equality]
            result.eq = [row for row, equality in rows if equality]
            return result

    return Model()


def _ends(form: StandardForm, name: str, request: Request, width: float) -> tuple[float, float, bool]:
    bounds = form.domain.bound(name)
    low, high = request.box.get(name, (-width, width))
    low, high = (-width if isinf(low) else low), (width if isinf(high) else high)
    if bounds.lower is not None:
        end = float(bounds.lower)
        low = end if bounds.lower_closed else end + INSIDE * (1 + abs(end))
        high = max(high, low + width)
    if bounds.upper is not None:
        end = float(bounds.upper)
        high = end if bounds.upper_closed else end - INSIDE * (1 + abs(end))
        low = low if bounds.lower is not None else min(low, high - width)
    return low, high, bounds.lower is None or bounds.upper is None


class _Values:
    """Trees over MAiNGO's numbers."""

    def __init__(self, maingopy: Any, variables: Mapping[str, Any]) -> None:
        self.maingopy, self.variables = maingopy, variables

    def of(self, node: Expression) -> Any:
        if not node.variables():
            try:
                # A constant row still has to be one of MAiNGO's numbers.
                return self.maingopy.FFVar(float(constant(node)))
            except (ValueError, ZeroDivisionError) as error:
                raise BackendRefused(f"a constant part is undefined: {error}") from error
        match node:
            case Variable(name):
                return self.variables[name]
            case Sum(terms):
                return reduce(lambda a, b: a + b, [self.of(term) for term in terms])
            case Negative(operand):
                return -self.of(operand)
            case Product(factors):
                return reduce(lambda a, b: a * b, [self.of(factor) for factor in factors])
            case Quotient(numerator, denominator):
                return self.of(numerator) / self.of(denominator)
            case Power(base, exponent):
                return self.power(base, exponent)
            case Call(function, arguments):
                return self.call(function, [self.of(argument) for argument in arguments])
            case _:
                raise BackendRefused(f"MAiNGO cannot state {node}")

    def power(self, base: Expression, exponent: Expression) -> Any:
        if base == Constant("e"):
            return self.maingopy.exp(self.of(exponent))
        if exponent.variables():
            return self.maingopy.exp(self.of(exponent) * self.maingopy.log(self.of(base)))
        p = constant(exponent)
        number = int(p) if isinstance(p, Fraction) and p.denominator == 1 else float(p)
        return self.maingopy.pow(self.of(base), number)

    def call(self, function: str, inner: list[Any]) -> Any:
        maingopy = self.maingopy
        if function in SAME:
            return getattr(maingopy, function)(inner[0])
        sizes = [maingopy.fabs(u) for u in inner] if function in ("abs", "norm1", "norminf", "huber") else inner
        match function:
            case "abs":
                return sizes[0]
            case "max" | "norminf":
                return reduce(maingopy.max, sizes)
            case "min":
                return reduce(maingopy.min, sizes)
            case "norm1":
                return reduce(lambda a, b: a + b, sizes)
            case "norm":
                return maingopy.sqrt(reduce(lambda a, b: a + b, [u * u for u in inner]))
            case "huber":
                least = maingopy.min(sizes[0], inner[1])
                return least * least + 2 * inner[1] * (sizes[0] - least)
            case _:
                raise BackendRefused(f"MAiNGO has no function {function}")
