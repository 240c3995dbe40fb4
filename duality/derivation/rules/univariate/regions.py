"""Sets of multipliers given by affine clauses: form >= 0, form > 0, form = 0, all of them together.

Emptiness and implication are decided by elimination over the exact scalars (`duality.algebra.polyhedra`), with
alpha >= 0 where it is known. It stops at a bound on the work; what it cannot decide counts as "not known to be empty"
and "not known to be implied", which costs a needless branch or condition and never a wrong one.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from fractions import Fraction
from typing import Literal

from duality.algebra import polyhedra
from duality.algebra.atoms import affine_expression
from duality.derivation.rules.univariate.formulas import content_and_primitive
from duality.derivation.rules.univariate.irrationals import is_negative, rational_form, same
from duality.derivation.signs import Sign, sign
from duality.model.derivation import Condition
from duality.model.form import Affine
from duality.model.scalar import Irrational, Scalar
from duality.records import record

Relation = Literal[">=", ">", "="]

MOST_NAMES = 8


@record
class Clause:
    """form relation 0."""

    form: Affine
    relation: Relation

    @property
    def closed(self) -> Clause:
        return Clause(self.form, ">=") if self.relation == ">" else self

    @property
    def condition(self) -> Condition:
        return Condition(affine_expression(self.form), self.relation, self.form)


Region = tuple[Clause, ...]


def at_least(form: Affine) -> Clause:
    """form >= 0."""
    return Clause(form, ">=")


def above(form: Affine) -> Clause:
    """form > 0."""
    return Clause(form, ">")


def zero(form: Affine) -> Clause:
    """form = 0."""
    return Clause(form, "=")


def truth(clause: Clause, nonnegative: Container[str]) -> bool | None:
    """Whether the clause holds for every (``True``) or for no (``False``) admissible multiplier."""
    if clause.form.is_constant:
        return _compare(clause.form.constant, clause.relation)
    if any(isinstance(c, Irrational) for c in (clause.form.constant, *(c for _, c in clause.form.terms))):
        return None
    known = sign(clause.form, nonnegative)
    match clause.relation:
        case ">=":
            if known in (Sign.ZERO, Sign.POSITIVE, Sign.NONNEGATIVE):
                return True
            return False if known is Sign.NEGATIVE else None
        case ">":
            if known is Sign.POSITIVE:
                return True
            return False if known in (Sign.ZERO, Sign.NEGATIVE, Sign.NONPOSITIVE) else None
        case "=":
            if known is Sign.ZERO:
                return True
            return False if known in (Sign.POSITIVE, Sign.NEGATIVE) else None


def _compare(value: Scalar, relation: Relation) -> bool:
    match relation:
        case ">=":
            return not is_negative(value)
        case ">":
            return value != 0 and not is_negative(value)
        case "=":
            return value == 0


def simplified(region: Region, nonnegative: Container[str]) -> Region | None:
    """The region in textbook form: primitive clauses, none of them true or implied by the rest; ``None`` if empty."""
    clauses: list[Clause] = []
    for clause in region:
        clause = _textbook(clause, nonnegative)
        known = truth(clause, nonnegative)
        if known is False:
            return None
        if known is None and not _occurs(clause, clauses):
            clauses.append(clause)
    clauses = _opposites_joined(clauses)
    if is_empty(tuple(clauses), nonnegative):
        return None
    # Later clauses go first: what was assumed about the coefficients stands in front and stays.
    for clause in reversed(clauses[:]):
        rest = tuple(other for other in clauses if other is not clause)
        if implies(rest, clause, nonnegative):
            clauses.remove(clause)
    return tuple(clauses)


def _textbook(clause: Clause, nonnegative: Container[str]) -> Clause:
    """Coprime integer coefficients; an equation with a positive term in front; f >= 0 with f <= 0 known is f = 0."""
    if clause.form.is_constant:
        return clause
    content, primitive = content_and_primitive(clause.form)
    if clause.relation == "=":
        return Clause(primitive, "=")
    form = -primitive if is_negative(content) else primitive
    if clause.relation == ">=" and truth(above(form), nonnegative) is False:
        return Clause(-form, "=")
    return Clause(form, clause.relation)


def _opposites_joined(clauses: list[Clause]) -> list[Clause]:
    """f >= 0 and -f >= 0 together are f = 0."""
    joined: list[Clause] = []
    for clause in clauses:
        opposite = Clause(-clause.form, ">=")
        if clause.relation == ">=" and _occurs(opposite, clauses):
            equation = Clause(content_and_primitive(clause.form)[1], "=")
            if not _occurs(equation, joined):
                joined.append(equation)
        else:
            joined.append(clause)
    return joined


def _occurs(clause: Clause, clauses: Sequence[Clause]) -> bool:
    return any(clause.relation == other.relation and same(clause.form, other.form) for other in clauses)


def implies(region: Region, clause: Clause, nonnegative: Container[str]) -> bool:
    """Every multiplier of the region is known to satisfy the clause."""
    if _occurs(clause, region) or truth(clause, nonnegative) is True:
        return True
    return all(is_empty((*region, denial), nonnegative) for denial in denials(clause))


def denials(clause: Clause) -> tuple[Clause, ...]:
    """The clauses whose union is the complement of the clause."""
    match clause.relation:
        case ">=":
            return (above(-clause.form),)
        case ">":
            return (at_least(-clause.form),)
        case "=":
            return (above(clause.form), above(-clause.form))


def covers(regions: Sequence[Region], region: Region, nonnegative: Container[str]) -> bool:
    """The region is known to lie in the union of the regions."""
    if is_empty(region, nonnegative):
        return True
    if not regions:
        return False
    first, *rest = regions
    # region minus first: one piece for each way of denying one of its clauses.
    return all(
        covers(rest, (*region, *first[:k], denial), nonnegative)
        for k, clause in enumerate(first)
        for denial in denials(clause)
    )


def is_empty(region: Region, nonnegative: Container[str]) -> bool:
    """No admissible multiplier satisfies the region; ``False`` also where the elimination was given up."""
    if any(truth(clause, nonnegative) is False for clause in region):
        return True
    clauses: list[Clause] = []
    for clause in region:
        rational = rational_form(clause.form, nonnegative)
        clauses += [Clause(rational.form, clause.relation), *(at_least(fact) for fact in rational.facts)]
    if _parallel_conflict(clauses):
        return True
    names = list(dict.fromkeys(name for clause in clauses for name in clause.form.names))
    if len(names) > MOST_NAMES:
        return False
    clauses += [at_least(Affine(Fraction(0), ((n, Fraction(1)),))) for n in names if n in nonnegative]
    return polyhedra.is_impossible(polyhedra.Row(clause.form, clause.relation) for clause in clauses)


def _parallel_conflict(region: Sequence[Clause]) -> bool:
    """Two clauses on one direction exclude each other: a'x >= p and a'x <= q with p > q."""
    bounds: dict[tuple[tuple[str, Scalar], ...], list[tuple[Scalar, bool, int]]] = {}
    for clause in region:
        if clause.form.is_constant:
            continue
        content, primitive = content_and_primitive(Affine(Fraction(0), clause.form.terms))
        bound = -clause.form.constant / content
        directions = (1, -1) if clause.relation == "=" else (1,) if content > 0 else (-1,)
        bounds.setdefault(primitive.terms, []).extend((bound, clause.relation == ">", d) for d in directions)
    for entries in bounds.values():
        for low, low_strict, up in entries:
            for high, high_strict, down in entries:
                if up == 1 and down == -1 and (low > high or (low == high and (low_strict or high_strict))):
                    return True
    return False
