"""What the kernel may look at: the standard form, what derivation proves of it, and a budget."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from math import nan
from typing import TYPE_CHECKING, Literal

from duality import evidence
from duality.derivation import derive
from duality.derivation.curvature import curvature
from duality.evidence import reductions
from duality.evidence.comparison import is_plain
from duality.evidence.provers.dual_values import theta_at
from duality.model.budget import UNLIMITED, Budget
from duality.model.derivation import Derivation
from duality.model.form import StandardForm
from duality.model.report import Convexity, Slater
from duality.model.scalar import Scalar, TooLarge
from duality.model.solution import Point, Solution, Status, claims_of
from duality.records import field, record, replace
from duality.verify.slater import slater

if TYPE_CHECKING:
    from duality.evidence.ledger import Ledger

LONG = 1000
"""Denominators of multipliers up to which the inner problem is derived for them."""

DEEPEST = 3
"""Restatements of restatements."""


Asked = Literal["both", "bounds", "dual", "points", "proofs of d*"]


@record(frozen=False, slots=False)
class Question:
    """inf f over the feasible set and sup theta_D of one standard form.

    ``derived`` and ``examined`` are given where they exist already; else they are computed from the form when a check
    asks for them. ``budget`` bounds the checks that take long; ``candidates`` are tried for Slater's condition.
    """

    form: StandardForm
    derived: Derivation | None = None
    examined: Convexity | None = None
    budget: Budget = UNLIMITED
    convex_by_construction: bool = False
    candidates: list[Point] = field(default_factory=list)
    ledger: Ledger | None = None
    """The ledger that is filled for this question."""
    known_slater: Slater | None = None
    claims: list[Solution] = field(default_factory=list)
    """What solvers claim about p*: hints, and nothing more."""
    dual_claims: list[Solution] = field(default_factory=list)
    depth: int = 0
    """How many restatements this form is away from the statement."""
    is_reached: bool = False
    """The form that this one restates has its value from elsewhere: narrowly, and attained."""
    part_ledgers: dict[str, Ledger] = field(default_factory=dict)
    """The ledgers of independent parts, by name."""
    asked: Asked = "both"
    """Only inf f over D is asked, as of L at fixed multipliers, only d* from below, only p* from above, or d* before it
    is searched."""
    tried: set[str] = field(default_factory=set)
    """Provers of d* alone that were asked before the searches, to the end, and have nothing to add."""
    _others: dict[object, Ledger | None] = field(default_factory=dict)

    @cached_property
    def derivation(self) -> Derivation:
        """L, theta_D and the explicit dual."""
        if self.derived is not None:
            return self.derived
        # The explicit dual of a restatement is not asked.
        return derive(self.form, alone=True)

    @cached_property
    def convexity(self) -> Convexity:
        """What is proved of f, c and h over D."""
        if self.examined is not None:
            return self.examined
        return curvature(self.form)

    @property
    def is_convex(self) -> bool:
        """Proved to be a convex problem."""
        return self.convex_by_construction or self.convexity.verdict == "proved"

    @cached_property
    def slater(self) -> Slater:
        """Slater's condition, with an exact witness where it holds."""
        if self.known_slater is not None:
            return self.known_slater
        known = Solution(Status.UNKNOWN, None) if self.ledger is None else evidence.conclude.side_of(self.ledger, "p")
        try:
            return slater(self.form, self.convexity, known, self.candidates)
        except TooLarge:
            return Slater("unknown", None, "exact numbers grew too large on the equations")

    @cached_property
    def theta_values(self) -> dict[tuple[tuple[str, Scalar], ...], Scalar | float]:
        """theta_D where it was evaluated before."""
        return {}

    def theta(self, multipliers: dict[str, Scalar]) -> Scalar | float:
        """theta_D at exact multipliers by constraint name; nan where it is not known."""
        key = tuple(multipliers.items())
        if key not in self.theta_values:
            self.theta_values[key] = nan if self._is_slow(multipliers) else theta_at(self.derivation, multipliers)
        return self.theta_values[key]

    def _is_slow(self, multipliers: dict[str, Scalar]) -> bool:
        """Stationary points with roots and exponentials of long fractions have no closed form worth the wait."""
        if self.derivation.dual_function.is_closed or is_plain(multipliers, LONG):
            return False
        return not all(row.is_quadratic for row in self.form.rows())

    def ledger_of(
        self,
        key: object,
        form: Callable[[], StandardForm | None],
        *,
        convex: bool = False,
        asked: Asked = "both",
        same_value: bool = True,
    ) -> Ledger | None:
        """The settled ledger of another form that this one rests on, made once; ``None`` where there is none.

        What solvers claim of this form is claimed of the other, too, unless its p* is another number.
        """
        if key not in self._others:
            other = form() if self.depth < DEEPEST else None
            if other is None:
                self._others[key] = None
            else:
                own = self.claims if same_value and not convex else []
                claims = [*claims_of(other), *(_within(claim, other) for claim in own)]
                question = Question(
                    other,
                    budget=self.budget,
                    convex_by_construction=convex or self.convex_by_construction,
                    candidates=[] if convex else [p for c in self.candidates if (p := _restricted(c, other))],
                    claims=claims,
                    depth=self.depth + 1,
                    asked=asked,
                    is_reached=same_value
                    and self.ledger is not None
                    and evidence.attainment.is_reached(self.ledger, "p"),
                )
                self._others[key] = evidence.settling.settled(question)
        return self._others[key]

    @property
    def auxiliary(self) -> Ledger | None:
        """What is proved of the dual of the auxiliary form, which has more multipliers; ``None`` without one."""
        key = "auxiliary form"
        if key not in self._others:
            own = None if self.derived is None else self.derived.auxiliary
            self._others[key] = None
            if own is not None:
                question = Question(own.form, own, budget=self.budget, depth=self.depth + 1, asked="dual")
                self._others[key] = evidence.settling.settled(question)
        return self._others[key]

    def inner(self, multipliers: dict[str, Scalar]) -> Ledger | None:
        """What is proved of inf L over D at exact multipliers, its independent parts by themselves."""
        from duality.derivation import inner_problem

        key = "inner", tuple(multipliers.items())
        if key not in self._others:
            self._others[key] = self.bounded(inner_problem(self.form, multipliers))
        return self._others[key]

    def bounded(self, form: StandardForm) -> Ledger:
        """What is proved of inf f over D of a form without constraints."""
        question = Question(
            form,
            budget=self.budget,
            candidates=self.candidates,
            claims=[claim for claim in (*self.claims, *self.dual_claims) if claim.point is not None],
            depth=self.depth + 1,
            part_ledgers={part.name: self.bounded(part.form) for part in reductions.parts.parts(form)},
            asked="bounds",
        )
        return evidence.settling.settled(question)

    def zeros(self) -> dict[str, Scalar]:
        """All multipliers 0."""
        return {c.name: Fraction(0) for c in self.form.constraints}


def _within(claim: Solution, form: StandardForm) -> Solution:
    """The claim with its point in the variables of a form that may have fewer; without it where it has others."""
    return claim if claim.point is None else replace(claim, point=_restricted(claim.point, form))


def _restricted(point: Point, form: StandardForm) -> Point | None:
    found = tuple(entry for entry in point if entry[0] in form.variables)
    return found if len(found) == len(form.variables) else None
