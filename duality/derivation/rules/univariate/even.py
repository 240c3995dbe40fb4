"""inf over t of an even function g(t) = h(t^2) on the line: inf over s >= 0 of h(s), at t = sqrt(s).

t^4 + b t^2 is no sum of convex functions for b < 0, but a parabola in s = t^2; exp(-t^2) + a t^2 is convex in s.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import power
from duality.derivation.rules.univariate.curve import T
from duality.derivation.rules.univariate.renaming import renamed
from duality.model.derivation import Branch, Step
from duality.model.expression import ZERO, Call, Expression, Number, Power
from duality.model.form import Affine, Bounds
from duality.records import replace

HALF_LINE = Bounds(lower=Fraction(0))

Terms = Sequence[tuple[Affine, Expression]]


def in_square(terms: Terms, slope: Affine, interval: Bounds) -> tuple[Terms, Affine] | None:
    """(terms, slope) of h, told in `T` as g is; ``None`` where g is not written in t^2, or not on the whole line."""
    if not slope.is_zero or not interval.is_free:
        return None
    curved: list[tuple[Affine, Expression]] = []
    for coefficient, phi in terms:
        found = phi.replaced(_by_square)
        if _holds_t_alone(phi):
            return None
        if found == T:
            slope = slope + coefficient
        else:
            curved.append((coefficient, found))
    return curved, slope


def _by_square(node: Expression) -> Expression | None:
    """t^2k as t^k, |t| as sqrt(t)."""
    match node:
        case Power(base, Number(Fraction() as exponent)) if base == T and exponent % 2 == 0:
            return power(T, exponent / 2)
        case Call("abs", (argument,)) if argument == T:
            return Call("sqrt", (T,))
        case _:
            return None


def _holds_t_alone(node: Expression) -> bool:
    """t stands somewhere outside of even powers and |t|."""
    if node == T:
        return True
    return _by_square(node) is None and any(map(_holds_t_alone, node.children))


def in_root(branch: Branch) -> Branch:
    """A branch of inf h, told of g: s is written t^2."""
    square = {T.name: power(T, Fraction(2))}
    steps = tuple(step.mapped(lambda formula: renamed(formula, T.name, square)) for step in branch.steps)
    minimizer = branch.minimizer
    if minimizer is not None:
        minimizer = tuple((own, _root(node) if own == T.name else node) for own, node in minimizer)
    return replace(branch, minimizer=minimizer, steps=(EVEN, *steps))


def _root(node: Expression) -> Expression:
    return node if node == ZERO else Call("sqrt", (node,))


EVEN = Step("even", "The function depends on {0} alone, which takes every value from 0 on.", (power(T, Fraction(2)),))
