"""p* as a function of the letters: a formula a region, x* and the multipliers there, and what was not explored."""

from __future__ import annotations

from collections.abc import Sequence

from duality.model.expression import ZERO, Comparison, Expression, Variable
from duality.model.problem import Sense
from duality.model.regions import Formulas, LetteredReport, Region, ValuePiece, value_pieces
from duality.model.solution import Status
from duality.report.document import EQUALS, Inline, Line, Lines, Name, Paragraph, Part, Phrase, Symbol, Table, Value
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.sections.outcome import MOST_ENTRIES
from duality.report.sections.statement import joined

POINTS = 200
"""Random points of the letters that tell what was not explored."""


def regions(report: LetteredReport, letters: Letters, options: Options) -> list[Part]:
    """The value function piece by piece."""
    names = {m.constraint: letters.name(m.name) for m in report.derivation.dual_function.multipliers}
    lines: list[Line] = []
    for k, piece in enumerate(value_pieces(report.regions)):
        shown = _piece(piece, names, report, letters, options)
        head = value_symbol(report) if k == 0 else ()
        lines += [Line(head, shown[0].body, shown[0].remark), *shown[1:]]
    if report.regions:
        lines += _rates(report, letters)
    lines.append(Line(("regions",), _explored(report)))
    if report.note:
        lines.append(Line((), (f"{report.note}; --set gives the letters values",)))
    return [Lines("formulas", tuple(lines)), *_grid(report)]


def _grid(report: LetteredReport) -> list[Part]:
    """p* by numbers at some values of the letter, with the label of each."""
    if not report.grid:
        return []
    name = report.problem.parameters[0].name
    header: tuple[Phrase, ...] = ((Name(name),), value_symbol(report), ("lower bound",), ("upper bound",), ("label",))
    rows = tuple(
        (
            (Value(point.letter),),
            ("unknown",) if point.value is None else (Value(point.value),),
            (Value(point.lower),),
            (Value(point.upper),),
            (point.label.value,),
        )
        for point in report.grid
    )
    return [Table(header, rows, "rrrrl"), Paragraph(("by numbers, at these values only",))]


def value_symbol(report: LetteredReport) -> Phrase:
    """p*(a, b)."""
    letters = report.problem.parameters
    names, typeset = (", ".join(one) for one in zip(*((p.name, p.latex()) for p in letters), strict=True))
    return (Symbol(f"p*({names})", f"p^{{*}}({typeset})"),)


def infinite(region: Region, sense: Sense) -> Symbol:
    """The value where there is no optimum, in the sense of the statement."""
    above = (region.status is Status.INFEASIBLE) == (sense is Sense.MIN)
    return Symbol("+inf", r"+\infty") if above else Symbol("-inf", r"-\infty")


def where(conditions: Sequence[Comparison]) -> Phrase:
    """where a >= b, b >= 0; for every value of the letters."""
    if not conditions:
        return ("for every value of the letters",)
    return ("where ", *joined([(condition,) for condition in conditions]))


def _piece(
    piece: ValuePiece, names: dict[str, str], report: LetteredReport, letters: Letters, options: Options
) -> list[Line]:
    region = piece.regions[0]
    most = None if options.verbose else MOST_ENTRIES
    if region.status is Status.OPTIMAL and region.value is not None:
        remark = (*where(piece.where), f"   ({region.label.value})")
        lines = [Line((), (letters.expression(region.value),), remark)]
        if region.attained is False:
            return [*lines, Line((), ("not attained",))]
        for one in piece.regions:
            own = piece.own(one)
            lead = ("  where ", *joined([(condition,) for condition in own]), ": at ") if own else ("  at ",)
            lines += _optimum(one, lead, names, most)
        return lines
    word = "infeasible" if region.status is Status.INFEASIBLE else "unbounded"
    lines = [Line((), (infinite(region, report.problem.sense), f" ({word})"), (*where(region.where), "   (exact)"))]
    proof = tuple((names.get(name, name), value) for name, value in region.multipliers if value != ZERO)
    if region.status is Status.INFEASIBLE and proof:
        lines.append(Line((), ("  by the multipliers ", *_formulas(proof, most))))
    if region.ray:
        lines.append(Line((), ("  along the direction ", *_formulas(region.ray, most))))
    return lines


def _optimum(region: Region, lead: Phrase, names: dict[str, str], most: int | None) -> list[Line]:
    """x* and the multipliers that are not 0."""
    lines = [Line((), (*lead, *_formulas(region.point, most)))]
    nonzero = tuple((names.get(name, name), value) for name, value in region.multipliers if value != ZERO)
    return [*lines, Line((), ("  with ", *_formulas(nonzero, most)))] if nonzero else lines


def _formulas(formulas: Formulas, most: int | None) -> Phrase:
    """x = b, y = a - b; long lists are cut."""
    shown: Sequence[tuple[str, Expression]] = formulas if most is None else formulas[:most]
    phrase: list[Inline] = []
    for k, (name, value) in enumerate(shown):
        phrase += [", "] * (k > 0) + [Name(name), EQUALS, value]
    if len(shown) < len(formulas):
        phrase.append(f", ... ({len(formulas)} in all)")
    return tuple(phrase)


def _rates(report: LetteredReport, letters: Letters) -> list[Line]:
    """dp*/db = dL/db at x* and the multipliers: the multiplier of a right-hand side is the derivative of p*."""
    lines = []
    for letter, slope in report.rates:
        symbol = Symbol(f"dp*/d{letter}", rf"\partial p^{{*}}/\partial {Variable(letter).latex()}")
        lines.append(Line((symbol,), (letters.expression(slope),)))
    if lines:
        remark = ("the derivative of L at x* and the multipliers, inside a region",)
        lines[0] = Line(lines[0].label, lines[0].body, remark)
    known = dict(report.rates)
    others = [letter.name for letter in report.problem.parameters if letter.name not in known]
    if others:
        symbols = joined(
            [(Symbol(f"dp*/d{letter}", rf"\partial p^{{*}}/\partial {Variable(letter).latex()}"),) for letter in others]
        )
        why = "X moves with the letter, or L is not smooth in it"
        lines.append(Line((), (*symbols, ": the derivative of each formula of p*"), (why,)))
    return lines


def _explored(report: LetteredReport) -> Phrase:
    if not report.regions:
        return ("none was found",)
    if report.complete:
        return ("these are all: that nothing is left out is proved; d* = p* on each with an optimum",)
    if report.unexplored:
        share = f"{100 * report.unexplored:.1f}%"
        of = f"{POINTS} sampled points" if report.sampled else "the values around these"
        return (f"not explored: {share} of {of}; d* = p* on those with an optimum",)
    if not report.sampled:
        return ("all but single values lie in these; d* = p* on each with an optimum",)
    return (f"all of {POINTS} sampled points lie in these; d* = p* on each with an optimum",)
