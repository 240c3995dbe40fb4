"""Evidence about p* = inf {f(x) : x feasible} and d* = sup theta_D: a bound, a witness, and who proposed it.

Strategies propose evidence; `duality.evidence` checks every witness from the problem's data alone, and labels, values
and attainment are read off what passed. Everything here is plain frozen data in the sense of the min form.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, Any, Literal

from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Farkas, Label, Point, Ray, WeightedPoint
from duality.records import fields, is_record, record

if TYPE_CHECKING:
    from duality.model.expression import Expression
    from duality.model.form import StandardForm

Side = Literal["p", "d"]


@record
class End:
    """A bound of p* or d*: a float that is rounded outwards, or an exact number with the float next to it.

    ``exact`` is the number; a root of the polynomial ``root_of`` (coefficients from the constant one on) is exact, too.
    """

    value: float
    exact: Scalar | None = None
    root_of: tuple[Fraction, ...] = ()

    @staticmethod
    def of(number: Scalar) -> End:
        """An exact end; beyond the largest float it is infinite in ``value`` alone."""
        try:
            return End(float(number), number)
        except OverflowError:
            return End(inf if number > 0 else -inf, number)

    @property
    def is_exact(self) -> bool:
        """Known as a number and not as a float beside it; infinities are exact."""
        return self.exact is not None or bool(self.root_of) or self.value in (inf, -inf)

    @property
    def is_finite(self) -> bool:
        return self.exact is not None or -inf < self.value < inf


@record
class AtPoint:
    """x in D with c(x) <= 0, h(x) = 0, exact: p* <= f(x)."""

    point: Point


@record
class EnclosedPoint:
    """A box in which a feasible point is proved to exist (an interval Newton step on the equations): p* <= max f there.

    ``ends`` are the box by variable, ``active`` the inequalities that are taken as equations.
    """

    ends: tuple[tuple[str, Fraction, Fraction], ...]
    active: tuple[str, ...] = ()


@record
class AtMultipliers:
    """alpha >= 0 and beta, exact, by constraint name: theta_D(alpha, beta) <= d*."""

    multipliers: Point


@record
class KarushKuhnTucker:
    """x of a convex problem that satisfies KKT exactly: p* = f(x) = theta_D at the multipliers = d*.

    ``hint`` are numeric multipliers by constraint name; the exact ones are found again by the check.
    """

    point: Point
    hint: Point = ()


@record
class EnclosedSaddle:
    """Boxes of x and of the multipliers (by constraint name; the others are 0) that hold a KKT point (x*, y*).

    ``around`` is a larger box of x in which x* minimizes L(., y*); L(x, y*) > L(x*, y*) in the rest of D. So
    f(x*) = L(x*, y*) = theta_D(y*), and p* = d*.
    """

    ends: tuple[tuple[str, Fraction, Fraction], ...]
    multipliers: tuple[tuple[str, Fraction, Fraction], ...]
    around: tuple[tuple[str, Fraction, Fraction], ...]


@record
class AlongPath:
    """A curve x(t) by its coordinates, trees in one parameter: limits along it bound p* (feasible), or d* (in D)."""

    coordinates: tuple[tuple[str, Expression], ...]
    toward: Literal["t -> inf", "t -> 0+", "k -> inf"] = "t -> inf"


@record
class Mixture:
    """x_k in D and weights mu_k >= 0 with sum 1 and feasible means of c and h: d* <= sum mu_k f(x_k)."""

    entries: tuple[WeightedPoint, ...]


@record
class Cuts:
    """Paths in D and weights mu_k >= 0: their affine bounds of theta_D, and of where it is finite, add up to no
    multiplier."""

    entries: tuple[tuple[AlongPath, Scalar], ...]


@record
class Recession:
    """A direction that never leaves the feasible set, in which f never rises and is nowhere level; or one in which f
    falls everywhere, and a small step stays feasible."""

    direction: tuple[tuple[str, Fraction], ...]


@record
class Means:
    """Weights of the terms of a geometric program, f first: the inequality of means bounds p* from below.

    The weights of f add up to 1, and the weighted powers of every variable to 0. Without weights of f they show that
    the rows contradict one another.
    """

    weights: tuple[tuple[Fraction, ...], ...]


@record
class Circuits:
    """For every term of f that may be negative, in order: shares of the terms that are nowhere negative, and weights.

    The weighted powers of these are the powers of that term, so that the inequality of means bounds it.
    """

    entries: tuple[tuple[tuple[Fraction, ...], tuple[Fraction, ...]], ...]


@record
class Engine:
    """What an exact or rigorous engine of this package established of the form, and nobody else can state.

    ``name`` is the engine, ``found`` what it found, in words. ``rounds``: it computes in floating point, outwards.
    """

    name: str
    found: str = ""
    rounds: bool = False


@record
class Restated:
    """The same p* for an equivalent form: ``how`` it comes about, and what closes it there.

    ``equal`` proves p* = d* there, where the form has the same theta_D as well.
    """

    how: str
    inner: tuple[Evidence, ...] = ()
    equal: Evidence | None = None


@record
class Combinations:
    """Every combination of the values of the finite sets, each with a bound of its own."""

    count: int


@record
class ExplicitDual:
    """The explicit dual, a convex problem, solved: its optimal value is d*."""

    inner: tuple[Evidence, ...] = ()


@record
class Theorem:
    """p* = d* by a theorem whose premises are proved."""

    name: str
    why: str


@record
class Components:
    """Independent parts, no variable in two of them: values and bounds add up."""

    parts: tuple[tuple[str, tuple[Evidence, ...]], ...]


@record
class SolverClaim:
    """A solver's word, in floating point: it moves no bound, and closes none."""

    solver: str


Witness = (
    AtPoint
    | EnclosedPoint
    | EnclosedSaddle
    | AtMultipliers
    | KarushKuhnTucker
    | AlongPath
    | Mixture
    | Cuts
    | Recession
    | Means
    | Circuits
    | Farkas
    | Ray
    | Engine
    | Restated
    | Combinations
    | ExplicitDual
    | Theorem
    | Components
    | SolverClaim
)


@record
class Evidence:
    """``lower`` <= p* (or d*) <= ``upper``, by the witness; ``None`` where it says nothing of that side.

    ``attains``: the optimal value is attained if it is this bound (an exact point or multipliers reach it), or, with
    the sign ``False``, it is not attained if it is. ``attained``: it is (not) attained, whatever it is.
    """

    side: Side
    witness: Witness
    lower: End | None = None
    upper: End | None = None
    attains: bool | None = None
    attained: bool | None = None
    point: Point | None = None
    source: str = ""


def establish(form: StandardForm, evidence: Evidence) -> Evidence:
    """Takes down what an engine proved about a form, for the kernel to find; called by the engines themselves alone."""
    form.__dict__.setdefault("_established", {}).setdefault(evidence, None)
    return evidence


def established(form: StandardForm) -> tuple[Evidence, ...]:
    """What the engines proved about this very form, in order."""
    return tuple(form.__dict__.get("_established", ()))


def parts(evidence: Evidence) -> Iterator[Evidence]:
    """The evidence that a composite witness rests on."""
    match evidence.witness:
        case Restated(_, inner) | ExplicitDual(inner):
            yield from inner
        case Components(components):
            for _, inner in components:
                yield from inner
        case _:
            return


def as_json(entry: Any) -> Any:
    """Evidence as plain values for JSON: exact numbers as text, infinities as "inf" and "-inf"."""
    match entry:
        case bool() | None | str() | int():
            return entry
        case float():
            return "inf" if entry == inf else "-inf" if entry == -inf else entry
        case Fraction():
            from duality.model.printing import number_text

            return number_text(entry)
        case Irrational():
            return str(entry.value)
        case Enum():
            return entry.value
        case tuple() | list():
            return [as_json(part) for part in entry]
        case _ if is_record(entry):
            named = {field.name: as_json(getattr(entry, field.name)) for field in fields(entry)}
            return {"kind": type(entry).__name__, **named}
        case _:
            return str(entry)


__all__ = [
    "AlongPath",
    "AtMultipliers",
    "AtPoint",
    "Circuits",
    "Combinations",
    "Components",
    "Cuts",
    "EnclosedPoint",
    "EnclosedSaddle",
    "End",
    "Engine",
    "Evidence",
    "ExplicitDual",
    "Farkas",
    "KarushKuhnTucker",
    "Label",
    "Means",
    "Mixture",
    "Ray",
    "Recession",
    "Restated",
    "SolverClaim",
    "Theorem",
    "Witness",
    "as_json",
    "establish",
    "established",
    "parts",
]
