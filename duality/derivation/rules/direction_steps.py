"""What a worked solution says about independent directions: the new variables and the function along them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, atom_expression, scalar_expression, substitute, total
from duality.derivation.parts import weighted
from duality.model.derivation import Step
from duality.model.expression import ZERO, Comparison, Expression, Variable
from duality.model.form import PLACEHOLDER, Affine, Atom

UNBOUNDED = Step("unbounded", "It falls without bound toward an end of its domain, for every multiplier.")

Terms = Sequence[tuple[Affine, Expression]]


def change(new: Mapping[str, Affine]) -> tuple[Step, ...]:
    """y_k = a_k'x for the names that are no variables; nothing where there are none."""
    if not new:
        return ()
    rows = tuple(Comparison(("=",), (Variable(name), affine_expression(form))) for name, form in new.items())
    places = ", ".join(f"{{{k}}}" for k in range(len(rows)))
    reason = f"The new variables {places} are independent and take every value that the domain leaves them."
    return (Step("directions", reason, rows),)


def nullspace(slopes: Sequence[Affine]) -> Step:
    """The slopes of L along what no function sees."""
    places = ", ".join(f"{{{k}}}" for k in range(len(slopes)))
    reason = (
        "Where none of the functions sees a change of x, L is linear in it; it falls without bound there unless these "
        f"slopes vanish: {places}."
    )
    return Step("nullspace", reason, tuple(Comparison(("=",), (affine_expression(form), ZERO)) for form in slopes))


def body(
    atoms: Sequence[tuple[Affine, Atom]],
    forms: Mapping[Affine, str],
    terms: Mapping[str, Terms],
    slopes: Mapping[str, Affine],
) -> Expression:
    """sum c*Phi(y) + further terms + s'y in the names that ``forms`` gives to the normalized rows."""
    nodes = [
        weighted(coefficient, atom_expression(atom, [_along(argument, forms) for argument in atom.arguments]))
        for coefficient, atom in atoms
    ]
    for label, own in terms.items():
        nodes += [weighted(coefficient, substitute(phi, {PLACEHOLDER: Variable(label)})) for coefficient, phi in own]
    nodes += [weighted(slope, Variable(label)) for label, slope in slopes.items() if not slope.is_zero]
    return total(nodes)


def _along(argument: Affine, forms: Mapping[Affine, str]) -> Expression:
    """The argument over the direction that it runs along."""
    if argument.is_constant:
        return scalar_expression(argument.constant)
    scale = argument.terms[0][1]
    label = forms[Affine(Fraction(0), argument.scaled(1 / scale).terms)]
    return affine_expression(Affine(argument.constant, ((label, scale),)))
