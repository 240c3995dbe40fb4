"""Sums of exact rows: L is the sum of f and the weighted constraints, with what cancels dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from duality.model.expression import Expression
from duality.model.form import Affine, Atom, Row
from duality.model.scalar import Scalar


def combined(terms: Iterable[tuple[Scalar, Row]]) -> Row:
    """sum weight_k row_k as one row; what cancels is dropped."""
    constant: Scalar = Fraction(0)
    linear: dict[str, Scalar] = {}
    quadratic: dict[tuple[str, str], Scalar] = {}
    atoms: dict[Atom, Scalar] = {}
    remainder: dict[Expression, Scalar] = {}
    for weight, row in terms:
        if weight == 0:
            continue
        constant = constant + weight * row.constant
        for name, c in row.linear:
            linear[name] = linear.get(name, Fraction(0)) + weight * c
        for pair, c in row.quadratic:
            key = (pair[1], pair[0]) if (pair[1], pair[0]) in quadratic else pair
            quadratic[key] = quadratic.get(key, Fraction(0)) + weight * c
        for c, atom in row.atoms:
            atoms[atom] = atoms.get(atom, Fraction(0)) + weight * c
        for c, node in row.remainder:
            remainder[node] = remainder.get(node, Fraction(0)) + weight * c
    return Row(
        constant,
        tuple((name, c) for name, c in linear.items() if c != 0),
        tuple((pair, c) for pair, c in quadratic.items() if c != 0),
        tuple((c, atom) for atom, c in atoms.items() if c != 0),
        tuple((c, node) for node, c in remainder.items() if c != 0),
    )


def squared(form: Affine, variables: Sequence[str]) -> Row:
    """(constant + sum a_i x_i)^2 as a quadratic row; ``variables`` give the order of each pair."""
    place = {name: k for k, name in enumerate(variables)}
    terms = sorted(form.terms, key=lambda term: place[term[0]])
    pairs = [
        ((a, b), (1 if i == j else 2) * first * second)
        for i, (a, first) in enumerate(terms)
        for j, (b, second) in enumerate(terms)
        if i <= j
    ]
    linear = tuple((name, 2 * form.constant * c) for name, c in terms if form.constant != 0)
    return Row(form.constant * form.constant, linear, tuple(pairs))
