"""inf over x of L falls into separate infima over blocks of variables that nothing couples.

Two variables stand in one block if they share a quadratic term, an atom, a remainder term or a row of the domain.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from duality.derivation.lagrangian import LagrangianRows
from duality.model.expression import Expression
from duality.model.form import Affine, Atom, Bounds, DiscreteSet, Domain, DomainCondition, StandardForm
from duality.records import record


@record(slots=False)
class LagrangianBlock:
    """The part of L over ``variables`` and the part of D that concerns them; coefficients over the multipliers."""

    variables: tuple[str, ...]
    linear: dict[str, Affine]
    quadratic: dict[tuple[str, str], Affine]
    atoms: dict[Atom, Affine]
    remainder: dict[Expression, Affine]
    bounds: dict[str, Bounds]
    conditions: tuple[DomainCondition, ...]
    discrete: tuple[DiscreteSet, ...]
    nonnegative: frozenset[str]
    """The multipliers that are >= 0 by their kind."""

    def slope(self, name: str) -> Affine:
        """The coefficient of the variable in the linear part."""
        return self.linear.get(name, Affine(Fraction(0)))


def split(rows: LagrangianRows, form: StandardForm) -> tuple[LagrangianBlock, ...]:
    """The blocks of L in the order of their first variables; every variable stands in exactly one."""
    return split_rows(rows, form.variables, form.domain, frozenset(c.multiplier for c in form.inequalities))


def split_rows(
    rows: LagrangianRows, variables: tuple[str, ...], domain: Domain, nonnegative: frozenset[str]
) -> tuple[LagrangianBlock, ...]:
    """The blocks of any such row over the variables in the domain."""
    groups = _Partition(variables)
    for pair in rows.quadratic:
        groups.join(pair)
    for atom in rows.atoms:
        groups.join(atom.names)
    for node in rows.remainder:
        groups.join(node.variables())
    for condition in domain.conditions:
        groups.join(condition.row.names())
    for points in domain.discrete:
        groups.join(points.variables)
    members = groups.classes()
    block_of = {name: k for k, names in enumerate(members) for name in names}
    parts: list[tuple[dict, dict, dict, dict, dict, list, list]] = [({}, {}, {}, {}, {}, [], []) for _ in members]
    for name, coefficient in rows.linear.items():
        parts[block_of[name]][0][name] = coefficient
    for pair, coefficient in rows.quadratic.items():
        parts[block_of[pair[0]]][1][pair] = coefficient
    for atom, coefficient in rows.atoms.items():
        parts[block_of[atom.names[0]]][2][atom] = coefficient
    for node, coefficient in rows.remainder.items():
        parts[block_of[node.variables()[0]]][3][node] = coefficient
    for name, bounds in domain.bounds:
        parts[block_of[name]][4][name] = bounds
    for condition in domain.conditions:
        parts[block_of[condition.row.names()[0]]][5].append(condition)
    for points in domain.discrete:
        parts[block_of[points.variables[0]]][6].append(points)
    return tuple(
        LagrangianBlock(names, *part[:5], tuple(part[5]), tuple(part[6]), nonnegative)
        for names, part in zip(members, parts, strict=True)
    )


class _Partition:
    """Union-find over names."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.parent = {name: name for name in names}

    def find(self, name: str) -> str:
        root = name
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[name] != root:
            self.parent[name], name = root, self.parent[name]
        return root

    def join(self, names: Iterable[str]) -> None:
        first, *rest = names
        for name in rest:
            self.parent[self.find(name)] = self.find(first)

    def classes(self) -> list[tuple[str, ...]]:
        collected: dict[str, list[str]] = {}
        for name in self.parent:
            collected.setdefault(self.find(name), []).append(name)
        return [tuple(group) for group in collected.values()]
