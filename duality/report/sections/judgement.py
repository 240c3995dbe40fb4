"""What holds at the answers: slackness table, KKT, convexity, Slater, and the verdict on strong duality."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, scalar_expression
from duality.model.expression import Comparison, Variable
from duality.model.form import Affine
from duality.model.report import Report, SlacknessRow
from duality.model.scalar import Scalar
from duality.model.solution import Label
from duality.records import replace
from duality.report.document import EQUALS, Inline, Line, Lines, Paragraph, Part, Phrase, Symbol, Table, Value, Verdict
from duality.report.notation import Letters
from duality.report.numbers import residual
from duality.report.options import Options
from duality.report.sections.kkt_check import NEARLY, has_proved_saddle, kkt_check, multipliers_differ
from duality.report.sections.outcome import rounded
from duality.report.sections.statement import MOST_ROWS

NOISE = 1e-12
"""Computed entries of the slackness table up to this size are shown as about 0, unless everything is asked for."""

SADDLE = "L(x*, .) <= L(x*, multipliers*) <= L(., multipliers*)"
"""Words and no formula: a narrow page breaks them."""

NOUGHT = Symbol("~0", r"\approx 0")


def judgement(report: Report, letters: Letters, options: Options) -> list[Part]:
    """The table, the checks, the verdict, and the warnings."""
    parts: list[Part] = [*_slackness(report, letters, options)]
    checks = [*kkt_check(report, letters, options), _convexity(report), _slater(report), *_saddle(report)]
    parts.append(Lines("words", tuple(checks)))
    parts.append(_verdict(report))
    warnings = (*report.warnings, *report.primal.warnings, *report.dual.warnings)
    parts += [Paragraph((f"note: {warning}",)) for warning in dict.fromkeys(warnings)]
    return parts


def _slackness(report: Report, letters: Letters, options: Options) -> list[Part]:
    rows = report.slackness if options.verbose else report.slackness[:MOST_ROWS]
    if report.primal.label is not Label.EXACT:
        # At a rational next to x* the values are fractions that mean nothing.
        rows = tuple(replace(row, value=_rounded(row.value), product=_rounded(row.product)) for row in rows)
    if not rows:
        return []
    header: tuple[Phrase, ...] = (
        ("constraint",),
        (Symbol("c(x*)", "c(x^{*})"),),
        ("multiplier",),
        ("product",),
        ("active",),
        ("price (rate ", Symbol("dp*/d(right-hand side)", r"dp^{*}/d(\text{right-hand side})"), ")"),
    )
    table = Table(header, tuple(_row(row, options) for row in rows), "lrrrll")
    hidden = len(report.slackness) - len(rows)
    remarks: list[Phrase] = [(f"... and {hidden} more constraints",)] if hidden else []
    if not options.verbose and any(map(_is_noise, _entries(rows))):
        remarks.append((NOUGHT, f": a computed number of size {residual(NOISE)} at most, which rounding may have made"))
    remarks.append(_convention(report, letters))
    return [table, *(Paragraph(remark) for remark in remarks)]


def _rounded(number: Scalar | float | None) -> Scalar | float | None:
    return None if number is None else rounded(number)


def _entries(rows: Sequence[SlacknessRow]) -> list[Scalar | float | None]:
    return [number for row in rows for number in (row.value, row.multiplier, row.product)]


def _is_noise(value: Scalar | float | None) -> bool:
    """Not 0, not exact, and of the size of rounding errors."""
    return isinstance(value, float) and 0 < abs(value) <= NOISE


def _row(row: SlacknessRow, options: Options) -> tuple[Phrase, ...]:
    active = {True: "yes", False: "no", None: "?"}[row.active]
    entries = _entries([row])
    numbers = [(NOUGHT,) if _is_noise(n) and not options.verbose else _number(n) for n in entries]
    return ((row.name,), *numbers, (active,), _price(row))


def _price(row: SlacknessRow) -> Phrase:
    """The rate; where it differs on both sides of the right-hand side, the interval between the two."""
    if row.rates is None:
        return (*_number(row.price, signed=True), *_while(row))
    low, high = sorted(row.rates, key=float)
    if low == high:
        return _number(low, signed=True)
    return ("[", Value(low, True), ", ", Value(high, True), "]")


def _while(row: SlacknessRow) -> Phrase:
    """while 0 <= r <= 15, with the constraint's name for its right-hand side; how the price moves, where it does."""
    found = row.range
    if found is None or row.price is None or not isinstance(row.price, Fraction):
        return ()
    name = Variable(row.name)
    moving: Phrase = ()
    if found.slope != 0:
        price = affine_expression(Affine(row.price - found.slope * found.right, ((row.name, found.slope),)))
        moving = (EQUALS, price)
    low = None if found.lower is None else scalar_expression(found.lower)
    high = None if found.upper is None else scalar_expression(found.upper)
    if low is not None and high is not None:
        return (*moving, " while ", Comparison(("<=", "<="), (low, name, high)))
    if low is not None:
        return (*moving, " while ", Comparison((">=",), (name, low)))
    return (*moving, " while ", Comparison(("<=",), (name, high))) if high is not None else (*moving, " always")


def _number(value: Scalar | float | None, signed: bool = False) -> Phrase:
    return ("-",) if value is None else (Value(value, signed),)


def _convention(report: Report, letters: Letters) -> Phrase:
    """The signs, and whose multipliers the table shows."""
    phrase = sign_convention({row.kind for row in report.slackness}, letters)
    if multipliers_differ(report):
        return (*phrase, "; the table shows the dual's multipliers")
    return phrase


def sign_convention(kinds: Collection[str], letters: Letters) -> Phrase:
    """L = f + sum alpha_i c_i + sum beta_j h_j, and which multipliers have a sign."""
    alpha, beta = letters.notation.inequality, letters.notation.equality
    total, signs = Symbol("L = f", "L = f"), []
    if "inequality" in kinds:
        total = Symbol(f"{total.text} + sum {alpha}_i c_i", rf"{total.latex} + \sum_i \{alpha}_i c_i")
        signs.append((Symbol(f"{alpha}_i >= 0", rf"\{alpha}_i \ge 0"), " for ", Symbol("c_i(x) <= 0", r"c_i(x) \le 0")))
    if "equality" in kinds:
        total = Symbol(f"{total.text} + sum {beta}_j h_j", rf"{total.latex} + \sum_j \{beta}_j h_j")
        signs.append((Symbol(f"{beta}_j", rf"\{beta}_j"), " free for ", Symbol("h_j(x) = 0", r"h_j(x) = 0")))
    phrase: list[Inline] = ["signs: ", total]
    for sign in signs:
        phrase += [", ", *sign]
    return tuple(phrase)


def _saddle(report: Report) -> list[Line]:
    """The saddle inequality where p* = d* proves it, or as far as it was tried."""
    if not report.form.constraints:
        return []
    if has_proved_saddle(report):
        return [Line(("Saddle",), (f"{SADDLE}: proved, since p* = d* and both are attained",))]
    found = report.kkt_residuals
    if not report.saddle_checked or (found is not None and found.largest > NEARLY):
        return []
    return [Line(("Saddle",), (f"{SADDLE}: checked at {report.saddle_checked} random points, not proved",))]


def _convexity(report: Report) -> Line:
    label = {"proved": "Convex", "refuted": "Not convex", "unknown": "Convex?"}[report.convexity.verdict]
    return Line((label,), (report.convexity.why or "not decided",))


def _slater(report: Report) -> Line:
    slater = report.slater
    said = {"holds": "", "fails": "fails: ", "unknown": "not known: "}[slater.verdict]
    return Line(("Slater",), (f"{said}{slater.why}",))


def _verdict(report: Report) -> Verdict:
    strong = report.strong_duality
    match strong.verdict:
        case "holds":
            by = f" by {strong.theorem}" if strong.theorem else ""
            said = f"STRONG DUALITY{by}: {strong.why}"
        case "fails":
            said = f"WEAK DUALITY ONLY ({strong.theorem or 'Theorem 1'}). {strong.why}"
        case "unknown":
            said = f"STRONG DUALITY NOT DECIDED: {strong.why}"
    return Verdict((said.rstrip(" :"),), strong.verdict)
