"""Functions and powers, with the patterns that are one atom: t*log(t/q), log(1 + exp(t)), log(sum(exp(t)))."""

from __future__ import annotations

from fractions import Fraction

from duality import statements
from duality.errors import ProblemError
from duality.language.limits import MAX_DIGITS
from duality.statements import building
from duality.statements.building.leaves import is_number, is_zero, number, ones, zero
from duality.statements.building.products import broadcast, broadcasted, multiply
from duality.statements.building.sums import add, coefficient, scale
from duality.statements.nodes import Node
from duality.statements.sizes import SCALAR

ENTRYWISE = frozenset(
    {"abs", "divided", "exp", "greatest", "huber", "hyperbola", "least", "log", "pos", "relent", "scaled_exp"}
    | {"softplus", "sqrt"}
)
"""Functions whose value has the shape of the argument."""

NORMS = frozenset({"norm", "norm1", "norm2", "norminf", "normnuc", "pnorm", "quadnorm"})
"""Norms; pnorm has an exponent beside its argument, quadnorm(t, P) = sqrt(t'*P*t) a semidefinite matrix."""


def as_quotient(node: Node) -> Node:
    """over(u, s, K) as the quotient u'*K*u/s that it is, for those who read it."""
    top, below, *matrix = node.args
    size = multiply(building.transpose(top), *matrix, top) if matrix else power(call("norm", top), number(2))
    return Node("call", (size, below), node.shape, ("divided",))


def as_squares(node: Node) -> Node:
    """t^2 + c, under the root that hyperbola(t, c) is."""
    inside, level = node.args
    return add(power(inside, number(2)), broadcast(level, inside.shape))


def call(name: str, *args: Node) -> Node:
    """A function of matrices."""
    found = _recognized(name, args)
    if found is not None:
        return found
    return Node("call", args, args[0].shape if name in ENTRYWISE else SCALAR, (name,))


def _recognized(name: str, args: tuple[Node, ...]) -> Node | None:
    first = args[0]
    if first.is_scalar:
        if name in NORMS and name != "quadnorm":
            return call("abs", first)
        if name in ("maximum", "minimum", "logsumexp", "geomean"):
            return first
        if name == "logdet":
            return call("log", first)
    if len(args) == 1 and name in ENTRYWISE and not first.is_scalar:
        spread = broadcasted(first)
        if spread is not None and first.kind != "ones":
            return broadcast(call(name, spread), first.shape)
    if name in NORMS or name == "abs":
        if is_zero(first):
            return zero(first.shape) if name == "abs" else number(0)
        value, bare = coefficient(first)
        if value not in (1,):
            return scale(abs(value), call(name, bare, *args[1:]))
    match name:
        case "log":
            return building.recognizing.logarithm(first)
        case "pnorm" if args[-1].kind == "number" and args[-1].mark[0] in (1, 2):
            return call("norm1" if args[-1].mark[0] == 1 else "norm", first)
        case "quadnorm" if args[-1].kind == "identity":
            return call("norm", first)
        case "sqrt" if first.kind == "power" and is_number(first.args[1], 2) and first.args[0].kind == "call":
            return first.args[0] if first.args[0].mark[0] in NORMS else None
        case "sqrt" if first.kind == "number":
            return _root(first.mark[0])
        case "sqrt" if first.kind == "power" and is_number(first.args[1], 2) and _is_nonnegative(first.args[0]):
            return first.args[0]
        case "sqrt" if first.varying and first.is_scalar:
            return building.recognizing.root_of_squares(first)
        case "sqrt" if first.varying:
            return building.recognizing.hyperbola(first)
        case "pos" if is_zero(first):
            return first
        case "exp" if is_zero(first):
            return ones(first.shape)
        case "relent":
            return zero(first.shape) if is_zero(first) else None
        case "divided" if len(args) == 2:
            return _divided(*args)
        case "greatest" | "least" if all(arg.kind == "number" for arg in args):
            return number((max if name == "greatest" else min)(arg.mark[0] for arg in args))
        case "lambda_max" if first.kind == "identity":
            return number(1)
    return None


def _is_nonnegative(node: Node) -> bool:
    return statements.signs.sign_of(node) in ("nonnegative", "positive")


def _root(value: Fraction) -> Node | None:
    from math import isqrt

    if value < 0:
        return None
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    exact = top * top == value.numerator and bottom * bottom == value.denominator
    return number(Fraction(top, bottom)) if exact else None


def _divided(top: Node, bottom: Node) -> Node | None:
    """top ./ bottom where 0/0 is 0; a plain quotient where the bottom cannot vanish."""
    if is_zero(top):
        return top
    if statements.signs.sign_of(bottom) in ("positive", "negative"):
        return building.entrywise.divide(top, bottom)
    value, bare = coefficient(bottom)
    if value != 1:
        return scale(1 / value, call("divided", top, bare))
    value, bare = coefficient(top)
    if value != 1:
        return scale(value, call("divided", bare, bottom))
    return None


def power(base: Node, exponent: Node) -> Node:
    """base .^ exponent, entrywise."""
    spread = None if base.is_scalar else broadcasted(base)
    if spread is not None and base.kind != "ones":
        return broadcast(power(spread, exponent), base.shape)
    if exponent.kind == "number":
        value = exponent.mark[0]
        if value == 1:
            return base
        if value == 0:
            return ones(base.shape)
        if value > 0 and is_zero(base):
            return base
        if base.kind == "number" and value.denominator == 1 and (base.mark[0] or value > 0):
            return number(whole_power(base.mark[0], value))
        if base.kind == "ones":
            return base
        found = _powered(base, value)
        if found is not None:
            return found
    if base.kind == "power" and base.args[1].kind == "number" and exponent.kind == "number":
        inner, outer = base.args[1].mark[0], exponent.mark[0]
        odd = inner.denominator == 1 and outer.denominator == 1 and int(inner) % 2
        if odd or statements.signs.sign_of(base.args[0]) == "positive":
            return power(base.args[0], number(inner * outer))
    return Node("power", (base, exponent), base.shape)


def whole_power(base: Fraction, exponent: Fraction) -> Fraction:
    """base^exponent for a whole exponent; `ProblemError` before more digits than the language takes are computed."""
    from duality.model.rational_values import TooManyDigits, rational_power

    try:
        found = rational_power(Fraction(base), Fraction(exponent))
    except TooManyDigits:
        raise ProblemError(
            f"this power has more than {MAX_DIGITS} digits", help="scale the problem, or use exp and log"
        ) from None
    assert found is not None
    return found


def _powered(base: Node, value: Fraction) -> Node | None:
    """Whole powers of a scaled node and of a product; even powers lose signs and absolute values."""
    if value.denominator != 1:
        return None
    factor, bare = coefficient(base)
    if factor == 0 and value < 0:
        return None  # It has no value, which Slater's point at 0 meets.
    if factor != 1:
        return scale(whole_power(factor, value), power(bare, number(value)))
    if base.kind == "product" and base.mark[0]:
        count: int = base.mark[0]
        rest = (power(multiply(*base.args[count:]), number(value)),) if count < len(base.args) else ()
        return multiply(*(power(arg, number(value)) for arg in base.args[:count]), *rest)
    if base.kind == "call" and base.mark[0] == "abs" and value % 2 == 0:
        return power(base.args[0], number(value))
    return None


def entropy(factor: Node, argument: Node) -> Node | None:
    """t*log(t ./ q) for factor t and argument t ./ q, where q is no power; t*log(q ./ t) is the negative, t*log(-t) is
    -(-t)*log(-t).

    ``None`` for any other pair.
    """
    if not argument.varying:
        return None
    if argument == factor:
        return call("relent", factor, ones(factor.shape))
    value, bare = coefficient(argument)
    sign = 1 if value > 0 else -1
    if bare == factor:
        return scale(sign, call("relent", scale(sign, factor), broadcast(number(sign / value), factor.shape)))
    rest = list(bare.args) if bare.kind in ("product", "times") else [bare]
    if power(factor, number(-1)) in rest:
        below, turned = power(factor, number(-1)), -1
        above = sign * value
    elif factor in rest:
        below, turned = factor, 1
        above = 1 / (sign * value)
    else:
        return None
    rest.remove(below)
    if turned > 0:
        rest = [power(node, number(-1)) for node in rest]
    if factor.varying and any(node.varying and node.kind in ("power", "call") for node in rest):
        return None
    reference: Node = number(above)
    for node in rest:
        reference = building.entrywise.times(reference, node)
    return scale(sign * turned, call("relent", scale(sign, factor), broadcast(reference, factor.shape)))


def plus_part(node: Node) -> Node:
    """max(0, t), entrywise."""
    return call("pos", node)


def larger(left: Node, right: Node) -> Node:
    """max(a, b) = a + max(0, b - a), entrywise."""
    if is_zero(left):
        return plus_part(right)
    if is_zero(right):
        return plus_part(left)
    return add(left, plus_part(add(right, scale(-1, left))))


def smaller(left: Node, right: Node) -> Node:
    """min(a, b) = -max(-a, -b), entrywise."""
    return scale(-1, larger(scale(-1, left), scale(-1, right)))
