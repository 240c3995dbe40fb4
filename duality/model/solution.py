"""What a solve claims: a status, a value with its label and bounds, a point, multipliers, a certificate."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from duality.model.expression import Expression
from duality.model.scalar import Scalar
from duality.records import record

Point = tuple[tuple[str, Scalar | float], ...]
"""Values by name; a `Fraction` is exact, a float is not."""


class Status(Enum):
    """What was found; "optimal" includes a finite infimum that is not attained."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    UNKNOWN = "unknown"


class Label(Enum):
    """How strong a number is.

    exact: algebra, proved. enclosed: a rigorous interval. global: a global solver's bound in floating point.
    numerical: not certified.
    """

    EXACT = "exact"
    ENCLOSED = "enclosed"
    GLOBAL = "global"
    NUMERICAL = "numerical"

    @property
    def strength(self) -> int:
        return list(Label)[::-1].index(self)


class Rigor(Enum):
    """How a strategy found its value: what it expects to be proved, which decides only who is asked next."""

    PROVED = "proved"
    ENCLOSED = "enclosed"
    BOUNDED = "bounded"
    FOUND = "found"

    @property
    def strength(self) -> int:
        return list(Rigor)[::-1].index(self)


@record
class Farkas:
    """alpha >= 0 and beta with inf over x in D of sum alpha_i c_i + sum beta_j h_j > 0: no x is feasible.

    ``multipliers`` are by constraint name; ``verified`` once the inequality was checked exactly.
    """

    multipliers: Point
    verified: bool = False


@record
class Ray:
    """x + t*direction stays feasible for every t >= 0 and f falls to -inf along it, from the feasible ``origin``."""

    origin: Point
    direction: Point
    verified: bool = False


@record
class WeightedPoint:
    """A point x_k of D with its weight mu_k in a convex combination, f(x_k), and c(x_k), h(x_k) by constraint name."""

    weight: Scalar | float
    point: Point
    objective: Scalar | float
    constraints: Point


@record
class Solution:
    """The claim of one solve.

    ``lower <= value <= upper`` bound the optimal value in the sense of the problem it belongs to. ``exact`` is a closed
    form of the value; an exact value without one is a root of the polynomial ``root_of`` (coefficients from the
    constant one on), ``value`` the double next to it. ``multipliers`` (by constraint name, for L = f + sum alpha c +
    sum beta h in min form) come with a primal solve; for the dual problem ``point`` holds them. ``backend`` names who
    computed it.

    ``combination``, of d* alone: points x_k of D and weights mu_k with sum mu_k = 1, sum mu_k c(x_k) <= 0,
    sum mu_k h(x_k) = 0 and sum mu_k f(x_k) = d*. Every such combination has a mean of f that is no less than d*, so
    this one is an optimum of the convexified primal problem. Empty where none is known.
    """

    status: Status
    value: float | None
    rigor: Rigor = Rigor.FOUND
    lower: float = float("-inf")
    upper: float = float("inf")
    exact: Expression | None = None
    attained: bool | None = None
    point: Point | None = None
    multipliers: Point | None = None
    certificate: Farkas | Ray | None = None
    backend: str = ""
    warnings: tuple[str, ...] = ()
    root_of: tuple[Fraction, ...] = ()
    combination: tuple[WeightedPoint, ...] = ()
    label: Label = Label.NUMERICAL
    """How far the value is proved, which `duality.evidence` alone decides; a solver's own claim is numerical."""


def claim(form: object, solution: Solution) -> Solution:
    """Keeps a solver's claim about a form beside it: a hint for whoever has to prove something about that form."""
    form.__dict__.setdefault("_claims", []).append(solution)
    return solution


def claims_of(form: object) -> tuple[Solution, ...]:
    """The claims that solvers made about this very form, in order."""
    return tuple(form.__dict__.get("_claims", ()))
