"""inf of -C*log(a*u*v - sum omega_i s_i^2) + p*u + r*v + w's over the cone u > 0, a*u*v > sum omega_i s_i^2.

With D = p*r/a - sum w_i^2/(4*omega_i), C > 0: C*(2 + log(D/C^2)) where p > 0, r > 0 and D > 0, attained at
u = C*r/(a*D), v = C*p/(a*D), s_i = -C*w_i/(2*omega_i*D), and -inf elsewhere. For one s and a = omega = 1 the logarithm
is that of det [[u, s], [s, v]], and D = det [[p, w/2], [w/2, r]].
C = 0: 0 on the closed dual cone p >= 0, r >= 0, D >= 0, approached at 0 unless all slopes vanish. C < 0: -inf.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from duality.algebra.atoms import affine_expression, atom_expression, total
from duality.derive.rules.rule import Refusal
from duality.derive.rules.univariate.formulas import affine_tree, fraction, logarithm
from duality.derive.rules.univariate.regions import above, at_least, zero
from duality.derive.rules.vector.arguments import POSITIVE, Conjugand, conjugand
from duality.derive.rules.vector.branches import branch
from duality.derive.rules.vector.roots import DualNorm
from duality.derive.rules.vector.rule import Group
from duality.model.derivation import Branch, Condition, Step
from duality.model.expression import ZERO, Comparison, Expression, Negative, Number, Power
from duality.model.form import FREE, Affine, Bounds

TWO = Number(Fraction(2))


def logdet2(group: Group) -> Sequence[Branch] | Refusal:
    """The logarithm of a 2x2 determinant, and of u*v minus more squares."""
    stated = [_end(group, k) for k in (0, 1)]
    if POSITIVE not in stated:
        return Refusal(f"{atom_expression(group.atom)} is not confined to one of its two cones")
    # One of u > 0, v > 0 implies the other; the domain may state either or both.
    given = conjugand(group, [*stated, *([FREE] * (len(group.atom.arguments) - 2))])
    if isinstance(given, Refusal):
        return given
    if given.constants or any(argument.offset != 0 for argument in given.arguments):
        return Refusal("a determinant has a constant entry")
    return [*_interior(given, group.atom.parameters), *_linear(given, group.atom.parameters)]
