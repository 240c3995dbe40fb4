"""MAiNGO: branch and bound with McCormick relaxations; an optional package, quick in a few variables.

It runs in a process of its own: it takes its time limit for advice, holds Python's lock all the while, and could not
be stopped otherwise.
"""

from __future__ import annotations

from importlib.util import find_spec
from math import inf

from duality.errors import BackendFailed, BackendRefused, BackendUnavailable
from duality.model.budget import UNLIMITED
from duality.model.form import StandardForm
from duality.model.watch import NOBODY
from duality.records import replace
from duality.solving.globally.bound import SHARE, GlobalBound, Request

GRACE = 1.0
"""Seconds beyond the time limit for the start of the process."""

PATIENCE = 10
"""Times that on the clock, where no user has set a limit by it: on a busy machine the process is as slow as all."""

START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from duality.solving.globally.translation.maingo_run import answer; answer()"
)
"""What the process runs; everything that depends on the problem comes to it as data."""


class Maingo:
    """Its bounds hold within a box, since every variable needs finite ends, and up to its tolerances."""

    name = "MAiNGO"

    def refusal(self, form: StandardForm) -> str | None:
        if form.domain.discrete:
            return "MAiNGO is given continuous variables"
        return None

    def bound(self, form: StandardForm, request: Request) -> GlobalBound:
        if find_spec("maingopy") is None:
            raise BackendUnavailable(
                "MAiNGO is not installed; install it with: pip install 'duality-playground[maingo]'"
            )
        import pickle
        import subprocess
        import sys

        seconds = request.budget.bounded(SHARE).left
        sent = pickle.dumps(sys.path) + pickle.dumps((form, replace(request, watch=NOBODY, budget=UNLIMITED), seconds))
        try:
            done = subprocess.run(
                [sys.executable, "-c", START],
                input=sent,
                capture_output=True,
                timeout=max(seconds, 0.0) + GRACE if request.budget.wall < inf else PATIENCE * (seconds + GRACE),
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise BackendFailed(f"MAiNGO did not stop at its time limit of {seconds:.3g} s") from error
        if done.returncode != 0 or not done.stdout:
            last = (done.stderr.decode(errors="replace").strip().splitlines() or ["no message"])[-1]
            raise BackendFailed(f"MAiNGO failed: {last}")
        found = pickle.loads(done.stdout)
        if isinstance(found, (BackendFailed, BackendRefused)):
            raise found
        request.watch.saw(found.lower)
        return found
