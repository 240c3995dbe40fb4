"""Problems with letters as a lecturer writes them: each is held against numbers by `test_every_problem`."""

from __future__ import annotations

TEXTBOOK = {
    "ridge1": """\
param lam > 0, b
min (x - b)^2 + lam*x^2
""",
    "ridge2": """\
param lam > 0, y1, y2
var w[1..2]
min (w[1] + w[2] - y1)^2 + (w[1] - w[2] - y2)^2 + lam*(w[1]^2 + w[2]^2)
""",
    "lasso1": """\
param a, lam > 0
min (x - a)^2/2 + lam*|x|
""",
    "lasso2": """\
param lam > 0
var x, y
min (x + y - 3)^2/2 + (x - 2*y - 1)^2/2 + lam*(|x| + |y|)
""",
    "elastic": """\
param a, l1 >= 0, l2 >= 0
min (x - a)^2/2 + l1*abs(x) + l2*x^2/2
""",
    "water2": """\
param P > 0
var x, y
domain x >= 0
domain y >= 0
max log(1 + x) + log(2 + y)
s.t. x + y = P
""",
    "water3": """\
param P > 0
var x[1..3]
domain x[k] >= 0 for k in 1..3
max log(1 + x[1]) + log(2 + x[2]) + log(4 + x[3])
s.t. sum(x[k] for k in 1..3) <= P
""",
    "ball": """\
param a, r > 0
var x, y
min (x - a)^2 + (y - 1)^2
s.t. x^2 + y^2 <= r^2
""",
    "ball1": """\
param a, b, r > 0
var x, y
min (x - a)^2 + (y - b)^2
s.t. x^2 + y^2 <= r^2
""",
    "ballc": """\
param r > 0
var x, y
min (x - 3)^2 + (y - 4)^2
s.t. norm(x, y) <= r
""",
    "box": """\
param a, l, u > l
min (x - a)^2
s.t. l <= x <= u
""",
    "box2": """\
param a, b, r > 0
var x, y
min (x - a)^2 + (y - b)^2
s.t. norminf(x, y) <= r
""",
    "l1ball": """\
param a, b, r > 0
var x, y
min (x - a)^2 + (y - b)^2
s.t. |x| + |y| <= r
""",
    "simplex": """\
param a, b
var x, y
min (x - a)^2 + (y - b)^2
s.t. x + y = 1
x >= 0
y >= 0
""",
    "simplex3": """\
param t
var x[1..3]
min (x[1] - t)^2 + (x[2] - 1)^2 + (x[3] + t)^2
s.t. sum(x[i] for i in 1..3) = 1
x[i] >= 0 for i in 1..3
""",
    "newsvendor": """\
param c > 0, p > c
var q, s1, s2
max p*(s1 + s2)/2 - c*q
s.t. s1 <= q
s2 <= q
s1 <= 10
s2 <= 20
q >= 0
""",
    "newsvendor2": """\
param p > 0
var q
min 3*q - p*(min(q, 10) + min(q, 20) + min(q, 30))/3
s.t. q >= 0
""",
    "cobb": """\
param alpha in (0, 1), m > 0
var x, y
max alpha*log(x) + (1 - alpha)*log(y)
s.t. 2*x + 3*y <= m
""",
    "cobbroot": """\
param p > 0, m > 0
var x, y
domain x >= 0
domain y >= 0
max sqrt(x*y)
s.t. p*x + y <= m
""",
    "quasilin": """\
param p > 0, m > 0
var x, y
domain x >= 0
domain y >= 0
max log(1 + x) + y
s.t. p*x + y <= m
""",
    "leontief": """\
param p > 0, m > 0
var x, y
max min(x, 2*y)
s.t. p*x + y <= m
x >= 0
y >= 0
""",
    "softmax": """\
param T > 0, c
var x, y
domain x >= 0
domain y >= 0
min c*x + T*(x*log(x) + y*log(y))
s.t. x + y = 1
""",
    "barrier": """\
param mu > 0
min x - mu*log(x - 1)
""",
    "barrier2": """\
param mu > 0
min x^2 - mu*log(1 - x)
""",
    "barrier3": """\
param mu > 0
min x - mu*log(x) - mu*log(1 - x)
""",
    "trust": """\
param r > 0
var x, y
min x^2 + 2*y^2 - 2*x
s.t. x^2 + y^2 <= r^2
""",
    "trustlin": """\
param g1, g2, r > 0
var x, y
min g1*x + g2*y
s.t. norm(x, y) <= r
""",
    "minnorm": """\
param b
var x[1..3]
min sum(x[i]^2 for i in 1..3)
s.t. x[1] + 2*x[2] + 3*x[3] = b
""",
    "minnorm2": """\
param b
var x, y
min norm(x, y)
s.t. x + 2*y = b
""",
    "minnorm1": """\
param a, b
var x, y
min |x| + |y|
s.t. a*x + y = b
""",
    "huberprox": """\
param a, lam > 0
min (x - a)^2/2 + lam*huber(x, 1)
""",
    "huberprox2": """\
param a, d > 0
min (x - a)^2/2 + huber(x, d)
""",
    "huberd": """\
param d > 0
min huber(x - 1, d) + huber(x + 2, d) + x^2/4
""",
    "transport": """\
param s in [0, 10]
var x[1..2, 1..2]
min 2*x[1,1] + 3*x[1,2] + 4*x[2,1] + x[2,2]
s.t. x[1,1] + x[1,2] <= s
x[2,1] + x[2,2] <= 10 - s
x[1,1] + x[2,1] >= 4
x[1,2] + x[2,2] >= 5
x[i,j] >= 0 for i in 1..2, j in 1..2
""",
    "maxent3": """\
param m in (1, 3)
var p[1..3]
domain p[k] >= 0 for k in 1..3
max -sum(p[k]*log(p[k]) for k in 1..3)
s.t. sum(p[k] for k in 1..3) = 1
sum(k*p[k] for k in 1..3) = m
""",
    "kl": """\
param q in (0, 1), t in (0, 1)
var x, y
domain x >= 0
domain y >= 0
min x*log(x/q) + y*log(y/(1 - q))
s.t. x + y = 1
x >= t
""",
    "expcost": """\
param a > 0, b
min exp(a*x) - b*x
""",
    "logax": """\
param a > 0, P > 0
var x, y
max log(1 + a*x) + log(1 + y)
s.t. x + y <= P
x >= 0
y >= 0
""",
    "absa": """\
param a, b
min |x - a| + |x - b|
""",
    "maxa": """\
param a
min max(a, x) + (x - 1)^2/2
""",
    "maxaa": """\
param a, b
min max(a*x, x - b) + x^2
""",
    "normscale": """\
param a > 0
var x, y
min a*norm(x, y) + (x - 1)^2/2 + (y - 2)^2/2
""",
    "twosided": """\
param a, b
min (x - 1)^2
s.t. a <= x <= b
""",
    "bothsides": """\
param a
var x, y
min x + y
s.t. a*x + y >= x + a
x >= 0
y >= 0
""",
    "prod": """\
param a, b
min (x - a*b)^2
s.t. x <= a + b
""",
    "assume": """\
param a, b < a
min (x - a)^2 + (x - b)^2
s.t. x <= (a + b)/3
""",
    "exint": """\
param C in (0, 1)
var x, y
min C*x^2 + (1 - C)*y^2
s.t. x + y >= 1
""",
    "amgm": """\
param a > 0, b > 0
domain x > 0
min a*x + b/x
""",
    "ineqlog": """\
param b > 0
var x, y
min x + y
s.t. log(x) + log(y) >= b
""",
    "hardwall": """\
param c
var x, y
min x^2 + y^2 + c*x*y
s.t. x + y = 1
""",
    "markowitz": """\
param g > 0
var x, y
max 2*x + y - g*(x^2 + 2*y^2)/2
s.t. x + y = 1
x >= 0
y >= 0
""",
    "svm2": """\
param C > 0
var w, b, s[1..2]
min w^2/2 + C*(s[1] + s[2])
s.t. w*1 + b >= 1 - s[1]
-(w*(-1) + b) >= 1 - s[2]
s[i] >= 0 for i in 1..2
""",
    "discount": """\
param b in (0, 1), W > 0
var c1, c2
max log(c1) + b*log(c2)
s.t. c1 + c2 <= W
""",
    "regrpath": """\
param lam >= 0
var x, y
min (x - 2)^2 + (y - 1)^2 + lam*norm1(x, y)
""",
    "chance": """\
param k > 0
var x, y
min x + y
s.t. x - k*norm(x, y) >= -1
x >= 0
y >= 0
""",
    "hinge": """\
param C >= 0
min w^2/2 + C*max(0, 1 - w) + C*max(0, 1 - 2*w)
""",
    "lp2": """\
param b1 >= 0, b2 >= 0
var x, y
max 3*x + 2*y
s.t. x + y <= b1
x + 3*y <= b2
x >= 0
y >= 0
""",
    "diet": """\
param p1 > 0, p2 > 0
var x, y
min p1*x + p2*y
s.t. 2*x + y >= 8
x + 2*y >= 6
x >= 0
y >= 0
""",
    "dist": """\
param a, b, c
var x, y
min (x - 1)^2 + (y - 2)^2
s.t. a*x + b*y = c
""",
    "logistic": """\
param lam > 0
min log(1 + exp(-x)) + lam*x^2
""",
    "geomean": """\
param a > 0
var x, y
domain x > 0
domain y > 0
min x + a*y
s.t. 1/(x*y) <= 1
""",
    "quadover": """\
param a > 0
var x, y
domain y > 0
min x^2/y + y
s.t. x >= a
""",
    "invsum": """\
param b > 0
var x, y
domain x > 0
domain y > 0
min 1/x + 4/y
s.t. x + y <= b
""",
    "entbox": """\
param T > 0, c
domain x in [0, 1]
min c*x + T*(x*log(x) + (1 - x)*log(1 - x))
""",
    "nonneg": """\
param a
min (x - a)^2/2
s.t. x >= 0
""",
    "svr": """\
param w >= 0, a
min max(0, |x - a| - w) + x^2/2
""",
    "quantile": """\
param t in (0, 1)
min t*sum(max(k*k - x, 0) for k in 1..3) + (1 - t)*sum(max(x - k*k, 0) for k in 1..3)
""",
    "normscale2": """\
param a
var x, y
min norm(a*x, y)
s.t. x + y >= 1
""",
    "expreal": """\
param a, b > 0
min exp(a*x) + x^2*b
""",
    "expa": """\
param a
min exp(a*x - 1) - x
s.t. x <= 3
""",
    "logaff": """\
param a > 0, b
var x, y
max log(a*x + b*y)
s.t. x + y <= 1
x >= 0
y >= 0
""",
    "distball": """\
param a, b
var x, y
min norm(x - a, y - b)
s.t. x + y <= 1
""",
    "logit1": """\
param a > 0
min log(1 + exp(-a*x)) + x/4
s.t. x >= -5
""",
    "abslog": """\
param lam > 0
min lam*abs(x) + exp(x) - 2*x
""",
    "l1log": """\
param c > 0
var x
min c*|x - 1| - log(x)
""",
    "sumnorm": """\
param w > 0
var x, y
min norm(x, y) + w*norm(x - 3, y - 4)
""",
    "quartic": """\
param a, b
min (x - a)^4 + b*x
""",
    "kelly": """\
param p in (1/2, 1)
max p*log(1 + f) + (1 - p)*log(1 - f)
s.t. 0 <= f
""",
    "insurance": """\
param q in (0, 1), W > 1
max (1/2)*log(W - q*x) + (1/2)*log(W - 1 + x - q*x)
""",
    "cara": """\
param a > 0, r
min exp(-a*x) + r*x
s.t. x >= 0
""",
    "penalty": """\
param rho > 0
var x, y
min x^2 + 2*y^2 + rho*(x + y - 1)^2
""",
    "inventory": """\
param K > 0, h > 0
domain q > 0
min K/q + h*q/2
""",
    "powerctl": """\
param P > 0, g > 0
var x, y
max log(1 + x/g) + log(1 + y)
s.t. x + y <= P
x >= 0
y >= 0
""",
    "mle": """\
param s in (0, 10)
max s*log(p) + (10 - s)*log(1 - p)
""",
    "poisson": """\
param k > 0
max k*log(m) - m
""",
    "infeasball": """\
param d
var x, y
min x
s.t. x^2 + y^2 <= 1
x >= d
""",
}
"""Statements that are solved in letters, or say what needs numbers."""
