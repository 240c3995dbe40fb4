"""d* from above by several paths in D together: each gives an affine bound of theta_D, or of where it is finite."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, islice

from duality.algebra.paths import Path, cut
from duality.algebra.paths.proposals import proposals
from duality.derivation import inner_problem
from duality.evidence.attainment import is_open
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import AlongPath, Cuts, Evidence
from duality.solving.dual.combination import Atom, mixture

LARGEST = 6
MOST_PATHS = 200
SHARE = 0.1
"""Of the usual work."""


class PathCuts:
    """theta_D(y) <= v_k + s_k'y and 0 <= v_j + s_j'y wherever it is finite: a weighted sum without y bounds d*."""

    name = "cuts along paths"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if not is_open(ledger) or not question.form.constraints:
            return "d* is known"
        if question.derived is None or question.form.domain.discrete:
            return "theta_D of a restatement is not asked, or D has finite sets"
        size = max(len(question.form.variables), len(question.form.constraints))
        return None if size <= LARGEST else f"more than {LARGEST} variables or constraints"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        form, budget = question.form, question.budget.aside(SHARE)
        paths: dict[Atom, Path] = {}
        # At multipliers 0 rows join no variables, at 1 they do: in x + y + beta*(x*y - 1) both must go to 0 together.
        free, joined = (inner_problem(form, dict.fromkeys(question.zeros(), Fraction(k))) for k in (0, 1))
        for path in chain.from_iterable(islice(proposals(one, None), MOST_PATHS) for one in (free, form, joined)):
            if budget.is_over:
                break
            found = cut(form, path)
            if found is not None:
                paths.setdefault(Atom(found.value, found.slopes, is_direction=found.demand), path)
        chosen = mixture(list(paths), [c.constraint.kind == "inequality" for c in form.constraints])
        if chosen is not None:
            known = list(paths.values())
            entries = tuple((AlongPath(known[k].coordinates, known[k].toward), weight) for k, weight in chosen)
            yield Evidence("d", Cuts(entries), source="cuts along paths")
