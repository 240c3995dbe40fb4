"""Iterations in words: what the theory allows, and a table of rounds for every run."""

from __future__ import annotations

from fractions import Fraction

from duality.model.iteration import Course, Iterations, Round, Run, StepBound
from duality.model.report import Report
from duality.model.scalar import Scalar
from duality.model.solution import Point
from duality.report.document import Heading, Inline, Line, Lines, Name, Paragraph, Part, Phrase, Symbol, Table, Value
from duality.report.notation import Letters
from duality.report.numbers import decimal, residual, scalar_text
from duality.report.sections.outcome import D_STAR, exact_value

ANY_RHO = "every rho > 0 converges where the convex problem has a saddle point, and a larger one in fewer rounds"

MOST_COLUMNS = 3
"""Multipliers, variables and constraints that get a column each; the rest is left out, and the table says so."""

LONGEST = 9
METHOD = {
    "ascent": "x minimizes L; then beta moves by step*h(x), and alpha by step*c(x), but not below 0",
    "multipliers": "x minimizes L + rho/2*|h(x)|^2 (for c(x) <= 0: |max(0, c(x) + alpha/rho)|^2); then beta moves by "
    "rho*h(x), and alpha by rho*c(x), but not below 0",
}


def iterated(subject: Iterations, letters: Letters) -> list[Part]:
    """The methods and their theory, then every run."""
    methods = dict.fromkeys((run.method, run.title) for run in subject.runs)
    lines = [
        Line(("method" if k == 0 else "",), (f"{title}: {METHOD[name]}",)) for k, (name, title) in enumerate(methods)
    ]
    lines += [Line(("steps",), _allowed(subject.bound))] if any(name == "ascent" for name, _ in methods) else []
    if any(name == "multipliers" for name, _ in methods):
        lines.append(Line(("rho",), (ANY_RHO,)))
    parts: list[Part] = [Lines("words", tuple(lines))]
    for run in subject.runs:
        parts += _run(run, subject, letters)
    return parts


def _allowed(bound: StepBound | None) -> Phrase:
    if bound is None:
        return ("no bound on the step is known here",)
    shown: list[Inline] = ["dual ascent converges for steps below ", Value(bound.value)]
    if bound.scope == "everywhere":
        shown.append(" from every start, and for no larger one" if bound.sharp else " from every start")
    else:
        shown.append(" from starts near the optimum")
    shown.append(f" ({bound.why}; {bound.label.value})")
    return tuple(shown)


def _run(run: Run, subject: Iterations, letters: Letters) -> list[Part]:
    report = subject.report
    names = {m.constraint: letters.name(m.name) for m in report.derivation.dual_function.multipliers}
    d_star = _min_form(report)
    first = run.rounds[0]
    header: list[Phrase] = [("k",), *((Name(names[name]),) for name, _ in first.multipliers[:MOST_COLUMNS])]
    header += [(Name(name),) for name, _ in first.x[:MOST_COLUMNS]]
    kinds = {c.name: "h" if c.constraint.kind == "equality" else "c" for c in report.form.constraints}
    header += [(f"{kinds[name]}: {name}",) for name, _ in first.constraints[:MOST_COLUMNS]]
    header += [(letters.notation.dual_function,)]
    header += [] if d_star is None else [(D_STAR, " - ", letters.notation.dual_function)]
    rows = tuple(_row(each, d_star) for each in run.rounds)
    step = Symbol("rho", r"\rho") if run.method == "multipliers" else "step"
    heading = f"{run.title}, {step if isinstance(step, str) else step.text} {scalar_text(run.step)}"
    parts: list[Part] = [Heading(heading), Table(tuple(header), rows, "r" * len(header))]
    hidden = max(len(first.multipliers), len(first.x), len(first.constraints)) - MOST_COLUMNS
    if hidden > 0:
        parts.append(Paragraph((f"only the first {MOST_COLUMNS} of each kind are shown; theta_D is of all",)))
    parts.append(Paragraph((_course(run),)))
    return parts


def _min_form(report: Report) -> Scalar | float | None:
    """d* of the min form, exact where it is a rational."""
    if report.dual.value is None:
        return None
    exact = exact_value(report.dual)
    return report.form.sign * (report.dual.value if exact is None else exact)


def _row(each: Round, d_star: Scalar | float | None) -> tuple[Phrase, ...]:
    cells: list[Phrase] = [(str(each.k),)]
    for point in (each.multipliers, each.x, each.constraints):
        cells += _numbers(point)
    cells.append((_short(each.theta),))
    if d_star is not None:
        exact = isinstance(d_star, Fraction) and isinstance(each.theta, Fraction)
        distance = d_star - each.theta if exact else float(d_star) - float(each.theta)
        cells.append((residual(float(distance)),))
    return tuple(cells)


def _numbers(point: Point) -> list[Phrase]:
    return [(_short(value),) for _, value in point[:MOST_COLUMNS]]


def _short(value: Scalar | float) -> str:
    exactly = scalar_text(value)
    return exactly if len(exactly) <= LONGEST else decimal(float(value))


def _course(run: Run) -> str:
    """What was seen, which is no proof of what will come."""
    count, last = len(run.rounds), run.rounds[-1]
    match run.course:
        case Course.CONVERGED:
            said = f"converged: after {count} rounds the multipliers stand still"
        case Course.APPROACHING:
            said = f"on its way: the moves shrink, and the last of {count} rounds moves by {decimal(last.move)}"
        case Course.NOT_SETTLING:
            said = f"not settling: the last of {count} rounds still moves by {decimal(last.move)}"
        case Course.DIVERGING:
            said = f"diverging: the moves grow, from {decimal(run.rounds[0].move)} to {decimal(last.move)}"
    return f"{said}; {run.note}" if run.note else said
