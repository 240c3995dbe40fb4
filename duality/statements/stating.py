"""A statement out of Python's matrices: an objective, constraints by name or in a list, rows of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from duality.errors import ProblemError
from duality.model.problem import Sense
from duality.statements.language.rows import Rows
from duality.statements.nodes import Declaration, Node
from duality.statements.objects import Matrix, Stated, matrix_of
from duality.statements.statement import DomainRow, Row, Statement


def stated_in_python(
    sense: Sense, objective: object, subject_to: object, domain: object, title: str = "", notes: Sequence[str] = ()
) -> Statement:
    """min or max objective subject to comparisons of matrices, over the domain."""
    goal = matrix_of(objective)
    if not goal.node.is_scalar:
        raise ProblemError(
            f"an objective is a number, and {goal.node} is not", help="take a sum, a norm or an inner product"
        )
    rows, names = [], Rows()
    for name, item in _named(subject_to):
        rows.append(_row(name, item, names))
    parts = [_domain_row(item) for item in _listed(domain)]
    nodes = [
        goal.node,
        *(n for r in parts for n in (r.left, r.right) if n is not None),
        *(n for r in rows for n in (r.left, r.right)),
    ]
    declared = _declared(nodes)
    data = _data(goal, subject_to, domain)
    notes = (notes,) if isinstance(notes, str) else tuple(notes)
    return Statement(
        sense,
        goal.node,
        tuple(rows),
        tuple(parts),
        tuple(d for d in declared if d.role == "parameter"),
        tuple(d for d in declared if d.role == "variable"),
        _sizes(declared),
        (),
        title,
        notes,
        tuple(data.items()),
    )


def _named(subject_to: object) -> Iterable[tuple[str | None, object]]:
    if isinstance(subject_to, Mapping):
        return list(subject_to.items())
    return [(None, item) for item in _listed(subject_to)]


def _listed(items: object) -> list[Any]:
    return list(items) if isinstance(items, (list, tuple)) else [items]


def _row(name: str | None, item: object, names: Rows) -> Row:
    if not isinstance(item, Stated):
        raise ProblemError(f"{item!r} is no constraint", help="compare two matrices with <=, >=, == or >>")
    if item.relation in ("<", ">"):
        raise ProblemError(
            f"the strict {item.relation} has no multiplier theory", help=f"write {item.relation}=, or use domain"
        )
    automatic = names.automatic(item.relation)
    return Row(name or automatic, item.relation, item.left.node, item.right.node, named=name is not None)  # type: ignore[arg-type]


def _domain_row(item: object) -> DomainRow:
    if not isinstance(item, Stated):
        raise ProblemError(f"{item!r} is no row of the domain", help="compare a variable with its bound: x >= 0")
    return DomainRow(item.relation, item.left.node, item.right.node)  # type: ignore[arg-type]


def _declared(nodes: list[Node]) -> list[Declaration]:
    found: dict[str, Declaration] = {}
    for node in nodes:
        for part in node.symbols():
            declaration = part.mark[0]
            if found.setdefault(declaration.name, declaration) != declaration:
                raise ProblemError(f"two matrices are named '{declaration.name}'", help="give each its own name")
    return list(found.values())


def _sizes(declared: list[Declaration]) -> tuple[str, ...]:
    letters = [a for d in declared for size in d.shape for a, _ in size.letters]
    return tuple(dict.fromkeys(letters))


def _data(goal: Matrix, *groups: object) -> dict[str, Any]:
    found = dict(goal.data)
    for group in groups:
        for _, item in _named(group):
            if isinstance(item, Stated):
                found |= {**item.left.data, **item.right.data}
    return found
