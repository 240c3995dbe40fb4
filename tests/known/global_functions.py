"""Test functions of global optimization, with constraints, and transcendental problems in one and two variables."""

from math import cos, exp, inf, log, pi, sin, sqrt

from tests.known.problem import FEWER_P, Known

GLOBAL = {
    "three-hump camel": Known("min 2x^2 - 1.05x^4 + x^6/6 + x*y + y^2\ns.t. a: x + y >= 0", 0, 0, True, True),
    "six-hump camel on a half-plane": Known("domain x in [-3, 3]\ndomain y in [-2, 2]\nmin (4 - 2.1x^2 + x^4/3)*x^2 + x*y + (-4 + 4y^2)*y^2\n"
                                             "s.t. a: x <= 5", -1.0316284535, -1.0316284535, True, True),
    "himmelblau": Known("min (x^2 + y - 11)^2 + (x + y^2 - 7)^2\ns.t. a: x >= 0", 0, 0, True, True),
    "booth": Known("min (x + 2y - 7)^2 + (2x + y - 5)^2\ns.t. x <= 5", 0, 0, True, True, "proved", "holds"),
    "matyas": Known("min 0.26*(x^2 + y^2) - 0.48x*y\ns.t. a: x + y = 2", 0.04, 0.04, True, True, "proved", "holds"),
    "mccormick": Known("domain x in [-1.5, 4]\ndomain y in [-3, 4]\nmin sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1\ns.t. a: x <= 3",
                       -1.9132229550, -1.9132229550, True, True),
    "rosenbrock in a disc": Known("min (1 - x)^2 + 100*(y - x^2)^2\ns.t. a: x^2 + y^2 <= 2", 0, 0, True, True, None, "holds"),
    "rosenbrock, cubic and line": Known("domain x in [-1.5, 1.5]\ndomain y in [-0.5, 2.5]\nmin (1 - x)^2 + 100*(y - x^2)^2\n"
                                        "s.t. (x - 1)^3 - y + 1 <= 0\n x + y <= 2", 0, 0, True, True),
    "rastrigin": Known("domain x in [-5.12, 5.12]\nmin 10 + x^2 - 10*cos(2*pi*x)\ns.t. a: x >= -1", 0, 0, True, True),
    "rastrigin cut": Known("domain x in [-5.12, 5.12]\nmin 10 + x^2 - 10*cos(2*pi*x)\ns.t. a: x >= 1/2", 0.9949590571, 0.4987398, True, True),
    "styblinski": Known("min (x^4 - 16x^2 + 5x)/2 + (y^4 - 16y^2 + 5y)/2\ns.t. a: x <= 4", -78.3323314, -78.3323314, True, True),
    "beale": Known("domain x in [-4.5, 4.5]\ndomain y in [-4.5, 4.5]\nmin (1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2", 0, 0, True, True),
    "goldstein price": Known("domain x in [-2, 2]\ndomain y in [-2, 2]\nmin (1 + (x + y + 1)^2*(19 - 14x + 3x^2 - 14y + 6x*y + 3y^2))"
                             "*(30 + (2x - 3y)^2*(18 - 32x + 12x^2 + 48y - 36x*y + 27y^2))", 3, 3, True, True),
    "gomez levy": Known("domain x in [-1, 0.75]\ndomain y in [-1, 1]\nmin 4x^2 - 2.1x^4 + x^6/3 + x*y - 4y^2 + 4y^4\n"
                        "s.t. -sin(4*pi*x) + 2*sin(2*pi*y)^2 <= 1.5", -1.031628453, -1.031628453, True, True),
    "simionescu-like": Known("domain x in [-1.25, 1.25]\ndomain y in [-1.25, 1.25]\nmin 0.1*x*y\ns.t. x^2 + y^2 <= 1", -0.05, -0.05, True, True),
    "easom": Known("domain x in [0, 6]\ndomain y in [0, 6]\nmin -cos(x)*cos(y)*exp(-(x - pi)^2 - (y - pi)^2)", -1, -1, True, True),
    "bohachevsky": Known("domain x in [-100, 100]\ndomain y in [-100, 100]\nmin x^2 + 2y^2 - 0.3*cos(3*pi*x) - 0.4*cos(4*pi*y) + 0.7", 0, 0, True, True),
    "levy": Known("domain x in [-10, 10]\nmin sin(pi*(1 + (x - 1)/4))^2 + ((x - 1)/4)^2*(1 + sin(2*pi*(1 + (x - 1)/4))^2)", 0, 0, True, True),
    "ackley": Known("domain x in [-5, 5]\nmin -20*exp(-0.2*abs(x)) - exp(cos(2*pi*x)) + 20 + e", 0, 0, True, True),
    "branin": Known("domain x in [-5, 10]\ndomain y in [0, 15]\nmin (y - 5.1/(4*pi^2)*x^2 + 5/pi*x - 6)^2 + 10*(1 - 1/(8*pi))*cos(x) + 10", 0.39788736, 0.39788736, True, True),
    "floudas 4.1.3": Known("domain x in [0, 10]\nmin 8.9248e-5x - 0.0218343x^2 + 0.998266x^3 - 1.6995x^4 + 0.2x^5", -443.671705, -443.671705, True, True),
    "floudas 4.1.4": Known("min 4x^2 - 4x^3 + x^4\ns.t. -5 <= x <= 5", 0, 0, True, True),
    "floudas 4.1.7": Known("min x^4 - 3x^3 - 1.5x^2 + 10x\ns.t. -5 <= x <= 5", -7.5, -7.5, True, True),
    "floudas 4.1.8": Known("domain x in [0, 2]\ndomain y in [0, 3]\nmin -12x - 7y + y^2\ns.t. a: -2x^4 - y + 2 = 0", -16.73889318, -16.73889318, True),
    "floudas 8.1.1": Known("domain x in [-1, 2]\ndomain y in [-1, 1]\nmin cos(x)*sin(y) - x/(y^2 + 1)", -2.02180678, -2.02180678, True, True),
    "floudas 3.1.4": Known("domain x in [0, 2]\ndomain y >= 0\ndomain z in [0, 3]\nmin -2x + y - z\ns.t. x + y + z <= 4\n 3y + z <= 6\n"
                           " 24 - 20x + 9y - 13z + 4x^2 - 4x*y + 4x*z + 2y^2 - 2y*z + 2z^2 >= 0", -4, None, True),
    "floudas 3.1.3": Known("domain x1 >= 0\ndomain x2 >= 0\ndomain x3 in [1, 5]\ndomain x4 in [0, 6]\ndomain x5 in [1, 5]\ndomain x6 in [0, 10]\n"
                           "min -25*(x1 - 2)^2 - (x2 - 2)^2 - (x3 - 1)^2 - (x4 - 4)^2 - (x5 - 1)^2 - (x6 - 4)^2\n"
                           "s.t. (x3 - 3)^2 + x4 >= 4\n (x5 - 3)^2 + x6 >= 4\n x1 - 3x2 <= 2\n -x1 + x2 <= 2\n x1 + x2 <= 6\n x1 + x2 >= 2", -310, -inf, True),
}

TRANSCENDENTAL = {
    "cosine cut": Known("domain x in [0, 2*pi]\nmin cos(x)\ns.t. a: x <= 1", cos(1), 1 - 0.7246113538, True, True, None, "holds"),
    "x + sin x": Known("domain x in [0, 10]\nmin x + sin(x)\ns.t. a: x >= 0", 0, 0, True, True),
    "x sin x": Known("domain x in [0, 10]\nmin x*sin(x)\ns.t. a: x <= 6", -4.8144698897, -4.9493014, True, True),
    "exp minus square": Known("min exp(x) - x^2\ns.t. a: x >= 0", 1, -inf, True),
    "log and square": Known("min x^2 - 3*log(x)\ns.t. a: x <= 1", 1, 1, True, True, "proved", "holds", {"a": 1}),
    "sine on a circle": Known("min sin(x) + cos(y)\ns.t. a: x^2 + y^2 <= 1", 0.1071269449, None, True),
    "two sines": Known("domain x in [0, pi]\ndomain y in [0, pi]\nmin sin(x) + sin(y)\ns.t. a: x + y = pi/2", 1, 0, True, True),
    "gaussian well": Known("min -exp(-x^2)\ns.t. a: x >= 1", -exp(-1), -1, True, True, "refuted", "holds"),
    "bump": Known("min x^2 + exp(-x^2)\ns.t. a: x >= 1/2", 0.25 + exp(-0.25), 0.25 + exp(-0.25), True, True, "proved", "holds"),
    "max of sines": Known("domain x in [0, 3]\nmin max(sin(x), cos(x))\ns.t. a: x <= 2", sin(pi / 4), 0.3966904514, True, True),
    "exponential equality": Known("min x^2 + y^2\ns.t. a: exp(x) = y", 0.6080367865, None, True, must=FEWER_P),
    "logarithm equality": Known("min x + y\ns.t. a: log(x) + y = 0", 1, 1, True, True),
    "power tower": Known("domain x > 0\nmin x*log(x)\ns.t. a: x <= 1/e", -1 / 2.718281828459045, -1 / 2.718281828459045, True, True, "proved", "holds"),
    "concave root": Known("domain x in [0, 4]\nmin sqrt(x)\ns.t. a: x >= 1", 1, 0.5, True, True, "refuted", "holds", {"a": 0.5}),
    "concave log": Known("domain x in [1, 10]\nmin log(x)\ns.t. a: x >= 2", log(2), log(10) / 9, True, True, "refuted", "holds"),
    "logistic": Known("min 1/(1 + exp(-x))\ns.t. a: x >= 0", 0.5, 0, True, True, None, "holds"),
    "absolute bump": Known("min abs(abs(x) - 1)\ns.t. a: x = 0", 1, 0, True, True, None, None),
    "max of lines": Known("min max(x, -2x, y - x)\ns.t. a: x + y >= 3", 1, 1, True, True, "proved", "holds", {"a": 1/3}),
    "ratio": Known("domain x in [0, 4]\nmin (x^2 + 1)/(x + 1)\ns.t. a: x >= 0", 2 * sqrt(2) - 2, 2 * sqrt(2) - 2, True, True),
    "inverse distance": Known("min -1/(1 + x^2 + y^2)\ns.t. a: x + y >= 2", -1 / 3, -1, True, True, None, "holds"),
    "signomial": Known("domain x > 0\ndomain y > 0\nmin x^2/y + y\ns.t. a: x*y >= 1", 1.7547653506, 0, True),
    "abs and square": Known("min x^2 - 2*abs(x)\ns.t. a: x = 0", 0, -1, True, True, "refuted", None),
    "tangent": Known("domain x in [0, 1]\nmin tan(x)\ns.t. a: x >= 1/2", 0.5463024898, 0.5463024898, True, True, None, "holds"),
    "hyperbolic": Known("min cosh(x) + tanh(y)\ns.t. a: y >= 0", 1, 0, True, True),
    "sinh": Known("domain x >= 0\nmin sinh(x)\ns.t. a: x >= 1", 1.1752011936, 1.1752011936, True, True, None, "holds"),
}
