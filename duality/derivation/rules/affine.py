"""inf of d*x over an interval: 0 if d = 0 on the whole line, else the end that d points away from.

x in R: d = 0. x >= l: d >= 0, value l*d. x <= u: d <= 0, value u*d. l <= x <= u: min(l*d, u*d).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, scalar_expression
from duality.derivation.blocks import LagrangianBlock
from duality.derivation.parts import block_part, weighted
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.signs import condition
from duality.model.derivation import Block, Branch, Formula, Step
from duality.model.expression import ZERO, Comparison, Expression, Variable
from duality.model.form import FREE, Affine, Bounds
from duality.model.scalar import Scalar

ENTRY = Entry(
    "Linear program",
    "var x, y\ndomain x >= 0\nmin 2*x + 3*y\ns.t.\n need: x + y >= 1\n mix: x - y = 0",
    "Boyd and Vandenberghe, section 5.1.5 and 5.2.1",
)


def affine(block: LagrangianBlock) -> Sequence[Block] | Refusal:
    """One variable that occurs linearly, over an interval."""
    if block.quadratic or block.atoms or block.remainder:
        return Refusal("it is not affine in x")
    if block.conditions or block.discrete or len(block.variables) != 1:
        return Refusal("its variables are coupled by the domain")
    (name,) = block.variables
    d = block.slope(name)
    bounds = block.bounds.get(name, FREE)
    lower, upper = bounds.lower, bounds.upper
    if (
        lower is not None
        and upper is not None
        and (lower > upper or (lower == upper and not _both_closed(block, name)))
    ):
        return Refusal("the domain is empty")
    branches: list[Branch] = []
    if lower is None and upper is None:
        branches += _branch(block, name, d, "=", ZERO, Fraction(0), attained=True)
    elif lower is not None and lower == upper:
        branches += _branch(
            block, name, Affine(Fraction(0)), "=", affine_expression(d.scaled(lower)), lower, attained=True
        )
    else:
        if lower is not None:
            branches += _end(block, name, d, d, lower, bounds.lower_closed)
        if upper is not None:
            branches += _end(block, name, d, -d, upper, bounds.upper_closed)
    step = _step(name, d, bounds)
    return [Block((name,), "affine", _distinct(branches), (step,), slopes=(d,), part=block_part(block))]


def _both_closed(block: LagrangianBlock, name: str) -> bool:
    bounds = block.bounds[name]
    return bounds.lower_closed and bounds.upper_closed


def _end(block: LagrangianBlock, name: str, d: Affine, outward: Affine, end: Scalar, closed: bool) -> list[Branch]:
    """The end is the minimizer where ``outward`` >= 0; an open end is approached, unless d = 0."""
    value = affine_expression(d.scaled(end))
    if closed:
        return _branch(block, name, outward, ">=", value, end, attained=True)
    return [
        *_branch(block, name, d, "=", ZERO, None, attained=True),
        *_branch(block, name, outward, ">", value, None, attained=False),
    ]


def _branch(
    block: LagrangianBlock,
    name: str,
    form: Affine,
    relation: str,
    value: Expression,
    point: Scalar | None,
    *,
    attained: bool,
) -> list[Branch]:
    holds = condition(form, relation, block.nonnegative)
    if holds is False:
        return []
    minimizer = None if point is None else ((name, scalar_expression(point)),)
    return [Branch(() if holds is True else (holds,), value, attained, minimizer)]


def _distinct(branches: list[Branch]) -> tuple[Branch, ...]:
    return tuple(dict.fromkeys(branches))


def _step(name: str, d: Affine, bounds: Bounds) -> Step:
    x, slope = Variable(name), affine_expression(d)
    lower, upper = bounds.lower, bounds.upper
    if lower is not None and lower == upper:
        return Step("affine", "The domain leaves {0} only.", (_at(x, lower),))
    if d.is_constant and not d.is_zero and lower is None and upper is None:
        reason = "{0} occurs only in {1}, whose coefficient is not 0: on the whole line it falls without bound."
        return Step("affine", reason, (x, weighted(d, x)))
    head = "{0} occurs only in the linear term {1}"
    formulas: tuple[Formula, ...] = (x, weighted(d, x), Comparison(("=",), (slope, ZERO)))
    if lower is None and upper is None:
        reason = ", on the whole line: unless its coefficient vanishes, {2}, it falls without bound on one side."
    elif lower is not None and upper is None:
        row = Comparison((">=",), (slope, ZERO))
        formulas = (x, weighted(d, x), row, _at(x, lower), slope)
        reason = _half_line("lower", "grows", closed=bounds.lower_closed, falls="negative")
    elif upper is not None and lower is None:
        row = Comparison(("<=",), (slope, ZERO))
        formulas = (x, weighted(d, x), row, _at(x, upper), slope)
        reason = _half_line("upper", "falls", closed=bounds.upper_closed, falls="positive")
    else:
        assert lower is not None, "the other cases have an infinite end"
        assert upper is not None, "the other cases have an infinite end"
        formulas = (x, weighted(d, x), _at(x, lower), _at(x, upper), slope)
        reason = (
            ". A linear function on a bounded interval is least at an end: at {2} where its slope {4} is nonnegative, "
            "at {3} where it is not positive."
        )
        if not (bounds.lower_closed and bounds.upper_closed):
            reason += " An end that does not belong to the interval is approached and not attained."
    return Step("affine", head + reason, formulas)


def _at(x: Variable, end: Scalar) -> Comparison:
    return Comparison(("=",), (x, scalar_expression(end)))


def _half_line(end: str, direction: str, *, closed: bool, falls: str) -> str:
    where = "is least at" if closed else "approaches its infimum toward"
    besides = "" if closed else ", which does not belong to the interval"
    return (
        f". Where {{2}} it {where} the {end} end {{3}}{besides}; "
        f"where the slope {{4}} is {falls} it falls without bound as {{0}} {direction}."
    )
