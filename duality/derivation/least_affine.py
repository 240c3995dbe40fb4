"""A theta_D with several affine pieces is their minimum: one concave formula.

theta_D is concave, so where one of its pieces is affine on a set with interior points, that affine form lies above
theta_D everywhere. Hence theta_D = min_k v_k on its domain, for the pieces v_k on sets that have interior points. The
domain is then a polyhedron, and its faces are those conditions of the pieces that hold on all of them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.rows import decompose
from duality.derivation.signs import Sign, sign
from duality.model.derivation import Block, Branch, Condition
from duality.model.expression import Call, Expression
from duality.model.form import Affine

MOST_PIECES = 64
STEPS = 400
"""Steps of the relaxation that looks for an interior point."""

Point = dict[str, Fraction]


def least_affine(block: Block, nonnegative: frozenset[str]) -> Branch | None:
    """min over the pieces as one branch; ``None`` where a piece is not affine or the domain is not surely known."""
    if len(block.branches) > MOST_PIECES:
        return None
    conditions = [c for branch in block.branches for c in branch.conditions if isinstance(c, Condition)]
    forms = [c.affine for c in conditions if c.affine is not None]
    pieces: list[tuple[list[Affine], Expression, Point]] = []
    for branch in block.branches:
        regions = [c.affine for c in branch.conditions if isinstance(c, Condition) and c.affine is not None]
        if len(regions) < len(branch.conditions) or not isinstance(branch.value, Expression):
            return None
        names = branch.value.variables()
        if not decompose(branch.value, {name: k for k, name in enumerate(names)}).is_affine:
            return None
        if any(isinstance(c, Condition) and c.relation == "=" for c in branch.conditions):
            # Without interior points; the other pieces reach it, since theta_D is closed.
            continue
        inside = _interior_point(regions, forms, nonnegative)
        if inside is None:
            return None
        pieces.append((regions, branch.value, inside))
    if not pieces:
        return None
    faces: dict[Affine, None] = {}
    for regions, _, _ in pieces:
        for form in regions:
            everywhere = _holds_on_all(form, pieces, nonnegative)
            if everywhere is None:
                return None
            if everywhere:
                faces[form] = None
    values = list(dict.fromkeys(value for _, value, _ in pieces))
    closed = tuple(dict.fromkeys(Condition(c.expression, ">=", c.affine) for c in conditions if c.affine in faces))
    return Branch(closed, values[0] if len(values) == 1 else Call("min", tuple(values)), True)


def _holds_on_all(
    form: Affine, pieces: Sequence[tuple[list[Affine], Expression, Point]], nonnegative: frozenset[str]
) -> bool | None:
    """form >= 0 on every piece; ``None`` where neither a proof nor a point that refutes it is at hand."""
    for regions, _, inside in pieces:
        # What no region of a piece names is free there: it may as well be 1.
        if form.at(dict.fromkeys(form.names, Fraction(1)) | dict(inside)) < 0:
            return False
        if form not in regions and not any(_implies(known, form, nonnegative) for known in regions):
            return None
    return True


def _implies(known: Affine, form: Affine, nonnegative: frozenset[str]) -> bool:
    """known >= 0 gives form >= 0, because form - ratio*known >= 0 for one ratio > 0."""
    for name, coefficient in known.terms:
        own = form.coefficient(name)
        if own != 0 and (own > 0) == (coefficient > 0):
            rest = form - known.scaled(own / coefficient)
            if sign(rest, nonnegative) in (Sign.ZERO, Sign.POSITIVE, Sign.NONNEGATIVE):
                return True
    return False


def _interior_point(regions: Sequence[Affine], forms: Sequence[Affine], nonnegative: frozenset[str]) -> Point | None:
    """Multipliers of all ``forms`` with every region > 0 and every alpha > 0: found in floats, checked exactly."""
    names = list(dict.fromkeys(name for form in forms for name in form.names))
    generator = random.Random(7)
    for _ in range(4):
        point = {name: abs(generator.gauss(0.0, 3.0)) + 0.1 for name in names}
        for _ in range(STEPS):
            worst = min(regions, key=lambda form: float(form.at(point)), default=None)
            if worst is None or float(worst.at(point)) > 0:
                break
            size = sum(float(c) ** 2 for _, c in worst.terms)
            if size == 0:
                return None
            step = (1.0 - float(worst.at(point))) / size
            point = {name: v + step * float(worst.coefficient(name)) for name, v in point.items()}
            point = {name: max(v, 0.05) if name in nonnegative else v for name, v in point.items()}
        exact = {name: Fraction(v) for name, v in point.items()}
        if all(form.at(exact) > 0 for form in regions):
            return exact
    return None
