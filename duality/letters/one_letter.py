"""Where an expression of one letter keeps its sign: an interval around the sample, with exact ends.

An algebraic expression with one square root changes its sign only at roots of three polynomials, and each of these that
is nearest to the sample is an end, unless the expression is positive there and beyond it. Other inequalities are given
to sympy.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from duality.letters.one_root import one_root
from duality.model.scalar import Scalar, exact

LONGEST = 30
"""Operations of an inequality that sympy is given: solving a longer one is work without a bound."""

HIGHEST = 12
"""The degree of a polynomial whose roots are isolated."""

TINY = 1e-25

DIGITS = 50

Ends = list[tuple[Scalar, bool]]
"""Each with whether it is open."""


def interval(expression: Any, strict: bool, letter: Any, at: Fraction) -> Ends | None:
    """The ends of an interval around the sample where expression >= 0 (> 0); ``None`` where they are not found."""
    import sympy

    plain = sympy.Symbol(letter.name, real=True)
    changed = expression.xreplace({letter: plain})
    form = one_root(changed)
    if form is not None:
        polynomials = form.critical
        if all(p.degree() <= HIGHEST for p in polynomials):
            return _between_roots(changed, polynomials, strict, plain, sympy.Rational(at.numerator, at.denominator))
    return _solved(changed, strict, plain, at) if changed.count_ops() <= LONGEST else None


def _between_roots(expression: Any, polynomials: tuple[Any, ...], strict: bool, letter: Any, at: Any) -> Ends:
    import sympy

    found: list[Any] = [sympy.Poly(p.as_expr(), letter).real_roots(multiple=True) for p in polynomials]
    roots = sorted({root for some in found for root in some})
    above, below = [r for r in roots if r > at], [r for r in reversed(roots) if r < at]
    return [*_end(expression, above, 1, strict, letter), *_end(expression, below, -1, strict, letter)]


def _end(expression: Any, roots: list[Any], step: int, strict: bool, letter: Any) -> Iterator[tuple[Scalar, bool]]:
    """The first root at which the expression is not positive, or beyond which it is not; ``step`` is the side."""
    import sympy

    for k, root in enumerate(roots):
        beyond = (root + roots[k + 1]) / 2 if k + 1 < len(roots) else root + step
        if _is_positive(expression, letter, root) and _is_positive(expression, letter, beyond):
            continue
        here = expression.subs(letter, root)
        undefined = here.has(sympy.nan, sympy.zoo, sympy.oo) or not here.is_finite
        yield exact(root), strict or bool(undefined)
        return


def _is_positive(expression: Any, letter: Any, at: Any) -> bool:
    value = expression.subs(letter, at).evalf(DIGITS)
    return bool(value.is_real and value.is_finite and value > TINY)


def _solved(expression: Any, strict: bool, letter: Any, at: Fraction) -> Ends | None:
    import sympy

    relation = expression > 0 if strict else expression >= 0
    try:
        solution = sympy.solve_univariate_inequality(relation, letter, relational=False)
    except NotImplementedError:
        return None
    parts = solution.args if isinstance(solution, sympy.Union) else (solution,)
    sample = sympy.Rational(at.numerator, at.denominator)
    for part in parts:
        if isinstance(part, sympy.Interval) and part.contains(sample) == sympy.true:
            ends: list[tuple[Any, bool]] = [(part.start, bool(part.left_open)), (part.end, bool(part.right_open))]
            return [(exact(end), is_open) for end, is_open in ends if end.is_finite]
    return None
