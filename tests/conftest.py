"""Settings that every test shares."""

from __future__ import annotations

import os
from time import thread_time

import pytest
from hypothesis import HealthCheck, Phase, settings

from duality.model import budget
from tests.slow import slow_tests

# Phase.explain runs the failing code many times over; the failing example alone tells enough.
QUICK = {
    "deadline": None,
    "max_examples": 40,
    "suppress_health_check": [HealthCheck.too_slow],
    "phases": [Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
}

# CI draws the same examples every time; at a desk hypothesis explores.
settings.register_profile("ci", derandomize=True, **QUICK)
settings.register_profile("desk", **QUICK)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that were measured to take long are marked ``slow``."""
    for item in items:
        if item.nodeid in slow_tests():
            item.add_marker(pytest.mark.slow)


PATIENCE = 3
"""Seconds of this machine that count as one second of work: tests ask for answers, and a machine that is slow or traces
every line gives the same ones. Tests of the budget itself are marked ``speed``."""


@pytest.fixture(autouse=True)
def patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("speed") is None:
        monkeypatch.setattr(budget, "thread_time", lambda: thread_time() / PATIENCE)
