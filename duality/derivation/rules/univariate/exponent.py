"""inf over t > 0 of a sum of powers and logarithms, g(t) = h(log t): inf over all u of h(u), at t = exp(u).

1/t + a log t is neither convex nor concave, but exp(-u) + a u is convex, as is every sum of powers whose coefficients
are nowhere negative, with logarithms of any sign. On t < 0 the same holds of -t.
"""

from __future__ import annotations

from collections.abc import Container
from fractions import Fraction

from duality.algebra.atoms import power, scalar_expression, scaled
from duality.algebra.evaluate import constant
from duality.algebra.powers import power_product
from duality.algebra.scalars import scalar_power
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.collect import collect
from duality.derivation.rules.univariate.curve import Shifted, T
from duality.derivation.rules.univariate.even import Terms
from duality.derivation.rules.univariate.formulas import NOTHING
from duality.derivation.rules.univariate.functions.logarithm import NegativeLogarithm
from duality.derivation.rules.univariate.functions.powers import AbsolutePower, InversePower, NegativeRoot, RisingPower
from duality.derivation.rules.univariate.irrationals import TooLarge
from duality.derivation.rules.univariate.objective import Summand
from duality.derivation.rules.univariate.piecewise import PiecewisePolynomial
from duality.derivation.rules.univariate.recognition import Undefined
from duality.derivation.rules.univariate.renaming import renamed
from duality.model.derivation import Branch, Step
from duality.model.expression import ONE, Call, Expression, Negative
from duality.model.form import Affine, Bounds
from duality.model.scalar import Scalar
from duality.records import replace

POSITIVE = Bounds(lower=Fraction(0), lower_closed=False)
NEGATIVE = Bounds(upper=Fraction(0), upper_closed=False)

Part = tuple[Fraction | None, Scalar]
"""c t^p as (p, c), and c log t as (None, c)."""


def in_logarithm(
    terms: Terms, slope: Affine, interval: Bounds, nonnegative: Container[str]
) -> tuple[Terms, Affine, int] | None:
    """(terms, slope, side) of h, told in `T` as g is, for side*t > 0; ``None``: g is no such sum on a half-line."""
    try:
        objective = collect(terms, slope, interval, nonnegative)
    except (Undefined, TooLarge):
        return None
    if isinstance(objective, Refusal) or objective.bounds not in (POSITIVE, NEGATIVE):
        return None
    side = 1 if objective.bounds == POSITIVE else -1
    powers = {Fraction(1): objective.slope.scaled(Fraction(side)), Fraction(0): objective.constant}
    level = NOTHING
    for summand in objective.summands:
        parts = _parts(summand, side)
        if parts is None:
            return None
        for exponent, factor in parts:
            coefficient = summand.coefficient.scaled(factor)
            if exponent is None:
                level += coefficient
            else:
                powers[exponent] = powers.get(exponent, NOTHING) + coefficient
    told = [(c, _exponential(p)) for p, c in powers.items() if not c.is_zero]
    return told, level, side


def _exponential(p: Fraction) -> Expression:
    return ONE if p == 0 else Call("exp", (scaled(p, T),))


def _parts(summand: Summand, side: int) -> list[Part] | None:
    """The curve in t' = side*t > 0; ``None`` where it is no sum of powers of t' and its logarithm."""
    match summand.curve:
        case PiecewisePolynomial() as curve if curve.is_polynomial:
            return [(Fraction(k), a * side**k) for k, a in enumerate(curve.pieces[0]) if a != 0]
        case Shifted(function, scale, shift) if shift == 0 and scale * side > 0:
            return _of_function(function, abs(scale))
        case _:
            return None


def _of_function(function: object, size: Scalar) -> list[Part] | None:
    """F(size t')."""
    match function:
        case RisingPower(p) | AbsolutePower(p):
            return [(p, scalar_power(size, p))]
        case NegativeRoot(p):
            return [(p, -scalar_power(size, p))]
        case InversePower(r):
            return [(-r, scalar_power(size, -r))]
        case NegativeLogarithm():
            return [(None, Fraction(-1)), (Fraction(0), -constant(Call("log", (scalar_expression(size),))))]
        case _:
            return None


def in_exponential(branch: Branch, side: int) -> Branch:
    """A branch of inf h, told of g: u is written log(t)."""
    size = T if side > 0 else Negative(T)
    logarithm = Call("log", (size,))
    steps = tuple(step.mapped(lambda formula: renamed(formula, T.name, {T.name: logarithm})) for step in branch.steps)
    minimizer = branch.minimizer
    if minimizer is not None:
        minimizer = tuple((own, _exp(node, side) if own == T.name else node) for own, node in minimizer)
    said = Step("exponent", "The function depends on {0} alone, which takes every value.", (logarithm,))
    return replace(branch, minimizer=minimizer, steps=(said, *steps))


def _exp(node: Expression, side: int) -> Expression:
    """exp(node), where c log(z) is told as z^c."""
    found: Expression = Call("exp", (node,))
    product = power_product(node)
    logarithms = [base for base, p in product.powers if p == 1 and isinstance(base, Call) and base.function == "log"]
    if len(product.powers) == len(logarithms) == 1 and isinstance(product.scale, Fraction):
        found = power(logarithms[0].children[0], product.scale)
    return found if side > 0 else Negative(found)
