"""The dual of the dual: the dual with its slopes as variables, its dual in the primal's variables, and what that is."""

from __future__ import annotations

from collections.abc import Mapping

from duality.algebra.atoms import affine_expression, substitute, substitute_comparison
from duality.model.dual_of_dual import DualOfDual
from duality.model.expression import Expression, Variable
from duality.model.form import Affine
from duality.model.problem import Membership, Problem, Sense
from duality.report.document import EQUALS, Heading, Line, Lines, Name, Paragraph, Part, Phrase
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.sections.statement import labeled, mapped


def dual_of_dual(found: DualOfDual, letters: Letters, options: Options) -> list[Part]:
    """The two problems, the meaning of the second one's multipliers, and the verdict in a sentence."""
    parts: list[Part] = [Heading("Dual of the dual")]
    lines: list[Line] = []
    if found.dual is not None:
        names = {own: letters.name(multiplier) for own, multiplier in found.names}
        lines += _problem(found.dual, {own: Variable(name) for own, name in names.items()}, options)
    if found.problem is not None:
        lines += labeled("its dual", [Line((), ("in the variables of the primal",))])
        lines += _problem(found.problem, {}, options)
        lines += labeled("where", mapped(lambda pair: _meaning(*pair, letters=letters), found.meaning, options))
    if lines:
        parts.append(Lines("formulas", tuple(lines)))
    said = {
        "primal": "The dual of the dual: ",
        "relaxation": "The dual of the dual is ",
        "none": "No dual of the dual: ",
    }
    return [*parts, Paragraph((f"{said[found.outcome]}{found.why}.",))]


def _problem(problem: Problem, trees: Mapping[str, Expression], options: Options) -> list[Line]:
    verb = "minimize" if problem.sense is Sense.MIN else "maximize"
    rows: list[Phrase] = [(f"{c.name}: ", substitute_comparison(c.written, trees)) for c in problem.constraints]
    domain: list[Phrase] = [
        (str(row),) if isinstance(row, Membership) else (substitute_comparison(row, trees),) for row in problem.domain
    ]
    lines = [Line((verb,), (substitute(problem.objective, trees),))]
    lines += labeled("subject to", mapped(lambda row: Line((), row), rows, options))
    return [*lines, *labeled("over", mapped(lambda row: Line((), row), domain, options))]


def _meaning(multiplier: str, form: Affine, *, letters: Letters) -> Line:
    value = affine_expression(form)
    shown = Name(value.name) if isinstance(value, Variable) else value
    return Line((), (Name(letters.name(multiplier)), EQUALS, shown))
