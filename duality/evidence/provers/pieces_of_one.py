"""f by its parts in one variable: their ranges are known to 14 digits, and interval arithmetic does the rest.

The range of x*exp(-x) over x >= 0 is [0, 1/e], which the product of the ranges [0, inf) and (0, 1] does not tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from duality.algebra.interval import Interval
from duality.algebra.scalars import flint_of, from_flint
from duality.algebra.tape.balls import enclosed
from duality.derivation import standardize
from duality.derivation.parts import region
from duality.evidence.attainment import is_reached, is_settled
from duality.evidence.comparison import float_below
from duality.evidence.ledger import Ledger
from duality.evidence.provers.ranges import intervals
from duality.evidence.question import Question
from duality.model.budget import Budget
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.expression import Expression, Negative, Number, Product, Sum, Variable
from duality.model.form import StandardForm
from duality.model.problem import Problem, Sense
from duality.records import replace
from duality.solving.proofs.one_variable import least

if TYPE_CHECKING:
    import flint

MOST_PARTS, LARGEST = 6, 12
SHARE = 0.02
"""Of the usual work, for the range of one part."""


class PiecesOfOne:
    """Refused where no part in one variable is more than the variable itself: intervals alone tell as much."""

    name = "parts in one variable"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        form = question.form
        if is_settled(ledger, "p") or is_reached(ledger, "p"):
            return "p* is known"
        if form.domain.discrete or not 1 < len(form.variables) <= LARGEST:
            return "one variable, many, or a finite set"
        found = _named(form.objective_expression)[1]
        return None if 0 < len(found) <= MOST_PARTS else "f has no parts in one variable, or too many"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        form = question.form
        tree, parts = _named(form.objective_expression)
        box = intervals(form)
        for symbol, part in parts.items():
            box[symbol] = _range(form, part, box, question.budget)
        found = enclosed(tree, box)
        if found.defined == "nowhere" or found.range.lower is None:
            return
        witness = Engine("range", "the range of f over the box of D, by the ranges of its parts in one variable")
        lower = End(float_below(from_flint(found.range.lower)))
        proved = Evidence("p", witness, lower=lower, source="ranges of parts in one variable")
        yield establish(form, proved)
        # theta_D(0) is the infimum of f over D, and d* is no less.
        yield establish(form, replace(proved, side="d"))


def _named(node: Expression) -> tuple[Expression, dict[str, Expression]]:
    """The tree with a symbol for every largest part in one variable, and what each stands for."""
    parts: dict[str, Expression] = {}
    return _cut(node, parts), parts


def _cut(node: Expression, parts: dict[str, Expression]) -> Expression:
    names = node.variables()
    if not names or isinstance(node, (Variable, Number)):
        return node
    if len(names) == 1:
        return _symbol(node, parts)
    if isinstance(node, (Sum, Product)):
        return _grouped(node, parts)
    return node.mapped(lambda child: _cut(child, parts))


def _grouped(node: Sum | Product, parts: dict[str, Expression]) -> Expression:
    """Terms or factors in the same variable alone are one part."""
    own: dict[str, list[Expression]] = {}
    rest: list[Expression] = []
    for child in node.children:
        names = child.variables()
        if len(names) == 1:
            own.setdefault(names[0], []).append(child)
        else:
            rest.append(_cut(child, parts))
    joined = (group[0] if len(group) == 1 else node.rebuilt(group) for group in own.values())
    return node.rebuilt([*(_cut(part, parts) for part in joined), *rest])


def _symbol(part: Expression, parts: dict[str, Expression]) -> Expression:
    symbol = f"part {len(parts) + 1}"
    parts[symbol] = part
    return Variable(symbol)


def _range(form: StandardForm, part: Expression, box: dict[str, Interval], budget: Budget) -> Interval:
    """What intervals tell of the part, narrowed by its least and its largest value."""
    (name,) = part.variables()
    plain = enclosed(part, {name: box[name]}).range
    low = _least(form, part, name, budget)
    high = _least(form, Negative(part), name, budget)
    lower = plain.lower if low is None or (plain.lower is not None and plain.lower >= low) else low
    upper = plain.upper if high is None or (plain.upper is not None and plain.upper <= -high) else -high
    return Interval(lower, upper, plain.lower_open and lower is plain.lower, plain.upper_open and upper is plain.upper)


def _least(form: StandardForm, part: Expression, name: str, budget: Budget) -> flint.fmpq | None:
    rows = region({name: form.domain.bound(name)})
    found = least(standardize(Problem(part, Sense.MIN, (name,), (), rows)), (), budget.aside(SHARE))
    return None if found is None or found.lower is None else flint_of(found.lower)
