"""One check a kind of witness; `duality.evidence.kernel` dispatches."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.evidence.checks import circuits as circuits
    from duality.evidence.checks import composites as composites
    from duality.evidence.checks import cuts as cuts
    from duality.evidence.checks import descent as descent
    from duality.evidence.checks import enclosed_points as enclosed_points
    from duality.evidence.checks import engines as engines
    from duality.evidence.checks import inactive as inactive
    from duality.evidence.checks import infinities as infinities
    from duality.evidence.checks import means as means
    from duality.evidence.checks import mixtures as mixtures
    from duality.evidence.checks import multipliers as multipliers
    from duality.evidence.checks import open_borders as open_borders
    from duality.evidence.checks import paths as paths
    from duality.evidence.checks import points as points
    from duality.evidence.checks import recession as recession
    from duality.evidence.checks import saddles as saddles
    from duality.evidence.checks import stationarity as stationarity
    from duality.evidence.checks import theorems as theorems

__getattr__ = lazily(__name__)
