"""Problems of W. Hock and K. Schittkowski, Test Examples for Nonlinear Programming Codes (1981), values from there."""

from math import log, pi, sqrt

from tests.known.problem import FEWER_P, Known

HOCK_SCHITTKOWSKI = {
    "hs1": Known("var x, y\ndomain y >= -3/2\nmin 100*(y - x^2)^2 + (1 - x)^2", 0, 0, True, True),
    "hs2": Known("var x, y\nmin 100*(y - x^2)^2 + (1 - x)^2\ns.t. y >= 3/2", 0.0504261879, 0.0504261879, True, True),
    "hs4": Known("min (x + 1)^3/3 + y\ns.t. a: x >= 1\n b: y >= 0", 8 / 3, float("-inf"), True, None, "refuted", "holds"),
    "hs5": Known("domain x in [-3/2, 4]\ndomain y in [-3, 3]\nmin sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1",
                 -sqrt(3) / 2 - pi / 3, -sqrt(3) / 2 - pi / 3, True, True),
    "hs6": Known("var x, y\nmin (1 - x)^2\ns.t. a: 10*(y - x^2) = 0", 0, 0, True, True, "refuted", None, {"a": 0}),
    "hs7": Known("min log(1 + x^2) - y\ns.t. a: (1 + x^2)^2 + y^2 = 4", -sqrt(3), -sqrt(3), True, True, "refuted"),
    "hs8": Known("var x, y\nmin -1\ns.t. x^2 + y^2 = 25\n x*y = 9", -1, -1, True, True),
    "hs11": Known("min (x - 5)^2 + y^2 - 25\ns.t. a: x^2 - y <= 0", -8.498464223, -8.498464223, True, True, "proved", "holds"),
    "hs12": Known("min x^2/2 + y^2 - x*y - 7x - 7y\ns.t. a: 4x^2 + y^2 <= 25", -30, -30, True, True, "proved", "holds", {"a": 0.5}),
    "hs14": Known("min (x - 2)^2 + (y - 1)^2\ns.t. a: x^2/4 + y^2 <= 1\n b: x - 2y = -1", 9 - 2.875 * sqrt(7), 9 - 2.875 * sqrt(7),
                  True, True, "proved", "holds"),
    "hs16": Known("domain x in [-1/2, 1/2]\ndomain y <= 1\nmin 100*(y - x^2)^2 + (1 - x)^2\ns.t. x + y^2 >= 0\n x^2 + y >= 0", 0.25, 0.25,
                  True, True, "refuted"),
    "hs17": Known("domain x in [-1/2, 1/2]\ndomain y <= 1\nmin 100*(y - x^2)^2 + (1 - x)^2\ns.t. y^2 - x >= 0\n x^2 - y >= 0", 1, None,
                  True, must=FEWER_P),
    "hs18": Known("domain x in [2, 50]\ndomain y in [0, 50]\nmin x^2/100 + y^2\ns.t. x*y >= 25\n x^2 + y^2 >= 25", 5, None, True, must=FEWER_P),
    "hs19": Known("domain x in [13, 100]\ndomain y in [0, 100]\nmin (x - 10)^3 + (y - 20)^3\ns.t. (x - 5)^2 + (y - 5)^2 >= 100\n"
                  " (x - 6)^2 + (y - 5)^2 <= 82.81", -6961.81388, None, True, must=FEWER_P),
    "hs21": Known("domain x in [2, 50]\ndomain y in [-50, 50]\nmin x^2/100 + y^2 - 100\ns.t. 10x - y >= 10", -99.96, -99.96, True, True,
                  "proved", "holds"),
    "hs22": Known("min (x - 2)^2 + (y - 1)^2\ns.t. a: x + y <= 2\n b: x^2 <= y", 1, 1, True, True, "proved", "holds", {"a": 2 / 3, "b": 2 / 3}),
    "hs23": Known("domain x in [-50, 50]\ndomain y in [-50, 50]\nmin x^2 + y^2\ns.t. x + y >= 1\n x^2 + y^2 >= 1\n 9x^2 + y^2 >= 9\n"
                  " x^2 >= y\n y^2 >= x", 2, None, True, must=FEWER_P),
    "hs30": Known("domain x in [1, 10]\ndomain y in [-10, 10]\ndomain z in [-10, 10]\nmin x^2 + y^2 + z^2\ns.t. a: x^2 + y^2 >= 1", 1, 1, True, True),
    "hs33": Known("domain x >= 0\ndomain y >= 0\ndomain z in [0, 5]\nmin (x - 1)*(x - 2)*(x - 3) + z\ns.t. x^2 + y^2 <= z^2\n x^2 + y^2 + z^2 >= 4",
                  sqrt(2) - 6, None, True, must=FEWER_P),
    "hs34": Known("domain x in [0, 100]\ndomain y in [0, 100]\ndomain z in [0, 10]\nmin -x\ns.t. y >= exp(x)\n z >= exp(y)", -log(log(10)),
                  -log(log(10)), True, True, "proved", "holds"),
    "hs36": Known("domain x in [0, 20]\ndomain y in [0, 11]\ndomain z in [0, 42]\nmin -x*y*z\ns.t. a: x + 2y + 2z <= 72", -3300, None, True, must=FEWER_P),
    "hs37": Known("domain x in [0, 42]\ndomain y in [0, 42]\ndomain z in [0, 42]\nmin -x*y*z\ns.t. x + 2y + 2z <= 72\n x + 2y + 2z >= 0", -3456, None, True, must=FEWER_P),
    "hs39": Known("var x1, x2, x3, x4\nmin -x1\ns.t. x2 - x1^3 - x3^2 = 0\n x1^2 - x2 - x4^2 = 0", -1, None, True, must=FEWER_P),
    "hs40": Known("var x1, x2, x3, x4\nmin -x1*x2*x3*x4\ns.t. x1^3 + x2^2 = 1\n x1^2*x4 = x3\n x4^2 = x2", -0.25, None, True, must=FEWER_P),
    "hs42": Known("var x1, x2, x3, x4\nmin (x1 - 1)^2 + (x2 - 2)^2 + (x3 - 3)^2 + (x4 - 4)^2\ns.t. a: x1 = 2\n b: x3^2 + x4^2 = 2",
                  28 - 10 * sqrt(2), 28 - 10 * sqrt(2), True, True),
    "hs44": Known("domain x1 >= 0\ndomain x2 >= 0\ndomain x3 >= 0\ndomain x4 >= 0\nmin x1 - x2 - x3 - x1*x3 + x1*x4 + x2*x3 - x2*x4\n"
                  "s.t. x1 + 2x2 <= 8\n 4x1 + x2 <= 12\n 3x1 + 4x2 <= 12\n 2x3 + x4 <= 8\n x3 + 2x4 <= 8\n x3 + x4 <= 5", -15, float("-inf"), True),
    "hs45": Known("domain x1 in [0, 1]\ndomain x2 in [0, 2]\ndomain x3 in [0, 3]\ndomain x4 in [0, 4]\ndomain x5 in [0, 5]\n"
                  "min 2 - x1*x2*x3*x4*x5/120", 1, 1, True, True),
    "hs48": Known("var x1, x2, x3, x4, x5\nmin (x1 - 1)^2 + (x2 - x3)^2 + (x4 - x5)^2\ns.t. x1 + x2 + x3 + x4 + x5 = 5\n x3 - 2*(x4 + x5) = -3", 0, 0, True, True,
                  "proved", "holds"),
    "hs49": Known("var x1, x2, x3, x4, x5\nmin (x1 - x2)^2 + (x3 - 1)^2 + (x4 - 1)^4 + (x5 - 1)^6\ns.t. x1 + x2 + x3 + 4x4 = 7\n x3 + 5x5 = 6", 0, 0, True, True,
                  "proved", "holds"),
    "hs50": Known("var x1, x2, x3, x4, x5\nmin (x1 - x2)^2 + (x2 - x3)^2 + (x3 - x4)^4 + (x4 - x5)^2\ns.t. x1 + 2x2 + 3x3 = 6\n x2 + 2x3 + 3x4 = 6\n"
                  " x3 + 2x4 + 3x5 = 6", 0, 0, True, True, "proved", "holds"),
    "hs51": Known("var x1, x2, x3, x4, x5\nmin (x1 - x2)^2 + (x2 + x3 - 2)^2 + (x4 - 1)^2 + (x5 - 1)^2\ns.t. x1 + 3x2 = 4\n x3 + x4 - 2x5 = 0\n x2 - x5 = 0",
                  0, 0, True, True, "proved", "holds"),
    "hs53": Known("var x1, x2, x3, x4, x5\ndomain x1 in [-10, 10]\ndomain x2 in [-10, 10]\ndomain x3 in [-10, 10]\ndomain x4 in [-10, 10]\ndomain x5 in [-10, 10]\n"
                  "min (x1 - x2)^2 + (x2 + x3 - 2)^2 + (x4 - 1)^2 + (x5 - 1)^2\ns.t. x1 + 3x2 = 0\n x3 + x4 - 2x5 = 0\n x2 - x5 = 0",
                  176 / 43, 176 / 43, True, True, "proved", "holds"),
    "hs61": Known("min 4x^2 + 2y^2 + 2z^2 - 33x + 16y - 24z\ns.t. 3x - 2y^2 = 7\n 4x - z^2 = 11", -143.6461422, -143.6461422, True),
    "hs63": Known("domain x >= 0\ndomain y >= 0\ndomain z >= 0\nmin 1000 - x^2 - 2y^2 - z^2 - x*y - x*z\ns.t. 8x + 14y + 7z = 56\n x^2 + y^2 + z^2 = 25",
                  961.7151721, None, True, must=FEWER_P),
    "hs64": Known("domain x >= 1/100000\ndomain y >= 1/100000\ndomain z >= 1/100000\nmin 5x + 50000/x + 20y + 72000/y + 10z + 144000/z\n"
                  "s.t. 4/x + 32/y + 120/z <= 1", 6299.842428, 6299.842428, True, True, "proved", "holds"),
    "hs65": Known("domain x in [-4.5, 4.5]\ndomain y in [-4.5, 4.5]\ndomain z in [-5, 5]\nmin (x - y)^2 + (x + y - 10)^2/9 + (z - 5)^2\n"
                  "s.t. x^2 + y^2 + z^2 <= 48", 0.9535288567, 0.9535288567, True, True, "proved", "holds"),
    "hs66": Known("domain x in [0, 100]\ndomain y in [0, 100]\ndomain z in [0, 10]\nmin 0.2z - 0.8x\ns.t. y >= exp(x)\n z >= exp(y)", 0.5181632741,
                  0.5181632741, True, True, "proved", "holds"),
    "hs71": Known("domain x1 in [1, 5]\ndomain x2 in [1, 5]\ndomain x3 in [1, 5]\ndomain x4 in [1, 5]\nmin x1*x4*(x1 + x2 + x3) + x3\n"
                  "s.t. x1*x2*x3*x4 >= 25\n x1^2 + x2^2 + x3^2 + x4^2 = 40", 17.0140173, None, True, must=FEWER_P),
    "hs73": Known("domain x1 >= 0\ndomain x2 >= 0\ndomain x3 >= 0\ndomain x4 >= 0\nmin 24.55x1 + 26.75x2 + 39x3 + 40.5x4\n"
                  "s.t. 2.3x1 + 5.6x2 + 11.1x3 + 1.3x4 >= 5\n"
                  " 12x1 + 11.9x2 + 41.8x3 + 52.1x4 >= 21 + 1.645*sqrt(0.28x1^2 + 0.19x2^2 + 20.5x3^2 + 0.62x4^2)\n x1 + x2 + x3 + x4 = 1",
                  29.894378, 29.894378, True, True, "proved", "holds"),
    "hs77": Known("var x1, x2, x3, x4, x5\nmin (x1 - 1)^2 + (x1 - x2)^2 + (x3 - 1)^2 + (x4 - 1)^4 + (x5 - 1)^6\ns.t. x1^2*x4 + sin(x4 - x5) = 2*sqrt(2)\n"
                  " x2 + x3^4*x4^2 = 8 + sqrt(2)", 0.24150513, None, True, must=FEWER_P),
    "hs78": Known("var x1, x2, x3, x4, x5\nmin x1*x2*x3*x4*x5\ns.t. x1^2 + x2^2 + x3^2 + x4^2 + x5^2 = 10\n x2*x3 - 5x4*x5 = 0\n x1^3 + x2^3 = -1",
                  -2.91970041, None, True, must=FEWER_P),
    "hs100": Known("var x1, x2, x3, x4, x5, x6, x7\nmin (x1 - 10)^2 + 5*(x2 - 12)^2 + x3^4 + 3*(x4 - 11)^2 + 10x5^6 + 7x6^2 + x7^4 - 4x6*x7 - 10x6 - 8x7\n"
                   "s.t. 2x1^2 + 3x2^4 + x3 + 4x4^2 + 5x5 <= 127\n 7x1 + 3x2 + 10x3^2 + x4 - x5 <= 282\n 23x1 + x2^2 + 6x6^2 - 8x7 <= 196\n"
                   " 4x1^2 + x2^2 - 3x1*x2 + 2x3^2 + 5x6 - 11x7 <= 0", 680.6300573, 680.6300573, True, True, "proved", "holds"),
    "hs113": Known("var x[1..10]\nmin x[1]^2 + x[2]^2 + x[1]*x[2] - 14x[1] - 16x[2] + (x[3] - 10)^2 + 4*(x[4] - 5)^2 + (x[5] - 3)^2 + 2*(x[6] - 1)^2 + 5x[7]^2"
                   " + 7*(x[8] - 11)^2 + 2*(x[9] - 10)^2 + (x[10] - 7)^2 + 45\n"
                   "s.t. 4x[1] + 5x[2] - 3x[7] + 9x[8] <= 105\n 10x[1] - 8x[2] - 17x[7] + 2x[8] <= 0\n -8x[1] + 2x[2] + 5x[9] - 2x[10] <= 12\n"
                   " 3*(x[1] - 2)^2 + 4*(x[2] - 3)^2 + 2x[3]^2 - 7x[4] <= 120\n 5x[1]^2 + 8x[2] + (x[3] - 6)^2 - 2x[4] <= 40\n"
                   " (x[1] - 8)^2/2 + 2*(x[2] - 4)^2 + 3x[5]^2 - x[6] <= 30\n x[1]^2 + 2*(x[2] - 2)^2 - 2x[1]*x[2] + 14x[5] - 6x[6] <= 0\n"
                   " -3x[1] + 6x[2] + 12*(x[9] - 8)^2 - 7x[10] <= 0", 24.3062091, 24.3062091, True, True, "proved", "holds"),
}
