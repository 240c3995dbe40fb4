"""The problem as the derivation sees it: objective, c(x) <= 0 and h(x) = 0 beside what was written, and the set X."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from duality.algebra.atoms import affine_expression
from duality.algebra.folding import folded
from duality.model.expression import ZERO, Comparison, Product, Variable
from duality.model.form import Affine, Bounds, DomainCondition, StandardConstraint, StandardForm, comparison_of
from duality.model.problem import DomainRow, Membership, Sense
from duality.report import sections
from duality.report.document import EQUALS, Inline, Line, Lines, Name, Part, Phrase, Symbol
from duality.report.options import Options
from duality.report.phrases import phrase_text

Item = TypeVar("Item")

X = Symbol("X", "X")
MOST_JOINED = 90
"""Conditions share one line up to this many characters."""

MOST_NAMED = 6
"""Bounds that are named one by one."""

MOST_ROWS = 24
"""Rows of one kind that are shown unless everything is asked for."""

WRITTEN = "(written: "


def statement(form: StandardForm, options: Options) -> list[Part]:
    """minimize f  subject to  c_i <= 0, h_j = 0  over X."""
    problem = form.problem
    verb = "minimize" if problem.sense is Sense.MIN else "maximize"
    lines = [Line((verb,), (folded(problem.objective),))]
    lines += labeled("subject to", mapped(_constraint, form.constraints, options))
    lines += labeled("over", [*_domain(form, options), *_choice(form)])
    if problem.sense is Sense.MAX:
        remark = ("the objective's negative; L, theta_D and the multipliers belong to this form",)
        lines.append(Line(("min form",), (Symbol("f", "f"), EQUALS, form.objective_expression), remark))
    if problem.parameters:
        lines.append(sections.letters.declared(problem.parameters))
    return [Lines("formulas", tuple(lines))]


def mapped(line_of: Callable[[Item], Line], items: Sequence[Item], options: Options) -> list[Line]:
    """A line for each of the first items, and how many more there are; what is not shown is not written either."""
    if options.verbose or len(items) <= MOST_ROWS:
        return [line_of(item) for item in items]
    shown = [line_of(item) for item in items[: MOST_ROWS - 1]]
    return [*shown, Line((), (f"... and {len(items) - len(shown)} more",))]


def labeled(label: str, lines: Sequence[Line]) -> list[Line]:
    """The label on the first line only."""
    return [Line((label,), line.body, line.remark) if k == 0 else line for k, line in enumerate(lines)]


def on_one_line(phrases: Sequence[Phrase]) -> Phrase | None:
    """The phrases with commas between, ``None`` where that takes more than `MOST_JOINED` characters."""
    if len(phrases) > MOST_JOINED // 4:
        return None
    together = joined(phrases)
    return together if len(phrase_text(together)) <= MOST_JOINED else None


def joined(phrases: Sequence[Phrase]) -> Phrase:
    """The phrases with commas between."""
    parts: list[Inline] = []
    for k, phrase in enumerate(phrases):
        parts += [", "] * (k > 0)
        parts += phrase
    return tuple(parts)


def name_list(names: Sequence[str]) -> Phrase:
    """Names with commas between."""
    return joined([(Name(name),) for name in names])


def standard_comparison(constraint: StandardConstraint) -> Comparison:
    """c(x) <= 0 or h(x) = 0."""
    relation = "<=" if constraint.constraint.kind == "inequality" else "="
    return Comparison((relation,), (constraint.expression, ZERO))


def _constraint(constraint: StandardConstraint) -> Line:
    standard, written = standard_comparison(constraint), _without_zeros(constraint.constraint.written)
    remark: Phrase = () if standard == written else (WRITTEN, written, ")")
    return Line((), (f"{constraint.name}: ", standard), remark)


def _without_zeros(written: Comparison) -> Comparison:
    """The row as it was stated, but for products with the zeros of a matrix: of these it would be full."""
    nodes = (node for side in written.expressions for node in side.walk() if isinstance(node, Product))
    if not any(factor == ZERO for node in nodes for factor in node.factors):
        return written
    return Comparison(written.relations, tuple(map(folded, written.expressions)))


def _domain(form: StandardForm, options: Options) -> list[Line]:
    count = len(form.variables)
    rows = form.problem.domain
    if rows:
        together = on_one_line([domain_phrase(row) for row in rows[:MOST_ROWS]]) if len(rows) <= MOST_ROWS else None
        if together is not None:
            lines = [Line((), (X, ": ", *together))]
        else:
            lines = mapped(lambda row: Line((), ("   ", *domain_phrase(row))), rows, options)
            lines[0] = Line((), (X, ": ", *lines[0].body[1:]))
    else:
        space = Symbol(
            "R" if count == 1 else f"R^{count}", r"\mathbb{R}" if count == 1 else rf"\mathbb{{R}}^{{{count}}}"
        )
        lines = [Line((), (X, EQUALS, space))]
    natural = [*_natural_bounds(form), *(_natural(c) for c in form.domain.conditions if c.natural)]
    return lines + mapped(lambda phrase: Line((), phrase, ("natural domain",)), natural, options)


def _choice(form: StandardForm) -> list[Line]:
    """Which dual this is, where bounds were moved."""
    if form.choice is None:
        return []
    names = form.choice.names
    shown = ", ".join(names[:MOST_NAMED]) + (", ..." if len(names) > MOST_NAMED else "")
    bounds = "1 bound" if len(names) == 1 else f"{len(names) or 'no'} bounds"
    match form.choice.kind:
        case "kept":
            what = f"{bounds} kept in X, without multipliers" if names else "no constraint is a simple bound"
        case "dualized":
            what = f"{bounds} of X dualized" if names else "X has no bound that could be dualized"
    return [Line((), (what, f": {shown}" if names else ""))]


def domain_phrase(row: DomainRow) -> Phrase:
    """A row of X as written."""
    return (str(row),) if isinstance(row, Membership) else (row,)


def _natural_bounds(form: StandardForm) -> list[Phrase]:
    bounds = [(name, form.domain.bound(name)) for name in form.domain.natural_bounds]
    # A finite set has taken over the bounds of its variables.
    return [(bounds_comparison(name, ends),) for name, ends in bounds if not ends.is_free]


def bounds_comparison(name: str, bounds: Bounds) -> Comparison:
    """lower <= x <= upper with the ends that there are."""
    middle = Variable(name)
    lower = None if bounds.lower is None else affine_expression(Affine(bounds.lower))
    upper = None if bounds.upper is None else affine_expression(Affine(bounds.upper))
    if lower is not None and upper is None:
        return Comparison((">=" if bounds.lower_closed else ">",), (middle, lower))
    if upper is not None and lower is None:
        return Comparison(("<=" if bounds.upper_closed else "<",), (middle, upper))
    assert lower is not None, f"{name} has no bound"
    assert upper is not None, f"{name} has no bound"
    relations = ("<=" if bounds.lower_closed else "<", "<=" if bounds.upper_closed else "<")
    return Comparison(relations, (lower, middle, upper))


def _natural(condition: DomainCondition) -> Phrase:
    if condition.nonzero:
        return (condition.expression, " nonzero")
    return (comparison_of(condition),)
