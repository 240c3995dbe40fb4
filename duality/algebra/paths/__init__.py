"""Behaviour at infinity and at open ends: paths x(t), exact limits along them, rows that hold along them.

- `Path`: the curve, plain data. `limit(tree, path)`: the exact limit, with the side it is approached from.
- `holds`, `satisfied`, `contained`, `feasible`: a comparison with 0, a constraint, D, the feasible set, from some t on.
- `primal_bound`, `theta_bound`, `dual_bound`, `cut`: what the path proves of p*, theta_D(y), d*, and all theta_D(y).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.algebra.paths import between as between
    from duality.algebra.paths import constant_functions as constant_functions
    from duality.algebra.paths import elementary as elementary
    from duality.algebra.paths import search as search
    from duality.algebra.paths import series as series
    from duality.algebra.paths.bounds import Cut, DualBound, cut, dual_bound, primal_bound, theta_bound
    from duality.algebra.paths.holding import contained, feasible, holds, satisfied
    from duality.algebra.paths.limits import Limit, limit
    from duality.algebra.paths.parameter import PARAMETER
    from duality.algebra.paths.path import Path

__all__ = [
    "PARAMETER",
    "Cut",
    "DualBound",
    "Limit",
    "Path",
    "contained",
    "cut",
    "dual_bound",
    "feasible",
    "holds",
    "limit",
    "primal_bound",
    "satisfied",
    "theta_bound",
]

__getattr__ = lazily(
    __name__,
    {
        "bounds": "Cut DualBound cut dual_bound primal_bound theta_bound",
        "holding": "contained feasible holds satisfied",
        "limits": "Limit limit",
        "parameter": "PARAMETER",
        "path": "Path",
    },
)
