"""inf over u >= 0, v > 0 of sum_k c_k*u_k*log(u_k/v) + a'u + b*v: several relative entropies with one denominator.

c_k > 0: over u_k it is -v*c_k*exp(-1 - a_k/c_k). So it is 0 where b >= sum_k c_k*exp(-1 - a_k/c_k), attained where
equality holds and else approached only, as v goes to 0; and -inf elsewhere.
All c_k = c = 0: 0 where a >= 0 and b >= 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, total
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.formulas import Ratio, affine_tree, fraction
from duality.derivation.rules.univariate.regions import above, at_least, zero
from duality.derivation.rules.vector.arguments import NONNEGATIVE, POSITIVE, Conjugand, conjugand
from duality.derivation.rules.vector.branches import branch
from duality.derivation.rules.vector.rule import Group
from duality.derivation.signs import Sign, sign
from duality.model.derivation import Branch, Condition, Step
from duality.model.expression import ONE, ZERO, Call, Comparison, Expression, Negative
from duality.model.form import Affine, Atom
from duality.records import replace

ENTRY = Entry(
    "Relative entropies with one denominator",
    "var x, y, z\ndomain x >= 0\ndomain y >= 0\ndomain z > 0\nmin x*log(x/z) + y*log(y/z)\ns.t.\n a: x = 1\n b: y = 2\n"
    " c: z <= 4",
    "Boyd and Vandenberghe, Section 4.5.4",
)


def shared_rel_entr(group: Group, atoms: Sequence[tuple[Affine, Atom]]) -> Sequence[Branch] | Refusal:
    """The relative entropies of several forms to one, all along independent directions."""
    parts: list[Conjugand] = []
    for coefficient, atom in atoms:
        given = conjugand(replace(group, coefficient=coefficient, atom=atom), (NONNEGATIVE, POSITIVE))
        if isinstance(given, Refusal):
            return given
        if len(given.arguments) != 2 or given.arguments[1].offset != 0:
            return Refusal("a relative entropy with a constant argument is a function of one variable")
        parts.append(given)
    first = parts[0]
    same = all(part.coefficient == first.coefficient for part in parts)
    constant = all(part.coefficient.is_constant and part.coefficient.constant > 0 for part in parts)
    numerators = {part.arguments[0].label for part in parts}
    denominators = {(part.arguments[1].label, part.arguments[1].scale) for part in parts}
    if not (same or constant) or len(numerators) < len(parts) or len(denominators) > 1:
        return Refusal("two relative entropies share a direction, and not as one denominator")
    if numerators | {first.arguments[1].label} != set(group.labels):
        return Refusal("two vector atoms share a direction")
    shift = parts[0].shift
    for part in parts[1:]:
        shift = shift + part.shift
    whole = replace(first, shift=shift)
    return [*_curved(whole, parts), *([] if constant else _flat(whole, parts))]


def _curved(whole: Conjugand, parts: Sequence[Conjugand]) -> list[Branch]:
    """Every c_k > 0."""
    b = whole.slopes[1]
    if sign(b, whole.nonnegative) in (Sign.ZERO, Sign.NEGATIVE, Sign.NONPOSITIVE):
        return []
    rest = total([affine_expression(b), *(Negative(_loss(part)) for part in parts)])
    reason = (
        "The least over each numerator is a multiple of the denominator v > 0, so L is bounded below only where {0}; "
        "the infimum 0 is attained where equality holds, and approached elsewhere, as v goes to 0."
    )
    step = Step("relative entropies", reason, (Comparison((">=",), (rest, ZERO)),))
    clauses = [above(part.coefficient) for part in parts]
    return branch(whole, clauses, [Condition(rest, ">=")], [], attained=None, steps=(step,))


def _loss(part: Conjugand) -> Expression:
    """c*exp(-1 - a/c)."""
    slope = Ratio.of(part.slopes[0], part.coefficient).tree
    down = slope.operand if isinstance(slope, Negative) else slope if slope == ZERO else Negative(slope)
    return fraction(Fraction(1), [affine_tree(part.coefficient), Call("exp", (total([Negative(ONE), down]),))])


def _flat(whole: Conjugand, parts: Sequence[Conjugand]) -> list[Branch]:
    """c = 0: only a'u + b*v is left."""
    clauses = [zero(whole.coefficient), *(at_least(part.slopes[0]) for part in parts), at_least(whole.slopes[1])]
    reason = "Where {0} = 0 only a linear function is left."
    step = Step("relative entropies: linear", reason, (affine_expression(whole.coefficient),))
    return branch(whole, clauses, [], [], attained=None, steps=(step,))
