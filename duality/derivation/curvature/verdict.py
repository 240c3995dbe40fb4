"""Is it a convex problem: f and every c_i convex, every h_j affine, D convex; proved by exact rules or refuted.

Nothing here trusts floating point or a solver: a rule proves, an exact point and direction refute, and everything else
is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from duality.derivation.curvature.domain import DomainShape, domain_shape
from duality.derivation.curvature.judge import Judge
from duality.derivation.curvature.region import Region
from duality.errors import OutOfBudget
from duality.model.budget import Budget, current, spending
from duality.model.expression import Expression
from duality.model.form import Row, StandardForm
from duality.model.report import Convexity, FunctionCurvature

OBJECTIVE = "f"
NAMED = 6
SHARE = 0.25
"""Of what is left, for the curvature of all functions."""

Decide = Callable[[str, Expression, Row], FunctionCurvature]


def curvature(form: StandardForm) -> Convexity:
    """The verdict for min f(x) s.t. c(x) <= 0, h(x) = 0, x in D, with the evidence for every function.

    ``functions`` holds f, then the constraints in their order.
    """
    region = Region(form.domain, form.variables)
    if region.empty is not None:
        why = f"D is empty: the bounds of {region.empty} exclude each other"
        names = (OBJECTIVE, *(constraint.name for constraint in form.constraints))
        return Convexity("unknown", why, tuple(FunctionCurvature(name, "unknown", why) for name in names))
    judge = Judge(form.domain, region)
    budget = current().share(SHARE)
    functions = [_within(budget, judge.convexity, OBJECTIVE, form.objective_expression, form.objective)]
    for constraint in form.constraints:
        decide = judge.affinity if constraint.constraint.kind == "equality" else judge.convexity
        functions.append(_within(budget, decide, constraint.name, constraint.expression, constraint.row))
    equalities = {constraint.name for constraint in form.equalities}
    return _verdict(functions, equalities, domain_shape(form.domain, form.variables))


def _within(budget: Budget, decide: Decide, name: str, expression: Expression, row: Row) -> FunctionCurvature:
    try:
        with spending(budget):
            return decide(name, expression, row)
    except OutOfBudget as stop:
        return FunctionCurvature(name, "unknown", f"stopped while {stop.doing}")


def _verdict(functions: list[FunctionCurvature], equalities: set[str], shape: DomainShape) -> Convexity:
    objective, constraints = functions[0], functions[1:]
    faults = [
        _fault(function, function.name in equalities) for function in functions if function.curvature == "nonconvex"
    ]
    if shape.curvature == "nonconvex":
        faults.append(shape.why)
    if faults:
        return Convexity("refuted", "; ".join(faults[:3]), tuple(functions))
    open_questions = [f"{f.name}: {f.why}" for f in functions if f.curvature == "unknown"]
    if shape.curvature == "unknown":
        open_questions.append(shape.why)
    if open_questions:
        return Convexity("unknown", "; ".join(open_questions[:3]), tuple(functions))
    if all(function.curvature == "affine" for function in functions):
        return Convexity("proved", "every function is affine", tuple(functions))
    parts = [f"{objective.name}: {objective.why}" if objective.curvature == "convex" else "f is affine"]
    parts += [f"{function.name}: {function.why}" for function in constraints if function.curvature == "convex"][:NAMED]
    parts += _affine_words([function.name for function in constraints if function.curvature == "affine"])
    return Convexity("proved", "; ".join(parts), tuple(functions))


def _fault(function: FunctionCurvature, is_equality: bool) -> str:
    return f"{function.name} is not {'affine' if is_equality else 'convex'} ({function.why})"


def _affine_words(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    if len(names) == 1:
        return [f"{names[0]} is affine"]
    shown = ", ".join(names[:NAMED]) + (f", ... ({len(names)} in all)" if len(names) > NAMED else "")
    return [f"{shown} are affine"]
