"""Iterations toward the dual optimum: what each round did, and which steps the theory allows."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from duality.model.report import Report
from duality.model.scalar import Scalar
from duality.model.solution import Label, Point
from duality.records import record


class Course(Enum):
    """How a run went: it reached a fixed point, is still on its way there, keeps its distance, or runs away."""

    CONVERGED = "converged"
    APPROACHING = "approaching"
    NOT_SETTLING = "not settling"
    DIVERGING = "diverging"


@record
class Round:
    """x minimizes L over D at the multipliers (by constraint name), so that theta_D = L(x, multipliers) is a bound.

    ``constraints`` are c(x) and h(x) by name; ``move`` is the length of the next change of the multipliers.
    """

    k: int
    multipliers: Point
    x: Point
    constraints: Point
    theta: Scalar | float
    move: float


@record
class Run:
    """One method with one step (rho, for the method of multipliers), round by round."""

    method: str
    title: str
    step: Scalar | float
    rounds: tuple[Round, ...]
    course: Course
    note: str = ""


@record
class StepBound:
    """Dual ascent converges for steps below ``value``.

    ``scope`` "everywhere": from every start, and ``sharp`` where every larger step fails for some start. "near the
    optimum": from starts close enough to it. ``why`` is the formula.
    """

    value: Scalar | float
    label: Label
    scope: Literal["everywhere", "near the optimum"]
    sharp: bool
    why: str


@record(slots=False)
class Iterations:
    """Runs on one problem, beside the report that says where they ought to arrive."""

    report: Report
    runs: tuple[Run, ...]
    bound: StepBound | None = None
