"""A convex statement by one solve: p* at the point found, d* as theta_D of the derived formula at its multipliers.

The explicit dual is solved apart only where that does not settle d*: an infeasible or unbounded statement, an optimum
that is not attained, a statement that is not convex.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from duality.errors import BackendError
from duality.model.problem import Sense
from duality.named_tuples import NamedTuple
from duality.solving.arrays import Optimum, optimize
from duality.solving.arrays.faces import with_faces
from duality.statements.arrays.canonical import Canonical, Plain
from duality.statements.results import StatementDerivation
from duality.statements.solving.attainment import doubts
from duality.statements.solving.checked import Residuals, objective_at, residuals, values_at
from duality.statements.solving.enclosing import enclosed, takes_data_as_given
from duality.statements.solving.exactly import Exactly, exactly
from duality.statements.solving.report import StatementAnswer
from duality.statements.solving.through_dual import NAME, Found, through_dual
from duality.statements.theta import Bound

FINE = 2_000
"""Columns up to which a program is solved to `FINEST`, which costs little there."""

FINEST = 1e-9

LOOSER = (1e-7, 1e-5)
"""Tolerances at which an ill-posed program is tried again."""

FAR = 1e10
"""Multipliers beyond which an optimum in floating point says nothing."""

MEETS = 1e-6
"""Relative difference up to which theta_D at the solver's multipliers is the solver's value."""


class Sides(NamedTuple):
    """Both answers; ``convex`` is ``False`` where no cone holds the statement as it is written."""

    primal: StatementAnswer
    dual: StatementAnswer
    convex: bool
    residuals: Residuals | None = None
    slater: bool = True
    """``False`` where it is seen that no point is strictly feasible."""


class Work(NamedTuple):
    """One bound statement; `sides` has p* and d* in its sense, numerical."""

    derivation: StatementDerivation
    bound: Bound
    sizes: Mapping[str, int]
    symbols: Mapping[str, Any]
    tolerance: float
    time_limit: float | None

    @property
    def sign(self) -> float:
        return 1.0 if self.derivation.statement.sense is Sense.MIN else -1.0

    def sides(self) -> Sides:
        quick = through_dual(self.bound, self.symbols, self.sizes, self.tolerance)
        if quick is not None:
            sides = self._judged(quick.point, quick.multipliers, NAME, math.nan)
            if sides.residuals is not None and sides.residuals.violation <= MEETS:
                return self._settled_apart(sides, quick)
        found = self._solved(self.bound.derived)
        if isinstance(found, str):
            return Sides(_unknown(found), self._apart(), convex=False)
        canonical, optimum = found
        if optimum.status != "optimal":
            return Sides(self._without_point(optimum), self._apart(), convex=True)
        if optimum.multipliers is None:
            return self._on_a_face(canonical, optimum)
        exact = exactly(canonical, optimum, self.bound.arrays)
        proved = None if exact is None else self._proved(canonical, exact)
        if proved is not None:
            return proved
        sides = self._judged(canonical.point(optimum), canonical.multipliers(optimum), optimum.backend, optimum.value)
        sides = self._with_doubts(self._enclosed(sides, canonical, optimum), canonical, optimum)
        return sides if sides.residuals is not None else self._contested(sides.primal, self._apart())

    def _settled_apart(self, sides: Sides, quick: Found) -> Sides:
        """The answers of Newton's method, exact or with safe bounds where the program is made of vectors."""
        import numpy as np

        derived = self.bound.derived
        declared = (*derived.statement.variables, *(d for row in derived.rows for d in row.declared))
        if derived.splits or any(d.range.loops or not d.shape[1].is_one() for d in declared):
            return sides
        if not takes_data_as_given(derived):
            return sides
        canonical = Canonical(derived, self.symbols, self.sizes)
        x = np.concatenate([quick.point[d.name].ravel() for d in derived.statement.variables])
        z = np.concatenate([quick.multipliers[row.row.name].ravel() for row in derived.rows])
        optimum = Optimum("optimal", math.nan, x, z, NAME)
        exact = exactly(canonical, optimum, self.bound.arrays)
        proved = None if exact is None else self._proved(canonical, exact)
        return self._enclosed(sides, canonical, optimum) if proved is None else proved

    def _enclosed(self, sides: Sides, canonical: Canonical, optimum: Optimum) -> Sides:
        """The answers with safe bounds: theta_D <= d* <= p* <= f at a point that is surely feasible."""
        found = enclosed(canonical, optimum) if sides.residuals is not None else None
        if found is None:
            return sides
        ends = (found.lower, found.upper) if self.sign > 0 else (-found.upper, -found.lower)

        def told(answer: StatementAnswer) -> StatementAnswer:
            assert answer.value is not None
            value = min(max(answer.value, ends[0]), ends[1])
            return answer._replace(value=value, label="enclosed", bounds=ends)

        return sides._replace(primal=told(sides.primal), dual=told(sides.dual))

    def _with_doubts(self, sides: Sides, canonical: Canonical, optimum: Optimum) -> Sides:
        """The answers with what speaks against a point or multipliers that have the value."""
        assert sides.primal.point is not None
        values = values_at(self.bound, self.sizes, sides.primal.point)
        primal, dual = doubts(canonical, optimum, values)
        primal = primal or sides.primal.doubt
        return sides._replace(primal=sides.primal._replace(doubt=primal), dual=sides.dual._replace(doubt=dual))

    def _on_a_face(self, canonical: Canonical, optimum: Optimum) -> Sides:
        """No point is strictly feasible: p* on the face that is left, d* by the explicit dual apart."""
        source = f"{optimum.backend}, on the face of the cone that the equations leave"
        primal = StatementAnswer("optimal", self.sign * optimum.value, "numerical", canonical.point(optimum), source)
        return Sides(primal, self._apart(), convex=True, slater=False)

    def _proved(self, canonical: Canonical, exact: Exactly) -> Sides | None:
        """p* = d*: a feasible x and multipliers that are complementary, checked over the rationals.

        ``None`` where the derived theta_D, evaluated apart, is another number: then nothing is called exact.
        """
        point, multipliers = canonical.point(exact.optimum), canonical.multipliers(exact.optimum)
        value = int(self.sign) * exact.value
        source = f"{exact.optimum.backend}, its optimum checked over the rationals"
        primal = StatementAnswer("optimal", float(value), "exact", point, source, str(value))
        dual = StatementAnswer("optimal", float(value), "exact", multipliers, source, str(value))
        values = values_at(self.bound, self.sizes, point)
        theta = self.bound.theta(multipliers)
        if not abs(theta - float(exact.value)) <= MEETS * (1 + abs(float(exact.value))):
            return None
        checked = residuals(self.bound, values, multipliers, float(exact.value), theta)
        return Sides(primal, dual, convex=True, residuals=checked)

    def _judged(self, point: dict[str, Any], multipliers: dict[str, Any], backend: str, told: float) -> Sides:
        """f at the point, theta_D at the multipliers; with residuals where the two meet."""
        values = values_at(self.bound, self.sizes, point)
        value = objective_at(self.bound, values)
        # The objective at a rounded point may lie outside its domain: then the solver's own value stands.
        value = value if math.isfinite(value) else told
        primal = StatementAnswer("optimal", self.sign * value, "numerical", point, backend)
        theta = self.bound.theta(multipliers)
        source = f"theta_D at the multipliers of {backend}" if backend != NAME else NAME
        dual = StatementAnswer("optimal", self.sign * theta, "numerical", multipliers, source)
        if not abs(theta - value) <= MEETS * (1 + abs(value)):
            doubt = f"it lies {abs(theta - value):.2g} from theta_D at the multipliers that were found"
            return Sides(primal._replace(doubt=doubt), dual, convex=True)
        checked = residuals(self.bound, values, multipliers, value, theta)
        return Sides(primal, dual, convex=True, residuals=checked)

    def _contested(self, primal: StatementAnswer, dual: StatementAnswer) -> Sides:
        """Multipliers come with an optimum: where theta_D is finite nowhere, the point is only some feasible one."""
        if dual.value is None or self.sign * dual.value > -math.inf:
            return Sides(primal, dual, convex=True)
        why = f"{primal.backend} stopped at a point of value {primal.value:.9g}, while theta_D is finite nowhere"
        return Sides(_unknown(why), dual, convex=True)

    def _solved(self, stated: Any) -> tuple[Canonical, Optimum] | str:
        """The program and its optimum, or why there is none."""
        try:
            canonical = Canonical(stated, self.symbols, self.sizes)
            face = with_faces(canonical.program)
            program = canonical.program if face is None else face
            small = len(program.cost) <= FINE
            for allowed in (min(self.tolerance, FINEST) if small else self.tolerance, *LOOSER):
                optimum = optimize(program, allowed, self.time_limit)
                if optimum.status != "unknown":
                    break
        except BackendError as refusal:
            return str(refusal)
        # On a face the multipliers are those of another problem.
        return canonical, optimum if face is None else optimum._replace(multipliers=None)

    def _without_point(self, optimum: Optimum) -> StatementAnswer:
        if optimum.status == "unknown":
            return _unknown(f"{optimum.backend} found no answer")
        return StatementAnswer(optimum.status, self.sign * optimum.value, "numerical", None, optimum.backend)

    def _apart(self) -> StatementAnswer:
        """d* by the explicit dual, which is solved as min of the negative of what it maximizes."""
        if not self.bound.derived.multipliers:
            theta = self.bound.theta({})
            status = "optimal" if math.isfinite(theta) else "infeasible"
            return StatementAnswer(status, self.sign * theta, "numerical", {}, "theta_D without multipliers")
        found = self._solved(Plain(self.derivation.dual_problem.statement))
        if isinstance(found, str):
            return _unknown(found)
        canonical, optimum = found
        if optimum.status != "optimal":
            return self._without_point(optimum._replace(value=-optimum.value))
        if abs(optimum.x).max(initial=0.0) > FAR:
            return _unknown(f"the multipliers of {optimum.backend} grow without end: d* is unbounded, or not attained")
        names = {row.row.multiplier: row.row.name for row in self.bound.derived.rows}
        names |= {s.multiplier.name: s.variable.name for s in self.bound.derived.splits}
        own = {d.name for d in self.bound.derived.multipliers}
        # The bound of an inverse form is a variable of the explicit dual, and no multiplier.
        point = {names.get(name, name): value for name, value in canonical.point(optimum).items() if name in own}
        return StatementAnswer("optimal", -self.sign * optimum.value, "numerical", point, optimum.backend)


def _unknown(why: str) -> StatementAnswer:
    return StatementAnswer("unknown", None, "numerical", None, why)
