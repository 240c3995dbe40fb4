"""A problem of cvxpy as a statement: its own tree is walked, its parameters are letters, its constants data."""

from __future__ import annotations

from typing import Any

from duality.errors import ProblemError
from duality.model.problem import Sense
from duality.statements import building
from duality.statements.building import call, scale
from duality.statements.building.leaves import zero
from duality.statements.exchange.leaves import Leaves
from duality.statements.exchange.walk import Walk
from duality.statements.language.rows import Rows
from duality.statements.nodes import Node
from duality.statements.sizes import Size
from duality.statements.statement import Relation, Row, Statement


def from_cvxpy(problem: Any) -> Statement:
    """The same problem: p*, d* and the multipliers of its constraints in their order, c1, c2, ... and h1, h2, ...

    Attributes of variables (nonneg, PSD, boolean, bounds) stay in X, without multipliers, as cvxpy has them.
    Raises `ProblemError` for what is no problem of cvxpy, and names the atom or the cone that has no rule.
    """
    if not all(hasattr(problem, part) for part in ("objective", "constraints", "parameters")):
        raise ProblemError(f"a {type(problem).__name__} is no problem of cvxpy", help="give a cvxpy.Problem")
    leaves = Leaves()
    walk = Walk(leaves, convex=bool(problem.is_dcp()))
    sense = Sense.MIN if type(problem.objective).__name__ == "Minimize" else Sense.MAX
    # Users' names first, so that automatic ones give way.
    for variable in sorted(problem.variables(), key=lambda v: v.id):
        leaves.variable(variable)
    objective = walk.node(problem.objective.args[0])
    names = Rows()
    names.taken |= leaves.taken
    rows = [row for constraint in problem.constraints for row in _rows(walk, constraint, names)]
    for relation, node in walk.required:
        rows.append(Row(names.automatic(relation), relation, node, zero(node.shape), named=False))
    used = {s.mark[0].name for n in [objective, *(x for r in rows for x in (r.left, r.right))] for s in n.symbols()}
    used |= {s.mark[0].name for d in leaves.domain for n in (d.left, d.right) if n is not None for s in n.symbols()}
    parameters = tuple(d for d in leaves.parameters.values() if d.name in used)
    return Statement(
        sense,
        objective,
        tuple(rows),
        tuple(leaves.domain),
        parameters,
        tuple(d for d in leaves.variables.values() if d.name in used),
        data=tuple((name, value) for name, value in leaves.data.items() if name in used),
    )


def _rows(walk: Walk, constraint: Any, names: Rows) -> list[Row]:
    kind = type(constraint).__name__
    match kind:
        case "Inequality":
            left, right = (walk.spread(side, constraint.shape) for side in constraint.args)
            return [_row(names, "<=", left, right)]
        case "Equality":
            left, right = (walk.spread(side, constraint.shape) for side in constraint.args)
            return [_row(names, "=", left, right)]
        case "Zero" | "NonPos" | "NonNeg":
            node = walk.node(constraint.args[0])
            relation: Relation = "=" if kind == "Zero" else "<=" if kind == "NonPos" else ">="
            return [_row(names, relation, node, zero(node.shape))]
        case "PSD":
            node = _symmetric(walk, constraint.args[0])
            return [_row(names, ">>", node, zero(node.shape))]
        case "SOC":
            return [_row(names, "<=", *sides) for sides in _cones(walk, constraint)]
    raise ProblemError(
        f"cvxpy's constraint {kind} has no rule here", help="state it by <=, ==, >> or norms of affine expressions"
    )


def _row(names: Rows, relation: Relation, left: Node, right: Node) -> Row:
    return Row(names.automatic(relation), relation, left, right, named=False)


def _symmetric(walk: Walk, tree: Any) -> Node:
    """Matrix inequalities hold for the symmetric part."""
    from fractions import Fraction

    node = walk.node(tree)
    return (
        node
        if building.transpose(node) == node
        else scale(Fraction(1, 2), building.add(node, building.transpose(node)))
    )


def _cones(walk: Walk, constraint: Any) -> list[tuple[Node, Node]]:
    """|X| <= t, column by column (or row by row)."""
    top, inside = (walk.node(argument) for argument in constraint.args)
    if top.is_scalar:
        return [(call("norm", inside), top)]
    matrix = inside if constraint.axis == 0 else building.transpose(inside)
    found = []
    for k in range(1, (top.shape[0].known() or 0) + 1):
        column = building.multiply(matrix, building.unit(matrix.shape[1], Size(k)))
        found.append(
            (call("norm", column), building.multiply(building.transpose(building.unit(top.shape[0], Size(k))), top))
        )
    return found
