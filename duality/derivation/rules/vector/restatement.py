"""Vector atoms with dependent arguments, stated again with fewer directions.

max(u) = a'x + max(u - a'x) and log sum exp(u) = a'x + log sum exp(u - a'x) for the linear part a'x of one argument:
k affinely independent arguments then run along k - 1 independent directions. The square sums of norms and quotients are
completed to squares of independent forms, and quotients with one denominator are joined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.algebra.rows import Collector
from duality.algebra.squares import sum_of_squares
from duality.derivation.blocks import LagrangianBlock
from duality.model.form import Affine, Atom
from duality.records import replace

MOST_COMPLETED = 60
"""Completing more squares than these exactly takes long."""

NOTHING = Affine(Fraction(0))


def restated(block: LagrangianBlock) -> LagrangianBlock | None:
    """The same L with such atoms restated; ``None`` where no atom changes."""
    linear = dict(block.linear)
    atoms: dict[Atom, Affine] = {}
    for atom, coefficient in _joined(block.atoms).items():
        moved = NOTHING
        if atom.kind in ("max", "logsumexp") and not any(form.is_constant for form in atom.arguments):
            moved = Affine(Fraction(0), atom.arguments[-1].terms)
            atom = replace(atom, arguments=tuple(form - moved for form in atom.arguments))
        elif atom.kind == "norm2":
            atom = _completed(atom, atom.arguments, ())
        elif atom.kind == "quad_over_lin":
            atom = _completed(atom, atom.arguments[:-1], atom.arguments[-1:])
        for name, a in moved.terms:
            linear[name] = linear.get(name, NOTHING) + coefficient.scaled(a)
        atoms[atom] = atoms.get(atom, NOTHING) + coefficient
    if atoms.keys() == block.atoms.keys():
        return None
    return replace(
        block,
        linear={name: slope for name, slope in linear.items() if not slope.is_zero},
        atoms={atom: coefficient for atom, coefficient in atoms.items() if not coefficient.is_zero},
    )


def _joined(atoms: Mapping[Atom, Affine]) -> dict[Atom, Affine]:
    """Quotients with one denominator as one quotient: c_1*u_1^2/v + c_2*u_2^2/v with constants c_k > 0."""
    shared: dict[Affine, list[tuple[Atom, Affine]]] = {}
    for atom, coefficient in atoms.items():
        if atom.kind == "quad_over_lin" and _plain_weight(coefficient) is not None:
            shared.setdefault(atom.arguments[-1], []).append((atom, coefficient))
    result = dict(atoms)
    for denominator, members in shared.items():
        if len(members) < 2:
            continue
        arguments: list[Affine] = []
        weights: list[Fraction] = []
        for atom, coefficient in members:
            del result[atom]
            weight = _plain_weight(coefficient) or Fraction(1)
            arguments += atom.arguments[:-1]
            weights += [weight * w for w in atom.parameters[: len(atom.arguments) - 1]]
        joined = replace(members[0][0], arguments=(*arguments, denominator), parameters=tuple(weights))
        result[joined] = Affine(Fraction(1))
    return result


def _plain_weight(coefficient: Affine) -> Fraction | None:
    """A positive rational coefficient."""
    value = coefficient.constant
    return value if coefficient.is_constant and isinstance(value, Fraction) and value > 0 else None


def _completed(atom: Atom, arguments: Sequence[Affine], tail: tuple[Affine, ...]) -> Atom:
    """The atom with sum w_i u_i^2 as squares of independent forms; unchanged for irrational or very many data."""
    if len(arguments) > MOST_COMPLETED:
        return atom
    collector = Collector({})
    for weight, form in zip(atom.parameters, arguments, strict=True):
        collector.add_product(form, form, weight)
    squares = sum_of_squares(collector)
    if squares is None:
        return atom
    weights, forms = squares
    return replace(atom, arguments=(*forms, *tail), parameters=weights)
