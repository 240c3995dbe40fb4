"""Equivalent forms with the same minimizers and the same p*, or one that tells it, in which more can be proved."""

from __future__ import annotations

from collections.abc import Callable

from duality.algebra.boxes import inside, is_empty
from duality.evidence.reductions.parts import names_in
from duality.model.evidence import End
from duality.model.form import Bounds, StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Point
from duality.records import record, replace
from duality.solving.proofs.eliminated import Trees, solutions, with_equations_solved
from duality.solving.proofs.epigraphs import with_bounds_on_kinks
from duality.solving.proofs.faces import without_thin_constraints
from duality.solving.proofs.fixed import with_fixed_variables
from duality.solving.proofs.halved import with_even_variables_halved
from duality.solving.proofs.homogeneous import with_a_ratio
from duality.solving.proofs.increasing import through, with_the_inside_alone
from duality.solving.proofs.kept_bounds import with_bounds_in_domain, with_implied_bounds
from duality.solving.proofs.monotone_rows import with_monotone_rows_in_domain
from duality.solving.proofs.ordered import with_exchangeable_variables_ordered
from duality.solving.proofs.positive import with_positive_variables
from duality.solving.proofs.powers_of_e import logarithms, with_powers_of_e
from duality.solving.proofs.squared import with_roots_squared

EVEN = "variables of which only the size counts as nonnegative ones"
EXCHANGED = "variables that may be exchanged in order"
EQUATIONS = "equations solved for a variable, which is put in"
INSIDE = "the inside of an increasing function"
POSITIVE = "variables positive that a product needs"
POWERS = "powers of e as variables: a geometric program"

RESTATEMENTS: dict[str, Callable[[StandardForm], StandardForm | None]] = {
    "fixed variables put in": with_fixed_variables,
    EQUATIONS: with_equations_solved,
    "constraints that hold only with equality as equations of X": without_thin_constraints,
    "bounds among the constraints as bounds of X": with_bounds_in_domain,
    "monotone rows in one variable as bounds of X": with_monotone_rows_in_domain,
    "rows without their roots and quotients": with_roots_squared,
    "a positive variable at 1, since f and the rows are homogeneous": with_a_ratio,
    INSIDE: with_the_inside_alone,
    POWERS: with_powers_of_e,
    POSITIVE: with_positive_variables,
    "kinks and quotients as variables that smooth rows bound": with_bounds_on_kinks,
    "bounds that affine rows imply as bounds of X": with_implied_bounds,
    EVEN: with_even_variables_halved,
    EXCHANGED: with_exchangeable_variables_ordered,
}
"""How a form is restated, by the words that tell it; ``None`` where it does not apply."""

SAME_DUAL = {EVEN, EXCHANGED}
"""With the same dual function, so that d* is told as well as p*."""

IF_FEASIBLE = {POSITIVE}
"""Equivalent only where the restated form has a feasible point."""

VALUES: dict[str, Callable[[StandardForm, End, End], tuple[End, End] | None]] = {INSIDE: through}
"""The bounds of p* by those of the restated form's, where that is another number."""

ORIGINALS: dict[str, Callable[[StandardForm], Trees]] = {EQUATIONS: solutions, POWERS: logarithms}
"""The variables of a form that its restatement does not have, as functions of those that it has."""


@record
class Restatement:
    """The equivalent form without the variables on which nothing depends any more, and values of these."""

    form: StandardForm
    fixed: Point = ()


def restated(form: StandardForm, how: str) -> Restatement | None:
    """The form restated in that way, made once; ``None`` where the way does not apply, or is none of these."""
    kept = form.__dict__.setdefault("_restated", {})
    if how not in kept:
        found = RESTATEMENTS[how](form) if how in RESTATEMENTS else None
        kept[how] = None if found is None else _without_fixed(found)
    return kept[how]


def _without_fixed(form: StandardForm) -> Restatement:
    rows = (form.objective_expression, *(c.expression for c in (*form.constraints, *form.domain.conditions)))
    used = {name for row in rows for name in row.variables()} | {n for d in form.domain.discrete for n in d.variables}
    fixed = {
        name: value
        for name in form.variables
        if name not in used and (value := _value(form.domain.bound(name))) is not None
    }
    if not fixed or len(fixed) == len(form.variables):
        return Restatement(form)
    problem = form.problem
    domain = tuple(row for row in problem.domain if not names_in(row) & set(fixed))
    variables = tuple(name for name in problem.variables if name not in fixed)
    left = replace(form.domain, bounds=tuple((name, b) for name, b in form.domain.bounds if name not in fixed))
    problem = replace(problem, variables=variables, domain=domain)
    return Restatement(replace(form, problem=problem, domain=left), tuple(fixed.items()))


def _value(bounds: Bounds) -> Scalar | None:
    """A value that the bounds leave."""
    if is_empty(bounds):
        return None
    return bounds.lower if bounds.lower is not None and bounds.lower == bounds.upper else inside(bounds)
