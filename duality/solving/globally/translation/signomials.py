"""Sums of terms c * prod x_i^p_i over positive x: the signomial of a tree, and the geometric program of a form.

With x = exp(u) a sum of positive terms divided by one positive term is convex in its logarithm.
Source: S. Boyd, S.-J. Kim, L. Vandenberghe, A. Hassibi, "A tutorial on geometric programming" (2007).
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from duality.algebra.scalars import scalar_power
from duality.algebra.tape.compiler import value_in
from duality.algebra.tape.tape import Rules
from duality.model.expression import Expression, Negative
from duality.model.form import StandardForm
from duality.model.remembered import once
from duality.model.scalar import Scalar
from duality.records import record

Powers = tuple[tuple[str, Fraction], ...]
"""(name, exponent), sorted by name, no exponent 0."""

Terms = dict[Powers, Scalar]
"""Exact coefficient by powers, none of them 0."""

MOST_TERMS = 200


@record(slots=False)
class GeometricProgram:
    """f = ``constant`` + ``sign`` * sum of ``objective``, s.t. sum of terms <= 1 for every row, all coefficients > 0.

    With ``sign`` -1 the objective has one term. ``relaxed`` tells that rows of another kind were left out.
    """

    constant: Scalar
    sign: int
    objective: Terms
    rows: tuple[Terms, ...]
    bounds: tuple[tuple[str, Scalar | None, Scalar | None], ...]
    relaxed: bool

    @cached_property
    def posynomials(self) -> tuple[Terms, ...]:
        """f without its constant, the inverse of its one term for ``sign`` -1, then the rows and bounds, each <= 1."""
        objective = self.objective
        if self.sign < 0:
            objective = {_to(key, Fraction(-1)): 1 / c for key, c in objective.items()}
        ends = [
            row
            for name, lower, upper in self.bounds
            for row in (
                None if lower is None else {((name, Fraction(-1)),): lower},
                None if upper is None else {((name, Fraction(1)),): 1 / upper},
            )
            if row is not None
        ]
        return (objective, *self.rows, *ends)


@once
def geometric_program(form: StandardForm) -> GeometricProgram | None:
    """The program of a form whose variables are all positive; ``None`` where f is no posynomial up to a constant."""
    if form.domain.discrete or not all(_is_positive(form, name) for name in form.variables):
        return None
    bounds = tuple((name, *_ends(form, name)) for name in form.variables)
    objective = signomial(form.objective_expression)
    if objective is None or any(upper is not None and upper <= 0 for _, _, upper in bounds):
        return None
    shift = objective.pop((), Fraction(0))
    signs = {coefficient > 0 for coefficient in objective.values()}
    if len(signs) != 1 or (signs == {False} and len(objective) > 1):
        return None
    functions = [(c.expression, c.constraint.kind == "equality") for c in form.constraints]
    functions += [(Negative(c.expression), c.equality) for c in form.domain.conditions if not c.nonzero]
    rows: list[Terms] = []
    relaxed = False
    for node, is_equation in functions:
        terms = signomial(node)
        found = None if terms is None else _row(terms)
        opposite = None if terms is None or not is_equation else _row({key: -c for key, c in terms.items()})
        rows += [row for row in (found, opposite) if row is not None]
        relaxed |= found is None or (is_equation and opposite is None)
    sign = 1 if signs == {True} else -1
    return GeometricProgram(shift, sign, {k: abs(c) for k, c in objective.items()}, tuple(rows), bounds, relaxed)


def signomial(node: Expression) -> Terms | None:
    """The terms of a tree over positive variables; ``None`` for another function, or too many terms."""
    return value_in(_Signomials(), node, RULES)


RULES = Rules("signomials", folds=True, scales=False, continues=False)


class _Signomials:
    """The algebra of signomials; ``None`` is what is none."""

    def variable(self, _: list[Terms | None], name: str) -> Terms:
        return {((name, Fraction(1)),): Fraction(1)}

    def number(self, _: list[Terms | None], value: Scalar) -> Terms:
        return {(): value} if value != 0 else {}

    def sum(self, terms: list[Terms | None], _: None) -> Terms | None:
        return _sum(terms)

    def negative(self, operand: list[Terms | None], _: None) -> Terms | None:
        return _product([{(): Fraction(-1)}, *operand])

    def product(self, factors: list[Terms | None], _: None) -> Terms | None:
        return _product(factors)

    def quotient(self, both: list[Terms | None], _: None) -> Terms | None:
        return _product([both[0], _power(both[1], Fraction(-1))])

    def power(self, base: list[Terms | None], exponent: Fraction) -> Terms | None:
        return _power(base[0], exponent)

    def real_power(self, both: list[Terms | None], _: None) -> None:
        return None

    def call(self, arguments: list[Terms | None], name: str) -> Terms | None:
        return _power(arguments[0], Fraction(1, 2)) if name == "sqrt" else None


def _sum(parts: list[Terms | None]) -> Terms | None:
    total: Terms = {}
    for part in parts:
        if part is None:
            return None
        for key, coefficient in part.items():
            total[key] = total.get(key, Fraction(0)) + coefficient
    return {key: coefficient for key, coefficient in total.items() if coefficient != 0}


def _product(parts: list[Terms | None]) -> Terms | None:
    total: Terms | None = {(): Fraction(1)}
    for part in parts:
        if part is None or total is None or len(part) * len(total) > MOST_TERMS:
            return None
        total = _sum([{_joined(a, b): c * d} for a, c in total.items() for b, d in part.items()])
    return total


def _power(base: Terms | None, p: Fraction) -> Terms | None:
    """One term to any power, a sum to a small whole one."""
    if base is None or not base:
        return None
    if len(base) > 1:
        whole = p.denominator == 1 and 0 < p <= 6
        return _product([base] * int(p)) if whole else None
    ((key, coefficient),) = base.items()
    if p.denominator == 1 or coefficient > 0:
        scale = scalar_power(coefficient, p)
    else:
        return None
    return {_to(key, p): scale}


def _to(key: Powers, p: Fraction) -> Powers:
    return tuple((name, exponent * p) for name, exponent in key)


def _joined(a: Powers, b: Powers) -> Powers:
    total: dict[str, Fraction] = {}
    for name, p in (*a, *b):
        total[name] = total.get(name, Fraction(0)) + p
    return tuple(sorted((name, p) for name, p in total.items() if p))


def _row(terms: Terms) -> Terms | None:
    """``terms`` <= 0 as a sum of positive terms <= 1: exactly one term is negative, and divides the others."""
    below = [(key, -coefficient) for key, coefficient in terms.items() if coefficient < 0]
    if len(below) != 1:
        return None
    ((divisor, scale),) = below
    inverse = _to(divisor, Fraction(-1))
    row = {_joined(key, inverse): coefficient / scale for key, coefficient in terms.items() if coefficient > 0}
    return row or None


def _is_positive(form: StandardForm, name: str) -> bool:
    """x > 0 by a bound of X, a natural domain, or a constraint x >= l > 0."""
    bounds = form.domain.bound(name)
    if bounds.lower is not None and (bounds.lower > 0 or (bounds.lower == 0 and not bounds.lower_closed)):
        return True
    conditions = [c for c in form.domain.conditions if not c.nonzero]
    above = [(c.row, c.strict) for c in conditions if c.row.is_affine]
    below = [c.row for c in form.inequalities if c.row.is_affine]
    return any(
        row.affine.names == (name,)
        and row.affine.coefficient(name) > 0
        and (row.affine.constant < 0 or (row.affine.constant == 0 and strict))
        for row, strict in above
    ) or any(row.affine.names == (name,) and row.affine.coefficient(name) < 0 < row.affine.constant for row in below)


def _ends(form: StandardForm, name: str) -> tuple[Scalar | None, Scalar | None]:
    bounds = form.domain.bound(name)
    return None if bounds.lower is None or bounds.lower <= 0 else bounds.lower, bounds.upper
