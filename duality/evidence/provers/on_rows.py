"""Exact points on rows that hold with equality beside the solvers' points: x = e^2 on log(x) <= 2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from math import isclose

from duality.algebra.atoms import scalar_expression, substitute
from duality.algebra.evaluate import value
from duality.algebra.isolating import exact_solutions
from duality.algebra.nearby_rationals import short_fraction
from duality.evidence.attainment import is_settled
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import AtPoint, Evidence
from duality.model.expression import Expression
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.verify.evaluation import as_values, floats

LARGEST = 6
"""Variables up to which it is tried: a symbol for every coordinate takes long to compare."""

DENOMINATOR, ROUNDING, TIGHT = 1000, 1e-9, 1e-6


class PointsOnRows:
    """Coordinates that are no short fractions are solved for, one row after the other; the kernel decides."""

    name = "points on rows"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "p"):
            return "p* is known"
        if question.form.domain.discrete or len(question.form.variables) > LARGEST:
            return f"finite sets, or more than {LARGEST} variables"
        return None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        best = ledger.p.upper_by
        claimed = [claim.point for claim in question.claims if claim.point]
        for point in (*claimed, *([best.point] if best is not None and best.point else [])):
            near = floats(as_values(point))
            if near.keys() == set(question.form.variables):
                found = _on_rows(question.form, near)
                if found is not None:
                    yield Evidence("p", AtPoint(tuple(found.items())), source="a point on rows")
                    if is_settled(ledger, "p"):
                        return


def _on_rows(form: StandardForm, near: Mapping[str, float]) -> dict[str, Scalar] | None:
    """Every coordinate as a short fraction, or solved from a row; ``None`` where one is left, or none is solved."""
    short = {name: short_fraction(entry, DENOMINATOR, ROUNDING) for name, entry in near.items()}
    known: dict[str, Scalar] = {name: entry for name, entry in short.items() if entry is not None}
    if len(known) == len(near):
        return None
    rows = [c.expression for c in chain(form.constraints, form.domain.conditions)]
    tight = [row for row in rows if abs(value(row, {name: near[name] for name in row.variables()})) <= TIGHT]
    while len(known) < len(near):
        before = len(known)
        for row in tight:
            open_ = [name for name in row.variables() if name not in known]
            if len(open_) == 1:
                found = _solved(row, open_[0], known, near)
                known |= {} if found is None else {open_[0]: found}
        if len(known) == before:
            return None
    return {name: known[name] for name in form.variables}


def _solved(row: Expression, name: str, known: Mapping[str, Scalar], near: Mapping[str, float]) -> Scalar | None:
    """The solution that lies beside the numeric coordinate."""
    here = substitute(row, {other: scalar_expression(known[other]) for other in row.variables() if other != name})
    return next(
        (x for x in exact_solutions(here, name) if isclose(float(x), near[name], rel_tol=TIGHT, abs_tol=TIGHT)), None
    )
