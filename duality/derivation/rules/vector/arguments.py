"""A group in terms of its atom's own arguments: c*Phi(u) + w'u + shift, u_i = scale_i*y_i + offset_i.

s_i*y_i = w_i*u_i - w_i*offset_i with w_i = s_i/scale_i, so the offsets move into shift = -sum w_i*offset_i.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from fractions import Fraction

from duality.algebra.atoms import atom_expression, scalar_expression, total
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.formulas import fraction
from duality.derivation.rules.vector.rule import Group
from duality.model.expression import ZERO, Expression
from duality.model.form import FREE, Affine, Bounds
from duality.model.scalar import Scalar
from duality.records import record

NONNEGATIVE = Bounds(lower=Fraction(0))
POSITIVE = Bounds(lower=Fraction(0), lower_closed=False)


@record
class Argument:
    """u = scale*y + offset, the atom's argument number ``index``, y the direction ``label``; w = ``slope``.

    ``open`` tells that u > 0 where the atom itself would allow u = 0.
    """

    index: int
    label: str
    slope: Affine
    scale: Scalar
    offset: Scalar
    open: bool

    def place(self, u: Expression) -> tuple[str, Expression]:
        """The label with the y at which the argument takes the value u."""
        moved = u if self.offset == 0 else total([u, scalar_expression(-self.offset)])
        return self.label, moved if self.scale == 1 else fraction(1 / self.scale, [moved])


@record
class Conjugand:
    """inf over u of coefficient*Phi(u) + sum w_i*u_i + shift; ``constants`` are Phi's constant arguments by number."""

    coefficient: Affine
    arguments: tuple[Argument, ...]
    constants: tuple[tuple[int, Scalar], ...]
    shift: Affine
    nonnegative: Container[str]

    @property
    def slopes(self) -> tuple[Affine, ...]:
        return tuple(argument.slope for argument in self.arguments)

    @property
    def is_open(self) -> bool:
        """Some u_i = 0 is left out of the domain although the atom is defined there."""
        return any(argument.open for argument in self.arguments)

    def at(self, points: Sequence[Expression]) -> tuple[tuple[str, Expression], ...]:
        """The minimizer by label for given u_i."""
        return tuple(argument.place(u) for argument, u in zip(self.arguments, points, strict=True))

    def at_zero(self) -> tuple[tuple[str, Expression], ...]:
        """The minimizer u = 0."""
        return self.at([ZERO] * len(self.arguments))


def conjugand(group: Group, domains: Sequence[Bounds] | None = None) -> Conjugand | Refusal:
    """The group over its atom's arguments, each on the natural domain ``domains[i]`` (without it, on the whole line).

    Refused where two arguments run along one direction, where the domain cuts a direction further, or where a
    direction carries more of L than the atom.
    """
    if any(group.terms):
        return Refusal(f"{atom_expression(group.atom)} shares a direction with another function")
    natural = domains if domains is not None else [FREE] * len(group.atom.arguments)
    place = {direction: k for k, direction in enumerate(group.directions)}
    arguments: list[Argument] = []
    constants: list[tuple[int, Scalar]] = []
    shift = Affine(Fraction(0))
    for index, (form, allowed) in enumerate(zip(group.atom.arguments, natural, strict=True)):
        if form.is_constant:
            constants.append((index, form.constant))
            continue
        scale = form.terms[0][1]
        k = place[Affine(Fraction(0), form.scaled(1 / scale).terms)]
        if any(argument.label == group.labels[k] for argument in arguments):
            return Refusal(f"two arguments of {atom_expression(group.atom)} run along one direction")
        bounds = _stretched(group.bounds[k], scale, form.constant)
        if bounds not in (allowed, _opened(allowed)):
            return Refusal(f"the domain bounds an argument of {atom_expression(group.atom)}")
        slope = group.slopes[k].scaled(1 / scale)
        shift = shift - slope.scaled(form.constant)
        arguments.append(Argument(index, group.labels[k], slope, scale, form.constant, bounds != allowed))
    return Conjugand(group.coefficient, tuple(arguments), tuple(constants), shift, group.nonnegative)


def argument_bounds(group: Group, index: int) -> Bounds:
    """The interval in which the domain leaves the atom's argument; the whole line for a constant one."""
    form = group.atom.arguments[index]
    if form.is_constant:
        return FREE
    scale = form.terms[0][1]
    k = group.directions.index(Affine(Fraction(0), form.scaled(1 / scale).terms))
    return _stretched(group.bounds[k], scale, form.constant)


def _stretched(bounds: Bounds, scale: Scalar, offset: Scalar) -> Bounds:
    """The interval of u = scale*y + offset for y in the interval."""
    lower = None if bounds.lower is None else scale * bounds.lower + offset
    upper = None if bounds.upper is None else scale * bounds.upper + offset
    ends = (lower, bounds.lower_closed or lower is None), (upper, bounds.upper_closed or upper is None)
    (low, low_closed), (high, high_closed) = ends if scale > 0 else ends[::-1]
    return Bounds(low, high, low_closed, high_closed)


def _opened(bounds: Bounds) -> Bounds:
    return Bounds(bounds.lower, bounds.upper, bounds.lower is None, bounds.upper is None)
