"""What is left of L once the infimum over one variable is taken: rows over the other variables again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

from duality.algebra.atoms import atom_expression, row_expression
from duality.algebra.rows import decompose
from duality.derivation.blocks import LagrangianBlock, split_rows
from duality.derivation.lagrangian import LagrangianRows
from duality.derivation.rules.partial.expansion import Expansion, Key, Term
from duality.derivation.rules.partial.parameters import Parameters
from duality.derivation.rules.rule import Refusal
from duality.model.expression import Expression
from duality.model.form import Affine, Domain, Row
from duality.records import record

K = TypeVar("K")

ONE = Fraction(1)
NOTHING = Affine(Fraction(0))


@record(slots=False)
class Remainder:
    """constant + L over ``blocks``; the constant is a tree over the multipliers."""

    constant: Expansion
    blocks: tuple[LagrangianBlock, ...]


def containing(block: LagrangianBlock, name: str, parameters: Parameters) -> Expansion:
    """The part of L whose terms contain the variable, multiplied out."""
    terms: list[Term] = []

    def add(coefficient: Affine, node: Expression) -> None:
        expander = parameters.expander
        terms.extend(expander.product(parameters.expand_affine(coefficient), parameters.expand(node)).terms)

    if name in block.linear:
        add(block.linear[name], row_expression(Row(linear=((name, ONE),))))
    for pair, coefficient in block.quadratic.items():
        if name in pair:
            add(coefficient, row_expression(Row(quadratic=((pair, ONE),))))
    for atom, coefficient in block.atoms.items():
        if name in atom.names:
            add(coefficient, atom_expression(atom))
    for node, coefficient in block.remainder.items():
        if name in node.variables():
            add(coefficient, node)
    return Expansion.of(terms)


def without(block: LagrangianBlock, name: str) -> LagrangianBlock:
    """The part of L whose terms do not contain the variable."""
    return LagrangianBlock(
        tuple(other for other in block.variables if other != name),
        {other: slope for other, slope in block.linear.items() if other != name},
        {pair: coefficient for pair, coefficient in block.quadratic.items() if name not in pair},
        {atom: coefficient for atom, coefficient in block.atoms.items() if name not in atom.names},
        {node: coefficient for node, coefficient in block.remainder.items() if name not in node.variables()},
        {other: bounds for other, bounds in block.bounds.items() if other != name},
        block.conditions,
        (),
        block.nonnegative,
    )


def remaining(rest: LagrangianBlock, value: Expansion, parameters: Parameters) -> Remainder | Refusal:
    """``rest`` + ``value`` as rows over the variables of ``rest``, in separate blocks.

    ``value`` is collected by its factors in the multipliers, each of which multiplies one row.
    """
    factors: dict[Key, tuple[Term, list[Term]]] = {}
    constant: list[Term] = []
    for term in value.terms:
        inside, outside = term.split(rest.variables)
        if not inside.powers:
            constant.append(term)
            continue
        if not inside.names <= set(rest.variables):
            return Refusal(f"{inside.tree} does not separate the variables from the multipliers")
        weight = Term(ONE, outside.powers)
        factors.setdefault(weight.key, (weight, []))[1].append(Term(outside.coefficient, inside.powers))
    linear, quadratic = _current(rest.linear, parameters), _current(rest.quadratic, parameters)
    atoms, remainder = _current(rest.atoms, parameters), _current(rest.remainder, parameters)
    for weight, terms in factors.values():
        coefficient = parameters.affine(Expansion.of([weight]))
        row = decompose(Expansion.of(terms).tree, rest.variables, rest.bounds)
        constant += parameters.expand_affine(coefficient.scaled(row.constant)).terms
        _add(linear, row.linear, coefficient)
        _add(quadratic, row.quadratic, coefficient)
        _add(atoms, ((atom, c) for c, atom in row.atoms), coefficient)
        _add(remainder, ((node, c) for c, node in row.remainder), coefficient)
    rows = LagrangianRows(NOTHING, linear, quadratic, atoms, remainder)
    domain = Domain(tuple(rest.bounds.items()), rest.conditions)
    blocks = split_rows(rows, rest.variables, domain, frozenset(parameters.nonnegative))
    return Remainder(Expansion.of(constant), blocks)


def _current(part: Mapping[K, Affine], parameters: Parameters) -> dict[K, Affine]:
    """The coefficients as they are in this case, those that vanish left out."""
    return {key: form for key, stated in part.items() if not (form := parameters.current(stated)).is_zero}


def _add(part: dict, items: Iterable[tuple], coefficient: Affine) -> None:
    """Adds coefficient * item to each entry, and drops what cancels."""
    for key, weight in items:
        part[key] = part.get(key, NOTHING) + coefficient.scaled(weight)
        if part[key].is_zero:
            del part[key]
