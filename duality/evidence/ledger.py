"""The ledger of one problem: bounds of p* and d* that only tighten, each with the evidence that it rests on.

d* <= p* (Theorem 1) holds by construction: a lower bound of d* is one of p*, an upper bound of p* is one of d*. Where a
theorem whose premises are in evidence says that they are equal, both share all bounds.
"""

from __future__ import annotations

from math import inf

from duality.evidence.comparison import greater, same
from duality.evidence.kernel import Refusal, checked
from duality.evidence.question import Question
from duality.model.budget import finishing
from duality.model.evidence import AlongPath, EnclosedSaddle, End, Evidence, Restated, Side, Theorem, Witness
from duality.records import field, record

NARROW = 1e-6
"""Width up to which bounds count as a value, relative to it."""

SMALL = 1e-3
"""The size that counts where 0 lies between the bounds."""

FINE, DIGITS = 1e-7, 1e-4
"""Bounds this close are a value, too, if they agree to four digits."""


def resolution(size: float) -> float:
    """How far bounds of a number of this size may lie apart and count as its value."""
    return NARROW * SMALL if size == 0 else max(NARROW * size, min(FINE, DIGITS * size))


BOTTOM, TOP = End(-inf), End(inf)


@record(frozen=False)
class Enclosure:
    """lower <= value <= upper, and the evidence of either end."""

    lower: End = BOTTOM
    upper: End = TOP
    lower_by: Evidence | None = None
    upper_by: Evidence | None = None

    @property
    def is_closed(self) -> bool:
        """The value is known exactly."""
        return same(self.lower, self.upper)

    @property
    def is_narrow(self) -> bool:
        """The bounds are a value: they lie within `NARROW` of it, relative to itself."""
        lower, upper = self.lower.value, self.upper.value
        if not (self.lower.is_finite and self.upper.is_finite):
            return self.is_closed
        return self.width <= resolution(min(abs(lower), abs(upper)) if lower > 0 or upper < 0 else 0.0)

    @property
    def width(self) -> float:
        return 0.0 if self.is_closed else self.upper.value - self.lower.value


@record(frozen=False)
class Ledger:
    """Everything accepted and refused about one question; ``contradiction`` names two pieces that cannot both hold."""

    question: Question
    p: Enclosure = field(default_factory=Enclosure)
    d: Enclosure = field(default_factory=Enclosure)
    accepted: list[Evidence] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    equal: Evidence | None = None
    contradiction: str | None = None

    def __post_init__(self) -> None:
        self.question.ledger = self

    def add(self, *proposed: Evidence) -> bool:
        """Checks every piece; true if one of them was accepted and tells something new."""
        news = False
        for evidence in proposed:
            news = self._add(evidence) or news
        return news

    @property
    def is_closed(self) -> bool:
        """Both values are known exactly."""
        return self.p.is_closed and self.d.is_closed

    def _add(self, evidence: Evidence) -> bool:
        found = checked(self.question, evidence, self)
        if isinstance(found, Refusal):
            if not isinstance(evidence.witness, AlongPath):
                # Paths are proposed by the hundred.
                self.refused.append(found)
            return False
        news = False
        for entry in found:
            if entry not in self.accepted:
                self.accepted.append(entry)
                news = self._take(entry) or news or entry.attained is not None or entry.attains is not None
        return news

    def _take(self, entry: Evidence) -> bool:
        if _proves_equality(entry.witness):
            self.equal = self.equal or entry
        with finishing():
            news = self._tighten(entry.side, entry)
            self._propagate()
        return news

    def _tighten(self, side: Side, entry: Evidence) -> bool:
        own = self.p if side == "p" else self.d
        news = False
        if entry.lower is not None and _better(entry.lower, own.lower, rising=True):
            own.lower, own.lower_by, news = entry.lower, entry, True
        if entry.upper is not None and _better(entry.upper, own.upper, rising=False):
            own.upper, own.upper_by, news = entry.upper, entry, True
        return news

    def _propagate(self) -> None:
        p, d = self.p, self.d
        if _better(d.lower, p.lower, rising=True):
            p.lower, p.lower_by = d.lower, d.lower_by
        if _better(p.upper, d.upper, rising=False):
            d.upper, d.upper_by = p.upper, p.upper_by
        if self.equal is not None:
            if _better(p.lower, d.lower, rising=True):
                d.lower, d.lower_by = p.lower, p.lower_by
            if _better(d.upper, p.upper, rising=False):
                p.upper, p.upper_by = d.upper, d.upper_by
        for name, own in (("p*", p), ("d*", d)):
            if self.contradiction is None and greater(own.lower, own.upper):
                self.contradiction = _contradiction(name, own)


def _proves_equality(witness: Witness) -> bool:
    return isinstance(witness, Theorem | EnclosedSaddle) or (
        isinstance(witness, Restated) and witness.equal is not None
    )


def _better(new: End, old: End, *, rising: bool) -> bool:
    """A tighter bound, or an exact number where a float beside it is not known to be tighter."""
    high, low = (new, old) if rising else (old, new)
    return greater(high, low) or (new.is_exact and not old.is_exact and not greater(low, high))


def _contradiction(name: str, own: Enclosure) -> str:
    lower, upper = (
        "?" if by is None else f"{type(by.witness).__name__} ({by.source or 'unnamed'})"
        for by in (own.lower_by, own.upper_by)
    )
    return (
        f"{name} >= {own.lower.value:.10g} by {lower} contradicts {name} <= {own.upper.value:.10g} by {upper}; "
        "neither is reported"
    )
