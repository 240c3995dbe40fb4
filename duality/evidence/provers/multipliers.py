"""Is d* attained: yes with bounded level sets of theta_D, no where an optimal x has no KKT multipliers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from math import isfinite

from duality import verify
from duality.algebra.boxes import inside
from duality.algebra.evaluate import exact_value
from duality.algebra.exact_linear import rank
from duality.algebra.membership import contains
from duality.derivation.dual_value import holding_branch
from duality.derivation.kkt_points.linear import cancels_positively
from duality.evidence.attainment import attainment
from duality.evidence.comparison import float_above, same
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.derivation import Derivation
from duality.model.evidence import Engine, Evidence, establish
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Point
from duality.solving.proofs.optimality import lacks_multipliers
from duality.verify.evaluation import Values, as_values, is_exact, place, rational_only
from duality.verify.slater.witness import constraint_sign

LARGEST, MOST_POINTS = 12, 120
"""Constraints, and points, up to which it is tried."""

STEPS = (1, 4, 16)
"""How far along an axis points are looked at."""


class BoundedMultipliers:
    """theta_D(y) <= f(x_k) + s_k'y with s_k = (c(x_k), h(x_k)) bounds {theta_D >= level}, which is closed, if y = 0 is
    the only y with alpha >= 0 and s_k'y >= 0 for all k: one x with c(x) < 0 does where there are no equations.

    So it is where the s_k and the unit vectors of the inequalities span the space and cancel under positive weights.
    """

    name = "bounded level sets of theta_D"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if attainment(ledger, "d")[0] is not None or not ledger.d.lower.is_finite:
            return "attainment is known, or no finite value of theta_D is"
        return None if question.form.constraints else "there are no constraints"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        form = question.form
        known = [point for point in _points(question, ledger) if contains(form.domain, point)]
        inner = None if form.equalities else next((point for point in known if _is_inner(form, point)), None)
        if inner is not None:
            yield establish(form, _bounded(f"c < 0 at {_words(inner)}: theta_D has bounded level sets"))
            return
        points = [*known, *(point for point in islice(_around(form), MOST_POINTS) if contains(form.domain, point))]
        if points and len(form.constraints) <= LARGEST and _surround(form, points):
            yield establish(form, _bounded(f"(c, h) at {len(points)} points of D: theta_D has bounded level sets"))


def _is_inner(form: StandardForm, point: Mapping[str, Scalar]) -> bool:
    """c < 0 there."""
    return all(constraint_sign(c, point) == -1 for c in form.constraints)


def _bounded(why: str) -> Evidence:
    return Evidence("d", Engine("points that surround 0", why), attained=True, source="bounded level sets of theta_D")


def _around(form: StandardForm) -> Iterator[dict[str, Scalar]]:
    """Points along the axes, from inside the bounds of D to its ends and beyond 0."""
    middle: dict[str, Scalar] = {}
    for name in form.variables:
        at = inside(form.domain.bound(name))
        if at is None:
            return
        middle[name] = at
    yield middle
    for name in form.variables:
        bounds = form.domain.bound(name)
        ends = [end for end in (bounds.lower, bounds.upper) if isinstance(end, Fraction)]
        for value in (*ends, *(middle[name] + way * step for step in STEPS for way in (1, -1))):
            yield {**middle, name: value}


def _surround(form: StandardForm, points: Sequence[Mapping[str, Scalar]]) -> bool:
    """Positive weights under which the vectors cancel, and full rank."""
    columns = [column for point in points if (column := _vector(form, point)) is not None]
    size = len(form.constraints)
    signed = [k for k, c in enumerate(form.constraints) if c.constraint.kind == "inequality"]
    columns += [[Fraction(int(i == k)) for i in range(size)] for k in signed]
    if len(columns) == len(signed) or rank(columns) < size:
        return False
    return cancels_positively(columns)


class NoMultipliers:
    """If d* = p* were attained at some y, an optimal x would minimize L(., y) over D, and y would satisfy KKT at x."""

    name = "no KKT multipliers"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if attainment(ledger, "d")[0] is not None:
            return "attainment is known"
        if not (ledger.p.is_closed and ledger.d.is_closed and same(ledger.p.lower, ledger.d.lower)):
            return "p* = d* is not known exactly"
        if question.form.domain.conditions or question.form.domain.discrete:
            return "X has rows or finite sets"
        attained, point = attainment(ledger, "p")
        return None if attained and point is not None else "no exact minimizer is known"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        point = attainment(ledger, "p")[1]
        values = as_values(point or ())
        if not all(map(is_exact, values.values())):
            return
        if self._are_none(question, values):
            witness = Engine("exact linear program", "no multipliers satisfy KKT at the optimal x, and none attain d*")
            yield establish(question.form, Evidence("d", witness, attained=False, source="no KKT multipliers"))

    @staticmethod
    def _are_none(question: Question, values: Values) -> bool:
        """By an exact linear program over the gradients, or by a direction in which no sum of subgradients is 0."""
        if lacks_multipliers(question.form, rational_only(values)):
            return True
        at = place(question.form, tuple(values.items()))
        found = None if at is None else verify.subgradients.multipliers_asked(at, convex=question.is_convex)
        return found is not None and found.verdict == "fails" and found.exact


class NoMinimizer:
    """If p* = theta_D(y) were attained at some x, x would minimize L(., y) over D; so with the auxiliary form's L."""

    name = "L has no minimizer"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if attainment(ledger, "p")[0] is not None:
            return "attainment is known"
        if not (ledger.p.is_closed and ledger.d.is_closed and same(ledger.p.lower, ledger.d.lower)):
            return "p* = d* is not known exactly"
        return "theta_D of a restatement is not asked" if question.derived is None else None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        attained, point = attainment(ledger, "d")
        duals: list[tuple[Derivation, Point | None]] = [(question.derivation, point)] if attained else []
        own, split = question.derivation.auxiliary, question.auxiliary
        if own is not None and split is not None and same(split.d.lower, ledger.p.lower):
            duals.append((own, None if split.d.lower_by is None else split.d.lower_by.point))
        for derivation, optimal in duals:
            if _lacks_minimizer(derivation, as_values(optimal or ())):
                witness = Engine("derivation", "L at the optimal multipliers has no minimizer over D")
                yield establish(question.form, Evidence("p", witness, attained=False, source="no minimizer of L"))
                return


def _lacks_minimizer(derivation: Derivation, given: Values) -> bool:
    """A block of L has no minimizer at these exact multipliers by constraint."""
    theta = derivation.dual_function
    if not theta.is_closed or not all(map(is_exact, given.values())):
        return False
    if any(m.constraint not in given for m in theta.multipliers):
        return False
    exact = rational_only(given)
    at = {m.name: exact[m.constraint] for m in theta.multipliers}
    branches = [holding_branch(block, at) for block in theta.blocks]
    return any(branch is not None and branch.attained is False for branch in branches)


def _points(question: Question, ledger: Ledger) -> Iterator[dict[str, Scalar]]:
    known: list[Point] = [point for point in (question.slater.point, attainment(ledger, "p")[1]) if point is not None]
    known += [entry.point for entry in ledger.accepted if entry.side == "p" and entry.point is not None]
    for point in known:
        values = as_values(point)
        if all(map(is_exact, values.values())):
            yield rational_only(values)


def _vector(form: StandardForm, point: Mapping[str, Scalar]) -> list[Fraction] | None:
    """(c, h) there, c no less than it is; ``None`` where it is not defined, or h is irrational."""
    found: list[Fraction] = []
    for c in form.constraints:
        try:
            value = exact_value(c.expression, point)
        except (ValueError, ZeroDivisionError):
            return None
        if isinstance(value, Fraction):
            found.append(value)
        elif c.constraint.kind == "inequality" and isfinite(above := float_above(value)):
            found.append(Fraction(above))
        else:
            return None
    return found


def _words(point: Mapping[str, Scalar]) -> str:
    shown = {name: value if isinstance(value, Fraction) else value.value for name, value in point.items()}
    return ", ".join(f"{name} = {value}" for name, value in shown.items())
