"""The explicit dual: maximize theta_D over its effective domain, a statement again.

A multiplier alpha >= 0 that stands in one equation and nowhere else is a slack: it goes, and the equation becomes an
inequality. Conditions that the logarithms of theta_D imply are left to its natural domain.
"""

from __future__ import annotations

from duality.model.problem import Sense
from duality.named_tuples import NamedTuple
from duality.records import replace
from duality.statements.building import (
    add,
    block,
    coefficient,
    multiply,
    number,
    scale,
    symbol,
    terms,
    trace,
    transpose,
)
from duality.statements.building.leaves import is_zero
from duality.statements.building.products import broadcast
from duality.statements.nodes import Declaration, Node
from duality.statements.rebuilding import mapped
from duality.statements.sizes import size_of
from duality.statements.statement import DomainRow, Row, Statement
from duality.statements.tower.conditions import Condition
from duality.statements.tower.deriving import Derived, Solved
from duality.statements.tower.tidying import tidy


class Explicit(NamedTuple):
    """The dual as a statement, and the slack multipliers that it no longer has."""

    statement: Statement
    slacks: tuple[str, ...]


def explicit_dual(derived: Derived) -> Explicit:
    """max theta_D for a min statement, min -theta_D for a max statement: d* in the sense of the statement."""
    conditions = [(s, c.over(s.block.range)) for s in derived.blocks for c in map(tidy, s.piece.conditions)]
    conditions = _distinct(derived, conditions)
    value, conditions, extra = _schur(derived, conditions)
    value = _with_known_sums(value, [c for _, c in conditions])
    slacks = _slacks(derived, value, [c for _, c in conditions])
    taken = {d.name for d in derived.multipliers}
    rows: list[Row] = _block_rows(derived, taken)
    domain = [row for d in derived.multipliers if d.name not in slacks for row in _signs(derived, d)]
    names: set[str] = {row.name for row in rows}
    for solved, condition in conditions:
        changed = _without_slack(condition, slacks)
        strict = _strict(changed)
        if strict is not None:
            domain = [row for row in domain if not (strict.relation == ">" and row.left == strict.left)] + [strict]
        elif changed.relation in ("=", ">=", "<=", ">>") and not changed.strict and not _is_sign(changed):
            rows.append(_row(changed, solved, names, taken))
    variables = tuple(replace(d, role="variable") for d in derived.multipliers if d.name not in slacks) + extra
    told = derived.statement
    minimizing = told.sense is Sense.MIN
    dual = Statement(
        Sense.MAX if minimizing else Sense.MIN,
        value if minimizing else scale(-1, value),
        tuple(rows),
        tuple(domain),
        told.parameters,
        variables,
        told.sizes,
        told.assumptions,
        f"Dual of {told.title}" if told.title else "",
        (),
        told.data,
    )
    return Explicit(_varying(dual, variables), tuple(slacks))


def _with_known_sums(value: Node, conditions: list[Condition]) -> Node:
    """Numbers in the place of what an equation makes a number: 1'alpha where 1'alpha = 1."""
    known = {
        c.left: c.right
        for c in conditions
        if c.relation == "=" and c.left.is_scalar and c.right.kind == "number" and c.left.kind in ("sum", "product")
    }
    return mapped(value, lambda node: known.get(node)) if known else value


def _distinct(derived: Derived, conditions: list[tuple[Solved, Condition]]) -> list[tuple[Solved, Condition]]:
    """Only the conditions that theta_D keeps, once each."""
    left = list(derived.conditions)
    found = []
    for solved, condition in conditions:
        if condition in left:
            left.remove(condition)
            found.append((solved, condition))
    return found


def _signs(derived: Derived, declaration: Declaration) -> list[DomainRow]:
    indices = tuple(size_of(loop.name) for loop in declaration.range.loops)
    node = symbol(declaration, indices)
    if declaration.sign == "nonnegative":
        return [DomainRow(">=", node, broadcast(number(0), declaration.shape), range=declaration.range)]
    if declaration.definite == "semidefinite":
        return [DomainRow(">>", node, broadcast(number(0), declaration.shape), range=declaration.range)]
    return []


def _free(name: str, names: set[str], taken: set[str]) -> str:
    """A name of a row whose multiplier is called as no variable of the dual, the primal's multipliers."""
    while name in names or any(d in (f"alpha_{name}", f"beta_{name}") or d[:-2] == f"alpha_{name}_" for d in taken):
        name += "_"
    names.add(name)
    return name


def _block_rows(derived: Derived, taken: set[str]) -> list[Row]:
    """[[Z11, Z12], [Z12', Z22]] >> 0 for the blocks of a matrix multiplier."""
    return [
        Row(
            _free(row.row.name, set(), taken),
            ">>",
            row.multiplier,
            broadcast(number(0), row.multiplier.shape),
            row.row.range,
        )
        for row in derived.rows
        if len(row.declared) > 1
    ]


def _strict(condition: Condition) -> DomainRow | None:
    """beta > 0 for a multiplier by itself; other strict conditions follow from the logarithms in theta_D."""
    if condition.relation == ">" and condition.left.kind == "symbol":
        return DomainRow(">", condition.left, condition.right, range=condition.range)
    return None


def _is_sign(condition: Condition) -> bool:
    """Whether the sign of the multiplier says it already."""
    left = condition.left
    signed = left.kind == "symbol" and left.mark[0].sign == "nonnegative"
    return signed and condition.relation == ">=" and is_zero(condition.right)


def _row(condition: Condition, solved: Solved, names: set[str], taken: set[str]) -> Row:
    """A row named after the variable over which the infimum was taken."""
    name = _free(solved.block.declaration.name, names, taken)
    right = broadcast(condition.right, condition.left.shape)
    return Row(name, condition.relation, condition.left, right, condition.range)  # type: ignore[arg-type]


def _slacks(derived: Derived, value: Node, conditions: list[Condition]) -> list[str]:
    """Multipliers alpha >= 0 (or >> 0) that stand alone in one equation and nowhere else."""
    found: list[str] = []
    for declaration in derived.multipliers:
        if declaration.sign != "nonnegative" and declaration.definite != "semidefinite":
            continue
        if any(s.mark[0] == declaration for s in value.symbols()):
            continue
        places = [
            c for c in conditions if any(s.mark[0] == declaration for n in (c.left, c.right) for s in n.symbols())
        ]
        if len(places) == 1 and places[0].relation == "=" and _slack_term(places[0], declaration, found) is not None:
            found.append(declaration.name)
    return found


def _slack_term(condition: Condition, declaration: Declaration, taken: list[str]) -> Node | None:
    """The term of the slack, if it is the multiplier by itself and the equation has no slack yet."""
    gap = condition.gap()
    if any(s.mark[0].name in taken for s in gap.symbols()):
        return None
    moving = [(v, t) for v, t in terms(gap) if any(s.mark[0] == declaration for s in t.symbols())]
    if len(moving) != 1 or moving[0][1].kind != "symbol" or len(terms(gap)) == 1:
        return None
    term = moving[0][1]
    indices = [index.letter() for index in term.mark[1]]
    loops = [loop.name for loop in condition.range.loops]
    return scale(moving[0][0], term) if sorted(map(str, indices)) == sorted(loops) else None


def _without_slack(condition: Condition, slacks: list[str]) -> Condition:
    if condition.relation != "=":
        return condition
    gap = condition.gap()
    slack = next(((v, t) for v, t in terms(gap) if t.kind == "symbol" and t.mark[0].name in slacks), None)
    if slack is None:
        return condition
    value, term = slack
    rest = add(*(scale(v, t) for v, t in terms(gap) if t != term))
    left = rest if value < 0 else scale(-1, rest)
    relation = ">>" if term.mark[0].definite == "semidefinite" else ">="
    found = Condition(relation, left, broadcast(number(0), left.shape), condition.reason, condition.range)
    return tidy(found)


def _schur(
    derived: Derived, conditions: list[tuple[Solved, Condition]]
) -> tuple[Node, list[tuple[Solved, Condition]], tuple[Declaration, ...]]:
    """g'pinv(Q)g with Q >> 0, g in range Q, as t with [[Q, g], [g', t]] >> 0; tr(G'pinv(Q)G) as tr(T) likewise."""
    value, kept, extra = derived.value, list(conditions), []
    taken = _taken(derived)
    for solved, condition in conditions:
        if condition.relation != "range":
            continue
        matrix, slope = condition.right, condition.left
        form = coefficient(trace(multiply(transpose(slope), Node("pinv", (matrix,), matrix.shape), slope)))
        letter = "t" if slope.is_column else "T"
        name = next(n for n in (letter, *(f"{letter}{k}" for k in range(1, 99))) if n not in taken)
        taken.add(name)
        square = (slope.shape[1], slope.shape[1])
        made = Declaration(name, "variable", square, condition.range, symmetric=not slope.is_column)
        member = symbol(made, tuple(size_of(loop.name) for loop in condition.range.loops))
        found = scale(1 / form[0], trace(member))
        value = mapped(value, lambda node, old=form[1], new=found: new if node == old else None)
        extra.append(made)
        cells = block(((matrix, slope), (transpose(slope), member)))
        kept = [(s, c) for s, c in kept if not (c == condition or (c.relation == ">>" and c.left == matrix))]
        zeros = broadcast(number(0), cells.shape)
        kept.append((solved, Condition(">>", cells, zeros, "the Schur complement", condition.range)))
    return value, kept, tuple(extra)


def _taken(derived: Derived) -> set[str]:
    """Names of letters, sizes, multipliers and indexes."""
    told = derived.statement
    declared = (*told.parameters, *told.variables, *derived.multipliers)
    loops = {loop.name for d in declared for loop in d.range.loops}
    return (
        {d.name for d in declared} | loops | {loop.name for r in told.rows for loop in r.range.loops} | set(told.sizes)
    )


def _varying(statement: Statement, variables: tuple[Declaration, ...]) -> Statement:
    """The statement whose multipliers are variables."""
    known = {d.name: d for d in variables}

    def change(node: Node) -> Node | None:
        if node.kind == "symbol" and node.mark[0].name in known and node.mark[0].role == "multiplier":
            made = known[node.mark[0].name]
            plain = replace(made, sign="any", definite="no")
            return symbol(plain, node.mark[1])
        return None

    plain = tuple(replace(d, sign="any", definite="no") for d in variables)
    rows = tuple(replace(r, left=mapped(r.left, change), right=mapped(r.right, change)) for r in statement.rows)
    domain = tuple(
        replace(r, left=mapped(r.left, change), right=None if r.right is None else mapped(r.right, change))
        for r in statement.domain
    )
    return replace(statement, objective=mapped(statement.objective, change), rows=rows, domain=domain, variables=plain)
