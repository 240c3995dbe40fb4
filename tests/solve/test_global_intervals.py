"""Interval arithmetic on arrays: no value escapes a range, no feasible point is lost, no level set is cut."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from duality.algebra.evaluate import values
from duality.algebra.tape.interval_ranges import gradient, ranges
from duality.model.budget import Budget
from duality.solving.globally.intervals.bounds import curved_bounds, plain_bounds, tightened
from duality.solving.globally.intervals.contraction import contract
from duality.solving.globally.intervals.levels import level_box
from duality.solving.globally.intervals.region import region
from duality.solving.globally.intervals.search import Search
from tests.solve.forms import form

FUNCTIONS = [
    "x^3*y - 2*x*y^2 + x",
    "exp(x*y) - y*exp(-x)",
    "sin(3*x)*cos(x*y) + tan(x/4)",
    "log(x^2 + 1) - sqrt(y^2 + x^2)",
    "abs(x - y)^3 + max(x, y, 1) - min(x, 2*y)",
    "tanh(x) + cosh(y) - sinh(x*y)",
    "x/(y^2 + 1) + (x^2 + 1)^1.5",
    "norm(x, y) + norm1(x, y - 1) + norminf(x, 2*y) + huber(x, 1)",
    "(x^2 + 2)^(y/2) - (x^2)^(1/3)",
    "x^4 - (y - 1)^5 + x*y*x",
]


def boxes(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    ends = np.sort(generator.uniform(-3, 3, (2, 2, count)), axis=0)
    wide = generator.random(count) < 0.3
    ends[1] = np.where(wide, ends[1], ends[0] + 0.01 * (ends[1] - ends[0]))
    return ends[0], ends[1]


def inside(lower: np.ndarray, upper: np.ndarray, seed: int) -> np.ndarray:
    return lower + np.random.default_rng(seed).random(lower.shape) * (upper - lower)


@pytest.mark.parametrize("text", FUNCTIONS)
def test_values_stay_inside_their_ranges(text: str) -> None:
    stated = form(f"var x, y\nmin {text}")
    compiled = region(stated, None)
    lower, upper = boxes(300, 1)
    found = ranges(compiled.tape, lower, upper)
    bounds, _ = plain_bounds(compiled, lower, upper)
    curved = curved_bounds(compiled, lower, upper, np.array([0.3, -0.2]))
    for seed in range(4):
        x = inside(lower, upper, seed)
        value = values(stated.objective_expression, {"x": x[0], "y": x[1]})
        slack = 1e-12 * (1 + np.abs(value))
        low, high = found.pairs[compiled.objective]
        assert np.all((low <= value + slack) & (value <= high + slack))
        assert np.all(bounds <= value + slack)
        assert np.all(curved <= value + slack)


@pytest.mark.parametrize("text", FUNCTIONS)
def test_difference_quotients_stay_inside_the_gradient(text: str) -> None:
    stated = form(f"var x, y\nmin {text}")
    compiled = region(stated, None)
    lower, upper = boxes(300, 2)
    low, high = gradient(ranges(compiled.tape, lower, upper), compiled.objective)
    first, second = inside(lower, upper, 3), inside(lower, upper, 4)
    second[1] = first[1]
    at = [values(stated.objective_expression, {"x": x[0], "y": x[1]}) for x in (first, second)]
    step = second[0] - first[0]
    usable = np.abs(step) > 1e-4
    quotient = (at[1] - at[0])[usable] / step[usable]
    slack = 1e-9 * (1 + np.abs(quotient))
    assert np.all(low[0][usable] <= quotient + slack)
    assert np.all(quotient <= high[0][usable] + slack)


@pytest.mark.parametrize("text", FUNCTIONS)
@pytest.mark.parametrize("infinite", [False, True])
def test_contraction_keeps_every_feasible_point(text: str, infinite: bool) -> None:
    stated = form(f"var x, y\nmin x\ns.t.\n {text} <= 6\n x - y^2 <= 1")
    compiled = region(stated, None)
    points = np.random.default_rng(5).uniform(-3, 3, (2, 2000))
    kept = np.ones(2000, bool)
    for c in stated.constraints:
        kept &= values(c.expression, {"x": points[0], "y": points[1]}) <= -1e-9
    points = points[:, kept]
    assert points.shape[1] > 20
    reach = inf if infinite else 0.5
    lower, upper, alive = contract(compiled.tape, compiled.demands, points - reach, points + reach, 4)
    assert alive.all()
    assert np.all((lower <= points) & (points <= upper))
    if not infinite:
        lower, upper, alive = tightened(compiled.tape, compiled.demands, points - 0.01, points + 0.02)
        assert alive.all()
        assert np.all((lower <= points) & (points <= upper))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("x^4 - 3*x^2*y + y^4 - 5*y", 4.0),
        ("x^6 + y^2 - 4*x^2*sin(y) - x*log(y^2 + 1)", 10.0),
        ("2*x^2 + 2*y^2 + 3*x*y - abs(x - 7)", 1.0),
        ("x^4 + y^4 - x/(y^2 + 1) - 3*sqrt(x^2 + 4)", -1.0),
    ],
)
def test_the_level_box_holds_the_level_set(text: str, level: float) -> None:
    stated = form(f"var x, y\nmin {text}")
    free = np.full(2, inf)
    lower, upper = level_box(stated.objective_expression, ("x", "y"), -free, free, level)
    assert np.isfinite(lower).all()
    assert np.isfinite(upper).all()
    x = np.random.default_rng(6).normal(0, 1, (2, 40000)) * np.random.default_rng(7).choice([1, 5, 50], 40000)
    below = values(stated.objective_expression, {"x": x[0], "y": x[1]}) <= level
    assert below.any()
    assert np.all((x[:, below] >= lower[:, None]) & (x[:, below] <= upper[:, None]))


@pytest.mark.parametrize(
    "text", ["x^4 - x^4 + x^2 - y", "x^2 - 3*x*y + y^2", "x*y", "x^2 - exp(y)", "1/10*x^2 + 2/10*x^2 - 3/10*x^2"]
)
def test_no_level_box_where_the_level_set_is_unbounded(text: str) -> None:
    free = np.full(2, inf)
    lower, upper = level_box(form(f"var x, y\nmin {text}").objective_expression, ("x", "y"), -free, free, 1.0)
    assert not (np.isfinite(lower).all() and np.isfinite(upper).all())


def search(text: str, value: float = inf, point: tuple[float, ...] | None = None) -> Search:
    start = None if point is None else np.array(point)
    return Search(region(form(text), None), value, start, 1e-6, lambda _: None)


def test_a_search_without_a_point_finds_its_own() -> None:
    found = search("var x, y\nmin x^4 + y^4 - x*y\ndomain x in [-2, 2]\ndomain y in [-2, 2]").run(Budget.of(20))
    assert found.finished
    assert found.lower <= -0.125 <= found.verified
    assert found.verified - found.lower < 1e-5


def test_a_value_out_of_sight_is_not_taken_for_infeasibility() -> None:
    text = "var x, y\nmin -2*exp(-x/2) + exp(-y^2)/2 - 2*y^3 + x^3\n"
    text += "s.t. log(x^2 + 1) + 3*exp(x/2) - 3*exp(y/2) - 2*y^3 <= 2"
    found = search(text).run(Budget.of(5))
    assert not found.empty
    assert found.lower == -inf


def test_a_point_below_the_minimum_gives_no_false_lower_bound() -> None:
    # The start violates y = 0 by rounding; no bound above the true value 0 may follow.
    found = search(
        "var x, y\nmin x\ns.t.\n y = 0\n x >= y\ndomain x in [-1, 1]\ndomain y in [-1, 1]", -1e-9, (-1e-9, 0.0)
    )
    assert found.run(Budget.of(5)).lower <= 0


def test_interrupted_searches_keep_their_bounds() -> None:
    found = search("var x, y\nmin x*y + sin(5*x)\ndomain x in [-2, 2]\ndomain y in [-2, 2]").run(Budget.of(0))
    assert not found.finished
    assert found.lower <= -4.5 <= found.value
