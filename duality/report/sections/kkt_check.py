"""Does KKT hold at the answers: by gradients, by subgradients where there are none; not at all where X is discrete."""

from __future__ import annotations

from fractions import Fraction
from math import isnan, nan

from duality.model.report import Report, SubgradientCondition
from duality.model.solution import Label, Point, Status
from duality.report.document import EQUALS, Inline, Line, Phrase, Symbol, Value
from duality.report.notation import Letters
from duality.report.numbers import residual
from duality.report.options import Options
from duality.report.sections.kkt_points import kkt_lines
from duality.report.sections.outcome import point_phrase

TIMES = Symbol("*", r"\,")

TIGHT = 1e-6
"""KKT residuals up to this size are called satisfied."""

NEARLY = 1e-3
"""Residuals up to this size, at numbers that a solver computed, do not tell that KKT is violated."""

ROUNDING = 1e-9

MOST_KINKS = 4
"""Functions without a gradient that are named."""

MOST_VECTORS = 6
"""Subgradients that are shown unless everything is asked for."""


def kkt_check(report: Report, letters: Letters, options: Options) -> list[Line]:
    """The conditions at x*, then the KKT points that were found."""
    if report.form.domain.discrete:
        return [Line(("KKT",), _discrete(report))]
    lines: list[Line] = []
    # Under a gap the dual's multipliers are no KKT multipliers: the points that were found tell the story.
    if not (report.strong_duality.verdict == "fails" and report.kkt_points):
        condition = report.subgradients
        lines += [] if condition is None else _subgradients(report, condition, letters, options)
        lines += _residuals(report, letters, () if lines else ("KKT",))
    return [*lines, *kkt_lines(report, letters, options, "KKT points" if lines else "KKT")]


def _discrete(report: Report) -> Phrase:
    """Where gradients mean nothing, the saddle point remains: x* minimizes L(., multipliers*) over X."""
    names = list(dict.fromkeys(name for finite in report.form.domain.discrete for name in finite.variables))
    whole = len(names) == len(report.form.variables)
    said = "does not apply: X is discrete" if whole else f"does not apply: X is discrete in {', '.join(names)}"
    if has_proved_saddle(report):
        if not report.form.constraints:
            return (f"{said}; x* is the best of all points of X",)
        return (f"{said}; instead x* minimizes L(., multipliers*) over X, and every multiplier times its c_i(x*) is 0",)
    return (said,)


def has_proved_saddle(report: Report) -> bool:
    """f(x*) = theta_D(multipliers*), both exact: (x*, multipliers*) is a saddle point of L."""
    return report.exact_gap == 0 and has_exact_answers(report)


def has_exact_answers(report: Report) -> bool:
    """x* and multipliers* attain exact values."""
    sides = (report.primal, report.dual)
    return all(s.point is not None and s.attained and s.label is Label.EXACT for s in sides)


def _residuals(report: Report, letters: Letters, label: Phrase) -> list[Line]:
    """How far the conditions are from being satisfied; that of stationarity is told with the subgradients."""
    found = report.kkt_residuals
    if found is None:
        return []
    named = {"feasibility": found.primal, "dual feasibility": found.dual, "slackness": found.slackness}
    if report.subgradients is None:
        named = {"stationarity": found.stationarity, **named}
    off = {name: value for name, value in named.items() if value > TIGHT}
    if any(map(isnan, named.values())):
        said = "not decided: stationarity could not be evaluated at x*"
    elif off and max(off.values()) <= NEARLY and not has_exact_answers(report):
        said = f"satisfied to within {residual(max(off.values()))}, at computed numbers that are not exact"
    elif off:
        said = f"not satisfied: {'; '.join(f'{name} is off by {residual(value)}' for name, value in off.items())}"
    else:
        said = f"{', '.join(named)}: all hold (largest residual {residual(max(named.values()))})"
    own = report.primal.multipliers if multipliers_differ(report) else None
    whose: Phrase = () if not own else ("; at x* with its own ", *point_phrase(own, _names(report, letters)))
    return [Line(label, (said, *whose))]


def multipliers_differ(report: Report) -> bool:
    """With a gap the optimal multipliers of the dual and those of KKT at x* are two things."""
    apart = report.gap is not None and report.gap > TIGHT
    return apart and report.strong_duality.verdict != "holds" and report.dual.status is Status.OPTIMAL


def _subgradients(report: Report, condition: SubgradientCondition, letters: Letters, options: Options) -> list[Line]:
    """Which functions have no gradient, the condition that takes its place, and the vectors that satisfy it."""
    how = "proved exactly" if condition.exact else "computed, not proved"
    if condition.verdict == "holds" and not condition.exact and has_proved_saddle(report):
        how = "proved, since p* = d* and both are attained; in decimals"
    along = point_phrase(condition.direction, {})
    if condition.verdict == "unknown":
        return [Line(("KKT",), (_by_values(report, condition),))] if condition.kinks else []
    lines: list[Line] = []
    if condition.kinks:
        whose = "Clarke's subgradients" if condition.clarke else "subgradients"
        head = f"{_without_gradient(condition)}; with {whose} it is "
        lines.append(Line(("KKT",), (head, *_zero(report, letters, condition))))
    label: Phrase = () if lines else ("KKT",)
    match condition.verdict:
        case "holds":
            enough = "; necessary at a minimum, and enough for convex problems only" if condition.clarke else ""
            return [*lines, Line(label, (f"holds ({how}): ", *_sum(report, condition, options), enough))]
        case "fails" if condition.for_all:
            what = "it" if lines else "the conditions"
            falls = "to first order, f falls and no active constraint rises along "
            said = f"no multipliers satisfy {what} at x* ({how}): {falls}"
            return [*lines, Line(label, (said, *along))]
        case "fails" if condition.off <= NEARLY and not has_exact_answers(report):
            near = f"satisfied to within {residual(condition.off)}, at computed numbers that are not exact"
            return [*lines, Line(label, (near,))]
        case "fails":
            return [*lines, Line(label, (f"not satisfied ({how}): to first order, L falls along ", *along))]


def _without_gradient(condition: SubgradientCondition) -> str:
    names = ", ".join(condition.kinks[:MOST_KINKS])
    more = ", ..." if len(condition.kinks) > MOST_KINKS else ""
    return f"{names}{more} {'has' if len(condition.kinks) == 1 else 'have'} no gradient at x*"


def _by_values(report: Report, condition: SubgradientCondition) -> str:
    """Where no subgradients are known: L(x*, multipliers*) against its infimum over D."""
    head = _without_gradient(condition)
    if has_proved_saddle(report):
        return f"{head}; instead x* minimizes L(., multipliers*) over D, since p* = d* and both are attained"
    off = nan if report.kkt_residuals is None else report.kkt_residuals.stationarity
    if isnan(off):
        return f"{head}: stationarity is not decided"
    return f"{head}; L(x*, multipliers*) and inf L(., multipliers*) over D differ by {residual(off)}"


def _zero(report: Report, letters: Letters, condition: SubgradientCondition) -> Phrase:
    """0 in df(x*) + sum alpha_i dc_i(x*) + N_D(x*), of the terms that the problem has."""
    alpha, beta, form = letters.notation.inequality, letters.notation.equality, report.form
    terms = [Symbol("0 in df(x*)", r"0 \in \partial f(x^{*})")]
    if form.inequalities:
        terms.append(Symbol(f" + sum {alpha}_i dc_i(x*)", rf" + \sum_i \{alpha}_i \partial c_i(x^{{*}})"))
    if form.equalities:
        d = r"\partial" if condition.clarke else r"\nabla"
        terms.append(Symbol(f" + sum {beta}_j dh_j(x*)", rf" + \sum_j \{beta}_j {d} h_j(x^{{*}})"))
    if form.domain.bounds or form.domain.conditions:
        terms.append(Symbol(" + N_D(x*)", " + N_D(x^{*})"))
    return tuple(terms)


def _sum(report: Report, condition: SubgradientCondition, options: Options) -> Phrase:
    """(1/2, 1) of f + 1/2*(-1, -2) of c1 + (0, 1) of N_D = 0; a number where there is one variable."""
    own = dict(report.primal.multipliers or ()) if multipliers_differ(report) else {}
    multipliers = {row.name: row.multiplier for row in report.slackness} | own | dict(condition.multipliers)
    vectors = condition.subgradients if options.verbose else condition.subgradients[:MOST_VECTORS]
    shown: list[Inline] = []
    for name, vector in vectors:
        weight = Fraction(1) if name == "f" else multipliers.get(name)
        sign = " - " if shown and weight is not None and weight < 0 else " + " if shown else ""
        size = None if weight is None else abs(weight) if shown else weight
        times: Phrase = () if size is None or size == 1 else (Value(size), TIMES)
        shown += [sign, *times, *_vector(vector), f" of {name}"]
    if len(vectors) < len(condition.subgradients):
        shown.append(" + ...")
    if any(value != 0 for _, value in condition.normal):
        shown += [" + ", *_vector(condition.normal), " of N_D"]
    return (*shown, EQUALS, Value(Fraction(0)))


def _vector(vector: Point) -> Phrase:
    # What rounding left of a 0 is shown as 0: the vectors of a computed sum are no more exact than that.
    shown = [Value(Fraction(0) if isinstance(v, float) and abs(v) <= ROUNDING else v) for _, v in vector]
    if len(shown) == 1:
        return (shown[0],)
    parts: list[Inline] = ["("]
    for k, value in enumerate(shown):
        parts += [", " if k else "", value]
    return (*parts, ")")


def _names(report: Report, letters: Letters) -> dict[str, str]:
    return {m.constraint: letters.name(m.name) for m in report.derivation.dual_function.multipliers}
