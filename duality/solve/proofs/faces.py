"""Constraints without interior: c(x) <= 0 where c >= 0 everywhere holds exactly where c = 0, an affine condition.

x^2 <= 0, x^2/y <= 0 and |x - y| <= 0 have no strictly feasible point; a solver's tolerance turns them into x^2 <= 1e-9
and p* into something else. A row of the shape

    1/2 x'Qx + q'x + b (Q >= 0, minimum 0)  +  sum coef_k * (nonnegative atom of affine forms),  coef_k > 0

is replaced by the equations Qx + q = 0 and u = 0 for the atoms' arguments, and norm(u, v) <= u by v = 0, u >= 0. The
feasible set, and so p*, stay the same; multipliers of such a row need not exist.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from duality.algebra.atoms import affine_expression
from duality.algebra.definiteness import is_positive_semidefinite
from duality.algebra.exact_linear import particular_and_nullspace
from duality.model.form import Affine, Atom, Domain, DomainCondition, Row, StandardConstraint, StandardForm
from duality.model.scalar import Scalar

VANISHING = ("abs", "huber", "norminf", "norm2", "quad_over_lin", "power")
"""Kinds that are >= 0, and 0 only where their arguments (but a denominator) are."""

ZERO = Fraction(0)


def without_thin_constraints(form: StandardForm) -> StandardForm | None:
    """The form with such constraints moved into X as equations; ``None`` if it has none."""
    kept: list[StandardConstraint] = []
    conditions: list[DomainCondition] = []
    for constraint in form.constraints:
        thin = None if constraint.constraint.kind == "equality" else _equations(constraint.row)
        if thin is None:
            kept.append(constraint)
        else:
            conditions += [_condition(u, equality, constraint.name) for u, equality in thin]
    if len(kept) == len(form.constraints):
        return None
    domain = form.domain
    extended = Domain(domain.bounds, (*domain.conditions, *conditions), domain.discrete, domain.natural_bounds)
    return replace(form, constraints=tuple(kept), domain=extended)


def _condition(u: Affine, equality: bool, origin: str) -> DomainCondition:
    row = Row(constant=u.constant, linear=u.terms)
    return DomainCondition(row, affine_expression(u), equality=equality, origin=origin)


def _equations(row: Row) -> list[tuple[Affine, bool]] | None:
    """[(u, is it an equation u = 0, or u >= 0)] that together mean row <= 0, or ``None``."""
    if row.is_affine or row.remainder:
        return None
    cone = _cone(row)
    if cone is not None:
        return cone
    if not all(c > 0 and atom.kind in VANISHING and _vanishes_alone(atom) for c, atom in row.atoms):
        return None
    quadratic = _quadratic_equations(row)
    if quadratic is None:
        return None
    return [(u, True) for u in (*quadratic, *(u for _, atom in row.atoms for u in _arguments(atom)))]


def _vanishes_alone(atom: Atom) -> bool:
    if atom.kind == "power":
        p = atom.parameters[0]
        return p > 0 and (p.denominator != 1 or p.numerator % 2 == 0)
    return all(w > 0 for w in atom.parameters)


def _arguments(atom: Atom) -> tuple[Affine, ...]:
    return atom.arguments[:-1] if atom.kind == "quad_over_lin" else atom.arguments


def _quadratic_equations(row: Row) -> list[Affine] | None:
    """The rows of Qx + q, if Q is positive semidefinite and the minimum of the quadratic part is 0."""
    names = list(dict.fromkeys([name for pair, _ in row.quadratic for name in pair] + [n for n, _ in row.linear]))
    place = {name: k for k, name in enumerate(names)}
    matrix: list[list[Scalar]] = [[ZERO] * len(names) for _ in names]
    for (first, second), q in row.quadratic:
        i, j = place[first], place[second]
        matrix[i][j] = matrix[j][i] = 2 * q if i == j else q
    vector: list[Scalar] = [ZERO] * len(names)
    for name, c in row.linear:
        vector[place[name]] = c
    if not is_positive_semidefinite(matrix):
        return None
    found = particular_and_nullspace(matrix, [-c for c in vector], len(names))
    if found is None:
        return None
    # At a stationary x the quadratic part is q'x / 2 + b.
    minimum = row.constant + sum((c * x for c, x in zip(vector, found[0], strict=True)), ZERO) / 2
    if minimum != 0:
        return None
    return [Affine.of(c, zip(names, line, strict=True)) for line, c in zip(matrix, vector, strict=True) if any(line)]


def _cone(row: Row) -> list[tuple[Affine, bool]] | None:
    """coef * norm(u, v_1, ...) <= coef * |weight of u|^(1/2) u: v = 0 and u >= 0."""
    if row.quadratic or len(row.atoms) != 1:
        return None
    ((coefficient, atom),) = row.atoms
    if coefficient <= 0 or atom.kind != "norm2" or not all(w > 0 for w in atom.parameters):
        return None
    bound = row.affine.scaled(Fraction(-1) / coefficient)
    for k, (weight, u) in enumerate(zip(atom.parameters, atom.arguments, strict=True)):
        if weight == 1 and bound in (u, -u):
            rest = [(v, True) for j, v in enumerate(atom.arguments) if j != k]
            return [*rest, (bound, False)]
    return None
