"""Convex problems of the textbooks; strong duality holds unless said otherwise."""

from math import e, log, sqrt

from tests.known.problem import Known

CONVEX = {
    "boyd 4.3": Known(
        "min 1/2*(13x^2 + 17y^2 + 12z^2 + 24x*y - 4x*z + 12y*z) - 22x - 14.5y + 13z + 1\n"
        "s.t. -1 <= x <= 1\n -1 <= y <= 1\n -1 <= z <= 1",
        -173 / 8, -173 / 8, True, True, "proved", "holds",
    ),
    "boyd 5.22a": Known("min x\ns.t. a: x^2 <= 1", -1, -1, True, True, "proved", "holds", {"a": 0.5}, {"a": -0.5}),
    "boyd 5.22c": Known("min x\ns.t. a: abs(x) <= 0", 0, 0, True, True, "proved", "fails"),
    "boyd 5.22d": Known("min x\ns.t. a: abs(x + 1) - abs(x - 1) - x <= 0", -2, -2, True, True, "refuted", None, {"a": 1}),
    "boyd 5.26": Known(
        "min x^2 + y^2\ns.t. a: (x - 1)^2 + (y - 1)^2 <= 1\n b: (x - 1)^2 + (y + 1)^2 <= 1",
        1, 1, True, False, "proved", "fails",
    ),
    "kelly": Known("max 0.6*log(1 + x) + 0.4*log(1 - x)\ns.t. x <= 1/2", 0.6 * log(1.2) + 0.4 * log(0.8),
                   0.6 * log(1.2) + 0.4 * log(0.8), True, True, "proved", "holds"),
    "analytic center": Known("min -log(x) - log(y)\ns.t. a: x + y <= 1", 2 * log(2), 2 * log(2), True, True, "proved",
                             "holds", {"a": 2}, {"a": -2}),
    "entropy": Known("min x*log(x) + y*log(y) + z*log(z)\ns.t. a: x + y + z = 1", -log(3), -log(3), True, True,
                     "proved", "holds", {"a": log(3) - 1}),
    "cosh": Known("min exp(x) + exp(-x)\ns.t. x >= -1", 2, 2, True, True, "proved", "holds"),
    "posynomial": Known("domain x > 0\ndomain y > 0\nmin x + y\ns.t. a: 1/(x*y) <= 1", 2, 2, True, True, "proved",
                        "holds", {"a": 1}, {"a": -1}),
    "geometric mean": Known("domain x >= 0\ndomain y >= 0\nmin x + y\ns.t. a: sqrt(x*y) >= 1", 2, 2, True, True, "proved", "holds", {"a": 2}),
    "log product": Known("min x + y\ns.t. a: log(x) + log(y) >= 0", 2, 2, True, True, "proved", "holds", {"a": 1}),
    "fermat point": Known("var x, y\nmin norm(x - 1, y) + norm(x, y - 1) + norm(x, y)\ns.t. x + y <= 5", sqrt(2 + sqrt(3)),
                          sqrt(2 + sqrt(3)), True, True, "proved", "holds"),
    "minimax": Known("min max(abs(x - 1), abs(x - 5))\ns.t. x <= 10", 2, 2, True, True, "proved", "holds"),
    "soft threshold": Known("min 1/2*(x - 3)^2 + abs(x)\ns.t. a: x <= 1", 3, 3, True, True, "proved", "holds", {"a": 1}),
    "max on a line": Known("min max(x, y)\ns.t. a: x + y = 2", 1, 1, True, True, "proved", "holds", {"a": -0.5}, {"a": 0.5}),
    "ellipse": Known("min -x - 2y\ns.t. a: x^2 + 4y^2 <= 4", -2 * sqrt(2), -2 * sqrt(2), True, True, "proved", "holds"),
    "singular quadratic": Known("min (x - y)^2\ns.t. a: x + y = 1", 0, 0, True, True, "proved", "holds", {"a": 0}),
    "perspective": Known("domain y > 0\nmin x^2/y\ns.t. a: x = 1\n b: y <= 2", 0.5, 0.5, True, True, "proved", "holds",
                         {"a": -1, "b": 0.25}),
    "root of a product": Known("domain x >= 0\ndomain y >= 0\nmax sqrt(x*y)\ns.t. a: x + y <= 2", 1, 1, True, True, "proved", "holds", {"a": 0.5}),
    "log-sum-exp": Known("min log(exp(x) + exp(y))\ns.t. a: x + y >= 0", log(2), log(2), True, True, "proved", "holds",
                         {"a": 0.5}, {"a": 0.5}),
    "norm 2": Known("min norm(x, y)\ns.t. a: x + y >= 2", sqrt(2), sqrt(2), True, True, "proved", "holds",
                    {"a": 1 / sqrt(2)}),
    "norm 1": Known("min norm1(x, y)\ns.t. a: x + 2y >= 2", 1, 1, True, True, "proved", "holds", {"a": 0.5}),
    "norm inf": Known("min norminf(x, y)\ns.t. a: x + y = 2", 1, 1, True, True, "proved", "holds", {"a": -0.5}),
    "harmonic": Known("domain x > 0\ndomain y > 0\nmin 1/x + 1/y\ns.t. a: x + y <= 2", 2, 2, True, True, "proved",
                      "holds", {"a": 1}),
    "water": Known("max log(1 + x) + log(1/2 + y)\ns.t. a: x + y = 1\n x >= 0\n y >= 0", 2 * log(1.25), 2 * log(1.25),
                   True, True, "proved", "holds"),
    "quartic": Known("min x^4 + y^4\ns.t. a: x + y = 2", 2, 2, True, True, "proved", "holds", {"a": -4}, {"a": 4}),
    "exponential budget": Known("min exp(x) + exp(y)\ns.t. a: x + y >= 2", 2 * e, 2 * e, True, True, "proved", "holds",
                                {"a": e}),
    "exponential cone": Known("min x + y\ns.t. a: exp(-x) + exp(-y) <= 1", 2 * log(2), 2 * log(2), True, True, "proved",
                              "holds", {"a": 2}),
    "distance to a parabola": Known("min (x - 3)^2 + y^2\ns.t. a: x^2 - y <= 0", 5, 5, True, True, "proved", "holds",
                                    {"a": 2}),
    "absolute deviation": Known("min abs(x - 1) + abs(x - 2) + abs(x - 6)\ns.t. a: x >= 3", 6, 6, True, True, "proved",
                                "holds", {"a": 1}),
    "two discs": Known("var x, y\nmin x\ns.t. a: x^2 + y^2 <= 1\n b: (x - 1)^2 + y^2 <= 1", 0, 0, True, True, "proved", "holds",
                       {"a": 0, "b": 0.5}),
    "huber": Known("min huber(x, 1)\ns.t. a: x >= 3", 5, 5, True, True, "proved", "holds", {"a": 2}),
    "redundant rows": Known("min x^2\ns.t. a: x >= 1\n b: 2x >= 2\n c: x >= 0", 1, 1, True, True, "proved", "holds"),
    "kl divergence": Known("min x*log(2*x) + y*log(2*y)\ns.t. a: x + y = 1\n b: x >= 3/4",
                           0.75 * log(1.5) + 0.25 * log(0.5), 0.75 * log(1.5) + 0.25 * log(0.5), True, True, "proved", "holds"),
    "log barrier of a half-line": Known("domain x > 0\nmin x - log(x)\ns.t. a: x >= 2", 2 - log(2), 2 - log(2), True, True,
                                        "proved", "holds", {"a": 0.5}),
    "cubic on a half-line": Known("domain x >= 0\nmin x^3\ns.t. a: x >= 1", 1, 1, True, True, "proved", "holds", {"a": 3}),
    "cubic on the line": Known("min x^3\ns.t. a: x >= 1", 1, -float("inf"), True, None, "refuted", "holds"),
    "two-sided": Known("max x - x^2\ns.t. a: 1 <= x <= 3", 0, 0, True, True, "proved", "holds", {"a_lower": 1, "a_upper": 0}),
    "hs86": Known(
        "var x1, x2, x3, x4, x5\ndomain x1 >= 0\ndomain x2 >= 0\ndomain x3 >= 0\ndomain x4 >= 0\ndomain x5 >= 0\n"
        "min -15x1 - 27x2 - 36x3 - 18x4 - 12x5 + 30x1^2 + 39x2^2 + 10x3^2 + 39x4^2 + 30x5^2 - 40x1*x2 - 20x1*x3 + 64x1*x4"
        " - 20x1*x5 - 12x2*x3 - 62x2*x4 + 64x2*x5 - 12x3*x4 - 20x3*x5 - 40x4*x5 + 4x1^3 + 8x2^3 + 10x3^3 + 6x4^3 + 2x5^3\n"
        "s.t. -16x1 + 2x2 + x4 >= -40\n -2x2 + 4x4 + 2x5 >= -2\n -3.5x1 + 2x3 >= -0.25\n -2x2 - 4x4 - x5 >= -4\n"
        " -9x2 - 2x3 + x4 - 2.8x5 >= -4\n 2x1 - 4x3 >= -1\n -x1 - x2 - x3 - x4 - x5 >= -40\n"
        " -x1 - 2x2 - 3x3 - 2x4 - x5 >= -60\n x1 + 2x2 + 3x3 + 4x4 + 5x5 >= 5\n x1 + x2 + x3 + x4 + x5 >= 1",
        -32.34867897, -32.34867897, True, True, "proved", "holds",
    ),
}
