"""Holds a report against what is known of its problem."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duality.model.scalar import Scalar
from duality.results import Answer, Report
from tests.known.problem import Known, close

Rate = Scalar | float

TOLERANCE = 1e-6
"""Of multipliers and prices, relative to max(1, |value|), and of bounds."""


@dataclass(frozen=True)
class Judgement:
    """``false`` statements, and what ``is missing`` of that which can be known."""

    false: tuple[str, ...]
    missing: tuple[str, ...]


def judge(known: Known, report: Report) -> Judgement:
    return Judgement(tuple(_false(known, report)), tuple(_missing(known, report)))


def _false(known: Known, report: Report) -> Iterator[str]:
    yield from _false_value("p*", known.p, report.primal)
    if known.d is not None:
        yield from _false_value("d*", known.d, report.dual)
    for name, side, truth in (("p*", report.primal, known.p_attained), ("d*", report.dual, known.d_attained)):
        if truth is not None and side.attained is not None and side.attained is not truth:
            yield f"{name} attained: {side.attained}"
    verdicts = (
        ("strong duality", report.strong_duality.verdict, known.verdict),
        ("convexity", report.convexity.verdict, known.convex),
        ("Slater", report.slater.verdict, known.slater),
    )
    for name, found, right in verdicts:
        if right is not None and found not in ("unknown", right):
            yield f"{name}: {found}"
    yield from _false_rows(known, report)


def _false_value(name: str, right: float, side: Answer) -> Iterator[str]:
    if side.value is not None and side.status != "unknown" and not close(side.value, right):
        yield f"{name} = {side.value!r} ({side.label})"
    slack = 1e-5 * max(1.0, abs(right)) if math.isfinite(right) else 0.0
    if side.label != "numerical" and not side.lower - slack <= right <= side.upper + slack:
        yield f"{name} in [{side.lower!r}, {side.upper!r}] ({side.label})"


def _false_rows(known: Known, report: Report) -> Iterator[str]:
    rows = {row.name: row for row in report.slackness}
    for name, right in known.multipliers.items():
        found = rows[name].multiplier
        if found is not None and not close(float(found), right, 10 * TOLERANCE):
            yield f"multiplier {name} = {found}"
    for name, right in known.prices.items():
        found = rows[name].rates or rows[name].price
        if found is not None and not _same_price(found, right):
            yield f"price {name} = {found}"


def _same_price(found: Rate | tuple[Rate, Rate], right: float | Sequence[float]) -> bool:
    ends = right if isinstance(right, list | tuple) else (right, right)
    given = found if isinstance(found, tuple) else (found, found)
    return all(close(float(a), b, 10 * TOLERANCE) for a, b in zip(given, ends, strict=True))


def _missing(known: Known, report: Report) -> Iterator[str]:
    if report.primal.status == "unknown":
        yield "p*"
    if known.d is not None and report.dual.status == "unknown":
        yield "d*"
    if known.verdict is not None and report.strong_duality.verdict == "unknown":
        yield "verdict"
    for name, found, right in (
        ("convexity", report.convexity.verdict, known.convex),
        ("Slater", report.slater.verdict, known.slater),
        ("p* attained", report.primal.attained, known.p_attained),
        ("d* attained", report.dual.attained, known.d_attained),
    ):
        if right is not None and found in ("unknown", None):
            yield name
    rows = {row.name: row for row in report.slackness}
    yield from (f"multiplier {name}" for name in known.multipliers if rows[name].multiplier is None)
    yield from (f"price {name}" for name in known.prices if rows[name].price is None is rows[name].rates)
    for name, side in (("p*", report.primal), ("d*", report.dual)):
        if side.label == "numerical" and side.status != "unknown":
            yield f"{name} only numerical"
