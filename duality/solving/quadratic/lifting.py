"""A standard form as a quadratic program: f quadratic, rows affine, and maxima of affine forms lifted into rows.

coef * max(u_1, ..., u_k) with coef > 0 becomes coef * t with u_i <= t, and so do |u| and max |u_i|: the minimum is the
same, and so are the multipliers of the constraints, since the rows of t belong to the domain.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from duality.model.form import Affine, Atom, Bounds, Domain, Row, StandardForm
from duality.model.scalar import Scalar
from duality.records import replace
from duality.solving.quadratic.program import LinearRow, QuadraticProgram, integer_ratios, linear_row

LIFTED = ("abs", "max", "norminf")


def quadratic_program(form: StandardForm) -> QuadraticProgram | None:
    """The closure of the form as a program with rational data, ``None`` where it is not one.

    Strict rows and open ends of X are closed; see `duality.solving.quadratic.openness`.
    """
    if not _has_the_shape(form):
        return None
    try:
        return _Lifting(form).program()
    except ValueError:
        # An irrational number, which the numeric routes take.
        return None


def _has_the_shape(form: StandardForm) -> bool:
    conditions = form.domain.conditions
    return (
        not form.domain.discrete
        and _is_lifted(form.objective, 1)
        and all(
            c.row.is_affine if c.constraint.kind == "equality" else not c.row.quadratic and _is_lifted(c.row, 1)
            for c in form.constraints
        )
        and not any(c.nonzero for c in conditions)
        and all(
            c.row.is_affine if c.equality or c.strict else not c.row.quadratic and _is_lifted(c.row, -1)
            for c in conditions
        )
    )


def _is_lifted(row: Row, sign: int) -> bool:
    """The atoms of sign * row are convex and piecewise linear."""
    return not row.remainder and all(atom.kind in LIFTED and coef * sign > 0 for coef, atom in row.atoms)


class _Lifting:
    """Builds the program; each distinct atom gets one auxiliary variable, named so that no statement can name it."""

    def __init__(self, form: StandardForm) -> None:
        self.form = form
        self.index = {name: i for i, name in enumerate(form.variables)}
        self.auxiliary: dict[Atom, str] = {}
        self.rows: list[LinearRow] = []

    def program(self) -> QuadraticProgram:
        form = self.form
        objective = self._lift(form.objective)
        for c in form.constraints:
            self.rows.append(linear_row(self._lift(c.row), self.index, c.constraint.kind == "equality", c.name))
        for condition in form.domain.conditions:
            # A row of X reads row >= 0.
            self.rows.append(linear_row(self._lift(condition.row), self.index, condition.equality, sign=-1))
        bounds = [form.domain.bound(name) for name in form.variables] + [Bounds()] * len(self.auxiliary)
        values = [objective.constant, *[c for _, c in objective.linear], *[q for _, q in objective.quadratic]]
        ratios = integer_ratios(values)
        scale = lcm(*[q for _, q in ratios])
        constant, *coefficients = [p * (scale // q) for p, q in ratios]
        linear = [0] * len(self.index)
        for (name, _), c in zip(objective.linear, coefficients, strict=False):
            linear[self.index[name]] = c
        products = coefficients[len(objective.linear) :]
        return QuadraticProgram(
            (*form.variables, *("" for _ in self.auxiliary)),
            constant,
            tuple(linear),
            tuple(self._hessian_entry(pair, q) for (pair, _), q in zip(objective.quadratic, products, strict=True)),
            tuple(self.rows),
            _ends([b.lower for b in bounds]),
            _ends([b.upper for b in bounds]),
            scale,
        )

    def _hessian_entry(self, pair: tuple[str, str], q: int) -> tuple[int, int, int]:
        """q x_i x_j is half of Q_ij x_i x_j + Q_ji x_j x_i, and q x_i^2 half of Q_ii x_i^2."""
        i, j = self.index[pair[0]], self.index[pair[1]]
        return (i, j, q) if i < j else (j, i, q) if j < i else (i, i, 2 * q)

    def _lift(self, row: Row) -> Row:
        """The row with every atom replaced by its auxiliary variable."""
        if not row.atoms:
            return row
        lifted = tuple((self._variable(atom), coefficient) for coefficient, atom in row.atoms)
        return replace(row, linear=(*row.linear, *lifted), atoms=())

    def _variable(self, atom: Atom) -> str:
        if atom not in self.auxiliary:
            name = f"_t{len(self.auxiliary)}"
            self.auxiliary[atom] = name
            self.index[name] = len(self.index)
            self.rows += [self._below(argument, name) for argument in atom.arguments]
            if atom.kind != "max":
                self.rows += [self._below(-argument, name) for argument in atom.arguments]
        return self.auxiliary[atom]

    def _below(self, argument: Affine, name: str) -> LinearRow:
        """argument - t <= 0."""
        return linear_row(Row(argument.constant, (*argument.terms, (name, Fraction(-1)))), self.index)


def _ends(values: list[Scalar | None]) -> tuple[Fraction | None, ...]:
    """The bounds; ``ValueError`` for an irrational one."""
    ends = []
    for value in values:
        if value is not None and not isinstance(value, Fraction):
            raise ValueError("a bound is irrational")
        ends.append(value)
    return tuple(ends)


NOTHING = Row()


def polyhedral_part(form: StandardForm, objective: Row = NOTHING) -> QuadraticProgram | None:
    """min of a quadratic objective over the affine constraints, affine rows of X and bounds of the form, all closed.

    ``None`` where the data are not rational.
    """
    conditions = tuple(replace(c, strict=False) for c in form.domain.conditions if c.row.is_affine and not c.nonzero)
    relaxed = replace(
        form,
        objective=objective,
        constraints=tuple(c for c in form.constraints if c.row.is_affine),
        domain=Domain(form.domain.bounds, conditions),
    )
    return quadratic_program(relaxed)
