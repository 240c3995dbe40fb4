"""The table of one-variable functions: every entry obeys Fenchel and Young; its slopes, limits, shapes are its own."""

import importlib
import math
import pkgutil
from fractions import Fraction

import numpy as np
import pytest

from duality.algebra.evaluate import value, values
from duality.derivation.rules.univariate import functions
from duality.derivation.rules.univariate.candidate import Closed
from duality.derivation.rules.univariate.combinations import COMBINATIONS
from duality.derivation.rules.univariate.curve import T
from duality.derivation.rules.univariate.formulas import Ratio
from duality.derivation.rules.univariate.function import Function
from duality.derivation.rules.univariate.functions.barrier import Barrier
from duality.derivation.rules.univariate.functions.binary_entropy import BinaryEntropy
from duality.derivation.rules.univariate.functions.circle import LowerHalfCircle
from duality.derivation.rules.univariate.functions.entropy import Entropy
from duality.derivation.rules.univariate.functions.exponential import Exponential
from duality.derivation.rules.univariate.functions.hyperbola import Hyperbola
from duality.derivation.rules.univariate.functions.hyperbolic import HyperbolicCosine, HyperbolicSine
from duality.derivation.rules.univariate.functions.log_cosh import LogCosh
from duality.derivation.rules.univariate.functions.log_sum_exp import LogSumExp
from duality.derivation.rules.univariate.functions.logarithm import NegativeLogarithm
from duality.derivation.rules.univariate.functions.logarithm_of_square import LogarithmOfSquare
from duality.derivation.rules.univariate.functions.powers import AbsolutePower, InversePower, NegativeRoot, RisingPower
from duality.derivation.rules.univariate.functions.softplus import Softplus
from duality.derivation.rules.univariate.functions.trigonometric import Cosine, Sine
from duality.model.form import Affine, Atom, Bounds

THREE_EXPONENTIALS = Atom(
    "logsumexp",
    (
        Affine(Fraction(0)),
        Affine(Fraction(0), ((T.name, Fraction(1)),)),
        Affine(Fraction(0), ((T.name, Fraction(-2)),)),
    ),
    (Fraction(1), Fraction(3), Fraction(2)),
)

TABLE: list[Function] = [
    Exponential(),
    NegativeLogarithm(),
    Entropy(),
    BinaryEntropy(),
    Barrier(),
    Softplus(),
    HyperbolicCosine(),
    HyperbolicSine(),
    Hyperbola(),
    LowerHalfCircle(),
    LogCosh(),
    LogarithmOfSquare(),
    LogSumExp(THREE_EXPONENTIALS),
    Sine(),
    Cosine(),
    *(RisingPower(p) for p in (Fraction(3, 2), Fraction(3), Fraction(7, 3))),
    *(AbsolutePower(p) for p in (Fraction(4), Fraction(3), Fraction(3, 2), Fraction(4, 3))),
    *(NegativeRoot(p) for p in (Fraction(1, 2), Fraction(1, 3), Fraction(3, 4))),
    *(InversePower(r) for r in (Fraction(1), Fraction(2), Fraction(1, 2))),
]

CONVEX_ON = {HyperbolicSine: Bounds(lower=Fraction(0)), LogarithmOfSquare: Bounds(Fraction(-1), Fraction(1))}
WITHOUT_CLOSED_FORM = (Sine, Cosine, LogSumExp)


def label(function):
    return str(function.tree(T))


def points(function, low=-3.0, high=3.0):
    """Points inside the interval on which the function is convex."""
    bounds = CONVEX_ON.get(type(function), function.domain)
    low = low if bounds.lower is None else float(bounds.lower)
    high = high if bounds.upper is None else float(bounds.upper)
    high = max(high, low + 6) if bounds.upper is None else high
    return np.linspace(low, high, 203)[1:-1]


def modules():
    return [importlib.import_module(f"{functions.__name__}.{m.name}") for m in pkgutil.iter_modules(functions.__path__)]


def test_every_function_is_tested_here():
    found = {
        kind
        for module in modules()
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Function) and kind is not Function
    }
    assert found == {type(function) for function in TABLE}


def test_every_module_of_the_table_is_asked():
    asked = {recognizer.__module__ for recognizer in functions.RECOGNIZERS}
    joined = {type(c.function).__module__ for c in COMBINATIONS} | {Barrier.__module__, BinaryEntropy.__module__}
    assert {module.__name__ for module in modules()} <= asked | joined


@pytest.mark.parametrize("function", TABLE, ids=label)
def test_the_derivative_is_the_slope(function):
    for s in points(function)[3::10]:
        h = 1e-6 * max(1.0, abs(s))
        slope = (value(function.tree(T), {T.name: s + h}) - value(function.tree(T), {T.name: s - h})) / (2 * h)
        assert value(function.derivative(T), {T.name: s}) == pytest.approx(slope, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("function", TABLE, ids=label)
def test_the_ends_are_the_limits(function):
    ends = ((function.lower, function.domain.lower, -1), (function.upper, function.domain.upper, 1))
    for end, place, side in ends:
        if end.growth.oscillates:
            continue
        far = [side * 10.0**k for k in (1, 2)] if place is None else [float(place) - side * 10.0**-k for k in (5, 9)]
        rate = math.inf if end.growth.rate else 0
        heights = [value(function.tree(T), {T.name: s}) for s in far]
        slopes = [value(function.derivative(T), {T.name: s}) for s in far]
        check_limit(end.slope, slopes, slow=rate == 0)
        if place is not None:
            check_limit(end.rest, heights, slow=True)
        elif isinstance(end.slope, Fraction):
            check_limit(end.rest, [v - float(end.slope) * s for v, s in zip(heights, far, strict=True)], slow=True)
        if isinstance(end.rest, float):
            assert end.growth.sign == (1 if end.rest > 0 else -1)


def check_limit(limit, found, slow):
    """Two values on the way to the limit: near it, or ever larger."""
    if isinstance(limit, float):
        assert found[1] * limit > 0
        assert abs(found[1]) > abs(found[0])
    else:
        assert abs(found[1] - float(limit)) <= max(1e-3, 0.6 * abs(found[0] - float(limit)))
    assert slow or isinstance(limit, float) or abs(found[1] - float(limit)) < 1e-9


@pytest.mark.parametrize("function", TABLE, ids=label)
def test_curvature_is_what_it_claims(function):
    windows = [
        function.domain,
        *(Bounds(Fraction(a), Fraction(b)) for a, b in ((0, 1), (-1, 0), (1, 3), (-3, -1), (-2, 2))),
    ]
    for window in windows:
        if function.domain.lower is not None and (window.lower is None or window.lower < function.domain.lower):
            continue
        if function.domain.upper is not None and (window.upper is None or window.upper > function.domain.upper):
            continue
        claimed = function.curvature(window)
        low = -4.0 if window.lower is None else float(window.lower)
        high = low + 8.0 if window.upper is None else float(window.upper)
        inner = np.linspace(low, high, 400)[1:-1]
        bend = np.diff(values(function.tree(T), {T.name: inner}), 2)
        if claimed is not None:
            assert np.all(claimed * bend >= -1e-9)
            assert np.any(claimed * bend > 0)


@pytest.mark.parametrize("function", [f for f in TABLE if not isinstance(f, WITHOUT_CLOSED_FORM)], ids=label)
@pytest.mark.parametrize("c", [Fraction(1), Fraction(2), Fraction(3, 7)])
def test_fenchel_young_holds_and_is_tight(function, c):
    """c F(s) - u s >= value for every s, with equality at the stationary point: u a number, and a multiplier."""
    inside = points(function)
    heights = values(function.tree(T), {T.name: inside})
    for s in inside[20:-20:23]:
        u = Fraction(float(c) * value(function.derivative(T), {T.name: s})).limit_denominator(1000)
        known = function.stationary(Affine(c), Affine(u))
        symbolic = function.stationary(
            Affine(Fraction(0), (("gamma", Fraction(2)),)), Affine(Fraction(1), (("beta", Fraction(-1)),))
        )
        assert known is not None
        assert symbolic is not None
        at = {"gamma": float(c) / 2, "beta": 1 - float(u)}
        for found in (known, symbolic):
            least = value(Closed(found.affine, found.curved).tree, at)
            point = value(found.point.tree if isinstance(found.point, Ratio) else found.point, at)
            scale = max(1.0, abs(least))
            assert np.all(float(c) * heights - float(u) * inside >= least - 1e-9 * scale)
            tight = float(c) * value(function.tree(T), {T.name: point}) - float(u) * point
            assert tight == pytest.approx(least, rel=1e-8, abs=1e-8)


def test_sine_knows_its_extremes():
    sine = Sine()
    assert sine.extreme(1, Bounds()) is not None
    low, place = sine.extreme(1, Bounds(Fraction(10), None))
    assert low == -1
    assert float(place) == pytest.approx(3.5 * math.pi)
    high, place = sine.extreme(-1, Bounds(None, Fraction(-10)))
    assert high == 1
    assert float(place) == pytest.approx(-3.5 * math.pi)
    assert sine.extreme(1, Bounds(Fraction(0), Fraction(1))) is None
