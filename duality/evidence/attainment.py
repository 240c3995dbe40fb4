"""Is the optimal value attained, and where: a fact of its own, with evidence of its own."""

from __future__ import annotations

from duality.evidence.comparison import greater, same
from duality.evidence.ledger import Ledger
from duality.model.evidence import End, Evidence
from duality.model.solution import Point

NARROW = 1e-9
"""Relative to the value, and at least absolute, as numbers are told."""


def attainment(ledger: Ledger, side: str) -> tuple[bool | None, Point | None]:
    """True with a point where one is known, False, or ``None`` where nothing decides; only for a finite value."""
    own = ledger.p if side == "p" else ledger.d
    if not (own.lower.is_finite and own.upper.is_finite):
        infinite = own.is_closed and not own.lower.is_finite
        return (False if infinite else None), None
    attained: bool | None = None
    for entry in ledger.accepted:
        if entry.side != side:
            continue
        if entry.attains and own.is_closed and _reaches(entry, own.lower):
            return True, entry.point
        if entry.attains is False and own.is_closed and _reaches(entry, own.lower):
            attained = False
        if entry.attained is not None and attained is None:
            attained = entry.attained
            if attained and entry.point is not None and own.is_closed:
                return True, entry.point
    return attained, None


def is_settled(ledger: Ledger, side: str) -> bool:
    """The value is known exactly, and whether it is attained."""
    own = ledger.p if side == "p" else ledger.d
    return own.is_closed and attainment(ledger, side)[0] is not None


def is_reached(ledger: Ledger, side: str) -> bool:
    """The value is attained and known to `NARROW`, here or by the form that this one restates: a limit far out can be
    no nearer to it."""
    if side == "p" and ledger.question.is_reached:
        return True
    own = ledger.p if side == "p" else ledger.d
    if not (own.lower.is_finite and own.upper.is_finite):
        return False
    width = own.upper.value - own.lower.value
    return width <= NARROW * max(1.0, abs(own.upper.value)) and attainment(ledger, side)[0] is True


def is_open(ledger: Ledger) -> bool:
    """d* has bounds apart, and a limit far out may bring them nearer."""
    return greater(ledger.d.upper, ledger.d.lower) and not is_reached(ledger, "d")


def _reaches(entry: Evidence, value: End) -> bool:
    return any(end is not None and same(end, value) for end in (entry.lower, entry.upper))
