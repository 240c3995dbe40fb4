"""Value, label, attainment, gap and verdict, read off the ledger: the only place where they come from.

The label is that of the weaker end: two equal exact numbers make a value exact, rigorous floats enclose it. A solver's
value without a proof is "global" where a bound of a global solver over all of D stands beside a point that is proved to
be feasible, else "numerical", and it lies between the bounds that are proved or is not told.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf, isfinite

from duality.algebra.atoms import scalar_expression
from duality.algebra.membership import is_left_out
from duality.evidence.attainment import attainment
from duality.evidence.comparison import same
from duality.evidence.ledger import NARROW, Enclosure, Ledger, resolution
from duality.evidence.verdict import verdict
from duality.model.evidence import Engine, Evidence, Side
from duality.model.form import StandardForm
from duality.model.report import StrongDuality
from duality.model.scalar import Scalar
from duality.model.solution import Farkas, Label, Ray, Rigor, Solution, Status
from duality.records import record, replace
from duality.verify.evaluation import as_values

DOUBTS = ("KKT", "not proved", "stopped", "tolerance", "may not be attained", "need not be p*")
"""Words of a solver's doubt about its own value."""


@record
class Conclusion:
    """Both sides in min form, the gap, and the verdict on strong duality."""

    primal: Solution
    dual: Solution
    gap: float | None
    exact_gap: Scalar | None
    strong_duality: StrongDuality


def conclude(ledger: Ledger) -> Conclusion:
    """What the ledger proves; after a contradiction nothing is told but that."""
    if ledger.contradiction is not None:
        nothing = Solution(Status.UNKNOWN, None)
        why = StrongDuality("unknown", "", "the evidence contradicts itself")
        return Conclusion(nothing, nothing, None, None, why)
    primal, dual = side_of(ledger, "p"), side_of(ledger, "d")
    if ledger.equal is not None:
        primal, dual = _equalized(primal, dual)
    gap, exact_gap = _gap(ledger, primal, dual)
    return Conclusion(primal, dual, gap, exact_gap, verdict(ledger, primal, dual))


def side_of(ledger: Ledger, side: Side) -> Solution:
    """p* or d* as it is told."""
    own = ledger.p if side == "p" else ledger.d
    claims = ledger.question.claims if side == "p" else ledger.question.dual_claims
    claim = claims[-1] if claims else Solution(Status.UNKNOWN, None)
    if side == "p" and claim.point is not None and is_left_out(ledger.question.form.domain, as_values(claim.point)):
        claim = replace(claim, point=None)
    if own.lower.value == inf and not own.lower.is_finite:
        return _infinite(ledger, own.lower_by, inf, side, claim)
    if own.upper.value == -inf and not own.upper.is_finite:
        return _infinite(ledger, own.upper_by, -inf, side, claim)
    attained, point = attainment(ledger, side)
    if own.is_closed:
        return _exact(ledger, own, side, attained, point, claim)
    if own.is_narrow:
        return _enclosed(own, side, attained, claim)
    return _claimed(ledger, own, side, attained, claim)


def _infinite(ledger: Ledger, by: Evidence | None, value: float, side: Side, claim: Solution) -> Solution:
    """Infeasible, unbounded, or theta_D nowhere finite or without a bound."""
    top = value == inf
    status = Status.INFEASIBLE if top == (side == "p") else Status.UNBOUNDED
    certificate = _certificate(ledger, side, claim if claim.status is status else None)
    label = Label.ENCLOSED if by is not None and isinstance(by.witness, Engine) and by.witness.rounds else Label.EXACT
    source = "" if by is None else by.source
    same_claim = claim.status is status
    return Solution(
        status,
        value,
        lower=value,
        upper=value,
        label=label,
        attained=False,
        certificate=certificate,
        backend=source or claim.backend,
        warnings=claim.warnings if same_claim else (),
    )


def _certificate(ledger: Ledger, side: Side, claim: Solution | None) -> Farkas | Ray | None:
    """The multipliers or the ray among the evidence; for d* a ray of multipliers, the solver's own where it has one."""
    found = [e.witness for e in ledger.accepted if e.side == side and isinstance(e.witness, (Farkas, Ray))]
    if side == "p":
        return found[0] if found else None
    if claim is not None and isinstance(claim.certificate, Ray):
        return claim.certificate
    rays = [witness for witness in found if isinstance(witness, Farkas)]
    if not rays:
        return None
    zeros = tuple((name, Fraction(0)) for name, _ in rays[0].multipliers)
    return Ray(zeros, rays[0].multipliers, True)


def _exact(ledger: Ledger, own: Enclosure, side: Side, attained, point, claim: Solution) -> Solution:
    end = own.lower if own.lower.exact is not None or own.lower.root_of else own.upper
    by = own.upper_by if side == "p" else own.lower_by
    kept = _kept_point(ledger, side, attained, point, claim, end.value)
    return Solution(
        Status.OPTIMAL,
        # -0.0 is 0.
        end.value + 0.0,
        lower=end.value + 0.0,
        upper=end.value + 0.0,
        label=Label.EXACT,
        exact=None if end.exact is None else scalar_expression(end.exact),
        attained=attained,
        point=kept,
        multipliers=claim.multipliers if side == "p" else None,
        backend=_source(ledger, by, kept, claim),
        warnings=() if claim.status is Status.UNKNOWN else _kept_warnings(claim, exact=True),
        root_of=() if end.exact is not None else end.root_of,
        combination=claim.combination,
    )


def _enclosed(own: Enclosure, side: Side, attained, claim: Solution) -> Solution:
    lower, upper = own.lower.value, own.upper.value
    fits = claim.value is not None and lower <= claim.value <= upper
    value = claim.value if fits and claim.value is not None else upper if side == "p" else lower
    by = own.upper_by if side == "p" else own.lower_by
    agrees = claim.value is not None and abs(claim.value - value) <= resolution(abs(value))
    # Where p* = d* is proved, an end may be the other side's, and its point with it.
    other = None if by is None or by.side != side else by.point
    point = claim.point if agrees and attained is not False else other
    return Solution(
        Status.OPTIMAL,
        value,
        lower=lower,
        upper=upper,
        label=Label.ENCLOSED,
        attained=attained,
        point=None if attained is False else point,
        multipliers=claim.multipliers if agrees and side == "p" else None,
        backend=claim.backend if agrees and claim.backend else "" if by is None else by.source,
        warnings=_kept_warnings(claim, exact=False),
        combination=claim.combination,
    )


def _claimed(ledger: Ledger, own: Enclosure, side: Side, attained, claim: Solution) -> Solution:
    """A solver's value between the proved bounds, or the bounds alone."""
    lower, upper = own.lower.value, own.upper.value
    value = claim.value
    unknown = Solution(Status.UNKNOWN, None, lower=lower, upper=upper, backend=claim.backend, warnings=claim.warnings)
    if claim.status is not Status.OPTIMAL or value is None or not isfinite(value):
        return unknown
    slack = NARROW * max(1.0, abs(value))
    if value < lower - slack or value > upper + slack:
        note = "the value that a solver found lies outside the bounds that are proved, and is not told"
        return replace(unknown, warnings=(*claim.warnings, note))
    value = min(max(value, lower), upper)
    label = Label.GLOBAL if _is_global(ledger, own, side, claim, value) else Label.NUMERICAL
    return Solution(
        Status.OPTIMAL,
        value,
        lower=max(lower, min(claim.lower, value)) if label is Label.GLOBAL else lower,
        upper=upper if isfinite(upper) or label is Label.NUMERICAL else value,
        label=label,
        attained=attained,
        point=None if attained is False else claim.point,
        multipliers=claim.multipliers if side == "p" else None,
        backend=claim.backend,
        warnings=claim.warnings,
        combination=claim.combination,
    )


def _is_global(ledger: Ledger, own: Enclosure, side: Side, claim: Solution, value: float) -> bool:
    """A bound over all of D, by a global solver or proved, next to a value that is known to be reached or bounded."""
    close = resolution(abs(value))
    if side == "p":
        bound = claim.lower if claim.rigor is not Rigor.FOUND and shrinks_nothing(ledger.question.form) else -inf
        return own.upper.value - value <= close and value - max(bound, own.lower.value) <= close
    bound = claim.upper if claim.rigor is not Rigor.FOUND and shrinks_nothing(ledger.question.form) else inf
    return value - own.lower.value <= close and min(bound, own.upper.value) - value <= close


def shrinks_nothing(form: StandardForm) -> bool:
    """D is closed and bounded, so that no solver has to leave a part of it out."""
    if any(c.strict or c.nonzero for c in form.domain.conditions):
        return False
    finite = {name for points in form.domain.discrete for name in points.variables}
    bounds = [form.domain.bound(name) for name in form.variables if name not in finite]
    return all(b.lower is not None and b.upper is not None and b.lower_closed and b.upper_closed for b in bounds)


def _equalized(primal: Solution, dual: Solution) -> tuple[Solution, Solution]:
    """p* = d* is proved: the side without a value takes over the other's, with its label."""
    if primal.status is Status.UNKNOWN and dual.status is Status.OPTIMAL:
        return replace(dual, point=None, multipliers=None, attained=None, combination=()), dual
    if dual.status is Status.UNKNOWN and primal.status is Status.OPTIMAL:
        point = primal.multipliers
        return primal, replace(primal, point=point, multipliers=None, attained=True if point else dual.attained)
    return primal, dual


def _gap(ledger: Ledger, primal: Solution, dual: Solution) -> tuple[float | None, Scalar | None]:
    p, d = ledger.p, ledger.d
    if primal.value is None or dual.value is None:
        return None, None
    if not (isfinite(primal.value) and isfinite(dual.value)):
        return (0.0, Fraction(0)) if primal.value == dual.value else (inf, None)
    if p.is_closed and d.is_closed:
        if same(p.lower, d.lower):
            return 0.0, Fraction(0)
        a, b = _number(p), _number(d)
        if a is not None and b is not None:
            return float(a - b), a - b
    if ledger.equal is not None:
        return 0.0, Fraction(0)
    return abs(primal.value - dual.value), None


def _number(own: Enclosure) -> Scalar | None:
    return own.lower.exact if own.lower.exact is not None else own.upper.exact


def _kept_point(ledger: Ledger, side: Side, attained, point, claim: Solution, value: float):
    """The point that is proved, else the claim's own where it has the proved value."""
    if attained is False:
        return None
    if point is not None:
        return point
    near = claim.value is not None and abs(claim.value - value) <= NARROW * max(1.0, abs(value))
    return claim.point if near and claim.point is not None else None


def _source(ledger: Ledger, by: Evidence | None, kept, claim: Solution) -> str:
    if claim.backend and kept is not None and kept == claim.point:
        return claim.backend
    return claim.backend or ("" if by is None else by.source)


def _kept_warnings(claim: Solution, *, exact: bool) -> tuple[str, ...]:
    """A solver's doubts about a value that is proved are no longer doubts."""
    return tuple(w for w in claim.warnings if not exact or not _is_doubt(w))


def _is_doubt(warning: str) -> bool:
    return any(word in warning for word in DOUBTS)


__all__ = ["Conclusion", "conclude", "side_of"]
