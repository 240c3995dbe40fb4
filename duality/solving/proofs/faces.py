"""Constraints without interior: c(x) <= 0 where c >= 0 everywhere holds exactly where c = 0, an affine condition.

x^2 <= 0, x^2/y <= 0 and |x - y| <= 0 have no strictly feasible point; a solver's tolerance turns them into x^2 <= 1e-9
and p* into something else. A row of the shape

    1/2 x'Qx + q'x + b (Q >= 0, minimum 0)  +  sum coef_k * (nonnegative atom of affine forms),  coef_k > 0

is replaced by the equations Qx + q = 0 and u = 0 for the atoms' arguments, and norm(u, v) <= u by v = 0, u >= 0; other
shapes are read off their trees, as sin(x) = 0 for sin(x)^2/y <= 0. The feasible set, and so p*, stay the same;
multipliers of such a row need not exist.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.atoms import row_expression
from duality.algebra.boxes import sign_at_least
from duality.algebra.definiteness import is_positive_semidefinite
from duality.algebra.exact_linear import particular_and_nullspace
from duality.algebra.rows import decompose
from duality.model.expression import Expression
from duality.model.form import Affine, Atom, Domain, DomainCondition, Row, StandardConstraint, StandardForm
from duality.model.remembered import once
from duality.model.scalar import Scalar
from duality.records import replace
from duality.solving.proofs.thin_trees import without_root, zeros
from duality.solving.translation.curved import Signs

VANISHING = ("abs", "huber", "norminf", "norm2", "quad_over_lin", "power")
"""Kinds that are >= 0, and 0 only where their arguments (but a denominator) are."""

ZERO = Fraction(0)


@once
def without_thin_constraints(form: StandardForm) -> StandardForm | None:
    """The form with such constraints as equations, affine ones in X; ``None`` if it has none."""
    signs = _signs(form)
    kept: list[StandardConstraint] = []
    conditions: list[DomainCondition] = []
    for constraint in form.constraints:
        thin = _equations(constraint.row, signs)
        if thin is None and constraint.constraint.kind == "equality":
            thin = _equations(-constraint.row, signs)
        if thin is None:
            thin = _by_tree(form, constraint, signs)
        if thin is None:
            kept.append(constraint)
            continue
        conditions += [_condition(row, equality, constraint.name) for row, equality in thin if row.is_affine]
        bent = [row for row, _ in thin if not row.is_affine]
        kept += [_equation(constraint, row, k) for k, row in enumerate(bent)]
    if kept == list(form.constraints):
        return None
    domain = form.domain
    extended = Domain(domain.bounds, (*domain.conditions, *conditions), domain.discrete, domain.natural_bounds)
    return replace(form, constraints=tuple(kept), domain=extended)


def positive_everywhere(form: StandardForm) -> str | None:
    """The name of a constraint c(x) <= 0 with c > 0 on all of D, though inf c may be 0, as in exp(x) <= 0."""
    signs, box = _signs(form), dict(form.domain.bounds)
    for constraint in form.inequalities:
        row, squared = constraint.row, without_root(constraint.expression)
        composed = row.remainder or any(atom.kind == "univariate" for _, atom in row.atoms)
        if composed and sign_at_least(constraint.expression, box, strict=True):
            return constraint.name
        if squared is not None and _stays_positive(_row(form, squared[1])):
            return constraint.name
        if row.remainder or not any(_is_positive(atom) for _, atom in row.atoms):
            continue
        nonnegative = all(c > 0 and (_is_positive(atom) or _is_nonnegative(atom, signs)) for c, atom in row.atoms)
        if nonnegative:
            quadratic = _quadratic_minimum(row)
            if quadratic is not None and quadratic[0] >= 0:
                return constraint.name
    return None


def _stays_positive(row: Row) -> bool:
    found = _quadratic_minimum(row) if row.is_quadratic else None
    return found is not None and found[0] > 0


def _row(form: StandardForm, node: Expression) -> Row:
    return decompose(node, form.variables, dict(form.domain.bounds))


def _by_tree(form: StandardForm, constraint: StandardConstraint, signs: Signs) -> list[tuple[Row, bool]] | None:
    """The conditions that the row's tree comes down to."""
    vanishing = zeros(constraint.expression, dict(form.domain.bounds))
    if vanishing is not None:
        # An equation already, and no plainer one.
        found = _vanishing(form, vanishing)
        is_stated = constraint.constraint.kind == "equality" and any(not row.is_affine for row, _ in found)
        return None if is_stated else found
    squared = without_root(constraint.expression) if constraint.constraint.kind == "inequality" else None
    if squared is None:
        return None
    bound, square = _row(form, squared[0]), _row(form, squared[1])
    rest = _equations(square, signs) or _vanishing(form, zeros(row_expression(square), dict(form.domain.bounds)) or [])
    return [(bound, False), *rest] if bound.is_affine and rest else None


def _vanishing(form: StandardForm, nodes: list[Expression]) -> list[tuple[Row, bool]]:
    return [(_row(form, node), True) for node in nodes]


def _signs(form: StandardForm) -> Signs:
    return Signs(dict(form.domain.bounds), form.domain.conditions)


def _condition(row: Row, equality: bool, origin: str) -> DomainCondition:
    return DomainCondition(row, row_expression(row), equality=equality, origin=origin)


def _equation(constraint: StandardConstraint, row: Row, place: int) -> StandardConstraint:
    """row = 0 under the constraint's name, numbered from the second one on."""
    stated = constraint.constraint
    name = f"{stated.name}[{place}]" if place else stated.name
    return StandardConstraint(replace(stated, name=name, kind="equality"), row_expression(row), row)


def _affine(u: Affine, equality: bool) -> tuple[Row, bool]:
    return Row(constant=u.constant, linear=u.terms), equality


def _equations(row: Row, signs: Signs) -> list[tuple[Row, bool]] | None:
    """[(u, is it an equation u = 0, or u >= 0)] that together mean row <= 0, or ``None``."""
    if row.is_affine or row.remainder:
        return None
    cone = _cone(row)
    if cone is not None:
        return cone
    if not all(c > 0 and _is_nonnegative(atom, signs) for c, atom in row.atoms):
        return None
    quadratic = _quadratic_minimum(row)
    if quadratic is None or quadratic[0] != 0:
        return None
    return [_affine(u, True) for u in (*quadratic[1], *(u for _, atom in row.atoms for u in _arguments(atom)))]


def _is_nonnegative(atom: Atom, signs: Signs) -> bool:
    """phi >= 0 on D, and phi = 0 only where its `_arguments` are."""
    if atom.kind == "power":
        p = atom.parameters[0]
        return p > 0 and (p.denominator != 1 or p.numerator % 2 == 0)
    if atom.kind == "quad_over_lin" and not signs.nonnegative(atom.arguments[-1]):
        return False
    return atom.kind in VANISHING and all(w > 0 for w in atom.parameters)


def _is_positive(atom: Atom) -> bool:
    """phi > 0 wherever it is defined."""
    if atom.kind == "power":
        p = atom.parameters[0]
        return p < 0 and (p.denominator != 1 or p.numerator % 2 == 0)
    return atom.kind in ("exp", "cosh")


def _arguments(atom: Atom) -> tuple[Affine, ...]:
    return atom.arguments[:-1] if atom.kind == "quad_over_lin" else atom.arguments


def _quadratic_minimum(row: Row) -> tuple[Scalar, list[Affine]] | None:
    """(minimum of the quadratic part, the rows of Qx + q that vanish there); ``None`` if it is not bounded below."""
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
    rows = [Affine.of(c, zip(names, line, strict=True)) for line, c in zip(matrix, vector, strict=True) if any(line)]
    return minimum, rows


def _cone(row: Row) -> list[tuple[Row, bool]] | None:
    """coef * norm(u, v_1, ...) <= coef * |weight of u|^(1/2) u: v = 0 and u >= 0."""
    if row.quadratic or len(row.atoms) != 1:
        return None
    ((coefficient, atom),) = row.atoms
    if coefficient <= 0 or atom.kind != "norm2" or not all(w > 0 for w in atom.parameters):
        return None
    bound = row.affine.scaled(Fraction(-1) / coefficient)
    for k, (weight, u) in enumerate(zip(atom.parameters, atom.arguments, strict=True)):
        if weight == 1 and bound in (u, -u):
            rest = [_affine(v, True) for j, v in enumerate(atom.arguments) if j != k]
            return [*rest, _affine(bound, False)]
    return None
