"""d* from above by several paths in D together: each gives an affine bound of theta_D, or of where it is finite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, islice, product
from math import inf

from duality.algebra.atoms import scalar_expression
from duality.algebra.paths import Path, cut
from duality.derivation import inner_problem
from duality.evidence.attainment import attainment, is_open, is_settled
from duality.evidence.ledger import Ledger
from duality.evidence.provers.along_paths import NO_PATHS, has_paths, proposed
from duality.evidence.provers.inner import at_multipliers
from duality.evidence.question import Question
from duality.model.evidence import AlongPath, AtMultipliers, Cuts, Evidence, establish, established
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.records import replace
from duality.solving.dual.combination import Atom, mean_value, mixture, mixture_and_multipliers
from duality.verify.evaluation import all_exact, as_values, rational_only

LARGEST = 6
MOST_PATHS = 200
MOST_SIGNED = 3
"""Equations whose multipliers take either sign one by one; those of more take it together."""

MOST_ROUNDS = 4
"""Of cuts at minimizers of L."""

SHARE = 0.1
"""Of the usual work."""


class PathCuts:
    """theta_D(y) <= v_k + s_k'y and 0 <= v_j + s_j'y wherever it is finite: a weighted sum without y bounds d*."""

    name = "cuts along paths"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if not is_open(ledger) or not question.form.constraints:
            return "d* is known"
        if question.derived is None:
            return "theta_D of a restatement is not asked"
        if not has_paths(question.form):
            return NO_PATHS
        size = max(len(question.form.variables), len(question.form.constraints))
        return None if size <= LARGEST else f"more than {LARGEST} variables or constraints"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        form, budget = question.form, question.budget.aside(SHARE)
        paths: dict[Atom, Path] = {}
        free = inner_problem(form, question.zeros())
        forms = (free, form, *_joined(form))
        for path in chain.from_iterable(islice(proposed(one), MOST_PATHS) for one in forms):
            if budget.is_over:
                break
            _add(paths, form, path)
        signs = [c.constraint.kind == "inequality" for c in form.constraints]
        found = mixture_and_multipliers(list(paths), signs)
        if found is None and (never := _contradiction(paths, signs)) is not None:
            yield Evidence("d", never, source="cuts along paths")
            return
        if any(any(atom.slopes) for atom in paths):
            # Conditions on y alone bound nothing; L at points of D does.
            found = _with_points(question, paths, signs, found)
        if found is None:
            return
        yield Evidence("d", _cuts(list(paths.values()), found[0]), source="cuts along paths")
        if all(y >= 0 or not sign for y, sign in zip(found[1], signs, strict=True)):
            # Where the cuts meet, theta_D may be as high as they are.
            at = AtMultipliers(tuple(zip(question.zeros(), found[1], strict=True)))
            yield establish(form, Evidence("d", at, source=MEETING))


Meeting = tuple[list[tuple[int, Scalar]], tuple[Scalar, ...]]
"""Weights of the cuts, and the multipliers at which those meet."""


def _with_points(
    question: Question, paths: dict[Atom, Path], signs: Sequence[bool], found: Meeting | None
) -> Meeting | None:
    """Cuts at minimizers of L as well: at multipliers 0, then where the cuts meet, as long as these are new."""
    for _ in range(MOST_ROUNDS):
        at = question.zeros() if found is None else dict(zip(question.zeros(), found[1], strict=True))
        if any(y < 0 and sign for y, sign in zip(at.values(), signs, strict=True)):
            return found
        before = len(paths)
        for path in _minimizers(question, at):
            _add(paths, question.form, path)
        if len(paths) == before:
            return found
        found = mixture_and_multipliers(list(paths), signs) or found
    return found


def _add(paths: dict[Atom, Path], form: StandardForm, path: Path) -> None:
    bound = cut(form, path)
    if bound is not None:
        paths.setdefault(Atom(bound.value, bound.slopes, is_direction=bound.demand), path)


def _cuts(paths: Sequence[Path], weights: Iterable[tuple[int, Scalar]]) -> Cuts:
    return Cuts(tuple((AlongPath(paths[k].coordinates, paths[k].toward), weight) for k, weight in weights))


def _contradiction(paths: Mapping[Atom, Path], signs: Sequence[bool]) -> Cuts | None:
    """Conditions for a finite theta_D that no y meets: weights with which they add up to 0 <= v < 0."""
    demands = {atom: path for atom, path in paths.items() if atom.is_direction}
    atoms = [replace(atom, is_direction=False) for atom in demands]
    found = mixture(atoms, signs)
    if found is None or mean_value(atoms, found) >= 0:
        return None
    return _cuts(list(demands.values()), found)


def _minimizers(question: Question, multipliers: dict[str, Scalar]) -> Iterator[Path]:
    """A path that stays at a minimizer of L over D, where one is known; at 0 if L falls without bound there."""
    inner = question.inner(multipliers)
    point = attainment(inner, "p")[1] if inner is not None and inner.contradiction is None else None
    values = as_values(point or ())
    if not values and inner is not None and inner.p.upper.value == -inf:
        values = dict.fromkeys(question.form.variables, Fraction(0))
    if values and all_exact(values):
        yield Path.of({name: scalar_expression(value) for name, value in rational_only(values).items()})


def _joined(form: StandardForm) -> Iterator[StandardForm]:
    """L at multipliers of size 1, equations with either sign: paths along which it falls, or all terms go to 0.

    At multipliers 0 rows join no variables, at 1 they do: in x + y + beta*(x*y - 1) both must go to 0 together.
    """
    equations = [c.name for c in form.equalities]
    together = len(equations) > MOST_SIGNED
    for signs in product((1, -1), repeat=min(len(equations), 1) if together else len(equations)):
        given = dict.fromkeys((c.name for c in form.constraints), Fraction(1))
        given |= {name: Fraction(signs[0] if together else signs[k]) for k, name in enumerate(equations)}
        yield inner_problem(form, given)


MEETING = "where cuts along paths meet"


class MeetingCuts:
    """theta_D where the cuts meet, by the bounds of L there."""

    name = MEETING

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "d"):
            return "d* is known"
        return None if self._places(question) else "no cuts meet"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        for at in self._places(question):
            yield from at_multipliers(question, rational_only(as_values(at.multipliers)))

    @staticmethod
    def _places(question: Question) -> list[AtMultipliers]:
        found = [entry.witness for entry in established(question.form) if entry.source == MEETING]
        return [witness for witness in found if isinstance(witness, AtMultipliers)]
