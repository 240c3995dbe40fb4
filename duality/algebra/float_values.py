"""f(x) in floating point: nan where f is undefined, +-inf where it overflows.

Sums are rounded once. log of a sum that holds exponentials is taken through its largest term, log(sum s_k e^{l_k}) =
m + log(sum s_k e^{l_k - m}) with m = max l_k, so that log(1 + exp(x)) neither overflows nor loses its small values.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from duality.algebra.exact_values import fixed_exponent
from duality.algebra.removable import zero_limits
from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.scalar import Scalar

NAN = math.nan
INF = math.inf
CONSTANTS = {"pi": math.pi, "e": math.e}

Point = Mapping[str, Scalar | float]


def value(node: Expression, point: Point) -> float:
    """The tree's value at a point: nan outside its natural domain, +-inf where it overflows; x*log(x) is 0 at x = 0.

    Raises ``KeyError`` for a variable that the point lacks.
    """
    match node:
        case Variable(name):
            return float(point[name])
        case Number(number):
            return to_float(number)
        case Sum(terms):
            return _sum([value(term, point) for term in terms])
        case Product(factors):
            return _product(node, factors, point)
        case Negative(operand):
            return -value(operand, point)
        case Power(base, exponent):
            return _power_node(base, exponent, point)
        case Quotient(numerator, denominator):
            return _quotient(node, numerator, denominator, point)
        case Call("log", (argument,)) if has_exponential(argument):
            sign, log = signed_log(argument, point)
            return log if sign > 0 else NAN
        case Call(function, arguments):
            return FUNCTIONS[function](*(value(argument, point) for argument in arguments))
        case Constant(name):
            return CONSTANTS[name]
        case _:
            raise TypeError(f"{type(node).__name__} is not a node of the tree")


def to_float(number: Fraction) -> float:
    """The nearest float; +-inf beyond the largest."""
    try:
        return number.numerator / number.denominator
    except OverflowError:
        return INF if number > 0 else -INF


def has_exponential(node: Expression) -> bool:
    """An exponential stands in the tree under sums, products, quotients and signs only."""
    match node:
        case Call("exp" | "cosh" | "sinh", _) | Power(Constant("e"), _):
            return True
        case Sum() | Product() | Quotient() | Negative():
            return any(map(has_exponential, node.children))
        case _:
            return False


def signed_log(node: Expression, point: Point) -> tuple[float, float]:
    """(sign f, log |f|), without forming large exponentials; sign 0 and -inf for f = 0, nan where f is undefined."""
    match node:
        case Call("exp", (argument,)) | Power(Constant("e"), argument):
            log = value(argument, point)
            return (NAN if math.isnan(log) else 1.0), log
        case Call("cosh" | "sinh" as function, (argument,)):
            return _signed_log_hyperbolic(function, value(argument, point))
        case Negative(operand):
            sign, log = signed_log(operand, point)
            return -sign, log
        case Product(factors) if has_exponential(node):
            pairs = [signed_log(factor, point) for factor in factors]
            sign = math.prod(sign for sign, _ in pairs)
            if sign == 0 and not any(log == INF for _, log in pairs):
                return 0.0, -INF
            return sign, (NAN if sign == 0 else _sum([log for _, log in pairs]))
        case Quotient(numerator, denominator) if has_exponential(node):
            (above, log_above), (below, log_below) = signed_log(numerator, point), signed_log(denominator, point)
            return (above * below, log_above - log_below) if below != 0 else (NAN, NAN)
        case Sum(terms) if has_exponential(node):
            return _signed_log_sum([signed_log(term, point) for term in terms])
        case _:
            direct = value(node, point)
            if math.isnan(direct):
                return NAN, NAN
            return (math.copysign(1.0, direct), _log(abs(direct))) if direct != 0 else (0.0, -INF)


def _signed_log_hyperbolic(function: str, u: float) -> tuple[float, float]:
    """cosh u = exp(|u|)*(1 + exp(-2|u|))/2, and sinh u with its sign and a minus in the bracket."""
    size = abs(u)
    if math.isnan(u):
        return NAN, NAN
    if function == "cosh":
        return 1.0, size + math.log1p(math.exp(-2.0 * size)) - math.log(2.0)
    if u == 0:
        return 0.0, -INF
    return math.copysign(1.0, u), size + math.log(-math.expm1(-2.0 * size)) - math.log(2.0)


def _signed_log_sum(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    if any(math.isnan(sign) or math.isnan(log) for sign, log in pairs):
        return NAN, NAN
    largest = max(range(len(pairs)), key=lambda k: pairs[k][1])
    leading, shift = pairs[largest]
    if math.isinf(shift):
        return (0.0, -INF) if shift < 0 else (leading if all(s > 0 for s, _ in pairs) else NAN, shift)
    rest = math.fsum(sign * math.exp(log - shift) for k, (sign, log) in enumerate(pairs) if k != largest)
    relative = leading * rest  # the sum is leading * exp(shift) * (1 + relative)
    if relative <= -1.0:
        return (0.0, -INF) if relative == -1.0 else (-leading, shift + math.log(-1.0 - relative))
    return leading, shift + math.log1p(relative)


def _sum(terms: list[float]) -> float:
    try:
        return math.fsum(terms)
    except (OverflowError, ValueError):
        return sum(terms)


def _product(node: Product, factors: tuple[Expression, ...], point: Point) -> float:
    result = 1.0
    for factor in factors:
        result *= value(factor, point)
    if not math.isnan(result):
        return result
    for limit in zero_limits(node):
        if (
            value(limit.core, point) == 0
            and 0 < value(limit.ratio, point) < INF
            and math.isfinite(value(limit.rest, point))
        ):
            return 0.0
    return _rescaled(node, point)


def _quotient(node: Quotient, numerator: Expression, denominator: Expression, point: Point) -> float:
    above, below = value(numerator, point), value(denominator, point)
    result = NAN if below == 0 else above / below
    return _rescaled(node, point) if math.isnan(result) else result


def _rescaled(node: Expression, point: Point) -> float:
    """exp(x)/(1 + exp(x)) is inf/inf for a large x, although the quotient is moderate."""
    if not has_exponential(node):
        return NAN
    sign, log = signed_log(node, point)
    return 0.0 if log == -INF else sign * _exp(log)


def _power_node(base: Expression, exponent: Expression, point: Point) -> float:
    if base == Constant("e"):
        return _exp(value(exponent, point))
    constant = fixed_exponent(exponent)
    if constant is not None:
        return power(value(base, point), constant)
    below, above = value(base, point), value(exponent, point)
    if math.isnan(below) or math.isnan(above) or below < 0 or (below == 0 and above <= 0):
        return NAN
    return _overflowing(math.pow, below, above)


def power(base: float, exponent: Fraction) -> float:
    """base^p: any base for an integer p >= 0, nonzero for p < 0, base >= 0 for a fractional p (> 0 for p < 0)."""
    if math.isnan(base) or (base == 0 and exponent < 0):
        return NAN
    if exponent.denominator == 1:
        return _overflowing(math.pow, base, to_float(exponent), odd=exponent.numerator % 2 == 1)
    return NAN if base < 0 else _overflowing(math.pow, base, to_float(exponent))


def _overflowing(function: Callable[..., float], *arguments: float, odd: bool = False) -> float:
    try:
        return function(*arguments)
    except OverflowError:
        return -INF if odd and arguments[0] < 0 else INF


def _exp(x: float) -> float:
    return _overflowing(math.exp, x)


def _log(x: float) -> float:
    return math.log(x) if x > 0 else NAN


def _sqrt(x: float) -> float:
    return math.sqrt(x) if x >= 0 else NAN


def _periodic(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda x: function(x) if math.isfinite(x) else NAN


def _huber(t: float, d: float) -> float:
    if math.isnan(t) or not d >= 0:
        return NAN
    return t * t if abs(t) <= d else 2 * d * abs(t) - d * d


def _nan_first(function: Callable[[tuple[float, ...]], float]) -> Callable[..., float]:
    return lambda *xs: NAN if any(map(math.isnan, xs)) else function(xs)


FUNCTIONS: dict[str, Callable[..., float]] = {
    "exp": _exp,
    "log": _log,
    "sqrt": _sqrt,
    "abs": abs,
    "sin": _periodic(math.sin),
    "cos": _periodic(math.cos),
    "tan": _periodic(math.tan),
    "sinh": lambda x: _overflowing(math.sinh, x, odd=True),
    "cosh": lambda x: _overflowing(math.cosh, x),
    "tanh": math.tanh,
    "huber": _huber,
    "min": _nan_first(min),
    "max": _nan_first(max),
    "norm": _nan_first(lambda xs: math.hypot(*xs)),
    "norm1": _nan_first(lambda xs: _sum([abs(x) for x in xs])),
    "norminf": _nan_first(lambda xs: max(map(abs, xs))),
}
