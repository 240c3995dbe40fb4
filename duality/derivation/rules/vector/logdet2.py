"""inf of -C*log(a*u*v - sum omega_i s_i^2) + p*u + r*v + w's over the cone u > 0, a*u*v > sum omega_i s_i^2.

With D = p*r/a - sum w_i^2/(4*omega_i), C > 0: C*(2 + log(D/C^2)) where p > 0, r > 0 and D > 0, attained at
u = C*r/(a*D), v = C*p/(a*D), s_i = -C*w_i/(2*omega_i*D), and -inf elsewhere. For one s and a = omega = 1 the logarithm
is that of det [[u, s], [s, v]], and D = det [[p, w/2], [w/2, r]].
C = 0: 0 on the closed dual cone p >= 0, r >= 0, D >= 0, approached at 0 unless all slopes vanish. C < 0: -inf.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, atom_expression, total
from duality.algebra.rows import Collector
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.formulas import UNIT, affine_tree, fraction, logarithm
from duality.derivation.rules.univariate.regions import above, at_least, zero
from duality.derivation.rules.vector.arguments import NONNEGATIVE, POSITIVE, Conjugand, argument_bounds, conjugand
from duality.derivation.rules.vector.branches import branch
from duality.derivation.rules.vector.products import FormProduct
from duality.derivation.rules.vector.roots import DualNorm
from duality.derivation.rules.vector.rule import Group
from duality.model.derivation import Branch, Condition, Step
from duality.model.expression import ZERO, Comparison, Expression, Negative, Number, Power
from duality.model.form import FREE, Atom, DomainCondition

ENTRY = Entry(
    "Logarithm of a 2 by 2 determinant",
    "var x, y, z\ndomain x > 0\nmin -log(x*z - y^2)\ns.t.\n a: 2*x + z <= 3\n b: y <= 1",
    "Boyd and Vandenberghe, Example 3.23",
)

TWO = Number(Fraction(2))


def logdet2(group: Group) -> Sequence[Branch] | Refusal:
    """The logarithm of a 2x2 determinant, and of u*v minus more squares."""
    stated = [argument_bounds(group, k) for k in (0, 1)]
    if NONNEGATIVE not in stated and POSITIVE not in stated:
        return Refusal(f"{atom_expression(group.atom)} is not confined to one of its two cones")
    if any(bounds not in (FREE, NONNEGATIVE, POSITIVE) for bounds in stated):
        return Refusal(f"the domain bounds an argument of {atom_expression(group.atom)}")
    # Inside the cone u > 0 and v > 0 are one demand; the domain may state either or both.
    given = conjugand(group, [*stated, *([FREE] * (len(group.atom.arguments) - 2))])
    if isinstance(given, Refusal):
        return given
    if given.constants:
        return Refusal("a determinant has a constant entry")
    return [*_interior(given, group.atom.parameters), *_linear(given, group.atom.parameters)]


def owns_domain(atom: Atom, restriction: DomainCondition) -> bool:
    """The restriction is a*u*v - sum omega_i s_i^2 > 0, up to a positive factor."""
    if atom.kind != "logdet2" or restriction.equality or restriction.nonzero or not restriction.row.is_quadratic:
        return False
    collector = Collector({})
    u, v, *rest = atom.arguments
    collector.add_product(u, v, atom.parameters[0])
    for form, omega in zip(rest, atom.parameters[1:], strict=True):
        collector.add_product(form, form, -omega)
    own = collector.row({name: k for k, name in enumerate(atom.names)})
    theirs = restriction.row
    if theirs.linear or theirs.constant != 0 or own.linear or own.constant != 0:
        return False
    first = {frozenset(pair): q for pair, q in own.quadratic}
    second = {frozenset(pair): q for pair, q in theirs.quadratic}
    ratios = {second[pair] / q for pair, q in first.items()} if first.keys() == second.keys() else set()
    return len(ratios) == 1 and ratios.pop() > 0


def _determinant(given: Conjugand, parameters: Sequence[Fraction]) -> Expression:
    """D = p*r/a - sum w_i^2/(4*omega_i)."""
    p, r, *slopes = given.slopes
    size = DualNorm.of(slopes, [4 * omega for omega in parameters[1:]], given.nonnegative).square
    if p.is_zero or r.is_zero:
        return ZERO if size == ZERO else Negative(size)
    lead = FormProduct.of([(Fraction(1), p, Fraction(1)), (Fraction(1), r, Fraction(1))]).times(1 / parameters[0])
    return lead if size == ZERO else total([lead, Negative(size)])


def _interior(given: Conjugand, parameters: Sequence[Fraction]) -> list[Branch]:
    """C > 0."""
    c = -given.coefficient
    p, r, *slopes = given.slopes
    d = _determinant(given, parameters)
    share = d if c == UNIT else fraction(Fraction(1), [d], [Power(affine_expression(c), TWO)])
    value = [affine_expression(c.scaled(Fraction(2))), fraction(Fraction(1), [affine_tree(c), logarithm(share)])]
    point = [
        fraction(1 / parameters[0], [affine_tree(c), affine_tree(r)], [d]),
        fraction(1 / parameters[0], [affine_tree(c), affine_tree(p)], [d]),
        *(
            fraction(Fraction(-1, 2) / omega, [affine_tree(c), affine_tree(w)], [d])
            for w, omega in zip(slopes, parameters[1:], strict=True)
        ),
    ]
    positive = Comparison((">",), (d, ZERO))
    step = Step(
        "determinant",
        "L is bounded below only where the slopes lie inside the dual cone, {0}; setting the gradient to zero "
        "gives {1}.",
        (positive, total(value)),
    )
    clauses = [above(c), above(p), above(r)]
    curved = [Condition(d, ">")]
    return branch(given, clauses, curved, value, attained=True, minimizer=given.at(point), steps=(step,))


def _linear(given: Conjugand, parameters: Sequence[Fraction]) -> list[Branch]:
    """C = 0: only a linear function is left, on the open cone."""
    p, r, *slopes = given.slopes
    clauses = [zero(given.coefficient), at_least(p), at_least(r)]
    curved: list[Condition] = []
    if p.is_zero or r.is_zero:
        clauses += [zero(w) for w in slopes]
    else:
        curved.append(Condition(_determinant(given, parameters), ">="))
    attained = True if all(slope.is_zero for slope in given.slopes) else None
    reason = "Where {0} = 0 only a linear function is left."
    step = Step("determinant: linear", reason, (affine_expression(given.coefficient),))
    return branch(given, clauses, curved, [], attained=attained, steps=(step,))
