"""The provers that look at what is there; `duality.evidence.provers.searches` lists those that search."""

from __future__ import annotations

from duality.evidence.provers.claims import Claims
from duality.evidence.provers.components import Parts
from duality.evidence.provers.empty_domain import EmptyDomain
from duality.evidence.provers.engines import Engines
from duality.evidence.provers.formula import Formula
from duality.evidence.provers.prover import Prover
from duality.evidence.provers.theorem_two import Slater

AT_ONCE: tuple[Prover, ...] = (EmptyDomain(), Engines(), Parts(), Claims(), Formula())
"""These cost nothing."""

THEOREMS: tuple[Prover, ...] = (Slater(),)
"""Asked of every problem, since a theorem tells more than two equal numbers."""
