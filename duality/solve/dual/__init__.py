"""The best Lagrangian bound where theta_D has no closed form: d* between a certified theta_D and a linear program."""

from duality.solve.dual.exact_points import proved_upper
from duality.solve.dual.growth import is_nowhere_finite
from duality.solve.dual.search import Bracket, Inner, maximize
from duality.solve.dual.touching import touching

__all__ = ["Bracket", "Inner", "is_nowhere_finite", "maximize", "proved_upper", "touching"]
