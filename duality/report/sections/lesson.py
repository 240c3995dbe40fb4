"""The words of a lesson: bounds from feasible points, bounds from multipliers, the two-sided line, what it teaches."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from duality.model.report import Report
from duality.model.scalar import Scalar
from duality.model.solution import Point, Solution, Status
from duality.report.document import Drawing, Enumeration, Heading, Inline, Paragraph, Part, Phrase, Symbol, Table, Value
from duality.report.notation import Letters
from duality.report.number_line import BOUND, GAP, OPEN, STAR, TRIAL, Mark, number_line
from duality.report.numbers import scalar_text
from duality.report.phrases import phrase_text
from duality.report.sections.outcome import P_STAR, exact_value, point_phrase
from duality.report.subjects import Bound, Lesson, Minimizer

MOST_NAMED = 2
"""Points with more coordinates are written as tuples, their names once above the table."""

LONGEST_POINT = 40
MOST_COORDINATES = 4
MOST_TRIALS = 4
LONGEST_LAGRANGIAN = 34
LONGEST_ROW = 118
LONGEST_EXACTLY = 6
EQUAL = 1e-6
"""d* and p* no further apart than this, relatively, are one mark of the line where strong duality holds."""

Names = Mapping[str, str]
Listing = Callable[[Point], Phrase]


def feasible_points(lesson: Lesson) -> list[Part]:
    """f at some feasible points: each is a bound on p*, from above for a minimization."""
    report = lesson.report
    if report.primal.status is Status.INFEASIBLE:
        return [Paragraph(("No x is feasible, so there is no upper bound: ", P_STAR, " is ", _infinity(report), "."))]
    f = _objective(report)
    side, better = ("<=", "least") if report.form.sign > 0 else (">=", "largest")
    said: list[Inline] = ["Each feasible x proves ", P_STAR, f" {side} ", f]
    said.append(f"; the {better} such value is ")
    said += [P_STAR, ", where it is reached."] if report.primal.attained else [P_STAR, ", or comes near to it."]
    if report.primal.status is Status.UNBOUNDED:
        said[-3:] = ["; there is no ", better, " one, and ", P_STAR, " is ", _infinity(report), "."]
    trials = sorted(lesson.trials, key=lambda trial: -report.form.sign * float(trial.value))[-MOST_TRIALS:]
    if not trials:
        return [Paragraph(tuple(said))]
    list_of = _listing([trial.point for trial in trials], {})
    rows = tuple((list_of(t.point), (Value(t.value),), (P_STAR, f" {side} ", Value(t.value))) for t in trials)
    table = Table((("feasible x",), (f,), ("so",)), rows, "lrl")
    return [Paragraph(tuple(said)), table, *_order(trials[0].point, {}, list_of)]


def lesson_bounds(lesson: Lesson, letters: Letters, names: Names) -> list[Part]:
    """theta_D at several multipliers with the minimizers of L: each is a bound on p*."""
    report, bounds = lesson.report, lesson.bounds
    if not bounds:
        return []
    theta = letters.notation.dual_function
    known = any(bound.minimizers or bound.attained is False for bound in bounds)
    list_of = _listing([bound.multipliers for bound in bounds], names)
    points_of = _listing([minimizer.point for bound in bounds for minimizer in bound.minimizers], {})
    columns: dict[str, list[Phrase]] = {"multipliers": [list_of(bound.multipliers) for bound in bounds]}
    formulas: list[Phrase] = [("-",) if bound.lagrangian is None else (bound.lagrangian,) for bound in bounds]
    if 1 < _width(formulas) <= LONGEST_LAGRANGIAN:
        columns["L"] = formulas
    if known:
        columns["a minimizer of L"] = [_minimizers(bound, points_of) for bound in bounds]
        columns["feasible"] = [_feasible(bound) for bound in bounds]
    columns[theta.text] = [(Value(bound.value),) for bound in bounds]
    columns["so"] = [_proved(bound, report) for bound in bounds]
    if sum(3 + max(len(title), _width(cells)) for title, cells in columns.items()) > LONGEST_ROW:
        columns.pop("L", None)
    header = tuple((theta,) if title == theta.text else (title,) for title in columns)
    table = Table(header, tuple(zip(*columns.values(), strict=True)), "l" * (len(header) - 2) + "rl")
    order = _order(bounds[0].multipliers, names, list_of)
    return [Paragraph(_weak_duality(report, theta)), table, *order, *_closing(bounds)]


def _width(cells: list[Phrase]) -> int:
    return max(len(phrase_text(cell)) for cell in cells)


def _weak_duality(report: Report, theta: Symbol) -> Phrase:
    """Why theta_D bounds p*."""
    words = ("Weak duality: every choice of multipliers gives a bound. Where x is feasible, L <= f, so ", theta)
    if report.form.sign > 0:
        return (*words, ", the infimum of L over X, is at most ", P_STAR, ".")
    return (
        *words,
        ", the infimum of L over X, is at most the min form's value, and ",
        P_STAR,
        " at most its negative.",
    )


def _objective(report: Report) -> Symbol:
    """What is minimized or maximized, in the sense of the statement; f belongs to the min form."""
    return Symbol("f(x)", "f(x)") if report.form.sign > 0 else Symbol("objective", r"\text{objective}")


def _closing(bounds: tuple[Bound, ...]) -> list[Part]:
    said = "Where a minimizer of L is feasible and every product multiplier * c(x) is 0, the bound is p* itself."
    return [Paragraph((said,))] if any(bound.minimizers for bound in bounds) else []


def _minimizers(bound: Bound, list_of: Listing) -> Phrase:
    if bound.attained is False:
        return ("not attained",)
    if bound.value == -math.inf:
        return ("L falls forever",)
    if not bound.minimizers:
        return ("?",)
    phrase: list[Inline] = []
    for k, minimizer in enumerate(bound.minimizers[:MOST_NAMED]):
        phrase += [" or "] * (k > 0) + list(list_of(minimizer.point))
    more = bound.complete is False or len(bound.minimizers) > MOST_NAMED
    return (*phrase, ", not alone") if more else tuple(phrase)


def _feasible(bound: Bound) -> Phrase:
    if not bound.minimizers:
        return ("",)
    answers = list(dict.fromkeys(map(_answer, bound.minimizers[:MOST_NAMED])))
    return (" / ".join(answers),)


def _answer(minimizer: Minimizer) -> str:
    broken = minimizer.broken
    if not broken:
        return "yes"
    return f"no: {', '.join(broken[:2])}{', ...' if len(broken) > 2 else ''}"


def _proved(bound: Bound, report: Report) -> Phrase:
    if bound.value == -math.inf:
        return ("nothing is proved",)
    value, side = _in_sense(bound.value, report.form.sign), "<=" if report.form.sign > 0 else ">="
    return (Value(value), f" {side} ", P_STAR)


def drawn_line(lesson: Lesson, letters: Letters) -> list[Part]:
    """The two-sided number line: bounds from multipliers, values of f, d* and p* between them."""
    report = lesson.report
    sense = report.form.sign
    values = [_in_sense(bound.value, sense) for bound in lesson.bounds]
    bounds = {float(v): Mark(float(v), _brief(v), BOUND) for v in values if math.isfinite(float(v))}
    trials = {float(t.value): Mark(float(t.value), _brief(t.value), TRIAL) for t in lesson.trials}
    d_star, p_star = _star("d*", report.dual), _star("p*", report.primal)
    if d_star is not None and p_star is not None and _meet(report):
        p_star = d_star = Mark(p_star.value, f"d* = {p_star.text}", STAR)
    stars = [star.value for star in (d_star, p_star) if star is not None]
    bounds, trials = _apart(bounds, stars), _apart(trials, stars)
    decided = report.strong_duality.verdict != "unknown"
    rows = number_line(bounds.values(), trials.values(), d_star, p_star, GAP if decided else OPEN)
    if not rows:
        return []
    theta = letters.notation.dual_function.text
    below, above = ("lower", "upper") if sense > 0 else ("upper", "lower")
    shown = theta if sense > 0 else f"-{theta}"
    f = _objective(report).text
    signs = [f"{BOUND} {shown} at the multipliers above, {below} bounds"] if bounds else []
    signs += [f"{TRIAL} {f} at feasible points, {above} bounds"] if trials else []
    caption: list[Phrase] = [("   ".join(signs),)] if signs else []
    if d_star is not p_star and d_star is not None and p_star is not None:
        gap = f"{GAP} the gap: no {shown} and no {f} of a feasible x ever lies inside"
        caption.append((gap if decided else f"{OPEN} whether there is a gap is not decided",))
    return [Drawing(tuple(row for row in rows if row), tuple(caption))]


def _meet(report: Report) -> bool:
    first, second = report.primal.value, report.dual.value
    if first is None or second is None or report.strong_duality.verdict == "fails":
        return False
    return first == second or abs(first - second) <= EQUAL * max(1.0, abs(first))


def _apart(marks: dict[float, Mark], stars: list[float]) -> dict[float, Mark]:
    """The marks that are no star up to rounding: a star covers its own."""
    return {v: m for v, m in marks.items() if all(abs(v - star) > EQUAL * max(1.0, abs(v)) for star in stars)}


def _star(name: str, solution: Solution) -> Mark | None:
    if solution.value is None:
        return None
    exact = exact_value(solution)
    return Mark(solution.value, f"{name} = {_brief(solution.value if exact is None else exact)}", STAR)


def _brief(value: Scalar | float, digits: int = 5) -> str:
    """Exactly if that is short, else so many digits."""
    exactly = scalar_text(value)
    if not isinstance(value, float) and len(exactly) <= LONGEST_EXACTLY:
        return exactly
    shown = f"{float(value):#.{digits}g}"
    return shown.rstrip(".") if "e" not in shown and value != 0 else f"{float(value):.{digits}g}"


def teachings(lesson: Lesson) -> list[Part]:
    """The notes in their author's words, then the questions."""
    parts: list[Part] = []
    if lesson.teachings:
        parts.append(Heading("What it teaches"))
        parts += [Paragraph((text,)) for text in lesson.teachings]
    if lesson.questions:
        parts.append(Heading("To think about"))
        parts.append(Enumeration(tuple((text,) for text in lesson.questions)))
    return parts


def _listing(points: list[Point], names: Names) -> Listing:
    """How these points are written: with names while that is short, else as tuples."""
    named = all(len(point) <= MOST_NAMED for point in points)
    if named and all(len(phrase_text(point_phrase(point, dict(names)))) <= LONGEST_POINT for point in points):
        return lambda point: point_phrase(point, dict(names))
    return _tuple


def _tuple(point: Point) -> Phrase:
    shown = ", ".join(_brief(value, 4) for _, value in point[:MOST_COORDINATES])
    return (f"({shown}, ...)" if len(point) > MOST_COORDINATES else f"({shown})",)


def _order(point: Point, names: Names, list_of: Listing) -> list[Part]:
    """Which coordinate is which, where tuples do not say it."""
    if list_of is not _tuple:
        return []
    shown = [names.get(name, name) for name, _ in point[:MOST_COORDINATES]]
    more = ", ..." if len(point) > MOST_COORDINATES else ""
    return [Paragraph((f"in the order {', '.join(shown)}{more}",))]


def _in_sense(value: Scalar | float, sense: int) -> Scalar | float:
    return value if sense > 0 else 0 - value


def _infinity(report: Report) -> Symbol:
    positive = (report.form.sign > 0) == (report.primal.status is Status.INFEASIBLE)
    return Symbol("+inf", r"+\infty") if positive else Symbol("-inf", r"-\infty")
