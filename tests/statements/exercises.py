# ruff: noqa: E501 - a statement stands in one line, as its lines are short
"""Exercises of a course on convex optimization, and statements from learning and control, each with random data."""

from __future__ import annotations

import numpy as np

from tests.statements.stated import Stated, definite, regression

EXERCISES: list[Stated] = []


def add(name: str, text: str, data: object, convex: bool = True) -> None:
    EXERCISES.append(Stated(name, text, data, convex))  # type: ignore[arg-type]


add(
    "exercise-5.5 general LP",
    "param c in R^n, G in R^(m,n), h in R^m, A in R^(p,n), b in R^p\nvar x in R^n\nmin c'x\ns.t. ineq: G*x <= h\n eq: A*x = b",
    lambda r: (
        lambda G, A, x0: {
            "G": G,
            "A": A,
            "h": G @ x0 + r.uniform(0.1, 1, 5),
            "b": A @ x0,
            "c": -G.T @ r.uniform(0.1, 1, 5) + A.T @ r.normal(size=1),
        }
    )(r.normal(size=(5, 3)), r.normal(size=(1, 3)), r.normal(size=3)),
)
add("exercise-5.6 cheb", "param A in R^(m,n), b in R^m\nvar x in R^n\nmin norminf(A*x - b)", regression)
add(
    "exercise-5.7",
    "param a[m] in R^n, b[m]\nvar x in R^n, y[i] for i in 1..m, t in R\nmin t\ns.t. def[i]: a[i]'*x + b[i] = y[i] for i in 1..m\n top[i]: y[i] <= t for i in 1..m",
    lambda r: {"a": np.vstack([np.eye(2), -np.eye(2)]), "b": r.normal(size=4)},
)
add(
    "exercise-5.8 feas",
    "param A in R^(m,n), b in R^m\nvar x in R^n, s\nmin s\ns.t. row: A*x <= b + s",
    lambda r: {"A": np.vstack([np.eye(2), -np.eye(2)]), "b": r.normal(size=4)},
)
add(
    "exercise-5.9 mincovell",
    "param a[m] in R^n\nvar X in S^n\nmin -logdet(X)\ns.t. in[i]: a[i]'*X*a[i] <= 1 for i in 1..m",
    lambda r: {"a": r.normal(size=(5, 2))},
)
add(
    "exercise-5.10 Dopt",
    "param v[p] in R^n\nvar x in R^p\nmin -logdet(sum(x[i]*v[i]*v[i]' for i in 1..p))\ns.t. pos: x >= 0\n tot: 1'x = 1",
    lambda r: {"v": r.normal(size=(5, 2))},
)
add(
    "exercise-5.11",
    "param A[N] in R^(m,n), b[N] in R^m, x0 in R^n\nvar x in R^n\nmin sum(norm(A[i]*x + b[i]) for i in 1..N) + 1/2*norm(x - x0)^2",
    lambda r: {"A": r.normal(size=(2, 3, 2)), "b": r.normal(size=(2, 3)), "x0": r.normal(size=2)},
)
add(
    "exercise-5.12 anal",
    "param A in R^(m,n), b in R^m\nvar x in R^n, y in R^m\nmin -sum(log(y))\ns.t. def: y = b - A*x",
    lambda r: {"A": np.vstack([np.eye(2), -np.eye(2)]), "b": r.uniform(0.5, 1, 4)},
)
add(
    "exercise-5.13 bool",
    "param A in R^(m,n), b in R^m, c in R^n\nvar x in R^n\nmin c'x\ns.t. A*x <= b\n bin[i]: x[i]^2 - x[i] = 0 for i in 1..n",
    lambda r: {"A": r.uniform(0, 1, (2, 3)), "b": np.array([1.0, 1.2]), "c": -r.uniform(0.2, 1, 3)},
    convex=False,
)
add(
    "exercise-5.14 penalty",
    "param A in R^(m,n), b in R^m, a > 0\nvar x in R^n, c in R^n\nmin norm(x - c)^2 + a*norm(A*x - b)^2\ns.t. f: c = 1",
    lambda r: {**regression(r, 2, 3), "a": 2.0},
)
add(
    "exercise-5.15 comp",
    "param A in R^(m,n), b in R^m\nvar x in R^n\nmin exp(max(A*x + b))",
    lambda r: {"A": np.vstack([np.eye(2), -np.eye(2)]), "b": r.normal(size=4)},
)
add(
    "exercise-5.16 exactpen",
    "param A in R^(m,n), b in R^m, c in R^n, M > 0\nvar x in R^n\nmin c'x + M*max(max(A*x - b), 0)",
    lambda r: {"A": np.vstack([np.eye(2), -np.eye(2)]), "b": np.ones(4), "c": np.array([1.0, 2]), "M": 10.0},
)
add(
    "exercise-5.17 robust poly",
    "param c in R^n, C[m] in R^(k,n), d[m] in R^k, b[m]\nvar x in R^n, z[i] in R^k for i in 1..m\ndomain z[i] >= 0 for i in 1..m\nmin c'x\ns.t. dual[i]: C[i]'*z[i] = x for i in 1..m\n row[i]: d[i]'*z[i] <= b[i] for i in 1..m",
    lambda r: {
        "c": np.array([1.0, 2]),
        "C": np.array([np.vstack([np.eye(2), -np.eye(2)])] * 2),
        "d": np.ones((2, 4)),
        "b": np.array([1.0, 2]),
    },
)
add(
    "exercise-5.19 sum r largest",
    "param r > 0, A in R^(m,n), b in R^m\nvar x in R^n, t, u in R^m\nmin r*t + 1'u\ns.t. top: A*x + b <= t + u\n pos: u >= 0",
    lambda r: {"r": 2.0, "A": np.vstack([np.eye(2), -np.eye(2)]), "b": r.normal(size=4)},
)
add(
    "exercise-5.20 capacity",
    "param P in R+^(m,n), c in R^n\nvar x in R^n, y in R^m\ndomain x >= 0\nmax -c'x - sum(y .* log(y))\ns.t. map: P*x = y\n tot: 1'x = 1",
    lambda r: (lambda P: {"P": P / P.sum(0), "c": r.uniform(0, 1, 3)})(r.uniform(0.1, 1, (3, 3))),
)
add(
    "exercise-5.30 bfgs",
    "param s in R^n, y in R^n\nvar X in S^n\nmin tr(X) - logdet(X)\ns.t. sec: X*s = y",
    lambda r: {"s": np.array([1.0, 0.5]), "y": np.array([2.0, 1.5])},
)
add(
    "exercise-5.39",
    "param W in S^n\nvar X in S^n\nmin tr(W*X)\ns.t. X >> 0\n d[i]: X[i,i] = 1 for i in 1..n",
    lambda r: {"W": (lambda F: (F + F.T) / 2)(r.normal(size=(3, 3)))},
)
add(
    "exercise-5.43 socp dual",
    "param f in R^n, A[m] in R^(k,n), b[m] in R^k, c[m] in R^n, d[m]\nvar x in R^n\nmin f'x\ns.t. s[i]: norm(A[i]*x + b[i]) <= c[i]'*x + d[i] for i in 1..m",
    lambda r: {
        "f": np.array([1.0, 0.3]),
        "A": np.array([np.eye(2), [[1, 0.2], [0, 1]]]),
        "b": np.zeros((2, 2)),
        "c": np.array([[0.1, 0], [0, 0.1]]),
        "d": np.array([1.0, 2]),
    },
)
add(
    "exercise-4.8 lp sphere",
    "param c in R^n, u in R^n\nvar x in R^n\ndomain 0 <= x <= 1\nmin c'x\ns.t. tot: 1'x = 2",
    lambda r: {"c": r.normal(size=4), "u": np.ones(4)},
)
add(
    "exercise-4.11 Linf ball",
    "param A in R^(m,n), b in R^m\nvar x in R^n\nmin norm1(A*x - b)\ns.t. ball: norminf(x) <= 1",
    regression,
)
add(
    "rock conj",
    "param a in R^n, b in R^n, t > 0\nvar x in R^n\nmin t*norm(x - a) + norm1(x - b)",
    lambda r: {"a": r.normal(size=3), "b": r.normal(size=3), "t": 1.2},
)
add(
    "fenchel",
    "param A in R^(m,n), b in R^m, c in R^n\nvar x in R^n\nmin norm(A*x - b) + sum(exp(x)) - c'x",
    lambda r: {**regression(r, 4, 2), "c": np.array([1.0, 2])},
)
add(
    "moreau",
    "param v in R^n, lam > 0\nvar x in R^n\nmin lam*norminf(x) + 1/2*norm(x - v)^2",
    lambda r: {"v": r.normal(size=4), "lam": 0.7},
)
add(
    "simplex proj",
    "param v in R^n\nvar x in R^n\ndomain x >= 0\nmin 1/2*norm(x - v)^2\ns.t. 1'x = 1",
    lambda r: {"v": r.normal(size=4)},
)
add(
    "ballproj",
    "param v in R^n, r > 0\nvar x in R^n\ndomain norm(x) <= r\nmin 1/2*norm(x - v)^2",
    lambda r: {"v": np.array([1.0, 2, 2]), "r": 1.0},
)
add(
    "mmse",
    "param S in S++^n, A in R^(m,n), s > 0\nvar K in R^(n,m)\nmin tr((I - K*A)*S*(I - K*A)') + s*norm(K)^2",
    lambda r: {"S": definite(r, 2), "A": r.normal(size=(3, 2)), "s": 0.4},
)
add(
    "lqr1",
    "param A in R^(n,n), B in R^(n,m), Q in S++^n, R in S++^m, x0 in R^n\nvar x in R^n, u in R^m\nmin x'Q*x + u'R*u\ns.t. dyn: x = A*x0 + B*u",
    lambda r: {
        "A": r.normal(size=(2, 2)),
        "B": r.normal(size=(2, 1)),
        "Q": definite(r, 2),
        "R": np.eye(1),
        "x0": np.array([1.0, -1]),
    },
)
add(
    "kelly",
    "param R in R++^(N,n), p in R++^N\nvar w in R^n\ndomain w >= 0\nmax p'*log(R*w)\ns.t. tot: 1'w = 1",
    lambda r: {"R": r.uniform(0.5, 1.5, (6, 3)), "p": np.ones(6) / 6},
)
add(
    "logdet sensor",
    "param A[m] in S+^n, P0 in S++^n, k > 0\nvar z in R^m\ndomain 0 <= z <= 1\nmax logdet(P0 + sum(z[i]*A[i] for i in 1..m))\ns.t. tot: 1'z = k",
    lambda r: {"A": np.array([np.outer(a, a) for a in r.normal(size=(4, 2))]), "P0": np.eye(2), "k": 2.0},
)
add(
    "sparse pca sdp",
    "param S in S^n, rho > 0\nvar X in S^n\ndomain X >> 0\nmax tr(S*X) - rho*sum(abs(X))\ns.t. t: tr(X) = 1",
    lambda r: {"S": definite(r, 3), "rho": 0.3},
)
add(
    "matrix completion",
    "param M in R^(m,n), W in R+^(m,n), lam > 0\nvar X in R^(m,n)\nmin 1/2*norm(W .* (X - M))^2 + lam*normnuc(X)",
    lambda r: {"M": r.normal(size=(3, 2)), "W": np.array([[1, 0], [1, 1], [0, 1.0]]), "lam": 0.3},
)
add(
    "group lasso mat",
    "param A in R^(m,n), B in R^(m,k), lam > 0\nvar X in R^(n,k)\nmin 1/2*norm(A*X - B)^2 + lam*norm1(X)",
    lambda r: {"A": r.normal(size=(4, 3)), "B": r.normal(size=(4, 2)), "lam": 0.3},
)
add(
    "multinomial logistic",
    "param X in R^(N,p), Y in R^(N,k), lam > 0\nvar W in R^(p,k)\nmin lam/2*norm(W)^2 - tr(Y'*X*W) + sum(exp(X*W))",
    lambda r: {"X": r.normal(size=(4, 2)), "Y": np.eye(4)[:, :3], "lam": 0.5},
)
add(
    "newsvendor",
    "param d in R^N, p in R++^N, c > 0, s > 0\nvar q\ndomain q >= 0\nmin c*q + s*p'*max(0, d - q)",
    lambda r: {"d": r.uniform(1, 5, 5), "p": np.ones(5) / 5, "c": 1.0, "s": 3.0},
)
add(
    "minimax reg",
    "param A in R^(m,n), b in R^m, lam > 0\nvar x in R^n\nmin max(abs(A*x - b)) + lam*norm(x)^2",
    lambda r: {**regression(r), "lam": 0.2},
)
add(
    "tv2",
    "param y in R^n, D in R^(k,n), a > 0, b > 0\nvar x in R^n\nmin 1/2*norm(x - y)^2 + a*norm1(D*x) + b*norm1(x)",
    lambda r: {"y": r.normal(size=4), "D": np.diff(np.eye(4), axis=0), "a": 0.4, "b": 0.2},
)
add(
    "quadratic smoothing",
    "param y in R^n, D in R^(k,n), d > 0\nvar x in R^n\nmin norm(x - y)^2 + d*norm(D*x)^2",
    lambda r: {"y": r.normal(size=4), "D": np.diff(np.eye(4), axis=0), "d": 0.4},
)
add(
    "resource logs",
    "param a in R++^n, B > 0\nvar x in R^n\ndomain x >= 0\nmax a'*log(1 + x)\ns.t. 1'x <= B",
    lambda r: {"a": r.uniform(0.5, 2, 3), "B": 2.0},
)
add(
    "power control exp",
    "param A in R^(m,n), b in R^m, c in R++^n\nvar y in R^n\nmin c'*exp(y)\ns.t. g: logsumexp(A*y + b) <= 0",
    lambda r: {"A": -np.eye(2), "b": np.array([-1.0, -1.5]), "c": np.array([1.0, 2])},
)
add(
    "l1 ball support",
    "param c in R^n, r > 0\nvar x in R^n\nmax c'x\ns.t. ball: norm1(x) <= r",
    lambda r: {"c": r.normal(size=3), "r": 2.0},
)
add(
    "ellipsoid dist",
    "param P in S++^n, a in R^n\nvar x in R^n\nmin norm(x - a)^2\ns.t. ell: x'*P*x <= 1",
    lambda r: {"P": definite(r, 2), "a": np.array([3.0, 2])},
)
add(
    "poly dist",
    "param A in R^(m,n), b in R^m, C in R^(k,n), d in R^k\nvar x in R^n, y in R^n\nmin norm(x - y)\ns.t. P: A*x <= b\n Q: C*y <= d",
    lambda r: {
        "A": np.vstack([np.eye(2), -np.eye(2)]),
        "b": np.array([1.0, 1, 1, 1]),
        "C": np.vstack([np.eye(2), -np.eye(2)]),
        "d": np.array([4.0, 5, -3, -3]),
    },
)
add(
    "hard svm dual",
    "param K in S+^N, y in R^N, C > 0\nvar a in R^N\ndomain 0 <= a <= C\nmax 1'a - 1/2*a'*(y*y' .* K)*a\ns.t. y'a = 0",
    lambda r: {"K": (lambda X: X @ X.T)(r.normal(size=(4, 2))), "y": np.array([1, -1, 1, -1.0]), "C": 1.0},
)
add(
    "kernel ridge",
    "param K in S++^N, y in R^N, lam > 0\nvar a in R^N\nmin norm(K*a - y)^2 + lam*a'*K*a",
    lambda r: {"K": definite(r, 3), "y": r.normal(size=3), "lam": 0.5},
)
add(
    "ot ineq",
    "param C in R^(m,n), a in R+^m, b in R+^n\nvar P in R^(m,n)\ndomain P >= 0\nmax sum(C .* P)\ns.t. r: P*1 <= a\n c: P'*1 <= b",
    lambda r: {"C": r.uniform(0, 1, (2, 3)), "a": np.ones(2), "b": np.ones(3)},
)
add(
    "maxflow idx",
    "param u[n, n]\nvar f[i, j] for i in 1..n, j in 1..n, v\ndomain f[i, j] >= 0 for i in 1..n, j in 1..n\nmax v\ns.t. cap[i, j]: f[i, j] <= u[i, j] for i in 1..n, j in 1..n\n bal[i]: sum(f[i, j] for j in 1..n) - sum(f[j, i] for j in 1..n) = 0 for i in 2..n-1\n src: sum(f[1, j] for j in 1..n) - sum(f[j, 1] for j in 1..n) = v\n snk: sum(f[n, j] for j in 1..n) - sum(f[j, n] for j in 1..n) = -v",
    lambda r: {"u": np.round(r.uniform(0, 3, (4, 4))) * (1 - np.eye(4))},
)
