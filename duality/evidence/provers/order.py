"""The provers by cost; all that still have something to add are asked in turn."""

from __future__ import annotations

from duality.evidence.provers.along_paths import AlongMultipliers, AlongPaths
from duality.evidence.provers.brackets import BoxedMultipliers, ExactMixtures
from duality.evidence.provers.claims import Claims
from duality.evidence.provers.compactness import Compactness
from duality.evidence.provers.components import Parts
from duality.evidence.provers.convex import CompactLevels, KKTPoint, Slater
from duality.evidence.provers.emptiness import Emptiness
from duality.evidence.provers.enclosures import EnclosedPoints
from duality.evidence.provers.engines import Engines
from duality.evidence.provers.explicit import SolvedDual
from duality.evidence.provers.formula import Formula
from duality.evidence.provers.multipliers import BoundedMultipliers, NoMultipliers
from duality.evidence.provers.nearby import NearbyMultipliers, NearbyPoints
from duality.evidence.provers.prover import Prover
from duality.evidence.provers.ranges import EmptyDomain, Ranges
from duality.evidence.provers.restated import FiniteSets, RestatedForms

PROVERS: tuple[Prover, ...] = (
    EmptyDomain(),
    Engines(),
    Parts(),
    Claims(),
    Formula(),
    KKTPoint(),
    RestatedForms(),
    FiniteSets(),
    SolvedDual(),
    Slater(),
    Ranges(),
    AlongPaths(),
    AlongMultipliers(),
    NearbyPoints(),
    NearbyMultipliers(),
    BoxedMultipliers(),
    ExactMixtures(),
    EnclosedPoints(),
    Emptiness(),
    CompactLevels(),
    Compactness(),
    BoundedMultipliers(),
    NoMultipliers(),
)

AT_ONCE: tuple[Prover, ...] = PROVERS[:5]
"""These look at what is there and search for nothing."""
