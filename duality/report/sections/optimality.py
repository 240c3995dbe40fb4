"""The KKT system as equations, and the steps of the derivation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from duality.model.derivation import KKT, Derivation, StationarityEquation, Step
from duality.model.expression import ZERO, Comparison, Number, Relation, Variable
from duality.model.printing import latex, text
from duality.report.document import Heading, Line, Lines, Name, Part, Symbol
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.sections.statement import labeled, mapped

_RATIONAL = re.compile(r"-?\d+(?:/\d+)?")

MOST_NAMED = 8
"""Variables of finite sets that are named unless everything is asked for."""


def kkt_system(kkt: KKT, letters: Letters, options: Options) -> list[Part]:
    """Stationarity, primal and dual feasibility, complementary slackness, one condition a line."""
    if kkt.discrete and not kkt.stationarity:
        return [Heading("KKT conditions"), Lines("words", (Line(("KKT",), ("does not apply: X is discrete",)),))]
    stationarity = mapped(lambda equation: _stationarity(equation, letters), kkt.stationarity, options)
    if kkt.nonsmooth:
        stationarity.append(Line((), (f"with subgradients where {', '.join(kkt.nonsmooth)} is not differentiable",)))
    if kkt.discrete:
        shown = kkt.discrete if options.verbose else kkt.discrete[:MOST_NAMED]
        more = ", ..." if len(shown) < len(kkt.discrete) else ""
        stationarity.append(Line((), (f"not in {', '.join(shown)}{more}: X is discrete there",)))
    lines: list[Line] = []
    for label, rows in (
        ("stationary", stationarity),
        ("primal", _comparisons(kkt.primal, letters, options)),
        ("dual", _comparisons(kkt.dual, letters, options)),
        ("slackness", _comparisons(kkt.slackness, letters, options)),
    ):
        lines += labeled(label, rows)
    return [Heading("KKT conditions"), Lines("formulas", tuple(lines))] if lines else []


def _stationarity(equation: StationarityEquation, letters: Letters) -> Line:
    """dL/dx = 0; with a bound >= 0, with two = 0 between them and of one sign at each; else 0 in dL/dx + N_X(x)."""
    cone = equation.normal_cone
    if not cone.startswith("N_X"):
        equals = letters.comparison(Comparison(("=",), (equation.expression, ZERO)))
        return Line((), (equals,), ("in ", Name(equation.variable), f"; {cone}" if cone else ""))
    # Names may hold commas themselves: ship[1, 2].
    bounds = cone.removeprefix(f"N_X({equation.variable})").removeprefix(", ")
    name = equation.variable
    at_least, at_most = bounds.removesuffix(f" <= {name}"), bounds.removeprefix(f"{name} <= ")
    sides: tuple[tuple[Relation, Relation, str], ...] = ((">=", ">", at_least), ("<=", "<", at_most))
    for relation, off, level in sides:
        if level != bounds and "<" not in level:
            row = letters.comparison(Comparison((relation,), (equation.expression, ZERO)))
            return Line((), (row, ", and = 0 where ", Name(name), Symbol(f" {off} {level}", f" {off} {level}")))
    lower, between, upper = bounds.partition(f" <= {name} <= ")
    if between and _RATIONAL.fullmatch(lower) and _RATIONAL.fullmatch(upper):
        row = letters.comparison(Comparison(("=",), (equation.expression, ZERO)))
        ends = Number(Fraction(lower)), Variable(name), Number(Fraction(upper))
        inside = letters.comparison(Comparison(("<", "<"), ends))
        at = [Symbol(text(end), latex(end)) for end in (ends[0], ends[2])]
        signs = (", ", Symbol(">= 0", r"\ge 0"), " at ", at[0], ", ", Symbol("<= 0", r"\le 0"), " at ", at[1])
        return Line((), (row, " where ", inside, *signs), ("in ", Name(name)))
    plus = Symbol(" + N_X", " + N_X")
    body = (Symbol("0 in ", r"0 \in "), letters.expression(equation.expression), plus)
    return Line((), body, ("in ", Name(equation.variable), f", {bounds}" if bounds else ""))


def _comparisons(rows: tuple[Comparison, ...], letters: Letters, options: Options) -> list[Line]:
    return mapped(lambda row: Line((), (letters.comparison(row),)), rows, options)


def all_steps(derivation: Derivation) -> Iterator[Step]:
    """Every step once, in the order of the derivation."""
    seen: set[Step] = set()
    for step in _nested(derivation):
        if step not in seen:
            seen.add(step)
            yield step


def _nested(derivation: Derivation) -> Iterator[Step]:
    yield from derivation.steps
    for block in derivation.dual_function.blocks:
        yield from block.steps
        for branch in block.branches:
            yield from branch.steps
