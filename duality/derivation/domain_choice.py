"""What stays in X and what gets a multiplier: two problems with the same p* and different dual functions.

    theta_D(alpha, beta) = inf over x in X of f + sum alpha_i c_i + sum beta_j h_j

With x >= l among the constraints it has a multiplier alpha >= 0 and X is larger; with x >= l in X it has none, and
theta_D is nowhere less. Only simple bounds are moved: one variable, x >= l or x <= u, closed.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from duality.algebra.atoms import scalar_expression
from duality.algebra.folding import folded
from duality.algebra.rows import decompose
from duality.derivation.differences import difference
from duality.derivation.standardize import standard_expression, standardize
from duality.model.expression import ZERO, Comparison, Variable, opposite
from duality.model.form import Domain, DomainChoice, Row, StandardForm
from duality.model.problem import Constraint, ConstraintRow, DomainRow, Interval, Membership, Problem, Sense, suffixed
from duality.records import replace


def keep_bounds(problem: Problem) -> StandardForm:
    """The standard form with every simple bound that is stated as a constraint in X instead.

    The constraints that stay keep their names, and so their multipliers.
    """
    order = {name: k for k, name in enumerate(problem.variables)}
    constraints = iter(problem.constraints)
    kept: list[ConstraintRow] = []
    moved: list[Comparison] = []
    names: list[str] = []
    for row in problem.rows:
        members = [next(constraints) for _ in row.comparison.relations]
        if all(_is_bound(member, order) for member in members):
            moved += [_as_bound(decompose(standard_expression(member), order)) for member in members]
            names += [member.name for member in members]
        elif row.name is not None:
            kept.append(row)
        else:
            # Without the rows before it an automatic name would be counted anew.
            kept += [ConstraintRow(member.written, label=member.name) for member in members]
    changed = problem
    if moved:
        changed = replace(
            problem,
            rows=tuple(kept),
            domain=(*problem.domain, *moved),
            expectations=tuple(e for e in problem.expectations if e.key not in names),
        )
    return replace(standardize(changed), choice=DomainChoice("kept", tuple(names)))


def dualize_bounds(problem: Problem) -> StandardForm:
    """The standard form with every simple bound of X as a constraint: x >= l is named x_lower, x <= u x_upper.

    A bound that the natural domain needs stays in X: without x >= 0, x*log(x) would lose its value at 0 and sqrt(x*y)
    would be defined where both are negative.
    """
    found, names = _settled(problem, frozenset(), standardize(problem).domain)
    return replace(found, choice=DomainChoice("dualized", names))


def bounds_as_constraints(form: StandardForm, names: Container[str]) -> StandardForm | None:
    """The form with the simple bounds of the named variables as constraints; ``None`` where X states none."""
    problem = form.problem
    stated = problem.objective if problem.sense is Sense.MIN else opposite(problem.objective)
    if folded(stated) != form.objective_expression or len(problem.constraints) != len(form.constraints):
        # The inner problem at fixed multipliers is no statement of its own.
        return None
    others = frozenset(name for name in problem.variables if name not in names)
    found, moved = _settled(problem, others, form.domain)
    return found if moved else None


def _settled(problem: Problem, kept: frozenset[str], stated: Domain) -> tuple[StandardForm, tuple[str, ...]]:
    """The form with the bounds dualized but those of the ``kept`` variables and those that the functions need."""
    changed, moved = _dualized(problem, kept, frozenset())
    found = standardize(changed)
    needed, positive = _needed(stated, found.domain)
    if moved and (needed or positive):
        changed, moved = _dualized(problem, kept | needed, positive)
        found = standardize(changed)
    return found, moved


def _is_bound(constraint: Constraint, order: dict[str, int]) -> bool:
    return constraint.kind == "inequality" and _single(decompose(standard_expression(constraint), order))


def _single(row: Row) -> bool:
    """a*x + b with a != 0."""
    return row.is_affine and len(row.linear) == 1


def _as_bound(row: Row) -> Comparison:
    """a*x + b <= 0 as x <= -b/a or x >= -b/a."""
    ((name, coefficient),) = row.linear
    relation = "<=" if coefficient > 0 else ">="
    return Comparison((relation,), (Variable(name), scalar_expression(-row.constant / coefficient)))


def _needed(stated: Domain, changed: Domain) -> tuple[frozenset[str], frozenset[str]]:
    """The variables whose bounds of X the natural domain repeats, or without which it is curved.

    Apart from them those for which x > 0 is enough, since X states x >= l with l > 0: 1/x then stays convex.
    """
    names = {
        name
        for name, natural in changed.bounds
        if (natural.lower is not None and natural.lower == stated.bound(name).lower)
        or (natural.upper is not None and natural.upper == stated.bound(name).upper)
    }
    positive: set[str] = set()
    before = {condition.expression for condition in stated.conditions}
    for condition in changed.conditions:
        if condition.expression in before or (condition.row.is_affine and not condition.nonzero):
            continue
        for name in condition.row.names():
            lower = stated.bound(name).lower
            (positive if lower is not None and lower > 0 else names).add(name)
    return frozenset(names), frozenset(positive)


def _dualized(problem: Problem, needed: frozenset[str], positive: frozenset[str]) -> tuple[Problem, tuple[str, ...]]:
    """The problem with the bounds of X but those of the ``needed`` variables as constraints, and their names."""
    order = {name: k for k, name in enumerate(problem.variables)}
    taken = {*problem.variables, *(constraint.name for constraint in problem.constraints)}
    domain: list[DomainRow] = []
    rows: list[ConstraintRow] = []
    for row in problem.domain:
        rest: list[DomainRow] = []
        for part, bound in _parts(row, order):
            if bound is None or bound[0] in needed:
                rest.append(part)
                continue
            name = suffixed(*bound)
            while name in taken:
                name = suffixed(name, "_")
            taken.add(name)
            assert isinstance(part, Comparison), "a bound that is moved is a comparison"
            rows.append(ConstraintRow(part, name))
        # What moves nothing stays as it was written.
        domain += [row] if len(rest) == len(list(_parts(row, order))) else rest
    domain += [Comparison((">",), (Variable(name), ZERO)) for name in problem.variables if name in positive]
    changed = replace(problem, domain=tuple(domain), rows=(*problem.rows, *rows))
    return changed, tuple(row.name for row in rows if row.name)


def _parts(row: DomainRow, order: dict[str, int]) -> Iterator[tuple[DomainRow, tuple[str, str] | None]]:
    """The row in parts, each with (x, "_lower" or "_upper") where it is a closed bound of one variable."""
    if isinstance(row, Membership):
        yield from _ends(row)
        return
    pairs = zip(row.expressions, row.expressions[1:], strict=False)
    for relation, (left, right) in zip(row.relations, pairs, strict=True):
        part = Comparison((relation,), (left, right))
        found = decompose(difference(left, right), order)
        if relation not in ("<=", ">=") or not _single(found):
            yield part, None
            continue
        ((name, coefficient),) = found.linear
        yield part, (name, "_upper" if (coefficient > 0) == (relation == "<=") else "_lower")


def _ends(row: Membership) -> Iterator[tuple[DomainRow, tuple[str, str] | None]]:
    """x in [l, u] as x >= l and x <= u; an open end and a finite set stay what they are."""
    if not isinstance(row.set, Interval):
        yield row, None
        return
    (name,), interval = row.variables, row.set
    if interval.lower is not None:
        if interval.lower_closed:
            yield Comparison((">=",), (Variable(name), interval.lower)), (name, "_lower")
        else:
            yield Comparison((">",), (Variable(name), interval.lower)), None
    if interval.upper is not None:
        if interval.upper_closed:
            yield Comparison(("<=",), (Variable(name), interval.upper)), (name, "_upper")
        else:
            yield Comparison(("<",), (Variable(name), interval.upper)), None
