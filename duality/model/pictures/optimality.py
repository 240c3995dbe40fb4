"""The pictures of optimality: iterations toward d*, and complementary slackness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from duality.model.pictures.marks import Certainty, Sides


@dataclass(frozen=True, slots=True)
class Iterate:
    """Step k of an iteration: its multipliers and x, theta_D (or L) there, and |c(x)| violated."""

    k: int
    multipliers: tuple[float, ...]
    x: tuple[float, ...]
    value: float
    residual: float


@dataclass(frozen=True, slots=True)
class Iteration:
    """One run of a method with one step size (rho for the method of multipliers)."""

    method: Literal["dual ascent", "method of multipliers"]
    step: float
    rows: tuple[Iterate, ...]
    diverged: bool


@dataclass(frozen=True, slots=True)
class IterationPath:
    """Runs side by side, each row a step: theta_D climbs to d*, or does not."""

    sides: Sides
    symbols: tuple[str, ...]
    variables: tuple[str, ...]
    runs: tuple[Iteration, ...]


@dataclass(frozen=True, slots=True)
class SlacknessBar:
    """One constraint: slack -c(x*) (>= 0 where it holds; -|h| for an equality), multiplier, and their product.

    ``violated``: both are nonzero beyond rounding, so that x* and these multipliers are no KKT pair.
    """

    name: str
    kind: Literal["inequality", "equality"]
    slack: float
    multiplier: float
    product: float
    violated: bool


@dataclass(frozen=True, slots=True)
class SlacknessBars:
    """Slack on one side, multiplier on the other: at most one of them is nonzero where slackness holds."""

    sides: Sides
    bars: tuple[SlacknessBar, ...]
    certainty: Certainty
