"""The best Lagrangian bound where theta_D has no closed form: d* between a certified theta_D and a linear program."""

from duality.solve.dual.attainment import has_bounded_levels
from duality.solve.dual.exact_points import proved_upper
from duality.solve.dual.moments import moment_bracket
from duality.solve.dual.nowhere_finite import is_nowhere_finite
from duality.solve.dual.search import Bracket, Inner, maximize
from duality.solve.dual.touching import exact_combination, touching

__all__ = [
    "Bracket",
    "Inner",
    "exact_combination",
    "has_bounded_levels",
    "is_nowhere_finite",
    "maximize",
    "moment_bracket",
    "proved_upper",
    "touching",
]
