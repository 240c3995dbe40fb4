"""The JSON schema: keys, numbers, senses."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from duality.report.render import render

KEYS = {
    "schema": int,
    "problem": dict,
    "lagrangian": str,
    "dual_function": dict,
    "kkt": dict,
    "primal": dict,
    "dual": dict,
    "strong_duality": dict,
    "convexity": dict,
    "slater": dict,
    "slackness": list,
    "warnings": list,
    "seconds": dict,
}
SOLUTION = {"status", "value", "lower", "upper", "exact", "label", "attained", "point"}


def data(report) -> dict:
    return json.loads(render(report, "json"))


def test_every_report_has_the_promised_keys(named_report):
    _, report = named_report
    found = data(report)
    assert found["schema"] == 1
    for key, kind in KEYS.items():
        assert isinstance(found[key], kind), key
    assert {"gap", "dual_problem", "kkt_residuals"} <= set(found)
    assert set(found["primal"]) >= SOLUTION
    assert set(found["dual"]) >= SOLUTION
    assert set(found["kkt"]) == {"applies", "stationarity", "primal", "dual", "slackness"}
    assert set(found["seconds"]) == {"read", "derive", "solve", "verify"}


def test_one_line(named_report):
    _, report = named_report
    shown = render(report, "json")
    assert shown.endswith("}\n")
    assert shown.count("\n") == 1


def test_min_norm(hand_made):
    found = data(hand_made["min-norm"]())
    assert found["problem"]["constraints"] == [
        {
            "name": "budget",
            "kind": "inequality",
            "multiplier": "alpha_budget",
            "written": "x + y >= 1",
            "standard": "1 - x - y <= 0",
        }
    ]
    assert found["dual_function"]["pieces"] == [
        {"value": "alpha_budget - alpha_budget^2/2", "conditions": [], "attained": True}
    ]
    assert found["primal"]["exact"] == "1/2"
    assert found["dual"]["point"] == {"budget": 1.0}
    assert found["slackness"][0]["price"] == 1.0
    assert found["gap"] == 0


def test_infinite_values_are_strings(hand_made):
    found = data(hand_made["infeasible"]())
    assert found["primal"]["value"] == "inf"
    assert found["primal"]["status"] == "infeasible"
    assert found["dual"]["status"] == "unbounded"
    assert found["dual"]["certificate"]["direction"] == {"c1": 1.0, "c2": 1.0}


def test_unattained_has_no_point(hand_made):
    report = hand_made["unattained-max"]()
    found = data(replace(report, primal=replace(report.primal, point=(("x", 1.0),))))
    assert found["primal"]["attained"] is False
    assert found["primal"]["point"] is None


def test_products_of_branches_are_multiplied_out_while_few(hand_made):
    pieces = data(hand_made["pieces"]())["dual_function"]["pieces"]
    # Of the four products two hold at beta_total = 0 alone, where the others say the same.
    assert len(pieces) == 2
    assert pieces[0]["conditions"][0] == "beta_total >= 0"


def test_many_branches_become_parts(hand_made):
    report = hand_made["pieces"]()
    theta = report.derivation.dual_function
    many = replace(theta, blocks=theta.blocks[:1] * 6)
    derivation = replace(report.derivation, dual_function=many)
    found = data(replace(report, derivation=derivation))["dual_function"]
    assert len(found["pieces"]) == 1
    assert [part["name"] for part in found["parts"]] == [f"theta_{k}" for k in range(1, 7)]


def test_kkt_points_only_where_found(hand_made):
    assert "kkt_points" not in data(hand_made["min-norm"]())
    found = data(hand_made["double-well"]())
    points = found["kkt_points"]
    assert [point["kind"] for point in points] == ["local min", "local max", "global min"]
    assert [point["global"] for point in points] == [False, False, True]
    assert found["kkt_points_complete"] is True


@pytest.mark.parametrize("value", [float("nan")])
def test_nan_never_reaches_json(hand_made, value):
    report = hand_made["double-well"]()
    row = replace(report.slackness[0], value=value)
    assert data(replace(report, slackness=(row,)))["slackness"][0]["value"] is None
