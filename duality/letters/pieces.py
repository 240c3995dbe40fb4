"""One piece of the value function: a claim with the conditions under which it holds, solved at a sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.letters.claims import LiftedClaim, LiftedInfeasibility, LiftedOptimum, LiftedUnboundedness, OnTheBorder
from duality.letters.conditions import Condition, conditions
from duality.letters.field import Element, Field, Polynomial, as_fraction
from duality.letters.lifted_claims import lifted_claim
from duality.letters.program import ParametricProgram
from duality.model.parameter import Parameter
from duality.model.scalar import Scalar, exact
from duality.model.solution import Status
from duality.records import record


@record(slots=False)
class Piece:
    """Formulas as elements of the field; ``value`` is that of the min form, ``None`` where it is infinite."""

    status: Status
    value: Element | None
    point: tuple[Element, ...]
    multipliers: tuple[Element, ...]
    ray: tuple[Element, ...]
    conditions: tuple[Condition, ...]
    sample: Mapping[str, Fraction]
    field: Field

    @property
    def answer(self) -> tuple:
        """What two pieces must share to be one."""
        if self.status is Status.OPTIMAL:
            return (self.status, self.value, self.point, self.multipliers)
        return (self.status,)

    def holds(self, sample: Mapping[str, Fraction]) -> bool:
        """The conditions hold at a point of the letters' ranges."""
        return all(condition.holds(self.field, sample) for condition in self.conditions)

    def roots(self) -> list[tuple[Scalar, bool]]:
        """Over one letter: where a condition turns, each with whether it is strict."""
        return [(root, c.strict) for c in self.conditions for root in real_roots(self.field, c.polynomial)]


def piece(program: ParametricProgram, sample: Mapping[str, Fraction], letters: Sequence[Parameter]) -> Piece:
    """The piece around a sample; raises `NotLifted`, or `OnTheBorder`."""
    try:
        claim, required = lifted_claim(program, sample)
    except ZeroDivisionError as fault:
        raise OnTheBorder("a pole of the data") from fault
    field = program.field
    formulas = _formulas(claim)
    found = conditions(field, required, [*formulas, *program.reciprocals], sample, letters)
    match claim:
        case LiftedOptimum(x, multipliers, value):
            return Piece(Status.OPTIMAL, value, x, multipliers, (), found, dict(sample), field)
        case LiftedInfeasibility(multipliers):
            return Piece(Status.INFEASIBLE, None, (), multipliers, (), found, dict(sample), field)
        case LiftedUnboundedness(origin, direction):
            return Piece(Status.UNBOUNDED, None, origin, (), direction, found, dict(sample), field)


def real_roots(field: Field, polynomial: Polynomial) -> list[Scalar]:
    """The real roots of a polynomial in one letter, exact."""
    coefficients = {exponents[0]: as_fraction(c) for exponents, c in polynomial.items()}
    if max(coefficients) == 1:
        return [-coefficients.get(0, Fraction(0)) / coefficients[1]]
    import sympy

    roots = sympy.Poly(polynomial.as_expr(), sympy.Symbol(field.names[0], real=True)).real_roots(multiple=False)
    return [exact(root) for root, _ in roots]


def _formulas(claim: LiftedClaim) -> list[Element]:
    match claim:
        case LiftedOptimum(x, multipliers, value):
            return [*x, *multipliers, value]
        case LiftedInfeasibility(multipliers):
            return list(multipliers)
        case LiftedUnboundedness(origin, direction):
            return [*origin, *direction]
