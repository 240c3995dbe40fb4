"""f, grad f and the Hessian of a tree at numbers, by forward differentiation of second order.

Every node carries (v, g, H) over k variables, for m points at once: shapes (m,), (k, m), (k, k, m). The chain rule is
g = phi' g_u, H = phi' H_u + phi'' g_u g_u'. Kinks are passed by a subgradient: 0 for |u| at 0 and for a norm at 0, the
first largest argument of a max. The value is nan outside the natural domain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from duality.algebra.array_values import signed_log
from duality.algebra.exact_values import fixed_exponent, is_variable
from duality.algebra.float_values import CONSTANTS, has_exponential, to_float
from duality.algebra.removable import ZeroLimit, zero_limits
from duality.algebra.univariate_table import UNIVARIATE, Derivatives, power
from duality.algebra.vector_table import VECTOR
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


@dataclass(slots=True)
class Jet:
    """Value, gradient and Hessian; ``None`` is a zero."""

    value: np.ndarray
    gradient: np.ndarray | None = None
    hessian: np.ndarray | None = None


def jet(node: Expression, names: Sequence[str], point: np.ndarray, order: int) -> Jet:
    """The tree at ``point`` of shape (k, m), row i being ``names[i]``; gradients for ``order`` 1, Hessians for 2.

    Raises ``ValueError`` for a huber function of variable width.
    """
    with np.errstate(all="ignore"):
        return _Forward(names, point, order).jet(node)


def _added(a: np.ndarray | None, b: np.ndarray | None) -> np.ndarray | None:
    return b if a is None else a if b is None else a + b


def _weighted(factor: np.ndarray, derivative: np.ndarray | None) -> np.ndarray | None:
    """factor * derivative, where a zero derivative stays zero even if the factor is infinite."""
    if derivative is None:
        return None
    return np.where(derivative == 0, 0.0, factor * derivative)


def _outer(a: np.ndarray | None, b: np.ndarray | None) -> np.ndarray | None:
    return None if a is None or b is None else a[:, None] * b[None, :]


class _Forward:
    """One evaluation of a tree and everything below it."""

    def __init__(self, names: Sequence[str], point: np.ndarray, order: int) -> None:
        self.rows = dict(zip(names, point, strict=True))
        self.index = {name: k for k, name in enumerate(names)}
        self.shape = point.shape
        self.order = order

    def jet(self, node: Expression) -> Jet:
        match node:
            case Variable(name):
                return Jet(self.rows[name], self.unit(self.index[name]))
            case Number(number):
                return self.constant(to_float(number))
            case Constant(name):
                return self.constant(CONSTANTS[name])
            case Sum(terms):
                return reduce(self.add, map(self.jet, terms))
            case Negative(operand):
                return self.multiply(self.constant(-1.0), self.jet(operand))
            case Product(factors):
                return self.product(node, factors)
            case Quotient(numerator, denominator):
                return self.multiply(self.jet(numerator), self.reciprocal(self.jet(denominator)))
            case Power(base, exponent):
                return self.power(base, exponent)
            case Call("log", (argument,)) if has_exponential(argument):
                return self.log_of_exponentials(argument)
            case Call(function, arguments):
                return self.call(function, arguments)
            case _:
                raise TypeError(f"{type(node).__name__} is not a node of the tree")

    def unit(self, k: int) -> np.ndarray | None:
        if not self.order:
            return None
        gradient = np.zeros(self.shape)
        gradient[k] = 1.0
        return gradient

    def constant(self, number: float) -> Jet:
        return Jet(np.full(self.shape[1], number))

    def add(self, a: Jet, b: Jet) -> Jet:
        return Jet(a.value + b.value, _added(a.gradient, b.gradient), _added(a.hessian, b.hessian))

    def multiply(self, a: Jet, b: Jet) -> Jet:
        gradient = _added(_weighted(a.value, b.gradient), _weighted(b.value, a.gradient))
        hessian = None
        if self.order == 2:
            mixed = _outer(a.gradient, b.gradient)
            hessian = _added(_weighted(a.value, b.hessian), _weighted(b.value, a.hessian))
            if mixed is not None:
                hessian = _added(hessian, mixed + mixed.swapaxes(0, 1))
        return Jet(a.value * b.value, gradient, hessian)

    def chain(self, derivatives: Derivatives, u: Jet) -> Jet:
        """phi(u) by the chain rule."""
        gradient = _weighted(derivatives[1], u.gradient) if self.order else None
        hessian = None
        if self.order == 2:
            curved = _weighted(derivatives[2], _outer(u.gradient, u.gradient))
            hessian = _added(_weighted(derivatives[1], u.hessian), curved)
        return Jet(derivatives[0], gradient, hessian)

    def apply(self, kind: str, u: Jet, *parameters: float | np.ndarray) -> Jet:
        """A function of the table."""
        return self.chain(UNIVARIATE[kind](u.value, self.order, *parameters), u)

    def reciprocal(self, u: Jet) -> Jet:
        return self.apply("power", u, -1.0)

    def root(self, u: Jet, exponent: float) -> Jet:
        """u^p; where u touches 0 with slope 0, as under a norm, the derivatives are taken as 0."""
        value, *slopes = power(u.value, self.order, exponent)
        if exponent < 1 and u.gradient is not None:
            touches = (u.value == 0) & (u.gradient == 0).all(axis=0)
            slopes = [np.where(touches, 0.0, slope) for slope in slopes]
        return self.chain((value, *slopes), u)

    def product(self, node: Product, factors: tuple[Expression, ...]) -> Jet:
        result = reduce(self.multiply, map(self.jet, factors))
        if np.isnan(result.value).any():
            for limit in zero_limits(node):
                result = self.continued(result, limit)
        return result

    def continued(self, direct: Jet, limit: ZeroLimit) -> Jet:
        """core log(ratio core) rest as (core log core + core log ratio) rest, where core = 0."""
        core, ratio, rest = self.jet(limit.core), self.jet(limit.ratio), self.jet(limit.rest)
        entropy = self.apply("xlogx", core)
        scale = self.apply("log", ratio)
        limit_jet = self.multiply(self.add(entropy, self.multiply(core, scale)), rest)
        here = core.value == 0
        return Jet(
            np.where(here, limit_jet.value, direct.value),
            _chosen(here, limit_jet.gradient, direct.gradient),
            _chosen(here, limit_jet.hessian, direct.hessian),
        )

    def power(self, base: Expression, exponent: Expression) -> Jet:
        if base == Constant("e"):
            u = self.jet(exponent)
            return self.apply("exp", u)
        u = self.jet(base)
        if not is_variable(exponent):
            p = fixed_exponent(exponent)
            number = float(self.jet(exponent).value[0]) if p is None else to_float(p)
            return Jet(u.value**0.0) if number == 0 else self.root(u, number)
        log = self.apply("log", u)
        power = self.multiply(self.jet(exponent), log)
        return self.apply("exp", power)

    def log_of_exponentials(self, argument: Expression) -> Jet:
        """log f through f e^{-m} with m = log |f|, so that no exponential overflows."""
        sign, log = signed_log(argument, self.rows)
        shift = np.broadcast_to(np.where(sign > 0, log, np.nan), self.shape[1:])
        relative = self.relative(argument, shift)
        return replace(self.apply("log", relative), value=np.array(shift))

    def relative(self, node: Expression, shift: np.ndarray) -> Jet:
        """f e^{-shift}; the shift counts as a constant."""
        if not has_exponential(node):
            return self.multiply(Jet(np.exp(-shift)), self.jet(node))
        match node:
            case Sum(terms):
                return reduce(self.add, [self.relative(term, shift) for term in terms])
            case Negative(operand):
                return self.multiply(self.constant(-1.0), self.relative(operand, shift))
            case Product(factors):
                k = next(i for i, factor in enumerate(factors) if has_exponential(factor))
                others = [self.jet(factor) for i, factor in enumerate(factors) if i != k]
                return reduce(self.multiply, others, self.relative(factors[k], shift))
            case Quotient(numerator, denominator) if has_exponential(numerator):
                return self.multiply(self.relative(numerator, shift), self.reciprocal(self.jet(denominator)))
            case Quotient(numerator, denominator):
                return self.multiply(self.jet(numerator), self.reciprocal(self.relative(denominator, -shift)))
            case Call("exp", (exponent,)) | Power(Constant("e"), exponent):
                u = self.jet(exponent)
                return self.apply("exp", replace(u, value=u.value - shift))
            case Call("cosh" | "sinh" as function, (argument,)):
                u, minus = self.jet(argument), self.constant(-1.0)
                turned = self.multiply(minus, u)
                rising = self.apply("exp", replace(u, value=u.value - shift))
                falling = self.apply("exp", replace(turned, value=turned.value - shift))
                both = self.add(rising, falling if function == "cosh" else self.multiply(minus, falling))
                return self.multiply(self.constant(0.5), both)
            case _:
                raise TypeError(f"{node} holds no exponential")

    def call(self, function: str, arguments: tuple[Expression, ...]) -> Jet:
        inner = [self.jet(argument) for argument in arguments]
        match function:
            case "sqrt":
                return self.root(inner[0], 0.5)
            case "norm":
                return self.vector("norm2", inner)
            case "norm1":
                return reduce(self.add, [self.apply("abs", u) for u in inner])
            case "max" | "norminf":
                return self.vector(function, inner)
            case "min":
                minus = self.constant(-1.0)
                return self.multiply(minus, self.vector("max", [self.multiply(minus, u) for u in inner]))
            case "huber":
                if is_variable(arguments[1]):
                    raise ValueError("the width of a huber function must be constant")
                return self.apply("huber", inner[0], inner[1].value)
            case _:
                return self.apply(function, inner[0])

    def vector(self, kind: str, inner: list[Jet]) -> Jet:
        """phi(u_1, ..., u_k): g = sum phi_i g_i, H = sum phi_i H_i + sum phi_ij g_i g_j'."""
        u = np.stack([entry.value for entry in inner])
        parameters = np.ones_like(u)
        first, second = VECTOR[kind]
        value, slopes = first(u, parameters)
        gradient, hessian = None, None
        for slope, entry in zip(slopes, inner, strict=True):
            gradient = _added(gradient, _weighted(slope, entry.gradient))
            hessian = _added(hessian, _weighted(slope, entry.hessian))
        if self.order == 2:
            curvature = second(u, parameters)
            for i, a in enumerate(inner):
                for j, b in enumerate(inner):
                    hessian = _added(hessian, _weighted(curvature[i, j], _outer(a.gradient, b.gradient)))
        return Jet(value, gradient, hessian)


def _chosen(where: np.ndarray, first: np.ndarray | None, second: np.ndarray | None) -> np.ndarray | None:
    if first is None and second is None:
        return None
    return np.where(where, 0.0 if first is None else first, 0.0 if second is None else second)
