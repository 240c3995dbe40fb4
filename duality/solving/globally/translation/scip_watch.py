"""SCIP's bounds as it goes: an event handler that tells the dual bound after every node."""

from __future__ import annotations

from typing import Any

from duality.model.watch import Watch

INFINITE = 1e19
"""SCIP's infinity is 1e20."""


def teller(scip: Any, watch: Watch) -> Any:
    """A handler for ``includeEventhdlr``; SCIP's own primal bound is none, since its points are looked at again."""
    events = scip.SCIP_EVENTTYPE.NODESOLVED

    class Teller(scip.Eventhdlr):
        def eventinit(self) -> None:
            self.model.catchEvent(events, self)

        def eventexit(self) -> None:
            self.model.dropEvent(events, self)

        def eventexec(self, event: Any) -> None:
            lower = float(self.model.getDualbound())
            if abs(lower) < INFINITE:
                watch.saw(lower)

    return Teller()
