"""f, grad f and the Hessian of a tree at numbers, by forward differentiation of second order.

Every number carries (v, g, H) over k variables, for m points at once: shapes (m,), (k, m), (k, k, m). The chain rule is
g = phi' g_u, H = phi' H_u + phi'' g_u g_u'. Kinks are passed by a subgradient: 0 for |u| at 0 and for a norm at 0, the
first largest argument of a max. The value is nan outside the natural domain.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

import numpy as np

from duality.algebra.functions import function
from duality.algebra.tape import arrays
from duality.algebra.tape.compiler import scaled_tape, tape_of
from duality.algebra.tape.floats import CONSTANTS, to_float
from duality.algebra.tape.tape import run, run_sparingly
from duality.algebra.univariate_table import Derivatives, derivatives, power
from duality.algebra.vector_table import VECTOR
from duality.model.expression import Expression
from duality.records import record, replace


@record(frozen=False)
class Jet:
    """Value, gradient and Hessian; ``None`` is a zero."""

    value: np.ndarray
    gradient: np.ndarray | None = None
    hessian: np.ndarray | None = None


@record(frozen=False)
class Scaled:
    """relative * e^shift, the shift without derivatives; ``sign`` and ``log`` of the whole as in `arrays`."""

    sign: np.ndarray
    log: np.ndarray
    relative: Jet
    shift: np.ndarray


def jet(node: Expression, names: Sequence[str], point: np.ndarray, order: int) -> Jet:
    """The tree at ``point`` of shape (k, m), row i being ``names[i]``; gradients for ``order`` 1, Hessians for 2.

    Raises ``ValueError`` for a huber function of variable width.
    """
    with np.errstate(all="ignore"):
        return run_sparingly(tape_of(node, arrays.PAIRS), Jets(names, point, order))[0]


def _added(a: np.ndarray | None, b: np.ndarray | None) -> np.ndarray | None:
    return b if a is None else a if b is None else a + b


def _weighted(factor: np.ndarray, derivative: np.ndarray | None) -> np.ndarray | None:
    """factor * derivative, where a zero derivative stays zero even if the factor is infinite."""
    if derivative is None:
        return None
    return np.where(derivative == 0, 0.0, factor * derivative)


def _outer(a: np.ndarray | None, b: np.ndarray | None) -> np.ndarray | None:
    return None if a is None or b is None else a[:, None] * b[None, :]


class Jets:
    """The algebra of jets over the variables ``names``."""

    def __init__(self, names: Sequence[str], point: np.ndarray, order: int) -> None:
        self.rows = dict(zip(names, point, strict=True))
        self.index = {name: k for k, name in enumerate(names)}
        self.shape = point.shape
        self.order = order

    def variable(self, _: list[Jet], name: str) -> Jet:
        if not self.order:
            return Jet(self.rows[name])
        gradient = np.zeros(self.shape)
        gradient[self.index[name]] = 1.0
        return Jet(self.rows[name], gradient)

    def number(self, _: list[Jet], number: Fraction) -> Jet:
        return self._flat(to_float(number))

    def constant(self, _: list[Jet], name: str) -> Jet:
        return self._flat(CONSTANTS[name])

    def _flat(self, number: float) -> Jet:
        return Jet(np.full(self.shape[1], number))

    def sum(self, terms: list[Jet], _: None) -> Jet:
        return reduce(self._add, terms)

    def negative(self, operand: list[Jet], _: None) -> Jet:
        u = operand[0]
        return Jet(-u.value, None if u.gradient is None else -u.gradient, None if u.hessian is None else -u.hessian)

    def product(self, factors: list[Jet], _: None) -> Jet:
        return reduce(self._multiply, factors)

    def quotient(self, both: list[Jet], _: None) -> Jet:
        return self._multiply(both[0], self._reciprocal(both[1]))

    def power(self, base: list[Jet], exponent: Fraction) -> Jet:
        return self._power(base[0], to_float(exponent))

    def real_power(self, both: list[Jet], _: None) -> Jet:
        base, exponent = both
        if exponent.gradient is None:
            return self._power(base, float(exponent.value[0]))
        return self._apply("exp", self._multiply(exponent, self._apply("log", base)))

    def call(self, arguments: list[Jet], name: str) -> Jet:
        record = function(name)
        match name:
            case "sqrt":
                return self._root(arguments[0], 0.5)
            case "norm1":
                return reduce(self._add, [self._apply("abs", u) for u in arguments])
            case "min":
                return self.negative([self._vector("max", [self.negative([u], None) for u in arguments])], None)
            case "huber":
                if arguments[1].gradient is not None:
                    raise ValueError("the width of a huber function must be constant")
                return self._apply("huber", arguments[0], arguments[1].value)
            case _:
                if record.vector is not None:
                    return self._vector(record.vector, arguments)
                return self._apply(name, arguments[0])

    def continued(self, parts: list[Jet], _: None) -> Jet:
        """core log(ratio core) rest as (core log core + core log ratio) rest, where core = 0."""
        result = parts[0]
        if np.isnan(result.value).any():
            for core, ratio, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
                entropy, scale = self._apply("xlogx", core), self._apply("log", ratio)
                limit = self._multiply(self._add(entropy, self._multiply(core, scale)), rest)
                result = _chosen(core.value == 0, limit, result)
        return result

    def rescaled(self, direct: list[Jet], node: Expression) -> Jet:
        missing = ~np.isfinite(direct[0].value)
        return _chosen(missing, run(scaled_tape(node), self)[0], direct[0]) if missing.any() else direct[0]

    def scaled(self, number: list[Jet], _: None) -> Scaled:
        u = number[0]
        return Scaled(np.sign(u.value), np.log(np.abs(u.value)), u, np.zeros_like(u.value))

    def scaled_exp(self, exponent: list[Jet], _: None) -> Scaled:
        u = exponent[0]
        shift = np.where(np.isfinite(u.value), u.value, 0.0)
        relative = self._apply("exp", replace(u, value=u.value - shift))
        return Scaled(np.where(np.isnan(u.value), np.nan, 1.0), u.value, relative, shift)

    def scaled_negative(self, operand: list[Scaled], _: None) -> Scaled:
        u = operand[0]
        return Scaled(-u.sign, u.log, self.negative([u.relative], None), u.shift)

    def scaled_product(self, factors: list[Scaled], _: None) -> Scaled:
        sign, log = arrays.Arrays({}).scaled_product([(u.sign, u.log) for u in factors], None)
        relative = reduce(self._multiply, [u.relative for u in factors])
        return Scaled(sign, log, relative, reduce(np.add, [u.shift for u in factors]))

    def scaled_quotient(self, both: list[Scaled], _: None) -> Scaled:
        above, below = both
        sign, log = arrays.Arrays({}).scaled_quotient([(u.sign, u.log) for u in both], None)
        relative = self._multiply(above.relative, self._reciprocal(below.relative))
        return Scaled(sign, log, relative, above.shift - below.shift)

    def scaled_power(self, base: list[Scaled], exponent: Fraction) -> Scaled:
        u, p = base[0], to_float(exponent)
        sign, log = arrays.Arrays({}).scaled_power([(u.sign, u.log)], exponent)
        return Scaled(sign, log, self._power(u.relative, p), u.shift * p)

    def scaled_sum(self, terms: list[Scaled], _: None) -> Scaled:
        sign, log = arrays.scaled_sum([(u.sign, u.log) for u in terms])
        shift = np.where(np.isfinite(log), log, 0.0)
        parts = [self._multiply(Jet(np.exp(u.shift - shift)), u.relative) for u in terms]
        return Scaled(sign, log, reduce(self._add, parts), shift)

    def log_scaled(self, argument: list[Scaled], _: Expression) -> Jet:
        u = argument[0]
        value = np.where(u.sign > 0, u.log, np.nan)
        return replace(self._apply("log", u.relative), value=value)

    def from_scaled(self, argument: list[Scaled], _: None) -> Jet:
        u = argument[0]
        return self._multiply(Jet(np.exp(u.shift)), u.relative)

    def _add(self, a: Jet, b: Jet) -> Jet:
        return Jet(a.value + b.value, _added(a.gradient, b.gradient), _added(a.hessian, b.hessian))

    def _multiply(self, a: Jet, b: Jet) -> Jet:
        gradient = _added(_weighted(a.value, b.gradient), _weighted(b.value, a.gradient))
        hessian = None
        if self.order == 2:
            mixed = _outer(a.gradient, b.gradient)
            hessian = _added(_weighted(a.value, b.hessian), _weighted(b.value, a.hessian))
            if mixed is not None:
                hessian = _added(hessian, mixed + mixed.swapaxes(0, 1))
        return Jet(a.value * b.value, gradient, hessian)

    def _chain(self, phi: Derivatives, u: Jet) -> Jet:
        """phi(u) by the chain rule."""
        gradient = _weighted(phi[1], u.gradient) if u.gradient is not None else None
        hessian = None
        if self.order == 2 and u.gradient is not None:
            curved = _weighted(phi[2], _outer(u.gradient, u.gradient))
            hessian = _added(_weighted(phi[1], u.hessian), curved)
        return Jet(phi[0], gradient, hessian)

    def _apply(self, kind: str, u: Jet, *parameters: float | np.ndarray) -> Jet:
        """A function of one variable."""
        return self._chain(derivatives(kind, u.value, self.order if u.gradient is not None else 0, *parameters), u)

    def _reciprocal(self, u: Jet) -> Jet:
        return self._apply("power", u, -1.0)

    def _power(self, u: Jet, exponent: float) -> Jet:
        return Jet(u.value**0.0) if exponent == 0 else self._root(u, exponent)

    def _root(self, u: Jet, exponent: float) -> Jet:
        """u^p; where u touches 0 with slope 0, as under a norm, the derivatives are taken as 0."""
        value, *slopes = power(u.value, self.order, exponent)
        if exponent < 1 and u.gradient is not None:
            touches = (u.value == 0) & (u.gradient == 0).all(axis=0)
            slopes = [np.where(touches, 0.0, slope) for slope in slopes]
        return self._chain((value, *slopes), u)

    def _vector(self, kind: str, inner: list[Jet]) -> Jet:
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


def _chosen(where: np.ndarray, first: Jet, second: Jet) -> Jet:
    """The first jet where it is asked for, else the second."""
    return Jet(
        np.where(where, first.value, second.value),
        _chosen_array(where, first.gradient, second.gradient),
        _chosen_array(where, first.hessian, second.hessian),
    )


def _chosen_array(where: np.ndarray, first: np.ndarray | None, second: np.ndarray | None) -> np.ndarray | None:
    if first is None and second is None:
        return None
    return np.where(where, 0.0 if first is None else first, 0.0 if second is None else second)
