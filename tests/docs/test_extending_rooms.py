"""The recipes of docs/extending.md: a toy conjugate, backend, prover, reduction and figure, each a file and a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import pytest

import duality as du
from duality.derivation import standardize
from duality.derivation.rules.univariate import collect, recognition
from duality.derivation.rules.univariate.functions import RECOGNIZERS
from duality.derivation.rules.univariate.functions.exponential import Exponential
from duality.evidence import restatements
from duality.evidence.ledger import Ledger
from duality.evidence.provers import searches
from duality.evidence.question import Question
from duality.evidence.settling import settled
from duality.language import parse
from duality.model.evidence import AtPoint, Evidence, Restated
from duality.model.form import Atom, Bounds, StandardForm
from duality.model.solution import Rigor, Solution, Status
from duality.records import record, replace
from duality.report.charts.marks import Areas
from duality.report.charts.plane import Chart, Panel, Plane
from duality.report.say import Say
from duality.results.figures import order
from duality.results.figures.figure import Table
from duality.results.figures.scene import Scene
from duality.solving import choose
from duality.solving.task import Task

CURVED = "var x\nmin exp(x) + x^2/2\ns.t.\n c: x >= -3"
"""Its minimizer solves exp(x) = -x, and no backend finds it exactly."""


class TestConjugate:
    def test_the_first_recognizer_that_knows_an_atom_wins(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []

        def toy(atom: Atom, bounds: Bounds) -> Sequence[recognition.Weighted] | None:
            if atom.kind != "exp":
                return None
            asked.append(atom.kind)
            return [recognition.Weighted.of(Exponential(), atom.arguments[0])]

        monkeypatch.setattr(collect, "RECOGNIZERS", (toy, *RECOGNIZERS))
        assert du.derive("var x\nmin exp(x)\ns.t.\n a: x >= 1").dual_function.form == "closed"
        assert asked


class _Backend:
    """It claims whatever it is told to."""

    name = "toy"

    def __init__(self, x: float, value: float) -> None:
        self.x, self.value = x, value

    def refusal(self, task: Task) -> str | None:
        return None if task.form.variables == ("x",) else "it takes one variable, x"

    def solve(self, task: Task) -> Solution:
        return Solution(
            Status.OPTIMAL, self.value, Rigor.FOUND, upper=self.value, point=(("x", self.x),), backend=self.name
        )


class TestBackend:
    def test_the_first_that_takes_a_task_answers_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(choose, "BACKENDS", (_Backend(2.0, 4.0),))
        report = du.solve("var x\nmin x^2\ns.t.\n c: x >= 2")
        assert (report.primal.value, report.primal.label) == (4.0, "exact")

    def test_what_it_claims_is_checked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A false claim moves no bound: f(1) = 1 is no value of a feasible point."""
        monkeypatch.setattr(choose, "BACKENDS", (_Backend(1.0, 1.0),))
        report = du.solve("var x\nmin x^2\ns.t.\n c: x >= 2")
        assert report.primal.value != 1.0 or report.primal.label == "numerical"


class _Prover:
    """A point, told by somebody."""

    name = "toy"

    def __init__(self, x: Fraction) -> None:
        self.x = x

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        return None if question.form.variables == ("x",) else "it knows one variable, x"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        yield Evidence("p", AtPoint((("x", self.x),)), source=self.name)


class TestProver:
    def test_its_evidence_is_in_the_ledger(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(searches, "SEARCHES", (_Prover(Fraction(-567143290409784, 10**15)), *searches.SEARCHES))
        assert any(entry.source == "toy" for entry in du.solve(CURVED).evidence)

    def test_a_forged_point_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(searches, "SEARCHES", (_Prover(Fraction(-4)), *searches.SEARCHES))
        report = du.solve(CURVED)
        assert any(name == "toy" for name, _ in report.refused)
        assert not any(entry.source == "toy" for entry in report.evidence)


class TestReduction:
    def test_a_line_among_the_restatements_is_tried(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Rows that repeat another one are left out: the same p*."""

        def without_repeated_rows(form: StandardForm) -> StandardForm | None:
            first = {c.expression: c for c in reversed(form.constraints)}
            kept = tuple(c for c in form.constraints if first[c.expression] is c)
            return None if len(kept) == len(form.constraints) else replace(form, constraints=kept)

        monkeypatch.setitem(restatements.RESTATEMENTS, "repeated rows left out", without_repeated_rows)
        question = Question(standardize(parse(f"{CURVED}\n d: x >= -3")), claims=[_claim(-0.567)])
        ledger = settled(question)
        told = {e.witness.how: e.lower for e in ledger.accepted if isinstance(e.witness, Restated)}
        bound = told["repeated rows left out"]
        assert bound is not None and bound.value == pytest.approx(0.7279690463382)


def _claim(x: float) -> Solution:
    return Solution(Status.OPTIMAL, 0.728, Rigor.FOUND, upper=0.728, point=(("x", x),), backend="toy")


@record
class _Values:
    p: float


class _Figure:
    name = "toy"

    def title(self, say: Say) -> str:
        return say("A bar", "条")

    def data(self, scene: Scene) -> _Values:
        return _Values(float(scene.report.primal.value or 0.0))

    def caption(self, picture: _Values, say: Say) -> str:
        return say(f"p* is {picture.p:g}.", f"p* 为 {picture.p:g}。")

    def description(self, picture: _Values, say: Say) -> str:
        return self.caption(picture, say)

    def chart(self, picture: _Values, say: Say) -> Chart:
        plane = Plane("x", "y", (0.0, 1.0), (0.0, picture.p), height=90)
        return Chart(self.title(say), (Panel(plane, (Areas(((0.2, 0.8, 0.0, picture.p),), "blue", 0.9),)),))

    def table(self, picture: _Values, say: Say) -> Table:
        return Table(("p*",), ((f"{picture.p:g}",),))


class TestFigure:
    def test_it_is_drawn_by_its_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(order, "FIGURES", (*order.FIGURES, _Figure()))
        drawn = du.solve("var x\nmin x^2\ns.t.\n c: x >= 2").figure("toy")
        assert "<rect" in drawn.svg or "<path" in drawn.svg
        assert "p* is 4" in drawn.caption
