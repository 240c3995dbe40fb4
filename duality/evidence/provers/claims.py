"""The solvers' own claims: their certificates, and their points and multipliers where these are exact."""

from __future__ import annotations

from collections.abc import Iterator

from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import AtMultipliers, AtPoint, Evidence, Mixture, SolverClaim
from duality.model.solution import Farkas, Point, Ray, Solution, Status
from duality.verify.evaluation import is_exact


class Claims:
    """x* and multipliers as they are; floats are left to the provers that look for exact numbers beside them."""

    name = "claims"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        return None if question.claims or question.dual_claims else "nothing was claimed"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        for solution in question.claims:
            yield from _of_primal(question, solution)
        for solution in question.dual_claims:
            yield from _of_dual(question, solution)


def _of_primal(question: Question, solution: Solution) -> Iterator[Evidence]:
    source = solution.backend
    if isinstance(solution.certificate, (Farkas, Ray)) and (
        (solution.status is Status.INFEASIBLE) == isinstance(solution.certificate, Farkas)
    ):
        yield Evidence("p", solution.certificate, source=source)
    own = set(question.form.variables)
    if solution.point is not None and {name for name, _ in solution.point} >= own and _exact(solution.point):
        yield Evidence("p", AtPoint(tuple(e for e in solution.point if e[0] in own)), source=source)
    if solution.multipliers is not None and _exact(solution.multipliers) and _covers(question, solution.multipliers):
        yield Evidence("d", AtMultipliers(solution.multipliers), source=source)
    if not solution.certificate and solution.point is not None and not _exact(solution.point):
        yield Evidence("p", SolverClaim(source), source=source)


def _of_dual(question: Question, solution: Solution) -> Iterator[Evidence]:
    source = solution.backend
    if isinstance(solution.certificate, Ray):
        yield Evidence("d", Farkas(solution.certificate.direction), source=source)
    if solution.point is not None and _exact(solution.point) and _covers(question, solution.point):
        yield Evidence("d", AtMultipliers(solution.point), source=source)
    if solution.combination:
        yield Evidence("d", Mixture(solution.combination), source=source)


def _exact(point: Point) -> bool:
    return all(is_exact(value) or isinstance(value, int) for _, value in point)


def _covers(question: Question, multipliers: Point) -> bool:
    return {name for name, _ in multipliers} >= {c.name for c in question.form.constraints}
