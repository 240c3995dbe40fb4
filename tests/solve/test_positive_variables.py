"""Lower bounds that no minimizer takes, since a product would vanish: opened, and others left as they are."""

from __future__ import annotations

import pytest

import duality as du
from duality.derivation import standardize
from duality.solving.proofs.positive import with_positive_variables


def opened(text: str) -> set[str]:
    form = standardize(du.parse(text))
    found = with_positive_variables(form)
    return set() if found is None else {n for n, b in found.domain.bounds if b != form.domain.bound(n)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("min x\ndomain x >= 0\ndomain y >= 0\ns.t. x*y >= 1", {"x", "y"}),
        ("min x\ndomain x >= -1\ndomain y >= 3\ns.t. (x + 1)*(y - 3) >= 1", {"x", "y"}),
        ("min x\ndomain x >= 0\nvar y\ns.t. x*y >= 1", {"x"}),
        ("max (x + 2)*y\ndomain x >= -2\ndomain y >= 0\ns.t. x + y <= 3", {"x", "y"}),
    ],
)
def test_what_a_product_needs(text: str, names: set[str]) -> None:
    assert opened(text) == names


@pytest.mark.parametrize(
    "text",
    [
        # -x*y is least at x = 0 where y is negative.
        "min -x*y\ndomain x >= 0\ndomain y in [-2, -1]\ns.t. x <= 5",
        "max x*y^3\ndomain x >= 0\nvar y\ns.t. x + exp(y) <= 1/2",
        "min x\ndomain x >= -1\ndomain y >= 3\ns.t. x*y >= 1",
    ],
)
def test_signs_that_are_open_leave_the_bounds(text: str) -> None:
    found = opened(text)
    assert "x" not in found


def test_attainment_survives_a_shift() -> None:
    report = du.solve("min x + 1\ndomain x >= -1\ndomain y >= -1\ns.t. (x + 1)*(y + 1) >= 1")
    assert (report.primal.value, report.primal.attained) == (0.0, False)
