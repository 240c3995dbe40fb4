"""The linear program over the cuts: max t subject to t <= f(x_k) + y'(c, h)(x_k), alpha >= 0, |y_i| <= R.

Where its optimum lies inside the box, its value is an upper bound of d*: the model is concave and nowhere less than
theta_D. Each row is divided by max(1, |(c, h)(x_k)|), so that far points do not drown the near ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from duality.solving.dual.pool import Cut
from duality.solving.solvers import SMALLEST_ENTRY, highs

TOLERANCE = 1e-10
INSIDE = 0.999
"""The part of the box within which an optimum does not touch it."""


class Master:
    """One HiGHS model that grows by a row for every cut; column 0 is t."""

    def __init__(self, nonnegative: Sequence[bool]) -> None:
        import highspy

        self.nonnegative = tuple(nonnegative)
        self.solver = highs(TOLERANCE)
        self.solver.addVar(-inf, inf)
        for sign in self.nonnegative:
            self.solver.addVar(0.0 if sign else -inf, inf)
        self.solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.taken = 0

    def take(self, cuts: Sequence[Cut]) -> None:
        """Adds the rows of the cuts that are new since the last time; one with entries that HiGHS drops is left out,
        which leaves the program an upper bound.
        """
        for cut in cuts[self.taken :]:
            scale = max(1.0, *map(abs, cut.slopes))
            entries = [(0, 1.0 / scale), *((k + 1, -slope / scale) for k, slope in enumerate(cut.slopes) if slope)]
            columns, numbers = [k for k, _ in entries], [number for _, number in entries]
            if min(map(abs, numbers)) <= SMALLEST_ENTRY:
                continue
            self.solver.addRow(-inf, cut.value / scale, len(entries), columns, numbers)
        self.taken = len(cuts)

    def best(self, radius: float) -> tuple[float, list[float]] | None:
        """(value, y) of the program in the box of the radius; ``None`` where HiGHS finds no optimum."""
        self._set_objective(0)
        self._set_box(radius)
        return self._run()

    def is_bounded_above(self, level: float, radius: float) -> bool:
        """{y : model(y) >= level} lies inside the box, hence is bounded, as is {theta_D >= level} within it."""
        self._set_box(radius)
        self.solver.changeColBounds(0, level, inf)
        try:
            for k, sign in enumerate(self.nonnegative):
                for direction in (1.0,) if sign else (1.0, -1.0):
                    self._set_objective(k + 1, direction)
                    found = self._run()
                    if found is None or abs(found[1][k]) >= INSIDE * radius:
                        return False
        finally:
            self.solver.changeColBounds(0, -inf, inf)
        return True

    def _set_box(self, radius: float) -> None:
        for k, sign in enumerate(self.nonnegative):
            self.solver.changeColBounds(k + 1, 0.0 if sign else -radius, radius)

    def _set_objective(self, column: int, factor: float = 1.0) -> None:
        for k in range(len(self.nonnegative) + 1):
            self.solver.changeColCost(k, factor if k == column else 0.0)

    def _run(self) -> tuple[float, list[float]] | None:
        import highspy

        if self.solver.run() == highspy.HighsStatus.kError:
            # From a basis that the last box left behind it may fail; from none it starts afresh.
            self.solver.clearSolver()
            if self.solver.run() == highspy.HighsStatus.kError:
                return None
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = list(self.solver.getSolution().col_value)
        y = [max(v, 0.0) if sign else v for v, sign in zip(solution[1:], self.nonnegative, strict=True)]
        return float(self.solver.getInfo().objective_function_value), y


def touches(y: Sequence[float], radius: float) -> bool:
    """y lies on the border of the box."""
    return any(abs(entry) >= INSIDE * radius for entry in y)
