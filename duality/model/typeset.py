"""A whole problem in LaTeX, as notebooks show it: objective, named constraints, the rows of X."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import assert_never

from duality.model.expression import Expression
from duality.model.printing import comparison_latex, latex, name_latex
from duality.model.problem import FiniteSet, IntegerRange, Interval, Membership, Problem, Sense

MOST_ROWS = 24
"""Constraints, and rows of X, that are shown."""


def problem_latex(problem: Problem) -> str:
    r"""minimize f(x) subject to the rows, x in X, in one ``aligned``."""
    verb = "minimize" if problem.sense is Sense.MIN else "maximize"
    rows = [rf"\text{{{verb}}}\quad & {latex(problem.objective)}"]
    constraints = [
        rf"{comparison_latex(row.written)} && \text{{{_escaped(row.name)}}}" for row in problem.constraints[:MOST_ROWS]
    ]
    domain = [
        membership_latex(row) if isinstance(row, Membership) else comparison_latex(row)
        for row in problem.domain[:MOST_ROWS]
    ]
    rows += _labeled("subject to", constraints, len(problem.constraints))
    rows += _labeled("over", domain, len(problem.domain))
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def problem_html(problem: Problem) -> str:
    """The title, and the statement between dollars, which a notebook typesets."""
    title = f"<p><strong>{escape(problem.title)}</strong></p>" if problem.title else ""
    return f"<div>{title}$${escape(problem_latex(problem))}$$</div>"


def membership_latex(membership: Membership) -> str:
    r"""x \in [0, 2], (x, y) \in \{(0, 0), (1, 2)\}."""
    names = [name_latex(name) for name in membership.variables]
    return rf"{_tuple(names)} \in {_set(membership.set)}"


def _set(values: Interval | IntegerRange | FiniteSet) -> str:
    match values:
        case Interval(lower, upper, lower_closed, upper_closed):
            left = "[" if lower_closed and lower is not None else "("
            right = "]" if upper_closed and upper is not None else ")"
            return f"{left}{_end(lower, '-')}, {_end(upper, '')}{right}"
        case IntegerRange(None, None):
            return r"\mathbb{Z}"
        case IntegerRange(None, upper):
            return rf"\{{\ldots, {upper}\}}"
        case IntegerRange(lower, None):
            return rf"\{{{lower}, \ldots\}}"
        case IntegerRange(lower, upper):
            return rf"\{{{lower}, \ldots, {upper}\}}"
        case FiniteSet(points):
            return rf"\{{{', '.join(_tuple([latex(entry) for entry in point]) for point in points)}\}}"
        case _:
            assert_never(values)


def _escaped(name: str) -> str:
    """Of what a name may hold, TeX minds the underscore only."""
    return name.replace("_", r"\_")


def _end(end: Expression | None, sign: str) -> str:
    return rf"{sign}\infty" if end is None else latex(end)


def _tuple(entries: Sequence[str]) -> str:
    return entries[0] if len(entries) == 1 else rf"\left({', '.join(entries)}\right)"


def _labeled(label: str, shown: Sequence[str], count: int) -> list[str]:
    """The label before the first row, and how many rows are not shown."""
    head = rf"\text{{{label}}}\quad"
    rows = [f"{head if k == 0 else ''} & {row}" for k, row in enumerate(shown)]
    return [*rows, rf" & \text{{... and {count - len(shown)} more}}"] if count > len(shown) else rows
