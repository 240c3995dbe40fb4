"""exp, log, sin and cos of exact constants, so that they cancel where they visibly do.

e^(log(2)/2) is 2^(1/2), log(6) is log(2) + log(3), cos(pi/6) is 3^(1/2)/2.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.paths.constant_powers import factored, is_positive, raised
from duality.algebra.paths.constants import Coefficient, Factors, Generator, Real, sign_of, single, terms_of

HALF = Fraction(1, 2)


def exponential(value: Coefficient) -> Coefficient:
    """e^value: exp(q log n) is n^q."""
    result: Coefficient = Fraction(1)
    for factors, q in terms_of(value):
        if not factors:
            result = result * single(Generator("e"), q)
            continue
        ((generator, power), *more) = factors
        if not more and generator.name == "log" and power == 1 and generator.argument is not None:
            result = result * raised(generator.argument, q)
        else:
            result = result * single(Generator("exp", Real({factors: Fraction(1)})), q)
    return result


def logarithm(value: Coefficient) -> Coefficient:
    """log of a positive constant, as a sum over its factors."""
    if isinstance(value, Fraction):
        return _log_whole(value.numerator) - _log_whole(value.denominator)
    if len(value.terms) == 1:
        ((factors, q),) = value.terms.items()
        if q > 0 and all(is_positive(g) for g, _ in factors):
            total = logarithm(q)
            for generator, power in factors:
                total = total + _log_generator(generator) * power
            return total
    return single(Generator("log", value))


def sine(value: Coefficient, *, quarter: bool = False) -> Coefficient:
    """sin(value), or cos(value) with ``quarter``; exact where the angle is a multiple of pi/6 or pi/4."""
    turns = half_turns(value)
    if turns is None:
        return single(Generator("cos" if quarter else "sin", value)) if value != 0 else Fraction(int(quarter))
    angle = (turns + Fraction(int(quarter), 2)) % 2
    opposite, angle = (angle >= 1), angle % 1
    angle = min(angle, 1 - angle)
    known = {Fraction(0): Fraction(0), Fraction(1, 6): Fraction(1, 2), Fraction(1, 2): Fraction(1)}
    known |= {Fraction(1, d): raised(Fraction(n, 4), Fraction(1, 2)) for d, n in ((4, 2), (3, 3))}
    found = known.get(angle)
    if found is None:
        found = single(Generator("sin", single(Generator("pi")) * angle))
    return -found if opposite else found


def arc(name: str, value: Coefficient) -> Coefficient:
    """atan, asin or erf of a constant. Raises ``ValueError`` for the asin of a number beyond [-1, 1]."""
    if value == 0:
        return Fraction(0)
    if name == "asin" and sign_of(1 - value * value) < 0:
        raise ValueError("asin of a number beyond [-1, 1]")
    angles = {"atan": {Fraction(1): Fraction(1, 4)}, "asin": {Fraction(1): HALF, HALF: Fraction(1, 6)}}.get(name, {})
    for sign in (1, -1):
        angle = angles.get(value * sign) if isinstance(value, Fraction) else None
        if angle is not None:
            return single(Generator("pi")) * (angle * sign)
    return single(Generator(name, value))


def bell_factor() -> Coefficient:
    """2/sqrt(pi)."""
    return single(Generator("pi"), -HALF) * 2


def floor(value: Coefficient) -> int:
    """The largest integer that is no larger. Raises ``ValueError`` where the digits do not tell."""
    if isinstance(value, Fraction):
        return value.numerator // value.denominator
    near = round(float(value))
    return near if sign_of(value - Fraction(near)) > 0 else near - 1


def half_turns(value: Coefficient) -> Fraction | None:
    """q where the constant is q pi."""
    terms = terms_of(value)
    if not terms:
        return Fraction(0)
    pi: Factors = frozenset({(Generator("pi"), Fraction(1))})
    return terms[0][1] if len(terms) == 1 and terms[0][0] == pi else None


def named(name: str) -> Coefficient:
    """pi or e."""
    return single(Generator(name))


def _log_whole(number: int) -> Coefficient:
    total: Coefficient = Fraction(0)
    for p, k in factored(number):
        total = total + single(Generator("log", Fraction(p))) * k
    return total


def _log_generator(generator: Generator) -> Coefficient:
    match generator.name, generator.argument:
        case "e", _:
            return Fraction(1)
        case "exp", argument if argument is not None:
            return argument
        case "root" | "sum", argument if argument is not None:
            return logarithm(argument)
        case _:
            return single(Generator("log", single(generator)))
