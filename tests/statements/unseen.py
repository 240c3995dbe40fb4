# ruff: noqa: E501 - a statement stands in one line, as its lines are short
"""Statements from courses and papers, each with random data: convex analysis, learning, statistics, control, signals."""

from __future__ import annotations

import numpy as np

from tests.statements.stated import Stated, definite, regression

MORE: list[Stated] = []


def add(name: str, text: str, data: object, convex: bool = True) -> None:
    MORE.append(Stated(name, text, data, convex))  # type: ignore[arg-type]


add(
    "bv511-socp",
    "param A[K] in R^(m,n), b[K] in R^m\nvar x in R^n\nparam c in R^n\nmin c'x\ns.t. soc[i]: norm(A[i]*x + b[i]) <= 1 for i in 1..K",
    lambda r: {
        "A": np.array([np.eye(3), r.normal(size=(3, 3))]),
        "b": 0.1 * r.normal(size=(2, 3)),
        "c": r.normal(size=3),
    },
)
add(
    "bv-qcqp-general",
    "param P in S+^n, q in R^n, P1 in S+^n, q1 in R^n, r1 in R\nvar x in R^n\nmin x'P*x + 2*q'x\ns.t. con: x'P1*x + 2*q1'x + r1 <= 0",
    lambda r: {"P": definite(r, 3), "q": r.normal(size=3), "P1": definite(r, 3), "q1": r.normal(size=3), "r1": -5.0},
)
add(
    "bv513-lagrangian-relax",
    "param A in R^(m,n), b in R^m, c in R^n\nvar x in R^n\nmin c'x\ns.t. row: A*x <= b\n bin[i]: x[i]*(1 - x[i]) = 0 for i in 1..n",
    lambda r: {"A": r.uniform(0, 1, (2, 3)), "b": np.array([1.0, 1.2]), "c": -r.uniform(0.2, 1, 3)},
    convex=False,
)
add(
    "two-way-partition",
    "param W in S^n\nvar x in R^n\nmin x'W*x\ns.t. unit[i]: x[i]^2 = 1 for i in 1..n",
    lambda r: {"W": (lambda F: (F + F.T) / 2)(r.normal(size=(4, 4)))},
    convex=False,
)
add(
    "l1-penalty-sum",
    "param A in R^(m,n), b in R^m, gamma > 0\nvar x in R^n\nmin gamma*norm1(A*x - b) + norminf(x)",
    lambda r: {**regression(r), "gamma": 0.7},
)
add(
    "rob-ls",
    "param A in R^(m,n), b in R^m, rho > 0\nvar x in R^n\nmin norm(A*x - b) + rho*norm(x)",
    lambda r: {**regression(r), "rho": 0.3},
)
add(
    "sum-k-hinge",
    "param a[N] in R^p, y[N]\nvar w in R^p, v in R\nmin 1/2*w'w + sum(max(0, 1 - y[i]*(a[i]'*w + v)) for i in 1..N)",
    lambda r: {"a": r.normal(size=(6, 2)), "y": np.array([1, -1, 1, -1, 1, -1.0])},
)
add(
    "logistic-index",
    "param a[N] in R^p, y[N], lam > 0\nvar w in R^p\nmin sum(log(1 + exp(-y[i]*(a[i]'*w))) for i in 1..N) + lam*w'w",
    lambda r: {"a": r.normal(size=(6, 2)), "y": np.array([1, -1, 1, -1, 1, -1.0]), "lam": 0.4},
)
add(
    "poisson-reg",
    "param X in R^(N,p), k in R+^N, lam > 0\nvar w in R^p\nmin sum(exp(X*w)) - k'*X*w + lam/2*norm(w)^2",
    lambda r: {"X": r.normal(size=(6, 2)), "k": r.integers(0, 4, 6).astype(float), "lam": 0.4},
)
add("mle-gaussian-cov", "param S in S++^n\nvar K in S^n\nmin tr(S*K) - logdet(K)", lambda r: {"S": definite(r, 3)})
add(
    "cov-selection-eq",
    "param S in S++^n, E[m] in S^n\nvar K in S^n\nmin tr(S*K) - logdet(K)\ns.t. zero[i]: tr(E[i]*K) = 0 for i in 1..m",
    lambda r: {"S": definite(r, 3), "E": np.array([[[0, 1, 0], [1, 0, 0], [0, 0, 0.0]]])},
)
add(
    "d-optimal",
    "param v[p] in R^n\nvar x in R^p\ndomain x >= 0\nmin -logdet(sum(x[i]*v[i]*v[i]' for i in 1..p))\ns.t. tot: 1'x = 1",
    lambda r: {"v": r.normal(size=(5, 2))},
)
add(
    "d-optimal-matrix",
    "param V in R^(n,p)\nvar x in R^p\nmin -logdet(V*diag(x)*V')\ns.t. pos: x >= 0\n tot: 1'x = 1",
    lambda r: {"V": r.normal(size=(2, 5))},
)
add(
    "e-optimal",
    "param V in R^(n,p)\nvar x in R^p, t in R\nmax t\ns.t. V*diag(x)*V' >> t*I\n pos: x >= 0\n tot: 1'x = 1",
    lambda r: {"V": r.normal(size=(2, 5))},
)
add(
    "sdp-lmi",
    "param c in R^m, F0 in S^n, F[m] in S^n\nvar x in R^m\nmin c'x\ns.t. lmi: F0 + sum(x[i]*F[i] for i in 1..m) >> 0",
    lambda r: {
        "c": np.array([1.0, 2.0]),
        "F0": definite(r, 3),
        "F": np.array([np.diag([1, -1, 0.0]), np.diag([0, 1.0, -1])]),
    },
)
add(
    "max-eig",
    "param A0 in S^n, A[m] in S^n\nvar x in R^m\nmin eigmax(A0 + sum(x[i]*A[i] for i in 1..m))",
    lambda r: {"A0": definite(r, 3), "A": np.array([np.diag([1, -1, 0.0]), np.diag([0, 1.0, -1])])},
)
add(
    "maxcut-sdp",
    "param W in S^n\nvar X in S^n\ndomain X >> 0\nmax tr(W*X)\ns.t. one: diag(X) = 1",
    lambda r: {"W": definite(r, 3)},
)
add(
    "nuclear",
    "param B in R^(m,n), mu > 0\nvar X in R^(m,n)\nmin 1/2*norm(X - B)^2 + mu*normnuc(X)",
    lambda r: {"B": r.normal(size=(3, 2)), "mu": 0.5},
)
add(
    "rpca",
    "param M in R^(m,n), lam > 0\nvar L in R^(m,n), S in R^(m,n)\nmin normnuc(L) + lam*norm1(S)\ns.t. split: L + S = M",
    lambda r: {"M": r.normal(size=(3, 2)), "lam": 0.6},
)
add(
    "markowitz-box",
    "param S in S++^n, mu in R^n, k > 0, u in R++^n\nvar w in R^n\ndomain 0 <= w <= u\nmin k/2*w'S*w - mu'w\ns.t. b: 1'w = 1",
    lambda r: {"S": definite(r, 3), "mu": r.normal(size=3), "k": 1.5, "u": np.full(3, 0.6)},
)
add(
    "turnover",
    "param S in S++^n, w0 in R^n, mu in R^n, c > 0\nvar w in R^n\nmin w'S*w - mu'w + c*norm1(w - w0)\ns.t. b: 1'w = 1",
    lambda r: {"S": definite(r, 3), "mu": r.normal(size=3), "w0": np.ones(3) / 3, "c": 0.1},
)
add(
    "cvar",
    "param R in R^(N,n), q > 0\nvar w in R^n, t in R\nmin t + q*sum(max(0, -R*w - t))\ns.t. b: 1'w = 1\n l: w >= 0",
    lambda r: {"R": r.normal(size=(8, 3)), "q": 0.5},
)
add(
    "kalman-smooth",
    "param A in R^(n,n), y in R^n, lam > 0, x0 in R^n\nvar x in R^n, w in R^n\nmin norm(y - x)^2 + lam*norm(w)^2\ns.t. dyn: x = A*x0 + w",
    lambda r: {"A": r.normal(size=(3, 3)), "y": r.normal(size=3), "lam": 0.4, "x0": r.normal(size=3)},
)
add(
    "mpc",
    "param A in R^(n,n), B in R^(n,m), Q in S+^n, R in S++^m, x0 in R^n\nvar x[t] in R^n for t in 1..T, u[t] in R^m for t in 1..T\nmin sum(x[t]'*Q*x[t] + u[t]'*R*u[t] for t in 1..T)\ns.t. first: x[1] = A*x0 + B*u[1]\n dyn[t]: x[t] = A*x[t-1] + B*u[t] for t in 2..T",
    lambda r: {
        "A": r.normal(size=(2, 2)) * 0.5,
        "B": r.normal(size=(2, 1)),
        "Q": np.eye(2),
        "R": np.eye(1),
        "x0": np.array([1.0, -1.0]),
        "T": 3,
    },
)
add(
    "min-fuel",
    "param A in R^(n,T), d in R^n, umax > 0\nvar u in R^T\ndomain -umax <= u <= umax\nmin norm1(u)\ns.t. hit: A*u = d",
    lambda r: (lambda A: {"A": A, "d": A @ (0.3 * r.normal(size=5)), "umax": 2.0})(r.normal(size=(2, 5))),
)
add(
    "lp-robust-ellip",
    "param c in R^n, A in R^(m,n), b in R^m, k >= 0, G in R^(q,n)\nvar x in R^n\nmin c'x\ns.t. r: A*x + k*norm(G*x) <= b\n box: norminf(x) <= 2",
    lambda r: {
        "c": r.normal(size=3),
        "A": r.normal(size=(2, 3)),
        "b": np.array([1.0, 2.0]),
        "k": 0.3,
        "G": r.normal(size=(2, 3)),
    },
)
add(
    "entropy-cost",
    "param c in R^n, eps > 0\nvar p in R^n\ndomain p >= 0\nmin c'p + eps*sum(p .* log(p))\ns.t. tot: 1'p = 1",
    lambda r: {"c": r.normal(size=4), "eps": 0.5},
)
add(
    "kl-proj",
    "param q in R++^n, A in R^(m,n), b in R^m\nvar p in R^n\nmin sum(p .* log(p ./ q) - p + q)\ns.t. mom: A*p <= b",
    lambda r: {"q": r.uniform(0.2, 1, 4), "A": r.uniform(0, 1, (2, 4)), "b": np.array([0.6, 0.5])},
)
add(
    "gp",
    "param a[K] in R^n, b[K]\nvar x in R^n\nmin log(sum(exp(a[k]'*x + b[k]) for k in 1..K))",
    lambda r: {"a": np.vstack([np.eye(2), -np.eye(2)]), "b": r.normal(size=4)},
)
add(
    "logbarrier",
    "param c in R^n, A in R^(m,n), b in R^m, t > 0\nvar x in R^n\nmin t*c'x - sum(log(b - A*x))",
    lambda r: {"c": r.normal(size=2), "A": np.vstack([np.eye(2), -np.eye(2)]), "b": np.ones(4), "t": 2.0},
)
add(
    "pnorm-approx",
    "param A in R^(m,n), b in R^m, p > 1\nvar x in R^n\nmin 1/p*sum(abs(A*x - b).^p)",
    lambda r: {**regression(r), "p": 3.0},
)
add(
    "deadzone",
    "param A in R^(m,n), b in R^m, eps > 0\nvar x in R^n\nmin sum(max(0, abs(A*x - b) - eps))",
    lambda r: {**regression(r), "eps": 0.2},
)
add(
    "svr",
    "param X in R^(N,p), y in R^N, C > 0, eps > 0\nvar w in R^p, b in R\nmin 1/2*norm(w)^2 + C*sum(max(0, abs(X*w + b - y) - eps))",
    lambda r: {"X": r.normal(size=(6, 2)), "y": r.normal(size=6), "C": 0.7, "eps": 0.2},
)
add(
    "multiclass-ls",
    "param X in R^(N,p), Y in R^(N,k), lam > 0\nvar W in R^(p,k)\nmin norm(X*W - Y)^2 + lam*norm(W)^2",
    lambda r: {"X": r.normal(size=(5, 3)), "Y": r.normal(size=(5, 2)), "lam": 0.3},
)
add(
    "procr",
    "param A in R^(m,n), B in R^(m,k)\nvar X in R^(n,k)\nmin norm(A*X - B)\ns.t. box: norm2(X) <= 1",
    lambda r: {"A": r.normal(size=(4, 3)), "B": r.normal(size=(4, 2))},
)
add(
    "flow",
    "param A in R^(n,m), s in R^n, c in R+^m, u in R++^m\nvar f in R^m\nmin c'f\ns.t. cons: A*f = s\n lo: f >= 0\n up: f <= u",
    lambda r: {
        "A": np.array([[1, 1, 0, 0], [-1, 0, 1, 0], [0, -1, -1, 1.0]]),
        "s": np.array([1.0, 0, 0]),
        "c": np.array([1.0, 2, 1, 1]),
        "u": np.ones(4),
    },
)
add(
    "assignment",
    "param C[n, n]\nvar x[i, j] for i in 1..n, j in 1..n\ndomain x[i, j] >= 0 for i in 1..n, j in 1..n\nmin sum(C[i, j]*x[i, j] for i in 1..n, j in 1..n)\ns.t. row[i]: sum(x[i, j] for j in 1..n) = 1 for i in 1..n\n col[j]: sum(x[i, j] for i in 1..n) = 1 for j in 1..n",
    lambda r: {"C": r.uniform(0, 1, (3, 3))},
)
add(
    "lot",
    "param d[T], h[T], p[T]\nvar s[t] for t in 1..T, q[t] for t in 1..T\ndomain s[t] >= 0 for t in 1..T, q[t] >= 0 for t in 1..T\nmin sum(h[t]*s[t] + p[t]*q[t] for t in 1..T)\ns.t. b1: q[1] - s[1] = d[1]\n bal[t]: s[t-1] + q[t] - s[t] = d[t] for t in 2..T",
    lambda r: {"d": r.uniform(1, 2, 3), "h": r.uniform(0.1, 0.3, 3), "p": r.uniform(1, 2, 3)},
)
add(
    "utility",
    "param R in R+^(m,n), c in R++^m, w in R++^n\nvar x in R^n\ndomain x > 0\nmax sum(w .* sqrt(x))\ns.t. cap: R*x <= c",
    lambda r: {"R": r.uniform(0.1, 1, (2, 3)), "c": np.array([1.0, 2]), "w": r.uniform(0.5, 1, 3)},
)
add(
    "fisher-market",
    "param u[n] in R+^m, B[n]\nvar x[i] in R^m for i in 1..n\ndomain x[i] >= 0 for i in 1..n\nmax sum(B[i]*log(u[i]'*x[i]) for i in 1..n)\ns.t. sup: sum(x[i] for i in 1..n) <= 1",
    lambda r: {"u": r.uniform(0.2, 1, (2, 3)), "B": np.array([1.0, 2.0])},
)
add(
    "waterfill-index",
    "param a[n], P > 0\nvar x[i] for i in 1..n\ndomain x[i] >= 0 for i in 1..n\nmax sum(log(a[i] + x[i]) for i in 1..n)\ns.t. pow: sum(x[i] for i in 1..n) = P",
    lambda r: {"a": r.uniform(0.5, 2, 4), "P": 2.0},
)
add(
    "group-ball",
    "param c in R^n, r > 0\nvar x in R^n\nmin c'x\ns.t. ball: norm(x) <= r",
    lambda r: {"c": r.normal(size=3), "r": 2.0},
)
add(
    "lin-norm1-ball",
    "param A in R^(m,n), b in R^m, s > 0\nvar x in R^n\nmin 1/2*norm(A*x - b)^2\ns.t. ball: norm1(x) <= s",
    lambda r: {**regression(r), "s": 0.5},
)
add(
    "bpdn",
    "param A in R^(m,n), b in R^m, s > 0\nvar x in R^n\nmin norm1(x)\ns.t. fit: norm(A*x - b) <= s",
    lambda r: {"A": r.normal(size=(3, 5)), "b": r.normal(size=3), "s": 0.2},
)
add(
    "simplex-ls",
    "param A in R^(m,n), b in R^m\nvar x in R^n\nmin 1/2*norm(A*x - b)^2\ns.t. tot: 1'x = 1\n pos: x >= 0",
    regression,
)
add(
    "isotonic",
    "param y in R^n, w in R++^n, D in R^(k,n)\nvar x in R^n\nmin 1/2*sum(w .* (x - y).^2)\ns.t. mono: D*x >= 0",
    lambda r: {"y": r.normal(size=4), "w": r.uniform(0.5, 2, 4), "D": np.diff(np.eye(4), axis=0)},
)
add(
    "wls",
    "param A in R^(m,n), b in R^m, W in S++^m\nvar x in R^n\nmin 1/2*(A*x - b)'*W*(A*x - b)",
    lambda r: {**regression(r, 4, 2), "W": definite(r, 4)},
)
add(
    "glm-offset",
    "param X in R^(N,p), y in R^N\nvar w in R^p, b in R\nmin sum(log(1 + exp(X*w + b))) - y'*(X*w + b) + 1/2*w'w",
    lambda r: {"X": r.normal(size=(6, 2)), "y": (r.uniform(size=6) > 0.5).astype(float)},
)
add(
    "ball-center",
    "param a[m] in R^n\nvar x in R^n, r in R\nmin r\ns.t. d[i]: norm(x - a[i]) <= r for i in 1..m",
    lambda r: {"a": r.normal(size=(5, 2))},
)
add(
    "steiner",
    "param w[m], a[m] in R^n\nvar x in R^n\nmin sum(w[i]*norm(x - a[i])^2 for i in 1..m)",
    lambda r: {"a": r.normal(size=(5, 2)), "w": r.uniform(0.5, 1, 5)},
)
add(
    "rank-eq",
    "param A in R^(m,n), b in R^m, Q in S++^n\nassume rank A = m\nvar x in R^n\nmin 1/2*x'Q*x\ns.t. A*x = b",
    lambda r: {"A": r.normal(size=(2, 4)), "b": r.normal(size=2), "Q": definite(r, 4)},
)
add(
    "conj-quad",
    "param P in S++^n, y in R^n\nvar x in R^n\nmax y'x - 1/2*x'P*x",
    lambda r: {"P": definite(r, 3), "y": r.normal(size=3)},
)
add(
    "cheb-poly",
    "param V in R^(m,n), f in R^m\nvar c in R^n\nmin norminf(V*c - f)",
    lambda r: {"V": r.normal(size=(6, 3)), "f": r.normal(size=6)},
)
add(
    "filter-band",
    "param A in R^(m,n), d in R^m, t > 0\nvar h in R^n\nmin norm(h)^2\ns.t. pass: -t <= A*h - d <= t",
    lambda r: {"A": r.normal(size=(4, 3)), "d": r.normal(size=4) * 0.3, "t": 0.5},
)
add(
    "beamform",
    "param a in R^n, R in S++^n\nvar w in R^n\nmin w'R*w\ns.t. look: a'w = 1",
    lambda r: {"a": r.normal(size=3), "R": definite(r, 3)},
)
add(
    "quantized",
    "param A in R^(m,n), b in R^m\nvar x in R^n\ndomain x in {-1, 1}\nmin norm(A*x - b)^2",
    lambda r: regression(r, 4, 3),
    convex=False,
)
add(
    "lyap",
    "param A in R^(n,n), Q in S++^n\nvar P in S^n\ndomain P >> 0\nmin tr(P)\ns.t. lyap: A'*P*A - P << -Q",
    lambda r: {"A": r.normal(size=(2, 2)) * 0.3, "Q": np.eye(2)},
)
add(
    "hinge-sq",
    "param X in R^(N,p), y in R^N, C > 0\nvar w in R^p\nmin 1/2*norm(w)^2 + C*sum(max(0, 1 - y .* (X*w)).^2)",
    lambda r: {"X": r.normal(size=(6, 2)), "y": np.array([1, -1, 1, -1, 1, -1.0]), "C": 0.5},
)
add(
    "l2-l1-reg",
    "param A in R^(m,n), b in R^m, g > 0, D in R^(k,n)\nvar x in R^n\nmin norm(A*x - b)^2 + g*norm(D*x)",
    lambda r: {**regression(r), "g": 0.5, "D": np.diff(np.eye(3), axis=0)},
)
add(
    "maxmin-sinr",
    "param G in R++^(n,n), P > 0\nvar p in R^n, t in R\nmax t\ns.t. g: G*p >= t\n tot: 1'p <= P\n l: p >= 0",
    lambda r: {"G": r.uniform(0.1, 1, (3, 3)), "P": 1.0},
)
add(
    "transport-entropy",
    "param C in R^(m,n), a in R++^m, b in R++^n, eps > 0\nvar P in R^(m,n)\nmin tr(C'P) + eps*sum(P .* (log(P) - 1))\ns.t. r: P*1 = a\n c: P'*1 = b",
    lambda r: {"C": r.uniform(0, 1, (2, 3)), "a": np.ones(2) / 2, "b": np.ones(3) / 3, "eps": 0.3},
)
add(
    "consensus",
    "param A[N] in R^(m,n), b[N] in R^m\nvar x[i] in R^n for i in 1..N, z in R^n\nmin sum(norm(A[i]*x[i] - b[i])^2 for i in 1..N)\ns.t. c[i]: x[i] = z for i in 1..N",
    lambda r: {"A": r.normal(size=(2, 4, 2)), "b": r.normal(size=(2, 4))},
)
add(
    "resource",
    "param f in R++^n, B > 0\nvar x in R^n\ndomain x >= 0\nmin sum(f ./ (1 + x))\ns.t. bud: 1'x <= B",
    lambda r: {"f": r.uniform(0.5, 2, 3), "B": 2.0},
)
add(
    "cubic",
    "param a in R++^n, b in R\nvar x in R^n\nmin 1/3*a'*(abs(x).^3)\ns.t. 1'x = b",
    lambda r: {"a": r.uniform(0.5, 2, 3), "b": 1.0},
)
add(
    "exp-family",
    "param F in R^(k,n), mu in R^k\nvar th in R^k\nmin logsumexp(F'*th) - mu'*th",
    lambda r: (lambda F: {"F": F, "mu": F @ np.ones(5) / 5})(r.normal(size=(2, 5))),
)
