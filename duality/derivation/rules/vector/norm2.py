"""inf over u of c*sqrt(sum omega_i u_i^2 + kappa) + w'u, for u in R^n.

It is sqrt(kappa)*sqrt(c^2 - N^2) where N = sqrt(sum w_i^2/omega_i) <= c, and -inf elsewhere. For kappa = 0 it is
attained at u = 0; for kappa > 0 at u_i = -sqrt(kappa)*w_i / (omega_i*sqrt(c^2 - N^2)) where N < c, and where N = c > 0
it is approached only.

With the squares a*sum omega_i u_i^2 besides, a > 0, and kappa = 0, L depends on the radius r = sqrt(sum omega_i u_i^2)
as c*r + a*r^2 - N*r in the best direction, and the infimum is -max(0, N - c)^2/(4a).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, atom_expression, total
from duality.algebra.rows import decompose
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.formulas import added, affine_tree, fraction
from duality.derivation.rules.univariate.regions import above, zero
from duality.derivation.rules.vector.arguments import Conjugand, conjugand
from duality.derivation.rules.vector.branches import branch
from duality.derivation.rules.vector.roots import DualNorm, constant_square, square_root
from duality.derivation.rules.vector.rule import Group
from duality.model.derivation import Branch, Step
from duality.model.expression import ZERO, Call, Comparison, Negative, Number, Power
from duality.model.form import PLACEHOLDER, Affine
from duality.model.scalar import Scalar
from duality.records import record, replace

NOTHING = Affine(Fraction(0))


@record
class Separated:
    """The group without further terms, and these as square*sum omega_i u_i^2 + constant; no ``square``, no terms."""

    group: Group
    square: Affine | None = None
    constant: Affine = NOTHING


def split_squares(group: Group) -> Separated | Refusal:
    """Reads the further terms as a*sum omega_i u_i^2, the rest of them moved into the slopes.

    With u = p*y + q: a*omega*u^2 = a*omega*(p^2 y^2 + 2pq y + q^2), so a square e*y^2 along y needs e = a*omega*p^2.
    """
    if not any(group.terms):
        return Separated(group)
    refusal = Refusal(f"{atom_expression(group.atom)} shares a direction with another function")
    slopes = list(group.slopes)
    squares: list[Affine] = []
    constant = NOTHING
    for k, terms in enumerate(group.terms):
        along = NOTHING
        for coefficient, tree in terms:
            row = decompose(tree, (PLACEHOLDER,))
            if not row.is_quadratic:
                return refusal
            along += coefficient.scaled(sum((q for _, q in row.quadratic), Fraction(0)))
            slopes[k] += coefficient.scaled(row.affine.coefficient(PLACEHOLDER))
            constant += coefficient.scaled(row.constant)
        squares.append(along)
    common: Affine | None = None
    for form, omega in zip(group.atom.arguments, group.atom.parameters, strict=True):
        if form.is_constant:
            continue
        p, q = form.terms[0][1], form.constant
        k = group.directions.index(Affine(Fraction(0), form.scaled(1 / p).terms))
        a = squares[k].scaled(1 / (omega * p * p))
        if common is not None and not (a - common).is_zero:
            return refusal
        common = a
        slopes[k] -= a.scaled(2 * omega * p * q)
        constant -= a.scaled(omega * q * q)
    plain = replace(group, slopes=tuple(slopes), terms=tuple(() for _ in group.terms))
    return Separated(plain, common, constant)


ENTRY = Entry(
    "Euclidean norm",
    "var x, y\nmin norm(x, y)\ns.t.\n a: x = 1\n b: y = 2",
    "Boyd and Vandenberghe, Example 3.26",
)

TWO = Number(Fraction(2))


def norm2(group: Group) -> Sequence[Branch] | Refusal:
    """The Euclidean norm with weights and a constant under the root; squares of the same radius besides."""
    separated = split_squares(group)
    if isinstance(separated, Refusal):
        return separated
    given = conjugand(separated.group)
    if isinstance(given, Refusal):
        return given
    weights = [group.atom.parameters[argument.index] for argument in given.arguments]
    kappa = constant_square(given, group.atom.parameters)
    if separated.square is None:
        return _norm(given, weights, kappa)
    if kappa != 0:
        return Refusal(f"{atom_expression(group.atom)} meets squares of its arguments")
    given = replace(given, shift=given.shift + separated.constant)
    return _radial(given, weights, separated.square)


def _norm(given: Conjugand, weights: Sequence[Fraction], kappa: Scalar) -> list[Branch]:
    c = given.coefficient
    size = DualNorm.of(given.slopes, weights, given.nonnegative)
    clauses, curved = size.at_most(c)
    if kappa == 0:
        return branch(given, clauses, curved, [], attained=True, minimizer=given.at_zero(), steps=_steps(given, size))
    if size.is_zero:
        value = fraction(Fraction(1), [square_root(kappa), affine_tree(c)])
        return branch(given, clauses, [], [value], attained=True, minimizer=given.at_zero(), steps=_steps(given, size))
    square = affine_expression(c.scaled(c.constant)) if c.is_constant else Power(affine_expression(c), TWO)
    difference = total([square, Negative(size.square)])
    root = Call("sqrt", (difference,))
    value = fraction(Fraction(1), [square_root(kappa), root])
    point = [
        fraction(-1 / omega, [square_root(kappa), affine_tree(w)], [root])
        for w, omega in zip(given.slopes, weights, strict=True)
    ]
    remark = Step(
        "norm: constant under the root",
        "Where {0}, setting the gradient to zero gives the value {1}; where {2} it is approached and not attained.",
        (
            Comparison((">",), (affine_expression(c), size.tree)),
            value,
            Comparison(("=",), (affine_expression(c), size.tree)),
        ),
    )
    # On the border N = c the formula for the point has no value.
    steps = (*_steps(given, size), remark)
    return branch(given, clauses, curved, [value], attained=None, minimizer=given.at(point), steps=steps)


def _steps(given: Conjugand, size: DualNorm) -> tuple[Step, ...]:
    bound = Comparison(("<=",), (size.tree, affine_expression(given.coefficient)))
    reason = (
        "By the Cauchy-Schwarz inequality the linear part falls at most {0} times as fast as the norm grows, "
        "so L is bounded below only where {1}."
    )
    return (Step("norm", reason, (size.tree, bound)),)


def _radial(given: Conjugand, weights: Sequence[Fraction], a: Affine) -> list[Branch]:
    c = given.coefficient
    size = DualNorm.of(given.slopes, weights, given.nonnegative)
    positive_part = Call("max", (ZERO, added(-c, [size.tree])))
    value = fraction(Fraction(-1, 4), [Power(positive_part, TWO)], [affine_tree(a)])
    point = [
        fraction(Fraction(-1, 2) / omega, [positive_part, affine_tree(w)], [affine_tree(a), size.tree])
        if not w.is_zero
        else ZERO
        for w, omega in zip(given.slopes, weights, strict=True)
    ]
    step = Step(
        "norm: radial",
        "L depends on the size r of its argument and on its direction; in the best direction it falls by {0}*r, "
        "and the best r >= 0 gives {1}.",
        (size.tree, value),
    )
    found = branch(
        given,
        [above(a)],
        [],
        [value],
        attained=True,
        # Without a slope every direction is as good as any other, so the formula for the point has none to name.
        minimizer=None if size.is_zero else given.at(point),
        steps=(step,),
    )
    clauses, curved = size.at_most(c)
    vanishing = Step("norm: no squares", "Where {0} = 0 only the norm is left.", (affine_expression(a),))
    steps = (vanishing, *_steps(given, size))
    found += branch(given, [zero(a), *clauses], curved, [], attained=True, minimizer=given.at_zero(), steps=steps)
    return found
