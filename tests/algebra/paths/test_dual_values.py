"""theta_D along paths of multipliers: lower bounds of d* that no single multiplier gives."""

from __future__ import annotations

import math

import pytest

from duality.algebra.paths import Path
from duality.algebra.paths.dual_values import rising_paths, theta_along
from duality.derivation import derive
from duality.model.derivation import DualFunction
from tests.algebra.paths.written import form, path

CIRCLES = "min x^2 + y^2\ns.t. (x - 1)^2 + (y - 1)^2 <= 1\n (x - 1)^2 + (y + 1)^2 <= 1"


def theta(text: str) -> DualFunction:
    return derive(form(text)).dual_function


def _named(function: DualFunction, text: str) -> Path:
    """A path by the multipliers in their order: "t, 2*t"."""
    sides = [part.strip() for part in text.split(",")]
    along = path(", ".join(f"x{k} = {side}" for k, side in enumerate(sides)))
    return Path(tuple((m.name, tree) for m, (_, tree) in zip(function.multipliers, along.coordinates, strict=True)))


@pytest.mark.parametrize(
    ("statement", "along", "value"),
    [
        (CIRCLES, "t, t", 1),
        ("min x\ns.t. x^2 <= 0", "t", 0),
        ("min x - 2*y\ns.t. x^2 + y^2 <= 0", "t", 0),
        ("min x\ns.t. (x - 3)^2 <= 0", "t", 3),
        ("min x^2\ns.t. x = 2", "-4 + 1/t", 4),
        # A multiplier below 0, and theta_D = -inf where alpha stays too small.
        ("min x\ns.t. x^2 <= 0", "-t", None),
        ("min -x^2\ns.t. x^2 <= 1", "1 - 1/t", None),
        ("min -x^2\ns.t. x^2 <= 1", "1 + 1/t", -1),
    ],
)
def test_limits_of_theta(statement, along, value) -> None:
    function = theta(statement)
    assert theta_along(function, _named(function, along)) == value


@pytest.mark.parametrize(
    ("statement", "supremum"),
    [
        (CIRCLES, 1), ("min x\ns.t. x^2 <= 0", 0), ("min x\ns.t. (x - 3)^2 <= 0", 3),
        ("min x + y\ns.t.\n a: (x - 1)^2 + y^2 <= 0\n b: x >= 0", 1),
        ("min x\ns.t.\n a: (x - 2)^2 + (y - 1)^2 <= 1\n b: (x - 2)^2 + (y + 1)^2 <= 1", 2),
    ],
)  # fmt: skip
def test_paths_that_rise_to_a_supremum_without_maximum(statement, supremum) -> None:
    function = theta(statement)
    values = [theta_along(function, along) for along in rising_paths(function)]
    known = [float(v) for v in values if v is not None]
    assert max(known, default=-math.inf) == pytest.approx(supremum, abs=1e-15)
