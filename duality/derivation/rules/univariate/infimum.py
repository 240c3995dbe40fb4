"""inf over t of g(t) = sum c_k phi_k(t) + d t on an interval, the c_k and d affine in the multipliers.

The signs of the coefficients are told apart first, c > 0, c = 0, c < 0, as far as alpha >= 0 leaves them open. Under
known signs g is convex, concave or neither, and each has its rule. Cases that agree on their border become one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import product

from duality.algebra.atoms import total
from duality.derivation.parts import weighted
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate import even, exponent
from duality.derivation.rules.univariate.candidate import Candidate
from duality.derivation.rules.univariate.collect import collect
from duality.derivation.rules.univariate.concave import concave
from duality.derivation.rules.univariate.convex import convex
from duality.derivation.rules.univariate.irrationals import TooLarge
from duality.derivation.rules.univariate.merge import merged
from duality.derivation.rules.univariate.nonconvex import is_continuous_on_compact, minimum_on_compact, nonconvex
from duality.derivation.rules.univariate.objective import Objective, Summand
from duality.derivation.rules.univariate.piecewise import is_piecewise_affine
from duality.derivation.rules.univariate.presentation import in_order
from duality.derivation.rules.univariate.proportion import grouped
from duality.derivation.rules.univariate.recognition import Undefined
from duality.derivation.rules.univariate.regions import Clause, Region, above, at_least, simplified, zero
from duality.derivation.signs import Sign, sign
from duality.model.budget import checkpoint
from duality.model.derivation import Branch, ImplicitMinimum
from duality.model.expression import Expression
from duality.model.form import FREE, Affine, Bounds
from duality.model.scalar import Scalar
from duality.records import record, replace

MOST_CASES = 81
"""Four coefficients of unknown sign; beyond, no one reads the cases."""


def infimum(
    terms: Sequence[tuple[Affine, Expression]], slope: Affine, interval: Bounds, nonnegative: Container[str]
) -> tuple[Branch, ...] | Refusal:
    """inf of sum c_k phi_k(t) + slope * t over the interval; -inf where no branch holds.

    ``terms`` pairs c_k with the tree of phi_k in the variable `PLACEHOLDER`; ``nonnegative`` names the multipliers
    known to be >= 0. Minimizers are given for `PLACEHOLDER`, over the multipliers. The infimum is taken over the part
    of the interval on which every phi_k is defined.
    """
    found = infimum_of(terms, slope, interval, nonnegative)
    return found if isinstance(found, Refusal) else found[0]


def infimum_of(
    terms: Sequence[tuple[Affine, Expression]], slope: Affine, interval: Bounds, nonnegative: Container[str]
) -> tuple[tuple[Branch, ...], Expression] | Refusal:
    """The same, with the function that is minimized as a tree in `PLACEHOLDER`, like curves collected."""
    found = _told(terms, slope, interval, nonnegative)
    if _is_closed(found):
        return found
    again = next(_restated(terms, slope, interval, nonnegative), None)
    if again is None:
        return found
    return again, total([weighted(c, phi) for c, phi in terms]) if isinstance(found, Refusal) else found[1]


def _restated(
    terms: Sequence[tuple[Affine, Expression]], slope: Affine, interval: Bounds, nonnegative: Container[str]
) -> Iterator[tuple[Branch, ...]]:
    """The closed branches in t^2 and in log t, told of t."""
    squared = even.in_square(terms, slope, interval)
    if squared is not None:
        again = _told(*squared, even.HALF_LINE, nonnegative)
        if not isinstance(again, Refusal) and _is_closed(again):
            yield tuple(map(even.in_root, again[0]))
    told = exponent.in_logarithm(terms, slope, interval, nonnegative)
    if told is not None:
        curved, level, side = told
        again = _told(curved, level, FREE, nonnegative)
        if not isinstance(again, Refusal) and _is_closed(again):
            yield tuple(exponent.in_exponential(branch, side) for branch in again[0])


def _is_closed(found: tuple[tuple[Branch, ...], Expression] | Refusal) -> bool:
    return not isinstance(found, Refusal) and not any(isinstance(b.value, ImplicitMinimum) for b in found[0])


def _told(
    terms: Sequence[tuple[Affine, Expression]], slope: Affine, interval: Bounds, nonnegative: Container[str]
) -> tuple[tuple[Branch, ...], Expression] | Refusal:
    """As it is written."""
    try:
        objective = collect(terms, slope, interval, nonnegative)
        if isinstance(objective, Refusal):
            return objective
        candidates = _candidates(objective)
        if isinstance(candidates, Refusal):
            return candidates
        branches = tuple(candidate.branch() for candidate in merged(candidates, nonnegative))
    except (Undefined, TooLarge) as fault:
        return Refusal(str(fault))
    return in_order(branches, [slope, *(coefficient for coefficient, _ in terms)]), objective.tree()


@record
class Case:
    """A sign for one unit coefficient, and the clause that says so (``None`` where it is known anyhow)."""

    sign: int
    clause: Clause | None = None


def _candidates(objective: Objective) -> list[Candidate] | Refusal:
    unshaped = any(summand.curve.curvature(objective.bounds) is None for summand in objective.summands)
    if unshaped and is_continuous_on_compact(objective) and not _is_single_extreme(objective):
        return [minimum_on_compact(objective)]
    groups = grouped([(summand.coefficient, summand) for summand in objective.summands])
    choices = [_cases(unit, members, objective.nonnegative, flexible=True) for unit, members in groups]
    return _over(objective, groups, choices)


Group = tuple[Affine, list[tuple[Scalar, Summand]]]


def _over(objective: Objective, groups: list[Group], choices: list[list[Case]]) -> list[Candidate] | Refusal:
    """The candidates of every combination of cases."""
    count = 1
    for cases in choices:
        count *= len(cases)
    if count > MOST_CASES:
        return Refusal(f"the signs of its coefficients leave {count} cases")
    found: list[Candidate] = []
    for combination in product(*choices):
        clauses = tuple(case.clause for case in combination if case.clause is not None)
        if simplified(clauses, objective.nonnegative) is None:
            continue
        candidates = _under(objective, groups, combination, clauses)
        if isinstance(candidates, Refusal):
            return candidates
        found += [replace(c, region=(*clauses, *c.region)) for c in candidates]
    return found


def _under(
    objective: Objective, groups: list[Group], combination: tuple[Case, ...], clauses: Region
) -> list[Candidate] | Refusal:
    """The candidates where the coefficients have the signs of the combination, which the clauses state."""
    checkpoint("minimizing over one variable")
    signed = objective.under(clauses, _signed(groups, combination))
    shapes = [_shape(summand, signed.bounds) for summand in signed.summands]
    if None not in shapes and -1 not in shapes:
        return list(convex(signed))
    closed = [case.clause is not None and case.clause.relation == ">=" for case in combination]
    if any(closed):
        # c >= 0 was one case because it serves a convex g; this one is not, so c = 0 is told apart after all.
        choices = [
            _cases(unit, members, objective.nonnegative, flexible=False) if loose else [case]
            for (unit, members), case, loose in zip(groups, combination, closed, strict=True)
        ]
        kept = [
            [other for other in cases if other.sign in (0, case.sign)] if loose else cases
            for cases, case, loose in zip(choices, combination, closed, strict=True)
        ]
        return _over(objective, groups, kept)
    if None not in shapes and 1 not in shapes:
        return list(concave(signed))
    return nonconvex(signed)


def _signed(groups: list[Group], combination: tuple[Case, ...]) -> Iterator[Summand]:
    for (_, members), case in zip(groups, combination, strict=True):
        for ratio, summand in members:
            if case.sign:
                yield replace(summand, sign=case.sign if ratio > 0 else -case.sign)


def _shape(summand: Summand, bounds: Bounds) -> int | None:
    """1, -1, 0: the summand with its coefficient is convex, concave, affine; ``None`` if neither is known."""
    curvature = summand.curve.curvature(bounds)
    return None if curvature is None else curvature * summand.sign


def _cases(
    unit: Affine, members: list[tuple[Scalar, Summand]], nonnegative: Container[str], *, flexible: bool
) -> list[Case]:
    """The signs that a unit coefficient can have. Piecewise affine curves need no case of their own for 0."""
    known = sign(unit, nonnegative)
    together = flexible and all(is_piecewise_affine(summand.curve) for _, summand in members)
    positive, negative = Case(1, above(unit)), Case(-1, above(-unit))
    none = Case(0, zero(unit))
    match known:
        case Sign.ZERO:
            return [Case(0)]
        case Sign.POSITIVE:
            return [Case(1)]
        case Sign.NEGATIVE:
            return [Case(-1)]
        case Sign.NONNEGATIVE:
            return [Case(1, at_least(unit))] if together else [positive, none]
        case Sign.NONPOSITIVE:
            return [Case(-1, at_least(-unit))] if together else [none, negative]
        case Sign.UNKNOWN:
            return [Case(1, at_least(unit)), negative] if together else [positive, none, negative]


def _is_single_extreme(objective: Objective) -> bool:
    """sin alone and its like: its least and greatest values are known, so its sign is worth telling apart."""
    return len(objective.summands) == 1 and objective.slope.is_zero
