"""Settings that every test shares."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

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
