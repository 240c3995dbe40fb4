"""The conditions of theta_D's effective domain as a textbook writes the rows of a dual problem.

Slack multipliers are eliminated, conditions that others imply are dropped, constants stand on the right:
1 - alpha_1 - alpha_6 = 0 with alpha_6 >= 0 nowhere else becomes alpha_1 <= 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, scalar_expression
from duality.derivation.signs import Sign, primitive, sign
from duality.model.derivation import Condition
from duality.model.expression import Comparison, Relation
from duality.model.form import Affine
from duality.model.scalar import Scalar
from duality.records import record


@record(slots=False)
class DualRows:
    """The rows that remain; ``eliminated`` multipliers are >= 0 there, and affine in the others."""

    conditions: tuple[Condition, ...]
    eliminated: tuple[tuple[str, Affine], ...] = ()


def textbook_rows(conditions: Iterable[Condition], nonnegative: frozenset[str], elsewhere: Iterable[str]) -> DualRows:
    """The conditions without slacks and without redundancy; ``elsewhere`` names the multipliers of the objective."""
    distinct = _distinct(conditions)
    changed, eliminated = _without_slacks(distinct, nonnegative, elsewhere)
    return DualRows(tuple(_irredundant(changed, nonnegative)), tuple(eliminated))


def _distinct(conditions: Iterable[Condition]) -> list[Condition]:
    """Each once; affine ones are told apart by their forms, since trees take long to compare."""
    kept: dict[object, Condition] = {}
    for condition in conditions:
        kept.setdefault((condition.relation, condition.affine or condition.expression), condition)
    return list(kept.values())


def written(condition: Condition) -> Comparison:
    """The constant on the right, the first coefficient positive: 3 - a >= 0 is a <= 3."""
    form = condition.affine
    if form is None or form.is_constant:
        return condition.comparison
    moved = Affine(Fraction(0), form.terms)
    right = -form.constant
    relation = condition.relation
    if form.terms[0][1] < 0 and (relation != "=" or all(c < 0 for _, c in form.terms) or right < 0):
        moved, right = -moved, -right
        turned: dict[str, Relation] = {">=": "<=", ">": "<", "=": "="}
        return Comparison((turned[relation],), (affine_expression(moved), scalar_expression(right)))
    return Comparison((relation,), (affine_expression(moved), scalar_expression(right)))


def _without_slacks(
    conditions: Sequence[Condition], nonnegative: frozenset[str], elsewhere: Iterable[str]
) -> tuple[list[Condition], list[tuple[str, Affine]]]:
    """c*alpha + rest = 0 is alpha = -rest/c >= 0, where alpha occurs in this equation only."""
    uses = Counter(elsewhere)
    for condition in conditions:
        uses.update(condition.expression.variables() if condition.affine is None else condition.affine.names)
    kept: list[Condition] = []
    eliminated: list[tuple[str, Affine]] = []
    for condition in conditions:
        form = condition.affine
        slack = None
        if form is not None and condition.relation == "=" and len(form.terms) > 1:
            slack = next((term for term in reversed(form.terms) if term[0] in nonnegative and uses[term[0]] == 1), None)
        if form is None or slack is None:
            kept.append(condition)
            continue
        name, coefficient = slack
        rest = Affine(form.constant, tuple(term for term in form.terms if term[0] != name)).scaled(-1 / coefficient)
        eliminated.append((name, rest))
        plain = primitive(rest)
        kept.append(Condition(affine_expression(plain), ">=", plain))
    return kept, eliminated


def _irredundant(conditions: Sequence[Condition], nonnegative: frozenset[str]) -> list[Condition]:
    """No sign of a multiplier over again, and of parallel conditions only the strongest."""
    strongest: dict[tuple, tuple[Scalar, bool]] = {}
    keys: dict[int, tuple[tuple, tuple[Scalar, bool]]] = {}
    distinct = _distinct(conditions)
    for k, condition in enumerate(distinct):
        form = condition.affine
        if form is None or condition.relation == "=" or form.is_constant:
            continue
        leading = form.terms[0][1]
        size = leading if leading > 0 else -leading
        direction = tuple((name, c / size) for name, c in form.terms)
        # direction*y >= -constant: the smaller constant is the stronger, a strict one where they are equal.
        rank = (form.constant / size, condition.relation != ">")
        keys[k] = (direction, rank)
        strongest[direction] = min(rank, strongest.get(direction, rank))
    rows: list[Condition] = []
    for k, condition in enumerate(distinct):
        if k in keys:
            direction, rank = keys[k]
            known = sign(condition.affine or Affine(Fraction(0)), nonnegative)
            certain = known is Sign.POSITIVE or (known is Sign.NONNEGATIVE and condition.relation == ">=")
            if certain or rank != strongest[direction]:
                continue
        rows.append(condition)
    return rows
