"""Linear and quadratic programs whose data are rational functions of the letters.

min r + q'x + 1/2 x'Qx   subject to   a_i'x + b_i <= 0 (or = 0); the rows of X have no name. Maxima of affine forms, and
what is made of them, become variables of their own as in `duality.solving.quadratic.lifting`: coef * max(u_k) is
coef * t with u_k <= t where coef >= 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality.derivation.differences import difference
from duality.derivation.standardize import standard_expression
from duality.letters.displayed_form import named
from duality.letters.field import Element, Field, is_number
from duality.letters.quadratic_parts import Form, NoProgram, Parts, Reading, cleaned, is_affine
from duality.letters.substitutions import domain_comparisons
from duality.model.expression import Expression, opposite
from duality.model.form import Row
from duality.model.problem import Interval, Membership, Problem, Sense
from duality.records import record, replace
from duality.solving.quadratic.program import QuadraticProgram, linear_row


@record(slots=False)
class ParametricRow:
    """sum of terms[i] * x_i + constant <= 0, or = 0; ``strict``: < 0."""

    terms: Mapping[int, Element]
    constant: Element
    equality: bool = False
    name: str | None = None
    strict: bool = False


@record(slots=False)
class ParametricProgram:
    """The program of the module; ``sign`` is -1 where the statement maximizes.

    ``needed`` must be >= 0, and the data have a value where all ``reciprocals`` of what they are divided by have one.
    """

    field: Field
    variables: tuple[str, ...]
    objective: Form
    rows: tuple[ParametricRow, ...]
    needed: tuple[Element, ...]
    reciprocals: tuple[Element, ...]
    sign: int

    @property
    def size(self) -> int:
        return len(self.variables)

    def hessian(self) -> list[list[Element]]:
        """Q, symmetric."""
        zero = self.field.zero
        matrix = [[zero for _ in self.variables] for _ in self.variables]
        for key, c in self.objective.items():
            if len(key) == 2:
                i, j = key
                matrix[i][j] = matrix[i][j] + c
                matrix[j][i] = matrix[j][i] + c
        return matrix

    def gradient(self) -> list[Element]:
        """q."""
        return [self.objective.get((i,), self.field.zero) for i in range(self.size)]

    def at(self, sample: Mapping[str, Fraction]) -> QuadraticProgram:
        """The program at a sample, in integers; every variable is free."""
        value = self.field.at
        names = [str(i) for i in range(self.size)]
        index = {name: i for i, name in enumerate(names)}
        rows = []
        for row in self.rows:
            linear = tuple((names[i], v) for i, c in row.terms.items() if (v := value(c, sample)) != 0)
            rows.append(linear_row(Row(value(row.constant, sample), linear), index, row.equality, row.name))
        numbers = {key: value(c, sample) for key, c in self.objective.items()}
        scale = 1
        for number in numbers.values():
            scale = scale * number.denominator // _gcd(scale, number.denominator)
        whole = {key: int(number * scale) for key, number in numbers.items()}
        hessian = tuple((k[0], k[1], 2 * c if k[0] == k[1] else c) for k, c in whole.items() if len(k) == 2 and c)
        linear_part = tuple(whole.get((i,), 0) for i in range(self.size))
        free = (None,) * self.size
        return QuadraticProgram(tuple(names), whole.get((), 0), linear_part, hessian, tuple(rows), free, free, scale)


def _gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


def parametric_program(problem: Problem) -> ParametricProgram:
    """Raises `NoProgram`, and `UndefinedError` for a division by zero."""
    return _Building(named(problem)).program()


def nothing_to_minimize(program: ParametricProgram) -> ParametricProgram:
    """The program with the objective 0, whose optimum is any feasible point."""
    return replace(program, objective={}, reciprocals=())


class _Building:
    """The rows and variables of a problem whose letters are variables of its trees."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.field = Field([letter.name for letter in problem.parameters])
        self.reading = Reading(self.field, problem.variables)
        self.rows: list[ParametricRow] = []
        self.needed: list[Element] = []
        self.lifted: dict[tuple, int] = {}

    def program(self) -> ParametricProgram:
        problem = self.problem
        for row in problem.domain:
            if isinstance(row, Membership) and not isinstance(row.set, Interval):
                raise NoProgram("X holds a finite set")
        sign = 1 if problem.sense is Sense.MIN else -1
        read = self.reading.read
        objective = self._lifted(read(problem.objective if sign == 1 else opposite(problem.objective)))
        for constraint in problem.constraints:
            self._add(standard_expression(constraint), constraint.kind == "equality", constraint.name, False)
        for row in domain_comparisons(problem):
            left, right = row.expressions
            if row.relations[0] in (">=", ">"):
                left, right = right, left
            self._add(difference(left, right), row.relations == ("=",), None, row.relations[0] in ("<", ">"))
        names, reciprocals = tuple(self.reading.names), tuple(self.reading.reciprocals)
        return ParametricProgram(self.field, names, objective, tuple(self.rows), tuple(self.needed), reciprocals, sign)

    def _add(self, node: Expression, equality: bool, name: str | None, strict: bool) -> None:
        parts = self.reading.read(node)
        if equality and parts.maxima:
            raise NoProgram("an equation is not affine")
        form = self._lifted(parts)
        if not is_affine(form):
            raise NoProgram("a constraint is not affine")
        self.rows.append(self._row(form, equality, name, strict))

    def _row(self, form: Form, equality: bool = False, name: str | None = None, strict: bool = False) -> ParametricRow:
        terms = {key[0]: c for key, c in form.items() if key}
        return ParametricRow(terms, form.get((), self.field.zero), equality, name, strict)

    def _lifted(self, parts: Parts) -> Form:
        """Every maximum as a variable of its own."""
        form = dict(parts.form)
        for coefficient, arguments in parts.maxima:
            self._demand(coefficient)
            key = tuple(tuple(sorted((k, str(c)) for k, c in argument.items())) for argument in arguments)
            if key not in self.lifted:
                self.lifted[key] = self.reading.fresh()
                t = (self.lifted[key],)
                for argument in arguments:
                    self.rows.append(self._row({**argument, t: -self.field.one}))
            t = (self.lifted[key],)
            form[t] = form.get(t, self.field.zero) + coefficient
        return cleaned(form, self.field)

    def _demand(self, coefficient: Element) -> None:
        if is_number(coefficient):
            if self.field.at(coefficient, {name: Fraction(0) for name in self.field.names}) < 0:
                raise NoProgram("a maximum of affine forms stands with a negative coefficient")
        elif coefficient not in self.needed:
            self.needed.append(coefficient)


__all__ = ["NoProgram", "ParametricProgram", "ParametricRow", "nothing_to_minimize", "parametric_program"]
