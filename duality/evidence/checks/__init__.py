"""One check a kind of witness; `duality.evidence.kernel` dispatches."""
