"""The words of `check` and of `demo`: grades, a judged candidate, bounds at several multipliers."""

from __future__ import annotations

from math import isnan

from duality.model.scalar import Scalar
from duality.report.document import EQUALS, Inline, Line, Lines, Part, Phrase, Symbol, Table, Value, Verdict
from duality.report.notation import Letters
from duality.report.numbers import residual
from duality.report.options import Options
from duality.report.sections.outcome import P_STAR, point_phrase
from duality.report.subjects import Candidate, Grading


def graded(grading: Grading) -> list[Part]:
    """A line for every known answer, and how many hold."""
    header: tuple[Phrase, ...] = (("",), ("expected",), ("found",), ("",))
    rows = tuple(
        (("ok" if grade.passed else "FAIL",), (grade.expected,), (grade.found,), (grade.why,))
        for grade in grading.grades
    )
    passed = sum(grade.passed for grade in grading.grades)
    said = f"{passed} of {len(rows)} known answers hold"
    return [Table(header, rows, "llll"), Verdict((said,), "holds" if grading.passed else "fails")]


def judged(candidate: Candidate, letters: Letters, options: Options) -> list[Part]:
    """Feasibility and the upper bound, the lower bound, and the saddle inequality where both are given."""
    lines: list[Line] = []
    if candidate.point is not None:
        lines.append(Line((Symbol("x", "x"),), point_phrase(candidate.point, {}, None)))
        lines.append(_primal(candidate))
    if candidate.multipliers is not None:
        names = {m.constraint: letters.name(m.name) for m in candidate.derivation.dual_function.multipliers}
        lines.append(Line(("multipliers",), point_phrase(candidate.multipliers, names, None)))
        lines.append(_dual(candidate, letters))
    parts: list[Part] = []
    if candidate.residuals is not None:
        found = candidate.residuals
        named = (
            ("stationarity", found.stationarity),
            ("feasibility", found.primal),
            ("dual feasibility", found.dual),
            ("slackness", found.slackness),
        )
        told = [f"{name} {'not decided' if isnan(value) else residual(value)}" for name, value in named]
        lines.append(Line(("KKT",), (", ".join(told),), ("residuals",)))
    elif candidate.point is not None and candidate.derivation.form.domain.discrete:
        lines.append(Line(("KKT",), ("does not apply: X is discrete",)))
    parts.append(Lines("words", tuple(lines)))
    return [*parts, _saddle(candidate)]


def _primal(candidate: Candidate) -> Line:
    sense = candidate.derivation.form.sign
    if candidate.violations:
        infinity = Symbol("+inf", r"+\infty")
        return Line(("theta_P",), (f"not feasible ({', '.join(candidate.violations)}): theta_P(x) = ", infinity))
    assert candidate.primal_value is not None, "a feasible point has a value"
    value = _in_sense(candidate.primal_value, sense)
    relation, word = ("<=", "an upper") if sense > 0 else (">=", "a lower")
    return Line(("theta_P",), ("feasible: ", P_STAR, f" {relation} ", Value(value), f", {word} bound"))


def _dual(candidate: Candidate, letters: Letters) -> Line:
    symbol = letters.notation.dual_function
    label: Phrase = (symbol,)
    if candidate.dual_value is None:
        return Line(label, ("no closed form, so nothing is proved by these multipliers",))
    if isinstance(candidate.dual_value, float) and candidate.dual_value == float("-inf"):
        return Line(label, (Symbol("-inf", r"-\infty"), ": outside the effective domain, nothing is proved"))
    sense = candidate.derivation.form.sign
    value = _in_sense(candidate.dual_value, sense)
    relation, word = (">=", "a lower") if sense > 0 else ("<=", "an upper")
    return Line(label, (Value(candidate.dual_value), ": ", P_STAR, f" {relation} ", Value(value), f", {word} bound"))


def _saddle(candidate: Candidate) -> Verdict:
    saddle = candidate.is_saddle
    both: tuple[Inline, ...] = (Symbol("theta_P(x)", r"\theta_P(x)"), EQUALS, Symbol("theta_D", r"\theta_D"))
    if saddle:
        return Verdict((*both, ": a saddle point, x is optimal and so are the multipliers"), "holds")
    if saddle is False:
        return Verdict(("not a saddle point: the two bounds differ",), "fails")
    if candidate.point is not None and candidate.multipliers is None:
        said = "feasible" if not candidate.violations else "not feasible"
        return Verdict((said,), "holds" if candidate.passed else "fails")
    if candidate.point is None:
        return Verdict(("a valid bound" if candidate.passed else "no bound",), "holds" if candidate.passed else "fails")
    return Verdict(("undecided: theta_D is not known in closed form",), "unknown")


def _in_sense(value: Scalar | float, sense: int) -> Scalar | float:
    return value if sense > 0 else 0 - value
