# ruff: noqa: E501 - a statement stands in one line, as its lines are short
"""Statements of many kinds with random data that satisfy their declarations: name, text, data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

Data = dict[str, Any]


class Stated(NamedTuple):
    """``data`` makes arrays from a random generator; ``convex`` says that p* = d* must come out."""

    name: str
    text: str
    data: Callable[[np.random.Generator], Data]
    convex: bool = True


def definite(rng: np.random.Generator, n: int) -> Any:
    factor = rng.normal(size=(n, n))
    return factor @ factor.T + np.eye(n)


def symmetric(rng: np.random.Generator, n: int) -> Any:
    matrix = rng.normal(size=(n, n))
    return (matrix + matrix.T) / 2


def regression(rng: np.random.Generator, m: int = 6, n: int = 3) -> Data:
    return {"A": rng.normal(size=(m, n)), "b": rng.normal(size=m)}


def equations(rng: np.random.Generator, m: int = 2, n: int = 5) -> Data:
    matrix = rng.normal(size=(m, n))
    return {"A": matrix, "b": matrix @ rng.uniform(0.2, 1, n)}


def labels(rng: np.random.Generator, count: int = 8, width: int = 2) -> Data:
    signs = np.where(np.arange(count) % 2 == 0, 1.0, -1.0)
    return {"Z": rng.normal(size=(count, width)) + signs[:, None], "s": signs}


STATED = (
    Stated(
        "box-lp",
        "param G in R^(k, d), h in R^k, c in R^d, lo in R^d, hi in R^d\nvar v in R^d\ndomain lo <= v <= hi\n"
        "min c'v\ns.t. cap: G*v <= h",
        lambda r: {
            "G": r.normal(size=(3, 4)),
            "h": r.uniform(1, 2, 3),
            "c": r.normal(size=4),
            "lo": -np.ones(4),
            "hi": np.ones(4),
        },
    ),
    Stated(
        "max-lp",
        "param A in R^(m, n), b in R^m, c in R^n\nvar x in R^n\nmax c'x\ns.t. res: A*x <= b\n pos: x >= 0",
        lambda r: {"A": r.uniform(0.1, 1, (4, 3)), "b": r.uniform(1, 2, 4), "c": r.uniform(0.1, 1, 3)},
    ),
    Stated(
        "simplex-domain",
        "param c in R^n, A in R^(m, n), b in R^m\nvar x in R^n\ndomain x >= 0, 1'x = 1\nmin c'x\ns.t. A*x <= b",
        lambda r: {"c": r.normal(size=4), "A": r.normal(size=(2, 4)), "b": r.uniform(1, 2, 2)},
    ),
    Stated(
        "ball-domain",
        "param c in R^n, A in R^(m, n), b in R^m, r > 0\nvar x in R^n\ndomain norm(x) <= r\nmin c'x\ns.t. eq: A*x = b",
        lambda r: {"c": r.normal(size=4), "A": r.normal(size=(2, 4)), "b": 0.1 * r.normal(size=2), "r": 2.0},
    ),
    Stated(
        "least-squares-constrained",
        "param A in R^(m, n), b in R^m, F in R^(p, n), g in R^p\nvar x in R^n\nmin ||A*x - b||^2\ns.t. fix: F*x = g",
        lambda r: {**regression(r), "F": r.normal(size=(2, 3)), "g": r.normal(size=2)},
    ),
    Stated(
        "nonnegative-least-squares",
        "param A in R^(m, n), b in R^m\nvar x in R^n\nmin 1/2*norm(A*x - b)^2\ns.t. pos: x >= 0",
        regression,
    ),
    Stated(
        "elastic-net",
        "param A in R^(m, n), b in R^m, l1 > 0, l2 > 0\nvar w in R^n\n"
        "min 1/2*norm(A*w - b)^2 + l1*norm1(w) + l2/2*norm(w)^2",
        lambda r: {**regression(r), "l1": 0.3, "l2": 0.7},
    ),
    Stated(
        "square-root-lasso",
        "param A in R^(m, n), b in R^m, mu > 0\nvar x in R^n\nmin norm(b - A*x) + mu*norm1(x)",
        lambda r: {**regression(r), "mu": 0.3},
    ),
    Stated(
        "least-absolute-ridge",
        "param A in R^(m, n), b in R^m, mu > 0\nvar x in R^n\nmin norm1(A*x - b) + mu*norm(x)^2",
        lambda r: {**regression(r), "mu": 0.3},
    ),
    Stated(
        "quantile-regression",
        "param A in R^(m, n), b in R^m, tau in (0, 1)\nvar x in R^n\n"
        "min sum(max(tau .* (b - A*x), (tau - 1) .* (b - A*x)))",
        lambda r: {**regression(r), "tau": 0.3},
    ),
    Stated(
        "huber-ridge",
        "param A in R^(m, n), b in R^m, M > 0, rho > 0\nvar x in R^n\nmin sum(huber(b - A*x, M)) + rho*norm(x)^2",
        lambda r: {**regression(r), "M": 0.5, "rho": 0.2},
    ),
    Stated(
        "total-variation",
        "param y in R^n, D in R^(k, n), mu > 0\nvar u in R^n\nmin norm(u - y)^2 + mu*norm1(D*u)",
        lambda r: {"y": r.normal(size=5), "D": np.diff(np.eye(5), axis=0), "mu": 0.4},
    ),
    Stated(
        "trend-filter-equation",
        "param y in R^n, D in R^(k, n), mu > 0\nvar u in R^n, z in R^k\nmin 1/2*norm(u - y)^2 + mu*norm1(z)\ns.t. def: z = D*u",
        lambda r: {"y": r.normal(size=6), "D": np.diff(np.eye(6), 2, axis=0), "mu": 0.4},
    ),
    Stated(
        "sum-of-norms",
        "param A in R^(m, n), b in R^m, B in R^(p, n), c in R^p\nvar x in R^n\nmin norm(A*x + b) + norminf(B*x + c)",
        lambda r: {**regression(r), "B": r.normal(size=(4, 3)), "c": r.normal(size=4)},
    ),
    Stated(
        "hinge-svm",
        "param Z in R^(N, p), s in R^N, C > 0\nvar w in R^p, b in R\n"
        "min 1/2*norm(w)^2 + C*sum(max(0, 1 - s .* (Z*w + b)))",
        lambda r: {**labels(r), "C": 0.5},
    ),
    Stated(
        "squared-hinge-slack",
        "param Z in R^(N, p), s in R^N, C > 0\nvar w in R^p, b in R, xi in R^N\n"
        "min 1/2*w'w + C/2*norm(xi)^2\ns.t. m: s .* (Z*w + b) >= 1 - xi",
        lambda r: {**labels(r), "C": 0.5},
    ),
    Stated(
        "nu-svm",
        "param Z in R^(N, p), s in R^N, nu in (0, 1)\nvar w in R^p, b in R, rho in R, xi in R^N\n"
        "domain rho >= 0, xi >= 0\nmin 1/2*norm(w)^2 - nu*rho + 1/N*1'xi\ns.t. m: s .* (Z*w + b) >= rho - xi",
        lambda r: {**labels(r), "nu": 0.4},
    ),
    Stated(
        "support-vector-regression",
        "param Z in R^(N, p), t in R^N, C > 0, eps > 0\nvar w in R^p, b in R, u in R^N, v in R^N\n"
        "min 1/2*norm(w)^2 + C*1'u + C*1'v\ns.t. up: t - Z*w - b <= eps + u\n dn: Z*w + b - t <= eps + v\n pu: u >= 0\n pv: v >= 0",
        lambda r: {"Z": r.normal(size=(7, 2)), "t": r.normal(size=7), "C": 0.7, "eps": 0.2},
    ),
    Stated(
        "logistic-lasso",
        "param Z in R^(N, p), s in R^N, mu > 0\nvar w in R^p\nmin sum(log(1 + exp(-s .* (Z*w)))) + mu*norm1(w)",
        lambda r: {**labels(r), "mu": 0.6},
    ),
    Stated(
        "entropy-reference",
        "param q in R++^n, F in R^(k, n), t in R^k\nvar p in R^n\nmin sum(p .* log(p ./ q))\ns.t. tot: 1'p = 1\n mom: F*p = t",
        lambda r: (lambda F: {"q": r.dirichlet(np.ones(5)), "F": F, "t": F @ r.dirichlet(np.ones(5))})(
            r.normal(size=(2, 5))
        ),
    ),
    Stated(
        "entropic-transport",
        "param C in R^(m, n), a in R++^m, b in R++^n, eps > 0\nvar P in R^(m, n)\n"
        "min sum(C .* P) + eps*sum(P .* log(P))\ns.t. r: P*ones(n) = a\n c: P'*ones(m) = b",
        lambda r: {"C": r.uniform(0, 1, (3, 4)), "a": np.ones(3) / 3, "b": np.ones(4) / 4, "eps": 0.2},
    ),
    Stated(
        "entropy-inequalities",
        "param A in R^(m, n), b in R^m\nvar x in R^n\nmin sum(x .* log(x))\ns.t. A*x <= b\n 1'x = 1",
        lambda r: {"A": r.uniform(0, 1, (2, 4)), "b": r.uniform(0.6, 1, 2)},
    ),
    Stated(
        "log-barrier-equality",
        "param A in R^(m, n), b in R^m, c in R^n\nvar x in R^n\nmin c'x - sum(log(x))\ns.t. eq: A*x = b",
        lambda r: {**equations(r), "c": r.uniform(0.1, 1, 5)},
    ),
    Stated(
        "proportional-fairness",
        "param R in R+^(l, n), c in R++^l, w in R++^n\nvar x in R^n\nmax w'*log(x)\ns.t. link: R*x <= c",
        lambda r: {"R": r.uniform(0.1, 1, (3, 4)), "c": r.uniform(1, 2, 3), "w": r.uniform(0.5, 2, 4)},
    ),
    Stated(
        "geometric-program",
        "param A in R^(k, n), b in R^k, G in R^(l, n), g in R^l\nvar x in R^n\nmin logsumexp(A*x + b)\ns.t. lim: logsumexp(G*x + g) <= 0",
        lambda r: {
            "A": np.vstack([np.eye(3), -np.eye(3)]),
            "b": r.normal(size=6),
            "G": r.normal(size=(2, 3)),
            "g": -2 + r.normal(size=2),
        },
    ),
    Stated(
        "exponentials",
        "param A in R^(k, n), b in R^k\nvar x in R^n\nmin sum(exp(A*x + b))\ns.t. low: x >= -1",
        lambda r: {"A": r.normal(size=(5, 3)), "b": r.normal(size=5)},
    ),
    Stated(
        "max-affine-bounded",
        "param A in R^(m, n), b in R^m, u in R++^n\nvar x in R^n\ndomain -u <= x <= u\nmin max(A*x + b)",
        lambda r: {"A": r.normal(size=(5, 3)), "b": r.normal(size=5), "u": np.ones(3)},
    ),
    Stated(
        "robust-lp",
        "param a[m] in R^n, P[m] in R^(n, n), b[m], c in R^n\nvar x in R^n\nmin c'x\n"
        "s.t. rob[i]: a[i]'x + norm(P[i]'*x) <= b[i] for i in 1..m\n box: norminf(x) <= 3",
        lambda r: {
            "a": r.normal(size=(4, 3)),
            "P": 0.3 * r.normal(size=(4, 3, 3)),
            "b": r.uniform(1, 2, 4),
            "c": r.normal(size=3),
        },
    ),
    Stated(
        "chebyshev-center",
        "param a[m] in R^n, b[m]\nvar x in R^n, r in R\nmax r\ns.t. in[i]: a[i]'*x + r*norm(a[i]) <= b[i] for i in 1..m",
        lambda r: {"a": np.vstack([np.eye(2), -np.eye(2), r.normal(size=(2, 2))]), "b": r.uniform(1, 2, 6)},
    ),
    Stated(
        "qcqp",
        "param P in S++^n, q in R^n, Q[m] in S+^n, d[m] in R^n, r[m]\nvar x in R^n\nmin 1/2*x'P*x + q'x\n"
        "s.t. con[i]: 1/2*x'Q[i]*x + d[i]'x <= r[i] for i in 1..m",
        lambda r: {
            "P": definite(r, 3),
            "q": r.normal(size=3),
            "Q": np.array([definite(r, 3) for _ in range(2)]),
            "d": r.normal(size=(2, 3)),
            "r": r.uniform(1, 2, 2),
        },
    ),
    Stated(
        "semidefinite-qp",
        "param P in S+^n, q in R^n, A in R^(m, n), b in R^m\nvar x in R^n\nmin x'P*x + q'x\ns.t. A*x <= b\n x'x <= 4",
        lambda r: {
            "P": np.diag([1.0, 2.0, 0.0]),
            "q": r.normal(size=3),
            "A": r.normal(size=(2, 3)),
            "b": r.uniform(1, 2, 2),
        },
    ),
    Stated(
        "linear-on-ellipsoid",
        "param P in S++^n, c in R^n\nvar x in R^n\nmin c'x\ns.t. ell: x'P*x <= 1",
        lambda r: {"P": definite(r, 3), "c": r.normal(size=3)},
    ),
    Stated(
        "markowitz-target",
        "param S in S++^n, mu in R^n, target\nvar w in R^n\nmin w'S*w\ns.t. full: 1'w = 1\n ret: mu'w >= target\n lng: w >= 0",
        lambda r: (lambda m: {"S": definite(r, 4), "mu": m, "target": float(m.mean())})(r.uniform(0, 1, 4)),
    ),
    Stated(
        "sdp-inequality",
        "param F[n] in S^k, G in S^k, c in R^n\nvar x in R^n\nmin c'x\ns.t. lmi: sum(x[i]*F[i] for i in 1..n) + G >> 0\n box: norminf(x) <= 2",
        lambda r: {"F": np.array([symmetric(r, 3) for _ in range(2)]), "G": definite(r, 3), "c": r.normal(size=2)},
    ),
    Stated(
        "max-cut-relaxation",
        "param W in S^n\nvar X in S^n\ndomain X >> 0\nmin tr(W*X)\ns.t. diag(X) = 1",
        lambda r: {"W": symmetric(r, 4)},
    ),
    Stated(
        "two-way-partition",
        "param W in S^n\nvar x in R^n\nmin x'W*x\ns.t. bin: x.^2 = 1",
        lambda r: {"W": symmetric(r, 4)},
        convex=False,
    ),
    Stated(
        "eigenvalue-minimization",
        "param F[m] in S^n, G in S^n\nvar x in R^m\nmin eigmax(G + sum(x[i]*F[i] for i in 1..m)) + norm(x)^2",
        lambda r: {"F": np.array([symmetric(r, 3) for _ in range(2)]), "G": symmetric(r, 3)},
    ),
    Stated(
        "nuclear-norm",
        "param A[k] in R^(m, n), b[k]\nvar X in R^(m, n)\nmin normnuc(X)\ns.t. obs[i]: tr(A[i]'*X) = b[i] for i in 1..k",
        lambda r: {"A": r.normal(size=(3, 2, 3)), "b": r.normal(size=3)},
    ),
    Stated(
        "robust-pca",
        "param Y in R^(m, n), mu > 0\nvar L in R^(m, n), E in R^(m, n)\nmin normnuc(L) + mu*sum(abs(E))\ns.t. fit: L + E = Y",
        lambda r: {"Y": r.normal(size=(3, 4)), "mu": 0.4},
    ),
    Stated(
        "spectral-approximation",
        "param B in R^(m, n), A[k] in R^(m, n)\nvar x in R^k\nmin norm2(B - sum(x[i]*A[i] for i in 1..k))",
        lambda r: {"B": r.normal(size=(3, 2)), "A": r.normal(size=(2, 3, 2))},
    ),
    Stated(
        "d-optimal-design",
        "param v[p] in R^n\nvar lam in R^p\ndomain lam >= 0\nmin -logdet(sum(lam[i]*v[i]*v[i]' for i in 1..p))\ns.t. tot: 1'lam = 1",
        lambda r: {"v": r.normal(size=(6, 3))},
    ),
    Stated(
        "covariance-selection",
        "param S in S++^n, A in R^(k, n), b in R^k\nvar X in S^n\nmin tr(S*X) - logdet(X)\ns.t. A*diag(X) <= b",
        lambda r: {"S": definite(r, 3), "A": r.uniform(0, 1, (2, 3)), "b": r.uniform(0.5, 1, 2)},
    ),
    Stated(
        "flow",
        "param N in R^(v, e), s in R^v, u in R++^e, c in R^e\nvar f in R^e\ndomain f >= 0\nmin c'f\ns.t. bal: N*f = s\n cap: f <= u",
        lambda r: {
            "N": np.array([[1, 1, 0, 0, 1], [-1, 0, 1, 0, 0], [0, -1, 0, 1, 0], [0, 0, -1, -1, -1]], float),
            "s": np.array([1.0, 0, 0, -1.0]),
            "u": r.uniform(0.6, 1, 5),
            "c": r.uniform(0.5, 2, 5),
        },
    ),
    Stated(
        "convex-flow-cost",
        "param N in R^(v, e), s in R^v, d in R++^e\nvar f in R^e\nmin 1/2*sum(d .* f.^2)\ns.t. bal: N*f = s",
        lambda r: {
            "N": np.array([[1, 1, 0, 0, 1], [-1, 0, 1, 0, 0], [0, -1, 0, 1, 0], [0, 0, -1, -1, -1]], float),
            "s": np.array([1.0, 0, 0, -1.0]),
            "d": r.uniform(0.5, 2, 5),
        },
    ),
    Stated(
        "assignment",
        "param c[n, n]\nvar x[i, j] for i in 1..n, j in 1..n\ndomain x[i, j] >= 0 for i in 1..n, j in 1..n\n"
        "max sum(c[i, j]*x[i, j] for i in 1..n, j in 1..n)\n"
        "s.t. row[i]: sum(x[i, j] for j in 1..n) = 1 for i in 1..n\n col[j]: sum(x[i, j] for i in 1..n) = 1 for j in 1..n",
        lambda r: {"c": r.uniform(0, 1, (3, 3))},
    ),
    Stated(
        "lot-sizing",
        "param d[T], p[T], h[T]\nvar y[t] for t in 1..T, s[t] for t in 0..T\n"
        "domain y[t] >= 0 for t in 1..T\ndomain s[t] >= 0 for t in 0..T\n"
        "min sum(p[t]*y[t] + h[t]*s[t] for t in 1..T)\n"
        "s.t. bal[t]: s[t-1] + y[t] - s[t] = d[t] for t in 1..T\n start: s[0] = 0",
        lambda r: {"d": r.uniform(1, 2, 4), "p": r.uniform(1, 3, 4), "h": r.uniform(0.1, 0.5, 4)},
    ),
    Stated(
        "path-intervals",
        "param p[M, M], d[M]\nvar x[m, l] for m in 1..M, l in m..M\ndomain x[m, l] >= 0 for m in 1..M, l in m..M\n"
        "min sum(p[m, l]*x[m, l] for m in 1..M, l in m..M)\n"
        "s.t. need[i]: sum(x[m, l] for m in 1..i, l in i..M) >= d[i] for i in 1..M",
        lambda r: {"p": r.uniform(1, 3, (4, 4)), "d": r.uniform(1, 2, 4)},
    ),
    Stated(
        "resource-allocation",
        "param w[n], B\nvar x[i] for i in 1..n\nmax sum(w[i]*log(x[i]) for i in 1..n)\ns.t. bud: sum(x[i] for i in 1..n) <= B",
        lambda r: {"w": r.uniform(0.5, 2, 4), "B": 3.0},
        convex=False,
    ),
    Stated(
        "reciprocals-on-simplex",
        "param a in R++^n, B > 0\nvar x in R^n\ndomain x > 0\nmin sum(a ./ x)\ns.t. 1'x <= B",
        lambda r: {"a": r.uniform(0.5, 2, 4), "B": 2.0},
    ),
    Stated(
        "fermat-weber-weighted",
        "param a[N] in R^p, w[N]\nvar x in R^p\nmin sum(w[i]*norm(a[i] - x) for i in 1..N)",
        lambda r: {"a": r.normal(size=(5, 2)), "w": r.uniform(0.5, 1, 5)},
        convex=False,
    ),
    Stated(
        "sum-of-square-distances",
        "param a[N] in R^p, G in R^(m, p), h in R^m\nvar x in R^p\nmin sum(norm(x - a[i])^2 for i in 1..N)\ns.t. G*x <= h",
        lambda r: {"a": r.normal(size=(5, 2)), "G": r.normal(size=(2, 2)), "h": r.uniform(0, 1, 2)},
    ),
    Stated(
        "norm-four",
        "param A in R^(m, n), b in R^m\nvar x in R^n\nmin sum(x.^4)\ns.t. A*x = b",
        equations,
    ),
    Stated(
        "norm-ball-constraint",
        "param A in R^(m, n), b in R^m, t > 0\nvar x in R^n\nmin 1/2*||A*x - b||^2\ns.t. bud: ||x||_1 <= t",
        lambda r: {**regression(r), "t": 0.5},
    ),
    Stated(
        "projection-on-simplex",
        "param a in R^n\nvar x in R^n\nmin 1/2*norm(x - a)^2\ns.t. tot: 1'x = 1\n pos: x >= 0",
        lambda r: {"a": r.normal(size=4)},
    ),
    Stated(
        "projection-kept-in-domain",
        "param a in R^n\nvar x in R^n\ndomain x >= 0\nmin 1/2*norm(x - a)^2\ns.t. tot: 1'x = 1",
        lambda r: {"a": r.normal(size=4)},
    ),
    Stated(
        "distance-of-polyhedra",
        "param A in R^(m, n), b in R^m, C in R^(k, n), d in R^k\nvar x in R^n, z in R^n\nmin norm(x - z)\ns.t. one: A*x <= b\n two: C*z <= d",
        lambda r: {
            "A": np.vstack([np.eye(2), -np.eye(2)]),
            "b": np.array([1.0, 1, 0, 0]),
            "C": np.vstack([np.eye(2), -np.eye(2)]),
            "d": np.array([4.0, 5, -3, -2]),
        },
    ),
    Stated(
        "norm-plus-quadratic",
        "param P in S++^n, q in R^n, mu > 0\nvar x in R^n\nmin 1/2*x'P*x + q'x + mu*norm(x)",
        lambda r: {"P": definite(r, 3), "q": r.normal(size=3), "mu": 0.5},
    ),
)
