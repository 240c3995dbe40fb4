"""theta_D at exact multipliers as far as inf L over D is known there, by a ledger of its own."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from duality.evidence.attainment import attainment
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Engine, Evidence, establish
from duality.model.scalar import Scalar


def at_multipliers(question: Question, multipliers: dict[str, Scalar], *, only: bool = False) -> Iterator[Evidence]:
    """d* >= theta_D there; ``only``: theta_D is -inf elsewhere, so that d* is its value."""
    inner = question.inner(multipliers)
    if inner is None or inner.contradiction is not None or inner.p.lower.value == inf:
        return
    lower, upper = inner.p.lower, inner.p.upper
    if not lower.is_finite:
        lower = None
    if lower is None and not only:
        return
    words = "theta_D is finite at these multipliers alone" if only else "inf L over D at these multipliers"
    point = tuple(multipliers.items())
    stated = Evidence(
        "d",
        Engine("inner problem", words),
        lower,
        upper if only and upper.value < inf else None,
        attains=True if lower is not None and lower.is_exact else None,
        attained=True if only and lower is not None else None,
        point=point,
        source="L at fixed multipliers",
    )
    yield establish(question.form, stated)


def is_attained(inner: Ledger) -> bool:
    """Some x of D minimizes L."""
    return attainment(inner, "p")[0] is True
