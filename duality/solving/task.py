"""One solve as every backend sees it: the form, what is known of its convexity, and the limits."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from duality.model.budget import UNLIMITED, Budget, current
from duality.model.form import StandardForm
from duality.model.watch import NOBODY, Watch
from duality.records import field, record
from duality.solving.quadratic.convexity import is_convex
from duality.solving.quadratic.lifting import quadratic_program
from duality.solving.quadratic.program import QuadraticProgram


@record
class Limits:
    """``tolerance`` of feasibility and optimality; ``watch`` is told bounds of the optimal value, in the min form."""

    tolerance: float = 1e-8
    budget: Budget = UNLIMITED
    watch: Watch = NOBODY

    @property
    def time_limit(self) -> float | None:
        """Seconds that are left (``None``: no limit)."""
        return (self.budget & current()).limit


Verdict = Literal["proved", "refuted", "unknown"]


@record(slots=False)
class Task:
    """min f(x) s.t. c(x) <= 0, h(x) = 0, x in D, within the limits; ``convex`` is what the caller has proved."""

    form: StandardForm
    convex: Verdict = "unknown"
    limits: Limits = field(default_factory=Limits)

    @cached_property
    def program(self) -> QuadraticProgram | None:
        """The closure as a quadratic program over the rationals, ``None`` where the form is not one."""
        return quadratic_program(self.form)

    @cached_property
    def is_convex(self) -> bool:
        """Proved convex: by the caller, or as a quadratic program with Q positive semidefinite."""
        if self.convex != "unknown":
            return self.convex == "proved"
        return self.program is not None and is_convex(self.program)
