"""How alpha* follows, where the dual is small enough to be solved by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from duality.algebra.active_sets import maximizer
from duality.algebra.atoms import scalar_expression, substitute
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import exact_value
from duality.algebra.rational_zeros import rational_zeros
from duality.algebra.rows import decompose
from duality.model.derivation import BranchCondition, Condition, Derivation, DualFunction
from duality.model.expression import Expression
from duality.model.form import Affine
from duality.model.scalar import Scalar
from duality.report.document import EQUALS, Display, Inline, Name, Phrase, Row, Symbol, Value
from duality.report.notation import Letters
from duality.report.numbers import constant_of

MOST_MULTIPLIERS = 6
"""More derivatives than these are not written down."""


def best_multipliers(derivation: Derivation, letters: Letters, symbol: Symbol) -> Iterator[Phrase]:
    """The derivatives of theta_D, where they vanish, and the minimizer of L there."""
    theta = derivation.dual_function
    formula = theta.formula
    names = [multiplier.name for multiplier in theta.multipliers]
    if formula is None or not 0 < len(names) <= MOST_MULTIPLIERS:
        return
    try:
        gradient = {name: derivative(formula, name) for name in names}
    except NotDifferentiable:
        return
    rows = tuple(
        Row(_slope(symbol, letters.name(name)), (EQUALS, letters.expression(slope))) for name, slope in gradient.items()
    )
    affine = _affine_rows(theta)
    point = None if affine is None else maximizer(decompose(formula, names), names, *affine)
    if point is None and len(names) == 1:
        point = _one_multiplier(theta, names[0], gradient[names[0]])
    if point is None:
        if _is_open(theta) and all(slope.variables() for slope in gradient.values()):
            yield _equations(rows, symbol)
        return
    yield (
        "For the best multipliers the derivatives of ",
        symbol,
        " are needed:",
        Display(rows),
        *_reading(theta, point, gradient, letters),
        "As ",
        symbol,
        " is concave, no multipliers are better:",
        Display(_answer(theta, formula, point, symbol, letters)),
        *_primal(derivation, formula, point),
    )


def _is_open(theta: DualFunction) -> bool:
    """Only strict conditions, and the signs of the multipliers, bound the domain."""
    return all(isinstance(condition, Condition) and condition.relation == ">" for condition in _conditions(theta))


def _equations(rows: tuple[Row, ...], symbol: Symbol) -> Phrase:
    """The system that the best multipliers inside the domain solve."""
    equations = tuple(row._replace(right=(*row.right, Symbol(" = 0", " = 0"))) for row in rows)
    if len(rows) == 1:
        lead = ("Inside the domain the best multiplier is where the derivative of ", symbol, " vanishes:")
    else:
        lead = ("Inside the domain the best multipliers are where the derivatives of ", symbol, " vanish together:")
    return (*lead, Display(equations), "Where this has no solution, the supremum lies on the border or at infinity.")


def _slope(symbol: Symbol, name: str) -> Phrase:
    return (Symbol("d ", r"\partial "), symbol, Symbol("/d ", r"/\partial "), Name(name))


def _affine_rows(theta: DualFunction) -> tuple[list[Affine], list[Affine]] | None:
    """The effective domain and alpha >= 0 as equalities and inequalities; ``None`` where a condition is neither."""
    equalities: list[Affine] = []
    inequalities: list[Affine] = []
    for condition in _conditions(theta):
        if not isinstance(condition, Condition) or condition.affine is None or condition.relation == ">":
            return None
        (equalities if condition.relation == "=" else inequalities).append(condition.affine)
    for multiplier in theta.multipliers:
        if multiplier.kind == "inequality":
            inequalities.append(_variable(multiplier.name))
    return equalities, list(dict.fromkeys(inequalities))


def _conditions(theta: DualFunction) -> list[BranchCondition]:
    return [c for block in theta.blocks for branch in block.branches for c in branch.conditions]


def _variable(name: str) -> Affine:
    return Affine(Fraction(0), ((name, Fraction(1)),))


def _one_multiplier(theta: DualFunction, name: str, slope: Expression) -> dict[str, Scalar] | None:
    """Where the derivative of the concave theta_D vanishes inside its domain."""
    zeros = rational_zeros(slope, name)
    if theta.multipliers[0].kind == "inequality":
        zeros = None if zeros is None else [zero for zero in zeros if zero >= 0]
    for zero in zeros or ():
        if all(_holds(condition, {name: zero}) for condition in _conditions(theta)):
            return {name: zero}
    return None


def _holds(condition: BranchCondition, point: dict[str, Scalar]) -> bool:
    if not isinstance(condition, Condition):
        return False
    value = exact_value(condition.expression, point)
    return value > 0 if condition.relation == ">" else value >= 0 if condition.relation == ">=" else value == 0


def _reading(
    theta: DualFunction, point: Mapping[str, Scalar], gradient: Mapping[str, Expression], letters: Letters
) -> Phrase:
    """Why the point is best: which derivatives vanish, which conditions hold it back."""
    slopes = {name: exact_value(slope, dict(point)) for name, slope in gradient.items()}
    if all(value == 0 for value in slopes.values()):
        return ("All of them vanish at the point below, which lies in the domain. ",)
    signs = {m.name for m in theta.multipliers if m.kind == "inequality"}
    held = [name for name, value in slopes.items() if value != 0]
    if not _conditions(theta) and all(name in signs and point[name] == 0 and slopes[name] < 0 for name in held):
        shown: list[Inline] = []
        for name in held:
            shown += [", "] * bool(shown) + [Name(letters.name(name))]
        return (
            "At the point below they vanish but for ",
            *shown,
            ", where the derivative is negative and the multiplier already 0. ",
        )
    return (
        "At the point below the gradient is a combination of the gradients of the active conditions (those of the "
        "domain and of the sign of the multipliers), with the right signs. ",
    )


def _answer(
    theta: DualFunction, formula: Expression, point: Mapping[str, Scalar], symbol: Symbol, letters: Letters
) -> tuple[Row, ...]:
    rows = [
        Row((Name(letters.name(m.name)), Symbol("*", "^{*}")), (EQUALS, _exactly(point[m.name])))
        for m in theta.multipliers
    ]
    return (*rows, Row((symbol,), (EQUALS, _exactly(exact_value(formula, dict(point))))))


def _exactly(value: Scalar) -> Inline:
    """The number as a formula, a decimal only where the language has no name for it."""
    node = constant_of(value)
    return Value(value) if node is None else node


def _primal(derivation: Derivation, formula: Expression, point: Mapping[str, Scalar]) -> Phrase:
    """The minimizer of L at these multipliers, in the variables that the blocks give."""
    trees = {name: scalar_expression(value) for name, value in point.items()}
    found: dict[str, Expression] = {}
    for block in derivation.dual_function.blocks:
        for branch in block.branches:
            if branch.attained:
                # A constant minimizer is one of many where the slope vanishes.
                found |= {name: substitute(node, trees) for name, node in branch.minimizer or () if node.variables()}
    point_of: dict[str, Scalar] = {}
    for name in derivation.form.variables:
        node = found.get(name)
        if node is not None and not node.variables():
            point_of[name] = exact_value(node, {})
    if not point_of:
        return ()
    shown = Display(tuple(Row((Name(name),), (EQUALS, _exactly(value))) for name, value in point_of.items()))
    lead: Phrase = ("The minimizers of ", Symbol("L", "L"), " found above are there", shown)
    if not _settles(derivation, point_of, exact_value(formula, dict(point))):
        return lead
    return (*lead, "This point is feasible and has the same value, so both are optimal.")


def _settles(derivation: Derivation, point: dict[str, Scalar], bound: Scalar) -> bool:
    """The point is feasible, and f there is the bound."""
    form = derivation.form
    if set(point) != set(form.variables):
        return False
    for constraint in form.constraints:
        value = exact_value(constraint.expression, point)
        if value != 0 and (value > 0 or constraint.constraint.kind == "equality"):
            return False
    return exact_value(derivation.lagrangian.objective, point) == bound
