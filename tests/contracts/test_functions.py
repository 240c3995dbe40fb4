"""Every function in every algebra: against mpmath at 50 digits, differences, samples and Fenchel-Young."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest

import duality as du
from duality.algebra import functions
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.domains import natural_demands
from duality.algebra.evaluate import exact_value, value, values
from duality.algebra.functions import function
from duality.algebra.intervals import enclosure
from duality.algebra.scalars import as_sympy
from duality.algebra.tape.closures import compiled
from duality.algebra.tape.interval_ranges import gradient, ranges
from duality.algebra.tape.interval_tape import Tape
from duality.algebra.tape.jets import jet
from duality.language import parse
from duality.model.expression import Call, Expression, Number, Variable
from duality.model.form import Bounds
from duality.model.functions import FUNCTIONS
from duality.model.sympy_form import symbol

F = Fraction
X = Variable("x")
CLOSE = 4e-15

INSIDE = {
    "log": ("1/3", 3, 40, 1),
    "log2": ("1/3", 3, 8, 1),
    "log10": ("1/3", 3, 1000, 1),
    "sqrt": ("1/3", 4, 0),
    "asin": ("-1/2", 0, "2/3", "99/100"),
    "acos": ("-1/2", 0, "2/3", "99/100"),
    "atanh": ("-1/2", 0, "2/3", "99/100"),
    "acosh": ("5/4", 2, 30),
    "log1p": ("-1/2", 0, "1/1000000000000", 5),
    "erf": ("-2", "-1/2", 0, "1/3", 2),
}
LINE = ("-7/3", "-1/2", 0, "1/3", 2, 5)
OUTSIDE = {
    "log": (0, -1),
    "log2": (0, -1),
    "log10": (0, -1),
    "sqrt": (-1,),
    "asin": ("5/4", -2),
    "acos": ("5/4", -2),
    "atanh": (1, -1, 2),
    "acosh": ("1/2", -3),
    "log1p": (-1, -2),
}
MPMATH: dict[str, Callable[..., Any]] = {
    "abs": lambda x: abs(x),
    "log2": lambda x: mpmath.log(x, 2),
    "softplus": lambda x: mpmath.log(1 + mpmath.exp(x)),
    "huber": lambda t, d: t * t if abs(t) <= d else 2 * d * abs(t) - d * d,
    "max": max,
    "min": min,
    "step": lambda x: mpmath.mpf(x >= 0),
    "piecewise": lambda u, v, f, g: f if u >= v else g,
    "norm": lambda *u: mpmath.sqrt(sum(x * x for x in u)),
    "norm1": lambda *u: sum(map(abs, u)),
    "norminf": lambda *u: max(map(abs, u)),
}
ONE_VARIABLE = [name for name, notation in FUNCTIONS.items() if notation.most == 1]
SEVERAL = [name for name in FUNCTIONS if name not in ONE_VARIABLE]
STEPS = ("floor", "ceil", "sign", "step")


def true_value(name: str, *u: Fraction) -> Any:
    found = MPMATH.get(name) or getattr(mpmath, name)
    with mpmath.workdps(50):
        return found(*(mpmath.mpf(x.numerator) / x.denominator for x in u))


def points(name: str) -> list[Fraction]:
    return [F(x) for x in INSIDE.get(name, LINE)]


def smooth_points(name: str) -> list[Fraction]:
    """Where the function is differentiable: no kink, no end of the domain with an infinite slope."""
    ends = {"abs": {F(0)}, "sqrt": {F(0)}, "sign": {F(0)}, "step": {F(0)}}
    return [x for x in points(name) if x not in ends.get(name, set()) and not (name in STEPS and x.denominator == 1)]


def call(name: str) -> Expression:
    return Call(name, (X,))


def test_every_file_is_in_the_table() -> None:
    files = {path.stem for path in Path(functions.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == set(FUNCTIONS)
    assert all(function(name).name == name for name in FUNCTIONS)


@pytest.mark.parametrize("name", [*ONE_VARIABLE, "norm", "norm1", "norminf"])
def test_parity(name: str) -> None:
    """As the record says, and "even" or "odd" wherever the values are."""
    at, more = function(name).value, () if name in ONE_VARIABLE else (0.7, -2.0)
    pairs = [(at(x, *more), at(-x, *more)) for x in (0.1, 0.3, 0.5, 0.9, 1.5, 2.0, 3.1, 4.7)]
    defined = [(u, v) for u, v in pairs if not (math.isnan(u) and math.isnan(v))]
    signs = {"even": 1, "odd": -1}
    seen = [word for word, sign in signs.items() if all(v == pytest.approx(sign * u) for u, v in defined)]
    assert [function(name).parity] == (seen or [None])


@pytest.mark.parametrize("name", ONE_VARIABLE)
def test_values(name: str) -> None:
    node, at = call(name), compiled(call(name))
    many = values(node, {"x": np.array([float(x) for x in points(name)])})
    for x, in_array in zip(points(name), many, strict=True):
        true = float(true_value(name, F(float(x))))
        assert value(node, {"x": float(x)}) == pytest.approx(true, rel=CLOSE, abs=1e-300)
        assert at({"x": float(x)}) == value(node, {"x": float(x)})
        assert in_array == pytest.approx(true, rel=CLOSE, abs=1e-300)
        assert float(exact_value(node, {"x": x})) == pytest.approx(float(true_value(name, x)), rel=CLOSE)
        assert float(node.sympy().subs(symbol("x"), as_sympy(x)).evalf(30)) == pytest.approx(
            float(true_value(name, x)), rel=CLOSE, abs=1e-14
        )


@pytest.mark.parametrize("name", OUTSIDE)
def test_outside_the_natural_domain(name: str) -> None:
    node = call(name)
    (demand, *_) = natural_demands(node)
    assert demand.origin == node
    for x in map(F, OUTSIDE[name]):
        assert math.isnan(value(node, {"x": float(x)}))
        assert np.isnan(values(node, {"x": np.array([float(x)])})).all()
        assert np.isnan(jet(node, ("x",), np.array([[float(x)]]), 2).value).all()
        with pytest.raises(ValueError, match=r"undefined|negative"):
            exact_value(node, {"x": x})
        assert enclosure(node, {"x": (x, x)}).defined == "nowhere"
        signs = [(d.kind, exact_value(d.argument, {"x": x})) for d in natural_demands(node)]
        assert any(v < 0 or (v == 0 and kind == "positive") for kind, v in signs)


@pytest.mark.parametrize("name", ONE_VARIABLE)
def test_derivatives(name: str) -> None:
    node = call(name)
    if name in STEPS:
        with pytest.raises(NotDifferentiable):
            derivative(node, "x")
    for x in smooth_points(name):
        with mpmath.workdps(50):
            at = mpmath.mpf(x.numerator) / x.denominator
            phi = MPMATH.get(name) or getattr(mpmath, name)
            first, second = (float(mpmath.diff(phi, at, n, h=mpmath.mpf(10) ** -12)) for n in (1, 2))
        found = jet(node, ("x",), np.array([[float(x)]]), 2)
        assert found.gradient is not None
        assert found.hessian is not None
        assert found.gradient[0, 0] == pytest.approx(first, rel=1e-9, abs=1e-9)
        assert found.hessian[0, 0, 0] == pytest.approx(second, rel=1e-8, abs=1e-8)
        if name not in STEPS:
            assert value(derivative(node, "x"), {"x": float(x)}) == pytest.approx(first, rel=1e-9, abs=1e-9)


def boxes(name: str) -> list[tuple[Fraction, Fraction]]:
    ordered = sorted(points(name))
    pairs = [(a, b) for k, a in enumerate(ordered) for b in ordered[k:]]
    # tan has poles at +-pi/2 and 3 pi/2.
    return pairs if name != "tan" else [(a, b) for a, b in pairs if b - a < 1 and abs(a) < 1]


def samples(low: Fraction, high: Fraction) -> list[Fraction]:
    return [low + (high - low) * k / 7 for k in range(8)]


@pytest.mark.parametrize("name", ONE_VARIABLE)
def test_ranges_hold_every_sample(name: str) -> None:
    node = call(name)
    tape = Tape(("x",))
    place = tape.add(node)
    for low, high in boxes(name):
        rational = enclosure(node, {"x": (low, high)})
        found = ranges(tape, np.array([[float(low)]]), np.array([[float(high)]]))
        lower, upper = (float(end[0]) for end in found.pairs[place])
        steep = [float(end[0, 0]) for end in gradient(found, place)]
        assert rational.defined == "everywhere"
        for x in samples(low, high):
            # Rounded so that it lies in the box of floats too.
            inside = F(min(max(float(x), float(low)), float(high)))
            true = true_value(name, inside)
            assert lower <= true <= upper
            exact = true_value(name, x)
            assert rational.range.lower is None or mpmath.mpf(str(float(rational.range.lower))) <= exact + 1e-12
            assert rational.range.upper is None or mpmath.mpf(str(float(rational.range.upper))) >= exact - 1e-12
            if name not in STEPS and inside not in (F(0), F(-1), F(1)):
                slope = jet(node, ("x",), np.array([[float(inside)]]), 1).gradient
                assert slope is not None
                rounding = 1e-12 * (1 + abs(float(slope[0, 0])))
                assert steep[0] - rounding <= slope[0, 0] <= steep[1] + rounding


@pytest.mark.parametrize("name", ONE_VARIABLE)
def test_ranges_are_tight(name: str) -> None:
    """Between the values at the ends for a function that rises or falls, and nowhere beyond the image."""
    node = call(name)
    shape = function(name).shape(Bounds(*map(F, (min(points(name)), max(points(name))))))
    low, high = min(points(name)), max(points(name))
    found = enclosure(node, {"x": (low, high)}).range
    ends = sorted(float(true_value(name, x)) for x in (low, high))
    if (shape.increasing or shape.decreasing) and found.lower is not None and found.upper is not None:
        assert float(found.lower) == pytest.approx(ends[0], rel=1e-14, abs=1e-30)
        assert float(found.upper) == pytest.approx(ends[1], rel=1e-14, abs=1e-30)


@pytest.mark.parametrize("name", ONE_VARIABLE)
def test_what_the_inverse_leaves_out_has_other_values(name: str) -> None:
    record = function(name)
    for low, high in boxes(name):
        old = np.array([-50.0]), np.array([50.0])
        z = np.array([float(true_value(name, low))]), np.array([float(true_value(name, high))])
        z = np.minimum(*z) - 1e-12, np.maximum(*z) + 1e-12
        kept = record.inverse(np, z, old) if record.has_ranges else None
        if kept is not None:
            for x in samples(low, high):
                if z[0][0] <= true_value(name, x) <= z[1][0]:
                    assert kept[0][0] <= float(x) + 1e-9
                    assert kept[1][0] >= float(x) - 1e-9


@pytest.mark.parametrize("name", ONE_VARIABLE)
def test_the_shape_agrees_with_samples(name: str) -> None:
    for low, high in boxes(name):
        if low == high:
            continue
        shape = function(name).shape(Bounds(low, high))
        a, m, b = (true_value(name, x) for x in (low, (low + high) / 2, high))
        with mpmath.workdps(50):
            assert not shape.convex or m <= (a + b) / 2 + 1e-30
            assert not shape.concave or m >= (a + b) / 2 - 1e-30
        assert not shape.increasing or a <= b
        assert not shape.decreasing or a >= b


@pytest.mark.parametrize("name", ONE_VARIABLE)
def test_a_function_reads_in_as_it_prints(name: str) -> None:
    node = call(name)
    assert parse(f"var x\nmin {node}").objective == node
    assert "x" in node.latex()
    assert str(getattr(du, name)(X)) == str(node)


SAMPLES = {name: [F(3, 2), F(-2), F(1, 4)] for name in SEVERAL} | {
    "huber": [F(3, 2), F(1)],
    "piecewise": [F(3, 2), F(-2), F(1, 4), F(5)],
}


@pytest.mark.parametrize("name", SEVERAL)
def test_functions_of_several_arguments(name: str) -> None:
    u = SAMPLES[name]
    names = [f"x{k}" for k in range(len(u))]
    node = Call(name, tuple(map(Variable, names)))
    if name == "huber":
        node = Call(name, (Variable("x0"), Number(u[1])))
    true = float(true_value(name, *u))
    point = dict(zip(names, u, strict=True))
    assert float(exact_value(node, point)) == pytest.approx(true, rel=CLOSE)
    assert value(node, {k: float(v) for k, v in point.items()}) == pytest.approx(true, rel=CLOSE)
    assert values(node, {k: np.array([float(v)]) for k, v in point.items()})[0] == pytest.approx(true, rel=CLOSE)
    held = enclosure(node, {k: (v - F(1, 8), v + F(1, 8)) for k, v in point.items()}).range
    assert held.lower is not None
    assert held.upper is not None
    assert float(held.lower) <= true <= float(held.upper)
    tape = Tape(tuple(names))
    place = tape.add(node)
    x = np.array([[float(v)] for v in u])
    found = ranges(tape, x - 0.125, x + 0.125).pairs[place]
    assert found[0][0] <= true <= found[1][0]
    slopes = jet(node, tuple(names), x, 1).gradient
    assert slopes is not None
    for k, at in enumerate(names if name != "huber" else names[:1]):
        step = 1e-6
        up, down = ({**{n: float(v) for n, v in point.items()}, at: float(u[k]) + s * step} for s in (1, -1))
        assert slopes[k, 0] == pytest.approx((value(node, up) - value(node, down)) / (2 * step), abs=1e-6)


OVERFLOWING: list[tuple[str, float, Callable[[Any], Any]]] = [
    ("log(cosh(x))", 800, lambda x: mpmath.log(mpmath.cosh(x))),
    ("log(sinh(x))", 800, lambda x: mpmath.log(mpmath.sinh(x))),
    ("log(1 + exp(x))", 800, lambda x: mpmath.log(1 + mpmath.exp(x))),
    ("log1p(exp(x))", 800, lambda x: mpmath.log(1 + mpmath.exp(x))),
    ("log(1 + exp(-x))", 60, lambda x: mpmath.log(1 + mpmath.exp(-x))),
    ("log(exp(x) - 1)", 1e-9, lambda x: mpmath.log(mpmath.exp(x) - 1)),
    ("softplus(x)", 800, lambda x: mpmath.log(1 + mpmath.exp(x))),
    ("sqrt(exp(x))", 1000, lambda x: mpmath.exp(x / 2)),
    ("exp(x)/(1 + exp(x))", 800, lambda x: 1 / (1 + mpmath.exp(-x))),
    ("sinh(x)/cosh(x)", 800, mpmath.tanh),
    ("cosh(x)*exp(-x)", 800, lambda x: mpmath.cosh(x) * mpmath.exp(-x)),
    ("log(x*cosh(x))", 800, lambda x: mpmath.log(x * mpmath.cosh(x))),
]


@pytest.mark.parametrize(("text", "x", "true"), OVERFLOWING, ids=[text for text, _, _ in OVERFLOWING])
def test_nothing_overflows_where_the_value_is_finite(text: str, x: float, true: Callable[[Any], Any]) -> None:
    node = parse(f"var x\nmin {text}").objective
    with mpmath.workdps(1000):
        expected = float(true(mpmath.mpf(x)))
        slope = float(mpmath.diff(true, mpmath.mpf(x), h=mpmath.mpf(10) ** -30))
    assert value(node, {"x": x}) == pytest.approx(expected, rel=1e-13)
    assert compiled(node)({"x": x}) == pytest.approx(expected, rel=1e-13)
    assert values(node, {"x": np.array([x, 1.0])})[0] == pytest.approx(expected, rel=1e-13)
    found = jet(node, ("x",), np.array([[x]]), 2)
    assert found.gradient is not None
    assert found.value[0] == pytest.approx(expected, rel=1e-13)
    assert found.gradient[0, 0] == pytest.approx(slope, rel=1e-6, abs=1e-12)
    if text.startswith("log("):
        tape = Tape(("x",))
        place = tape.add(node)
        end = np.array([[x]])
        lower, upper = ranges(tape, end, end).pairs[place]
        assert lower[0] <= expected <= upper[0]
        if "- 1" not in text and "sinh" not in text and "x*" not in text:
            assert upper[0] - lower[0] <= 1e-9 * (1 + abs(expected))


@pytest.mark.parametrize("name", ONE_VARIABLE)
def test_casadi_has_the_same_values(name: str) -> None:
    casadi = pytest.importorskip("casadi")
    from duality.solving.local.ipopt import _library
    from duality.solving.translation.library_trees import Trees

    x = casadi.SX.sym("x")
    evaluated = casadi.Function("f", [x], [Trees(_library(casadi), {"x": x}).of(call(name))])
    for at in points(name):
        assert float(evaluated(float(at))) == pytest.approx(float(true_value(name, at)), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("name", ONE_VARIABLE)
def test_scip_states_a_function_or_refuses_it_by_name(name: str) -> None:
    import pyscipopt

    from duality.errors import BackendRefused
    from duality.solving.globally.translation.scip_trees import ScipTrees

    model = pyscipopt.Model()
    trees = ScipTrees(pyscipopt, {"x": model.addVar("x")})
    if name in ("exp", "log", "sqrt", "abs", "sin", "cos") or function(name).expansion(X) is not None:
        assert trees.of(call(name)) is not None
    else:
        with pytest.raises(BackendRefused, match=name):
            trees.of(call(name))


@pytest.mark.parametrize("name", ONE_VARIABLE)
def test_the_conjugate_obeys_fenchel_young(name: str) -> None:
    """theta_D(u) = inf phi(x) + u (0 - x) <= phi(x) - u x, with equality at u = phi'(x) where phi is convex on D."""
    node = call(name)
    problem = du.minimize(node, subject_to={"a": X == 0})
    theta = du.derive(problem).dual_function
    whole = function(name).shape(function(name).domain if hasattr(function(name), "domain") else Bounds())
    for x in smooth_points(name):
        if name in STEPS:
            continue
        slope = value(derivative(node, "x"), {"x": float(x)})
        try:
            found = theta({"a": -slope})
        except ValueError as refusal:
            # A refusal has its reason: what is not convex has no conjugate in the table.
            _refuses(refusal, theta.data.is_closed)
            continue
        support = float(true_value(name, x)) - slope * float(x)
        assert found <= support + 1e-9
        if whole.convex:
            assert found == pytest.approx(support, rel=1e-9, abs=1e-9)


def _refuses(refusal: ValueError, is_closed: bool) -> None:
    assert not is_closed
    assert "theta_D has no closed form" in str(refusal)


@pytest.mark.parametrize(
    "text", ["log(exp(x) + exp(y))", "log(2*exp(x - y) + 1)", "log(cosh(x)*exp(y))", "log(exp(x) - exp(y))"]
)
def test_ranges_of_logs_of_exponentials_hold_every_sample(text: str) -> None:
    node = parse(f"var x, y\nmin {text}").objective
    tape = Tape(("x", "y"))
    place = tape.add(node)
    for low, high in (
        ((1.0, 0.0), (2.0, 0.5)),
        ((700.0, -800.0), (900.0, -700.0)),
        ((0.5, -math.inf), (math.inf, 0.25)),
    ):
        found = ranges(tape, np.array([low]).T, np.array([high]).T)
        steep = gradient(found, place)
        ends = [(max(a, -1e3), min(b, 1e3)) for a, b in zip(low, high, strict=True)]
        grid = [dict(zip("xy", p, strict=True)) for p in product(*(np.linspace(a, b, 5).tolist() for a, b in ends))]
        for point in grid:
            at = value(node, point)
            assert found.pairs[place][0][0] <= at + 1e-12 * abs(at)
            assert found.pairs[place][1][0] >= at - 1e-12 * abs(at)
            slope = jet(node, ("x", "y"), np.array([[point["x"]], [point["y"]]]), 1).gradient
            assert slope is not None
            assert (steep[0][:, 0] - 1e-9 <= slope[:, 0]).all()
            assert (slope[:, 0] <= steep[1][:, 0] + 1e-9).all()
