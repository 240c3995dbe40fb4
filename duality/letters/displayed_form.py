"""The standard form of a problem with letters, for reading: its trees as they stand, its rows of no other use.

No room that computes takes it: what is derived in letters comes out of the lifted problem. Letters are variables of the
trees here that are no variables of the problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from duality.algebra.atoms import substitute, substitute_comparison
from duality.algebra.domains import natural_demands
from duality.derivation.differences import difference
from duality.derivation.standardize import standard_expression, standardize
from duality.errors import ProblemError
from duality.letters.substitutions import comparisons
from duality.model.expression import Comparison, Expression, Variable, opposite
from duality.model.form import Domain, DomainCondition, Row, StandardConstraint, StandardForm
from duality.model.letters import put_into, with_trees
from duality.model.parameter import Parameter, letters_of
from duality.model.problem import Interval, Membership, Problem, Sense
from duality.records import replace


def named(problem: Problem) -> Problem:
    """The problem with its letters as variables of the trees; they are still none of its variables."""
    trees: dict[str, Expression] = {letter.name: Variable(letter.name) for letter in problem.parameters}
    return with_trees(problem, trees)


def lettered(problem: Problem, letters: tuple[Parameter, ...]) -> Problem:
    """The inverse of `named`, for a problem whose domain consists of relations."""
    trees: dict[str, Expression] = {letter.name: letter for letter in letters}
    rows = tuple(replace(row, comparison=substitute_comparison(row.comparison, trees)) for row in problem.rows)
    domain = tuple(row if isinstance(row, Membership) else substitute_comparison(row, trees) for row in problem.domain)
    objective = substitute(problem.objective, trees)
    sides = [side for row in rows for side in row.comparison.expressions]
    sides += [side for row in domain if isinstance(row, Comparison) for side in row.expressions]
    used = {letter for node in (objective, *sides) for letter in letters_of(node)}
    kept = tuple(letter for letter in letters if letter in used)
    return replace(problem, objective=objective, rows=rows, domain=domain, parameters=kept)


def displayed_form(problem: Problem, sample: Problem | None = None) -> StandardForm:
    """min f, c <= 0, h = 0 over D, every function as a row that holds its tree alone.

    ``sample`` is the problem with numbers for letters: what X implies there is not said again.
    """
    shown = named(problem)
    sign = 1 if shown.sense is Sense.MIN else -1
    objective = shown.objective if sign == 1 else opposite(shown.objective)
    constraints = tuple(
        StandardConstraint(constraint, expression, _row(expression))
        for constraint in shown.constraints
        for expression in (standard_expression(constraint),)
    )
    conditions = [*_stated(shown), *(_natural(problem, sample) if sample is not None else ())]
    return StandardForm(shown, sign, _row(objective), objective, constraints, Domain(conditions=tuple(conditions)))


def _row(node: Expression) -> Row:
    return Row(remainder=((Fraction(1), node),))


def _stated(problem: Problem) -> Iterator[DomainCondition]:
    for row in problem.domain:
        if isinstance(row, Membership):
            rows = comparisons(row) if isinstance(row.set, Interval) else []
        else:
            rows = [Comparison((r,), row.expressions[k : k + 2]) for k, r in enumerate(row.relations)]
        for one in rows:
            left, right = one.expressions
            if one.relations[0] in ("<=", "<"):
                left, right = right, left
            node = difference(left, right)
            strict, equality = one.relations[0] in ("<", ">"), one.relations == ("=",)
            yield DomainCondition(_row(node), node, strict=strict, equality=equality, origin=str(one))


def _natural(problem: Problem, sample: Problem) -> Iterator[DomainCondition]:
    """What the functions demand to be defined, where the same demand is a condition of its own at the sample."""
    try:
        domain = standardize(sample).domain
    except ProblemError:
        return
    bounded = set(domain.natural_bounds) | {n for c in domain.conditions if c.natural for n in c.row.names()}
    trees = [problem.objective, *(side for row in problem.rows for side in row.comparison.expressions)]
    names: dict[str, Expression] = {letter.name: Variable(letter.name) for letter in problem.parameters}
    demands = dict.fromkeys(demand for node in trees for demand in natural_demands(put_into(node, names)))
    for demand in demands:
        if bounded & (set(demand.argument.variables()) - set(names)):
            yield DomainCondition(
                _row(demand.argument),
                demand.argument,
                strict=demand.kind == "positive",
                nonzero=demand.kind == "nonzero",
                natural=True,
                origin=str(demand.origin),
            )
