"""The problem as it is searched: scaled to plain numbers and split into parts, with what the solvers claim of it."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from duality.derivation import derive
from duality.derivation.curvature import curvature
from duality.evidence.conclude import Conclusion
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.evidence.reductions.scaling import Scaling, scaling
from duality.evidence.settling import settled
from duality.model.budget import Budget
from duality.model.derivation import Derivation
from duality.model.form import StandardForm
from duality.model.report import Convexity, KKTPoints
from duality.model.solution import Point, Rigor, Solution, Status
from duality.model.watch import NOBODY, Watch
from duality.records import field, record, replace

NOTHING = Solution(Status.UNKNOWN, None)


@record(frozen=False, slots=False)
class Presolved:
    """A form with its derivation, what is claimed of p* and d* so far, and how it stands to the problem as stated."""

    derivation: Derivation
    convexity: Convexity
    scaled: Scaling | None = None
    parts: tuple[Presolved, ...] = ()
    name: str = ""
    claims: list[Solution] = field(default_factory=list)
    primal: Solution = NOTHING
    dual: Solution = NOTHING
    listed: KKTPoints | None = None
    tried: set[str] = field(default_factory=set)
    """Provers of d* that were asked before it was searched."""

    @property
    def form(self) -> StandardForm:
        return self.derivation.form

    def gather(self) -> None:
        """The parts' claims put together."""
        self.primal = _sum([part.primal for part in self.parts])
        self.dual = _sum([part.dual for part in self.parts])

    def settled(self, budget: Budget, *, hurried: bool = False) -> Ledger:
        """The ledger of the problem, its parts' ledgers among the evidence."""
        claims = [*self.claims, self.primal]
        points = [claim.point for claim in claims if claim.point is not None]
        question = Question(
            self.form,
            self.derivation,
            self.convexity,
            budget,
            candidates=points,
            claims=claims,
            dual_claims=[self.dual],
            tried=self.tried,
            part_ledgers={part.name: part.settled(budget, hurried=hurried) for part in self.parts},
        )
        return settled(question, hurried=hurried)

    def watched(self, watch: Watch) -> Watch:
        """The watch in the numbers of the problem as stated; the bounds of one part are none of the whole."""
        if self.name:
            return NOBODY
        return watch if self.scaled is None else Scaled(watch, self.scaled)

    def restored(self, found: Conclusion) -> Conclusion:
        """The conclusion in the numbers of the problem as stated."""
        if self.scaled is None:
            return found
        gap, exact_gap = self.scaled.gap(found.gap, found.exact_gap)
        return replace(
            found,
            primal=self.scaled.restored(found.primal),
            dual=self.scaled.restored(found.dual, dual=True),
            gap=gap,
            exact_gap=exact_gap,
        )


@record(frozen=False, slots=False)
class Scaled:
    """Tells a watch bounds in the numbers of the problem as stated."""

    watch: Watch
    scaled: Scaling

    def saw(self, lower: float = float("-inf"), upper: float = float("inf")) -> None:
        claim = self.scaled.restored(Solution(Status.UNKNOWN, None, lower=lower, upper=upper))
        self.watch.saw(claim.lower, claim.upper)


def presolved(derivation: Derivation, convexity: Convexity) -> Presolved:
    """The problem scaled and split where that helps; linear and convex quadratic programs are solved as they are."""
    found = scaling(derivation.form)
    if found is not None:
        derivation, convexity = derive(found.form), curvature(found.form)
    form = derivation.form
    plain = form.is_linear or (form.is_linearly_constrained_quadratic and convexity.verdict == "proved")
    if plain:
        return Presolved(derivation, convexity, found)
    from duality.evidence.reductions.parts import parts

    split = parts(form)
    own = tuple(Presolved(derive(part.form), curvature(part.form), name=part.name) for part in split)
    return Presolved(derivation, convexity, found, own)


def _sum(claims: Sequence[Solution]) -> Solution:
    """A claim about the whole from the parts' claims."""
    notes = tuple(dict.fromkeys(w for claim in claims for w in claim.warnings))
    backend = " and ".join(dict.fromkeys(claim.backend for claim in claims if claim.backend))
    status = next((claim.status for claim in claims if claim.status is not Status.OPTIMAL), Status.OPTIMAL)
    if status is not Status.OPTIMAL or any(claim.value is None for claim in claims):
        return Solution(Status.UNKNOWN, None, backend=backend, warnings=notes)
    value = sum(claim.value or 0.0 for claim in claims)
    label = min((claim.rigor for claim in claims), key=lambda label: label.strength, default=Rigor.FOUND)
    return Solution(
        Status.OPTIMAL,
        value,
        label,
        sum(claim.lower for claim in claims) if all(isfinite(claim.lower) for claim in claims) else float("-inf"),
        sum(claim.upper for claim in claims) if all(isfinite(claim.upper) for claim in claims) else float("inf"),
        point=_joined([claim.point for claim in claims]),
        multipliers=_joined([claim.multipliers for claim in claims]),
        backend=backend,
        warnings=notes,
    )


def _joined(points: Sequence[Point | None]) -> Point | None:
    known = [point for point in points if point is not None]
    return tuple(entry for point in known for entry in point) if len(known) == len(points) else None
