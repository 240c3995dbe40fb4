"""One equation in one unknown, solved in closed form for the root that a sample has.

The equation is made a polynomial in the unknown, in exp(s*unknown), in a root of an affine form of it, or in the
argument of its logarithms. A factor of degree one or two, or z^n = c, is solved; nothing else is tried, so that the
work is bounded by the size of the equation.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import gcd, inf, lcm
from typing import Any

from duality.letters.claims import NotLifted

LONGEST = 160
"""Operations of an equation that is made a polynomial."""

HIGHEST = 12
"""Degree up to which a polynomial is factored."""

CLOSE = 1e-5

Numbers = Mapping[Any, float]

NONE = "an equation has no solution in closed form"


def root(equation: Any, unknown: Any, numbers: Numbers) -> Any:
    """The solution for the unknown that is the sample's; it may hold other unknowns. Raises `NotLifted`.

    ``numbers`` are values of letters and unknowns at the sample, as far as they are known.
    """
    import sympy

    if equation.count_ops() > LONGEST:
        raise NotLifted("an equation is too long")
    above = sympy.fraction(sympy.together(equation))[0]
    wanted = numbers.get(unknown)
    exponentials = _holding(above, unknown, sympy.exp)
    logarithms = _holding(above, unknown, sympy.log)
    radicals = [p for p in _holding(above, unknown, sympy.Pow) if not p.exp.is_Integer]
    if exponentials and not logarithms and not radicals:
        return _in_exponential(above, unknown, exponentials, wanted, numbers)
    if logarithms and not exponentials:
        return _in_logarithms(above, unknown, logarithms, numbers)
    if radicals and not exponentials:
        return _in_radicals(above, unknown, radicals, wanted, numbers)
    if exponentials or any(p.exp.has(unknown) for p in _holding(above, unknown, sympy.Pow)):
        raise NotLifted(NONE)
    return _of_polynomial(above, unknown, wanted, numbers)


def _holding(expression: Any, unknown: Any, kind: Any) -> list[Any]:
    """The parts of the kind that hold the unknown; exp(u) is no power."""
    import sympy

    found = [part for part in expression.atoms(kind) if part.has(unknown)]
    return [part for part in found if kind is not sympy.Pow or not isinstance(part, sympy.exp)]


def _in_exponential(above: Any, unknown: Any, parts: list[Any], wanted: float | None, numbers: Numbers) -> Any:
    """A polynomial in z = exp(s*unknown)."""
    import sympy

    slopes = [sympy.expand(part.args[0]).coeff(unknown, 1) for part in parts]
    rests = [sympy.expand(part.args[0] - slope * unknown) for part, slope in zip(parts, slopes, strict=True)]
    ratios = [sympy.cancel(slope / slopes[0]) for slope in slopes]
    if any(rest.has(unknown) for rest in rests) or not all(ratio.is_Rational for ratio in ratios):
        raise NotLifted(NONE)
    shared = lcm(*(int(ratio.q) for ratio in ratios))
    scale = slopes[0] / shared
    z = sympy.Dummy("z", positive=True)
    put = {p: z ** int(r * shared) * sympy.exp(e) for p, r, e in zip(parts, ratios, rests, strict=True)}
    changed = sympy.fraction(sympy.together(above.xreplace(put)))[0]
    if changed.has(unknown):
        raise NotLifted(NONE)
    near = None if wanted is None else _number(sympy.exp(scale * unknown), {**numbers, unknown: wanted})
    return sympy.expand_log(sympy.log(_of_polynomial(changed, z, near, numbers))) / scale


def _in_logarithms(above: Any, unknown: Any, parts: list[Any], numbers: Numbers) -> Any:
    """sum c_i log(u_i) + r = 0 is prod u_i^c_i = exp(-r); where u_i = a_i z^n_i it is linear in log z."""
    import sympy

    expanded = sympy.expand(above, log=False, power_base=False, power_exp=False)
    weights = [expanded.coeff(part, 1) for part in parts]
    rest = sympy.expand(expanded - sum(w * part for w, part in zip(weights, parts, strict=True)), log=False)
    ratios = [sympy.cancel(w / weights[0]) for w in weights]
    if weights[0] == 0 or rest.has(unknown) or any(w.has(unknown) for w in weights):
        raise NotLifted(NONE)
    monomials = [part.args[0].as_independent(unknown, as_Add=False) for part in parts]
    degrees = [power.as_base_exp()[1] for _, power in monomials if power.as_base_exp()[0] == unknown]
    if len(degrees) == len(parts) and not any(degree.has(unknown) for degree in degrees):
        slope = sympy.Add(*(w * degree for w, degree in zip(weights, degrees, strict=True)))
        known = rest + sympy.Add(*(w * sympy.log(c) for w, (c, _) in zip(weights, monomials, strict=True)))
        exponent: Any = sympy.together(sympy.expand_log(-known / slope, force=True))
        return sympy.exp(sympy.factor_terms(exponent))
    if not all(ratio.is_Rational for ratio in ratios):
        raise NotLifted(NONE)
    product = sympy.Mul(*(part.args[0] ** ratio for part, ratio in zip(parts, ratios, strict=True)))
    return root(product - sympy.exp(sympy.expand(-rest / weights[0])), unknown, numbers)


def _in_radicals(above: Any, unknown: Any, parts: list[Any], wanted: float | None, numbers: Numbers) -> Any:
    """A polynomial in z = (a*unknown + b)^(1/q)."""
    import sympy

    bases = {part.base for part in parts}
    if len(bases) != 1 or not all(part.exp.is_Rational for part in parts):
        raise NotLifted(NONE)
    base = sympy.expand(bases.pop())
    slope = base.coeff(unknown, 1)
    rest = sympy.expand(base - slope * unknown)
    if slope == 0 or rest.has(unknown):
        raise NotLifted(NONE)
    order = lcm(*(int(part.exp.q) for part in parts))
    z = sympy.Dummy("z", positive=True)
    put = {part: z ** int(part.exp * order) for part in parts}
    value = (z**order - rest) / slope
    changed = sympy.fraction(sympy.together(above.xreplace(put).xreplace({unknown: value})))[0]
    near = None if wanted is None else _number(base ** sympy.Rational(1, order), {**numbers, unknown: wanted})
    return value.xreplace({z: _of_polynomial(changed, z, near, numbers)})


def _of_polynomial(above: Any, z: Any, wanted: float | None, numbers: Numbers) -> Any:
    """The root near the wanted value; a positive one where there is none."""
    import sympy

    try:
        polynomial = sympy.Poly(sympy.expand(above), z)
    except sympy.PolynomialError:
        raise NotLifted(NONE) from None
    if polynomial.degree() < 1 or polynomial.degree() > HIGHEST:
        raise NotLifted(NONE)
    if polynomial.degree() == 1 and polynomial.nth(0) != 0:
        return _ratio(polynomial)
    found = [r for factor in _factors(polynomial, z) for r in _roots(factor, z)]
    for candidate in found:
        value = _number(candidate, numbers)
        if value is not None and (value > 0 if wanted is None else abs(value - wanted) <= CLOSE * max(1, abs(wanted))):
            return candidate
    raise NotLifted(NONE)


def _factors(polynomial: Any, z: Any) -> list[Any]:
    import sympy

    try:
        factors: Any = sympy.factor_list(polynomial.as_expr())[1]
    except (sympy.PolynomialError, NotImplementedError):
        return [polynomial]
    return [sympy.Poly(factor, z) for factor, _ in factors if factor.has(z)]


def _ratio(polynomial: Any) -> Any:
    import sympy

    slope, rest = polynomial.all_coeffs()
    return sympy.factor_terms(-rest / slope) if rest != 0 else rest


def _roots(factor: Any, z: Any) -> list[Any]:
    """Of c_1 z + c_0, c_2 z^2 + c_1 z + c_0 and c_n z^n + c_0, and of these in a power of z; else none."""
    import sympy

    degree = factor.degree()
    if degree == 1:
        return [_ratio(factor)]
    common = gcd(*(exponent for (exponent,) in factor.monoms()))
    if common > 1:
        inner = sympy.Poly({(k // common,): c for (k,), c in factor.terms()}, z)
        return [s for w in _roots(inner, z) for s in _powers(w, common)]
    if degree > 2:
        return _shifted(factor, z)
    a, b, c = factor.all_coeffs()
    discriminant = sympy.sqrt(sympy.factor(sympy.expand(b**2 - 4 * a * c)))
    return [(-b + discriminant) / (2 * a), (-b - discriminant) / (2 * a)]


def _shifted(factor: Any, z: Any) -> list[Any]:
    """Of c*(z + s)^n = d: the shift s is read off the second coefficient."""
    import sympy

    first, second, *_ = factor.all_coeffs()
    shift = sympy.cancel(second / (factor.degree() * first))
    if shift == 0:
        return []
    moved = sympy.Poly(sympy.expand(factor.as_expr().subs(z, z - shift)), z)
    simple = sympy.Poly({monom: sympy.cancel(c) for monom, c in moved.terms()}, z)
    return [root - shift for root in _roots(simple, z)] if len(simple.terms()) == 2 else []


def _powers(w: Any, n: int) -> list[Any]:
    """z with z^n = w."""
    import sympy

    positive = w ** sympy.Rational(1, n)
    return [positive, -positive] if n % 2 == 0 else [positive, -((-w) ** sympy.Rational(1, n))]


def _number(expression: Any, numbers: Numbers) -> float | None:
    """The value at the sample; ``None`` where it is not real or holds an unknown."""
    value = expression.subs(numbers)
    if not value.is_number:
        return None
    found = complex(value.evalf())
    if found != found or abs(found) == inf or abs(found.imag) > CLOSE * max(1.0, abs(found)):
        return None
    return found.real
