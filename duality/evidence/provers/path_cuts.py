"""d* from above by several paths in D together: each gives an affine bound of theta_D, or of where it is finite."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from duality.algebra.paths import cut
from duality.algebra.paths.proposals import proposals
from duality.derivation import inner_problem
from duality.evidence.comparison import greater
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import End, Engine, Evidence, establish
from duality.solving.dual.combination import Atom, least_mean

LARGEST = 6
MOST_PATHS = 200
SHARE = 0.1
"""Of the usual work."""


class PathCuts:
    """theta_D(y) <= v_k + s_k'y and 0 <= v_j + s_j'y wherever it is finite: a weighted sum without y bounds d*."""

    name = "cuts along paths"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if not greater(ledger.d.upper, ledger.d.lower) or not question.form.constraints:
            return "d* is known"
        if question.derived is None or question.form.domain.discrete:
            return "theta_D of a restatement is not asked, or D has finite sets"
        size = max(len(question.form.variables), len(question.form.constraints))
        return None if size <= LARGEST else f"more than {LARGEST} variables or constraints"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        form, budget = question.form, question.budget.aside(SHARE)
        atoms: dict[Atom, None] = {}
        free = inner_problem(form, question.zeros())
        for path in (*islice(proposals(free, None), MOST_PATHS), *islice(proposals(form, None), MOST_PATHS)):
            if budget.is_over:
                break
            found = cut(form, path)
            if found is not None:
                atoms.setdefault(Atom(found.value, found.slopes, is_direction=found.demand))
        upper = least_mean(list(atoms), [c.constraint.kind == "inequality" for c in form.constraints])
        if upper is not None and greater(ledger.d.upper, End.of(upper)):
            witness = Engine("limits along paths", "affine bounds of theta_D along several paths in D, weighted")
            yield establish(form, Evidence("d", witness, upper=End.of(upper), source="cuts along paths"))
