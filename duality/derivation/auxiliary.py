"""The auxiliary form: new variables for the arguments of the atoms, each tied to x by an equation of its own.

    min f(y, x)  s.t.  c_i(y, x) <= 0,  h_j(y, x) = 0,  y_k = a_k'x + b_k

has the same optimal value, and its dual function has a closed form whenever every atom has a conjugate. It is a
different dual, with one more multiplier for each y_k: theta_D(alpha, beta) is its supremum over the new multipliers
where L is convex and the inner problem is qualified, and never less.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from duality.algebra.atoms import affine_expression, row_expression, scalar_expression
from duality.algebra.boxes import intersect
from duality.derivation.blocks import LagrangianBlock
from duality.derivation.domain import DomainBuilder
from duality.model.expression import ZERO, Comparison, Variable
from duality.model.form import (
    FREE,
    Affine,
    Atom,
    Bounds,
    Domain,
    DomainCondition,
    Row,
    StandardConstraint,
    StandardForm,
)
from duality.model.problem import Constraint, ConstraintRow, DomainRow, Interval, Membership, Problem, Sense
from duality.model.scalar import Scalar
from duality.records import field, record, replace


@record(frozen=False, slots=False)
class _Copies:
    """The new variables: one a direction of univariate atoms and bounds, one an argument of a vector atom."""

    taken: set[str]
    univariate: dict[Affine, str] = field(default_factory=dict)
    arguments: dict[tuple[Atom, int], str] = field(default_factory=dict)
    definitions: dict[str, Affine] = field(default_factory=dict)
    bounds: dict[str, Bounds] = field(default_factory=dict)

    def direction(self, form: Affine) -> tuple[str, Scalar, Scalar]:
        """(y, scale, offset) with form = scale*y + offset and y the direction with first coefficient 1."""
        scale = form.terms[0][1]
        unit = Affine(Fraction(0), form.scaled(1 / scale).terms)
        if unit not in self.univariate:
            self.univariate[unit] = self._new(unit)
        return self.univariate[unit], scale, form.constant

    def argument(self, atom: Atom, k: int) -> Affine:
        """The k-th argument of a vector atom as a variable of its own; a constant argument stays."""
        form = atom.arguments[k]
        if form.is_constant:
            return form
        if (atom, k) not in self.arguments:
            self.arguments[atom, k] = self._new(form)
        return Affine(Fraction(0), ((self.arguments[atom, k], Fraction(1)),))

    def _new(self, form: Affine) -> str:
        count = len(self.definitions) + 1
        name = f"y{count}"
        while name in self.taken:
            name += "_"
        self.taken.add(name)
        self.definitions[name] = form
        return name


def auxiliary_form(form: StandardForm, refused: list[LagrangianBlock]) -> StandardForm | None:
    """The equivalent standard form with the atoms of the refused blocks on variables of their own.

    ``None`` where that cannot help: a remainder that is no atom, a finite set, a domain row that is not affine.
    """
    names = {name for block in refused for name in block.variables}
    if any(block.remainder or block.discrete for block in refused):
        return None
    if any(not c.row.is_affine or c.nonzero for block in refused for c in block.conditions):
        return None
    copies = _Copies(set(form.variables) | {c.name for c in form.constraints})
    objective = _moved(form.objective, names, copies)
    constraints = [_restated(c, _moved(c.row, names, copies)) for c in form.constraints]
    domain = _moved_domain(form.domain, names, copies)
    if not copies.definitions:
        return None
    variables = (*form.variables, *copies.definitions)
    ties = [_tie(k, name, definition) for k, (name, definition) in enumerate(copies.definitions.items(), start=1)]
    problem = Problem(
        objective=row_expression(objective),
        sense=Sense.MIN,
        variables=variables,
        rows=tuple(ConstraintRow(c.constraint.written, c.name) for c in (*constraints, *ties)),
        domain=tuple(_domain_rows(domain)),
        title=f"Auxiliary form of: {form.problem.title}" if form.problem.title else "Auxiliary form",
    )
    stated = (*constraints, *ties)
    # An atom demands of its own new arguments what it demanded of A x + b: x*log(x/v) needs x >= 0 and v > 0.
    builder = DomainBuilder(problem)
    builder.add_natural([problem.objective, *(c.expression for c in stated)])
    return StandardForm(problem, 1, objective, problem.objective, stated, builder.build())


def _moved(row: Row, names: set[str], copies: _Copies) -> Row:
    """The row with its atoms over the refused variables on the new ones."""
    atoms: list[tuple[Scalar, Atom]] = []
    for coefficient, atom in row.atoms:
        if not names & set(atom.names):
            atoms.append((coefficient, atom))
            continue
        units = {a.scaled(1 / a.terms[0][1]).terms for a in atom.arguments if a.terms}
        if len(units) == 1:
            arguments = tuple(_along(argument, copies) for argument in atom.arguments)
        else:
            arguments = tuple(copies.argument(atom, k) for k in range(len(atom.arguments)))
        atoms.append((coefficient, replace(atom, arguments=arguments)))
    return replace(row, atoms=tuple(atoms))


def _along(form: Affine, copies: _Copies) -> Affine:
    if form.is_constant:
        return form
    name, scale, offset = copies.direction(form)
    return Affine(offset, ((name, scale),))


def _restated(constraint: StandardConstraint, row: Row) -> StandardConstraint:
    if row == constraint.row:
        return constraint
    expression = row_expression(row)
    relation = "=" if constraint.constraint.kind == "equality" else "<="
    stated = replace(constraint.constraint, left=expression, relation=relation, right=ZERO)
    return StandardConstraint(stated, expression, row)


def _tie(k: int, name: str, definition: Affine) -> StandardConstraint:
    """y_k - a_k'x - b_k = 0."""
    form = Affine.of(-definition.constant, ((name, Fraction(1)), *((n, -c) for n, c in definition.terms)))
    row = Row(constant=form.constant, linear=form.terms)
    stated = Constraint(f"split_{k}", "equality", Variable(name), "=", affine_expression(definition), automatic=False)
    return StandardConstraint(stated, affine_expression(form), row)


def _moved_domain(domain: Domain, names: set[str], copies: _Copies) -> Domain:
    """Bounds and affine rows over the refused variables become bounds of the new ones."""
    kept: dict[str, Bounds] = {}
    for name, bounds in domain.bounds:
        if name in names:
            copy, _, _ = copies.direction(Affine(Fraction(0), ((name, Fraction(1)),)))
            kept[copy] = intersect(kept.get(copy, FREE), bounds)
        else:
            kept[name] = bounds
    conditions: list[DomainCondition] = []
    for condition in domain.conditions:
        if not names & set(condition.row.names()):
            conditions.append(condition)
            continue
        copy, scale, offset = copies.direction(condition.row.affine)
        end, closed = -offset / scale, not condition.strict
        if condition.equality:
            bounds = Bounds(end, end)
        elif scale > 0:
            bounds = Bounds(lower=end, lower_closed=closed)
        else:
            bounds = Bounds(upper=end, upper_closed=closed)
        kept[copy] = intersect(kept.get(copy, FREE), bounds)
    return Domain(tuple(kept.items()), tuple(conditions), domain.discrete, domain.natural_bounds)


def _domain_rows(domain: Domain) -> Iterator[DomainRow]:
    for name, bounds in domain.bounds:
        lower = None if bounds.lower is None else scalar_expression(bounds.lower)
        upper = None if bounds.upper is None else scalar_expression(bounds.upper)
        yield Membership((name,), Interval(lower, upper, bounds.lower_closed, bounds.upper_closed))
    for condition in domain.conditions:
        relation = "=" if condition.equality else ">" if condition.strict else ">="
        if not condition.nonzero and not condition.natural:
            yield Comparison((relation,), (condition.expression, ZERO))
