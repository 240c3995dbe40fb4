"""Exact points and multipliers beside the solvers' floats: rounded, put onto affine equations, moved inside."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isfinite

from duality.algebra.evaluate import value
from duality.algebra.nearby_rationals import nearby_points
from duality.evidence.attainment import is_settled
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import AtMultipliers, AtPoint, Evidence
from duality.model.scalar import Scalar
from duality.model.solution import Point, Solution
from duality.solving.proofs.guesses import closed_forms
from duality.verify.evaluation import Values, as_values, floats, is_exact, rational_only
from duality.verify.slater.candidates import on_equations

LARGEST = 60
"""Variables and constraints together up to which it is tried."""

ROUNDING = 1e-12
"""Relative: what is no farther above a bound may be below it, or its exact value."""

SHIFTS = tuple(Fraction(1, 2**k) for k in (40, 34, 30, 26, 22, 18))


class NearbyPoints:
    """p* <= f at exactly feasible points beside x*."""

    name = "feasible points nearby"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "p"):
            return "p* is known"
        return _too_large(question)

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        for solution in question.claims:
            point = _floating(question.form.variables, solution.point)
            if point is None:
                continue
            for trial in points_near(question, point):
                if _is_worse(value(question.form.objective_expression, floats(trial)), ledger.p.upper.value):
                    continue
                yield Evidence("p", AtPoint(tuple(trial.items())), source=f"beside the point of {solution.backend}")
                if is_settled(ledger, "p"):
                    return


class NearbyMultipliers:
    """theta_D <= d* at exact multipliers beside the solvers'."""

    name = "multipliers nearby"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "d"):
            return "d* is known"
        if question.derived is None:
            return "theta_D of a restatement is not asked"
        return _too_large(question)

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        for multipliers, source in _numeric_multipliers(question):
            for trial in multipliers_near(question, multipliers):
                yield Evidence("d", AtMultipliers(tuple(trial.items())), source=f"beside the multipliers of {source}")
                if ledger.d.is_closed:
                    return
            for trial in _moved_inside(question, ledger, multipliers):
                yield Evidence("d", AtMultipliers(tuple(trial.items())), source=f"beside the multipliers of {source}")
                if ledger.d.is_narrow:
                    break


def points_near(question: Question, point: Values) -> Iterator[dict[str, Scalar]]:
    """The point with ever larger denominators, then moved toward a strictly feasible point."""
    form = question.form
    rounded: list[dict[str, Scalar]] = []
    x = floats(point)
    for near in (*nearby_points(x), *closed_forms(x), rational_only(x)):
        fitted = on_equations(form, near)
        if fitted is not None and fitted not in rounded:
            rounded.append(fitted)
            yield fitted
    slater = question.slater.point if question.slater.verdict == "holds" else None
    if slater is None or not rounded:
        return
    inner = rational_only(as_values(slater))
    for t in SHIFTS:
        yield {name: (1 - t) * entry + t * inner[name] for name, entry in rounded[-1].items()}


def _is_worse(here: float, known: float) -> bool:
    """f(x) in floating point is above a bound that is known: the exact value at x would tell nothing new."""
    return here > known + ROUNDING * max(1.0, abs(known))


def multipliers_near(question: Question, multipliers: Values) -> Iterator[dict[str, Scalar]]:
    """Rational multipliers, those of inequalities not negative."""
    signed = {c.name for c in question.form.inequalities}
    seen: list[dict[str, Scalar]] = []
    for near in nearby_points(floats(multipliers)):
        trial = {name: max(entry, Fraction(0)) if name in signed else entry for name, entry in near.items()}
        if trial not in seen:
            seen.append(trial)
            yield trial


def _moved_inside(question: Question, ledger: Ledger, multipliers: Values) -> Iterator[dict[str, Scalar]]:
    """Toward multipliers with a finite theta_D, since rounding leaves a set with a curved border."""
    known = None if ledger.d.lower_by is None else ledger.d.lower_by.point
    inner = as_values(known or ())
    if ledger.d.is_narrow or not all(c.name in inner and is_exact(inner[c.name]) for c in question.form.constraints):
        return
    *_, sharp = multipliers_near(question, multipliers)
    toward = rational_only(inner)
    for t in SHIFTS:
        yield {name: (1 - t) * entry + t * toward[name] for name, entry in sharp.items()}


def _numeric_multipliers(question: Question) -> Iterator[tuple[Values, str]]:
    names = [c.name for c in question.form.constraints]
    found: list[tuple[Point | None, Solution]] = [(s.point, s) for s in question.dual_claims]
    found += [(s.multipliers, s) for s in question.claims]
    for point, solution in found:
        values = _floating(names, point)
        if values is not None:
            yield values, solution.backend


def _floating(names, point: Point | None) -> Values | None:
    """The entries by name where all are there, finite, and some are floats."""
    if point is None:
        return None
    values = as_values(point)
    if any(name not in values for name in names):
        return None
    kept = {name: values[name] for name in names}
    if all(map(is_exact, kept.values())) or not all(isfinite(float(value)) for value in kept.values()):
        return None
    return kept


def _too_large(question: Question) -> str | None:
    size = len(question.form.variables) + len(question.form.constraints)
    return f"more than {LARGEST} variables and constraints" if size > LARGEST else None
