"""What a formula requires of the letters: comparisons, over one letter the interval around the sample."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from duality.algebra.sympy_bridge import from_sympy
from duality.letters.claims import NotLifted, OnTheBorder
from duality.letters.evaluating import scalar_tree
from duality.letters.field import Field
from duality.letters.known_signs import is_known, never_changes
from duality.letters.one_letter import interval
from duality.letters.one_root import tidied
from duality.letters.reality import logarithms_stand_alone
from duality.letters.redundancy import needed
from duality.letters.squaring import without_roots
from duality.model.expression import ZERO, Comparison, Negative, Relation, Sum, Variable
from duality.model.parameter import Parameter
from duality.model.scalar import Scalar

Sample = Mapping[str, Fraction]

LONGEST = 30
"""Operations of a condition: simplifying a longer one is work without a bound."""


def formula_conditions(
    required: list[tuple[Any, bool]],
    sample: Sample,
    letters: tuple[Parameter, ...],
    symbols: Mapping[Any, Any],
    by_intervals: bool,
) -> tuple[tuple[Comparison, ...], tuple[tuple[Scalar, bool], ...]]:
    """The inequalities as comparisons, those that the ranges imply left out; or over one letter as an interval."""
    import sympy

    put = {
        new: sympy.Rational(sample[old.name].numerator, sample[old.name].denominator) for old, new in symbols.items()
    }
    pending = _pending(required, put, letters, by_intervals)
    ends: list[tuple[Scalar, bool]] = []
    found: dict[Comparison, None] = {}
    for expression, strict in pending:
        if by_intervals:
            own = interval(expression, strict, next(iter(symbols.values())), sample[letters[0].name])
            if own is not None:
                ends += own
                continue
        elif never_changes(expression, strict, sample, letters):
            continue
        elif expression.count_ops() > LONGEST:
            raise NotLifted("a condition on the letters is too long")
        found[_comparison(expression, strict)] = None
    if by_intervals and found:
        raise NotLifted("a condition on the letter could not be solved")
    if by_intervals:
        return tuple(dict.fromkeys(_between(letters[0], ends, sample[letters[0].name]))), tuple(ends)
    return needed(Field([letter.name for letter in letters]), tuple(found), letters), ()


def _pending(
    required: list[tuple[Any, bool]], put: Mapping[Any, Any], letters: tuple[Parameter, ...], by_intervals: bool
) -> list[tuple[Any, bool]]:
    """What the ranges do not imply, each > 0 at the sample ``put``, without the factors whose signs are known."""
    import sympy

    pending = []
    for expression, strict in dict.fromkeys(required):
        is_long = expression.count_ops() > LONGEST
        reduced: Any = tidied(expression) if is_long else sympy.factor(sympy.simplify(_without_logarithms(expression)))
        if reduced.is_positive or (reduced.is_nonnegative and not strict):
            continue
        if not reduced.free_symbols:
            if not (bool(reduced > 0) or (reduced == 0 and not strict)):
                raise OnTheBorder(str(reduced))
            continue
        if not bool(reduced.subs(put) > 0):
            raise OnTheBorder(str(reduced))
        if not is_long:
            known = partial(is_known, letters=letters, strict=strict)
            reduced = _without_denominator(_of_unknown_sign(reduced, put, known), put)
            if not reduced.free_symbols:
                continue
        pending.append((reduced if is_long else without_roots(reduced), strict))
    return pending


def _without_logarithms(expression: Any) -> Any:
    """u - 1 for log(u), which has its sign: log(a) - log(b) >= 0 is a/b - 1 >= 0.

    Logarithms are put together as if their arguments were positive: that they are is a condition of its own, see
    `duality.letters.reality`.
    """
    import sympy

    if not logarithms_stand_alone(expression):
        return expression
    combined = sympy.logcombine(sympy.expand_log(expression, force=True), force=True)
    if not isinstance(combined, sympy.log) or not combined.args[0].is_rational_function():
        return expression
    return sympy.together(combined.args[0] - 1)


def _without_denominator(expression: Any, put: Mapping[Any, Any]) -> Any:
    """The numerator with the sign of the denominator at the sample; that it keeps it is a condition of its own."""
    import sympy

    above, below = sympy.fraction(sympy.together(expression))
    if not below.free_symbols:
        return expression
    return sympy.expand(-above if bool(below.subs(put) < 0) else above)


def _of_unknown_sign(product: Any, put: Mapping[Any, Any], known: Callable[[Any], bool]) -> Any:
    """The product without the factors that keep their sign for all letters; a divisor keeps its own, see above."""
    import sympy

    kept: list[Any] = []
    for factor in product.as_ordered_factors():
        turned = factor if bool(factor.subs(put) > 0) else -factor
        if known(turned) or (turned.is_Pow and turned.exp.is_Integer and turned.exp.is_negative):
            kept += [sympy.Integer(-1)] * (turned is not factor)
        else:
            kept.append(factor)
    return sympy.expand(sympy.Mul(*kept))


def _between(letter: Parameter, ends: list[tuple[Scalar, bool]], at: Fraction) -> list[Comparison]:
    """The interval around the sample as comparisons."""
    symbol = Variable(letter.name)
    below = [(end, is_open) for end, is_open in ends if end < at]
    above = [(end, is_open) for end, is_open in ends if end > at]
    found = []
    if below:
        low = max(end for end, _ in below)
        is_open = any(o for end, o in below if end == low)
        found.append(Comparison((">" if is_open else ">=",), (symbol, scalar_tree(low))))
    if above:
        high = min(end for end, _ in above)
        is_open = any(o for end, o in above if end == high)
        found.append(Comparison(("<" if is_open else "<=",), (symbol, scalar_tree(high))))
    return found


def _comparison(expression: Any, strict: bool) -> Comparison:
    """e >= 0 with the negative terms on the right; c <= 4 for one letter."""
    letters = expression.free_symbols
    if len(letters) == 1 and expression.is_polynomial():
        letter, slope = next(iter(letters)), expression.diff(*letters)
        if slope.is_number:
            end = from_sympy(-expression.coeff(letter, 0) / slope)
            above: Relation = ">" if strict else ">="
            below: Relation = "<" if strict else "<="
            return Comparison((above if slope.is_positive else below,), (Variable(letter.name), end))
    try:
        node = from_sympy(expression)
    except ValueError as fault:
        raise NotLifted(str(fault)) from None
    terms = node.terms if isinstance(node, Sum) else (node,)
    left = [term for term in terms if not isinstance(term, Negative)]
    right = [term.operand for term in terms if isinstance(term, Negative)]
    sides = [ZERO if not part else part[0] if len(part) == 1 else Sum(tuple(part)) for part in (left, right)]
    return Comparison((">" if strict else ">=",), (sides[0], sides[1]))
