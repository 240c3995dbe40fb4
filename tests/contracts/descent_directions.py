"""For each vector conjugate: a curve u(t) along which c*Phi(u) + w'u falls without bound, outside its domain.

Each is the witness of the textbook proof: the direction in which the dual norm is attained, the scaling of a
homogeneous function at which it is negative, or the argument whose slope has the wrong sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import mpmath
from mpmath import mpf

Curve = Callable[[mpf], list[mpf]]


def sign(x: mpf) -> mpf:
    return mpf((x > 0) - (x < 0))


def along(direction: Sequence[mpf]) -> Curve:
    return lambda t: [t * d for d in direction]


UNIT = mpf(1)


def one(count: int, k: int, others: mpf = UNIT) -> Curve:
    """u_k = t, the others fixed."""
    return lambda t: [t if i == k else others for i in range(count)]


def norm2(c: mpf, w: list[mpf], weights: list[mpf], constant: bool) -> Iterator[Curve]:
    if any(w):
        yield along([-x / omega for x, omega in zip(w, weights, strict=True)])
    yield one(len(w), 0, mpf(0))


def norminf(c: mpf, w: list[mpf], weights: list[mpf], constant: bool) -> Iterator[Curve]:
    yield along([-sign(x) for x in w])
    yield one(len(w), 0, mpf(0))


def maximum(c: mpf, w: list[mpf], weights: list[mpf], constant: bool) -> Iterator[Curve]:
    for k, x in enumerate(w):
        if x > 0:
            yield along([-mpf(i == k) for i in range(len(w))])
    if -sum(w) > c or constant:
        yield along([mpf(1)] * len(w))
    else:
        yield along([mpf(-1)] * len(w))


def quad_over_lin(c: mpf, w: list[mpf], weights: list[mpf], constant: bool) -> Iterator[Curve]:
    a = w[:-1]
    if c > 0:
        yield along([*(-x / (2 * c * omega) for x, omega in zip(a, weights, strict=False)), mpf(1)])
    elif c == 0:
        yield lambda t: [*(-t * t * x for x in a), t]
    else:
        yield lambda t: [*(t for _ in a), mpf(1)]


def rel_entr(c: mpf, w: list[mpf], weights: list[mpf], constant: bool) -> Iterator[Curve]:
    a = w[0]
    if c > 0:
        yield along([mpmath.exp(-1 - a / c), mpf(1)])
        yield lambda t: [1 / t, t]
    elif c == 0:
        yield one(2, 0)
        yield one(2, 1)
    else:
        yield lambda t: [t, mpf(1)]


def geo_mean(c: mpf, w: list[mpf], weights: list[mpf], constant: bool) -> Iterator[Curve]:
    for k, x in enumerate(w):
        if x <= 0:
            yield one(len(w), k, mpf(1) if c < 0 else mpf(10) ** -30)
            yield one(len(w), k, mpf(10) ** -30)
    if all(x > 0 for x in w):
        yield along([p / x for p, x in zip(weights, w, strict=True)])


def monomial(c: mpf, w: list[mpf], weights: list[mpf], constant: bool) -> Iterator[Curve]:
    for k, x in enumerate(w):
        if x < 0:
            yield one(len(w), k)
    yield lambda t: [1 / t for _ in w]


def logdet2(c: mpf, w: list[mpf], weights: list[mpf], constant: bool) -> Iterator[Curve]:
    """Inside the cone u*v > sum omega_i s_i^2 (times a): s against its slopes, u and v in every proportion."""
    rest = w[2:]
    omegas = weights[1:]
    size = mpmath.sqrt(mpmath.fsum(x * x / omega for x, omega in zip(rest, omegas, strict=True)))
    for k in range(-40, 41):
        u = mpmath.exp(mpf(k) / 4)
        s = [-x / omega / size if size else mpf(0) for x, omega in zip(rest, omegas, strict=True)]
        for room in (mpf("1.000001"), mpf(2)):
            yield along([u, room / (u * weights[0]), *s])


CURVES = {
    "norm2": norm2,
    "norminf": norminf,
    "max": maximum,
    "logsumexp": maximum,
    "quad_over_lin": quad_over_lin,
    "rel_entr": rel_entr,
    "geo_mean": geo_mean,
    "monomial": monomial,
    "logdet2": logdet2,
}
