"""The report of a solved problem: every number in the user's sense, every verdict with its evidence."""

from __future__ import annotations

from fractions import Fraction
from math import nan
from typing import Literal

from duality.model.derivation import Derivation
from duality.model.evidence import Evidence
from duality.model.expression import Expression
from duality.model.form import StandardForm
from duality.model.problem import Problem
from duality.model.scalar import Scalar
from duality.model.solution import Point, Solution
from duality.records import record

Verdict = Literal["holds", "fails", "unknown"]


@record
class FunctionCurvature:
    """The curvature of f or of one constraint's function, with the rule that proves it or the point that refutes it.

    ``curvature`` is "affine", "convex", "nonconvex" or "unknown"; for an equality anything but "affine" is nonconvex.
    """

    name: str
    curvature: Literal["affine", "convex", "nonconvex", "unknown"]
    why: str
    point: Point | None = None
    direction: Point | None = None


@record
class Convexity:
    """Is it a convex problem: f and c_i convex on a convex D, h_j affine."""

    verdict: Literal["proved", "refuted", "unknown"]
    why: str
    functions: tuple[FunctionCurvature, ...] = ()


@record
class Slater:
    """Is there x in the relative interior of D with c_i(x) < 0 (affine c_i: <= 0) and h(x) = 0."""

    verdict: Verdict
    point: Point | None
    why: str


@record
class StrongDuality:
    """p* = d*, p* > d*, or not known; with the theorem that tells and why."""

    verdict: Verdict
    theorem: str
    why: str


@record
class PriceRange:
    """While lower <= r <= upper for the right-hand side r (``None``: without end), the price is linear in r.

    ``right`` is r as stated, ``slope`` how fast the price changes with it: 0 in a linear program.
    """

    right: Fraction
    lower: Fraction | None
    upper: Fraction | None
    slope: Fraction


@record
class SlacknessRow:
    """One constraint at (x*, alpha*): c(x*), its multiplier, their product, and the price.

    ``price`` is the rate dp*/d(right-hand side) in the user's sense, for the constraint as written; ``None`` under a
    gap or where the multipliers are not unique. ``rates`` are then the rates from the left and to the right of the
    stated right-hand side, where they are known.
    """

    name: str
    kind: Literal["inequality", "equality"]
    value: Scalar | float | None
    multiplier: Scalar | float | None
    product: Scalar | float | None
    active: bool | None
    price: Scalar | float | None
    rates: tuple[Scalar | float, Scalar | float] | None = None
    range: PriceRange | None = None


@record
class Residuals:
    """Largest violations of the KKT conditions at the claimed point and multipliers; 0 where they hold exactly."""

    stationarity: float
    primal: float
    dual: float
    slackness: float

    @property
    def largest(self) -> float:
        return max(self.stationarity, self.primal, self.dual, self.slackness)


@record
class SubgradientCondition:
    """0 in df(x*) + sum alpha_i dc_i(x*) + sum beta_j grad h_j(x*) + N_D(x*), where some function has no gradient.

    ``kinks`` names the functions without a gradient at x* ("f", or a constraint). ``exact``: proved over the rationals,
    else computed. ``off`` is how far the nearest sum of subgradients is from 0: its largest entry, relative to the
    largest subgradient; nan where none are known.

    Where it holds, ``subgradients`` has a vector of every function with a multiplier and ``normal`` one of N_D(x*),
    which add up to 0; ``multipliers`` are those that were found where none were given. Where it fails, every
    subgradient of L has a negative product with ``direction``, whatever the multipliers if ``for_all`` is true.
    """

    verdict: Verdict
    kinks: tuple[str, ...]
    exact: bool = False
    off: float = nan
    subgradients: tuple[tuple[str, Point], ...] = ()
    normal: Point = ()
    multipliers: Point = ()
    direction: Point = ()
    for_all: bool = False
    clarke: bool = False
    """The problem is not proved convex and the subgradients are Clarke's: necessary at a minimum, and not
    enough."""


KKTKind = Literal["local min", "local max", "global min", "global max", "saddle", "Fritz John", "unknown"]


@record
class KKTPoint:
    """A point that satisfies KKT, with multipliers, value and second-order kind (both in the user's sense).

    Kind "Fritz John" is a point without KKT multipliers where the gradients of the active constraints depend on each
    other. ``strict`` tells a strict local minimum or maximum, ``unique`` that there are no other multipliers (else
    they are one vertex of a polyhedron), ``is_global`` that no feasible value is better, ``is_saddle`` that L is convex
    at the multipliers, so that (x, multipliers) is a saddle point of L. ``reduced_costs`` are the components of grad L
    that the normal cone of X balances, by variable. ``root_of`` is the polynomial (coefficients from the constant one
    on) whose root the value is, where it is irrational.
    """

    point: Point
    multipliers: Point
    value: float
    exact: Expression | None
    kind: KKTKind
    strict: bool = False
    unique: bool = True
    is_global: bool = False
    is_saddle: bool = False
    reduced_costs: Point = ()
    root_of: tuple[Fraction, ...] = ()


@record
class KKTPoints:
    """The KKT and Fritz John points that were found; ``complete`` if there are no others, else ``note`` says why not.

    ``minimum`` is the claim about p* that a complete list settles, in the sense of the points. ``needs_point``: there
    are too many active sets, and those next to a given point can be tried.
    """

    points: tuple[KKTPoint, ...]
    complete: bool
    note: str = ""
    minimum: Solution | None = None
    needs_point: bool = False


@record
class Seconds:
    """Wall time by stage."""

    read: float = 0.0
    derive: float = 0.0
    solve: float = 0.0
    verify: float = 0.0


@record(slots=False)
class Report:
    """Everything about one problem. ``primal``, ``dual`` and prices are in the user's sense, the rest in min form.

    ``saddle_checked`` counts the random points at which L(x*, alpha) <= L(x*, alpha*) <= L(x, alpha*) was verified.
    """

    problem: Problem
    form: StandardForm
    derivation: Derivation
    primal: Solution
    dual: Solution
    gap: float | None
    strong_duality: StrongDuality
    convexity: Convexity
    slater: Slater
    slackness: tuple[SlacknessRow, ...]
    kkt_residuals: Residuals | None
    exact_gap: Scalar | None = None
    kkt_points: tuple[KKTPoint, ...] = ()
    kkt_complete: bool = False
    kkt_note: str = ""
    saddle_checked: int = 0
    warnings: tuple[str, ...] = ()
    seconds: Seconds = Seconds()
    evidence: tuple[Evidence, ...] = ()
    """What the numbers rest on, in min form and in the units that ``in_units`` tells."""
    refused: tuple[tuple[str, str], ...] = ()
    """What was proposed and did not pass its check, with the reason."""
    in_units: str = ""
    subgradients: SubgradientCondition | None = None
