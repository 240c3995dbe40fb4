"""Partial minimization: inf over x of L = inf over the other variables of inf over one of them."""

from __future__ import annotations

from duality.derivation.rules.partial.minimization import partial

__all__ = ["partial"]
