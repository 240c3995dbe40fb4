"""The dual of the dual in the primal's variables, compared with the primal row by row.

With the slopes of L as variables of the dual, the multipliers of its rows are x. So its dual is a minimization over x,

    d* <= its optimal value <= p*,

the first by weak duality between the dual and its dual, the second because f is no less at any feasible x of the
primal. For a convex problem with closed functions it is the primal itself (f** = f); otherwise a convex relaxation.
Source: R. T. Rockafellar, Convex Analysis (1970), sections 12 and 30.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.atoms import affine_expression, substitute, substitute_comparison, total
from duality.derivation.bidual.recognition import same_problem
from duality.derivation.bidual.split import SplitDual, split_dual
from duality.derivation.certificate import certify
from duality.derivation.derivation import PART, dual_function
from duality.derivation.dual_problem import full_branch
from duality.derivation.lagrangian import lagrangian
from duality.derivation.standardize import standardize
from duality.errors import OutOfBudget, ProblemError
from duality.model.budget import UNLIMITED, Budget, spending
from duality.model.derivation import Condition, ConicDual, Derivation, DualFunction
from duality.model.dual_of_dual import DualOfDual
from duality.model.expression import ZERO, Comparison, Expression, Variable, opposite
from duality.model.form import Affine, StandardForm
from duality.model.problem import ConstraintRow, Problem, Sense
from duality.model.report import Convexity
from duality.records import replace

BETWEEN = "its optimal value lies between d* and p*, so it is p* where strong duality holds"


def dual_of_dual(derivation: Derivation, convexity: Convexity, budget: Budget = UNLIMITED) -> DualOfDual:
    """The dual of the explicit dual, and whether it is the primal; given up where the budget is over."""
    with spending(budget.aside(PART)):
        try:
            return _derived(derivation, convexity)
        except OutOfBudget as stop:
            return DualOfDual(derivation, "none", f"it was stopped while {stop.doing}")


def _derived(derivation: Derivation, convexity: Convexity) -> DualOfDual:
    source = derivation if derivation.auxiliary is None else derivation.auxiliary
    if not isinstance(source.dual_problem, Problem):
        return DualOfDual(derivation, "none", _no_dual(source))
    found = split_dual(source)
    if found is None:
        return DualOfDual(derivation, "none", "the dual has no formula block by block")
    dual, split = found
    first = DualOfDual(derivation, "none", "", dual, names=split.multipliers)
    form = standardize(dual)
    theta, _ = dual_function(form)
    if not theta.is_closed:
        return replace(first, why=f"the dual's own dual function has no closed form: {theta.reason}")
    back = _problem(theta, split)
    if back is None:
        return replace(first, why="the dual's own dual function has no one formula")
    problem, meaning = back
    if convexity.verdict == "proved" and _is_primal(problem, source):
        return replace(first, outcome="primal", why=_again(derivation, problem), problem=problem, meaning=meaning)
    if certify(form, lagrangian(form), theta).fault:
        return replace(first, why="the formula of the dual's own dual function failed its check")
    if convexity.verdict == "proved":
        why = f"a convex problem; that it is the primal is not shown row by row, but {BETWEEN}"
    else:
        why = f"a convex relaxation of the primal, which is not proved to be convex: {BETWEEN}"
    return replace(first, outcome="relaxation", why=why, problem=problem, meaning=meaning)


def _again(derivation: Derivation, problem: Problem) -> str:
    source = derivation if derivation.auxiliary is None else derivation.auxiliary
    if _closes(standardize(problem), source.form):
        return "it is the primal over the closure of X: no dual tells an open end of X from a closed one"
    if derivation.auxiliary is None:
        return "it is the primal, row by row"
    return "it is the primal, row by row, in its equivalent form with more constraints"


def _no_dual(source: Derivation) -> str:
    if isinstance(source.dual_problem, ConicDual):
        return (
            "the dual has a matrix inequality, so that its dual is a semidefinite program over a matrix variable, the "
            "semidefinite relaxation of the primal"
        )
    if source.dual_function.has_unbounded_block:
        return "the dual is infeasible, so that its dual has no point at which to start: d* = -inf"
    if source.dual_function.form == "implicit":
        return (
            "theta_D is an implicit minimum, without a formula from which a dual could be derived; the dual of the "
            "dual is the primal with f, c and X convexified together"
        )
    return f"there is no explicit dual to derive it from: {source.dual_reason}"


def _is_primal(problem: Problem, source: Derivation) -> bool:
    try:
        form = standardize(problem)
    except ProblemError:
        return False
    return same_problem(form, source.form)


def _closes(back: StandardForm, source: StandardForm) -> bool:
    """An end of X that is open in the primal is closed in the dual of its dual."""
    for name, own in source.domain.bounds:
        found = back.domain.bound(name)
        if (own.lower is not None and not own.lower_closed and found.lower_closed) or (
            own.upper is not None and not own.upper_closed and found.upper_closed
        ):
            return True
    strict = sum(condition.strict for condition in source.domain.conditions)
    return strict > sum(condition.strict for condition in back.domain.conditions)


def _problem(theta: DualFunction, split: SplitDual) -> tuple[Problem, tuple[tuple[str, Affine], ...]] | None:
    """min of minus theta over its domain, in x where every row's multiplier is known by x."""
    nonnegative = frozenset(m.name for m in theta.multipliers if m.kind == "inequality")
    branches = [full_branch(block, nonnegative) for block in theta.blocks]
    values: list[Expression] = [affine_expression(theta.constant)]
    rows: dict[Comparison, None] = {}
    for branch in branches:
        if branch is None or not isinstance(branch.value, Expression):
            return None
        if not all(isinstance(c, Condition) for c in branch.conditions):
            return None
        values.append(branch.value)
        rows |= dict.fromkeys(c.comparison for c in branch.conditions if isinstance(c, Condition))
    trees: dict[str, Expression] = {}
    meaning: list[tuple[str, Affine]] = []
    variables: dict[str, None] = {}
    for m in theta.multipliers:
        if m.constraint in split.meaning:
            sign, offset, direction = split.meaning[m.constraint]
            # direction'x = offset + sign*multiplier.
            form = (direction - Affine(offset)).scaled(Fraction(sign))
            trees[m.name] = affine_expression(form)
            meaning.append((m.name, form))
            variables |= dict.fromkeys(direction.names)
        else:
            variables[m.name] = None
    if any(name in trees for name in variables):
        return None
    signs = [Comparison((">=",), (Variable(m.name), ZERO)) for m in theta.multipliers if m.name in nonnegative]
    own = [name for name in split.source.form.variables if name in variables]
    problem = Problem(
        objective=opposite(substitute(total(values), trees)),
        sense=Sense.MIN,
        variables=(*own, *(name for name in variables if name not in own)),
        rows=tuple(ConstraintRow(substitute_comparison(row, trees)) for row in rows if row.relations[0] != ">"),
        domain=(
            *(substitute_comparison(row, trees) for row in signs),
            *(substitute_comparison(row, trees) for row in rows if row.relations[0] == ">"),
        ),
        title="Dual of the dual",
    )
    return problem, tuple(meaning)
