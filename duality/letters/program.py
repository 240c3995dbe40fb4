"""Linear and quadratic programs whose data are rational functions of the letters.

min r + q'x + 1/2 x'Qx   subject to   a_i'x + b_i <= 0 (or = 0); the rows of X have no name. Maxima of affine forms, and
what is made of them, become variables of their own as in `duality.solving.quadratic.lifting`: coef * max(u_k) is
coef * t with u_k <= t where coef >= 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from duality.algebra.powers import rational
from duality.derivation.differences import difference
from duality.derivation.standardize import standard_expression
from duality.errors import UndefinedError
from duality.letters.field import Element, Field, NotRational
from duality.letters.separation import is_letters_only
from duality.letters.substitutions import domain_comparisons
from duality.model.expression import Call, Expression, Negative, Power, Product, Quotient, Sum, Variable, opposite
from duality.model.form import Row
from duality.model.problem import Interval, Membership, Problem, Sense
from duality.records import field, record
from duality.solving.quadratic.program import QuadraticProgram, linear_row


class NoProgram(ValueError):
    """The problem is no linear or quadratic program in x for every value of the letters; the message says why."""


Monomial = tuple[int, ...]
"""Indices of variables: () is 1, (i,) is x_i, (i, j) with i <= j is x_i x_j."""

Form = dict[Monomial, Element]


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
    try:
        return _Reader(problem).program()
    except NotRational as fault:
        raise NoProgram(f"{fault} is no rational function of the letters") from None


@record(frozen=False, slots=False)
class _Parts:
    """form + sum of coefficient * max of affine forms."""

    form: Form = field(default_factory=dict)
    maxima: list[tuple[Element, tuple[Form, ...]]] = field(default_factory=list)


class _Reader:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.field = Field([letter.name for letter in problem.parameters])
        self.variables = list(problem.variables)
        self.index = {name: i for i, name in enumerate(problem.variables)}
        self.rows: list[ParametricRow] = []
        self.needed: list[Element] = []
        self.lifted: dict[tuple, int] = {}

    def program(self) -> ParametricProgram:
        problem = self.problem
        for row in problem.domain:
            if isinstance(row, Membership) and not isinstance(row.set, Interval):
                raise NoProgram("X holds a finite set")
        sign = 1 if problem.sense is Sense.MIN else -1
        objective = self._lifted(self.read(problem.objective if sign == 1 else opposite(problem.objective)))
        for constraint in problem.constraints:
            self._add(standard_expression(constraint), constraint.kind == "equality", constraint.name, False)
        for row in domain_comparisons(problem):
            left, right = row.expressions
            if row.relations[0] in (">=", ">"):
                left, right = right, left
            self._add(difference(left, right), row.relations == ("=",), None, row.relations[0] in ("<", ">"))
        reciprocals = tuple(dict.fromkeys(self._reciprocals()))
        return ParametricProgram(
            self.field, tuple(self.variables), objective, tuple(self.rows), tuple(self.needed), reciprocals, sign
        )

    def _reciprocals(self) -> Iterator[Element]:
        """1/u for every u that the data are divided by."""
        trees = [self.problem.objective, *(side for c in self.problem.constraints for side in (c.left, c.right))]
        trees += [side for row in domain_comparisons(self.problem) for side in row.expressions]
        for node in (part for tree in trees for part in tree.walk()):
            if isinstance(node, Quotient) and is_letters_only(node.denominator):
                yield self._reciprocal(node.denominator)
            elif isinstance(node, Power) and is_letters_only(node.base) and (rational(node.exponent) or 0) < 0:
                yield self._reciprocal(node.base)

    def _reciprocal(self, node: Expression) -> Element:
        below = self.field.of(node)
        if below == self.field.zero:
            raise UndefinedError(f"a constant of the problem is undefined: {node} is 0, and it is divided by that")
        return self.field.one / below

    def _add(self, node: Expression, equality: bool, name: str | None, strict: bool) -> None:
        parts = self.read(node)
        if equality and parts.maxima:
            raise NoProgram("an equation is not affine")
        form = self._lifted(parts)
        if any(len(key) == 2 for key in form):
            raise NoProgram("a constraint is not affine")
        self.rows.append(self._row(form, equality, name, strict))

    def _row(self, form: Form, equality: bool = False, name: str | None = None, strict: bool = False) -> ParametricRow:
        terms = {key[0]: c for key, c in form.items() if key}
        return ParametricRow(terms, form.get((), self.field.zero), equality, name, strict)

    def _lifted(self, parts: _Parts) -> Form:
        """Every maximum as a variable of its own."""
        form = dict(parts.form)
        for coefficient, arguments in parts.maxima:
            self._demand(coefficient)
            key = tuple(tuple(sorted((k, str(c)) for k, c in argument.items())) for argument in arguments)
            if key not in self.lifted:
                self.lifted[key] = len(self.variables)
                self.variables.append("")
                t = (self.lifted[key],)
                for argument in arguments:
                    self.rows.append(self._row({**argument, t: -self.field.one}))
            t = (self.lifted[key],)
            form[t] = form.get(t, self.field.zero) + coefficient
        return _clean(form, self.field)

    def _demand(self, coefficient: Element) -> None:
        if coefficient.numer.is_ground and coefficient.denom.is_ground:
            if self.field.at(coefficient, {name: Fraction(0) for name in self.field.names}) < 0:
                raise NoProgram("a maximum of affine forms stands with a negative coefficient")
        elif coefficient not in self.needed:
            self.needed.append(coefficient)

    # Trees

    def read(self, node: Expression) -> _Parts:
        """The tree as a quadratic form plus multiples of maxima."""
        if is_letters_only(node):
            return _Parts(_clean({(): self.field.of(node)}, self.field))
        match node:
            case Variable(name):
                return _Parts({(self.index[name],): self.field.one})
            case Sum(terms):
                return self._sum([self.read(term) for term in terms])
            case Negative(operand):
                return self._scaled(self.read(operand), -self.field.one)
            case Product(factors):
                found = _Parts({(): self.field.one})
                for factor in factors:
                    found = self._times(found, self.read(factor))
                return found
            case Quotient(numerator, denominator) if is_letters_only(denominator):
                return self._scaled(self.read(numerator), self._reciprocal(denominator))
            case Power(base, exponent) if rational(exponent) in (1, 2):
                inner = self.read(base)
                return inner if rational(exponent) == 1 else self._times(inner, inner)
            case Call(function, arguments):
                return self._call(function, arguments)
            case _:
                raise NoProgram(f"{node} is not quadratic")

    def _huber(self, argument: Expression, width: Expression) -> _Parts:
        """huber(u, d) = min over s of (u - s)^2 + 2 d |s|."""
        place = len(self.variables)
        self.variables.append("")
        gap = dict(self._affine(argument))
        gap[(place,)] = -self.field.one
        part, s = _Parts(gap), {(place,): self.field.one}
        squared = self._times(part, part)
        size = self.field.number(2) * self.field.of(width)
        return _Parts(squared.form, [(size, (s, self._minus(s)))])

    def _call(self, function: str, arguments: Sequence[Expression]) -> _Parts:
        if function == "huber":
            return self._huber(*arguments)
        inner = [self._affine(argument) for argument in arguments]
        one = self.field.one
        match function:
            case "abs":
                return _Parts(maxima=[(one, (inner[0], self._minus(inner[0])))])
            case "max":
                return _Parts(maxima=[(one, tuple(inner))])
            case "min":
                return _Parts(maxima=[(-one, tuple(map(self._minus, inner)))])
            case "norm1":
                return _Parts(maxima=[(one, (form, self._minus(form))) for form in inner])
            case "norminf":
                return _Parts(maxima=[(one, tuple(f for form in inner for f in (form, self._minus(form))))])
            case _:
                raise NoProgram(f"{function} is not piecewise linear")

    def _affine(self, node: Expression) -> Form:
        parts = self.read(node)
        if parts.maxima or any(len(key) == 2 for key in parts.form):
            raise NoProgram(f"{node} is not affine")
        return parts.form

    def _minus(self, form: Form) -> Form:
        return {key: -c for key, c in form.items()}

    def _sum(self, parts: Sequence[_Parts]) -> _Parts:
        form: Form = {}
        for part in parts:
            for key, c in part.form.items():
                form[key] = form.get(key, self.field.zero) + c
        return _Parts(_clean(form, self.field), [one for part in parts for one in part.maxima])

    def _scaled(self, part: _Parts, factor: Element) -> _Parts:
        form = {key: c * factor for key, c in part.form.items()}
        return _Parts(form, [(c * factor, arguments) for c, arguments in part.maxima])

    def _times(self, first: _Parts, second: _Parts) -> _Parts:
        for one, other in ((first, second), (second, first)):
            if set(one.form) <= {()} and not one.maxima:
                return self._scaled(other, one.form.get((), self.field.zero))
        if first.maxima or second.maxima:
            raise NoProgram("a product of maxima")
        form: Form = {}
        for key, c in _products(first.form, second.form):
            if len(key) > 2:
                raise NoProgram("a polynomial of degree more than two")
            form[key] = form.get(key, self.field.zero) + c
        return _Parts(_clean(form, self.field))


def _products(first: Form, second: Form) -> Iterator[tuple[Monomial, Element]]:
    for a, c in first.items():
        for b, d in second.items():
            yield tuple(sorted((*a, *b))), c * d


def _clean(form: Form, of: Field) -> Form:
    return {key: c for key, c in form.items() if c != of.zero}


__all__ = ["NoProgram", "ParametricProgram", "ParametricRow", "parametric_program"]
