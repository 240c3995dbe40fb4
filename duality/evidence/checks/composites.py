"""Evidence that rests on ledgers of other forms: restatements, finite sets, the explicit dual, independent parts."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import inf, nextafter
from typing import TYPE_CHECKING, Literal, assert_never

from duality.algebra.evaluate import exact_value
from duality.algebra.membership import contains_inside
from duality.derivation.standardize import mirrored
from duality.evidence.attainment import attainment
from duality.evidence.comparison import float_above, float_below, greater
from duality.evidence.explicit_dual import dual_form, multipliers_of
from duality.evidence.question import Question
from duality.evidence.restatements import IF_FEASIBLE, ORIGINALS, SAME_DUAL, VALUES, restated
from duality.model.evidence import Combinations, Components, End, Evidence, ExplicitDual, Restated
from duality.model.form import StandardForm
from duality.model.scalar import Scalar, Undecided
from duality.model.solution import Point
from duality.records import replace
from duality.solving.finite.combinations import combinations, count, restricted
from duality.verify.evaluation import as_values, is_exact, rational_only

if TYPE_CHECKING:
    from duality.evidence.ledger import Enclosure, Ledger

AUXILIARY = "auxiliary variables"

Composite = Restated | Combinations | ExplicitDual | Components


def check_composite(question: Question, evidence: Evidence, witness: Composite) -> tuple[Evidence, ...] | str:
    """What the other ledgers prove of this form; they are kept by in the question, checked piece by piece."""
    match witness:
        case Restated(how) if how == AUXILIARY:
            return _split(question, evidence)
        case Restated(how):
            return _restated(question, evidence, how)
        case Combinations():
            return _combined(question, evidence)
        case ExplicitDual():
            return _explicit(question, evidence)
        case Components():
            return _added(question, evidence)
        case _:
            assert_never(witness)


def _restated(question: Question, evidence: Evidence, how: str) -> tuple[Evidence, ...] | str:
    found = restated(question.form, how)
    ledger = None if found is None else question.ledger_of(how, lambda: found.form, same_value=how not in VALUES)
    if found is None or ledger is None:
        return "there is no such restatement of the problem"
    if how in IF_FEASIBLE and ledger.p.upper.value == inf:
        return "no feasible point of the restatement is known"
    stated = replace(evidence, side="p", witness=Restated(how, _supports(ledger.p)))
    carried = _carried(stated, ledger)
    if isinstance(carried, str):
        return carried
    if how in VALUES:
        told = VALUES[how](question.form, ledger.p.lower, ledger.p.upper)
        if told is None:
            return "the values of the restatement tell nothing of p*"
        carried = tuple(replace(entry, lower=told[0], upper=told[1]) for entry in carried)
    points = [None if entry.point is None else (*entry.point, *found.fixed) for entry in carried]
    told = tuple(
        replace(entry, point=None if point is None else _whole(question.form, point, how))
        for entry, point in zip(carried, points, strict=True)
    )
    return (*told, _same_dual(stated, ledger, how)) if how in SAME_DUAL else told


def _same_dual(stated: Evidence, ledger: Ledger, how: str) -> Evidence:
    """Bounds, attainment and multipliers of d* as they are over there."""
    attained, point = attainment(ledger, "d")
    witness = Restated(how, _supports(ledger.d), ledger.equal)
    bounds = replace(stated, lower=ledger.d.lower, upper=ledger.d.upper)
    return replace(bounds, side="d", witness=witness, attained=attained, point=point, attains=None)


def _split(question: Question, evidence: Evidence) -> tuple[Evidence, ...] | str:
    """theta_D(alpha, beta) is at least the auxiliary form's dual function at (alpha, beta, nu), whatever nu."""
    ledger = question.auxiliary
    if ledger is None or ledger.contradiction is not None or not ledger.d.lower.is_finite:
        return "nothing is known of the auxiliary form's dual"
    by = ledger.d.lower_by
    own = {c.name for c in question.form.constraints}
    point = None if by is None or by.point is None else tuple(entry for entry in by.point if entry[0] in own)
    witness = Restated(AUXILIARY, () if by is None else (by,))
    return (replace(evidence, side="d", witness=witness, lower=ledger.d.lower, attains=None, point=point),)


def _carried(stated: Evidence, ledger: Ledger) -> tuple[Evidence, ...] | str:
    """Bounds, attainment and point of p* as they are over there."""
    if ledger.contradiction is not None:
        return ledger.contradiction
    if not ledger.p.lower.is_finite and ledger.p.lower.value < 0 and ledger.p.upper.value == inf:
        return "nothing is known of the restatement"
    attained, point = attainment(ledger, "p")
    return (
        replace(
            stated,
            lower=ledger.p.lower,
            upper=ledger.p.upper,
            attained=attained,
            point=point,
            attains=None,
        ),
    )


def _whole(form: StandardForm, point: Point, how: str) -> Point | None:
    """The point in the variables of the form as stated."""
    values = as_values(point)
    if set(values) >= set(form.variables):
        return tuple((name, value) for name, value in point if name in form.variables)
    if how not in ORIGINALS or not all(map(is_exact, values.values())):
        return None
    known = rational_only(values)
    try:
        known |= {name: exact_value(tree, known) for name, tree in ORIGINALS[how](form).items()}
    except ValueError:
        return None
    return tuple((name, known[name]) for name in form.variables)


def _combined(question: Question, evidence: Evidence) -> tuple[Evidence, ...] | str:
    """p* is the least of the combinations' values."""
    form = question.form
    if not form.domain.discrete:
        return "there are no finite sets"
    lower, upper = End(inf), End(inf)
    best: tuple[End, bool | None, tuple] | None = None
    for values in combinations(form):
        try:
            restriction = restricted(form, values)
        except Undecided:
            return "a combination was not decided"
        except (ValueError, ZeroDivisionError):
            # A function is undefined at these values, so no point of D has them.
            continue
        ledger = question.ledger_of(tuple(values.items()), lambda restriction=restriction: restriction)
        if ledger is None or ledger.contradiction is not None:
            return "a combination was not answered"
        if greater(lower, ledger.p.lower):
            lower = ledger.p.lower
        attained, point = attainment(ledger, "p")
        if greater(upper, ledger.p.upper) or (best is not None and best[1] is not True and attained):
            upper = ledger.p.upper
            rest = dict(point or ())
            whole = tuple((n, values[n] if n in values else rest[n]) for n in form.variables) if point else ()
            best = upper, attained, whole
    witness = Combinations(count(form))
    closed = best is not None and not greater(upper, lower)
    return (
        replace(
            evidence,
            side="p",
            witness=witness,
            lower=lower,
            upper=upper if best is not None else None,
            attained=best[1] if closed and best is not None else False if best is None else None,
            point=(best[2] or None) if best is not None else None,
        ),
    )


def _explicit(question: Question, evidence: Evidence) -> tuple[Evidence, ...] | str:
    """d* = -min of the explicit dual in min form; its multipliers are those that theta_D's formula names."""
    form = dual_form(question.derivation)
    # A lower bound of d* is an upper one of the explicit dual in min form.
    asked = "points" if question.asked == "dual" else "both"
    ledger = None if form is None else question.ledger_of("explicit dual", lambda: form, convex=True, asked=asked)
    if form is None or ledger is None or ledger.contradiction is not None:
        return "there is no explicit dual whose solution is known"
    own = ledger.p
    drops = question.derivation.dual_drops_border
    if own.lower.value == inf and drops:
        return "the explicit dual leaves out border points, so its infeasibility says nothing"
    attained, point = attainment(ledger, "p")
    if point is None and own.upper_by is not None:
        point = own.upper_by.point
    lower, upper = _mirrored(own.upper), _mirrored(own.lower)
    if not _splits_without_gap(question):
        return "the explicit dual is that of an auxiliary form, which may lie below d*"
    named = None if point is None else multipliers_of(question.derivation, point)
    return (
        replace(
            evidence,
            side="d",
            witness=ExplicitDual(_supports(own)),
            lower=lower if lower.is_finite or lower.value > 0 else None,
            upper=upper if upper.is_finite or upper.value < 0 else None,
            attained=attained if not drops or attained else None,
            point=named,
        ),
    )


def _splits_without_gap(question: Question) -> bool:
    """The explicit dual is theta_D's own, or that of an auxiliary form whose dual function is theta_D's when maximized
    over the new multipliers.

    The auxiliary form adds affine constraints, y = A x + b or the bounds of X, to inf_x L(x, alpha, beta). For a convex
    L the two infima agree, and the dual one is attained, if those constraints have a solution in the relative interior
    of the domain that is left: where that is the whole space, or at a point inside D.
    Source: R. T. Rockafellar, Convex Analysis (1970), Theorem 28.2 and Corollary 28.2.2.
    """
    auxiliary, form = question.derivation.auxiliary, question.form
    if auxiliary is None:
        return True
    if not question.derivation.dual_function.is_closed or not question.is_convex:
        return False
    if auxiliary.form.domain.is_whole_space and form.domain.is_whole_space:
        return True
    inside = question.slater.point
    return inside is not None and contains_inside(form.domain, dict(inside))


def _added(question: Question, evidence: Evidence) -> tuple[Evidence, ...] | str:
    """Sums over the parts: p* and d*, which are -inf where one part's is and the problem is feasible."""
    ledgers = question.part_ledgers
    if not ledgers:
        return "the problem does not fall into parts"
    found = tuple(_sum(side, ledgers, evidence) for side in ("p", "d"))
    return tuple(entry for entry in found if entry is not None) or "nothing is known of the parts"


def _sum(side: str, ledgers: dict[str, Ledger], evidence: Evidence) -> Evidence | None:
    sides = [ledger.p if side == "p" else ledger.d for ledger in ledgers.values()]
    # The empty set's infimum is +inf whatever the others are; theta_D of the whole is -inf where one part's is.
    absorbing = inf if side == "p" else -inf
    lower = _total([own.lower for own in sides], absorbing, "lower")
    upper = _total([own.upper for own in sides], absorbing, "upper")
    flags, points = zip(*(attainment(ledger, side) for ledger in ledgers.values()), strict=True)
    known = [point for point in points if point is not None]
    everywhere = all(flag is True for flag in flags)
    never = any(flag is False for flag in flags)
    witness = Components(tuple((name, _supports(own)) for name, own in zip(ledgers, sides, strict=True)))
    return replace(
        evidence,
        side=side,
        witness=witness,
        lower=lower,
        upper=upper,
        attained=True if everywhere else False if never else None,
        point=tuple(e for point in known for e in point) if everywhere and len(known) == len(points) else None,
    )


def _total(ends: list[End], absorbing: float, side: Literal["lower", "upper"]) -> End:
    """The sum, exact where all ends are; else of the floats beside them, which lie outwards, rounded outwards."""
    if any(end.value == absorbing and not end.is_finite for end in ends):
        return End(absorbing)
    if any(not end.is_finite for end in ends):
        return End(-absorbing)
    if all(end.exact is not None for end in ends):
        total = Fraction(0)
        for end in ends:
            total = total + end.exact  # type: ignore[operator]
        return End.of(total)
    irrational = [end for end in ends if end.exact is None]
    if len(irrational) == 1 and all(end.exact == 0 for end in ends if end is not irrational[0]):
        return irrational[0]
    return End(_beside(ends, float_below if side == "lower" else float_above))


def _beside(ends: list[End], rounded: Callable[[Scalar], float]) -> float:
    """The sum of floats at or beyond the ends, rounded the same way."""
    total = Fraction(0)
    for end in ends:
        if end.exact is not None:
            total += Fraction(rounded(end.exact))
        elif end.root_of:
            # The float is next to the root, on either side.
            beyond = nextafter(end.value, -inf if rounded is float_below else inf)
            total += Fraction(beyond)
        else:
            total += Fraction(end.value)
    return rounded(total)


def _mirrored(end: End) -> End:
    return End(-end.value, None if end.exact is None else -end.exact, mirrored(end.root_of))


def _supports(own: Enclosure) -> tuple[Evidence, ...]:
    """The evidence of both ends."""
    found = [by for by in (own.lower_by, own.upper_by) if by is not None]
    return tuple(dict.fromkeys(found))
