# ruff: noqa: E501 - a statement stands in one line, as its lines are short
"""Statements over norms with an exponent, roots of quadratic forms, means, inverses, largest entries and lists; and of the field at large."""

from __future__ import annotations

import numpy as np

from tests.statements.stated import Stated, definite

FURTHER: list[Stated] = []


def add(name: str, text: str, data: object) -> None:
    FURTHER.append(Stated(name, text, data))  # type: ignore[arg-type]


add(
    "pnorm-eq",
    "param A in R^(m, n), b in R^m, p > 1\nvar x in R^n\nmin norm(x, p)\ns.t. eq: A*x = b",
    lambda r: {"A": r.normal(size=(2, 4)), "b": r.normal(size=2), "p": 3.0},
)
add(
    "pnorm-approx15",
    "param A in R^(m, n), b in R^m\nvar x in R^n\nmin norm(A*x - b, 3/2)",
    lambda r: {"A": r.normal(size=(5, 2)), "b": r.normal(size=5)},
)
add(
    "pnorm-ball",
    "param c in R^n, p > 1, r > 0\nvar x in R^n\nmin c'x\ns.t. ball: norm(x, p) <= r",
    lambda r: {"c": r.normal(size=3), "p": 4.0, "r": 1.5},
)
add(
    "norm-cubed",
    "param A in R^(m, n), b in R^m\nvar x in R^n\nmin 1/3*norm(x)^3\ns.t. eq: A*x = b",
    lambda r: {"A": r.normal(size=(2, 4)), "b": r.normal(size=2)},
)
add(
    "max-over-i",
    "param a[N] in R^n, b[N]\nvar x in R^n\nmin max(a[i]'*x + b[i] for i in 1..N)",
    lambda r: {"a": np.vstack([np.eye(2), -np.eye(2)]), "b": r.normal(size=4)},
)
add(
    "max-affine-rows",
    "param A in R^(m, n), b in R^m\nvar x in R^n\nmin max(A[i, :]*x + b[i] for i in 1..m)\ns.t. box: norminf(x) <= 1",
    lambda r: {"A": r.normal(size=(4, 2)), "b": r.normal(size=4)},
)
add(
    "gp-index",
    "param a[K] in R^n, c[K] > 0\nvar x in R^n\nmin log(sum(c[k]*exp(a[k]'*x) for k in 1..K))",
    lambda r: {"a": np.vstack([np.eye(2), -np.eye(2)]), "c": r.uniform(0.5, 2, 4)},
)
add(
    "lse-scalar-family",
    "param b[n], s\nvar x[i] for i in 1..n\nmin log(sum(exp(x[i] - b[i]) for i in 1..n))\ns.t. tot: sum(x[i] for i in 1..n) = s",
    lambda r: {"b": r.normal(size=4), "s": 1.5},
)
add(
    "lse-vector",
    "param A in R^(m, n), b in R^m, lam > 0\nvar x in R^n\nmin logsumexp(A*x + b) + lam/2*norm(x)^2",
    lambda r: {"A": r.normal(size=(5, 3)), "b": r.normal(size=5), "lam": 0.4},
)
add(
    "var-portfolio",
    "param S in S++^n, mu in R^n, k > 0\nvar w in R^n\ndomain w >= 0\nmin k*sqrt(w'*S*w) - mu'w\ns.t. b: 1'w = 1",
    lambda r: {"S": definite(r, 3), "mu": r.normal(size=3), "k": 2.0},
)
add(
    "chance",
    "param S in S++^n, mu in R^n, c in R^n, k > 0, b in R\nvar x in R^n\nmin c'x\ns.t. ch: mu'x + k*sqrt(x'*S*x) <= b",
    lambda r: {"S": definite(r, 3), "mu": r.normal(size=3) * 0.2, "c": r.normal(size=3) * 0.3, "k": 2.0, "b": 1.0},
)
add(
    "robust-lp-idx",
    "param c in R^n, abar[m] in R^n, P[m] in S++^n, b[m]\nvar x in R^n\nmin c'x\ns.t. row[i]: abar[i]'*x + sqrt(x'*P[i]*x) <= b[i] for i in 1..m",
    lambda r: {
        "c": r.normal(size=2) * 0.3,
        "abar": np.vstack([np.eye(2), -np.eye(2)]),
        "P": np.array([definite(r, 2) * 0.3 for _ in range(4)]),
        "b": np.ones(4),
    },
)
add(
    "ell-norm",
    "param P in S++^n, A in R^(m, n), b in R^m\nvar x in R^n\nmin sqrt(x'*P*x)\ns.t. eq: A*x = b",
    lambda r: {"P": definite(r, 4), "A": r.normal(size=(2, 4)), "b": r.normal(size=2)},
)
add(
    "sqrt1",
    "param A in R^(m, n), b in R^m\nvar x in R^n\nmin sum(sqrt(1 + x[i]^2) for i in 1..n)\ns.t. eq: A*x = b",
    lambda r: {"A": r.normal(size=(2, 4)), "b": r.normal(size=2)},
)
add(
    "sqrt1v",
    "param A in R^(m, n), b in R^m\nvar x in R^n\nmin sqrt(1 + x'x)\ns.t. eq: A*x = b",
    lambda r: {"A": r.normal(size=(2, 4)), "b": r.normal(size=2)},
)
add(
    "geomean",
    "param c in R++^n, B > 0\nvar x in R^n\nmax geomean(x)\ns.t. bud: c'x <= B",
    lambda r: {"c": r.uniform(0.5, 2, 3), "B": 2.0},
)
add(
    "geomean-aff",
    "param A in R+^(m, n), b in R++^m\nvar x in R^n\ndomain x >= 0\nmax geomean(A*x)\ns.t. tot: 1'x <= 1",
    lambda r: {"A": r.uniform(0.1, 1, (3, 4)), "b": r.uniform(1, 2, 3)},
)
add(
    "sumlargest",
    "param A in R^(m, n), b in R^m, k > 0\nvar x in R^n\nmin sumlargest(A*x + b, k)",
    lambda r: {"A": np.vstack([np.eye(2), -np.eye(2)]), "b": r.normal(size=4), "k": 2},
)
add(
    "sumlargest2",
    "param r in R^n, S in S++^n\nvar x in R^n\ndomain x >= 0\nmin x'*S*x - r'x\ns.t. top: sumlargest(x, 2) <= 4/5\n tot: 1'x = 1",
    lambda r: {"r": r.normal(size=4), "S": definite(r, 4)},
)
add(
    "a-optimal",
    "param v[p] in R^n\nvar x in R^p\ndomain x >= 0\nmin tr(inv(sum(x[i]*v[i]*v[i]' for i in 1..p)))\ns.t. tot: 1'x = 1",
    lambda r: {"v": r.normal(size=(5, 2))},
)
add(
    "a-optimal-m",
    "param V in R^(n, p)\nvar x in R^p\nmin tr(inv(V*diag(x)*V'))\ns.t. pos: x >= 0\n tot: 1'x = 1",
    lambda r: {"V": r.normal(size=(2, 5))},
)
add(
    "tr-inv",
    "param S in S++^n\nvar X in S^n\nmin tr(S*X) + tr(inv(X))",
    lambda r: {"S": definite(r, 3)},
)
add(
    "tr-inv-eq",
    "param B in S^n, b\nvar X in S^n\ndomain X >> 0\nmin tr(inv(X))\ns.t. t: tr(X) <= b",
    lambda r: {"B": definite(r, 3), "b": 2.0},
)
add(
    "c-optimal",
    "param V in R^(n, p), c in R^n\nvar x in R^p\ndomain x >= 0\nmin c'*inv(V*diag(x)*V')*c\ns.t. tot: 1'x = 1",
    lambda r: {"V": r.normal(size=(2, 5)), "c": r.normal(size=2)},
)
add(
    "wls-inv",
    "param P in S++^n, A in R^(m, n), b in R^m\nvar x in R^n\nmin quad_form(x, inv(P))\ns.t. eq: A*x = b",
    lambda r: {"P": definite(r, 4), "A": r.normal(size=(2, 4)), "b": r.normal(size=2)},
)
add(
    "kl",
    "param q in R++^n, A in R^(m, n), b in R^m\nvar p in R^n\nmin sum(kl_div(p, q))\ns.t. mom: A*p = b",
    lambda r: (lambda A: {"q": r.uniform(0.2, 1, 4), "A": A, "b": A @ r.uniform(0.2, 1, 4)})(r.normal(size=(2, 4))),
)
add(
    "lovasz",
    "param E[m] in S^n, J in S^n\nvar X in S^n\ndomain X >> 0\nmax tr(J*X)\ns.t. one: tr(X) = 1\n edge[k]: tr(E[k]*X) = 0 for k in 1..m",
    lambda r: {
        "J": np.ones((5, 5)),
        "E": np.array(
            [
                (lambda M: (M.__setitem__((i, (i + 1) % 5), 1.0), M.__setitem__(((i + 1) % 5, i), 1.0), M)[2])(
                    np.zeros((5, 5))
                )
                for i in range(5)
            ]
        ),
    },
)
add(
    "nuc-complete",
    "param E[K] in R^(m, n), b[K]\nvar X in R^(m, n)\nmin normnuc(X)\ns.t. obs[k]: tr(E[k]'*X) = b[k] for k in 1..K",
    lambda r: {"E": r.normal(size=(3, 3, 2)), "b": r.normal(size=3)},
)
add(
    "two-stage",
    "param c in R^n, q in R^k, W in R^(m, k), T[S] in R^(m, n), h[S] in R^m, p[S]\nvar x in R^n, y[s] in R^k for s in 1..S\ndomain x >= 0, y[s] >= 0 for s in 1..S\nmin c'x + sum(p[s]*q'*y[s] for s in 1..S)\ns.t. rec[s]: T[s]*x + W*y[s] = h[s] for s in 1..S",
    lambda r: {
        "c": np.ones(2),
        "q": np.array([2.0, 2, 2, 2]),
        "W": np.hstack([np.eye(2), -np.eye(2)]),
        "T": r.uniform(0.5, 1, (3, 2, 2)),
        "h": r.uniform(1, 2, (3, 2)),
        "p": np.ones(3) / 3,
    },
)
add(
    "facility",
    "param f[I], c[I, J]\nvar y[i] for i in 1..I, x[i, j] for i in 1..I, j in 1..J\ndomain x[i, j] >= 0 for i in 1..I, j in 1..J, y[i] >= 0 for i in 1..I\nmin sum(f[i]*y[i] for i in 1..I) + sum(c[i, j]*x[i, j] for i in 1..I, j in 1..J)\ns.t. serve[j]: sum(x[i, j] for i in 1..I) = 1 for j in 1..J\n link[i, j]: x[i, j] <= y[i] for i in 1..I, j in 1..J",
    lambda r: {"f": r.uniform(1, 2, 2), "c": r.uniform(0, 1, (2, 3))},
)
add(
    "chebcenter",
    "param a[m] in R^n, b[m]\nvar x in R^n, r in R\nmax r\ns.t. in[i]: a[i]'*x + r*norm(a[i]) <= b[i] for i in 1..m",
    lambda r: {"a": np.vstack([np.eye(2), -np.eye(2)]), "b": r.uniform(0.5, 1, 4)},
)
add(
    "fantope",
    "param S in S^n, k > 0\nvar X in S^n\nmax tr(S*X)\ns.t. tr: tr(X) = k\n lo: X >> 0\n up: X << I",
    lambda r: {"S": definite(r, 3), "k": 2.0},
)
add(
    "multinomial",
    "param x[N] in R^p, y[N] in R^K, lam > 0\nvar W in R^(K, p)\nmin sum(logsumexp(W*x[i]) - y[i]'*W*x[i] for i in 1..N) + lam*norm(W)^2",
    lambda r: {"x": r.normal(size=(4, 2)), "y": np.eye(3)[[0, 1, 2, 0]], "lam": 0.3},
)
add(
    "multisvm",
    "param x[N] in R^p, y[N] in R^K, C > 0\nvar W in R^(K, p)\nmin 1/2*norm(W)^2 + C*sum(max(W*x[i] + 1 - y[i]) - y[i]'*W*x[i] for i in 1..N)",
    lambda r: {"x": r.normal(size=(4, 2)), "y": np.eye(3)[[0, 1, 2, 0]], "C": 0.5},
)
add(
    "soc-proj",
    "param a in R^n, s in R\nvar x in R^n, t in R\nmin 1/2*norm(x - a)^2 + 1/2*(t - s)^2\ns.t. cone: norm(x) <= t",
    lambda r: {"a": r.normal(size=3), "s": 0.3},
)
add(
    "psd-proj",
    "param A in S^n\nvar X in S^n\nmin 1/2*norm(X - A)^2\ns.t. cone: X >> 0",
    lambda r: {"A": (lambda M: M + M.T)(r.normal(size=(3, 3)))},
)
add(
    "near-corr",
    "param A in S^n\nvar X in S^n\ndomain X >> 0\nmin 1/2*norm(X - A)^2\ns.t. one: diag(X) = 1",
    lambda r: {"A": (lambda M: M + M.T)(r.normal(size=(3, 3)))},
)
add(
    "mtfa",
    "param S in S^n\nvar d in R^n\nmax 1'd\ns.t. psd: S - diag(d) >> 0\n pos: d >= 0",
    lambda r: {"S": definite(r, 3)},
)
add(
    "bern-maxent",
    "param c in R^n, k > 0\nvar x in R^n\nmin sum(x .* log(x) + (1 - x) .* log(1 - x)) - c'x\ns.t. tot: 1'x = k",
    lambda r: {"c": r.normal(size=4), "k": 1.5},
)
add(
    "two-barrier",
    "param c in R^n, A in R^(m, n), b in R^m\nvar x in R^n\nmin c'x - sum(log(x)) - sum(log(1 - x))\ns.t. eq: A*x = b",
    lambda r: (lambda A: {"c": r.normal(size=4), "A": A, "b": A @ r.uniform(0.2, 0.8, 4)})(r.normal(size=(2, 4))),
)
add(
    "mixture-mle",
    "param F in R++^(N, K)\nvar p in R^K\ndomain p >= 0\nmax sum(log(F*p))\ns.t. tot: 1'p = 1",
    lambda r: {"F": r.uniform(0.1, 1, (5, 3))},
)
add(
    "two-balls",
    "param c in R^n, s > 0, t > 0\nvar x in R^n\nmin c'x\ns.t. l1: norm1(x) <= s\n l2: norm(x) <= t",
    lambda r: {"c": r.normal(size=3), "s": 1.2, "t": 1.0},
)
add(
    "inventory",
    "param d[T], h > 0, c[T], x0 >= 0\nvar x[t] for t in 1..T, u[t] for t in 1..T\ndomain x[t] >= 0 for t in 1..T, u[t] >= 0 for t in 1..T\nmin sum(c[t]*u[t] + h*x[t] for t in 1..T)\ns.t. start: x[1] = x0 + u[1] - d[1]\n flow[t]: x[t] = x[t-1] + u[t] - d[t] for t in 2..T",
    lambda r: {"d": r.uniform(1, 2, 4), "h": 0.2, "c": r.uniform(1, 2, 4), "x0": 0.5},
)
add(
    "box-assume",
    "param l in R^n, u in R^n, c in R^n, a in R^n, b\nassume l <= u\nvar x in R^n\ndomain l <= x <= u\nmin c'x\ns.t. k: a'x <= b",
    lambda r: {"l": -np.ones(4), "u": np.ones(4) * 0.5, "c": r.normal(size=4), "a": r.normal(size=4), "b": 0.1},
)
add(
    "dro",
    "param z[N] in R^n, c in R^n, eps > 0\nvar x in R^n, lam in R, s[i] for i in 1..N\ndomain x >= 0\nmin lam*eps + 1/N*sum(s[i] for i in 1..N) + c'x\ns.t. a[i]: -z[i]'*x <= s[i] for i in 1..N\n g: norm(x) <= lam\n tot: 1'x = 1",
    lambda r: {"z": r.normal(size=(5, 3)), "c": r.uniform(0, 0.1, 3), "eps": 0.2},
)
add(
    "sep-exp",
    "param a in R++^n, b in R^n, c in R\nvar x in R^n\nmin a'*exp(x)\ns.t. h: b'x = c",
    lambda r: {"a": r.uniform(0.5, 2, 3), "b": r.uniform(0.5, 1, 3), "c": 0.5},
)
add(
    "kl-var",
    "param A in R+^(m, n), b in R++^m\nvar x in R^n\ndomain x >= 0\nmin sum(b .* log(b ./ (A*x)) - b + A*x)",
    lambda r: {"A": r.uniform(0.1, 1, (4, 3)), "b": r.uniform(0.5, 1, 4)},
)
add(
    "rel-both",
    "param q in R++^n, A in R^(m, n), b in R^m\nvar p in R^n, s in R^n\ndomain p >= 0, s >= 0\nmin sum(rel_entr(p, s))\ns.t. m: A*p = b\n t: s <= q",
    lambda r: (lambda A: {"q": r.uniform(0.5, 1, 4), "A": A, "b": A @ r.uniform(0.2, 0.8, 4)})(r.normal(size=(2, 4))),
)
add(
    "conv-cubic-norm",
    "param A in R^(m, n), b in R^m, lam > 0\nvar x in R^n\nmin 1/2*norm(A*x - b)^2 + lam/3*norm(x)^3",
    lambda r: {"A": r.normal(size=(4, 3)), "b": r.normal(size=4), "lam": 0.4},
)
add(
    "smooth-absolute-fit",
    "param A in R^(m, n), b in R^m\nvar x in R^n\nmin sum(sqrt(1 + (A*x - b).^2))",
    lambda r: {"A": r.normal(size=(5, 2)), "b": r.normal(size=5)},
)
add(
    "hyperbolas-with-levels",
    "param A in R^(m, n), b in R^m, c in R^n, c > 0\nvar x in R^n\nmin sum(sqrt(c + 4*x.^2))\ns.t. eq: A*x = b",
    lambda r: {"A": r.normal(size=(2, 4)), "b": r.normal(size=2), "c": r.uniform(0.5, 2, 4)},
)
add(
    "hyperbolas-bounded",
    "param a in R^n, d > 0, rho > 0\nvar x in R^n\nmin a'x\ns.t. arcs: sum(sqrt(d^2 + x.^2)) <= rho",
    lambda r: {"a": r.normal(size=3), "d": 0.5, "rho": 4.0},
)
add(
    "squares-of-a-sub-range",
    "param h[T] > 0, d[T], s0\nvar s[t] for t in 0..T\nmin sum(h[t]*s[t]^2 for t in 1..T)\ns.t. b[t]: s[t] - s[t-1] = d[t] for t in 1..T\n i0: s[0] = s0",
    lambda r: {"h": r.uniform(0.5, 2, 3), "d": r.normal(size=3), "s0": 0.7},
)
add(
    "logarithms-of-a-sub-range",
    "param d[T]\nvar s[t] for t in 1..T\nmin sum(d[t]*s[t] for t in 1..T) - sum(log(s[t]) for t in 2..T)\ns.t. l: s[1] >= -1",
    lambda r: {"d": r.uniform(0.5, 2, 3)},
)
add(
    "huber-of-a-sub-range",
    "param d[T], s0\nvar s[t] for t in 1..T\nmin sum(huber(s[t], 1) for t in 2..T)\ns.t. b: sum(d[t]*s[t] for t in 1..T) = s0",
    lambda r: {"d": np.array([0.0, 1.0, 2.0]), "s0": 0.5},
)
add(
    "control",
    "param A in R^(n, n), x0 in R^n\nvar x[t] in R^n for t in 0..T\nmin sum(norm(x[t] - x0)^2 for t in 1..T)\ns.t. dyn[t]: x[t] = A*x[t-1] for t in 1..T\n i: x[0] = x0",
    lambda r: {"A": r.normal(size=(2, 2)), "x0": r.normal(size=2), "T": 3},
)
add(
    "diagonal-squares",
    "param c[n, n]\nvar x[i, j] for i in 1..n, j in 1..n\nmin sum(x[i, i]^2 for i in 1..n) + sum(c[i, j]*x[i, j] for i in 1..n, j in 1..n)\ns.t. r[i]: sum(x[i, j] for j in 1..n) = 1 for i in 1..n",
    lambda r: {"c": np.full((3, 3), 0.4)},
)
add(
    "two-exponentials",
    "param c in R^n\nvar x in R^n\nmin c'x + sum(exp(x)) + sum(exp(-x))",
    lambda r: {"c": r.normal(size=3)},
)
add(
    "two-powers",
    "param a in R^n\nvar x in R^n\nmin sum(x.^4) + sum(abs(x).^3) + a'x",
    lambda r: {"a": r.normal(size=3)},
)
add(
    "two-knees",
    "param A in R^(m, n), b in R^m\nvar x in R^n\nmin sum(huber(A*x - b, 1)) + sum(huber(A*x - b, 2))",
    lambda r: {"A": r.normal(size=(5, 2)), "b": 3 * r.normal(size=5)},
)
add(
    "asymmetric-squares",
    "param A in R^(m, n), b in R^m, lam > 0\nvar x in R^n\nmin sum(max(0, A*x - b).^2) + 2*sum(max(0, b - A*x).^2) + lam*norm1(x)",
    lambda r: {"A": r.normal(size=(5, 2)), "b": r.normal(size=5), "lam": 0.3},
)
add(
    "spread-of-eigenvalues",
    "param A in S^n\nvar X in S^n\nmin norm(X - A)^2 + eigmax(X) - eigmin(X)",
    lambda r: {"A": (lambda M: M + M.T)(r.normal(size=(3, 3)))},
)
add(
    "pairs-of-indexes",
    "param c[n, n]\nvar p[i] for i in 1..n\nmax p[n]\ns.t. e[i, j]: p[j] - p[i] <= c[i, j] for i in 1..n, j in i+1..n\n z: p[1] = 0",
    lambda r: {"c": r.uniform(0.5, 2, (3, 3))},
)
add(
    "mean-deviation",
    "param A in R^(m, n), b in R^m, lam > 0\nvar x in R^n\nmin mean(abs(A*x - b)) + lam*norm(x)^2\ns.t. level: mean(x) = 1",
    lambda r: {"A": r.normal(size=(5, 2)), "b": r.normal(size=5), "lam": 0.3},
)
