"""A bound statement told as a lesson: what it teaches, the derivation in letters, the bounds that multipliers prove."""

from __future__ import annotations

import json
import math
from functools import cached_property
from textwrap import fill

from duality import statements
from duality.model.problem import Sense
from duality.named_tuples import NamedTuple
from duality.report.options import Options
from duality.statements.report.solved import report_in
from duality.statements.solving.report import StatementReport

WIDTH = 78

SHARES = (0.0, 0.5, 0.9, 1.0, 1.1)
"""Multiples of the best multipliers at which theta_D is told."""


class MultiplierBound(NamedTuple):
    """theta_D at ``share`` times the best multipliers, in the sense of the statement; infinite outside its domain."""

    share: float
    value: float


class StatementLesson:
    """Notes, theta_D in letters with its steps, both values, bounds at multiples of the multipliers, a question."""

    def __init__(self, report: StatementReport) -> None:
        self.report = report

    @property
    def teachings(self) -> tuple[str, ...]:
        return tuple(note for note in self.report.statement.notes if not note.endswith("?"))

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(note for note in self.report.statement.notes if note.endswith("?"))

    @cached_property
    def bounds(self) -> tuple[MultiplierBound, ...]:
        """Every multiple is a bound of p* by weak duality, the best one is d*; empty where no multipliers are known."""
        derived = self.report.derivation.derived
        wanted = {*(row.row.name for row in derived.rows), *(s.variable.name for s in derived.splits)}
        point = self.report.dual.point
        if point is None or not wanted <= set(point):
            return ()
        bound = statements.theta.Bound(derived, {})
        sign = 1.0 if self.report.statement.sense is Sense.MIN else -1.0
        found = []
        for share in SHARES:
            theta = bound.theta({name: share * point[name] for name in wanted})
            found.append(MultiplierBound(share, sign * theta))
        return tuple(found)

    def render(self, format: str = "text", options: Options | None = None) -> str:
        """In one of the formats text, markdown, html, latex, json."""
        chosen = (options or Options())._replace(steps=True)
        if format == "json":
            record = json.loads(report_in(self.report, "json", chosen))
            record["notes"] = list(self.report.statement.notes)
            record["bounds"] = [[b.share, b.value if math.isfinite(b.value) else str(b.value)] for b in self.bounds]
            return json.dumps(record, ensure_ascii=False) + "\n"
        if format == "latex":
            return report_in(self.report, "latex", chosen)
        told = self._text(chosen)
        if format == "html":
            from html import escape

            return f"<pre>{escape(told)}</pre>\n"
        return told if format == "text" else f"```\n{told}```\n"

    def _text(self, options: Options) -> str:
        title = self.report.statement.title
        parts = [title] if title else []
        parts += [fill(note, WIDTH) for note in self.teachings]
        parts.append(report_in(self.report, "text", options).removeprefix(f"{title}\n\n").rstrip("\n"))
        if self.bounds:
            parts.append(self._bounds())
        parts += [f"To think about: {fill(question, WIDTH)}" for question in self.questions]
        return "\n\n".join(parts) + "\n"

    def _bounds(self) -> str:
        side = "<=" if self.report.statement.sense is Sense.MIN else ">="
        lines = ["  Weak duality: every choice of multipliers bounds p*; multiples of the best ones give"]
        for b in self.bounds:
            outside = "nothing: they lie outside the domain of theta_D"
            told = f"{b.value:.9g} {side} p*" if math.isfinite(b.value) else outside
            lines.append(f"    {b.share:g} times   {told}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.render().rstrip("\n")

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": str(self)}
