"""p* <= lim f along a feasible path, d* <= lim sup L along a path in D for all multipliers, d* >= lim theta_D."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.paths import Path, dual_bound, primal_bound
from duality.algebra.paths.dual_values import theta_along
from duality.evidence.question import Question
from duality.model.evidence import AlongPath, End, Evidence
from duality.model.scalar import Irrational, Scalar
from duality.records import replace


def check_path(question: Question, evidence: Evidence, witness: AlongPath) -> tuple[Evidence, ...] | str:
    """The exact limits along the path, of the side that is asked for."""
    path = Path(witness.coordinates, witness.toward)
    if evidence.side == "d" and evidence.lower is not None:
        return _along_multipliers(question, evidence, path)
    if {name for name, _ in witness.coordinates} != set(question.form.variables):
        return "the path does not fit the problem"
    if evidence.side == "p":
        value = primal_bound(question.form, path)
        if value is None:
            return "the path is not proved to be feasible, or f has no limit along it"
        return (replace(evidence, lower=None, upper=_end(value), attained=None),)
    found = dual_bound(question.form, path)
    if found is None:
        return "the path gives no bound for all multipliers"
    attains = False if found.reached is False else None
    return (replace(evidence, lower=None, upper=_end(found.value), attains=attains, attained=None),)


def _along_multipliers(question: Question, evidence: Evidence, path: Path) -> tuple[Evidence, ...] | str:
    """d* >= lim theta_D(y(t)); the coordinates are multipliers by constraint."""
    theta = question.derivation.dual_function
    given = dict(path.coordinates)
    if set(given) != {m.constraint for m in theta.multipliers}:
        return "the path does not fit the multipliers"
    renamed = Path(tuple((m.name, given[m.constraint]) for m in theta.multipliers), path.toward)
    value = theta_along(theta, renamed)
    if value is None:
        return "theta_D has no known limit along the path"
    return (replace(evidence, lower=_end(value), upper=None, attained=None),)


def _end(value: Scalar | float) -> End:
    return End.of(value) if isinstance(value, (Fraction, Irrational)) else End(float(value))
