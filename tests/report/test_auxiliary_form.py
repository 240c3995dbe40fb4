"""Where theta_D has no closed form of its own, the equivalent form, its dual function and its dual are shown."""

from __future__ import annotations

import json

import pytest

import duality as du
from duality.report.notation import BOYD
from duality.report.options import Options
from duality.report.render import renderers


@pytest.fixture(scope="module")
def steiner():
    x, y = du.variables("x y")
    return du.derive(du.minimize(du.norm(x, y) + du.norm(x - 1, y - 2) + du.norm(x - 3, y)))


def test_the_text_tells_which_dual_it_is(steiner):
    text = str(steiner)
    assert "no closed form of its own" in text
    assert "an equivalent form; its dual has more multipliers" in text
    assert "theta_A" in text
    assert "maximize theta_A" in text


def test_its_multipliers_are_renamed_with_the_others(steiner):
    text = steiner.render("text", Options(BOYD))
    assert "beta_" not in text
    assert "nu_" in text


def test_json_keeps_both_forms_apart(steiner):
    data = json.loads(steiner.to_json())
    assert data["dual_function"]["form"] == "auxiliary"
    assert data["dual_function"]["pieces"] == []
    assert data["auxiliary"]["dual_function"]["pieces"]
    assert len(data["auxiliary"]["problem"]["variables"]) > len(data["problem"]["variables"])


@pytest.mark.parametrize("format", [renderer.name for renderer in renderers()])
def test_every_renderer_takes_it(steiner, format):
    assert steiner.render(format).endswith("\n")
