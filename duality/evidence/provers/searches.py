"""The provers that search, by cost: asked in turn while a value or its attainment is open."""

from __future__ import annotations

from collections.abc import Mapping

from duality.evidence.provers.along_paths import AlongMultipliers, AlongPaths
from duality.evidence.provers.auxiliary import AuxiliaryDual
from duality.evidence.provers.boxes import Boxes
from duality.evidence.provers.brackets import BoxedMultipliers, ExactMixtures
from duality.evidence.provers.circuits import NonnegativeCircuits
from duality.evidence.provers.claims import Claims
from duality.evidence.provers.compactness import Compactness
from duality.evidence.provers.components import Parts
from duality.evidence.provers.convex import CompactLevels, KKTAtBest, KKTAtBorder, KKTPoint
from duality.evidence.provers.derived import Derived
from duality.evidence.provers.emptiness import Emptiness
from duality.evidence.provers.empty_domain import EmptyDomain
from duality.evidence.provers.enclosures import EnclosedPoints
from duality.evidence.provers.engines import Engines
from duality.evidence.provers.explicit import SolvedDual
from duality.evidence.provers.inactive import InactiveConstraints
from duality.evidence.provers.means import InequalityOfMeans
from duality.evidence.provers.multipliers import BoundedMultipliers, NoMinimizer, NoMultipliers
from duality.evidence.provers.nearby import NearbyMultipliers, NearbyPoints
from duality.evidence.provers.on_rows import PointsOnRows
from duality.evidence.provers.one_variable import OneVariable
from duality.evidence.provers.only_point import OnlyMultipliers
from duality.evidence.provers.path_cuts import MeetingCuts, PathCuts
from duality.evidence.provers.pieces_of_one import PiecesOfOne
from duality.evidence.provers.prover import IfConvex, Prover
from duality.evidence.provers.ranges import Ranges
from duality.evidence.provers.recession import Receding
from duality.evidence.provers.restated import FiniteSets, RestatedForms, SameDualFunctions
from duality.evidence.provers.rising import RisingMultipliers
from duality.evidence.provers.saddles import EnclosedSaddles
from duality.evidence.provers.stationary import AllKKTPoints, StationaryPoints
from duality.evidence.provers.theorem_two import NoConstraints
from duality.evidence.provers.vertices import Vertices
from duality.evidence.provers.zero_multipliers import ZeroMultipliers

SEARCHES: tuple[Prover, ...] = (
    KKTPoint(),
    Derived(),
    InequalityOfMeans(),
    NonnegativeCircuits(),
    OneVariable(),
    IfConvex(NearbyPoints()),
    IfConvex(NearbyMultipliers()),
    IfConvex(Compactness()),
    RestatedForms(),
    FiniteSets(),
    SolvedDual(),
    AuxiliaryDual(),
    ZeroMultipliers(),
    OnlyMultipliers(),
    Ranges(),
    NearbyPoints(),
    PointsOnRows(),
    KKTAtBest(),
    KKTAtBorder(),
    NearbyMultipliers(),
    CompactLevels(),
    Compactness(),
    AlongPaths(),
    AlongMultipliers(),
    PathCuts(),
    MeetingCuts(),
    SameDualFunctions(),
    PiecesOfOne(),
    BoxedMultipliers(),
    ZeroMultipliers(binding=True),
    ExactMixtures(),
    EnclosedPoints(),
    InactiveConstraints(),
    Vertices(),
    AllKKTPoints(),
    StationaryPoints(),
    EnclosedSaddles(),
    Emptiness(),
    RisingMultipliers(),
    # Again, for the feasible points that were found since.
    CompactLevels(),
    Compactness(),
    BoundedMultipliers(),
    NoMultipliers(),
    NoMinimizer(),
    Receding(),
    NoConstraints(),
)
"""A settled problem, as most linear and quadratic programs are, loads none of them."""

RISING: tuple[Prover, ...] = (SolvedDual(), NearbyMultipliers())
"""For d* from below alone."""

PROOFS: tuple[Prover, ...] = (
    Engines(),
    Ranges(),
    ZeroMultipliers(),
    ZeroMultipliers(binding=True),
    OnlyMultipliers(),
    AlongPaths(),
    PathCuts(),
    AlongMultipliers(),
    StationaryPoints(),
)
"""For d* before it is searched: each is exact, and over soon."""

BOUNDS: tuple[Prover, ...] = (
    EmptyDomain(),
    Engines(),
    Parts(),
    Claims(),
    Ranges(),
    AllKKTPoints(largest=1),
    InequalityOfMeans(),
    Derived(largest=1),
    OneVariable(),
    PiecesOfOne(),
    NearbyPoints(),
    NonnegativeCircuits(),
    Boxes(),
    Compactness(),
)
"""For inf f over D alone."""

POINTS: tuple[Prover, ...] = (EmptyDomain(), Engines(), Claims(), NearbyPoints())
"""For p* from above alone."""

PARTIAL: Mapping[str, tuple[Prover, ...]] = {
    "bounds": BOUNDS,
    "dual": RISING,
    "points": POINTS,
    "proofs of d*": PROOFS,
}
"""By what is asked, where it is not everything."""
