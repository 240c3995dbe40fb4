"""What a report says that is false, and what it leaves open that is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

import duality as du
from duality.results import Answer, Report
from tests.evidence.case import Case


@dataclass(frozen=True)
class Judgement:
    """``false`` statements under a strong label (attainment and verdicts carry none: they are proved or not said), and
    what ``is weaker`` than it could be: unknown, or only numerical."""

    false: tuple[str, ...]
    weaker: tuple[str, ...]


def assert_saddle(text: str, value: float) -> Report:
    """p* = d* = value, both attained, and strong duality is told."""
    report = du.solve(text)
    assert report.primal.value == pytest.approx(value, rel=1e-9)
    assert report.dual.value == pytest.approx(value, rel=1e-8)
    assert report.verdict == "holds"
    assert report.primal.attained and report.dual.attained
    return report


def judge(case: Case, report: Report) -> Judgement:
    """Holds the report against the truth; theta_D too, at the multipliers that the case lists."""
    return Judgement(tuple(_false(case, report)), tuple(_weaker(case, report)))


def _false(case: Case, report: Report) -> Iterator[str]:
    for name, side, right, attained in _sides(case, report):
        if right is not None and side.label != "numerical":
            yield from _false_value(case, name, side, right)
        if attained is not None and side.attained is not None and side.attained is not attained:
            yield f"{name} attained: {side.attained}"
    truth, told = case.truth, report.verdict
    if truth is not None and told not in ("unknown", truth):
        yield f"strong duality {told}"
    for multipliers, right in case.theta:
        found = theta(report, multipliers)
        if found is not None and not case.is_close(found, right):
            yield f"theta_D({multipliers}) = {found!r}"


def _false_value(case: Case, name: str, side: Answer, right: float) -> Iterator[str]:
    if side.value is not None and side.status != "unknown" and not case.is_close(side.value, right):
        yield f"{name} = {side.value!r} ({side.label}, {side.status})"
    elif not case.is_between(side.lower, right, side.upper):
        yield f"{name} in [{side.lower!r}, {side.upper!r}] ({side.label})"


def _weaker(case: Case, report: Report) -> Iterator[str]:
    for name, side, right, attained in _sides(case, report):
        if right is not None and (side.status == "unknown" or side.value is None):
            yield f"{name} unknown"
        elif right is not None and side.label == "numerical":
            yield f"{name} = {side.value!r} only numerical"
        if attained is not None and side.attained is None:
            yield f"{name} attained: unknown"
    if case.truth is not None and report.verdict == "unknown":
        yield "verdict unknown"
    yield from (f"theta_D({at}) unknown" for at, _ in case.theta if theta(report, at) is None)


def theta(report: Report, multipliers: Mapping[str, float]) -> float | None:
    """theta_D there, ``None`` where the package says that it cannot tell."""
    try:
        return float(report.derivation.dual_function(multipliers))
    except ValueError:
        return None


def _sides(case: Case, report: Report) -> Iterator[tuple[str, Answer, float | None, bool | None]]:
    yield "p*", report.primal, case.p, case.p_attained
    yield "d*", report.dual, case.d, case.d_attained
