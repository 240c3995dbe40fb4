"""Is D convex: a box and affine rows are, and {g >= 0} is for concave g, for monotone g(a'x), and for half a cone."""

from __future__ import annotations

from typing import Literal

from duality.algebra.boxes import points_within
from duality.derivation.curvature.region import Region
from duality.derivation.curvature.shape import brief
from duality.model.form import DiscreteSet, Domain
from duality.records import record, replace


@record
class DomainShape:
    """Is D "convex", "nonconvex" or "unknown", and why."""

    curvature: Literal["convex", "nonconvex", "unknown"]
    why: str


def domain_shape(domain: Domain, variables: tuple[str, ...]) -> DomainShape:
    """Proves or refutes that D is convex."""
    finite = [points for points in domain.discrete if len(points.points) > 1]
    if finite:
        return _finite(domain, finite[0])
    accepted = [c for c in domain.conditions if c.row.is_affine and not c.nonzero]
    pending = [c for c in domain.conditions if not c.row.is_affine or c.nonzero]
    while pending:
        from duality.derivation.curvature.domain_condition import convex_conditions, refuted

        # A condition may lean on those that were accepted before it, never on itself.
        proved = convex_conditions(pending, Region(replace(domain, conditions=tuple(accepted)), variables))
        if not proved:
            why = refuted(domain, variables, pending)
            told = brief(pending[0].expression)
            return (
                DomainShape("unknown", f"D is not proved convex ({told})")
                if why is None
                else DomainShape("nonconvex", why)
            )
        accepted += proved
        pending = [c for c in pending if c not in proved]
    nonlinear = [brief(c.expression) for c in domain.conditions if not c.row.is_affine]
    kind = "a polyhedron" if not nonlinear else f"convex ({', '.join(nonlinear[:3])} included)"
    return DomainShape("convex", f"D is {kind}")


def _finite(domain: Domain, points: DiscreteSet) -> DomainShape:
    """Two of the listed points that the rest of X allows."""
    names = ", ".join(points.variables)
    touched = {name for c in domain.conditions for name in c.row.names()}
    allowed = len(points_within(points, dict(domain.bounds)).points)
    if allowed < 2:
        return DomainShape("unknown", f"({names}) takes finitely many values")
    if touched & set(points.variables):
        return DomainShape("unknown", f"({names}) takes finitely many values, and further rows of X restrict them")
    return DomainShape("nonconvex", f"{names} takes {allowed} separate values")
