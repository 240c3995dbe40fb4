"""The best Lagrangian bound where theta_D has no closed form: d* between a certified theta_D and a linear program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.dual.attainment import has_bounded_levels
    from duality.solving.dual.exact_points import proved_upper
    from duality.solving.dual.moment_matrix import moment_points
    from duality.solving.dual.moments import moment_bracket
    from duality.solving.dual.nowhere_finite import is_nowhere_finite
    from duality.solving.dual.search import Bracket, Inner, maximize
    from duality.solving.dual.touching_points import exact_combination, touching

__all__ = [
    "Bracket",
    "Inner",
    "exact_combination",
    "has_bounded_levels",
    "is_nowhere_finite",
    "maximize",
    "moment_bracket",
    "moment_points",
    "proved_upper",
    "touching",
]

__getattr__ = lazily(
    __name__,
    {
        "attainment": "has_bounded_levels",
        "exact_points": "proved_upper",
        "moment_matrix": "moment_points",
        "moments": "moment_bracket",
        "nowhere_finite": "is_nowhere_finite",
        "search": "Bracket Inner maximize",
        "touching_points": "exact_combination touching",
    },
)
