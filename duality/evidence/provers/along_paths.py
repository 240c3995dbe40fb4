"""Bounds along curves to infinity and to open ends of D: where values are approached and not reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from math import isfinite

from duality.algebra.atoms import scalar_expression
from duality.algebra.paths import PARAMETER, Path, limit
from duality.algebra.paths.dual_values import rising_paths, theta_along
from duality.algebra.paths.proposals import proposals
from duality.algebra.tape.compiler import exact_value
from duality.evidence.attainment import is_open, is_reached, is_settled
from duality.evidence.comparison import greater, same
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import AlongPath, AtPoint, End, Evidence, Side
from duality.model.form import StandardForm
from duality.model.scalar import Scalar, Undecided
from duality.solving.finite.combinations import combinations, count, is_discrete, restricted

LARGEST = 6
MOST_PATHS = 400
MOST_COMBINATIONS = 16
"""Choices from finite sets, each with its own paths."""

NO_PATHS = "every variable lies in a finite set, or these are too large"

SHARE = 0.1
"""Of the usual work."""

ON_PATH = (Fraction(1), Fraction(2))
"""Places on a path that are looked at."""

FOR_DUAL = "limits along paths, for d*"


class AlongPaths:
    """p* <= lim f along a feasible path, d* <= lim L along a path in D for all multipliers at once."""

    name = "limits along paths"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if not has_paths(question.form):
            return NO_PATHS
        if len(question.form.variables) > LARGEST:
            return f"more than {LARGEST} variables"
        return None if self._open(question, ledger) else "both values are known"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        budget = question.budget.aside(SHARE)
        for path in islice(self._proposed(question), MOST_PATHS):
            sides = self._open(question, ledger)
            if not sides or budget.is_over:
                return
            level = limit(question.form.objective_expression, path).upper
            for side in sides:
                # The path bounds nothing below the limit superior of f.
                own = ledger.p if side == "p" else ledger.d
                if not (greater(own.upper, end_of(level)) or (own.is_closed and same(own.upper, end_of(level)))):
                    continue
                yield Evidence(side, AlongPath(path.coordinates, path.toward), source=f"limit along {path.words}")
                if side == "p" and own.is_closed and same(own.upper, end_of(level)):
                    # Where scales cancel, as in x/y + y/x, f has its limit all along the path.
                    yield from _points_on(path)

    def _proposed(self, question: Question) -> Iterator[Path]:
        if question.asked == "proofs of d*":
            # theta_D asks for D alone.
            return proposed(question.form, None, feasible=False)
        return proposed(question.form, _point(question))

    def _open(self, question: Question, ledger: Ledger) -> list[Side]:
        own = ledger.p
        sides: list[Side] = []
        fallen = own.is_closed and not own.lower.is_finite
        known = is_settled(ledger, "p") or is_reached(ledger, "p")
        if question.asked != "proofs of d*" and not known and not fallen:
            sides.append("p")
        untried = FOR_DUAL not in question.tried and question.form.constraints and question.depth == 0
        if untried and is_open(ledger):
            sides.append("d")
        return sides


def has_paths(form: StandardForm) -> bool:
    """Some variable lies in no finite set, and the choices from these are few."""
    return not is_discrete(form) and count(form) <= MOST_COMBINATIONS


def proposed(
    form: StandardForm, point: Mapping[str, Scalar | float] | None = None, *, feasible: bool = True
) -> Iterator[Path]:
    """The paths of the form, or of what is left of it for each choice from its finite sets."""
    if not form.domain.discrete:
        yield from proposals(form, point, feasible=feasible)
        return
    for chosen in combinations(form):
        try:
            rest = restricted(form, chosen)
        except (ValueError, ZeroDivisionError, Undecided):
            continue
        fixed = {name: scalar_expression(value) for name, value in chosen.items()}
        own = {name: point[name] for name in rest.variables} if point is not None else None
        for path in proposals(rest, own, feasible=feasible):
            coordinates = {**fixed, **dict(path.coordinates)}
            yield Path(tuple((name, coordinates[name]) for name in form.variables), path.toward)


class AlongMultipliers:
    """d* >= lim theta_D(y(t)) along a path of multipliers, where none of them need reach d*."""

    name = "theta_D along paths"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if not is_open(ledger):
            return "d* is known"
        if question.derived is None or not question.derived.dual_function.is_closed:
            return "theta_D has no formula"
        return None if len(question.form.constraints) <= LARGEST else f"more than {LARGEST} multipliers"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        budget = question.budget.aside(SHARE)
        for evidence in limits_of_theta(question, MOST_PATHS):
            if not is_open(ledger) or budget.is_over:
                return
            if evidence.lower is not None and greater(evidence.lower, ledger.d.lower):
                yield evidence


def limits_of_theta(question: Question, most: int) -> Iterator[Evidence]:
    """d* >= lim theta_D(y(t)), for the paths of multipliers along which the formula has a limit."""
    theta = question.derivation.dual_function
    names = {m.name: m.constraint for m in theta.multipliers}
    for path in islice(rising_paths(theta), most):
        value = theta_along(theta, path)
        if value is not None:
            witness = AlongPath(tuple((names[name], tree) for name, tree in path.coordinates), path.toward)
            yield Evidence("d", witness, lower=end_of(value), source=f"theta_D along {path.words}")


def end_of(value: Scalar | float) -> End:
    """A limit as a bound."""
    return End(value) if isinstance(value, float | int) else End.of(value)


def _points_on(path: Path) -> Iterator[Evidence]:
    for t in ON_PATH:
        try:
            point = tuple((name, exact_value(tree, {PARAMETER: t})) for name, tree in path.coordinates)
        except (ValueError, ZeroDivisionError):
            continue
        yield Evidence("p", AtPoint(point), source=f"a point of {path.words}")


def _point(question: Question) -> dict[str, Scalar | float] | None:
    """A claimed point, from which paths may set out."""
    for solution in question.claims:
        values = dict(solution.point or ())
        if set(values) >= set(question.form.variables) and all(isfinite(float(v)) for v in values.values()):
            return {name: values[name] for name in question.form.variables}
    return None
