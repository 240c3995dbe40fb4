"""Nonconvex quadratic problems and finite sets, with gaps and without."""


from tests.known.problem import Known

QUADRATIC = {
    "product on the disc": Known("min x*y\ns.t. a: x^2 + y^2 <= 1", -0.5, -0.5, True, True, "refuted", "holds", {"a": 0.5}, {"a": -0.5}),
    "product on the circle": Known("min x*y\ns.t. a: x^2 + y^2 = 1", -0.5, -0.5, True, True, "refuted", None, {"a": 0.5}),
    "product on the square": Known("min x*y\ns.t. a: x^2 <= 1\n b: y^2 <= 1", -1, -1, True, True, "refuted", "holds"),
    "concave on the square": Known("min -x^2 - y^2\ns.t. a: x^2 <= 1\n b: y^2 <= 1", -2, -2, True, True, "refuted", "holds"),
    "cut of a triangle": Known("min x*y + y*z + x*z\ns.t. x^2 = 1\n y^2 = 1\n z^2 = 1", -1, -1.5, True, True, "refuted"),
    "cut of a triangle, sets": Known(
        "domain x in {-1, 1}\ndomain y in {-1, 1}\ndomain z in {-1, 1}\nmin x*y + y*z + x*z\ns.t. a: x + y + z >= 1",
        -1, -1, True, True, "refuted"),
    "concave beside a bound": Known("domain x in [0, 2]\nmin -x^2\ns.t. a: x <= 1", -1, -2, True, True, "refuted", "holds", {"a": 2}),
    "bilinear": Known("domain x in [0, 1]\ndomain y in [0, 1]\nmin x*y\ns.t. a: x + y >= 1", 0, 0, True, True, "refuted"),
    "bilinear gap": Known("domain x in [0, 1]\ndomain y in [0, 1]\nmin -x*y\ns.t. a: x + y <= 1", -0.25, -0.5, True, True, "refuted", "holds"),
    "smallest eigenvalue": Known("min 2x^2 + 2x*y + 2y^2\ns.t. a: x^2 + y^2 = 1", 1, 1, True, True, "refuted", None, {"a": -1}),
    "annulus": Known("min x^2 + y^2\ns.t. a: x^2 + y^2 >= 4\n b: x^2 + y^2 <= 9", 4, 4, True, True, "refuted", "holds", {"a": 1, "b": 0}),
    "outside the disc": Known("min (x - 1/2)^2 + y^2\ns.t. a: x^2 + y^2 >= 1", 0.25, 0.25, True, True, "refuted", "holds", {"a": 0.5}),
    "two parabolas": Known("min -x^2\ns.t. a: x^2 - x <= 0\n b: x^2 + x <= 2", -1, -1, True, True, "refuted", "holds"),
    "boolean square": Known("min (x - 1/3)^2\ns.t. a: x^2 = x", 1 / 9, 1 / 9, True, True, "refuted"),
    "boolean pair": Known("min -x - y + 3x*y\ns.t. a: x^2 = x\n b: y^2 = y", -1, -25 / 24, True, True, "refuted"),
    "complementarity": Known("domain x >= 0\ndomain y >= 0\nmin (x - 1)^2 + (y - 1)^2\ns.t. a: x*y <= 0", 1, 1, True, True, "refuted",
                             None, {"a": 2}),
    "bad trust region": Known("min -x^2 + y\ns.t. a: x^2 + y^2 <= 4", -4.25, -4.25, True, True, "refuted", "holds", {"a": 1}),
    "hard case": Known("min -x^2 + y^2 - y\ns.t. a: x^2 + y^2 <= 1", -1.125, -1.125, True, True, "refuted", "holds", {"a": 1}),
    "indefinite with lines": Known("min x^2 - y^2\ns.t. -1 <= y <= 1", -1, float("-inf"), True),
    "saddle between lines": Known("domain x in [-1, 1]\ndomain y in [-1, 1]\nmin x^2 - y^2\ns.t. a: x + y = 0", 0, -1, True, True, "refuted"),
    "floudas 2.1.1": Known(
        "domain x1 in [0, 1]\ndomain x2 in [0, 1]\ndomain x3 in [0, 1]\ndomain x4 in [0, 1]\ndomain x5 in [0, 1]\n"
        "min 42x1 + 44x2 + 45x3 + 47x4 + 47.5x5 - 50*(x1^2 + x2^2 + x3^2 + x4^2 + x5^2)\n"
        "s.t. a: 20x1 + 12x2 + 11x3 + 7x4 + 4x5 <= 40", -17, -18.9, True, True, "refuted", "holds"),
    "floudas 2.1.2": Known(
        "domain x1 in [0, 1]\ndomain x2 in [0, 1]\ndomain x3 in [0, 1]\ndomain x4 in [0, 1]\ndomain x5 in [0, 1]\ndomain y >= 0\n"
        "min -1/2*(x1^2 + x2^2 + x3^2 + x4^2 + x5^2) - 10.5x1 - 7.5x2 - 3.5x3 - 2.5x4 - 1.5x5 - 10y\n"
        "s.t. 6x1 + 3x2 + 3x3 + 2x4 + x5 <= 6.5\n 10x1 + 10x3 + y <= 20", -213, -213, True, True, "refuted", "holds"),
    "haverly pooling": Known(
        "var A, B, Cx, Cy, Px, Py, x, y, p\n"
        "domain A in [0, 300]\ndomain B in [0, 300]\ndomain Cx in [0, 300]\ndomain Cy in [0, 300]\ndomain Px in [0, 300]\n"
        "domain Py in [0, 300]\ndomain x in [0, 100]\ndomain y in [0, 200]\ndomain p in [1, 3]\n"
        "min 6A + 16B + 10Cx + 10Cy - 9x - 15y\ns.t. Px + Py - A - B = 0\n x - Px - Cx = 0\n y - Py - Cy = 0\n"
        " p*Px + 2Cx - 2.5x <= 0\n p*Py + 2Cy - 1.5y <= 0\n p*Px + p*Py - 3A - B = 0", -400, None, True, seconds=10),
}

FINITE = {
    "knapsack, tight": Known("domain x in {0, 1}\ndomain y in {0, 1}\ndomain z in {0, 1}\nmax 3x + 4y + 5z\ns.t. a: 2x + 3y + 4z <= 5",
                             7, 7, True, True),
    "knapsack, gap": Known("domain x in {0, 1}\ndomain y in {0, 1}\ndomain z in {0, 1}\nmax 3x + 4y + 5z\ns.t. a: 2x + 3y + 4z <= 6",
                           8, 8.25, True, True),
    "nearest integer": Known("domain k in 0..10\nmin (k - 7/2)^2\ns.t. a: 2k >= 9", 2.25, 1.25, True, True, None, None, {"a": 1}),
    "bertsekas pair": Known("domain (x, y) in {(0, 0), (0, 4), (4, 0), (4, 4), (2, 1)}\nmin -2x + y\ns.t. a: x + y = 3", -3, -6, True, True,
                            None, None, {"a": 2}),
    "set covering": Known("domain x in {0, 1}\ndomain y in {0, 1}\ndomain z in {0, 1}\nmin x + y + z\ns.t. x + y >= 1\n y + z >= 1\n x + z >= 1",
                          2, 1.5, True, True),
    "assignment": Known(
        "var x[1..2, 1..2]\ndomain x[i, j] in {0, 1} for i in 1..2, j in 1..2\n"
        "min 3x[1, 1] + 5x[1, 2] + 4x[2, 1] + 1x[2, 2]\ns.t. x[1, 1] + x[1, 2] = 1\n x[2, 1] + x[2, 2] = 1\n"
        " x[1, 1] + x[2, 1] = 1\n x[1, 2] + x[2, 2] = 1", 4, 4, True, True),
    "integer line": Known("domain x in 0..5\ndomain y in 0..5\nmax 5x + 4y\ns.t. a: 6x + 4y <= 24\n b: x + 2y <= 6", 20, 21, True, True),
    "integer parabola": Known("domain x in -3..3\nmin x^2 - 3x\ns.t. a: x <= 1", -2, -2, True, True),
    "product of integers": Known("domain x in 1..6\ndomain y in 1..6\nmin x + y\ns.t. a: x*y >= 12", 7, 36 / 7, True, True),
    "subset sum": Known("domain x in {0, 1}\ndomain y in {0, 1}\ndomain z in {0, 1}\nmin 0*x\ns.t. a: 3x + 5y + 7z = 9", float("inf"), 0),
    "three values": Known("domain x in {-2, 0, 3}\nmin x\ns.t. a: x^2 <= 4", -2, -2, True, True),
    "mixed": Known("domain k in {0, 1}\ndomain x in [0, 4]\nmin 3k - x\ns.t. a: x <= 4k", -1, -1, True, True),
    "mixed gap": Known("domain k in {0, 1}\ndomain x in [0, 4]\nmin 3k - x\ns.t. a: x <= 2 + 3k\n b: x <= 3", -2, -2, True, True),
    "diophantine": Known("domain x in 0..20\ndomain y in 0..20\nmin x + y\ns.t. a: 5x + 7y = 23", float("inf"), 23 / 7, d_attained=True),
    "parity of squares": Known("domain x in -3..3\ndomain y in -3..3\nmin x + y\ns.t. a: x^2 + y^2 = 5", -3, -3, True, True),
    "max of a set": Known("domain x in {1, 2, 5}\nmax x\ns.t. a: x <= 4", 2, 4, True, True),
}

