"""The standard form min f(x), c_i(x) <= 0, h_j(x) = 0, x in D, as exact rows.

Every function of the problem is decomposed once into

    constant + sum a_i x_i + sum_{i<=j} q_ij x_i x_j + sum_k coef_k * atom_k(affine arguments) + remainder

over the exact scalars. Derivation, translation to solvers, verification and printing all read these rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Literal

from duality.model.expression import ZERO, Comparison, Expression
from duality.model.integer_points import IntegerPoints
from duality.model.problem import Constraint, Problem
from duality.model.scalar import Scalar
from duality.records import record


@record
class Affine:
    """constant + sum coef * name, an affine form over variables or multipliers; zero coefficients are not stored.

    ``terms`` keep a fixed order of names (that of the problem), so equal forms compare equal.
    """

    constant: Scalar
    terms: tuple[tuple[str, Scalar], ...] = ()

    @staticmethod
    def of(constant: Scalar, terms: Iterable[tuple[str, Scalar]] = ()) -> Affine:
        """Collects equal names and drops zeros, in the order of first appearance."""
        collected: dict[str, Scalar] = {}
        for name, coefficient in terms:
            collected[name] = collected.get(name, Fraction(0)) + coefficient
        return Affine(constant, tuple((name, c) for name, c in collected.items() if c != 0))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.terms)

    @property
    def is_constant(self) -> bool:
        return not self.terms

    @property
    def is_zero(self) -> bool:
        return not self.terms and self.constant == 0

    @property
    def root(self) -> tuple[str, Scalar] | None:
        """Of a form in one variable: its name, and where the form is 0."""
        if len(self.terms) != 1:
            return None
        ((name, slope),) = self.terms
        return name, -self.constant / slope

    def coefficient(self, name: str) -> Scalar:
        return next((c for n, c in self.terms if n == name), Fraction(0))

    def __add__(self, other: Affine) -> Affine:
        return Affine.of(self.constant + other.constant, (*self.terms, *other.terms))

    def __sub__(self, other: Affine) -> Affine:
        return self + other.scaled(Fraction(-1))

    def __neg__(self) -> Affine:
        return Affine(-self.constant, tuple((name, -c) for name, c in self.terms))

    def scaled(self, factor: Scalar) -> Affine:
        if factor == 0:
            return Affine(Fraction(0))
        return Affine(self.constant * factor, tuple((name, c * factor) for name, c in self.terms))

    def at(self, point: Mapping[str, Scalar | float]) -> Scalar | float:
        """The value at a point; exact where the point is."""
        values = [(coefficient, point[name]) for name, coefficient in self.terms]
        if any(isinstance(value, float) for _, value in values):
            return float(self.constant) + sum(float(coefficient) * float(value) for coefficient, value in values)
        total: Scalar | float = self.constant
        for coefficient, value in values:
            total = total + coefficient * value
        return total


@record
class Atom:
    """phi(u_1, ..., u_k) at affine arguments u = A x + b.

    ``kind`` names the function in `duality.algebra.atoms`; ``parameters`` are its exact constants (the exponent of
    "power", the width of "huber"). Kind "univariate" is any other function of one affine argument: ``body`` is its
    tree in the single variable `PLACEHOLDER`.
    """

    kind: str
    arguments: tuple[Affine, ...]
    parameters: tuple[Fraction, ...] = ()
    body: Expression | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for argument in self.arguments for name in argument.names))


PLACEHOLDER = "_t"
"""The variable of an atom's ``body``; a leading underscore cannot be a name of the language."""


@record
class Row:
    """One function of the problem, decomposed; see the module."""

    constant: Scalar = Fraction(0)
    linear: tuple[tuple[str, Scalar], ...] = ()
    quadratic: tuple[tuple[tuple[str, str], Scalar], ...] = ()
    """((x, y), q) stands for q*x*y, each unordered pair once, in the order of the problem's variables."""
    atoms: tuple[tuple[Scalar, Atom], ...] = ()
    remainder: tuple[tuple[Scalar, Expression], ...] = ()
    """What no atom fits: products of several variables beyond degree two, compositions, quotients."""

    @property
    def is_affine(self) -> bool:
        return not (self.quadratic or self.atoms or self.remainder)

    @property
    def is_quadratic(self) -> bool:
        """Polynomial of degree at most two."""
        return not (self.atoms or self.remainder)

    @property
    def affine(self) -> Affine:
        """The constant and linear part."""
        return Affine(self.constant, self.linear)

    def names(self) -> tuple[str, ...]:
        """The variables that occur, in order of first appearance by part."""
        found: dict[str, None] = {name: None for name, _ in self.linear}
        for pair, _ in self.quadratic:
            found |= dict.fromkeys(pair)
        for _, atom in self.atoms:
            found |= dict.fromkeys(atom.names)
        for _, expression in self.remainder:
            found |= dict.fromkeys(expression.variables())
        return tuple(found)

    def scaled(self, factor: Scalar) -> Row:
        """factor * row, factor != 0."""
        return Row(
            self.constant * factor,
            tuple((name, c * factor) for name, c in self.linear),
            tuple((pair, c * factor) for pair, c in self.quadratic),
            tuple((c * factor, atom) for c, atom in self.atoms),
            tuple((c * factor, node) for c, node in self.remainder),
        )

    def __neg__(self) -> Row:
        return self.scaled(Fraction(-1))


@record
class StandardConstraint:
    """c(x) <= 0 or h(x) = 0: the row, the tree ``expression`` it was read from, and the constraint as stated."""

    constraint: Constraint
    expression: Expression
    row: Row

    @property
    def name(self) -> str:
        return self.constraint.name

    @property
    def multiplier(self) -> str:
        return self.constraint.multiplier


@record
class Bounds:
    """lower <= x <= upper (``None`` is infinite); an end that is not closed is left out of X."""

    lower: Scalar | None = None
    upper: Scalar | None = None
    lower_closed: bool = True
    upper_closed: bool = True

    @property
    def is_free(self) -> bool:
        return self.lower is None and self.upper is None


@record
class DomainCondition:
    """row(x) >= 0 (``strict``: > 0; ``equality``: = 0; ``nonzero``: != 0), a row of X or a natural domain.

    ``origin`` is the statement's own row, or the subexpression that demands it ("log(x + y)").
    """

    row: Row
    expression: Expression
    strict: bool = False
    equality: bool = False
    nonzero: bool = False
    natural: bool = False
    origin: str = ""

    def admits(self, amount: Scalar) -> bool:
        """The condition where the row has this value."""
        if self.equality:
            return bool(amount == 0)
        if self.nonzero:
            return bool(amount != 0)
        return bool(amount > 0 if self.strict else amount >= 0)


@record
class DiscreteSet:
    """(x_1, ..., x_k) in a finite set of points, exact; a long range of integers is not held point by point."""

    variables: tuple[str, ...]
    points: tuple[tuple[Scalar, ...], ...] | IntegerPoints

    def ends(self, k: int) -> tuple[Scalar, Scalar] | None:
        """The least and the largest value of the k-th variable; ``None`` for the empty set."""
        if not self.points:
            return None
        if isinstance(self.points, IntegerPoints):
            return self.points[0][k], self.points[-1][k]
        column = [point[k] for point in self.points]
        return min(column), max(column)

    def near(self, here: Sequence[float]) -> Iterable[tuple[Scalar, ...]]:
        """Points among which the nearest to a place is: of a range of integers its neighbors, else all."""
        return self.points.near(here[0]) if isinstance(self.points, IntegerPoints) else self.points


def choices(sets: Sequence[DiscreteSet]) -> Iterator[tuple[tuple[Scalar, ...], ...]]:
    """One point of each set, in every way; an empty set ends it before any other is looked at."""
    if all(len(found.points) for found in sets):
        yield from product(*(found.points for found in sets))


@record(slots=False)
class Domain:
    """D = X intersected with the natural domains of f, c and h.

    ``bounds`` gather every row that bounds one variable (one entry a bounded variable; natural ones included),
    ``conditions`` are the other rows of X and the other natural domains, ``discrete`` the finite sets.
    ``natural_bounds`` names the variables whose bounds come (in part) from a natural domain.
    """

    bounds: tuple[tuple[str, Bounds], ...] = ()
    conditions: tuple[DomainCondition, ...] = ()
    discrete: tuple[DiscreteSet, ...] = ()
    natural_bounds: tuple[str, ...] = ()

    @cached_property
    def _bounds(self) -> dict[str, Bounds]:
        return dict(self.bounds)

    def bound(self, name: str) -> Bounds:
        """The bounds of a variable; free if none were stated."""
        return self._bounds.get(name, FREE)

    @property
    def is_whole_space(self) -> bool:
        return not (self.bounds or self.conditions or self.discrete)


FREE = Bounds()


@record
class DomainChoice:
    """Which dual was asked for: simple bounds among the constraints "kept" in X, or bounds of X "dualized".

    ``names`` are the constraints that were moved into X and have no multiplier, or those that were made of X's bounds.
    """

    kind: Literal["kept", "dualized"]
    names: tuple[str, ...]


@record(slots=False)
class StandardForm:
    """min f(x)  subject to  c_i(x) <= 0, h_j(x) = 0, x in D.

    ``sign`` is -1 where the statement maximizes (f is minus its objective) and +1 otherwise; ``objective_expression``
    is the tree of f in the author's order. ``constraints`` stand in the order of the statement.
    """

    problem: Problem
    sign: int
    objective: Row
    objective_expression: Expression
    constraints: tuple[StandardConstraint, ...]
    domain: Domain
    choice: DomainChoice | None = None
    """Where bounds were moved into X or out of it before the derivation; ``problem`` is then the changed one."""

    @property
    def variables(self) -> tuple[str, ...]:
        return self.problem.variables

    @cached_property
    def inequalities(self) -> tuple[StandardConstraint, ...]:
        return tuple(c for c in self.constraints if c.constraint.kind == "inequality")

    @cached_property
    def equalities(self) -> tuple[StandardConstraint, ...]:
        return tuple(c for c in self.constraints if c.constraint.kind == "equality")

    def rows(self) -> Iterator[Row]:
        """f, then every constraint's row."""
        yield self.objective
        for constraint in self.constraints:
            yield constraint.row

    @property
    def is_linear(self) -> bool:
        """A linear program: f, c, h affine and D a box (open ends excluded) with no further rows but affine ones."""
        return all(row.is_affine for row in self.rows()) and self._polyhedral_domain

    @property
    def is_linearly_constrained_quadratic(self) -> bool:
        """A quadratic program: f quadratic, c and h affine, D polyhedral."""
        return (
            self.objective.is_quadratic and all(c.row.is_affine for c in self.constraints) and self._polyhedral_domain
        )

    @property
    def _polyhedral_domain(self) -> bool:
        closed = all(
            (b.lower is None or b.lower_closed) and (b.upper is None or b.upper_closed) for _, b in self.domain.bounds
        )
        rows = all(c.row.is_affine and not c.strict and not c.nonzero for c in self.domain.conditions)
        return closed and rows and not self.domain.discrete


def comparison_of(condition: DomainCondition) -> Comparison:
    """The condition as a comparison with zero (``nonzero`` has none and is printed by its origin)."""
    relation = "=" if condition.equality else ">" if condition.strict else ">="
    return Comparison((relation,), (condition.expression, ZERO))
