"""Branches that are one: c = 0 joined to c > 0 where the formula for c > 0 stays right, equal branches joined."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import permutations

from duality.derivation.rules.univariate.candidate import Candidate, Closed
from duality.derivation.rules.univariate.irrationals import rational_form
from duality.derivation.rules.univariate.regions import Clause, Region, implies, simplified
from duality.model.derivation import ImplicitMinimum
from duality.model.form import Affine
from duality.records import replace


def merged(candidates: Sequence[Candidate], nonnegative: Container[str]) -> list[Candidate]:
    """The candidates with nonempty regions, simplified, in their order, fewer where two make one."""
    result: list[Candidate] = []
    for candidate in candidates:
        region = simplified(candidate.region, nonnegative)
        if region is not None:
            result.append(replace(candidate, region=region, value=_reduced(candidate.value, region)))
    apart: list[tuple[Candidate, Candidate]] = []
    pair = _next_pair(result, apart)
    while pair is not None:
        first, second = pair
        union = _union(first, second, nonnegative)
        if union is None:
            apart.append(pair)
        else:
            place = next(k for k, c in enumerate(result) if c is first or c is second)
            result = [c for c in result if c is not first and c is not second]
            result.insert(place, union)
        pair = _next_pair(result, apart)
    return result


def _next_pair(
    candidates: list[Candidate], apart: list[tuple[Candidate, Candidate]]
) -> tuple[Candidate, Candidate] | None:
    """A pair not yet known to stay apart; the first may absorb the second."""
    known = {(id(a), id(b)) for a, b in apart}
    return next(((a, b) for a, b in permutations(candidates, 2) if (id(a), id(b)) not in known), None)


def _union(first: Candidate, second: Candidate, nonnegative: Container[str]) -> Candidate | None:
    """One candidate for both regions: f > 0 or f >= 0 in the first, f = 0 or f <= 0 in the second, the rest alike."""
    if first.attained is not second.attained or not _agree(first, second, second.region):
        return None
    if _contains(first.region, second.region, nonnegative):
        return first
    for k, clause in enumerate(first.region):
        if clause.relation == "=":
            continue
        rest = (*first.region[:k], *first.region[k + 1 :])
        for border in _complements(clause):
            wide = rest if border.relation != "=" else (*first.region[:k], clause.closed, *first.region[k + 1 :])
            narrow = (*rest, border)
            if _contains(narrow, second.region, nonnegative) and _contains(second.region, narrow, nonnegative):
                region = simplified(wide, nonnegative)
                assert region is not None, "a union of nonempty regions is not empty"
                return replace(first, region=region)
    return None


def _complements(clause: Clause) -> tuple[Clause, ...]:
    """What may be added to the clause: its border if it is open, and the other side of the border."""
    if clause.relation == ">":
        return (Clause(clause.form, "="), Clause(-clause.form, ">="))
    return (Clause(-clause.form, ">"), Clause(-clause.form, ">="))


def _contains(outer: Region, inner: Region, nonnegative: Container[str]) -> bool:
    return all(implies(inner, clause, nonnegative) for clause in outer)


def _agree(first: Candidate, second: Candidate, region: Region) -> bool:
    """The first's value and minimizer are right on the second's region as well, by the equations that hold there."""
    if not (isinstance(first.value, Closed) and isinstance(second.value, Closed)):
        return first.value == second.value
    if first.value.curved != second.value.curved or isinstance(first.point, Affine) != isinstance(second.point, Affine):
        return False
    if not _equal_on(first.value.affine, second.value.affine, region):
        return False
    if isinstance(first.point, Affine) and isinstance(second.point, Affine):
        return _equal_on(first.point, second.point, region)
    return bool(first.point == second.point)


def _equal_on(first: Affine, second: Affine, region: Region) -> bool:
    """The forms differ by a multiple of a form that vanishes on the region."""
    difference = rational_form(first, ()).form - rational_form(second, ()).form
    if difference.is_zero:
        return True
    for clause in region:
        vanishing = rational_form(clause.form, ()).form
        if clause.relation != "=" or not difference.terms or not vanishing.terms:
            continue
        name, coefficient = vanishing.terms[0]
        if (difference - vanishing.scaled(difference.coefficient(name) / coefficient)).is_zero:
            return True
    return False


def _reduced(value: Closed | ImplicitMinimum, region: Region) -> Closed | ImplicitMinimum:
    """The value shortened by the equations of the region: alpha + beta where alpha = 0 is beta."""
    if not isinstance(value, Closed):
        return value
    form = value.affine
    for clause in region:
        if clause.relation == "=":
            choices = [form]
            choices += [form - clause.form.scaled(form.coefficient(name) / c) for name, c in clause.form.terms]
            form = min(choices, key=lambda choice: (len(choice.terms), choice.constant != 0))
    return replace(value, affine=form)
