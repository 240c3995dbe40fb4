"""Is it a convex problem: f and every c_i convex, every h_j affine, D convex; proved by exact rules or refuted."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.derivation.curvature import function as function
    from duality.derivation.curvature import prover as prover
    from duality.derivation.curvature import quadratic_function as quadratic_function
    from duality.derivation.curvature import search as search
    from duality.derivation.curvature.verdict import curvature

__getattr__ = lazily(__name__, {"verdict": "curvature"})

__all__ = ["curvature"]
