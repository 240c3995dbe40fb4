"""Iterations toward the dual optimum, as a result."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from duality.model import iteration as model
from duality.model.iteration import Run, StepBound
from duality.results import figures
from duality.results.rendered import Rendered
from duality.results.report import Report

if TYPE_CHECKING:
    from duality.results.figures.path import IterationPath


class Iterations(Rendered[model.Iterations]):
    """Runs of dual ascent or of the method of multipliers, round by round; all values belong to the min form."""

    def _gist(self) -> str:
        return f"{len(self.runs)} run{'' if len(self.runs) == 1 else 's'}: {', '.join(run.method for run in self.runs)}"

    @property
    def runs(self) -> tuple[Run, ...]:
        return self.data.runs

    @property
    def bound(self) -> StepBound | None:
        """Dual ascent converges for steps below it; ``None`` where no bound is known."""
        return self.data.bound

    @cached_property
    def picture(self) -> IterationPath:
        """The data of the figure "path": these runs."""
        return figures.path.drawn(figures.scene.Scene(self.data.report), self.data)

    @cached_property
    def report(self) -> Report:
        """Where the runs ought to arrive."""
        return Report(self.data.report)
