"""The explicit dual: maximize theta_D over its effective domain, as a problem of its own.

The equations and inequalities of theta_D's domain become constraints, alpha >= 0 and strict conditions stay in X, so
that the multipliers of the dual's constraints are the primal variables. With a matrix inequality it is a `ConicDual`.
"""

from __future__ import annotations

from duality import derivation
from duality.algebra.atoms import fixed_multipliers, substitute, substitute_comparison
from duality.algebra.folding import with_numbers
from duality.derivation.closure import closed_branch
from duality.derivation.dual_rows import textbook_rows, written
from duality.derivation.formula import collected_sum
from duality.derivation.intermediates import intermediates
from duality.model.derivation import (
    Block,
    Branch,
    BranchCondition,
    Condition,
    ConicDual,
    DualFunction,
    ImplicitMinimum,
    InRange,
    PositiveSemidefinite,
    QuadraticValue,
    Value,
    written_name,
)
from duality.model.expression import ZERO, Call, Comparison, Expression, Variable
from duality.model.form import Affine
from duality.model.problem import ConstraintRow, Problem, Sense
from duality.records import record, replace


@record(slots=False)
class ExplicitDual:
    """The dual as a problem or as conic data, or why it has no explicit form; names as in `Derivation.dual_names`."""

    problem: Problem | ConicDual | None
    conic: ConicDual | None = None
    names: tuple[tuple[str, str], ...] = ()
    eliminated: tuple[tuple[str, Affine], ...] = ()
    reason: str = ""
    drops_border: bool = False


def explicit_dual(dual_function: DualFunction, title: str) -> ExplicitDual:
    """The dual problem of a closed theta_D."""
    if not dual_function.is_closed:
        return ExplicitDual(None, reason=dual_function.reason)
    if dual_function.has_unbounded_block:
        return ExplicitDual(None, reason="theta_D is -inf everywhere")
    nonnegative = frozenset(m.name for m in dual_function.multipliers if m.kind == "inequality")
    chosen = [full_branch(block, nonnegative) for block in dual_function.blocks]
    if any(branch is None for branch in chosen):
        return ExplicitDual(None, reason="theta_D has several pieces and no single formula")
    branches = [branch for branch in chosen if branch is not None]
    drops_border = any(
        branch in block.branches and len(block.branches) > 1
        for branch, block in zip(branches, dual_function.blocks, strict=True)
    )
    if any(isinstance(branch.value, ImplicitMinimum) for branch in branches):
        return ExplicitDual(None, reason="theta_D is an implicit minimum")
    matrices = (PositiveSemidefinite, InRange)
    structural = any(isinstance(c, matrices) for b in branches for c in b.conditions) or any(
        isinstance(b.value, QuadraticValue) and block.gradient is None
        for b, block in zip(branches, dual_function.blocks, strict=True)
    )
    conic = None
    if structural or any(block.structure is not None for block in dual_function.blocks):
        conic = _conic(dual_function, branches)
    if structural:
        return ExplicitDual(conic, conic, drops_border=drops_border)
    return replace(_problem(dual_function, branches, title), conic=conic, drops_border=drops_border)


def _problem(dual_function: DualFunction, branches: list[Branch], title: str) -> ExplicitDual:
    """The dual as a problem: textbook rows, long quadratic values by their stationary points."""
    nonnegative = frozenset(m.name for m in dual_function.multipliers if m.kind == "inequality")
    names = tuple((written_name(m.name), m.name) for m in dual_function.multipliers)
    named = intermediates(dual_function.blocks, branches, {own for own, _ in names})
    objective = None if named.names else dual_function.formula
    if objective is None:
        values = [value for value in named.values if isinstance(value, Expression)]
        objective = collected_sum(dual_function.constant, values, dual_function.multipliers)
    equations = named.equations
    used = (
        *objective.variables(),
        *(name for row in equations for side in row.expressions for name in side.variables()),
    )
    found = textbook_rows(named.conditions, nonnegative, used)
    gone = {name for name, _ in found.eliminated}
    fixed = fixed_multipliers(found.conditions)
    put = with_numbers(objective, fixed) if fixed else None
    objective = objective if put is None else put
    names = tuple(pair for pair in names if pair[1] not in gone)
    renaming = {multiplier: Variable(own) for own, multiplier in names}
    strict = [c for c in found.conditions if c.relation == ">"]
    positive = {c.affine.names[0] for c in strict if c.affine is not None and _is_sign(c, nonnegative)}
    signs = [
        Comparison((">=",), (renaming[m.name], ZERO))
        for m in dual_function.multipliers
        if m.kind == "inequality" and m.name not in gone | positive
    ]
    rows = [*equations, *(written(c) for c in found.conditions if c.relation != ">")]
    problem = Problem(
        objective=substitute(objective, renaming),
        sense=Sense.MAX,
        variables=(*(own for own, _ in names), *named.names),
        rows=tuple(ConstraintRow(substitute_comparison(row, renaming)) for row in rows),
        domain=(*signs, *(substitute_comparison(written(c), renaming) for c in strict)),
        title=f"Dual of: {title}" if title else "Dual problem",
    )
    return ExplicitDual(problem, names=names, eliminated=found.eliminated)


def _is_sign(condition: Condition, nonnegative: frozenset[str]) -> bool:
    """alpha_i >= 0 over again, or alpha_i > 0."""
    form = condition.affine
    if form is None or condition.relation == "=" or form.constant != 0 or len(form.terms) != 1:
        return False
    (name, coefficient), *_ = form.terms
    return name in nonnegative and coefficient > 0


def _conic(dual_function: DualFunction, branches: list[Branch]) -> ConicDual:
    """Every quadratic block by its structure, the others by their branch."""
    conditions: dict[BranchCondition, None] = {}
    values: list[Value] = []
    for block, branch in zip(dual_function.blocks, branches, strict=True):
        if block.structure is not None:
            conditions[PositiveSemidefinite(block.structure.matrix)] = None
            if any(not entry.is_zero for entry in block.structure.vector):
                values.append(block.structure)
        else:
            conditions |= dict.fromkeys(branch.conditions)
            if branch.value != ZERO:
                values.append(branch.value)
    return ConicDual(dual_function.multipliers, dual_function.constant, tuple(values), tuple(conditions))


def full_branch(block: Block, nonnegative: frozenset[str]) -> Branch | None:
    """One branch whose formula serves on the relative interior of the block's effective domain.

    theta_D is concave, so its supremum over the relative interior is its supremum. Borders (branches with equations or
    range conditions beside a branch without) may be left out; several affine pieces are one minimum.
    """
    if len(block.branches) == 1:
        return block.branches[0]
    ends = _two_ends(block)
    if ends is not None:
        return ends
    interior = [branch for branch in block.branches if not any(_is_thin(c) for c in branch.conditions)]
    if len(interior) != 1 or not _covers(block, interior[0]):
        return derivation.least_affine.least_affine(block, nonnegative)
    return closed_branch(block, interior[0]) or interior[0]


def _is_thin(condition: object) -> bool:
    return isinstance(condition, InRange) or (isinstance(condition, Condition) and condition.relation == "=")


def _covers(block: Block, interior: Branch) -> bool:
    """Every other branch lies on the border of the interior one: it has an equation."""
    return all(branch is interior or any(_is_thin(c) for c in branch.conditions) for branch in block.branches)


def _two_ends(block: Block) -> Branch | None:
    """{d >= 0: l d, d <= 0: u d} is min(l d, u d) without a condition."""
    if block.rule != "affine" or len(block.branches) != 2:
        return None
    first, second = block.branches
    if len(first.conditions) != 1 or len(second.conditions) != 1:
        return None
    (a,), (b,) = first.conditions, second.conditions
    if not (isinstance(a, Condition) and isinstance(b, Condition)) or {a.relation, b.relation} != {">="}:
        return None
    if a.affine is None or b.affine is None or not (a.affine + b.affine).is_zero:
        return None
    if not isinstance(first.value, Expression) or not isinstance(second.value, Expression):
        return None
    return Branch((), Call("min", (first.value, second.value)), True)
