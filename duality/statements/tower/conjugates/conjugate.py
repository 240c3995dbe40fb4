"""The shape of a conjugate: inf over t of <W, phi(t)> + <U, t>, over the natural domain of phi."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from duality.errors import ProblemError
from duality.named_tuples import NamedTuple
from duality.statements.building import number
from duality.statements.building.products import broadcasted
from duality.statements.nodes import Node
from duality.statements.signs import sign_of
from duality.statements.tower.conditions import Condition, Piece, nonnegative

Domain = Literal["all", "nonnegative", "positive", "definite", "declared nonnegative"]
"""Where phi is defined; "declared nonnegative" is a function that is convex only where X says t >= 0."""

Infimum = Callable[[Node, Node, tuple[Node, ...]], Piece]


class Conjugate(NamedTuple):
    """A convex function by name, its domain and the infimum for a weight W >= 0."""

    kind: str
    domain: Domain
    infimum: Infimum
    formula: str


def uniform(weight: Node) -> Node | None:
    """w where all entries of the weight are w."""
    return weight if weight.is_scalar else broadcasted(weight)


def weight_conditions(weight: Node) -> tuple[Condition, ...]:
    """W >= 0, where the declarations do not say it; a negative weight has the infimum -inf."""
    if sign_of(weight) in ("positive", "nonnegative"):
        return ()
    return (nonnegative(uniform(weight) or weight, "the weight of a convex function must not be negative"),)


def least_at_zero(name: str, weight: Node, slope: Node) -> Piece | None:
    """-W f(t) + U't over t >= 0 for a concave f >= 0 with f(0) = 0, W <= 0: 0, where U >= 0; ``None`` for W >= 0.

    Raises `ProblemError` for a weight of either sign, which would need a formula for each.
    """
    sign = sign_of(weight)
    if sign in ("positive", "nonnegative"):
        return None
    if sign not in ("negative", "nonpositive"):
        raise ProblemError(
            f"the weight {weight} of {name} has no known sign: L has another infimum for each",
            help="say its sign where it is declared: param a > 0; in an equation, write <= or >=",
        )
    return Piece(
        number(0), (nonnegative(slope, "else L falls without end as t grows"),), "a concave function is least at t = 0"
    )


def is_positive(weight: Node) -> bool:
    return sign_of(weight) == "positive"
