"""Reduced costs at a point in balls whose multipliers are exact algebraic numbers."""

from __future__ import annotations

from duality.derivation.kkt_points import judging, kkt_points
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.budget import Budget

TEXT = """
min x^2 + x*y + z^2
s.t.
    c: x^3 + y^3 + z = 4
    d: y^2 + x >= 1
domain x in [0, 3]
domain y in [0, 3]
domain z in [1, 2]
"""


def test_exact_multipliers_meet_a_point_in_balls(monkeypatch):
    """Balls that tell no sign leave the judgement to exact numbers, the presentation still begins with balls."""
    form = standardize(parse(TEXT))
    usual = kkt_points(form, budget=Budget.of(20.0))
    monkeypatch.setattr(judging, "certified", lambda point, compute: compute(point.exact))
    exact = kkt_points(form, budget=Budget.of(20.0))
    assert usual is not None and exact is not None
    assert any(point.reduced_costs for point in exact.points)
    costs = [[(name, float(cost)) for name, cost in point.reduced_costs] for point in exact.points]
    assert costs == [[(name, float(cost)) for name, cost in point.reduced_costs] for point in usual.points]
