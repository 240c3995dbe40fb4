"""Letters: what is declared of them."""

from __future__ import annotations

from collections.abc import Sequence

from duality.model.expression import Comparison, Relation
from duality.model.letters import range_of
from duality.model.parameter import Parameter
from duality.report.document import Line, Name, Phrase
from duality.report.sections.statement import joined


def declared(letters: Sequence[Parameter]) -> Line:
    """for every a, C > 0: the letters with their ranges."""
    return Line(("for every",), joined([_range(letter) for letter in letters]))


def _range(letter: Parameter) -> Phrase:
    if letter.lower is not None and letter.upper is not None:
        relations: tuple[Relation, Relation] = (
            "<=" if letter.lower_closed else "<",
            "<=" if letter.upper_closed else "<",
        )
        return (Comparison(relations, (letter.lower, letter, letter.upper)),)
    ends = range_of(letter)
    return (ends[0],) if ends else (Name(letter.name),)
