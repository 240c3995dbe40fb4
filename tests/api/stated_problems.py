"""Thirty small problems of different kinds, by what a picture of them could get wrong."""

PROBLEMS: dict[str, str] = {
    "quadratic": "min x^2 + y^2; s.t. c: x + y >= 1",
    "quadratic with a slack constraint": "min (x - 1)^2 + y^2; s.t. c: x <= 3; d: x + y >= 1",
    "three multipliers": "min x^2 + y^2 + z^2; s.t. a: x + y >= 1; b: y + z >= 2; c: x - z <= 1",
    "one equation": "min x^2 + 2*y^2; s.t. h: x + y = 1",
    "two equations": "min x^2 + y^2 + z^2; s.t. h: x + y + z = 3; g: x - y = 1",
    "equation and inequality": "min x^2 + y^2; s.t. h: x + y = 2; c: x >= 3/2",
    "maximum of a concave function": "max 4*x - x^2; s.t. c: x <= 1",
    "maximum over two variables": "domain x > 0; domain y > 0; max log(x) + log(y); s.t. b: x + 2*y <= 4",
    "maximum linear": "domain x >= 0; domain y >= 0; max 3*x + 2*y; s.t. a: x + y <= 4; b: x + 3*y <= 6",
    "linear in the plane": "domain x >= 0; domain y >= 0; min 2*x + 3*y; s.t. need: x + y >= 4; mix: x - y = 1",
    "linear with free variables": "min x + y; s.t. a: x + 2*y >= 2; b: 2*x + y >= 2; c: x <= 5",
    "gap of a polynomial": "min x^4 - 3*x^2 + x; s.t. right: x >= 0",
    "gap of a maximum": "max -x^4 + 3*x^2 - x; s.t. right: x >= 0",
    "gap of a convex problem": "domain y > 0; min exp(-x); s.t. c: x^2/y <= 0",
    "gap at infinity": "domain x > 0; domain y > 0; min x/y + y; s.t. low: x >= 1",
    "dual not attained": "min x; s.t. c: x^2 <= 0",
    "dual not attained, two balls": "min x^2 + y^2; s.t. a: (x - 1)^2 + (y - 1)^2 <= 1; b: (x - 1)^2 + (y + 1)^2 <= 1",
    "primal not attained": "domain x > 0; min 1/x; s.t. c: x >= 1",
    "two points": "domain x in {0, 1}; min -x; s.t. half: x <= 1/2",
    "knapsack": "domain a in {0, 1}; domain b in {0, 1}; domain c in {0, 1}; max 5*a + 4*b + 3*c; "
    "s.t. w: 2*a + 3*b + c <= 4",
    "integers": "domain k in 0..6; min (k - 5/2)^2; s.t. c: k >= 16/5",
    "feasible nowhere to the left": "domain y > 0; min exp(-x); s.t. c: x^2/y <= 0",
    "one integer, one real": "domain x in 0..3; min (x - 3/2)^2 + y^2; s.t. c: x + y >= 2",
    "constant value": "domain x in [-1, 4]; min abs(x - 1) + abs(x - 2); s.t. c: x <= 3",
    "d* by another multiplier at infinity": "min exp(-y); s.t. c: sqrt(x^2 + y^2) <= x",
    "finite set and equation": "domain x in {-1, 1}; domain y in {-1, 1}; min x*y + x; s.t. h: x + y = 0",
    "cut": "min x*y + y*z + x*z; s.t. a: x^2 = 1; b: y^2 = 1; c: z^2 = 1",
    "nonconvex quadratic without a gap": "min -x^2 + y^2 + x; s.t. ball: x^2 + y^2 <= 1",
    "nonconvex in one variable": "min x^3 - 3*x; s.t. c: x^2 <= 4",
    "infeasible": "min x; s.t. a: x >= 2; b: x <= 1",
    "unbounded": "min x; s.t. a: x <= 1",
    "no constraint": "min (x - 1)^2 + y^2",
    "no multiplier needed": "min (x - 1)^2; s.t. c: x <= 3",
    "entropy": "domain p > 0; domain q > 0; min p*log(p) + q*log(q); s.t. one: p + q = 1; mean: q <= 3/10",
    "kink": "min abs(x) + abs(y - 1); s.t. c: x + y >= 3",
    "cusp": "var x, y; min -x; s.t. a: y <= (1 - x)^3; b: y >= 0",
}

MOVED: dict[str, tuple[str, tuple[float, ...]]] = {
    # the constraint that "price" moves is at u; right-hand sides to compare with
    "quadratic": ("min x^2 + y^2; s.t. c: x + y >= 1 - ({u})", (-0.5, 0.25, 0.5)),
    "one equation": ("min x^2 + 2*y^2; s.t. h: x + y = 1 + ({u})", (-0.5, 0.25, 0.5)),
    "maximum of a concave function": ("max 4*x - x^2; s.t. c: x <= 1 + ({u})", (-0.5, 0.25, 0.5)),
    "maximum over two variables": (
        "domain x > 0; domain y > 0; max log(x) + log(y); s.t. b: x + 2*y <= 4 + ({u})",
        (-0.5, 0.5),
    ),
    "linear in the plane": (
        "domain x >= 0; domain y >= 0; min 2*x + 3*y; s.t. need: x + y >= 4 - ({u}); mix: x - y = 1",
        (-1.0, 1.0),
    ),
    "entropy": (
        "domain p > 0; domain q > 0; min p*log(p) + q*log(q); s.t. one: p + q = 1; mean: q <= 3/10 + ({u})",
        (-0.1, 0.1),
    ),
    "kink": ("min abs(x) + abs(y - 1); s.t. c: x + y >= 3 - ({u})", (-0.5, 0.5)),
    "gap of a polynomial": ("min x^4 - 3*x^2 + x; s.t. right: x >= -({u})", (-0.5, 0.25, 1.0)),
    "nonconvex quadratic without a gap": ("min -x^2 + y^2 + x; s.t. ball: x^2 + y^2 <= 1 + ({u})", (-0.5, 0.5)),
}
