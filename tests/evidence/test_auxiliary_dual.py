"""An auxiliary form's dual is the statement's own only where L is convex and the splitting leaves no gap."""

from __future__ import annotations

import pytest

import duality as du


@pytest.mark.parametrize(
    "text",
    [
        "min x^4 - 3*x^2 + x\ns.t. c: x^2 <= 4",
        "min x^4 - 2*x^2 + x/2\ns.t. c: x^2 <= 9",
        "min x^4 - x^2 - x\ns.t. c: x >= -2",
    ],
)
def test_a_nonconvex_lagrangian_shows_no_split_dual(text: str) -> None:
    """theta_D is finite where 3 - alpha > 0, and the split dual is not."""
    derivation = du.derive(du.parse(text))
    assert "split" not in str(derivation.dual_problem)
    report = du.solve(du.parse(text))
    assert report.dual.value == pytest.approx(report.primal.value, abs=1e-9)
