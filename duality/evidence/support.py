"""Which of the accepted evidence the conclusion rests on: both ends of both sides, attainment, and equality."""

from __future__ import annotations

from duality.evidence.attainment import attainment
from duality.evidence.comparison import same
from duality.evidence.ledger import Ledger
from duality.model.evidence import AlongPath, End, Evidence


def supporting(ledger: Ledger) -> tuple[Evidence, ...]:
    """In the order p*, d*; each piece once."""
    chosen: list[Evidence | None] = []
    for own, side in ((ledger.p, "p"), (ledger.d, "d")):
        chosen += [own.lower_by, own.upper_by]
        for entry in ledger.accepted:
            if entry.side != side:
                continue
            ends = [end for end in (entry.lower, entry.upper) if end is not None]
            reaches = own.is_closed and any(same(end, own.lower) for end in ends)
            if entry.attained is not None or (entry.attains is not None and reaches):
                chosen.append(entry)
                break
        if own.is_closed and own.lower.is_finite and attainment(ledger, side)[0] is False:
            chosen += [entry for entry in ledger.accepted if entry.side == side and _leads_to(entry, own.lower)][:1]
    chosen.append(ledger.equal)
    return tuple(dict.fromkeys(entry for entry in chosen if entry is not None))


def _leads_to(entry: Evidence, value: End) -> bool:
    """A path along which the value is approached."""
    end = entry.upper if entry.side == "p" else entry.lower
    return isinstance(entry.witness, AlongPath) and end is not None and same(end, value)
