"""The standard form as polynomials over Q: f, the inequalities g <= 0 and the equalities h = 0, those of X included."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

import flint

from duality.algebra.polynomial_systems.smooth import Smooth
from duality.algebra.polynomial_systems.trees import polynomial_of, ring
from duality.algebra.scalars import flint_of
from duality.model.expression import Expression
from duality.model.form import StandardForm
from duality.records import record

MOST_VARIABLES = 12


@record(slots=False)
class Restriction:
    """g(x) <= 0 or h(x) = 0. ``name`` is the constraint's, ``None`` for a row of X; ``strict`` rows exclude g = 0."""

    name: str | None
    polynomial: flint.fmpq_mpoly
    equality: bool = False
    strict: bool = False
    label: str = ""
    """What identifies it among all: the constraint's name, or the variable and the end of its bound."""

    @cached_property
    def is_affine(self) -> bool:
        return self.polynomial.total_degree() <= 1

    @cached_property
    def smooth(self) -> Smooth:
        """With its derivatives."""
        return Smooth(self.polynomial)


@record(slots=False)
class PolynomialProgram:
    """min f s.t. the restrictions; ``context`` is Q[x] in the order of the variables."""

    form: StandardForm
    context: flint.fmpq_mpoly_ctx
    objective: flint.fmpq_mpoly
    restrictions: tuple[Restriction, ...]

    @property
    def size(self) -> int:
        return self.context.nvars()

    @cached_property
    def smooth(self) -> Smooth:
        """f with its derivatives."""
        return Smooth(self.objective)

    @cached_property
    def is_quadratic_over_a_polyhedron(self) -> bool:
        return self.objective.total_degree() <= 2 and all(r.is_affine for r in self.restrictions)


def polynomial_program(form: StandardForm) -> PolynomialProgram | None:
    """The program, or ``None`` where some function is no polynomial over Q, or X holds finite sets."""
    names = form.variables
    if form.domain.discrete or not 0 < len(names) <= MOST_VARIABLES:
        return None
    context = ring(len(names))
    index = {name: k for k, name in enumerate(names)}

    def read(node: Expression) -> flint.fmpq_mpoly | None:
        return polynomial_of(node, context, index)

    objective = read(form.objective_expression)
    if objective is None:
        return None
    found: list[Restriction] = []
    for constraint in form.constraints:
        polynomial = read(constraint.expression)
        if polynomial is None:
            return None
        equality = constraint.constraint.kind == "equality"
        found.append(Restriction(constraint.name, polynomial, equality, label=constraint.name))
    of_domain = _of_domain(form, context, index)
    if of_domain is None:
        return None
    return PolynomialProgram(form, context, objective, tuple(found + of_domain))


def _of_domain(form: StandardForm, context: flint.fmpq_mpoly_ctx, index: dict[str, int]) -> list[Restriction] | None:
    """Bounds and rows of X; lower = upper is an equation."""
    found: list[Restriction] = []
    for name, bounds in form.domain.bounds:
        x, low, high = context.gen(index[name]), bounds.lower, bounds.upper
        if any(end is not None and not isinstance(end, Fraction) for end in (low, high)):
            return None
        if isinstance(low, Fraction) and low == high:
            found.append(Restriction(None, x - _rational(low), equality=True, label=f"{name} = {low}"))
            continue
        if isinstance(low, Fraction):
            found.append(Restriction(None, _rational(low) - x, strict=not bounds.lower_closed, label=f"{name} lower"))
        if isinstance(high, Fraction):
            found.append(Restriction(None, x - _rational(high), strict=not bounds.upper_closed, label=f"{name} upper"))
    for k, condition in enumerate(form.domain.conditions):
        polynomial = None if condition.nonzero else polynomial_of(condition.expression, context, index)
        if polynomial is None:
            return None
        found.append(Restriction(None, -polynomial, condition.equality, condition.strict, f"X {k}"))
    return found


def _rational(value: Fraction) -> flint.fmpq:
    return flint_of(value)
